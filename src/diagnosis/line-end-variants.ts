/** A body as it may have been before something between the wire and this tool touched its line ends or its first bytes. */
export interface BodyVariant {
  readonly content: Uint8Array;
  readonly evidence: string;
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

export function lineEndVariants(bytes: Uint8Array): BodyVariant[] {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const variants: BodyVariant[] = [];
  const end = lastLineEnd(body);
  if (end > 0) {
    const evidence = `The signature matches without the line end at the end (${end} byte${end > 1 ? 's' : ''}).`;
    variants.push({ content: body.subarray(0, body.length - end), evidence });
  }
  if (body.subarray(0, 3).equals(byteOrderMark)) {
    variants.push({
      content: body.subarray(3),
      evidence: 'The signature matches without the byte order mark at the start.',
    });
  }
  if (body.includes('\r\n')) {
    const content = Buffer.from(body.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    variants.push({ content, evidence: 'The signature matches with LF line ends where there are CRLF now.' });
  }
  return variants;
}

function lastLineEnd(body: Buffer): 0 | 1 | 2 {
  if (body.at(-1) !== 0x0a) return 0;
  return body.at(-2) === 0x0d ? 2 : 1;
}
