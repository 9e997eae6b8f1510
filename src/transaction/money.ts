import { findCurrency } from '../catalog/currencies.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';

/** An amount as it is sent: `txamt`, digits that count the currency's smallest unit; or why it cannot be one. */
export type ReadAmount = { readonly txamt: string } | { readonly fault: Fault };

/** The gateway's Int(11). */
const maxDigits = 11;

/** Reads `--txamt`: a whole number above zero of the smallest unit (cents), as the gateway wants it. */
export function parseTxamt(text: string): ReadAmount {
  if (/^[1-9]\d*$/.test(text) && text.length <= maxDigits) return { txamt: text };
  return { fault: { field: 'txamt', value: text, rule: txamtRule(text), ...txamtAdvice(text) } };
}

function txamtRule(text: string): string {
  if (/^\d+$/.test(text) && text.length > maxDigits) return t`must have at most ${maxDigits} digits`;
  return t`must be a whole number of cents above 0: digits only, no sign, point, separator or leading zero`;
}

function txamtAdvice(text: string): { next?: string } {
  return /^\d+\.\d{1,2}$/.test(text) ? { next: t`--amount ${text}, if major units are meant` } : {};
}

/**
 * Reads `--amount`, in major units: `12.80` HKD is txamt 1280. Works on the text, so that no cent is lost in a float.
 * Refused for a currency that has no two minor digits: what 12.80 JPY would be is anybody's guess.
 */
export function parseAmount(text: string, currency: string): ReadAmount {
  const rule = amountRule(text, currency);
  if (rule !== undefined) return { fault: { field: 'amount', value: text, ...rule } };
  const [major = '', minor = ''] = text.split('.');
  const txamt = (major + minor.padEnd(2, '0')).replace(/^0+/, '');
  if (txamt === '') return { fault: { field: 'amount', value: text, rule: t`must be above 0` } };
  if (txamt.length <= maxDigits) return { txamt };
  return { fault: { field: 'amount', value: text, rule: t`must have at most ${maxDigits} digits in cents` } };
}

/** `1,280.50` by its groups of three, `12,80` as much of Europe writes it; nothing is taken for it, only asked. */
function meantAmount(text: string): string {
  const meant = /^\d{1,3}(?:[,' ]\d{3})+(?:\.\d{1,2})?$/.test(text)
    ? text.replaceAll(/[,' ]/g, '')
    : /^\d+,\d{1,2}$/.test(text) && text.replace(',', '.');
  return meant ? t`did you mean ${meant}?` : t`such as 1280.50`;
}

function amountRule(text: string, currency: string): { rule: string; next?: string } | undefined {
  if (findCurrency(currency)?.minor_digits !== 2) {
    return { rule: t`cannot be used with ${currency}, which has no two minor digits`, next: 'use --txamt' };
  }
  if (/^(0|[1-9]\d*)(\.\d{1,2})?$/.test(text)) return undefined;
  if (/^\d[\d,' ]*,\d/.test(text))
    return { rule: t`must have no separator but one decimal point`, next: meantAmount(text) };
  if (/^\d+\.\d{3,}$/.test(text)) return { rule: t`must have at most 2 decimals` };
  return { rule: t`must be a number above 0 such as 12.80` };
}

/**
 * An amount for people: `HKD 12.80`, `JPY 100`. Without thousands separators, so that it can be typed again.
 * Where the currency is not in the table its digits are not guessed at.
 */
export function formatMoney(txamt: string, currency: string): string {
  const digits = findCurrency(currency)?.minor_digits;
  const [, sign, number] = /^(-?)(\d+)$/.exec(txamt) ?? [];
  if (number === undefined) return `${currency} ${txamt}`.trim();
  if (digits === undefined) return t`${currency} ${txamt} (smallest unit)`.trim();
  if (digits === 0) return `${currency} ${txamt}`;
  const padded = number.padStart(digits + 1, '0');
  return `${currency} ${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
