import { parseJson } from '../json-values.ts';
import { hasKnownName } from '../vocabulary.ts';
import { unescapeText } from './notation.ts';
import type { UndoingName } from './piece.ts';
import { fromQuotedPrintable, withoutColumnWraps, withoutWordWraps, withoutWraps } from './wraps.ts';

/** A text in one of the forms that it can be read in. */
export interface TextView {
  readonly text: string;
  readonly undone: readonly UndoingName[];
}

interface Undoing {
  readonly name: UndoingName;
  /** Undefined where nothing in the text speaks for it. */
  undo(text: string): string | undefined;
  /** Nothing else can be meant: what was undone is not looked at with it still in place, but for the whole text as it is. */
  readonly is_certain?: true;
}

/** In the order in which they lie over a text: what was done last is undone first. */
const undoings: readonly Undoing[] = [
  { name: 'string-literal', undo: fromJsonStrings, is_certain: true },
  { name: 'colours', undo: withoutColours, is_certain: true },
  { name: 'quoted-printable', undo: fromQuotedPrintable, is_certain: true },
  { name: 'markup', undo: withoutMarkdown, is_certain: true },
  { name: 'markup', undo: withoutMarkup },
  { name: 'html-escaping', undo: fromHtml },
  { name: 'html-escaping', undo: fromHtml },
  { name: 'typography', undo: withoutTypography },
  { name: 'quote-marks', undo: withoutQuoteMarks },
  { name: 'quote-marks', undo: withoutQuoteMarks },
  { name: 'line-wraps', undo: withoutColumnWraps },
  { name: 'log-prefix', undo: withoutLineNumbers, is_certain: true },
  { name: 'log-prefix', undo: fromTrace, is_certain: true },
  { name: 'string-literal', undo: fromSentLiterals, is_certain: true },
  { name: 'log-prefix', undo: withoutPrefixes },
  { name: 'log-prefix', undo: withoutSharedPrefix },
  { name: 'backslashes', undo: withoutBackslashes },
  { name: 'line-wraps', undo: withoutWraps },
  { name: 'line-wraps', undo: withoutWordWraps },
];

/** Larger texts are looked at as they are, and with everything undone. */
const largestBranched = 65_536;
const mostViews = 16;

/** A text as it is, and with what was done to it undone, in every way that the text speaks for; the least undone first. */
export function viewsOf(text: string): TextView[] {
  const whole: TextView = { text, undone: [] };
  let views: TextView[] = [whole];
  for (const { name, undo, is_certain = false } of undoings) {
    const branches = views.map((view): TextView[] => {
      const undone = undo(view.text);
      if (undone === undefined || undone === view.text) return [view];
      const other = { text: undone, undone: [...view.undone, name] };
      return is_certain || text.length > largestBranched ? [other] : [view, other];
    });
    const [kept, undone] = [branches.flatMap(([first = whole]) => first), branches.flatMap(([, ...others]) => others)];
    views = distinct([...kept, ...undone]).slice(0, mostViews);
  }
  return distinct([whole, ...views]).sort((a, b) => a.undone.length - b.undone.length);
}

function distinct(views: readonly TextView[]): TextView[] {
  const seen = new Set<string>();
  return views.filter(({ text }) => !seen.has(text) && seen.add(text));
}

/**
 * The text of a log that is JSON: `"…"`, or a record on each line whose longest text is most of it, as Docker keeps them; and
 * again, where a logger's record lies in another one.
 */
function fromJsonStrings(text: string): string | undefined {
  let inside: string | undefined;
  for (let depth = 0; depth < 3; depth++) {
    const next = jsonLineTexts(inside ?? text);
    if (next === undefined) break;
    inside = next;
  }
  return inside;
}

