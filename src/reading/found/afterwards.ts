import { countKnown, hasKnownName } from '../vocabulary.ts';
import { insideOf, type Piece } from './piece.ts';

/** Part of a text. */
interface ScriptSpan {
  readonly start: number;
  readonly end: number;
}

/** A list of names and values that a script has given a name to. */
interface ListVariable extends ScriptSpan {
  readonly name: string;
}

const maker = String.raw`(?:dict|OrderedDict|array|(?:mutable|hash|linked)?[mM]apOf|Map\.(?:of|ofEntries)|new[ \t]+[\w.]+(?:<[^<>\n]{0,60}>)?)`;
const assigned = new RegExp(
  String.raw`(?<![\w$@.'"-])(?<name>[$@]?[A-Za-z_]\w{0,40})(?:[ \t]*:[ \t]*[\w<>, [\]]{1,60})?[ \t]*:?=[ \t]*(?:${maker}[ \t]*(?:\([ \t]*\)?)?|url\.Values|map\[string\][\w{}[\]]{1,20}|@)?\s*(?<open>[{[(]?)`,
  'g',
);
const closings: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
const mostVariables = 200;
const longestList = 6_000;

function variablesOf(text: string): ListVariable[] {
  const found = new Map<string, ListVariable>();
  let tried = 0;
  for (const { index: start, 0: whole, groups } of text.matchAll(assigned)) {
    const { name = '', open = '' } = groups ?? {};
    const opener = open === '' ? whole.slice(-1) : open;
    const closing = closings[opener];
    if (closing === undefined || found.has(name) || ++tried > mostVariables) continue;
    const from = start + whole.length - 1;
    const end = closedAt(text, from);
    const inside = text.slice(from + 1, end);
    if (hasKnownName(inside)) found.set(name, { name, start, end: end + 1 });
  }
  return [...found.values()];
}

/** Behind which bracket it ends; in a text with brackets of its own a little early, or late. */
function closedAt(text: string, start: number): number {
  let depth = 0;
  const limit = Math.min(text.length, start + longestList);
  for (let at = start; at < limit; at++) {
    const letter = text[at] ?? '';
    if (letter === '"' || letter === "'") {
      const close = text.indexOf(letter, at + 1);
      if (close !== -1 && !text.slice(at, close).includes('\n')) at = close;
    } else if ('{[('.includes(letter)) depth++;
    else if (')]}'.includes(letter) && --depth <= 0) return at;
  }
  return limit;
}

/** What a call adds to carry the signature changes nothing of what was signed. */
const ownMember = String.raw`["'\x60:]*(?:(?:http_)?x[-_]qf|sign|headers?)`;

/** What scripts do to a list that they have written down: another member, one less, another value, one list laid over it. */
function changeOf(name: string): RegExp {
  const own = String.raw`(?<![\w$@.])${name.replace('$', '\\$')}(?!\w)`;
  const ways = [
    String.raw`${own}[ \t]*\[[ \t]*(?!${ownMember})[^\]\n]{1,60}\][ \t]*(?:\|\||\?\?|<<|[-+*|.])?=(?![=>~])`,
    String.raw`${own}\.(?!sign|headers?\b)[A-Za-z_]\w*[ \t]*[-+*]?=(?![=>~])`,
    String.raw`${own}(?:\.|->)(?:update|setdefault|setDefault|pop|popitem|merge!?|delete|del|remove|removeValue|putAll|putIfAbsent|store|except)(?![ \t]*[(:]?[ \t]*${ownMember})\b`,
    String.raw`${own}\.(?:put|add|set|append)\([ \t]*(?!${ownMember})`,
    String.raw`${own}[ \t]*(?:\|=|\+=)`,
    String.raw`(?:\bdel[ \t]|\bdelete[ \t]|\bunset\()[ \t]*${own}`,
    String.raw`(?:array_merge|Object\.assign|\b_\.(?:merge|extend|assign)|\bdict|\bmerge|maps\.Copy)\(\s*(?:(?:\{\s*\}|\[\s*\])\s*,\s*)?${own}\s*,(?!\s*[{[]?\s*${ownMember}[^,\n(){}]{0,200}[}\]]?\s*\))`,
    String.raw`\{\s*(?:\.\.\.|\*\*)${name.replace('$', '\\$')}\s*,(?!\s*(?:\}|${ownMember}[^,\n(){}]{0,200},?\s*\}))`,
    String.raw`\{\s*(?!${ownMember})["'A-Za-z_][^{}]{0,300}?,\s*(?:\.\.\.|\*\*)${name.replace('$', '\\$')}(?!\w)`,
  ];
  return new RegExp(ways.join('|'), 'i');
}

/**
 * What the text around a list says of it: that it was sent as JSON, or that a script changed it before it was sent. The bytes of
 * a body are what was sent, whatever stands around them, but for a form that a script has added to.
 */
