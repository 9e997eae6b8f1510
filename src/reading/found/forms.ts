import { addressMessage, form } from '../form.ts';
import { readAs, readMessage } from '../read-message.ts';
import type { Reading } from '../read-parameters.ts';
import { canBeParameters, countKnown, isWeakForm } from '../vocabulary.ts';
import { longestForm } from './notation.ts';
import type { Piece, PieceRole, UndoingName } from './piece.ts';

/** What parts the parameters of a form, or its address from the first: only there can a form be. */
const connector = /(?:[?&]|&amp;)(?=[A-Za-z_][\w.[\]%-]{0,60}=)/g;
/** Of a form in a text nobody can tell whether the words behind it belong to its last value: so many ends are tried. */
const mostEnds = 8;
const mostForms = 2_000;

/** Forms, query strings and addresses that stand somewhere in a text, each with the ends that it may have. */
export function findForms(text: string): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  for (const { index } of text.matchAll(connector)) {
    if (index < done || found.length > mostForms) continue;
    const begin = startOf(text, index, done);
    if (begin === undefined || begin < done) continue;
    const start = withoutLabel(text, begin);
    const ends = endsOf(text, start);
    const [first] = ends;
    if (first === undefined || !canBeParameters(text.slice(start, first))) continue;
    found.push(...ends.flatMap((end, rank) => formPieces(text, { start, end, rank })));
    done = Math.max(...ends);
  }
  return found;
}

