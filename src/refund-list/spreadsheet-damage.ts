import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';

/** Digits that a spreadsheet keeps of a number. */
const kept = 15;

/**
 * What a spreadsheet makes of a long number that it takes for a quantity: `2.02311E+16`, `20231100000000000000`, `1001.0`. The
 * digits are gone, and what is left may even be another payment.
 */
export function spreadsheetDamage(field: string, value: string): Fault | undefined {
  const fault = (rule: string, next = importAsText()): Fault => ({ field, value, rule, next });
  if (/^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(value)) return fault(t`was rounded by a spreadsheet: its digits are lost`);
  if (/^\d+[.,]0+$/.test(value)) return fault(t`has decimals, which a spreadsheet has put there`);
  const is_long = /^\d+$/.test(value) && value.length >= kept + 5;
  if (is_long && /^0+$/.test(value.slice(kept)))
    return fault(t`has nothing but zeros after ${kept} digits: a spreadsheet has rounded it`);
  return undefined;
}

function importAsText() {
  return t`import the column as text and write the file again`;
}
