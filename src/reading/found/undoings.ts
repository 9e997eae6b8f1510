import { parseJson } from '../json-values.ts';
import { hasKnownName } from '../vocabulary.ts';
import { unescapeText } from './notation.ts';
import type { UndoingName } from './piece.ts';
import { fromTrace, withoutLineNumbers, withoutPrefixes, withoutSharedPrefix } from './prefixes.ts';
import { fromQuotedPrintable, withoutColumnWraps, withoutWordWraps, withoutWraps } from './wraps.ts';

/** A text in one of the forms that it can be read in. */
export interface TextView {
  readonly text: string;
  readonly undone: readonly UndoingName[];
}

interface Undoing {
  readonly name: UndoingName;
  /** Undefined where nothing in the text speaks for it. */
  undo(text: string, whole: string): string | undefined;
  /** Nothing else can be meant: what was undone is not looked at with it still in place, but for the whole text as it is. */
  readonly is_certain?: true;
}

/** In the order in which they lie over a text: what was done last is undone first. */
const undoings: readonly Undoing[] = [
  { name: 'string-literal', undo: fromJsonStrings, is_certain: true },
  { name: 'string-literal', undo: fromLogRecords, is_certain: true },
  { name: 'string-literal', undo: fromCells },
  { name: 'colours', undo: withoutColours, is_certain: true },
  { name: 'quoted-printable', undo: fromQuotedPrintable, is_certain: true },
  { name: 'markup', undo: withoutMarkdown, is_certain: true },
  { name: 'quote-marks', undo: fromDiff, is_certain: true },
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
  { name: 'quotes', undo: withoutHeaderCalls, is_certain: true },
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
      const undone = undo(view.text, text);
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
    return lines.length > 1 || longest.length * 2 > line.length ? longest : undefined;
  });
  if (lines.length > 1 && texts.join('').length * 4 < text.length) return undefined;
  if (!texts.every((each) => each !== undefined)) return undefined;
  return texts.map((each) => each.replace(/\r?\n$/, '')).join('\n');
}

/**
 * What a log pipeline keeps of what was logged: the texts of its records, wherever they lie in them (GCP, Loki, Datadog,
 * Elasticsearch). A record that has headers, a signature or parameters of its own is no envelope.
 */
function fromLogRecords(text: string): string | undefined {
  if (text.length > largestBranched || !/^\s*[[{]/.test(text)) return undefined;
  const value = parseJson(text.trim());
  const texts = value === undefined ? undefined : loggedTexts(value, '');
  const own = texts?.filter((each) => hasKnownName(each) || /x[-_]qf[-_]sign/i.test(each)) ?? [];
  return own.length > 0 && texts ? texts.join('\n') : undefined;
}

const ownName = /^(?:(?:http_)?x[-_]qf[-_].*|headers?|sign(?:ature)?)$/i;

function isOwn([name, value]: readonly [string, unknown]): boolean {
  return (
    ownName.test(name) ||
    hasKnownName(name) ||
    (typeof value === 'string' && /^(?:body|data|content|payload)$/i.test(name))
  );
}

/** Undefined for a record that is none of a log. */
function loggedTexts(value: unknown, name: string, depth = 0): string[] | undefined {
  if (typeof value === 'string') return isLogged([name, value]) || (name === '' && depth > 2) ? [value] : [];
  if (value === null || typeof value !== 'object' || depth > 8) return [];
  const members = Array.isArray(value) ? value.map((each) => ['', each] as const) : Object.entries(value);
  if (members.some(isOwn)) return undefined;
  const texts = members.map(([each, inside]) => loggedTexts(inside, each, depth + 1));
  return texts.includes(undefined) ? undefined : texts.flatMap((each) => each ?? []);
}

/** A cell of a table in CSV: in quotes, those inside of it doubled. */
const csvCell = /(?<=^|[,;\t])"((?:[^"]|"")*)"(?=[,;\t]|\r?$)/gm;