const edge = /[\s"'`<>]/;
const aName = /(?<![\w.-])[A-Za-z_][\w.[\]%-]{0,60}=/g;

/** An address, or the first name of the word that the connector stands in, or the last name before it on its line. */
function startOf(text: string, at: number, from: number): number | undefined {
  let start = at;
  while (start > from && at - start < longestForm && !edge.test(text[start - 1] ?? '')) start--;
  const word = text.slice(start, at + 1);
  const address = /(?:https?:\/\/|(?<=^|[(,:])\/)[^=]*\?/i.exec(word);
  if (address) return start + address.index;
  // `PayRequest[url=…,body=txamt=1&…]`
  const body = /^.*[,;[({](?:body|data|payload|content|form|params|post_?fields)=(?=[A-Za-z_][\w.[\]-]*=)/i.exec(word);
  if (body) return start + body[0].length;
  const first = word.search(aName);
  if (first !== -1) return start + first;
  const line_start = Math.max(text.lastIndexOf('\n', at) + 1, at - longestForm, from);
  const last = [...text.slice(line_start, at).matchAll(aName)].at(-1);
  return last && line_start + last.index;
}

/** Names that loggers give to a whole form. */
const label =
  /(?:[A-Za-z]{1,20}[._])?(?:body|data|params?|payload|request|req|content|post|form|query|str|string|text|sign_?str|to_?sign|raw|msg|message)=(?=[\w.[\]-]+=)|(?:url|uri|path|endpoint|href|link|location)=(?=https?:\/\/|\/)/iy;

function withoutLabel(text: string, at: number): number {
  label.lastIndex = at;
  return label.test(text) ? label.lastIndex : at;
}

/** The end of its quotes, or of its line, or any space behind its last `name=`. */
function endsOf(text: string, start: number): number[] {
  const limit = Math.min(text.length, start + longestForm);
  const quote = quoteBefore(text, start);
  if (quote !== '') {
    const end = closingQuote(text, start, limit, quote);
    if (end !== undefined) return [end];
  }
  const line_end = endOfLines(text, start, limit);
  const line = text.slice(start, line_end);
  const last =
    start + Math.max(0, ...[...line.matchAll(/&(?:amp;)?[A-Za-z_][\w.[\]%-]*=/g)].map(({ index }) => index + 1));
  const spaces = [...text.slice(last, line_end).matchAll(/[\s"'`<>)\]},;|，。；、）】」』](?:\s|$)?|$/g)].map(
    ({ index }) => last + index,
  );
  const ends = [spaces[0] ?? line_end, line_end, ...spaces.slice(1)];
  return [...new Set(ends)].slice(0, mostEnds);
}

function quoteBefore(text: string, start: number): string {
  // `-d "a=1`, `'https://…`: an address begins before its first name.
  const letter = text[start - 1] ?? '';
  return '"\'`'.includes(letter) ? letter : '';
}

function closingQuote(text: string, start: number, limit: number, quote: string): number | undefined {
  for (let at = start; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
    else if (
      text[at] === '\n' &&
      !/&\s*$/.test(text.slice(Math.max(start, at - 3), at)) &&
      !/^\s*&/.test(text.slice(at, at + 8))
    )
      return undefined;
  }
  return undefined;
}

/** A form may go on in the next line where an & stands at the break. */
function endOfLines(text: string, start: number, limit: number): number {
  for (let at = start; at < limit; at++) {
    if (text[at] !== '\n') continue;
    const goes_on =
      /^\s*&[\w.]/.test(text.slice(at, at + 40)) ||
      (/&\s*$/.test(text.slice(Math.max(start, at - 3), at)) && /^\s*[\w.]+=/.test(text.slice(at + 1, at + 60)));
    if (!goes_on) return text[at - 1] === '\r' ? at - 1 : at;
  }
  return limit;
}

interface FormSpan {
  readonly start: number;
  readonly end: number;
  readonly rank: number;
}

const signedString =
  /(?:to[ _-]?(?:be[ _-]?)?sign(?:ed)?|sign(?:ing|ed|ature)?[ _-]?(?:base[ _-]?)?(?:str(?:ing)?|text|content|source|src|data|base|raw)|canonical\w*|base[ _-]?string|str(?:ing)?[ _-]?to[ _-]?(?:sign|hash|md5)|before[ _-]?(?:md5|sha|hash)|plain[ _-]?text|pre[ _-]?sign\w*|concat\w*|sorted\w*|signing|待签名\S*|待簽名\S*|签名串|签名前|拼接\S*)["'`\])]*\s*(?:is|=>|[:=：])?\s*["'`(<[]*$/i;

function formPieces(text: string, { start, end, rank }: FormSpan): Piece[] {
  const part = text.slice(start, end).replace(/&\s*$/, '');
  if (part.length > longestForm) return [];
  const is_address = /^(?:https?:|\/)/i.test(part);
  const plain = is_address ? readMessage(addressMessage(part)) : readForm(part);
  const names = plain.parameters.map(([name]) => name);
  if (countKnown(names) === 0 && !isWeakForm(part)) return [];
  // Two forms, where the end of a line between them was taken for a wrap.
  if (names.length - new Set(names).size > 2) return [];
  const before = text.slice(Math.max(0, start - 60), start);
  const is_call = is_address && isCall(part, names);
  const is_sent = is_call || (!is_address && bodyLabel.test(before) && !/(?<![A-Za-z])sign=/.test(part));
  const role: PieceRole = signedString.test(before) ? 'string' : is_sent ? 'wire' : 'list';
  const undone: UndoingName[] = rank > 0 ? ['end-cut'] : [];
  const signature = plain.parameters.find(([name]) => name === 'sign')?.[1];
  const piece = { start, end, role, undone, rank: is_address && !is_call ? rank + 40 : rank, signature };
  const raw = is_address || rank > 0 ? undefined : rawReading(part);
  // What was put together to be signed is not percent-encoded: there a % or + is a letter like any other.
  return [
    { ...piece, reading: plain },
    ...(raw ? [{ ...piece, reading: raw, role: 'string' as const, rank: rank + 20 }] : []),
  ];
}

/** What a log or a script calls the body of a request was sent. */
const bodyLabel =
  /(?<![A-Za-z])(?:(?:request|req|raw|post|http)[ ._-]?)?(?:body|data|payload|post_?fields)["'\]]*\s*(?:=>|[:=])\s*(?:b?["'`])?$/i;

/** An address that is a parameter itself, such as a return_url, has names of QFPay's as well. */
function isCall(address: string, names: readonly string[]): boolean {
  const path =
    /\/(?:trade|custom|customer|product|subscription|token|tool|download)\/v\d|checkstand|payment_element|qfapi/i;
  return path.test(address.split('?', 1)[0] ?? '') || names.includes('sign');
}

function readForm(part: string): Reading {
  return readAs(form(), part, Buffer.from(part, 'utf8'), []);
}

function rawReading(part: string): Reading | undefined {
  if (!/[%+]/.test(part)) return undefined;
  const encoded = part.replace(/[%+]/g, encodeURIComponent);
  const reading = readForm(encoded);
  const { wire: _wire, ...raw } = reading;
  return { ...raw, body: Buffer.from(part, 'utf8') };
}
