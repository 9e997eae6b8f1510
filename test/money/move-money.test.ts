import { expect, test } from 'vitest';
import {
  CancelledError,
  CancelledUnsentError,
  ConfigError,
  NetworkError,
  RateLimitedError,
  UnknownOutcomeError,
  UsageError,
} from '../../src/errors.ts';
import type { Records } from '../../src/history/history.ts';
import { dryRunReport, isUnsent, keepOutcome, keepOutcomes, settledAs } from '../../src/money/move-money.ts';
import { testContext } from '../support/context.ts';

/** Records that keep nothing but what became of a sending, or cannot. */
function records(failure?: Error) {
  const kept: [string, object][] = [];
  const outcome: Records['outcome'] = async (id, settled) => {
    if (failure) throw failure;
    kept.push([id, settled]);
  };
  return { kept, own: { outcome, sending: async () => 'id' } };
}

test.each([
  [new NetworkError('x'), true],
  [new RateLimitedError('x'), true],
  [new CancelledUnsentError('x'), true],
  [new CancelledError('x'), false],
  [new UnknownOutcomeError('x'), false],
  [new Error('x'), false],
])('%o leaves a call surely unprocessed: %s', (error, is_unsent) => {
  expect(isUnsent(error)).toBe(is_unsent);
});

test('what became of a call is kept with its code and its syssn where there are any; a call without money is done', () => {
  expect(settledAs({ outcome: 'paid', respcd: '0000', transaction: { syssn: 'S1' } })).toStrictEqual({
    ...{ outcome: 'paid', respcd: '0000', syssn: 'S1' },
  });
  expect(settledAs({ outcome: 'pending', transaction: {} })).toStrictEqual({ outcome: 'pending' });
  expect(settledAs({})).toStrictEqual({ outcome: 'done' });
});

test('what nobody knows and no answer has told stays open; what an answer left open is kept for every sending', async () => {
  const { kept, own } = records();
  expect(await keepOutcomes(['a', 'b'], { outcome: 'unknown' }, testContext(), own)).toEqual([]);
  expect(kept).toEqual([]);
  await keepOutcomes(['a', 'b'], { outcome: 'unknown', respcd: '1297' }, testContext(), own);
  await keepOutcomes(['c'], { outcome: 'paid' }, testContext(), own);
  expect(kept.map(([id]) => id)).toEqual(['a', 'b', 'c']);
});

test('a disk that is full after a call is a warning for each sending, and any other fault is thrown', async () => {
  for (const failure of [new ConfigError('full'), new UsageError('no file')]) {
    const { own } = records(failure);
    expect(await keepOutcome(testContext(), 'a', { outcome: 'paid' }, own)).toEqual([failure.message]);
    expect(await keepOutcomes(['a', 'b'], { outcome: 'paid' }, testContext(), own)).toHaveLength(2);
  }
  const { own } = records(new TypeError('a fault of ours'));
  await expect(keepOutcome(testContext(), 'a', { outcome: 'paid' }, own)).rejects.toBeInstanceOf(TypeError);
});

test('a dry run says that nothing was sent, and shows address, headers, parameters, body and what is signed', () => {
  const request = {
    ...{ method: 'POST', url: 'https://gateway.example/trade/v1/payment', headers: { 'X-QF-SIGN': 'AB' } },
    ...{ params: [['txamt', '1280']] as const, body: 'txamt=1280', signing_string: 'txamt=1280<key>' },
  };
  const report = dryRunReport('pay', 'test', request as unknown as Parameters<typeof dryRunReport>[2], ['careful']);
  const { params: _pairs, ...shown } = request;
  expect(report).toEqual({
    ...{ command: 'pay', exit_code: 0 },
    data: { env: 'test', request: { ...shown, params: { txamt: '1280' } }, warnings: ['careful'] },
    blocks: [
      { kind: 'headline', tone: 'plain', word: 'DRY RUN', text: 'nothing was sent' },
      { kind: 'text', text: 'POST https://gateway.example/trade/v1/payment' },
      { kind: 'rows', rows: [['X-QF-SIGN', 'AB']] },
      { kind: 'text', text: 'parameters' },
      { kind: 'rows', rows: [['txamt', '1280']] },
      { kind: 'text', text: 'body: txamt=1280' },
      { kind: 'text', text: 'signing string: txamt=1280<key>' },
    ],
  });
  const { body: _body, ...bare } = request;
  const without = dryRunReport('pay', 'test', bare as unknown as Parameters<typeof dryRunReport>[2], []);
  expect(without.data).not.toHaveProperty('warnings');
  expect(without.blocks).toHaveLength(6);
});