function jsonLineTexts(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0 || !lines.every((line) => /^\s*(?:"|\{\s*").*["}]\s*$/.test(line))) return undefined;
  const texts = lines.map((line) => {
    const value = parseJson(line.trim());
    if (typeof value === 'string') return value;
    const texts = value && typeof value === 'object' ? Object.entries(value).filter(isLogged) : [];
    const [longest = ''] = texts.map(([, each]) => each).sort((a, b) => b.length - a.length);
    return longest.length * 2 > line.length ? longest : undefined;
  });
  if (!texts.every((each) => each !== undefined)) return undefined;
  return texts.map((each) => each.replace(/\r?\n$/, '')).join('\n');
}

/** A body that an event or a record of a request has is its bytes, and stays where it is. */
function isLogged(entry: [string, unknown]): entry is [string, string] {
  const [name, value] = entry;
  return typeof value === 'string' && /^(?:log|msg|message|textPayload|MESSAGE|text|line|event)$/.test(name);
}

/** A line end or a tab before a bracket is no escape. */
const colour = /(?:(?![\t\r\n])\p{Cc}|\\u001b|\\x1b|\\e|\\033|\u241b)\[[\d;]{0,20}[A-Za-z]/giu;

/** What is left of them where the escape itself was not copied. */
const bareColour = /\[(?:\d{1,3}(?:;\d{1,3}){0,4})?m(?:\[K)?/g;

function withoutColours(text: string): string | undefined {
  if (!text.includes('[')) return undefined;
  const without = text.replace(colour, '');
  return without === text && (text.match(bareColour)?.length ?? 0) > 1 ? text.replace(bareColour, '') : without;
}

const tag =
  /<\/?(?:p|br|pre|code|td|th|tr|tbody|thead|table|div|span|li|ul|ol|b|i|strong|em|a|dl|dt|dd|blockquote|font|html|body|samp|tt)(?:\s[^<>]{0,400})?\/?>/gi;

/** `out\_trade\_no`, as editors of Markdown write it. */
function withoutMarkdown(text: string): string | undefined {
  return /[a-z]\\_[a-z]/.test(text) ? text.replace(/\\([_*])/g, '$1') : undefined;
}

/** Tags of a page or a ticket: a row and a paragraph are lines, a cell stands behind a tab. */
function withoutMarkup(text: string): string | undefined {
  const without = text
    .replace(/<!--[\s\S]{0,2000}?-->/g, '')
    .replace(/<br\s{0,4}\/?>[ \t]*\r?\n/gi, '\n')
    .replace(tag, (whole) => {
      if (/^<(?:br|\/p|\/tr|\/div|\/li|\/pre|\/dd|\/blockquote|p|tr|div|li|pre)\b/i.test(whole)) return '\n';
      return /^<\/(?:td|th|dt)/i.test(whole) ? '\t' : '';
    })
    .replace(/\{(?:code|noformat|quote)(?::[^}\n]{0,60})?\}|^[ \t]*```[\w-]*[ \t]*$/gm, '')
    .replace(/\n\s*\n\s*\n/g, '\n\n');
  const span = /^[^`]{0,400}`([^`]{40,})`[^`]{0,400}$/.exec(without)?.[1];
  return span ?? (without === text ? undefined : without);
}

const entity = /&(?:amp|lt|gt|quot|apos|nbsp|#0*\d{1,7}|#x0*[\da-f]{1,6});/i;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Only where nothing stands in the text that escaping would have changed. */
function fromHtml(text: string): string | undefined {
  if (!entity.test(text) || /&(?!(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});)/i.test(text)) return undefined;
  if (/&quot;|&#0*34;/.test(text) && /"/.test(text)) return undefined;
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos|nbsp)|#0*(\d{1,7})|#x0*([\da-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return point > 0x10ffff ? whole : String.fromCodePoint(point);
    },
  );
}

const curly = /[\u2018\u2019\u201a\u2032\u201c\u201d\u201e\u2033\uff02\uff07\u300c\u300d]/;

