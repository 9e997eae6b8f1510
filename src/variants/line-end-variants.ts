import type { Evidence } from './deviation.ts';

/** A body as it may have been before something between the wire and this tool touched its line ends or its first bytes. */
export interface BodyVariant {
  readonly content: Uint8Array;
  readonly evidence: Evidence;
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

export function lineEndVariants(bytes: Uint8Array): BodyVariant[] {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const variants: BodyVariant[] = [];
  const end = lastLineEnd(body);
  if (end > 0) {
    const evidence: Evidence = { id: 'body-line-end-added', values: { count: String(end) } };
    variants.push({ content: body.subarray(0, body.length - end), evidence });
  } else {
    for (const text of ['\n', '\r\n']) {
      variants.push({ content: Buffer.concat([body, Buffer.from(text)]), evidence: { id: 'body-line-end-lost' } });
    }
  }
  variants.push(markVariant(body));
  if (body.includes('\n')) variants.push(...lineEndsChanged(body));
  return variants;
}

function markVariant(body: Buffer): BodyVariant {
  return body.subarray(0, 3).equals(byteOrderMark)
    ? { content: body.subarray(3), evidence: { id: 'body-mark-added' } }
    : { content: Buffer.concat([byteOrderMark, body]), evidence: { id: 'body-mark-lost' } };
}

function lineEndsChanged(body: Buffer): BodyVariant[] {
  const unix = body.toString('latin1').replaceAll('\r\n', '\n');
  const write = (text: string) => Buffer.from(text, 'latin1');
  return [
    { content: write(unix), evidence: { id: 'body-lf' } },
    { content: write(unix.replaceAll('\n', '\r\n')), evidence: { id: 'body-crlf' } },
  ];
}

function lastLineEnd(body: Buffer): 0 | 1 | 2 {
  if (body.at(-1) !== 0x0a) return 0;
  return body.at(-2) === 0x0d ? 2 : 1;
}
