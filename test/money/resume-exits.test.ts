import { describe, expect, test } from 'vitest';
import { readHistory, recordOutcome, recordSending } from '../../src/history/history.ts';
import type { RecordedSending } from '../../src/history/history-entry.ts';
import { lookUpEntry, resumeEntries } from '../../src/money/resume.ts';
import { type FakeRecord, fakeBooks, paidRecord } from '../lookup/fake-books.ts';
import { testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const sending: RecordedSending = {
  ...{ command: 'pay', env: 'sandbox', base_url: 'https://openapi-int.qfapi.com', app_code: testAppCode },
  ...{ endpoint: 'payment', out_trade_no: 'ORD-1', pay_type: '800201', txamt: '1280', txcurrcd: 'HKD' },
};
const env = { QFPAY_STATE_DIR: '/state', QFPAY_SANDBOX_APPCODE: testAppCode, QFPAY_SANDBOX_KEY: testKeys.sandbox };

/** Resumes one call; with what is on the books, it is open and asked about. */
async function resume(own: Partial<RecordedSending>, outcome?: string, records: readonly FakeRecord[] = []) {
  const said: string[] = [];
  const context = testContext({
    env,
    http: async () => ({
      ...{ status: 200, headers: {} },
      body: Buffer.from(JSON.stringify({ respcd: '0000', data: records })),
    }),
    progress: () => ({ update: (text) => said.push(text), stop: () => {} }),
  });
  const id = await recordSending(context, { ...sending, ...own });
  if (outcome !== undefined) await recordOutcome(context, id, { outcome });
  const [resumed] = await resumeEntries(readHistory(context).entries, {}, context, () => {});
  return { ...resumed, said };
}

describe('what became of a call is told by its exit code', () => {
  test.each([
    ['payment', 'paid', 0],
    ['payment', 'closed', 4],
    ['payment', 'reversed', 4],
    ['payment', 'refunded', 4],
    ['payment', 'released', 4],
    ['payment', 'not_sent', 7],
    ['close', 'closed', 0],
    ['close', 'paid', 4],
    ['reversal', 'reversed', 0],
    ['reversal', 'paid', 4],
    ['reversal', 'authorized', 4],
    ['close', 'captured', 4],
    ['refund', 'refunded', 0],
    ['refund', 'declined', 4],
    ['capture', 'captured', 0],
    ['unfreeze', 'released', 0],
  ] as const)('a %s that is %s is %i', async (endpoint, outcome, exit) => {
    expect(await resume({ endpoint }, outcome)).toMatchObject({ outcome, exit, open: false, said: [] });
  });
});

test('which call is asked about is said while it is, and what the books say of it is told', async () => {
  const record = paidRecord({ respcd: '1181', errmsg: 'the order ran out' });
  expect(await resume({}, undefined, [record])).toMatchObject({
    ...{ before: 'unknown', outcome: 'declined', message: 'the order ran out', exit: 4 },
    said: ['asking what became of ORD-1 (1 of 1)'],
  });
  const { errmsg: _said, ...silent } = record;
  expect(await resume({}, undefined, [silent])).not.toHaveProperty('message');
});

describe('an order that was ended', () => {
  const entry = { ...sending, endpoint: 'close', orig_syssn: 'S1', id: 'a', time: '2026-03-02T07:04:05.000Z' } as const;
  const look = (records: readonly FakeRecord[]) =>
    lookUpEntry(entry, fakeBooks(records), new Date('2026-03-02T08:00:00.000Z'));

  test('is told by its own record, though its close stands beside it with the same number', async () => {
    const close = paidRecord({ order_type: 'close', syssn: 'S1', respcd: '0000' });
    const order = paidRecord({ syssn: 'S1', respcd: '1142', cancel: '2', sysdtm: '2026-03-02 15:04:05' });
    for (const records of [
      [close, order],
      [order, close],
    ])
      expect(await look(records)).toMatchObject({ outcome: 'closed', record: { respcd: '1142' } });
    const { order_type: _kind, ...untold } = order;
    expect(await look([close, untold])).toMatchObject({ outcome: 'closed', record: { respcd: '1142' } });
  });

  test('is told by its close where that is all that the books have', async () => {
    expect(await look([paidRecord({ order_type: 'close', syssn: 'S1' })])).toBeDefined();
  });
});
