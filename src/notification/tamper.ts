/** What is changed after signing, so that an endpoint can show that it refuses it. */
export type Tampering = (typeof tamperings)[number];

export const tamperings = ['signature', 'amount', 'body'] as const;

export interface SignedMessage {
  readonly body: Uint8Array;
  /** `X-QF-SIGN`. */
  readonly signature: string;
}

/**
 * Changes one thing and leaves all else to the byte: a digit of the signature, one of `txamt`, or the body by a field that
 * was not signed. Undefined where the message has no such thing.
 */
export function tamper({ body, signature }: SignedMessage, what: Tampering): SignedMessage | undefined {
  if (what === 'signature') return signature === '' ? undefined : { body, signature: otherLast(signature) };
  // As Latin-1 every byte is a letter and comes back as it was.
  const text = Buffer.from(body).toString('latin1');
  const changed = what === 'amount' ? withOtherAmount(text) : withAnotherField(text);
  return changed === undefined ? undefined : { body: Buffer.from(changed, 'latin1'), signature };
}

function otherLast(signature: string): string {
  return signature.slice(0, -1) + (signature.endsWith('0') ? '1' : '0');
}

/** Ten times as much, as a thief would like it. */
function withOtherAmount(text: string): string | undefined {
  const changed = text.replace(/("txamt"\s*:\s*"?\d+)/, '$10');
  return changed === text ? undefined : changed;
}

function withAnotherField(text: string): string | undefined {
  const end = text.lastIndexOf('}');
  return end < 0 ? undefined : `${text.slice(0, end)}, "tampered": "yes"${text.slice(end)}`;
}
