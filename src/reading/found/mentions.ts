import { countUpTo } from './piece.ts';

/** What a digest in a text is called there: what came along, or what somebody says that it should be. */
export type MentionRole = 'received' | 'expected' | 'guessed';

/** A digest that a text names. */
export interface SignatureMention {
  readonly at: number;
  readonly end: number;
  readonly digest: string;
  readonly source: 'X-QF-SIGN' | 'sign';
  readonly role: MentionRole;
}

/** A header of QFPay's that a text shows outside of any request that could be read as one. */
export interface HeaderMention {
  readonly at: number;
  readonly name: 'x-qf-signtype' | 'x-qf-appcode';
  readonly value: string;
}

/** What mail makes of the `=` before a digest is no part of it. */
const notEscape = '(?!3D(?:[\\da-fA-F]{32}|[\\da-fA-F]{64})(?![\\w+/]))';
/** What languages, shells and tables put between a header's name and its value. */
const gap =
  '(?:=3D|\\\\[nrt]|["\'`\\]\\[)(>{}:=,|\\s\\\\*~@&;/.\\u2028-]|(?:string|str|value|val|is|was|SignType|td|th|b)\\b(?:\\(\\d+\\))?){1,48}?';
/** What stands before a name; behind `\\n` of an escaped text begins a line. */
const apart = '(?:(?<=\\\\[nrt])|(?<![A-Za-z\\d]))';
const digits = `${notEscape}([\\da-fA-F]{16,128}|[\\w+/]{22,88}={0,2})(?![\\w+/])`;
const signHeader = new RegExp(`${apart}x[-_]qf[-_]sign(?![-_]?type)(?![A-Za-z\\d])${gap}${digits}`, 'gi');
const typeHeader = new RegExp(`${apart}x[-_]qf[-_]sign[-_]?type(?![A-Za-z\\d])${gap}(sha-?256|md5)\\b`, 'gi');
const codeHeader = new RegExp(`${apart}x[-_]qf[-_]app[-_]?code(?![A-Za-z\\d])${gap}([\\w-]{1,64})`, 'gi');
/** A digest with a name of its own: `sign: 99D9…`, `signature is "99d9…"`. */
const labelled =
  /(?<![\w-])(?<label>(?:[a-z]+[ _-]?)?sign(?:ature)?|digest|sig|hash|md5|sha-?256|签名|簽名)(?:["'`\])*\s]|string\(\d+\)|value|\\){0,12}?(?:\s*(?:is|was|=>|->|:=|=3D|[:=：|])){1,2}\s*(?:["'`(<\\[*\s]|string\(\d+\)){0,12}(?!3D(?:[\da-f]{32}|[\da-f]{64})(?![\da-z]))(?<digest>[\da-f]{64}|[\da-f]{32}|[\da-f]{40}|[\da-f]{16,63})(?![\da-z])/gi;
const alone = /(?<![\w./+-])(?:[\da-f]{64}|[\da-f]{32})(?![\w./+-])/gi;
const notDigest =
  /(?:app_?code|appid|key|secret|token|mchid|udid|openid|uuid|id|trace|nonce|commit)["'`\])]*\s*(?:=>|->|[:=])?\s*["'`(<]*$/i;

const expectation =
  /\b(?:expect(?:ed|ing|s)?|should(?:\s+(?:be|have been))?|correct|want(?:ed)?|right|valid|server(?:'s)?|gateway(?:'s)?|must be)\b|应为|應為|正确|正確|期望/i;

/** Every digest that a text names, in their order; only where there is none, one that stands there without a name. */
export function signatureMentions(text: string): SignatureMention[] {
  const found: SignatureMention[] = [];
  const places = new Set<number>();
  // `sha256:99d9…`, without a space, is how an image or a build is called.
  const addresses: SignatureMention[] = [];
  for (const match of text.matchAll(signHeader)) {
    const digest = match[1] ?? '';
    if (!/\d/.test(digest)) continue;
    const span = spanOf(match, digest);
    places.add(span.at);
    found.push({ ...span, digest, source: 'X-QF-SIGN', role: roleOf(text, match.index, '') });
  }
  for (const match of text.matchAll(labelled)) {
    const { label = '', digest = '' } = match.groups ?? {};
    const span = spanOf(match, digest);
    if (places.has(span.at)) continue;
    const list = /^sha-?256:$/i.test(text.slice(match.index, span.at)) ? addresses : found;
    list.push({ ...span, digest, source: 'sign', role: roleOf(text, match.index, label) });
  }
  const [named = aloneIn(text)] = [found, addresses].filter(({ length }) => length > 0);
  return named.sort((a, b) => a.at - b.at);
}

function spanOf(match: RegExpExecArray, digest: string): { at: number; end: number } {
  const end = match.index + match[0].length;
  return { at: end - digest.length, end };
}

/** How much of a line is looked at for what it says of a digest. */
const near = 60;

/** Of a text that is one line only so much is looked through, however often. */
function lineBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - near), at);
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** In `expected 99D9…, got 1234…` the first is not what came. */
function roleOf(text: string, at: number, label: string): MentionRole {
  const before = lineBefore(text, at);
  const clause = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(';')) + 1);
  return expectation.test(`${clause} ${label.replaceAll('_', ' ')}`) ? 'expected' : 'received';
}

