import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { type Parameter, type SignType, signTypes } from '../signature/sign.ts';

/** Parameters as somebody wrote them down, in their order, each value as the raw text that is signed. */
export interface ReadParameters {
  readonly parameters: readonly Parameter[];
  /** What a person should know about how the text was understood. */
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
  /** Values as they stood on the wire, before they were decoded, in the order of the parameters; of forms and query strings. */
  readonly wire?: readonly Parameter[];
  /** Decoded values that are not UTF-8, as bytes. Among the parameters they stand with U+FFFD for what is none. */
  readonly value_bytes?: readonly ValueBytes[];
  /** What the language that a value was written in prints for it, where that is another text: `None`, `1000.0`. */
  readonly printed?: readonly Parameter[];
}

export type ValueBytes = readonly [name: string, value: Uint8Array];

/** An input, understood. What is wrong with its parameters matters only to those who need parameters. */
export interface Reading extends ReadParameters {
  /** The bytes that a raw-body signature is made over, exactly as they came. */
  readonly body: Uint8Array;
  /** How the parameters were written down; undefined for bytes that are no text, and for an empty body. */
  readonly notation: NotationName | undefined;
  /** For a person: what the input was taken for. */
  readonly title: string;
  /** Of a message; undefined when there were headers only, or none. */
  readonly direction?: 'request' | 'response' | undefined;
  /** Names in lower case; undefined when the input had none, which is not the same as an empty list. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Where a request went, where that is known. */
  readonly host?: string | undefined;
  /** Of a request, where its answer came along. */
  readonly answered?: Answered | undefined;
}

type NotationName = 'json' | 'lines' | 'form' | 'python' | 'php' | 'js';

/** One way to write parameters down. */
export interface Notation {
  readonly name: NotationName;
  /** For a person: what the input was taken for. */
  readonly title: string;
  fits(text: string): boolean;
  read(text: string): ReadParameters;
}

/** Longer words are not repeated in a fault or note: one of them may be the client key, given by mistake. */
const longestShown = 16;

/** Splits at the first `=`. `where` names the word or line in a fault. */
function splitPair(text: string, where: () => string): Parameter | Fault {
  const split = text.indexOf('=');
  if (split > 0) return [text.slice(0, split), text.slice(split + 1)];
  const rule = split === 0 ? t`must have a name before the =` : t`must be name=value`;
  return { field: where(), ...(text.length <= longestShown ? { value: text } : {}), rule };
}

/** No request has nearly so many: what has more is another file, and would take its room in memory many times over. */
export const mostParameters = 10_000;

/** Text taken apart at the first `=` of each piece, without notes. `where` names a piece, from 0, in a fault. */
export function splitPairs(pieces: readonly string[], where: (place: number) => string): ReadParameters {
  const parameters: Parameter[] = [];
  const faults: Fault[] = [];
  if (pieces.length > mostParameters) {
    const rule = t`must have at most ${mostParameters} parameters`;
    return { parameters, notes: [], faults: [{ field: 'input', rule }] };
  }
  for (const [place, text] of pieces.entries()) {
    const pair = splitPair(text, () => where(place));
    if ('field' in pair) faults.push(pair);
    else parameters.push(pair);
  }
  return { parameters, notes: [], faults };
}

export function joinParameters(parts: readonly ReadParameters[]): ReadParameters {
  return {
    parameters: parts.flatMap(({ parameters }) => parameters),
    notes: parts.flatMap(({ notes }) => notes),
    faults: parts.flatMap(({ faults }) => faults),
    ...joined('wire', parts),
    ...joined('value_bytes', parts),
    ...joined('printed', parts),
  };
}

/** Left out where no part has it. */
function joined<Name extends 'wire' | 'value_bytes' | 'printed'>(name: Name, parts: readonly ReadParameters[]) {
  const all: unknown[] = parts.flatMap((part): readonly unknown[] => part[name] ?? []);
  return (all.length > 0 ? { [name]: all } : {}) as unknown as Pick<ReadParameters, Name>;
}

export type Kind = 'request' | 'response' | 'notification';

export const kinds: readonly Kind[] = ['request', 'response', 'notification'];

/**
 * What an input is when nobody said: JSON with `notify_type` is a notification, JSON with `respcd` a response, unless it asks
 * for payments by their `respcd`.
 */
export function kindOf(reading: Reading | undefined): Kind {
  const names = reading?.notation === 'json' ? reading.parameters.map(([name]) => name) : [];
  if (names.includes('notify_type')) return 'notification';
  const is_query =
    names.some((name) => /^(?:start_time|end_time|page|page_size)$/.test(name)) && !names.some(isAnswerName);
  return (names.includes('respcd') && !is_query) || reading?.direction === 'response' ? 'response' : 'request';
}

/** Every answer has words or a number of QFPay's beside its `respcd`; a query for a `respcd` has none of them. */
export function isAnswerName(name: string): boolean {
  return /^(?:resperr|respmsg|errmsg|sysdtm|data|txstatus)$/.test(name);
}

/** Whether a head says that a body follows, of which nothing is there. */
export function lacksBody({ headers = {}, body }: Pick<Reading, 'headers' | 'body'>): boolean {
  return body.length === 0 && Number(headers['content-length'] ?? 0) > 0;
}

/** The `X-QF-SIGNTYPE` that came along: `none` when there were headers without it, undefined when nobody can tell. */
export type Announced = SignType | 'none' | undefined;

