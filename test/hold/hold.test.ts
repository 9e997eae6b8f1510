import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  captureFaults,
  captureNumber,
  chooseHold,
  type Hold,
  isThatCapture,
  lapseText,
  lastCapture,
  whatIsHeld,
} from '../../src/hold/hold.ts';

const hold: Hold = {
  syssn: '20260302180500020000000001',
  out_trade_no: 'HOLD-1',
  ...{ txamt: '1280', txcurrcd: 'HKD', pay_type: '801801', order_type: 'payment', respcd: '0000', cancel: '0' },
  sysdtm: '2026-03-02 15:04:06',
};

function capture(txamt: string, own: object = {}) {
  return {
    ...{ order_type: 'payment', pay_type: '801801', respcd: '0000', cancel: '0' },
    ...{ orig_syssn: hold.syssn, txamt, syssn: `C${txamt}`, out_trade_no: `CAP-${txamt}`, ...own },
  };
}

const all = (...records: object[]) => ({ records, is_complete: true });

describe('what is left of a hold', () => {
  test.each([
    ['all of it, where nothing was taken', [], { captured: 0, released: 0, left: 1280 }],
    ['less what was captured', [capture('500'), capture('80')], { captured: 580, released: 0, left: 700 }],
    [
      'less what is still being captured',
      [capture('500', { respcd: '1145' })],
      { captured: 500, released: 0, left: 780 },
    ],
    [
      'and what was refused takes nothing',
      [capture('500', { respcd: '1205' })],
      { captured: 0, released: 0, left: 1280 },
    ],
    [
      'less a capture that was given back since',
      [capture('500', { cancel: '3' })],
      { captured: 500, released: 0, left: 780 },
    ],
    [
      'less a capture by another name',
      [capture('500', { order_type: 'authtrade' })],
      { captured: 500, released: 0, left: 780 },
    ],
    ['less what was released', [capture('780', { order_type: 'unfreeze' })], { captured: 0, released: 780, left: 500 }],
    ['and another hold takes nothing', [capture('500', { orig_syssn: '2' })], { captured: 0, released: 0, left: 1280 }],
  ])('is %s', (_what, records, rest) => {
    expect(whatIsHeld(hold, all(...records))).toEqual(rest);
  });

  test('is nothing when the hold is over, and told by the records when its flag says captured', () => {
    expect(whatIsHeld({ ...hold, cancel: '3' }, all(capture('500')))).toEqual({
      captured: 500,
      released: 780,
      left: 0,
    });
    expect(whatIsHeld({ ...hold, cancel: '4' }, all(capture('500')))).toEqual({
      captured: 500,
      released: 0,
      left: 780,
    });
  });

  test('cannot be said of books that were not read to their end, nor of a capture without an amount', () => {
    expect(whatIsHeld(hold, { records: [], is_complete: false })).toContain('too many transactions');
    const { txamt: _amount, ...nameless } = capture('1');
    expect(whatIsHeld(hold, all(nameless))).toContain('no amount');
  });

  test('never lets more be captured than was held, whatever was captured before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 2000 }),
        (before, txamt) => {
          const rest = whatIsHeld(hold, all(...before.map((cents) => capture(String(cents)))));
          const planned = { hold, txamt: String(txamt), out_trade_no: 'X', is_given: false };
          const sum = before.reduce((total, cents) => total + cents, txamt);
          expect(captureFaults(planned, rest, 0).length > 0).toBe(sum > 1280);
        },
      ),
    );
  });
});

describe('the hold that is meant', () => {
  const named = { field: 'out_trade_no', value: 'HOLD-1' } as const;
  test('is the one that its payer agreed to', () => {
    expect(chooseHold([{ ...hold, respcd: '1181', syssn: '9' }, hold], named)).toEqual({ hold });
    expect(chooseHold([], named)).toEqual({ faults: [] });
  });

  test.each([
    ['waits for its payer', { ...hold, respcd: '1143' }, 'has not agreed'],
    ['is a payment', { ...hold, pay_type: '800201' }, 'is a payment and no hold'],
    ['is a capture', capture('500'), 'is a capture'],
    ['is a refund', { ...hold, order_type: 'refund' }, 'is a refund'],
  ])('is none that %s', (_what, record, rule) => {
    expect(chooseHold([record], named)).toMatchObject({ faults: [{ rule: expect.stringContaining(rule) }] });
  });

  test('has to be named by syssn, where two have one number', () => {
    expect(chooseHold([hold, { ...hold, syssn: '2' }], named)).toMatchObject({
      faults: [{ value: hold.syssn }, { value: '2' }],
    });
  });
});

describe('the number of a capture', () => {
  const identity = { env: 'sandbox', app_code: 'A', syssn: hold.syssn, txamt: '500', before: '0' } as const;

  test('is the same for the same capture, for ever', () => {
    expect(captureNumber(identity)).toBe('CP7FFHMZRX0PVZC8WCA2GGQW5DP4077C');
    expect(captureNumber(identity)).toMatch(/^CP[0-9A-HJKMNP-TV-Z]{30}$/);
  });

  test.each([
    { env: 'prod' },
    { app_code: 'B' },
    { mchid: 'M' },
    { syssn: '2' },
    { txamt: '501' },
    { before: '500' },
  ] as const)('is another with %j', (own) => {
    expect(captureNumber({ ...identity, ...own })).not.toBe(captureNumber(identity));
  });

  test('tells which capture took the rest', () => {
    const number = (txamt: string, before: string) => captureNumber({ ...identity, txamt, before });
    const parts = [
      capture('500', { sysdtm: '2026-03-02 16:00:00', out_trade_no: number('500', '0') }),
      capture('780', { sysdtm: '2026-03-02 17:00:00', out_trade_no: number('780', '500') }),
    ];
    expect(lastCapture(hold, [...parts].reverse(), number)).toBe(parts[1]);
    expect(lastCapture(hold, [], number)).toBeUndefined();
  });
});

test('a record is the capture only with its hold, its amount and no other number', () => {
  const planned = { hold, txamt: '500', out_trade_no: 'CAP-500', is_given: true };
  expect(isThatCapture(capture('500'), planned)).toBe(true);
  expect(isThatCapture({ orig_syssn: hold.syssn, txamt: '500' }, planned)).toBe(true);
  expect(isThatCapture(capture('501', { out_trade_no: 'CAP-500' }), planned)).toBe(false);
  expect(isThatCapture(capture('500', { orig_syssn: '2' }), planned)).toBe(false);
  expect(isThatCapture(capture('500', { out_trade_no: 'B' }), planned)).toBe(false);
  expect(isThatCapture(capture('500', { order_type: 'unfreeze' }), planned)).toBe(false);
});

test('a hold lapses seven days after its payer agreed', () => {
  expect(lapseText(hold)).toBe('2026-03-09 15:04:06');
  expect(lapseText({ ...hold, paydtm: '2026-03-03 00:00:00' })).toBe('2026-03-10 00:00:00');
  expect(lapseText({})).toBeUndefined();
});
