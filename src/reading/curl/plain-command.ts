import { linesOfDigests } from '../lines.ts';
import { readMessage } from '../read-message.ts';
import type { SignedInputs } from '../signed-input.ts';
import { canBeName, countKnown, mayHoldKnownName } from '../vocabulary.ts';
import { readCurlCommand } from './curl-command.ts';

const longestPlain = 8_000;

/**
 * Reads a text that can be read in one way only, so that the finders of all others need not even be loaded; undefined for any
 * other text. What is not looked for is what somebody may have put together to sign it, which only explains.
 *
 * Nothing that a finder or an undoing goes by may be in such a text: whoever widens the pattern has to look at each of them, and
 * `test/reading/curl/plain-command.test.ts` holds both ways against each other.
 */
export function readPlainCommand(bytes: Uint8Array): SignedInputs | undefined {
  if (bytes.length > longestPlain) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!isPlain(text) || !isAlone(text)) return undefined;
  const message = readCurlCommand(bytes);
  const reading = message && readMessage(message);
  const received = reading?.headers?.['x-qf-sign'] ?? '';
  if (!reading || reading.faults.length > 0 || !/^[\w+/=-]{8,130}$/.test(received)) return undefined;
  const names = reading.parameters.map(([name]) => name);
  if (countKnown(names) === 0 || !names.every(canBeName)) return undefined;
  const read = { kind: 'request', role: 'wire', undone: [], is_pinned: false, is_printed: false } as const;
  const candidates = [{ ...read, reading, is_json_sent: false, is_partial: false }];
  const place = `line ${linesOfDigests(text)(received, 0)}`;
  return { cases: [{ received, place, candidates }], left_out: 0, shows_key: false };
}

/** A word, whole in its quotes or without any, or what parts two: a space, or the end of a line that goes on further in. */
const token = /'[^'"\\\n]*'|"[^'"\\\n]*"|[^ '"\\\n]+| ?\\\n +| /g;
const address = /^(['"]?)https?:\/\/[\w.:-]+(?:\/[\w.-]*)*\1$/;
const header = /^(['"])(?:X-QF-(?:APPCODE|SIGN|SIGNTYPE)|Content-Type|Accept|Host|User-Agent): ?[\w .,:/+=*-]*\1$/;
const form = /^(['"])[A-Za-z_]\w*=[\w.~*!%:+-]*(?:&[A-Za-z_]\w*=[\w.~*!%:+-]*)*\1$/;
const method = /^(['"]?)POST\1$/;
const flags: ReadonlySet<string> = new Set(
  '-s -S -i -v -k -L -sS -si --location --silent --show-error --include --insecure --verbose --compressed'.split(' '),
);
const options: Readonly<Record<string, RegExp>> = {
  '-H': header,
  '--header': header,
  '-X': method,
  '--request': method,
  '-d': form,
  '--data': form,
  '--data-raw': form,
  '--data-binary': form,
};

/**
 * The headers that such a request has, an address without a query, a form with nothing in it that is not encoded, and each value
 * on the line of its option. Word by word: one pattern for all of it takes longer to compile than all that is done here.
 */
function isPlain(text: string): boolean {
  const line = text.replace(/\n$/, '');
  const tokens = line.match(token) ?? [];
  if (tokens[0] !== 'curl' || tokens.join('') !== line) return false;
  for (let at = 1; at < tokens.length; at += 2) {
    const [gap = '', word = '', between, value = ''] = tokens.slice(at, at + 4);
    if (!gap.startsWith(' ') && !gap.startsWith('\\')) return false;
    if (flags.has(word) || address.test(word)) continue;
    if (between !== ' ' || !(Object.hasOwn(options, word) && options[word]?.test(value))) return false;
    at += 2;
  }
  return true;
}

/** Neither a second request nor a second signature, no answer, and no escapes but those of the form. */
function isAlone(text: string): boolean {
  const lower = text.toLowerCase();
  const count = (part: string) => lower.split(part).length - 1;
  const is_once = count('curl') === 1 && count('://') === 1 && count(' -d ') + count(' --data') === 1;
  const signs = count('x-qf-sign:') === 1 && count('x-qf-signtype:') <= 1 && count('sign') === count('x-qf-sign');
  return (
    is_once &&
    signs &&
    !['resp', 'answer', 'reply', '=3d'].some((part) => lower.includes(part)) &&
    !innerTexts(text).some((inner) => mayHoldKnownName(inner) || /^\w+=/.test(inner))
  );
}

/** What can be base64, and the forms that are values of this one. */
function innerTexts(text: string): string[] {
  const runs = text.match(/[\w+/-]{40,}/g)?.filter((run) => !/^[\da-f]+$/i.test(run)) ?? [];
  const forms = text.split(/[=&'"\s]/).filter((value) => /%3d/i.test(value));
  return [...runs.map((run) => Buffer.from(run, 'base64').toString('latin1')), ...forms.map(decoded)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
