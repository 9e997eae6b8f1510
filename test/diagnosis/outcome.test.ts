import { describe, expect, test } from 'vitest';
import { payTypes } from '../../src/catalog/pay-types.ts';
import { respcds } from '../../src/catalog/respcd.ts';
import {
  exitOfOutcome,
  isFinal,
  type Outcome,
  outcomeOfAnswer,
  outcomeOfRecord,
  outcomeWord,
} from '../../src/diagnosis/outcome.ts';

function payType(code: string) {
  return payTypes.find((row) => row.code === code);
}

describe('the outcome of an answer', () => {
  test.each([
    ['a scanned payer code is paid', 'payment', '800208', 'paid'],
    ['a QR order waits for its payer', 'payment', '800201', 'awaiting_payer'],
    ['a web order waits for its payer', 'payment', '801514', 'awaiting_payer'],
    ['an in-app order waits for its payer', 'payment', '800210', 'awaiting_payer'],
    ['a payment of a type that nobody knows is not called paid', 'payment', '999999', 'awaiting_payer'],
    ['a refund is refunded', 'refund', undefined, 'refunded'],
    ['a reversal is reversed', 'reversal', undefined, 'reversed'],
    ['a close is closed', 'close', undefined, 'closed'],
    ['a capture is captured', 'capture', undefined, 'captured'],
    ['a release is released', 'unfreeze', undefined, 'released'],
    ['a query that worked says nothing about money', 'query', undefined, 'unknown'],
  ] as const)('0000: %s', (_what, endpoint, pay_type, outcome) => {
    expect(outcomeOfAnswer('0000', endpoint, pay_type && payType(pay_type))).toBe(outcome);
  });

  test.each(['801801', '801802', '801808', '801810', '801814'])(
    'the 0000 of a pre-authorisation %s means held only where a code was scanned, and never paid',
    (code) => {
      expect(outcomeOfAnswer('0000', 'payment', payType(code))).toBe('awaiting_payer');
      expect(outcomeOfAnswer('0000', 'payment', payType(code), true)).toBe('authorized');
    },
  );

  test.each(['payment', 'refund', 'reversal', 'close', 'capture', 'unfreeze'] as const)(
    'every listed code of a %s has its outcome',
    (endpoint) => {
      const expected = { final: 'declined', pending: 'pending', query_first: 'unknown' } as const;
      for (const { code, finality } of respcds.filter((row) => row.code !== '0000')) {
        expect([code, outcomeOfAnswer(code, endpoint)]).toEqual([code, expected[finality]]);
      }
    },
  );

  test.each(['9999', '0', '', '00000', 'OK'])('the code %j, which no table has, is never a success', (respcd) => {
    expect(outcomeOfAnswer(respcd, 'payment', payType('800208'))).toBe('unknown');
    expect(outcomeOfRecord({ respcd })).toBe('unknown');
  });
});

describe('the outcome of a record', () => {
  test.each<[string, Parameters<typeof outcomeOfRecord>[0], Outcome]>([
    ['paid without a flag', { respcd: '0000' }, 'paid'],
    ['paid with flag 0', { respcd: '0000', cancel: '0', order_type: 'payment' }, 'paid'],
    ['reversed with flag 1', { respcd: '0000', cancel: '1' }, 'reversed'],
    ['closed with flag 2', { respcd: '0000', cancel: '2' }, 'closed'],
    ['refunded with flag 3', { respcd: '0000', cancel: '3' }, 'refunded'],
    ['paid after a finished pre-authorisation, flag 4', { respcd: '0000', cancel: '4' }, 'paid'],
    ['paid when refunded in part, flag 5', { respcd: '0000', cancel: '5' }, 'paid'],
    ['unknown with a flag that nobody knows', { respcd: '0000', cancel: '7' }, 'unknown'],
    ['refunded when it is a refund, not paid', { respcd: '0000', cancel: '0', order_type: 'refund' }, 'refunded'],
    ['released when it is a release of a hold', { respcd: '0000', cancel: '0', order_type: 'unfreeze' }, 'released'],
    ['captured when it is a capture', { respcd: '0000', order_type: 'capture' }, 'captured'],
    ['declined when a capture was', { respcd: '1142', cancel: '2', order_type: 'capture' }, 'declined'],
    ['unknown when it is of a kind that nobody knows', { respcd: '0000', order_type: 'donation' }, 'unknown'],
    ['authorized when the payer agreed to a hold', { respcd: '0000', cancel: '0', pay_type: '801808' }, 'authorized'],
    ['pending while the payer of a hold has not', { respcd: '1143', pay_type: '801808' }, 'pending'],
    ['captured when the flag of a hold is 4', { respcd: '0000', cancel: '4', pay_type: '801801' }, 'captured'],
    ['released when the flag of a hold is 3', { respcd: '0000', cancel: '3', pay_type: '801801' }, 'released'],
    [
      'authorized when a card record says so',
      { respcd: '0000', order_type: 'preauth', pay_type: '802801' },
      'authorized',
    ],
    [
      'captured when it is called a payment and names its hold',
      { respcd: '0000', order_type: 'payment', pay_type: '801801', orig_syssn: '1' },
      'captured',
    ],
    [
      'refunded when a capture was given back',
      { respcd: '0000', cancel: '3', pay_type: '801801', orig_syssn: '1' },
      'refunded',
    ],
    ['closed when it is a close', { respcd: '0000', cancel: '0', order_type: 'close' }, 'closed'],
    ['pending while the payer types the password', { respcd: '1143', cancel: '0' }, 'pending'],
    ['pending while it is processed', { respcd: '1145' }, 'pending'],
    ['pending when the network is slow and nothing may be repeated', { respcd: '1298' }, 'pending'],
    ['pending when a refund is processed', { respcd: '1145', order_type: 'refund' }, 'pending'],
    ['closed before anybody paid', { respcd: '1142', cancel: '2' }, 'closed'],
    ['reversed before anybody paid', { respcd: '1142', cancel: '1' }, 'reversed'],
    ['declined when it was closed by nobody that we know of', { respcd: '1142', cancel: '0' }, 'declined'],
    [
      'declined when it is a refund of a closed order',
      { respcd: '1142', cancel: '2', order_type: 'refund' },
      'declined',
    ],
    ['declined by the wallet, whatever its flag', { respcd: '1201', cancel: '2' }, 'declined'],
    ['declined by the wallet', { respcd: '1201', cancel: '0' }, 'declined'],
    ['unknown where only another query can tell', { respcd: '1297' }, 'unknown'],
    ['unknown without a code of its own', { out_trade_no: 'A' }, 'unknown'],
  ])('is %s', (_what, record, outcome) => {
    expect(outcomeOfRecord(record)).toBe(outcome);
  });
});