function aloneIn(text: string): SignatureMention[] {
  const all = [...text.matchAll(alone)].filter(
    ({ index }) => !notDigest.test(text.slice(Math.max(0, index - near), index)),
  );
  const distinct = new Set(all.map(([digest]) => digest.toUpperCase()));
  const [first] = all;
  if (!first || distinct.size !== 1) return [];
  return [{ at: first.index, end: first.index + first[0].length, digest: first[0], source: 'sign', role: 'guessed' }];
}

/** Headers that a text shows; what is only talked about is none. */
export function headerMentions(text: string): HeaderMention[] {
  const of = (pattern: RegExp, name: HeaderMention['name']) =>
    [...text.matchAll(pattern)]
      .filter(({ index, 0: { length } }) => !isProse(text, index, index + length))
      .map((match): HeaderMention => ({ at: match.index, name, value: match[1] ?? '' }));
  return [...of(typeHeader, 'x-qf-signtype'), ...of(codeHeader, 'x-qf-appcode')].sort((a, b) => a.at - b.at);
}

/**
 * A word before it on its line, with nothing but a space between, or words behind it: `we do not send X-QF-SIGNTYPE: SHA256`,
 * `X-QF-SIGNTYPE: SHA256 is what they want`. A mark of a comment before it says that it was not sent either.
 */