export function asSent(text: string): (piece: Piece) => Piece {
  const isJson = insideOf(jsonLists(text));
  const isChanged = insideOf(changedLists(text));
  const isExtended = insideOf(extendedForms(text));
  // A list that was closed goes on in its own line or not at all: dots on a line of their own are what somebody says.
  const isCut = ({ end }: Piece) => {
    const behind = text.slice(end, end + 20);
    return goesOn.test(/[)\]}]/.test(text[end - 1] ?? '') ? behind.slice(0, `${behind}\n`.indexOf('\n')) : behind);
  };
  return (piece) => {
    if (isExtended(piece.start)) return { ...piece, is_partial: true };
    if (piece.role !== 'list') return piece;
    if (isJson(piece.start)) return { ...piece, role: 'wire', is_json_sent: true };
    return isChanged(piece.start) || isCut(piece) ? { ...piece, is_partial: true } : piece;
  };
}

/** How printers say that there was more: `… +2`, `... 2 more items`. */
const goesOn = /^['"`]?[\s,;&]{0,8}(?:\u2026|\.{3})/;

/** Found to be other than what was sent, by what stands around it. */
export function isWanting({ role, is_partial, is_json_sent, reading }: Omit<Piece, 'start' | 'end' | 'rank'>): boolean {
  return is_partial === true || is_json_sent === true || (role === 'string' && reading.notation !== 'form');
}

/** Of more pieces than these it is not looked for lists that tell one order twice. */
const mostTold = 200;

/**
 * Where the same order stands in a text twice and not alike, the last list is the one that was sent: what was signed is told
 * before it. The others only explain.
 */
export function lastAsSent(pieces: readonly Piece[]): Piece[] {
  const told = pieces.filter(({ role, reading }) => role !== 'string' && reading.direction !== 'response');
  if (told.length > mostTold) return [...pieces];
  const lists = told
    .map((piece) => ({ piece, values: requestValues(piece) }))
    .sort((a, b) => a.piece.start - b.piece.start);
  return pieces.map((piece): Piece => {
    if (piece.role !== 'list') return piece;
    const own = requestValues(piece);
    const stretches: { end: number; ways: NamedValues[] }[] = [];
    for (const { piece: other, values } of lists) {
      const last = stretches.at(-1);
      if (other.start < piece.end) continue;
      if (last && other.start < last.end) {
        last.end = Math.max(last.end, other.end);
        last.ways.push(values);
      } else stretches.push({ end: other.end, ways: [values] });
    }
    return stretches.some(({ ways }) => isToldOtherwise(own, ways)) ? { ...piece, role: 'string' } : piece;
  });
}

type NamedValues = ReadonlyMap<string, string>;

function requestValues({ reading }: Piece): NamedValues {
  const own = reading.parameters.filter(([name, value]) => name !== 'sign' && value !== '');
  return new Map(own.map(([name, value]) => [name, comparable(value)]));
}

/** Plain letters and digits: how a text is quoted, escaped and broken is another thing each time that it is printed. */
function comparable(value: string): string {
  if (/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(value)) return '';
  const plain = value.replace(/%([\da-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return plain.replace(/\\u[\da-f]{4}|[^A-Za-z\d]/gi, '');
}

const laterNames = /^(?:syssn|sysdtm|paydtm|respcd|resperr|respmsg)$/;

/** In no way of reading is the other one alike, and in one it is of the same order. */
function isToldOtherwise(own: NamedValues, others: readonly NamedValues[]): boolean {
  let is_same_order = false;
  for (const other of others) {
    if (other.has('respcd') || other.has('notify_type')) return false;
    const shared = [...own.keys()].filter((name) => other.has(name));
    const isAlike = (name: string) => [own.get(name), ''].includes(other.get(name)) || own.get(name) === '';
    const added = [...other.keys()].filter((name) => !own.has(name) && !laterNames.test(name));
    // A row of a database has columns of its own.
    const is_more = shared.length === own.size && added.some((name) => countKnown([name]) > 0 || name === 'udid');
    if (!is_more && shared.every(isAlike)) return false;
    const numbers = ['out_trade_no', 'syssn'].every((name) => own.get(name) === other.get(name));
    is_same_order ||= numbers && shared.length > 2 && shared.length * 4 >= own.size * 3;
  }
  return is_same_order;
}

/** Lists that a script changes behind them: what they hold is not what was sent. */
function changedLists(text: string): ScriptSpan[] {
  return variablesOf(text).filter(({ name, end }) => changeOf(name).test(text.slice(end)));
}

/** A form that a script has given a name to: `BODY='a=1&b=2'`. */
const namedForm =
  /(?<![\w$@.-])(?<name>[$@]?[A-Za-z_]\w{0,40})[ \t]*:?=[ \t]*[bf]?(?<quote>["'`])(?=[^\n]{0,200}[=&])/g;
const mostForms = 200;

/** Forms to which a script adds behind them: `-d "$BODY&txamt=5"`, `body + "&udid=1"`. */
function extendedForms(text: string): ScriptSpan[] {
  const found: ScriptSpan[] = [];
  for (const { index: start, 0: whole, groups } of [...text.matchAll(namedForm)].slice(0, mostForms)) {
    const { name = '', quote = '' } = groups ?? {};
    const end = text.indexOf(quote, start + whole.length);
    if (end === -1 || end - start > longestList || !hasKnownName(text.slice(start + whole.length, end))) continue;
    const bare = name.replace(/^[$@]/, '');
    const used = String.raw`(?:\$\{?${bare}\}?|%\(?${bare}\)?s?%?|\{${bare}\}|(?<![\w$])[$@]?${bare}[ \t]*[+.]=?[ \t]*["'\x60])`;
    if (new RegExp(String.raw`${used}&(?!sign=)\w`).test(text.slice(end))) found.push({ start, end });
  }
  return found;
}

/** A name of a variable, or of none. */
const jsonCall =
  /\bjson[ \t]*[=:](?!=)[ \t]*|["']json["'][ \t]*=>[ \t]*|\b(?:JSON\.stringify|json_encode|json\.dumps|JSON\.toJSONString|to_json)\([ \t]*|\bPostAsJsonAsync\([^(),\n]{0,120},[ \t]*|\.SetBody\((?:[ \t]*map\[\w+\][\w{}]{1,20}(?=\{))?[ \t]*|\bbody:json[ \t]*(?=\{)|\bJsonContent\.Create\([ \t]*/g;
/** JSON of something that was written down to be sent; elsewhere it is often only logged. */
const sentBefore =
  /(?:(?<![A-Za-z])(?:body|data|content|payload|POSTFIELDS|write|send)\b["']?\]?[ \t]*(?:=>|[=:,(]|,)[ \t]*|-Body[ \t]*\(?[ \t]*)$/i;
const isCallOfJson = /^(?:JSON|json_encode|json\.dumps|to_json)/;
const jsonBehind = /(?<name>[$@]?[A-Za-z_]\w{0,40}|[})\]])[ \t\n]*\)?[ \t]*(?:\|[ \t]*ConvertTo-Json\b|\.to_json\b)/g;
const axiosCall = /\baxios(?:\.(?:post|put|request))?\([^,()\n]{1,200},\s*(?=[\w$]{1,40}\s*[,)]|\{)/g;
/** HTTPie sends `name=value` as JSON unless it is told to send a form. */
const plainHttpie =
  /^[ \t$%#]*(?:https?|xhs?)(?=[ \t])(?![^\n]*(?:[ \t]-[a-z]*f[a-z]*[ \t]|[ \t]--(?:form|multipart)\b|\w==))(?:[^\n]*\\\n)*[^\n]*/gm;
const mostCalls = 200;

/** Lists that are sent as JSON, there where they stand or by the name that they have. */
function jsonLists(text: string): ScriptSpan[] {
  const variables = variablesOf(text);
  const named = (name: string) => variables.filter((each) => each.name === name);
  const at = (start: number): ScriptSpan[] => {
    const name = /^[$@]?[A-Za-z_]\w{0,40}(?=\s*(?:[,;)\]}|\n]|$))/.exec(text.slice(start, start + 60))?.[0];
    if (name !== undefined) return named(name);
    const open = /^(?:new[ \t]+)?[\w.<>,[\] \t]{0,60}?(?:\(\))?\s*@?(?=[{[(])/.exec(
      text.slice(start, start + 120),
    )?.[0];
    return open === undefined ? [] : [{ start, end: closedAt(text, start + open.length) + 1 }];
  };
  const calls = [...text.matchAll(jsonCall)].slice(0, mostCalls).filter(({ index, 0: call }) => {
    return !isCallOfJson.test(call) || sentBefore.test(text.slice(Math.max(0, index - 60), index));
  });
  const axios = /urlencoded|qs\.stringify|URLSearchParams/i.test(text) ? [] : [...text.matchAll(axiosCall)];
  const behind = [...text.matchAll(jsonBehind)].slice(0, mostCalls).flatMap(({ index, groups }): ScriptSpan[] => {
    const name = groups?.['name'] ?? '';
    return /\w/.test(name) ? named(name) : [{ start: openedAt(text, index), end: index + 1 }];
  });
  const commands = [...text.matchAll(plainHttpie)].slice(0, mostCalls);
  return [
    ...[...calls, ...axios].flatMap(({ index, 0: call }) => at(index + call.length)),
    ...behind,
    ...commands.map(({ index, 0: line }) => ({ start: index, end: index + line.length })),
  ];
}

function openedAt(text: string, end: number): number {
  let depth = 0;
  for (let at = end; at >= Math.max(0, end - longestList); at--) {
    if (')]}'.includes(text[at] ?? '')) depth++;
    else if ('{[('.includes(text[at] ?? '') && --depth <= 0) return at;
  }
  return end;
}
