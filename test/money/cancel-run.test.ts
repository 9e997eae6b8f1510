import { describe, expect, test } from 'vitest';
import { runCancel } from '../../src/commands/cancel.ts';
import {
  CancelledError,
  DeclinedError,
  NetworkError,
  RateLimitedError,
  SignatureError,
  UnknownOutcomeError,
  UsageError,
} from '../../src/errors.ts';
import { readHistory } from '../../src/history/history.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { type CancelName, type CancelOptions, readCancelRequest } from '../../src/money/cancel-order.ts';
import { type Script, scriptedGateway } from '../commands/scripted-gateway.ts';
import { answer, paidRecord, queryAnswer } from '../lookup/fake-books.ts';
import { type TestWorld, testContext } from '../support/context.ts';

const open = paidRecord({ respcd: '1143', paydtm: '', errmsg: 'waiting' });
const closed = paidRecord({ respcd: '1142', cancel: '2', paydtm: '' });
const paid = paidRecord();
const card = paidRecord({ pay_type: '802801' });
const voided = paidRecord({ pay_type: '802801', cancel: '1' });
const done = answer('0000', 'success', { syssn: 'C1', orig_syssn: String(open.syssn) });
const found = (record: typeof open) => queryAnswer([record]);
const lost = new UnknownOutcomeError('close may have been processed: reset');

interface Run {
  readonly name?: CancelName;
  readonly options?: CancelOptions & GlobalOptions;
  readonly args?: readonly string[];
  readonly script: Script;
  readonly world?: TestWorld;
  readonly context?: ReturnType<typeof testContext>;
}

async function run({ name = 'close', options = {}, args = ['ORD-1'], script, world, context }: Run) {
  const played = scriptedGateway(script);
  const inside = context ?? testContext(world);
  const running = runCancel(readCancelRequest(name, options, args), played.session, inside);
  const result = await running.then(
    (report) => ({ report, error: undefined }),
    (error: unknown) => ({ report: undefined, error }),
  );
  return { ...played, ...result, context: inside, entries: readHistory(inside).entries };
}

