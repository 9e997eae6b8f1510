import { withoutLineEnds } from './lines.ts';
import { joinParameters, type Notation, type ReadParameters, readPair } from './read-parameters.ts';
import { decodeUtf8 } from './utf8.ts';

/** A form body or a query string: values are taken as the gateway sees them, that is decoded. */
export const form: Notation = {
  name: 'form',
  title: 'a form body (values decoded)',
  fits: () => true,
  read: (text) =>
    joinParameters(
      withoutLineEnds(text)
        .replace(/^\?/, '')
        .split('&')
        .filter((part) => part !== '')
        .map(readPart),
    ),
};

function readPart(part: string, index: number): ReadParameters {
  const read = readPair(part, `parameter ${index + 1}`);
  const [pair] = read.parameters;
  if (!pair) return read;
  const [name, value] = pair.map(decodePart);
  if (name !== undefined && value !== undefined) return { ...read, parameters: [[name, value]] };
  return { ...read, parameters: [], faults: [{ field: pair[0], rule: 'must be UTF-8 when it is percent-decoded' }] };
}

/** `+` is a space, `%41` a byte; a percent sign that starts neither stays, as servers have it. Undefined when not UTF-8. */
export function decodePart(text: string): string | undefined {
  const bytes = Buffer.from(text.replaceAll('+', ' '), 'utf8');
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const hex = bytes[at] === 0x25 ? bytes.toString('latin1', at + 1, at + 3) : '';
    const is_escape = /^[\da-f]{2}$/i.test(hex);
    bytes[length++] = is_escape ? Number.parseInt(hex, 16) : (bytes[at] ?? 0);
    if (is_escape) at += 2;
  }
  return decodeUtf8(bytes.subarray(0, length));
}
