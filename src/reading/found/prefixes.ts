import { hasKnownName } from '../vocabulary.ts';

const anchor =
  /(?:https?[-_])?x[-_]qf[-_]\w+["']?\s*[:=]|(?:content-(?:type|length)|host|user-agent|accept|connection)["']?\s*: |(?:GET|POST) (?:https?:\/\/|\/)\S+|curl\s+(?:-|['"]?https?:)|-->|<--/i;
const longestPrefix = 200;

/**
 * What a logger writes before each line. It stands before a header, a request line or a parameter, and every line that begins
 * in the same way loses it, and what stands behind its end as well (` [] []`, `[\r][\n]"`).
 */
export function withoutPrefixes(text: string): string | undefined {
  const lines = text.split('\n');
  return withoutPrefix(lines, likeliestPrefix(lines));
}

/** Where a line begins is not clear from its names alone: `-F 'txamt=…'`, `"key": "txamt"`. */
export function withoutSharedPrefix(text: string): string | undefined {
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
    // An & before it parts a parameter of a form from the last one.
    if (
      prefix.trim() === '' ||
      /^[\s>]*(?:["'`{[(]+|&(?:amp;)?)\s*$/.test(prefix) ||
      /(?:^|\s)(?:curl|-H|--header)\b/.test(prefix)
    )
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

/** What `curl --trace-ascii` tells: lines of a place and at most 64 letters, headers line by line, a body cut. */
export function fromTrace(text: string): string | undefined {
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
export function withoutLineNumbers(text: string): string | undefined {
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
