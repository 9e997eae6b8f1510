import { t } from '../../language/t.ts';
import { readCurlCommand } from '../curl/curl-command.ts';
import { headerRecord, type Message } from '../message.ts';
import { readMessage } from '../read-message.ts';
import { findAnswer, type Reading } from '../read-parameters.ts';
import { canBeName, hasKnownName, isKnownName } from '../vocabulary.ts';
import type { Piece } from './piece.ts';
import { unwrappedTexts } from './wraps.ts';

const largestMessage = 65_536;
const mostMessages = 3_000;

const curl = /(?:^|[\s"'`(>|;&])(?=curl(?:\.exe)?["']?[ \t\\^]+[^\s])/g;

/** curl commands, wherever they begin. Each ends where the next begins at the latest. */
export function findCurlCommands(text: string): Piece[] {
  const starts = [...text.matchAll(curl)].map((match) => match.index + match[0].length).slice(0, mostMessages);
  return starts.flatMap((start, place): Piece[] => {
    const next = Math.min(starts[place + 1] ?? text.length, start + largestMessage, text.length);
    const closing = /(?<!`)`$/.test(text.slice(Math.max(0, start - 2), start)) ? text.indexOf('`', start) : -1;
    const limit = closing === -1 ? next : Math.min(next, closing);
    return requestsOf(text.slice(start, limit)).flatMap(({ at, part }) => piecesOfCommand(part, start + at));
  });
}

/** What `--next` sets apart are requests of their own; each begins anew with what curl is told. */
function requestsOf(command: string): { readonly at: number; readonly part: string }[] {
  const ends = [...command.matchAll(/\s(?:--next|-:)(?=\s)/g)];
  return [0, ...ends.map(({ index, 0: { length } }) => index + length)].map((at, place) => {
    const own = command.slice(at, ends[place]?.index);
    return { at, part: at === 0 ? own : `curl${own}` };
  });
}

function piecesOfCommand(part: string, start: number): Piece[] {
  const message = readCurlCommand(Buffer.from(part, 'utf8'));
  if (!message) return [];
  const reading = readMessage(message);
  const shows = Object.keys(reading.headers ?? {}).some((name) => name.startsWith('x-qf-'));
  if (reading.parameters.length === 0 && !shows) return [];
  // Its options were cut off from it: what it would send without them was never sent.
  if (reading.parameters.length === 0 && reading.body.length === 0 && hasKnownName(part)) return [];
  const end = start + part.trimEnd().length;
  const piece = { start, end, role: 'wire' as const, undone: [], rank: 0, reading, signature: signatureOf(reading) };
  const sent = {
    ...(isJsonBody(reading) ? { is_json_sent: true } : {}),
    // Data that stands in a file was sent as well.
    ...((message.faults ?? []).length > 0 ? { is_partial: true } : {}),
  };
  const others = isJsonBody(reading) ? unwrappedTexts(Buffer.from(reading.body).toString('utf8')) : [];
  return [
    { ...piece, ...pins(reading), ...sent },
    ...others.map((body, place): Piece => {
      const unwrapped = readMessage({ ...message, body: Buffer.from(body, 'utf8') });
      return { ...piece, ...sent, reading: unwrapped, undone: ['line-wraps'], rank: 1 + place };
    }),
  ];
}

function signatureOf({ headers, parameters }: Reading): string | undefined {
  return headers?.['x-qf-sign'] ?? parameters.find(([name]) => name === 'sign')?.[1];
}

function pins({ headers, body }: Reading): Pick<Piece, 'is_pinned'> {
  const length = headers?.['content-length'];
  return length !== undefined && Number(length) === body.length && body.length > 0 ? { is_pinned: true } : {};
}

function isJsonBody({ body, direction }: Reading): boolean {
  return direction !== 'response' && /^\s*[{[]/.test(Buffer.from(body.subarray(0, 20)).toString('latin1'));
}

/** The first line of a request or an answer, as it went over the wire or as clients log it. */
const requestLine =
  /^[ \t]*(?:-->|>>|>|send:|Request:?|Sending:?|\*)?[ \t]*"?(?<method>GET|POST|PUT|DELETE|PATCH)[ \t]+(?<target>(?:https?:\/\/|\/)[^\s"]*)(?:[ \t]+HTTP\/\d(?:\.\d)?)?(?:[ \t]+\(.*\))?"?[ \t]*\r?$/gim;
const answerLine =
  /^[ \t]*(?:(?:<--|<<|<|reply:|Response:?|\*)[ \t]*["'b]{0,2})?(?:HTTP\/\d(?:\.\d)?[ \t]+)?(?<status>[1-5]\d\d)(?:[ \t]+\S.*)?\r?$|^[ \t]*<--.*$|^.{0,80}\b(?:response|resp|answer|reply|返回|响应|回應)(?: body| data|体)?["']?[ \t]*(?:[:：=]|was|is)(?![ \t]*(?:(?:await|new|yield)[ \t]+)?[$\w.:<>-]+\()/gim;
const endLine = /^[ \t]*-->[ \t]*END\b[^\n]*?(?:\((?<length>\d+)-byte body\))?[^\n]*$/gim;

/** Where answers stand in a text: what is in them says nothing about the request. */
export function findAnswers(text: string): { start: number; end: number }[] {
  const requests = [...text.matchAll(requestLine), ...text.matchAll(curl)]
    .map(({ index }) => index)
    .sort((a, b) => a - b);
  const answers: { start: number; end: number }[] = [];
  for (const match of text.matchAll(answerLine)) {
    if (!isAnswer(match[0])) continue;
    const end = requests.find((at) => at > match.index) ?? text.length;
    if (match.index >= (answers.at(-1)?.end ?? 0)) answers.push({ start: match.index, end });
  }
  return answers;
}

function isAnswer(line: string): boolean {
  return /HTTP\/\d|<--|<<|^\s*<|reply:|response|resp\b|answer|返回|响应|回應/i.test(line);
}

/** Requests and answers with their headers, line by line. */
export function findMessages(text: string): Piece[] {
  const requests = [...text.matchAll(requestLine)].map((match) => ({
    at: match.index,
    line: match[0],
    target: match.groups?.['target'] ?? '',
  }));
  const answers = findAnswers(text);
  const heads = headStarts(text, requests, answers).slice(0, mostMessages);
  return heads.flatMap((head, place): Piece[] => {
    const after = [heads[place + 1]?.at, answers.find(({ start }) => start > head.at)?.start];
    const limit = Math.min(text.length, head.at + largestMessage, ...after.filter((at) => at !== undefined));
    return messagePieces(text, head, limit);
  });
}

interface Head {
  readonly at: number;
  readonly line: string;
  /** Undefined where only headers stand there. */
  readonly target: string | undefined;
  readonly is_answer: boolean;
}

function headStarts(
  text: string,
  requests: readonly { at: number; line: string; target: string }[],
  answers: readonly { start: number; end: number }[],
): Head[] {
  const own: Head[] = requests.map(({ at, line, target }) => ({ at, line, target, is_answer: false }));
  const answered = answers.flatMap(({ start }): Head[] => {
    const line = text.slice(start, endOfLine(text, start));
    return /HTTP\/\d|<--/.test(line) ? [{ at: start, line, target: undefined, is_answer: true }] : [];
  });
  // Headers alone, as CGI has them or as a person wrote them down.
  const bare: Head[] = [];
  for (const { index } of text.matchAll(
    /^[ \t]*(?:[\w-]+:[^\n]*\n[ \t]*){0,12}(?:HTTP[_-])?X[-_]QF[-_](?:SIGN|APPCODE)[ \t]*:/gim,
  )) {
    const is_own = own.some(({ at }) => at < index && index - at < 2_000 && !/\n\s*\n/.test(text.slice(at, index)));
    if (!is_own && !answers.some(({ start, end }) => start <= index && index < end))
      bare.push({ at: index, line: '', target: undefined, is_answer: false });
  }
  return [...own, ...answered, ...bare].sort((a, b) => a.at - b.at);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

const headerLine =
  /^[ \t]*(?:[>*•-][ \t]*)?["']?(?<name>:?[A-Za-z][\w-]*)["']?[ \t]*:[ \t]*["']?(?<value>[^\r\n]*?)["']?[,;]?[ \t]*\r?$/;

function messagePieces(text: string, head: Head, limit: number): Piece[] {
  const { headers, end } = readHeaders(text, head.line === '' ? head.at : endOfLine(text, head.at) + 1, limit);
  if (head.target === undefined && Object.keys(headers).length === 0) return [];
  const rest = text.slice(end, limit);
  const stop = rest.search(endLine);
  const body = lacksLength(head, headers) ? '' : stop === -1 ? rest : rest.slice(0, stop);
  const told = /\((\d+)-byte body\)/.exec(rest.slice(Math.max(0, stop)))?.[1];
  const length = headers['content-length'] ?? (stop === -1 ? undefined : told);
  const answered = findAnswer(text.slice(limit, limit + 4_000));
  const bodies = bodyTexts(body, length);
  return bodies.flatMap(({ part, is_pinned }, rank): Piece[] => {
    const direction = head.is_answer ? 'response' : head.target === undefined ? undefined : 'request';
    const message: Message = {
      direction,
      ...(head.target === undefined ? {} : { target: head.target }),
      // An address alone shows nobody which headers went with it.
      ...(Object.keys(headers).length === 0 && !/HTTP\/\d/.test(head.line) ? {} : { headers }),
      body: Buffer.from(part, 'utf8'),
      ...(answered && !head.is_answer ? { answered } : {}),
      notes: is_pinned || length === undefined || Buffer.byteLength(part) === 0 ? [] : [lengthNote(length, part)],
    };
    const reading = readMessage(message);
    if (!isReadable(reading) || isAnswerBehind(head, reading)) return [];
    const piece = {
      start: head.at,
      end: end + body.length,
      undone: [],
      rank,
      reading,
      signature: signatureOf(reading),
    };
    const is_request =
      !head.is_answer && !reading.parameters.some(([name]) => name === 'notify_type' || name === 'respcd');
    return [
      {
        ...piece,
        role: 'wire',
        ...(is_pinned ? { is_pinned } : {}),
        ...(is_request &&
        isSent(head, headers) &&
        isJsonBody(reading) &&
        !(isListing(part, headers) && !isOnTheWire(head, headers))
          ? { is_json_sent: true }
          : {}),
      },
    ];
  });
}

/** Headers without their first line may be anybody's, but for those that say what was sent. */
function isSent({ target }: Head, headers: Readonly<Record<string, string>>): boolean {
  return target !== undefined || /\bjson\b/i.test(headers['content-type'] ?? '');
}

/** The first line of HTTP, or how its body was cut: what follows are the bytes themselves. */
function isOnTheWire({ line }: Head, headers: Readonly<Record<string, string>>): boolean {
  return /\bHTTP\/\d/.test(line) || 'transfer-encoding' in headers;
}

/** Nobody sends an object over many lines as a form: it shows what was in the form. */
export function isListing(body: string, headers: Readonly<Record<string, string>> = {}): boolean {
  return /\n[ \t]*"/.test(body) && /urlencoded/i.test(headers['content-type'] ?? '') && !('content-length' in headers);
}

/** An answer that is logged right behind the headers of a request is no body of theirs: an app code is sent, and not answered. */
function isAnswerBehind({ target, is_answer }: Head, { headers, parameters }: Reading): boolean {
  const names = parameters.map(([name]) => name);
  return target === undefined && !is_answer && headers?.['x-qf-appcode'] !== undefined && names.includes('respcd');
}

/** What stands behind the head of a GET that announces no body is another thing. */
function lacksLength({ line }: Head, headers: Readonly<Record<string, string>>): boolean {
  return (
    /\bGET\b/.test(line) && !['content-length', 'content-type', 'transfer-encoding'].some((name) => name in headers)
  );
}

/** A body whose names can be names, one of them QFPay's, or JSON. */
function isReadable({ parameters, faults, notation }: Reading): boolean {
  const names = parameters.map(([name]) => name);
  return (
    names.length > 0 &&
    (faults.length === 0 || notation === 'form') &&
    names.every((name) => canBeName(name.replace(/^amp;/, ''))) &&
    (hasKnownName(names.join(' ')) || (notation === 'form' && names.filter(isKnownName).length > 1))
  );
}

function lengthNote(length: string, part: string): string {
  return t`Content-Length is ${length}, but ${Buffer.byteLength(part)} bytes of body are here: it was cut, or changed when it was copied`;
}

function readHeaders(text: string, start: number, limit: number): { headers: Record<string, string>; end: number } {
  const pairs: [string, string][] = [];
  let at = start;
  while (at < limit) {
    const stop = Math.min(endOfLine(text, at), limit);
    const line = text.slice(at, stop);
    if (line.trim() === '') return { headers: headerRecord(pairs), end: Math.min(stop + 1, limit) };
    const { name, value } = headerLine.exec(line)?.groups ?? {};
    if (name === undefined || value === undefined || (hasKnownName(name) && !/^x/i.test(name))) break;
    pairs.push([name.replace(/^HTTP[_-]/i, '').replaceAll('_', '-'), value]);
    at = stop + 1;
  }
  return { headers: headerRecord(pairs), end: Math.min(at, limit) };
}

/** Where a length is told and fits, these bytes; else what stands there, as it is and without what follows it. */
function bodyTexts(rest: string, length: string | undefined): { part: string; is_pinned?: true }[] {
  if (length !== undefined && /^\d{1,7}$/.test(length) && Number(length) > 0) {
    const bytes = Buffer.from(rest, 'utf8');
    if (bytes.length >= Number(length)) {
      const part = bytes.subarray(0, Number(length)).toString('utf8');
      if (/^[\s"')\]}]/.test(rest.slice(part.length)) || rest.length === part.length)
        return [part, ...sameLength(part)].map((each) => ({ part: each, is_pinned: true }));
    }
  }
  const whole = rest.replace(/^(?:[ \t]*\r?\n)+/, '');
  const trimmed = whole.trimEnd();
  const paragraph = /^(?:[^\n]*\S[^\n]*(?:\n|$))+/.exec(whole)?.[0].trimEnd() ?? trimmed;
  const line = paragraph.split('\n', 1)[0] ?? '';
  const is_form = /^[\w.[\]-]+=/.test(line) && !/&\s*$/.test(line) && !/^\s*&/.test(paragraph.slice(line.length));
  const unwrapped = /^\s*\{/.test(paragraph) ? unwrappedTexts(paragraph) : [];
  const ways = [
    ...(is_form ? [line] : formLines(whole)),
    ...(isMultipart(whole) ? [] : [paragraph, ...unwrapped]),
    trimmed,
    whole,
    trimmed.trim(),
  ];
  return [...new Set(ways)].map((part) => ({ part: part.replace(/\r$/, '') }));
}

/** Other lines of a log may stand between the headers and the form. */
function formLines(text: string): string[] {
  const lines = text.slice(0, 20_000).split('\n', mostLogLines);
  const isForm = (line: string) => /^[ \t]*[A-Za-z_][\w.[\]-]*=[^\s&=]*&[A-Za-z_][\w.[\]-]*=/.test(line);
  const first = lines.findIndex(isForm);
  // Headers that a broken line parted from the others are in no reading of them.
  if (lines.slice(0, Math.max(0, first)).some((line) => /^\W*(?:x[-_]qf[-_]|content[-_])/i.test(line))) return [];
  return lines
    .filter(isForm)
    .slice(0, 2)
    .map((line) => line.trim());
}

const mostLogLines = 60;

/** JSON whose lines were broken at spaces is as long as it was. */
function sameLength(part: string): string[] {
  return /^\s*\{/.test(part) ? unwrappedTexts(part).filter((each) => each.length === part.length) : [];
}

function isMultipart(text: string): boolean {
  return /^--[^\n]+\r?\nContent-Disposition:/i.test(text);
}
