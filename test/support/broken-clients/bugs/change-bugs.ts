import type { Parameter } from '../../../../src/signature/sign.ts';
import { type Bug, type Change, flavours, inRequest, printing } from '../bug.ts';
import type { Client } from '../client.ts';
import { isTime, later, twelveHours } from '../languages/times.ts';
import { chanceOf, type Occasion } from '../occasions/occasion.ts';

/** Signs another value of the parameters that a rule fits. */
const changed = (fits: RegExp, change: (value: string, occasion: Occasion) => string | undefined): Change =>
  inRequest((client, occasion) => ({
    given: client.given.map(([name, value]) =>
      value !== '' && fits.test(name) ? [name, change(value, occasion) ?? value] : [name, value],
    ),
  }));

const time = (change: (value: string, occasion: Occasion) => string): Change =>
  changed(/^txdtm$/, (value, occasion) => (isTime(value) ? change(value, occasion) : undefined));

const amount = (change: (cents: string) => string): Change =>
  printing((value, name) => (name === 'txamt' && /^\d+$/.test(value) ? change(value) : value));

const camel = (name: string) => name.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());

const renamed = (given: readonly Parameter[], rename: (name: string) => string) =>
  given.map(([name, value]): Parameter => [rename(name), value]);

/** Where a name has capitals of its own, nobody can tell what it was before. */
const isPlain = ({ sent }: Client) => sent.every(([name]) => name === name.toLowerCase());

const sentAs = (rename: (name: string) => string): Change =>
  inRequest((client, { is_checkout }) =>
    isPlain(client) && !is_checkout ? { sent: renamed(client.sent, rename) } : undefined,
  );

const signedAs = (rename: (name: string) => string): Change =>
  inRequest((client, { is_checkout }) =>
    isPlain(client) && !is_checkout ? { given: renamed(client.given, rename) } : undefined,
  );

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',');
const major = (cents: string) => (Number(cents) / 100).toFixed(2);

export const changeBugs: readonly Bug[] = [
  ...flavours('param-changed', [], {
    'txdtm made anew, a second later': time((value) => later(value, 1)),
    'txdtm made anew, some seconds off': time((value, occasion) =>
      later(value, chanceOf(occasion, 'seconds').one([-1, -2, -3, 2, 3])),
    ),
    'txdtm in UTC': time((value) => later(value, -8 * 3600)),
    'txdtm sent in UTC, signed in Hong Kong': time((value) => later(value, 8 * 3600)),
    'txdtm with 12 hours': time(twelveHours),
    'the currency in small letters': changed(/^txcurrcd$/, (value) => value.toLowerCase()),
    'out_trade_no of the next millisecond': changed(/^out_trade_no$/, (value) =>
      /^\d{13,}$/.test(value) ? String(BigInt(value) + 1n) : undefined,
    ),
    'out_trade_no of the millisecond before': changed(/^out_trade_no$/, (value) =>
      /^\d{13,}$/.test(value) ? String(BigInt(value) - 1n) : undefined,
    ),
    'the mchid of another store': changed(/^(mchid|mchntid)$/, (_value, { mchids }) => mchids[0]),
  }),
  ...flavours('names-changed', [], {
    'sent in capitals': sentAs((name) => name.toUpperCase()),
    'sent in camelCase': sentAs(camel),
    'signed in capitals': signedAs((name) => name.toUpperCase()),
    'signed in camelCase': signedAs(camel),
  }),
  ...flavours('number-format', [], {
    '100.0, a Python float': amount((cents) => `${cents}.0`),
    '100.00': amount((cents) => `${cents}.00`),
    '1.00 for 100': amount(major),
    '1 for 100, 12.8 for 1280': amount((cents) => String(Number(cents) / 100)),
    '1,000': amount(grouped),
    '1,000.00': amount((cents) => grouped(cents) + (Number(cents) >= 1000 ? '.00' : '')),
    '1,000.00 for 100000': amount((cents) => {
      const [whole = '', rest] = major(cents).split('.');
      return Number(cents) >= 100000 ? `${grouped(whole)}.${rest}` : cents;
    }),
    'all whole numbers as floats': printing((value) => (/^\d{1,9}$/.test(value) ? `${Number(value)}.0` : value)),
  }),
];