function isProse(text: string, at: number, end = at): boolean {
  const before = lineBefore(text, at);
  const word = /(?<![\w/:.\\-])([A-Za-z\u4e00-\u9fff]+)[ \t]+(?:["'`(*]*)(?:HTTP[-_])?$/.exec(before)?.[1];
  if (word !== undefined && !/^(?:headers?|with|H|INFO|DEBUG|TRACE|stdout|stderr|F)$/i.test(word)) return true;
  if (/(?:^|\s)(?:\/\/|\/\*|#|--(?=\s)|rem\b|(?<=^\s*)[;~])\s*(?:["'`]|\$?\w*headers?\[["'])*$/i.test(before))
    return true;
  const behind = text.slice(end, end + near);
  // Tools keep a header that was switched off.
  if (
    end > at &&
    /^["']?[ \t]*,?\s*["']?(?:disabled["']?[ \t]*[:=][ \t]*true|enabled["']?[ \t]*[:=][ \t]*false)/i.test(behind)
  )
    return true;
  return end > at && /^[ \t]+[a-z]{2,}(?![\w:=-])/.test(behind);
}

/** How far back an object is looked for that a header is a member of. */
const largestHeaders = 1_500;

/** The brackets that a header stands in with others: those are all that came along. Undefined where it stands in none. */
function headerBrackets(text: string, at: number): { start: number; end: number } | undefined {
  let depth = 0;
  for (let start = at - 1; start >= 0 && at - start < largestHeaders; start--) {
    const letter = text[start] ?? '';
    if ('}])'.includes(letter)) depth++;
    else if ('{[('.includes(letter) && depth-- === 0) {
      const end = closingOf(text, start);
      const inside = end === undefined ? '' : text.slice(start, end);
      const is_more = /\\[nr]|\b(?:POST|GET) |&\w+=/.test(inside);
      const count = inside.match(/x[-_]qf[-_]|content[-_]type/gi)?.length ?? 0;
      return end !== undefined && count > 1 && !is_more ? { start, end } : undefined;
    }
  }
  return undefined;
}

function closingOf(text: string, start: number): number | undefined {
  let depth = 0;
  for (let end = start; end < text.length && end - start < 2 * largestHeaders; end++) {
    const letter = text[end] ?? '';
    if ('{[('.includes(letter)) depth++;
    else if ('}])'.includes(letter) && --depth === 0) return end;
  }
  return undefined;
}

const shownHeader = new RegExp(
  `${apart}${/x[-_]qf[-_](?:sign|app[-_]?code)(?![A-Za-z])(?![-_]?type)(?=["'`\])}\\*&]{0,4}(?:(?:quot|#\d+);)?\s*(?:[:=>{|([\t"'<\\;]|,\s*["'[]|-[>&]|is\b|$))/.source}`,
  'gim',
);

/** Whether a text shows QFPay's own headers at all: then one that is missing was not sent. */
export function showsHeaders(text: string): boolean {
  return [...text.matchAll(shownHeader)].some(({ index }) => !isProse(text, index));
}

/** Headers that stand beside a signature: each goes with the digest that it is nearest to. */
export function headersBeside(
  text: string,
  shown: readonly HeaderMention[],
  signs: readonly SignatureMention[],
  isAnswered: (at: number) => boolean,
): (received: string | undefined) => Readonly<Record<string, string>> {
  const contents = contentMentions(text).filter(({ at }) => !isAnswered(at));
  const first = new Map([...signs].reverse().map((sign) => [sign.digest.toUpperCase(), sign]));
  const beside = new Map<string | undefined, { name: string; value: string }[]>();
  for (const each of [...contents, ...shown]) {
    const digest = nearestTo(each.at, signs)?.digest.toUpperCase();
    beside.set(digest, [...(beside.get(digest) ?? []), each]);
  }
  return (received) => {
    const digest = received?.toUpperCase();
    const sign = digest === undefined ? undefined : first.get(digest);
    const brackets = sign && headerBrackets(text, sign.at);
    const near = digest === undefined || signs.length === 0 ? [...contents, ...shown] : (beside.get(digest) ?? []);
    const own = brackets ? shown.filter(({ at }) => brackets.start < at && at < brackets.end) : near;
    return {
      ...(brackets ? namedOnce(near.filter(({ name }) => name.startsWith('content-'))) : {}),
      ...namedOnce(own),
      ...(brackets && received ? { 'x-qf-sign': received } : {}),
    };
  };
}

/** The first of each name; where both are told, that of a form is the request's, and JSON the answer's. */
function namedOnce(headers: readonly { name: string; value: string }[]): Record<string, string> {
  const isForm = ({ value }: { value: string }) => /urlencoded|multipart/i.test(value);
  const sorted = [...headers.filter(isForm), ...headers.filter((each) => !isForm(each))];
  return Object.fromEntries(sorted.reverse().map(({ name, value }) => [name, value]));
}

const contentHeader = new RegExp(
  `${apart}(content[-_](?:type|length)|body_?size)["'\\])]*\\s*(?:=>|[:=\\t]|\\r?\\n)\\s*["'[]*\\s*([\\w/+-]+)`,
  'gi',
);
const mostContents = 2_000;

/** What headers, and a HAR file, say of a body. */
function contentMentions(text: string): { at: number; name: string; value: string }[] {
  const found: { at: number; name: string; value: string }[] = [];
  for (const { index: at, 1: name = '', 2: value = '' } of text.matchAll(contentHeader)) {
    if (found.length >= mostContents) break;
    found.push({ at, name: /type$/i.test(name) ? 'content-type' : 'content-length', value });
  }
  return found;
}

function nearestTo(at: number, signs: readonly SignatureMention[]): SignatureMention | undefined {
  const place = countUpTo(signs, (sign) => sign.at <= at);
  const [before, behind] = [signs[place - 1], signs[place]];
  return !before || (behind && behind.at - at < at - before.at) ? behind : before;
}
