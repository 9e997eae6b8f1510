import type { Screen } from '../context/terminal.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import type { ShownFailure } from '../report/document.ts';
import { renderHanging } from './wrap-text.ts';

/** An error for a person: what happened, each fault on a line of its own, the next step. Nothing in it steers a terminal. */
export function failureText({ message, details = [], hint, out_trade_no, resume, stack }: ShownFailure): string {
  const lines = [
    ...(stack?.split('\n') ?? []),
    ...happened(message, details),
    ...(out_trade_no === undefined ? [] : [`out_trade_no: ${out_trade_no}`]),
    ...(hint === undefined ? [] : [t`hint: ${hint}`]),
    ...(resume === undefined ? [] : [t`go on with: ${resume}`]),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

/** Lines broken between words on a terminal, and not in a command. */
export function fittedTo({ is_tty, columns }: Screen, text: string): string {
  if (!is_tty) return text;
  return text
    .split('\n')
    .map((line) => {
      const [lead = ''] = /^ +- /.exec(line) ?? [];
      return renderHanging(lead, line.slice(lead.length), columns);
    })
    .join('\n');
}

/** A file of ten thousand lines can have as many faults, and the first of them have to stay on the screen. */
const mostDetails = 20;

/** A single fault says more than the message that was made of it, so it stands in its place. */
function happened(message: string, details: readonly object[]): string[] {
  const [only] = details;
  if (only && details.length === 1 && isFault(only) && message.includes(only.rule))
    return [t`error: ${faultText(only)}`];
  const shown = details.slice(0, mostDetails).map((detail) => `  - ${detailText(detail)}`);
  const more = details.length - shown.length;
  return [t`error: ${message}`, ...shown, ...(more > 0 ? [`  - ${t`and ${more} more: --json lists them all`}`] : [])];
}

function detailText(detail: object): string {
  if (isFault(detail)) return faultText(detail);
  // A full stop of Chinese is as wide as two letters: the blank is in it.
  return Object.values(detail).map(String).join(' ').replaceAll('。 ', '。');
}

function isFault(detail: object): detail is Fault {
  return 'field' in detail && 'rule' in detail;
}

function faultText({ line, field, value, rule, next, rule_id }: Fault): string {
  const place = line === undefined ? field : t`line ${line}, ${field}`;
  return [
    value === undefined ? t`${place}: ${rule}` : t`${place} ${JSON.stringify(value)}: ${rule}`,
    ...(next === undefined ? [] : [next]),
    ...(rule_id === undefined ? [] : [t`(rule ${rule_id})`]),
  ].join(' - ');
}
