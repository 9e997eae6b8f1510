import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import {
  checkTxdtm,
  formatGatewayTime,
  formatTxdtm,
  parseGatewayTime,
  parseTimeOption,
} from '../../src/transaction/txdtm.ts';

const afternoon = new Date('2026-03-02T07:04:05.678Z');

test.each([
  ['Asia/Hong_Kong', '2026-03-02 15:04:05'],
  ['Asia/Shanghai', '2026-03-02 15:04:05'],
  ['UTC', '2026-03-02 07:04:05'],
  ['America/New_York', '2026-03-02 02:04:05'],
  ['Asia/Kathmandu', '2026-03-02 12:49:05'],
])('writes txdtm in %s with 24 hours, whatever the zone of the machine', (zone, text) => {
  expect(formatTxdtm(afternoon, zone)).toBe(text);
});

test.each([
  ['Asia/Hong_Kong', '2026-03-02 00:00:00'],
  ['Asia/Shanghai', '2026-03-02 00:00:00'],
])('writes midnight in %s as hour 00, not 24', (zone, text) => {
  expect(formatTxdtm(new Date('2026-03-01T16:00:00Z'), zone)).toBe(text);
});

test('follows summer time where there is one', () => {
  expect(formatTxdtm(new Date('2026-07-01T12:00:00Z'), 'Europe/London')).toBe('2026-07-01 13:00:00');
});

test('the reckoned Hong Kong time is the one that Intl gives, and Intl is asked for the years of summer time', () => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Hong_Kong',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2037-12-31'), noInvalidDate: true }), (date) => {
      expect(formatTxdtm(date, 'Asia/Hong_Kong')).toBe(format.format(date));
    }),
  );
});

test('a gateway time is read as UTC+8 and written back the same', () => {
  expect(parseGatewayTime('2026-03-02 15:04:06')).toEqual(new Date('2026-03-02T07:04:06Z'));
  expect(formatGatewayTime(new Date('2026-03-02T07:04:06Z'))).toBe('2026-03-02 15:04:06');
});

test.each(['', '2026-03-02', '2026-02-30 10:00:00', '2026-03-02T15:04:06', '2026-03-02 24:00:00', 'null'])(
  'takes %j for no gateway time',
  (text) => {
    expect(parseGatewayTime(text)).toBeUndefined();
  },
);

test.each([
  ['a day that is not in the calendar', '2026-02-29 10:00:00'],
  ['hour 24', '2026-03-02 24:00:00'],
  ['minute 60', '2026-03-02 10:60:00'],
  ['a time without seconds', '2026-03-02 10:00'],
  ['an ISO time', '2026-03-02T10:00:00Z'],
  ['12 hours with PM', '2026-03-02 03:04:05 PM'],
])('refuses %s as txdtm', (_what, text) => {
  expect(checkTxdtm(text)).toMatchObject({ field: 'txdtm', value: text });
});

test('takes a leap day as txdtm', () => {
  expect(checkTxdtm('2028-02-29 23:59:59')).toBeUndefined();
});

test.each([
  ['since', '2026-03-02', '2026-03-01T16:00:00Z'],
  ['until', '2026-03-02', '2026-03-02T15:59:59Z'],
  ['since', '2026-03-02 15:04', '2026-03-02T07:04:00Z'],
  ['until', '2026-03-02 15:04:05', '2026-03-02T07:04:05Z'],
  ['since', '2026-03-02T15:04:05', '2026-03-02T07:04:05Z'],
  ['since', '2026-03-02T15:04:05Z', '2026-03-02T15:04:05Z'],
  ['since', '2026-03-02T15:04:05.123Z', '2026-03-02T15:04:05Z'],
  ['since', '2026-03-02T15:04:05+09:00', '2026-03-02T06:04:05Z'],
  ['since', '2026-03-02T15:04:05-0330', '2026-03-02T18:34:05Z'],
] as const)('reads --%s %s as %s', (name, text, moment) => {
  expect(parseTimeOption(name, text)).toEqual(new Date(moment));
});

test.each(['yesterday', '2026-13-01', '2026-02-30', '2026-03-02 25:00', '2026-03-02T10:00+15:00', '02/03/2026', ''])(
  'refuses %j as --since and names it',
  (text) => {
    const fault = expect.objectContaining({ field: 'since', value: text });
    expect(() => parseTimeOption('since', text)).toThrow(UsageError);
    try {
      parseTimeOption('since', text);
    } catch (error) {
      expect((error as UsageError).facts.details).toEqual([fault]);
    }
  },
);
