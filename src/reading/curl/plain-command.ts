import { linesOfDigests } from '../lines.ts';
import { readMessage } from '../read-message.ts';
import type { SignedInputs } from '../signed-input.ts';
import { canBeName, countKnown, mayHoldKnownName } from '../vocabulary.ts';
import { readCurlCommand } from './curl-command.ts';

const longestPlain = 8_000;

/**
 * One curl command, on one line or with an option on each, of which every letter is known: the headers that such a request
 * has, an address without a query, one form with nothing in it that is not encoded.
 */
const plain = plainPattern();

function plainPattern(): RegExp {
  const header = '(?:X-QF-(?:APPCODE|SIGN|SIGNTYPE)|Content-Type|Accept|Host|User-Agent): ?[\\w .,:/+=*-]*';
  const pair = '[A-Za-z_]\\w{0,63}=[\\w.~*!%:+-]*';
  const form = `${pair}(?:&${pair})*`;
  const address = 'https?://[\\w.:-]+(?:/[\\w.-]*)*';
  const words = [
    `(?:-H|--header) (?:'${header}'|"${header}")`,
    `(?:-d|--data(?:-raw|-binary)?) (?:'${form}'|"${form}")`,
    `(?:${address}|'${address}'|"${address}")`,
    `(?:-X|--request) (?:POST|'POST'|"POST")`,
    '-[sSikvL]{1,6}',
    '--(?:location|silent|show-error|include|insecure|verbose|compressed)',
  ];
  return new RegExp(`^curl(?:(?: | ?\\\\\\n {1,8})(?:${words.join('|')}))+\\n?$`);
}

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
  if (!plain.test(text) || !isAlone(text)) return undefined;
  const message = readCurlCommand(bytes);
  const reading = message && readMessage(message);
  const received = reading?.headers?.['x-qf-sign'] ?? '';
  if (!reading || reading.faults.length > 0 || !/^[\w+/=-]{8,130}$/.test(received)) return undefined;
  const names = reading.parameters.map(([name]) => name);
  if (countKnown(names) === 0 || !names.every(canBeName)) return undefined;
  const read = { kind: 'request', role: 'wire', undone: [], is_pinned: false, is_printed: false } as const;
  const candidates = [{ ...read, reading, is_json_sent: false }];
  const place = `line ${linesOfDigests(text)(received, 0)}`;
  return { cases: [{ received, place, candidates }], left_out: 0, shows_key: false };
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
