import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { readTimeFlag } from '../transaction/named-times.ts';
import { numberRules } from '../transaction/transaction.ts';

/** The values of query's flags, each by itself. What breaks a rule goes to `faults`, so that all are told at once. */

/** Numbers, each alone or in a comma list. */
export function readNumbers(texts: readonly string[], field: 'out_trade_no' | 'syssn', faults: Fault[]): string[] {
  const { pattern, rule } = numberRules()[field];
  const numbers = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  for (const value of numbers) if (!pattern.test(value)) faults.push({ field, value, rule });
  return [...new Set(numbers)];
}

/** The first second of what `--since` names, the last of what `--until` names. */
export function readTime(
  text: string | undefined,
  field: 'since' | 'until',
  faults: Fault[],
  now: Date,
): Date | undefined {
  const span = readTimeFlag(field, text, now, faults);
  return field === 'since' ? span?.start : span?.end;
}

/** A whole number from 1 up. */
export function readWhole(text: string | undefined, field: string, most: number, faults: Fault[]): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) return Number(text);
  faults.push({ field, value: text, rule: t`must be a whole number from 1 to ${most}` });
  return undefined;
}

export function readSeconds(text: string | undefined, field: string, faults: Fault[]): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text)) return Number(text);
  faults.push({ field, value: text, rule: t`must be a number of seconds` });
  return undefined;
}