describe('close', () => {
  test('asks, sends what the order was made with, and asks again', async () => {
    const { report, sent } = await run({ script: { queries: [found(open), found(closed)], calls: { close: done } } });
    expect(sent).toEqual([
      { name: 'query', parameters: expect.objectContaining({ out_trade_no: 'ORD-1' }) },
      {
        name: 'close',
        parameters: { syssn: '20260302180500020000000001', txamt: '1280', txdtm: '2026-03-02 15:04:05' },
      },
      { name: 'query', parameters: { syssn: '20260302180500020000000001' } },
    ]);
    expect(report).toMatchObject({
      command: 'close',
      exit_code: 0,
      data: {
        env: 'sandbox',
        outcome: 'closed',
        respcd: '0000',
        transaction: { out_trade_no: 'ORD-1', respcd: '1142' },
        cancellation: { syssn: 'C1' },
      },
    });
    expect(report).not.toHaveProperty('error');
  });

  test('has the number of the order on disk and on stderr before it leaves', async () => {
    const context = testContext();
    let before = { entries: readHistory(context).entries, err: '' };
    const onCall = () => {
      before = { entries: readHistory(context).entries, err: context.written.err };
    };
    const script = { queries: [found(open), found(closed)], calls: { close: done }, onCall };
    const { entries } = await run({ script, context });
    expect(before.err).toContain('out_trade_no ORD-1\n');
    expect(before.entries).toEqual([
      expect.objectContaining({
        command: 'close',
        endpoint: 'close',
        out_trade_no: 'ORD-1',
        orig_syssn: '20260302180500020000000001',
        pay_type: '800201',
        txamt: '1280',
        txcurrcd: 'HKD',
      }),
    ]);
    expect(before.entries[0]).not.toHaveProperty('settled');
    expect(entries[0]?.settled).toMatchObject({ outcome: 'closed', respcd: '0000', syssn: 'C1' });
    expect(context.interruption.resume).toBeUndefined();
  });

  test('by syssn asks by syssn, and names the order so in what it says', async () => {
    const options = { syssn: '20260302180500020000000001', env: 'test' };
    const script = { queries: [found(open), found(paid)], calls: { close: done } };
    const { sent, report } = await run({ options, args: [], script });
    expect(sent[0]?.parameters).toMatchObject({ syssn: '20260302180500020000000001' });
    expect(report?.error?.hint).toBe('qfpay refund --syssn 20260302180500020000000001 --full --env test');
  });

  test('does not take the record of another order for its own', async () => {
    const other = found({ ...paid, out_trade_no: 'OTHER' });
    const { report } = await run({ script: { queries: [found(open), other, found(closed)], calls: { close: done } } });
    expect(report).toMatchObject({ exit_code: 0, data: { outcome: 'closed', transaction: { out_trade_no: 'ORD-1' } } });
  });

  test('of an order that is paid after all exits 4, loudly, with the refund', async () => {
    const { report, entries } = await run({ script: { queries: [found(open), found(paid)], calls: { close: done } } });
    expect(report).toMatchObject({
      exit_code: 4,
      data: { outcome: 'paid', transaction: { respcd: '0000' } },
      error: { message: expect.stringContaining('PAID'), hint: 'qfpay refund ORD-1 --full', out_trade_no: 'ORD-1' },
    });
    expect(report?.blocks[0]).toMatchObject({ kind: 'headline', tone: 'bad', word: 'PAID' });
    expect(entries[0]?.settled?.outcome).toBe('paid');
  });

  test('of a paid order sends nothing and writes nothing down', async () => {
    const { error, names, entries } = await run({ script: { queries: [found(paid)] } });
    expect(error).toBeInstanceOf(UsageError);
    expect(names()).toEqual(['query']);
    expect(entries).toEqual([]);
  });

  test('of an order that was closed before sends nothing, and is done', async () => {
    const { report, names } = await run({ script: { queries: [found(closed)] } });
    expect(names()).toEqual(['query']);
    expect(report).toMatchObject({ exit_code: 0, data: { outcome: 'closed', repeated: true, respcd: '1142' } });
  });

  test('of an order that ran out sends nothing, and is a decline', async () => {
    const { report, names } = await run({ script: { queries: [found(paidRecord({ respcd: '1181' }))] } });
    expect(names()).toEqual(['query']);
    expect(report).toMatchObject({ exit_code: 4, data: { outcome: 'declined', respcd: '1181' } });
    expect(report?.data).not.toHaveProperty('repeated');
  });

  test('of a number that is not there is 4, and of a refused query what query makes of it', async () => {
    const missing = await run({ script: {} });
    expect(missing.error).toBeInstanceOf(DeclinedError);
    expect(missing.error).toMatchObject({ facts: { out_trade_no: 'ORD-1', known: { env: 'sandbox' } } });
    expect(missing.names()).not.toContain('close');
    expect((await run({ script: { queries: [answer('1108')] } })).error).toBeInstanceOf(SignatureError);
    expect((await run({ script: { queries: [answer('1297')] } })).error).toBeInstanceOf(NetworkError);
  });

  test('takes no record for the order that has another number', async () => {
    const { error } = await run({ script: { queries: [found(paidRecord({ out_trade_no: 'OTHER' }))] } });
    expect(error).toBeInstanceOf(DeclinedError);
  });

  test('of an order without a number of its own goes by its syssn', async () => {
    const nameless = { ...open, out_trade_no: '' };
    const script = { queries: [found(nameless), found({ ...closed, out_trade_no: '' })], calls: { close: done } };
    const { entries, context } = await run({ options: { syssn: String(open.syssn) }, args: [], script });
    expect(context.written.err).not.toContain('out_trade_no');
    expect(entries).toEqual([expect.objectContaining({ out_trade_no: '', orig_syssn: open.syssn })]);
  });
});

describe('an answer that got lost', () => {
  test('is never answered by sending again, but by asking until the books tell', async () => {
    const script = { queries: [found(open), found(open), found(open), found(closed)], calls: { close: lost } };
    const { report, names, context } = await run({ script });
    expect(names()).toEqual(['query', 'close', 'query', 'query', 'query']);
    expect(context.slept).toEqual([500, 1000, 2000]);
    expect(report).toMatchObject({ exit_code: 0, data: { outcome: 'closed' } });
  });

  test('and an order that stays open is pending, with the way on', async () => {
    const { report, names, entries } = await run({ script: { queries: [found(open)], calls: { close: lost } } });
    expect(names().filter((name) => name === 'close')).toHaveLength(1);
    expect(report).toMatchObject({
      exit_code: 5,
      data: { outcome: 'pending' },
      error: { resume: 'qfpay query ORD-1', out_trade_no: 'ORD-1' },
    });
    expect(entries[0]?.settled?.outcome).toBe('pending');
  });

  test('and books that cannot be read leave it unknown', async () => {
    const script = { queries: [found(open), new RateLimitedError('429')], calls: { close: lost } };
    expect((await run({ script })).report).toMatchObject({ exit_code: 8, data: { outcome: 'unknown' } });
  });
});

test.each([
  ['refused', answer('1136', 'no'), [500, 1000], 4],
  ['done, with the books behind', done, [500, 1000, 2000, 4000], 5],
  ['in progress', answer('1145'), [500, 1000, 2000, 4000, 8000], 5],
  ['refused for its signature', answer('1108'), [500, 1000], 6],
])('a close that is %s is looked after for a while', async (_what, close, slept, exit_code) => {
  const { report, context } = await run({ script: { queries: [found(open)], calls: { close } } });
  expect(context.slept).toEqual(slept);
  expect(report?.exit_code).toBe(exit_code);
});