export interface ReceivedSignature {
  /** Undefined when none was given. */
  readonly received: string | undefined;
  /** Where it stood; undefined when none was given. */
  readonly source: '--signature' | 'X-QF-SIGN' | 'sign' | undefined;
  readonly announced: Announced;
  /** Without those that stand for headers. */
  readonly parameters: readonly Parameter[];
  readonly remarks: readonly string[];
}

interface GivenSignature {
  readonly signature?: string | undefined;
  readonly announced?: Announced;
}

/** What was typed goes before a header, a header before a `sign` parameter. */
export function findSignature(
  given: GivenSignature,
  reading: Pick<Reading, 'headers'> | undefined,
  parameters: readonly Parameter[],
): ReceivedSignature {
  const isHeader = ([name]: Parameter) => /^x-qf-(sign|signtype|appcode)$/i.test(name);
  const written = parameters.filter(isHeader).map(([name, value]) => [name.toLowerCase(), value.trim()]);
  const headers =
    written.length > 0 || reading?.headers ? { ...reading?.headers, ...Object.fromEntries(written) } : undefined;
  const parameter = parameters.find(([name]) => name === 'sign')?.[1].trim();
  const all = { '--signature': given.signature?.trim(), 'X-QF-SIGN': headers?.['x-qf-sign'], sign: parameter };
  const sources = (['--signature', 'X-QF-SIGN', 'sign'] as const).filter((source) => all[source] !== undefined);
  const others = new Set(sources.map((source) => all[source]?.toUpperCase())).size > 1;
  const { announced, remarks } = announcedBy(given.announced, headers);
  return {
    received: sources[0] && all[sources[0]],
    source: sources[0],
    announced,
    parameters: parameters.filter((pair) => !isHeader(pair)),
    remarks: [
      ...remarks,
      ...(others
        ? [t`several different signatures were given: the first of --signature, X-QF-SIGN, sign is checked`]
        : []),
    ],
  };
}

function announcedBy(
  given: Announced,
  headers: Readonly<Record<string, string>> | undefined,
): { announced: Announced; remarks: string[] } {
  if (given !== undefined || !headers) return { announced: given, remarks: [] };
  const text = headers['x-qf-signtype'];
  if (text === undefined) return { announced: 'none', remarks: [] };
  const announced = signTypes.find((type) => type === text.toUpperCase());
  return { announced: announced ?? 'none', remarks: announced ? [] : [t`X-QF-SIGNTYPE is neither SHA256 nor MD5`] };
}

/** What the gateway said to a request, where its answer stands in the input as well. */
export interface Answered {
  readonly respcd: string;
  /** Its own words: `resperr`, else `respmsg`. */
  readonly message?: string;
}

/** Answers are small, and their code stands near the front. */
const longestAnswer = 100_000;
/** JSON, JSON inside of a string, and what Python, PHP or JavaScript print of it. */
const code = /\\?["']?\brespcd\\?["']?\s*(?::|=>)\s*\\?["']?(\d{4})\b/;
const message = /\bresp(?:err|msg)\\?["']\s*(?::|=>)\s*\\?(["'])((?:(?!\1)[^\\\r\n]|\\u[\da-f]{4}){1,200})/i;

/** The first answer in a text; undefined where there is none. */
export function findAnswer(text: string): Answered | undefined {
  const part = text.slice(0, longestAnswer);
  const found = part.includes('respcd') ? code.exec(part) : null;
  const respcd = found?.[1];
  if (!found || respcd === undefined) return undefined;
  // Its fields come in any order.
  const near = part.slice(Math.max(0, found.index - 500), found.index + 500);
  const said = message.exec(near)?.[2];
  return { respcd, ...(said === undefined ? {} : { message: unescaped(said) }) };
}

/** QFPay's JSON has what is not ASCII as `\uXXXX`. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .trim();
}

/** What an input was taken for: the first thing a person has to see, since the rest stands on it. */
export interface Understood {
  /** `a curl command (POSIX shell) with a form body (values decoded)`. */
  readonly title: string;
  readonly notation?: string;
  /** How many were read, those of the command line among them. */
  readonly parameters: number;
  /** What could be meant otherwise. */
  readonly notes: readonly string[];
}

/** Where the signature that came with an input stands, and the type that is announced there. */
interface SignaturePlace {
  readonly source?: string | undefined;
  readonly announced?: SignType | 'none' | undefined;
}

/**
 * For the JSON document's `input`; undefined when there were words of the command line only. `mask` takes the client key out
 * of what is quoted from the input.
 */
export function understood(
  reading: Reading | undefined,
  parameters: number,
  mask: (text: string) => string,
): Understood | undefined {
  if (!reading) return undefined;
  const { title, notation, notes } = reading;
  return { title, ...(notation === undefined ? {} : { notation }), parameters, notes: [...new Set(notes)].map(mask) };
}

/** `read as a URL with a query string: 12 parameters, signature from X-QF-SIGN, sign type SHA256`, for a person. */
export function understoodText({ title, parameters }: Understood, signature?: SignaturePlace): string {
  const count = parameters === 1 ? t`1 parameter` : t`${parameters} parameters`;
  return t`read as ${title}: ${[count, ...signatureWords(signature)].join(t`, `)}`;
}

function signatureWords({ source, announced }: SignaturePlace = {}): string[] {
  if (source === undefined) return [];
  const type = announced === 'none' ? t`no X-QF-SIGNTYPE` : t`sign type ${announced}`;
  return [t`signature from ${source}`, ...(announced === undefined ? [] : [type])];
}
