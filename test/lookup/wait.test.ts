import { describe, expect, test } from 'vitest';
import type { StartProgress } from '../../src/context/terminal.ts';
import { CancelledError, NetworkError, RateLimitedError, SignatureError } from '../../src/errors.ts';
import { type WaitTarget, waitForFinal } from '../../src/lookup/wait.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';
import { testContext } from '../support/context.ts';
import { answer, fakeBooks, paidRecord, type Turn } from './fake-books.ts';

const now = new Date('2026-03-02T15:04:05+08:00');
const open = [paidRecord({ respcd: '1143' })];

function target(changes: Partial<WaitTarget> = {}): WaitTarget {
  return {
    filter: { out_trade_no: ['ORD-1'] },
    outcome: 'awaiting_payer',
    deadline: new Date(now.getTime() + 60_000),
    resume: { out_trade_no: 'ORD-1', command: 'qfpay query ORD-1' },
    label: 'the payment of ORD-1',
    ...changes,
  };
}

describe('waiting for an order', () => {
  test('ends with the record that is final', async () => {
    const gateway = fakeBooks([paidRecord()], { turns: [[], open, open] });
    const { outcome, seen } = await waitForFinal(gateway, testContext({ now }), target());
    expect([outcome, seen?.record.syssn, gateway.asked.length]).toEqual(['paid', paidRecord().syssn, 4]);
  });

  test.each([
    ['declined', { respcd: '1201' }],
    ['closed', { cancel: '2' }],
  ])('ends when it is %s', async (outcome, changes) => {
    const gateway = fakeBooks([paidRecord(changes)]);
    expect((await waitForFinal(gateway, testContext({ now }), target())).outcome).toBe(outcome);
  });

  test('pauses longer and longer, between 2 and 5 seconds, and never past the deadline', async () => {
    const context = testContext({ now });
    const gateway = fakeBooks([paidRecord({ respcd: '1143' })]);
    const { outcome } = await waitForFinal(gateway, context, target());
    expect(outcome).toBe('pending');
    expect(context.slept[0]).toBe(2000);
    expect(context.slept).toEqual(
      [...context.slept.slice(0, -1)].sort((a, b) => a - b).concat(context.slept.at(-1) ?? 0),
    );
    expect(Math.max(...context.slept)).toBe(5000);
    expect(context.slept.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
  });

  test.each([
    ['set back by an hour', -3_600_000],
    ['set back by forty days', -40 * 86_400_000],
  ])('lasts as long as it was to when the clock is %s', async (_what, by) => {
    const context = testContext({ now });
    const { clock } = context;
    const set = { ...clock, now: () => new Date(clock.now().getTime() + (context.slept.length > 1 ? by : 0)) };
    await waitForFinal(fakeBooks([paidRecord({ respcd: '1143' })]), { ...context, clock: set }, target());
    expect(context.slept.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
  });

  test('ends where the machine slept past the deadline, though its other clock stood still', async () => {
    const context = testContext({ now });
    const sleeping = { ...context.clock, monotonic: () => 0 };
    await waitForFinal(fakeBooks([paidRecord({ respcd: '1143' })]), { ...context, clock: sleeping }, target());
    expect(context.slept.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
  });

  test('polls the emulator faster', async () => {
    const context = testContext({ now });
    await waitForFinal(fakeBooks([paidRecord()], { env: 'local' }), context, target());
    expect(context.slept).toEqual([300]);
  });

  test.each<[string, Turn]>([
    ['a broken line', new NetworkError('reset')],
    ['a limit', new RateLimitedError('429')],
    ['a maintenance', answer('1100')],
    ['an empty answer', []],
    ['an answer about another order', [paidRecord({ out_trade_no: 'ORD-2' })]],
  ])('goes on after %s', async (_what, turn) => {
    const gateway = fakeBooks([paidRecord()], { turns: [turn, turn, turn] });
    expect((await waitForFinal(gateway, testContext({ now }), target())).outcome).toBe('paid');
    expect(gateway.asked).toHaveLength(4);
  });

  test('goes on while the record under its syssn is not the one that the caller means', async () => {
    const other = [paidRecord({ out_trade_no: 'ORD-2' })];
    const gateway = fakeBooks([paidRecord()], { turns: [other, other] });
    const isOurs = (record: Transaction) => record.out_trade_no === 'ORD-1';
    const filter = { syssn: [String(paidRecord().syssn)] };
    const { seen } = await waitForFinal(gateway, testContext({ now }), target({ filter, isOurs }));
    expect([seen?.record.out_trade_no, gateway.asked.length]).toEqual(['ORD-1', 3]);
  });

  test('keeps the last state it saw when the line breaks until the deadline', async () => {
    const turns: Turn[] = [open, ...Array.from({ length: 40 }, () => new NetworkError('reset'))];
    const { outcome, seen } = await waitForFinal(fakeBooks([], { turns }), testContext({ now }), target());
    expect([outcome, seen?.record.respcd]).toEqual(['pending', '1143']);
  });

  test('keeps what was known when no poll shows anything', async () => {
    const waited = await waitForFinal(fakeBooks([]), testContext({ now }), target());
    expect(waited).toEqual({ outcome: 'awaiting_payer' });
  });

  test('asks nothing when the outcome is final already, or the time is up', async () => {
    const gateway = fakeBooks([paidRecord()]);
    expect(await waitForFinal(gateway, testContext({ now }), target({ outcome: 'declined' }))).toEqual({
      outcome: 'declined',
    });
    expect(await waitForFinal(gateway, testContext({ now }), target({ deadline: now }))).toEqual({
      outcome: 'awaiting_payer',
    });
    expect(gateway.asked).toEqual([]);
  });

  test('ends at once when the signature is refused, and says which order and how to go on', async () => {
    const gateway = fakeBooks([paidRecord()], { turns: [open, answer('1108', 'MCHCODE非法')] });
    const error = await waitForFinal(gateway, testContext({ now }), target()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SignatureError);
    expect(error).toMatchObject({ facts: { out_trade_no: 'ORD-1', hint: expect.stringContaining('qfpay doctor') } });
    expect(gateway.asked).toHaveLength(2);
  });

  test('takes the paid attempt of an order with several', async () => {
    const records = [paidRecord({ syssn: '1', respcd: '1205' }), paidRecord({ syssn: '2' })];
    const { seen } = await waitForFinal(fakeBooks(records), testContext({ now }), target());
    expect([seen?.record.syssn, seen?.records.length]).toEqual(['2', 2]);
  });
});

describe('what is told while waiting', () => {
  test('is the time left, and the line is taken away at the end', async () => {
    const labels: string[] = [];
    const progress: StartProgress = (label) => {
      const show = () => labels.push(typeof label === 'string' ? label : label());
      show();
      const stop = () => {
        show();
        labels.push('stopped');
      };
      return { update: () => {}, stop };
    };
    const context = testContext({ now, progress });
    await waitForFinal(fakeBooks([paidRecord()]), context, target({ deadline: new Date(now.getTime() + 125_000) }));
    expect(labels).toEqual([
      'waiting for the payment of ORD-1: 2 min 5 s left',
      'waiting for the payment of ORD-1: 2 min 3 s left',
      'stopped',
    ]);
  });

  test('an interruption finds the command to go on with', async () => {
    const world = testContext({ now });
    const clock = { ...world.clock, sleep: () => Promise.reject(new CancelledError('interrupted')) };
    const context = { ...world, clock };
    await expect(waitForFinal(fakeBooks([]), context, target())).rejects.toThrow(CancelledError);
    expect(context.interruption.resume).toEqual({ out_trade_no: 'ORD-1', command: 'qfpay query ORD-1' });
  });

  test('nothing is left to go on with when the wait has ended', async () => {
    const context = testContext({ now });
    await waitForFinal(fakeBooks([paidRecord()]), context, target());
    expect(context.interruption.resume).toBeUndefined();
  });
});