test.each<[Outcome, number, boolean]>([
  ['paid', 0, true],
  ['refunded', 0, true],
  ['reversed', 0, true],
  ['closed', 0, true],
  ['awaiting_payer', 0, false],
  ['declined', 4, true],
  ['pending', 5, false],
  ['unknown', 8, false],
])('%s exits with %i and is final: %s', (outcome, exit_code, final) => {
  expect(exitOfOutcome(outcome)).toBe(exit_code);
  expect(isFinal(outcome)).toBe(final);
});

test('a refused signature has its own exit status', () => {
  expect(exitOfOutcome(outcomeOfAnswer('1108', 'payment'), '1108')).toBe(6);
});

test.each([
  ['SUCCESS alone', { txstatus: 'SUCCESS' }, 'paid'],
  ['PENDING alone', { txstatus: 'PENDING' }, 'pending'],
  ['FAILED alone', { txstatus: 'FAILED' }, 'declined'],
  ['a word that nobody knows', { txstatus: 'DONE' }, 'unknown'],
  ['SUCCESS beside its code', { txstatus: 'SUCCESS', respcd: '0000' }, 'paid'],
  ['FAILED against its code', { txstatus: 'FAILED', respcd: '0000' }, 'unknown'],
  ['SUCCESS against its code', { txstatus: 'SUCCESS', respcd: '1205' }, 'unknown'],
  ['SUCCESS of what was refunded since', { txstatus: 'SUCCESS', cancel: '3' }, 'refunded'],
])('a record of the general shape is read as it says: %s', (_what, record, outcome) => {
  expect(outcomeOfRecord({ out_trade_no: 'A-1', syssn: '1', pay_type: '800201', ...record })).toBe(outcome);
});

test.each([
  ...['capture', 'authtrade', 'auth_capture', 'AUTH-CAPTURE', 'preauth_capture'].map((word) => [word, 'captured']),
  ...['unfreeze', 'release'].map((word) => [word, 'released']),
  ...['reversal', 'cancel'].map((word) => [word, 'reversed']),
  ...[
    ['close', 'closed'],
    ['refund', 'refunded'],
    ['whatever', 'unknown'],
  ],
])('a record of the kind %s that went well is %s', (order_type, outcome) => {
  expect(outcomeOfRecord({ order_type, respcd: '0000' })).toBe(outcome);
});

test('an order that was closed without a flag is declined, and by a call of the merchant’s what that made of it', () => {
  const closed = { order_type: 'payment', respcd: '1142' };
  expect(
    [{}, { cancel: '0' }, { cancel: '1' }, { cancel: '2' }].map((flag) => outcomeOfRecord({ ...closed, ...flag })),
  ).toEqual(['declined', 'declined', 'reversed', 'closed']);
});

test('each outcome has a word of its own, and what is none is said as it is', () => {
  const outcomes = ['awaiting_payer', 'authorized', 'paid', 'captured', 'released', 'refunded', 'reversed', 'closed'];
  const words = [...outcomes, 'pending', 'declined', 'unknown', 'not_sent', 'done'].map(outcomeWord);
  expect(new Set(words).size).toBe(words.length);
  expect(words.every((word) => word.length > 3)).toBe(true);
  expect([outcomeWord('released'), outcomeWord('toString'), outcomeWord('else')]).toEqual([
    'released',
    'toString',
    'else',
  ]);
});
