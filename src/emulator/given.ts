import { parseGatewayTime } from '../transaction/txdtm.ts';
import { type Refusal, refuse } from './refusal.ts';

/** The parameters of a call, by name. An empty one is as good as none. */
export type Given = (name: string) => string;

/** What a value has to be, and how that is said. */
export interface Format {
  readonly rule: string;
  accepts(text: string): boolean;
}

/** By parameter. */
export type Formats = Readonly<Record<string, Format>>;

export const cents: Format = {
  rule: 'must be an integer above 0, in the smallest unit of the currency',
  accepts: (text) => /^[1-9]\d{0,10}$/.test(text),
};

export const time: Format = {
  rule: 'must be a time as YYYY-MM-DD HH:mm:ss',
  accepts: (text) => parseGatewayTime(text) !== undefined,
};

/** A comma would make a number two in a query. */
export const number: Format = {
  rule: 'must be at most 128 characters without comma or space',
  accepts: (text) => /^[^,\s\p{Cc}]{1,128}$/u.test(text),
};

export function textUpTo(limit: number): Format {
  return {
    rule: `must be at most ${limit} characters`,
    accepts: (text) => text.length <= limit || [...text].length <= limit,
  };
}

export function oneOf(...values: readonly string[]): Format {
  return { rule: `must be ${values.join(' or ')}`, accepts: (text) => values.includes(text) };
}

export function integerBetween(least: number, most: number): Format {
  return {
    rule: `must be an integer from ${least} to ${most}`,
    accepts: (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
  };
}

/** 1104, with the first parameter that is missing or malformed in `respmsg`. */
export function checkGiven(given: Given, required: readonly string[], formats: Formats): Refusal | undefined {
  const missing = required.find((name) => given(name) === '');
  if (missing !== undefined) return refuse('1104', `${missing} is required`);
  for (const name in formats) {
    const format = formats[name];
    const value = given(name);
    if (format && value !== '' && !format.accepts(value)) return refuse('1104', `${name} ${format.rule}`);
  }
  return undefined;
}