test.each([
  ['a connection that was never made', new NetworkError('refused')],
  ['an endless 429', new RateLimitedError('429')],
])('%s ends as it is, and the history says that nothing was sent', async (_what, close) => {
  const { error, entries, names } = await run({ script: { queries: [found(open)], calls: { close } } });
  expect(error).toBeInstanceOf(close.constructor);
  const known = { env: 'sandbox', transaction: { out_trade_no: 'ORD-1' } };
  expect(error).toMatchObject({ message: close.message, facts: { out_trade_no: 'ORD-1', known } });
  expect(names()).toEqual(['query', 'close']);
  expect(entries[0]?.settled?.outcome).toBe('not_sent');
});

test.each([
  ['its answer is on its way', new CancelledError('interrupted')],
  ['the books are asked', lost],
])('an interruption while %s leaves the way on and an open entry', async (_what, close) => {
  const context = testContext();
  context.clock.sleep = async () => {
    throw new CancelledError('interrupted');
  };
  const { error, entries } = await run({ script: { queries: [found(open)], calls: { close } }, context });
  expect(error).toBeInstanceOf(CancelledError);
  expect(context.interruption.resume).toMatchObject({ out_trade_no: 'ORD-1', command: 'qfpay query ORD-1' });
  expect(entries[0]).not.toHaveProperty('settled');
});

test('an interruption before anything is sent leaves the same command', async () => {
  const script = { queries: [new CancelledError('interrupted')] };
  const { error, context } = await run({ script, options: { env: 'test', skip_rule: ['cancel-endpoint'] } });
  expect(error).toBeInstanceOf(CancelledError);
  expect(context.interruption.resume).toEqual({ command: 'qfpay close ORD-1 --env test --skip-rule cancel-endpoint' });
});

test('--dry-run shows the request, and neither sends nor asks nor writes', async () => {
  const script = { queries: [found(open)], settings: { env: 'prod' as const } };
  const { report, names, entries } = await run({ options: { dry_run: true }, script });
  expect(names()).toEqual(['query']);
  expect(entries).toEqual([]);
  expect(report).toMatchObject({
    exit_code: 0,
    data: {
      request: {
        method: 'GET',
        url: expect.stringContaining('/trade/v1/close?'),
        params: { txamt: '1280', txdtm: '2026-03-02 15:04:05' },
      },
    },
  });
});

describe('in prod', () => {
  const settings = { env: 'prod' as const };
  const script = { queries: [found(open), found(closed)], calls: { close: done }, settings };

  test('off a terminal nothing is sent and nothing is asked without --yes', async () => {
    const { error, names, entries } = await run({ script });
    expect(error).toBeInstanceOf(UsageError);
    expect(names()).toEqual([]);
    expect(entries).toEqual([]);
    expect((await run({ script, options: { yes: true } })).report?.exit_code).toBe(0);
  });

  test('on a terminal the amount has to be typed', async () => {
    const wrong = await run({ script, world: { is_tty: true, answers: ['1280'] } });
    expect(wrong.error).toBeInstanceOf(CancelledError);
    expect(wrong.names()).toEqual(['query']);
    const right = await run({ script, world: { is_tty: true, answers: ['12.80'] } });
    expect(right.report?.exit_code).toBe(0);
    expect(right.context.written.err).toContain('close the order ORD-1, HKD 12.80 by 800201 (wechat-mpm)');
  });

  test('a void says that paid money goes back', async () => {
    const { report, context, sent } = await run({
      name: 'reverse',
      script: { queries: [found(card), found(voided)], calls: { reversal: done }, settings },
      world: { is_tty: true, answers: ['HKD 12.80'] },
    });
    expect(context.written.err).toContain('VOID the paid order ORD-1, HKD 12.80 by 802801');
    expect(context.written.err).toContain('the money goes back to the payer');
    expect(sent[1]).toMatchObject({ name: 'reversal', parameters: { txamt: '1280' } });
    expect(report).toMatchObject({ command: 'reverse', exit_code: 0, data: { outcome: 'reversed' } });
  });
});

test('what a rule would refuse is sent when it is skipped, said, told and written down', async () => {
  const options = { skip_rule: ['cancel-endpoint'] };
  const script = { queries: [found(open), found(closed)], calls: { reversal: done } };
  const { report, context, entries } = await run({ name: 'reverse', options, script });
  expect(context.written.err).toContain('rule cancel-endpoint is skipped');
  expect(report?.data['warnings']).toEqual([expect.stringContaining('cancel-endpoint')]);
  expect(entries[0]?.skipped_rules).toEqual(['cancel-endpoint']);
});

test('a record that bears no number is the order that was asked for by its syssn', async () => {
  const bare = found({ ...closed, out_trade_no: undefined });
  const { report } = await run({ script: { queries: [found(open), bare], calls: { close: done } } });
  expect(report).toMatchObject({ exit_code: 0, data: { outcome: 'closed' } });
});