/** What chats and word processors make of quotes, dashes and spaces; only where no straight ones are left. */
function withoutTypography(text: string): string | undefined {
  const changes = text
    .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff|\u00ad/g, '')
    .replace(
      /(^|\s)[\u2013\u2014\u2212](?=(?:data|header|request|location|url|form|compressed|insecure|silent|get|json)\b)/g,
      '$1--',
    )
    .replace(/(^|\s)[\u2013\u2014\u2212](?=[A-Za-z]\b)/g, '$1-')
    .replace(/[\u00a0\u2007\u202f\u3000]/g, ' ')
    .replace(/[\u2028\u2029\u0085]/g, '\n');
  const has_straight = /["']/.test(changes);
  const quoted = curly.test(changes) && !has_straight;
  const straight = quoted
    ? changes
        .replace(/[\u2018\u2019\u201a\u2032\uff07]/g, "'")
        .replace(/[\u201c\u201d\u201e\u2033\uff02\u300c\u300d]/g, '"')
    : changes;
  return straight === text ? undefined : straight;
}

const sentLiteral = /^(?:.{0,160}?[^\w\n])?(?:send: ?b?|<- )(["'])((?:\\.|(?!\1)[^\\\n])*)\1[ \t]*\r?$/gm;

/** What Python's http.client and Ruby's Net::HTTP tell of a connection: `send: b'POST …\r\n'`, `<- "POST …"`, piece by piece. */
function fromSentLiterals(text: string): string | undefined {
  if (!/(?:\bsend: ?b?|<- )["']/.test(text)) return undefined;
  const joined = text
    .replace(sentLiteral, (_all, _quote: string, inside: string) => `${sent}${unescapeText(inside)}${sent}`)
    .replaceAll(`${sent}\n${sent}`, '')
    .replaceAll(sent, '');
  return joined
    .replace(/^(.{0,160}?)(?:reply: ?b?|-> )(["'])((?:HTTP\/|[\w-]+: )[^\n]*?)(?:\\r\\n)?\2[ \t]*$/gm, '$1$3')
    .replace(/^[ \t]*header: ([\w-]+): /gm, '$1: ');
}

/** Stands where two pieces meet; it is no letter of any text. */
const sent = '\uE000';

/** `> ` of a mail, `| ` and bars of a ticket. */
function withoutQuoteMarks(text: string): string | undefined {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  // A patch that adds them.
  if (filled.length > 1 && filled.every((line) => line.startsWith('+')))
    return lines.map((line) => line.slice(1)).join('\n');
  const marked = filled.filter((line) => /^\s{0,3}(?:>|\|(?!.*\|\s*$))/.test(line));
  if (marked.length < 2 && !(marked.length === 1 && filled.length === 1)) return undefined;
  return lines.map((line) => line.replace(/^\s{0,3}(?:[>|] ?)+/, '')).join('\n');
}

const anchor =
  /(?:https?[-_])?x[-_]qf[-_]\w+["']?\s*[:=]|(?:content-(?:type|length)|host|user-agent|accept|connection)["']?\s*: |(?:GET|POST) (?:https?:\/\/|\/)\S+|curl\s+(?:-|['"]?https?:)|-->|<--/i;
const longestPrefix = 200;

/**
 * What a logger writes before each line. It stands before a header, a request line or a parameter, and every line that begins
 * in the same way loses it, and what stands behind its end as well (` [] []`, `[\r][\n]"`).
 */
function withoutPrefixes(text: string): string | undefined {
  const lines = text.split('\n');
  return withoutPrefix(lines, likeliestPrefix(lines));
}

/** Where a line begins is not clear from its names alone: `-F 'txamt=…'`, `"key": "txamt"`. */
function withoutSharedPrefix(text: string): string | undefined {
  const lines = text.split('\n');
  return withoutPrefix(lines, sharedPrefix(lines));
}

function withoutPrefix(lines: readonly string[], prefix: string | undefined): string | undefined {
  if (prefix === undefined) return undefined;
  const shape = shapeOf(prefix);
  const kept: string[] = [];
  let before = false;
  for (const line of lines) {
    const found = shape.exec(line)?.[0] ?? bareShape(prefix).exec(line)?.[0];
    if (found !== undefined) kept.push(withoutSuffix(line.slice(found.length), prefix));
    else if (before || line.trim() === '' || !/^\[?\d{4}-\d\d-\d\d[T ]/.test(line)) kept.push(line);
    before = found !== undefined;
  }
  return kept.join('\n');
}

function withoutSuffix(line: string, prefix: string): string {
  const without = line
    .replace(/\r$/, '')
    .replace(/(?:\[\\r\])?\[\\n\](?="?$)/, '')
    .replace(/(?: \[\] \[\]|(?<![:=>,]) \[\])\s*$/, '');
  return /["']$/.test(prefix) && without.endsWith(prefix.slice(-1)) ? without.slice(0, -1) : without;
}

const pairBegin = /(?:["'`[:@]|\*\*)*[A-Za-z_][\w.-]{1,40}(?:["'`\]]|\*\*)*\s*(?:=>|[:=\t|]|->|\s{2,})/;

/** The text before an anchor or a parameter that most lines share the shape of. */
function likeliestPrefix(lines: readonly string[]): string | undefined {
  const counted = new Map<string, { prefix: string; count: number }>();
  let looked = 0;
  for (const line of lines) {
    if (looked > 400) break;
    const at = anchorIn(line);
    if (at === undefined || at === 0 || at > longestPrefix) continue;
    looked++;
    const prefix = line.slice(0, at);
    if (prefix.trim() === '' || /^[\s>]*["'`{[(]+\s*$/.test(prefix) || /(?:^|\s)(?:curl|-H|--header)\b/.test(prefix))
      continue;
    const key = shapeOf(prefix).source;
    const known = counted.get(key);
    if (known) known.count++;
    else counted.set(key, { prefix, count: 1 });
  }
  const [most] = [...counted.values()].sort((a, b) => b.count - a.count);
  return most && most.count > 1 ? most.prefix : undefined;
}

/** What most neighbouring lines begin with, digits aside: of an object over many lines no line need have a name of QFPay's. */
function sharedPrefix(lines: readonly string[]): string | undefined {
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 400);
  const starts = filled.map((line, place) => commonStart(line, filled[place + 1] ?? ''));
  const possible = starts.filter((start) => start.trim().length > 2 && /[^\s"'{}[\](),]{2}/.test(start));
  const shapes = new Map(possible.map((prefix) => [shapeOf(prefix).source, prefix]));
  const counted = [...shapes.values()].slice(0, mostPrefixes).map((prefix) => {
    const shape = shapeOf(prefix);
    return { prefix, count: filled.filter((line) => shape.test(line)).length };
  });
  const [most] = counted.sort((a, b) => b.count - a.count || b.prefix.length - a.prefix.length);
  return most && most.count > 1 && most.count * 2 >= filled.length ? most.prefix : undefined;
}

/** Prefixes that are counted. */
const mostPrefixes = 12;

/** As far as both are alike but for their digits, back to a space or a mark behind which a line can begin. */
function commonStart(line: string, other: string): string {
  let [at, beside] = [0, 0];
  while (at < line.length && at < longestPrefix) {
    const [digits, others] = [digitsAt(line, at), digitsAt(other, beside)];
    if (digits > 0 !== others > 0 || (digits === 0 && line[at] !== other[beside])) break;
    at += digits || 1;
    beside += others || 1;
  }
  const common = line.slice(0, at);
  return (/^.*[\s:|>\]+│]/s.exec(common)?.[0] ?? '').replace(/(?<=\S)[ \t]{2,}$/, ' ');
}

function digitsAt(text: string, at: number): number {
  let end = at;
  while (end < text.length && (text[end] ?? '') >= '0' && (text[end] ?? '') <= '9') end++;
  return end - at;
}

function anchorIn(line: string): number | undefined {
  const head = line.slice(0, longestPrefix + 100);
  const header = anchor.exec(head);
  if (header) return header.index;
  if (!hasKnownName(head) && !/\bsign/i.test(head)) return undefined;
  for (const match of head.matchAll(new RegExp(`(?<![\\w-])${pairBegin.source}`, 'g'))) {
    if (hasKnownName(match[0]) || /^\W*sign\b/i.test(match[0])) return match.index;
  }
  return undefined;
}

const level = '(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|trace|debug|info|warn(?:ing)?|error|[DIWEV])';

/** Digits and runs of space may differ from line to line, and so may the level. */
function shapeOf(prefix: string): RegExp {
  const source = prefix
    .trimEnd()
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/\d+/g, '\\d+')
    .replace(/(?<![A-Za-z\\])(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL)(?![A-Za-z])/gi, level)
    .replace(/[ \t]+/g, '[ \\t]+');
  const spaces = prefix.length - prefix.trimEnd().length;
  return new RegExp(`^${source}[ \\t]{0,${spaces}}`);
}

/** An empty line may have lost the spaces behind its prefix. */
function bareShape(prefix: string): RegExp {
  return new RegExp(`${shapeOf(prefix.trimEnd()).source}\\s*$`);
}

/** JSON or a literal whose quotes were escaped when it was put into another text. */
function withoutBackslashes(text: string): string | undefined {
  if (!/\\["'/]|\\u00(?:26|3d)/i.test(text)) return undefined;
  const escaped = text.match(/\\+"/g)?.length ?? 0;
  const bare = text.match(/(?<!\\)"/g)?.length ?? 0;
  if (escaped <= bare && !/\\u00(?:26|3d)|\\\//i.test(text)) return undefined;
  return escaped > bare
    ? unescapeText(text)
    : text
        .replace(/\\u00(26|3d|3c|3e)/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        .replaceAll('\\/', '/');
}

/** What `curl --trace-ascii` tells: lines of a place and at most 64 letters, headers line by line, a body cut. */
function fromTrace(text: string): string | undefined {
  if (!/=> Send (?:header|data)/.test(text)) return undefined;
  let [is_body, place, told] = [false, 0, ''];
  for (const line of text.split('\n')) {
    const chunk = /(?:=>|<=|==) (?:(?:Send|Recv) (?<what>header|data)\b|Info)/.exec(line);
    const found = chunk
      ? undefined
      : [...line.matchAll(/(?<![\da-f])([\da-f]{4,8}): ?/g)].find(([, at = '']) =>
          isNext(Number.parseInt(at, 16), place),
        );
    if (found) {
      const part = line.slice(found.index + found[0].length).replace(/\r$/, '');
      place = Number.parseInt(found[1] ?? '', 16);
      told += is_body ? part : `${part}\n`;
      continue;
    }
    if (is_body) told += '\n';
    is_body = chunk?.groups?.['what'] === 'data';
    if (chunk) place = -1;
    else told += `${line}\n`;
  }
  return told;
}

function isNext(at: number, place: number): boolean {
  return place < 0 ? at === 0 : at > place && at - place < 4096;
}

const numbered = /^[ \t]{0,8}(?<number>\d{1,6})(?:[ \t]{0,4}[│┃|] ?|\t|[:.)] ?|[ \t]{1,4})/;

/** The numbers of lines that editors, `cat -n`, `grep -n` and `bat` put before them. */
function withoutLineNumbers(text: string): string | undefined {
  const lines = text.split('\n');
  let [count, last] = [0, -1];
  const plain = lines.map((line) => {
    const found = numbered.exec(line);
    const number = Number(found?.groups?.['number'] ?? Number.NaN);
    if (!found || (last >= 0 && number !== last + 1)) return line;
    last = number;
    count++;
    return line.slice(found[0].length);
  });
  const filled = lines.filter((line) => line.trim() !== '').length;
  return count > 1 && count * 2 >= filled ? plain.join('\n') : undefined;
}
