import { expect, test } from 'vitest';
import { type FaultableCall, type FaultRule, isAbout } from '../../../src/emulator/faults/rules.ts';
import { cpuSeconds } from '../../support/cpu-seconds.ts';

function asked(
  given: Readonly<Record<string, string>>,
  endpoint: FaultableCall['endpoint'] = 'payment',
): FaultableCall {
  return { endpoint, given: (name) => given[name] ?? '' };
}

const order = { out_trade_no: 'ORD-1-A', txamt: '1280', pay_type: '800201' };

test.each<[string, Omit<FaultRule, 'fault'>, boolean]>([
  ['every call, when it says nothing', {}, true],
  ['its endpoint', { endpoint: 'payment' }, true],
  ['no other endpoint', { endpoint: 'refund' }, false],
  ['its amount', { txamt: '1280' }, true],
  ['no other amount', { txamt: '128' }, false],
  ['its pay type', { pay_type: '800201' }, true],
  ['no other pay type', { pay_type: '800101' }, false],
  ['its number', { out_trade_no: 'ORD-1-A' }, true],
  ['no number that only begins so', { out_trade_no: 'ORD-1' }, false],
  ['numbers that begin so', { out_trade_no: 'ORD*' }, true],
  ['numbers that end so', { out_trade_no: '*A' }, true],
  ['numbers with pieces in that order', { out_trade_no: 'O*-*-*A' }, true],
  ['no number with the pieces in another order', { out_trade_no: '*A*1*' }, false],
  ['no number whose beginning and end would share letters', { out_trade_no: 'ORD-1-*1-A' }, false],
  ['only calls that all of it fits', { out_trade_no: 'ORD*', txamt: '1' }, false],
])('a rule is about %s', (_what, rule, expected) => {
  expect(isAbout({ fault: 'late', ...rule }, asked(order))).toBe(expected);
});

test('a rule is about a query that names one of several numbers', () => {
  const query = asked({ out_trade_no: 'A1,B2' }, 'query');
  expect(isAbout({ fault: 'late', out_trade_no: 'B*' }, query)).toBe(true);
});

test('a pattern of many stars is quick on a long number', () => {
  const query = asked({ out_trade_no: 'a'.repeat(128) });
  const rule = { fault: 'late', out_trade_no: `${'*a'.repeat(60)}b` } as const;
  expect(cpuSeconds(() => isAbout(rule, query))).toBeLessThan(0.1);
});