function fromCells(text: string): string | undefined {
  if (!text.includes('"') || text.length > largestBranched || /^\s*[[{]/.test(text)) return undefined;
  const cells = [...text.matchAll(csvCell)].map(([, inside = '']) => inside);
  const logged = cells.filter(
    (inside) => /""|\n/.test(inside) && (hasKnownName(inside) || /x[-_]qf[-_]sign/i.test(inside)),
  );
  return logged.length > 0 ? logged.map((inside) => inside.replaceAll('""', '"')).join('\n') : undefined;
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
function fromHtml(text: string, whole: string): string | undefined {
  if (!entity.test(text) || /&(?!(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});)/i.test(text)) return undefined;
  if (/&quot;|&#0*34;/.test(text) && /"/.test(text)) return undefined;
  if (/&apos;|&#0*39;|&#x0*27;/i.test(text) && /["']/.test(text)) return undefined;
  if (!isEscapedWhole(text) && whole.replace(tag, '') === whole) return undefined;
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos|nbsp)|#0*(\d{1,7})|#x0*([\da-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return point > 0x10ffff ? whole : String.fromCodePoint(point);
    },
  );
}

/**
 * Whether the marks that part names and values were escaped as well, or tags: where only values hold escapes, a shop may have
 * escaped them before it sent them.
 */
function isEscapedWhole(text: string): boolean {
  return /&(?:amp|#0*38|#x0*26);(?:[A-Za-z_][\w.%[\]-]*=|amp;|quot;|#)|&(?:quot|apos|#0*3[49]|#x0*2[27]|lt|gt|nbsp|#0*6[02]);/i.test(
    text,
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

const headerCall = /\b(?:set|add)Value[:(]\s*@?"([^"\n]{1,200})"\s*,?\s*forHTTPHeaderField:\s*@?"([\w-]{1,60})"\s*\)?/g;

/** Apple's libraries take the value of a header before its name. */
function withoutHeaderCalls(text: string): string | undefined {
  return text.includes('forHTTPHeaderField') ? text.replace(headerCall, 'setHeader("$2", "$1")') : undefined;
}

const sentLiteral = /^(?:.{0,160}?[^\w\n])?(?:send: ?b?|<- )(["'])((?:\\.|(?!\1)[^\\\n])*)\1[ \t]*\r?$/gm;

/** What Python's http.client and Ruby's Net::HTTP tell of a connection: `send: b'POST …\r\n'`, `<- "POST …"`, piece by piece. */
function fromSentLiterals(text: string): string | undefined {
  if (!/(?:\bsend: ?b?|<- )["']/.test(text)) return undefined;
  const joined = text
    .replace(sentLiteral, (_all, quote: string, inside: string) => `${sent}${unescapeText(inside, quote)}${sent}`)
    .replaceAll(`${sent}\n${sent}`, '')
    .replaceAll(sent, '');
  return joined
    .replace(/^(.{0,160}?)(?:reply: ?b?|-> )(["'])((?:HTTP\/|[\w-]+: )[^\n]*?)(?:\\r\\n)?\2[ \t]*$/gm, '$1$3')
    .replace(/^[ \t]*header: ([\w-]+): /gm, '$1: ');
}

/** Stands where two pieces meet; it is no letter of any text. */
const sent = '\uE000';

const hunk = /^@@ -\d[^\n]*@@|^[ \t]*- Expected\b[^\n]*\n[ \t]*\+ Received\b/m;

/** What a difference shows of the newer text, or of what a test received: the lines that it took away were not sent. */
function fromDiff(text: string): string | undefined {
  if (!hunk.test(text)) return undefined;
  const indent = /^[ \t]*(?=- Expected\b)/m.exec(text)?.[0] ?? '';
  const lines = text.split('\n').map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  if (!lines.some((line) => line.startsWith('-') && !line.startsWith('---'))) return undefined;
  const kept = lines.filter((line) => !/^(?:-|\+\+\+ |@@ |[-+] (?:Expected|Received)\b)/.test(line));
  return kept.map((line) => line.replace(/^[+ ]/, '')).join('\n');
}

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
