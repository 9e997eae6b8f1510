import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/command/session.ts';
import { readCaptureRequest } from '../../src/commands/capture.ts';
import {
  CancelledError,
  ConfigError,
  DeclinedError,
  NetworkError,
  RateLimitedError,
  SignatureError,
  UnknownOutcomeError,
  UsageError,
} from '../../src/errors.ts';
import { readHistory } from '../../src/history/history.ts';
import type { Hold } from '../../src/hold/hold.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { sendCapture } from '../../src/money/capture.ts';
import { type CaptureOptions, planCapture } from '../../src/money/capture-plan.ts';
import {
  confirmAgain,
  doubtfulAttempts,
  findHold,
  type HandedHoldCall,
  lookAgain,
  readHoldName,
  refuseForeign,
} from '../../src/money/hold-desk.ts';
import { type Script, scriptedGateway } from '../commands/scripted-gateway.ts';
import { answer, type FakeRecord, paidRecord, queryAnswer } from '../lookup/fake-books.ts';
import { type TestWorld, testContext } from '../support/context.ts';

const syssn = '20260302180500020000000001';
const held = paidRecord({ pay_type: '801801', out_trade_no: 'HOLD-1', syssn });
const hold: Hold = {
  ...{ syssn, out_trade_no: 'HOLD-1', txamt: '1280', txcurrcd: 'HKD', pay_type: '801801', order_type: 'payment' },
  ...{ respcd: '0000', cancel: '0', sysdtm: '2026-03-02 15:04:06', paydtm: '2026-03-02 15:04:30' },
};

/** A capture of the hold on the gateway's books. */
function taken(out_trade_no: string, txamt: string, own: FakeRecord = {}): FakeRecord {
  const at = { txdtm: '2026-03-02 15:04:05', sysdtm: '2026-03-02 15:04:07', paydtm: '' };
  const named = { syssn: `C-${out_trade_no}`, orig_syssn: syssn, out_trade_no, txamt };
  return paidRecord({ order_type: 'capture', pay_type: '801801', ...at, ...named, ...own });
}

const done = (own: Record<string, string> = {}) =>
  answer('0000', 'success', { syssn: 'C1', orig_syssn: syssn, ...own });
const lost = new UnknownOutcomeError('capture: the connection was reset');

type Options = CaptureOptions & GlobalOptions;

interface Run {
  readonly options?: Options;
  readonly script?: Script;
  readonly world?: TestWorld;
  readonly context?: ReturnType<typeof testContext>;
  readonly of?: Hold;
}

/** Plans a capture, as `qfpay capture HOLD-1` does once the hold is found. */
async function plan({ options = { txamt: '500' }, script = {}, world, context, of = hold }: Run) {
  const inside = context ?? testContext(world);
  const played = scriptedGateway(script);
  const request = readCaptureRequest(options, ['HOLD-1']);
  return { ...played, context: inside, plan: await planCapture(request, of, played.session, inside) };
}

/** Plans and sends it. */
async function capture(run: Run) {
  const planned = await plan(run);
  const sending = sendCapture(planned.plan, { again: 'again', lifted: [] }, planned.session, planned.context);
  const result = await sending.then(
    (made) => ({ ...made, error: undefined }),
    (error: unknown) => ({ state: undefined, warnings: [], error }),
  );
  return { ...planned, ...result, entries: readHistory(planned.context).entries };
}

const planError = (run: Run) =>
  plan(run).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a capture', () => {
  test('is sent with the hold, the amount, its currency, a number of its own and the time in the zone of the merchant', async () => {
    const {
      sent,
      plan: made,
      context,
      state,
      entries,
      warnings,
    } = await capture({ script: { calls: { capture: done() } } });
    expect(sent.filter(({ name }) => name === 'capture')).toEqual([
      {
        name: 'capture',
        parameters: {
          ...{ syssn, txamt: '500', txcurrcd: 'HKD', out_trade_no: made.out_trade_no, txdtm: '2026-03-02 15:04:05' },
        },
      },
    ]);
    expect(made.out_trade_no).toMatch(/^CP/);
    expect(state).toMatchObject({
      ...{ outcome: 'captured', respcd: '0000', repeated: false },
      transaction: { out_trade_no: made.out_trade_no, syssn: 'C1', orig_syssn: syssn, txamt: '500', txcurrcd: 'HKD' },
    });
    expect(entries).toEqual([
      expect.objectContaining({
        ...{ command: 'capture', endpoint: 'capture', orig_syssn: syssn, txamt: '500', txcurrcd: 'HKD' },
        ...{ pay_type: '801801', out_trade_no: made.out_trade_no, env: 'sandbox' },
        settled: expect.objectContaining({ outcome: 'captured', respcd: '0000', syssn: 'C1' }),
      }),
    ]);
    expect(context.written.err).not.toContain('real money');
    expect(warnings).toEqual([]);
  });

  test('of a hold without a currency names none', async () => {
    const { txcurrcd: _currency, pay_type: _type, ...bare } = hold;
    const { sent, entries } = await capture({ of: bare, script: { calls: { capture: done() } } });
    expect(sent.at(-1)?.parameters).not.toHaveProperty('txcurrcd');
    expect(entries[0]).not.toHaveProperty('txcurrcd');
    expect(entries[0]).not.toHaveProperty('skipped_rules');
  });

  test('in the test environment is said to be of real money, which has to be given back today', async () => {
    const script = { calls: { capture: done() }, settings: { env: 'test' as const } };
    const { context } = await capture({ script });
    expect(context.written.err).toContain('test moves real money: give it back today by qfpay refund');
  });

  test('with a number of the merchant is sent under it', async () => {
    const { sent } = await capture({
      options: { txamt: '500', out_trade_no: 'MY-1' },
      script: { calls: { capture: done() } },
    });
    expect(sent.at(-1)?.parameters).toMatchObject({ out_trade_no: 'MY-1' });
  });

  test.each([
    ['declined by a final code', '1201', 'declined'],
    ['pending while the gateway works', '1145', 'pending'],
  ])('is %s', async (_what, respcd, outcome) => {
    const calls = { capture: answer(respcd, 'said', { orig_syssn: 'other' }) };
    const { state, names } = await capture({ script: { calls } });
    expect(state).toMatchObject({ outcome, respcd, message: 'said', repeated: false });
    expect(names().filter((name) => name === 'capture')).toHaveLength(1);
  });

  test.each([
    ['was never sent', new NetworkError('refused')],
    ['met an endless 429', new RateLimitedError('429')],
  ])('that %s ends so, and the history knows that nothing was processed', async (_what, failure) => {
    const { error, entries } = await capture({ script: { calls: { capture: failure } } });
    expect(error).toBeInstanceOf(failure.constructor);
    expect(entries[0]?.settled?.outcome).toBe('not_sent');
  });
});

describe('a capture whose answer was lost', () => {
  test('is found on the books under its number, and is not sent again', async () => {
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const script = {
      calls: { capture: lost },
      queries: [queryAnswer([]), queryAnswer([]), queryAnswer([taken('MY-1', '500')])],
    };
    const { state, names, context } = await capture({ options, script });
    expect(state).toMatchObject({ outcome: 'captured', repeated: false, transaction: { syssn: 'C-MY-1' } });
    expect(state?.answer).toBeDefined();
    expect(names().filter((name) => name === 'capture')).toHaveLength(1);
    expect(context.slept).toEqual([500]);
    expect(context.written.err).toContain('the answer was lost: asking what became of the capture');
  });

  test('is the new record of the hold with its amount that bears no number, and none that was there before', async () => {
    const before = taken('', '500', { syssn: 'OLD' });
    const after = taken('', '500', { syssn: 'NEW' });
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const script = {
      calls: { capture: lost },
      queries: [queryAnswer([before]), queryAnswer([]), queryAnswer([before, after])],
    };
    const { state } = await capture({ options, script });
    expect(state).toMatchObject({ outcome: 'captured', transaction: { syssn: 'NEW' } });
    const nothing_new = { ...script, queries: [queryAnswer([before]), queryAnswer([]), queryAnswer([before])] };
    expect((await capture({ options, script: nothing_new })).error).toBeInstanceOf(UnknownOutcomeError);
  });

  test('is not the record of another amount, nor of another hold', async () => {
    const others = queryAnswer([
      taken('', '501', { syssn: 'A' }),
      taken('', '500', { syssn: 'B', orig_syssn: 'another hold' }),
    ]);
    const script = { calls: { capture: lost }, queries: [queryAnswer([]), queryAnswer([]), others] };
    const { error } = await capture({ options: { txamt: '500', out_trade_no: 'MY-1' }, script });
    expect(error).toBeInstanceOf(UnknownOutcomeError);
  });

  test('and that the books do not show is unknown after some patience: number, hold and way on are told, and it stays open', async () => {
    const { error, context, entries, plan: made } = await capture({ script: { calls: { capture: lost } } });
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error).toMatchObject({
      message:
        'capture: the connection was reset; the capture of HKD 5.00 may have been made, and query does not show it',
      facts: {
        hint: expect.stringContaining(
          'the same command asks query again, and sends once more only if you agree (--yes)',
        ),
        resume: 'again',
        out_trade_no: made.out_trade_no,
        known: {
          ...{ env: 'sandbox', outcome: 'unknown' },
          transaction: { out_trade_no: made.out_trade_no, orig_syssn: syssn, txamt: '500' },
          hold: { out_trade_no: 'HOLD-1', syssn, txamt: '1280' },
        },
      },
    });
    expect(context.slept).toEqual([500, 1000, 2000, 4000, 8000]);
    expect(entries[0]).not.toHaveProperty('settled');
    expect(context.interruption.resume).toMatchObject({ out_trade_no: made.out_trade_no, command: 'again' });
  });

  test('is unknown where the books cannot be read just now, and a refused signature of that is told as it is', async () => {
    for (const failure of [new NetworkError('reset'), new RateLimitedError('429'), new DeclinedError('no')]) {
      const script = { calls: { capture: lost }, queries: [queryAnswer([]), queryAnswer([]), failure] };
      expect((await capture({ script })).error).toBeInstanceOf(UnknownOutcomeError);
    }
    const script = { calls: { capture: lost }, queries: [queryAnswer([]), queryAnswer([]), answer('1108')] };
    expect((await capture({ script })).error).toBeInstanceOf(SignatureError);
  });
});

describe('an answer of 0000', () => {
  test.each([
    ['to another number', { out_trade_no: 'OTHER' }, 'its out_trade_no is not the one that was sent'],
    ['to another hold', { orig_syssn: '2' }, 'its orig_syssn is not the one that was sent'],
    ['of another amount', { txamt: '501' }, 'its txamt is not the one that was sent'],
  ])('%s is not believed before the books were asked', async (_what, own, why) => {
    const { error, context } = await capture({ script: { calls: { capture: done(own) } } });
    expect(error).toMatchObject({ message: expect.stringContaining(`the answer is about another capture: ${why}`) });
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(context.written.err).toContain(`${why}: asking`);
  });

  test.each([
    ['whose data has another code', { data: { respcd: '1145' } }],
    ['whose record has another code', { records: [{ respcd: '1201' }] }],
    ['whose status is another', { data: { txstatus: 'failed' } }],
  ])('%s contradicts itself, and the books decide', async (_what, parts) => {
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const queries = [queryAnswer([]), queryAnswer([]), queryAnswer([taken('MY-1', '500')])];
    const { state, context } = await capture({
      options,
      script: { calls: { capture: { ...done(), ...parts } }, queries },
    });
    expect(context.written.err).toContain('its respcd is 0000, and another part of it says otherwise: asking');
    expect(state).toMatchObject({ outcome: 'captured', transaction: { syssn: 'C-MY-1' } });
  });

  test.each([
    ['no status', {}],
    ['an empty one', { data: { txstatus: '' } }],
    ['success in small letters, and its own numbers', { data: { txstatus: 'success', txamt: '500', respcd: '0000' } }],
  ])('with %s is believed', async (_what, parts) => {
    const { state } = await capture({ script: { calls: { capture: { ...done(), ...parts } } } });
    expect(state?.outcome).toBe('captured');
  });
});

describe('a refusal', () => {
  const used = answer('1251', 'duplicate out_trade_no');

  test('of a used number that the books do not show is unknown, with what the gateway said', async () => {
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const { error } = await capture({ options, script: { calls: { capture: used } } });
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error).toMatchObject({
      message: expect.stringContaining(
        'refuses out_trade_no MY-1 as used (1251 duplicate out_trade_no), and no answer of query',
      ),
    });
  });

  test('of a used number is this capture, made before, where the books show it', async () => {
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const queries = [queryAnswer([]), queryAnswer([]), queryAnswer([taken('MY-1', '500')])];
    const { state } = await capture({ options, script: { calls: { capture: used }, queries } });
    expect(state).toMatchObject({ outcome: 'captured', repeated: true });
  });

  test('of a used number of another transaction says so, and wants another number', async () => {
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const other = taken('MY-1', '900', { order_type: 'payment', orig_syssn: undefined });
    const queries = [queryAnswer([]), queryAnswer([]), queryAnswer([other])];
    const { state } = await capture({ options, script: { calls: { capture: used }, queries } });
    expect(state).toMatchObject({
      outcome: 'declined',
      reason: 'out_trade_no MY-1 belongs to another transaction (payment HKD 9.00): give a new --out-trade-no',
    });
  });

  test('says nothing of an earlier sending of which nobody knows what became', async () => {
    const context = testContext();
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    await capture({ options, context, script: { calls: { capture: lost } } });
    const { error, plan: second } = await capture({
      options,
      context,
      script: { calls: { capture: answer('1205', 'no') } },
    });
    expect(second.doubts).toHaveLength(1);
    expect(error).toMatchObject({
      message: expect.stringContaining(
        'the gateway refuses it now (1205 no), but what became of an earlier sending is not known',
      ),
    });
  });

  test('settles the earlier sendings of a capture that turns out to be made', async () => {
    const context = testContext();
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    await capture({ options, context, script: { calls: { capture: lost } } });
    const queries = [queryAnswer([]), queryAnswer([]), queryAnswer([taken('MY-1', '500')])];
    const { entries } = await capture({ options, context, script: { calls: { capture: used }, queries } });
    expect(doubtfulAttempts(entries[0])).toEqual([]);
    expect(entries[0]?.attempts?.map(({ settled }) => settled?.outcome)).toEqual(['captured', 'captured']);
  });
});

describe('all that is left', () => {
  const full: Options = { full: true };

  test('is the hold less its captures, under a number that tells what was taken before', async () => {
    const all = (await plan({ options: full })).plan;
    const rest = (await plan({ options: full, script: { queries: [queryAnswer([taken('A', '500')])] } })).plan;
    expect([all.txamt, rest.txamt]).toEqual(['1280', '780']);
    expect(rest.rest).toEqual({ captured: 500, released: 0, left: 780 });
    const part = (await plan({ options: { txamt: '780' } })).plan;
    expect(new Set([all.out_trade_no, rest.out_trade_no, part.out_trade_no]).size).toBe(3);
    const own = await plan({ options: { ...full, out_trade_no: 'MY-1' } });
    expect(own.plan).toMatchObject({ txamt: '1280', out_trade_no: 'MY-1', is_given: true });
  });

  test('of a hold that is captured whole is its last capture, which stands', async () => {
    const first = (await plan({ options: full })).plan;
    const record = taken(first.out_trade_no, '1280');
    const again = (await plan({ options: full, script: { queries: [queryAnswer([record])] } })).plan;
    expect(again).toMatchObject({ txamt: '1280', out_trade_no: first.out_trade_no, warnings: [], lifted: [] });
    expect(again.standing).toMatchObject({ record: { syssn: `C-${first.out_trade_no}` } });
    const parts = queryAnswer([taken('A', '500'), taken('B', '780', { sysdtm: '2026-03-02 15:04:08' })]);
    expect((await plan({ options: full, script: { queries: [parts] } })).plan).toMatchObject({
      ...{ txamt: '780', out_trade_no: 'B' },
      standing: { record: { out_trade_no: 'B' } },
    });
  });

  test('cannot be told where a capture has no amount, and that is said', async () => {
    const nameless = queryAnswer([taken('A', '')]);
    expect(await planError({ options: full, script: { queries: [nameless] } })).toMatchObject({
      message: expect.stringContaining('cannot be compared with what is left: one of its captures has no amount'),
    });
  });
});

describe('what stands already', () => {
  test.each([
    ['this capture', taken('MY-1', '500'), {}],
    ['another one under its number', taken('MY-1', '700'), {}],
  ])('under the number is the answer: %s', async (_what, record) => {
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const { plan: made } = await plan({ options, script: { queries: [queryAnswer([record])] } });
    expect(made.standing).toMatchObject({ record: { out_trade_no: 'MY-1', txamt: record['txamt'] } });
    expect(made.standing?.answer).toBeDefined();
  });

  test('is this capture rather than another record of its number', async () => {
    const records = [taken('MY-1', '700', { syssn: 'X' }), taken('MY-1', '500', { syssn: 'Y' })];
    const { plan: made } = await plan({
      options: { txamt: '500', out_trade_no: 'MY-1' },
      script: { queries: [queryAnswer(records)] },
    });
    expect(made.standing?.record.syssn).toBe('Y');
  });

  test('twice under one number is said loudly: somebody has to give it back', async () => {
    const twins = [taken('MY-1', '500', { syssn: 'X' }), taken('MY-1', '500', { syssn: 'Y' })];
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const { plan: made } = await plan({ options, script: { queries: [queryAnswer(twins)] } });
    expect(made.warnings).toEqual(['MY-1 was CAPTURED 2 TIMES (X, Y): refund what is too much']);
    const one = [twins[0] ?? {}, taken('MY-1', '500', { syssn: 'Z', respcd: '1201' })];
    expect((await plan({ options, script: { queries: [queryAnswer(one)] } })).plan.warnings).toEqual([]);
  });

  test('without a number is this one, where its number is derived, and no other was settled as that', async () => {
    const nameless = queryAnswer([taken('', '500', { syssn: 'N1' })]);
    expect((await plan({ script: { queries: [nameless] } })).plan.standing).toMatchObject({ record: { syssn: 'N1' } });
    const given = { txamt: '500', out_trade_no: 'MY-1' };
    expect((await plan({ options: given, script: { queries: [nameless] } })).plan.standing).toBeUndefined();
    const context = testContext();
    const calls = { capture: done({ syssn: 'N1' }) };
    await capture({ context, options: given, script: { calls, queries: [queryAnswer([])] } });
    expect((await plan({ context, script: { queries: [nameless] } })).plan.standing).toBeUndefined();
    expect((await plan({ context, options: given, script: { queries: [nameless] } })).plan.standing).toMatchObject({
      record: { syssn: 'N1', sysdtm: '2026-03-02 15:04:07' },
    });
  });

  test('without a number is one that was sent before under a number of the merchant, unless it is older than that', async () => {
    const options = { txamt: '500', out_trade_no: 'MY-1' };
    const context = testContext();
    await capture({ options, context, script: { calls: { capture: lost } } });
    const standing = async (sysdtm: string) =>
      (await plan({ options, context, script: { queries: [queryAnswer([taken('', '500', { sysdtm })])] } })).plan
        .standing;
    expect(await standing('2026-03-02 15:04:07')).toBeDefined();
    expect(await standing('2026-03-02 14:55:00')).toBeDefined();
    expect(await standing('2026-03-02 14:53:00')).toBeUndefined();
    expect(await standing('')).toBeUndefined();
  });

  test('is what this machine knows that it made, though the books are behind', async () => {
    const context = testContext();
    await capture({ context, script: { calls: { capture: done() } } });
    const { plan: again } = await plan({ context });
    expect(again.standing?.record).toEqual({
      ...{ out_trade_no: again.out_trade_no, orig_syssn: syssn, txamt: '500', order_type: 'capture', respcd: '0000' },
      ...{ syssn: 'C1', txcurrcd: 'HKD', pay_type: '801801' },
    });
    const { plan: other } = await plan({ context, options: { txamt: '600', out_trade_no: again.out_trade_no } });
    expect(other.standing?.record).toMatchObject({ out_trade_no: again.out_trade_no, txamt: '500' });
  });
});

describe('a capture is refused', () => {
  test('of more than is left, and captures in doubt count as taken', async () => {
    const context = testContext();
    expect(await planError({ options: { txamt: '1281' } })).toMatchObject({
      facts: { details: [{ field: 'txamt', value: '1281', rule_id: 'capture-above-hold' }] },
    });
    await capture({ context, options: { txamt: '800' }, script: { calls: { capture: lost } } });
    expect(await planError({ context, options: { txamt: '481' } })).toMatchObject({
      facts: {
        details: [
          {
            rule: expect.stringContaining('HKD 4.80 (txamt 480), less captures of which nobody knows what became'),
            next: 'txamt 480 takes all that is left',
          },
        ],
      },
    });
    expect((await plan({ context, options: { txamt: '480' } })).plan.doubts).toEqual([]);
  });

  test('but one in doubt that the books show counts once', async () => {
    const context = testContext();
    const lost_one = await capture({ context, options: { txamt: '800' }, script: { calls: { capture: lost } } });
    const shown = queryAnswer([taken(lost_one.plan.out_trade_no, '800')]);
    const { plan: made } = await plan({ context, options: { txamt: '480' }, script: { queries: [shown] } });
    expect(made.standing).toBeUndefined();
  });

  test.each([
    [
      'was released',
      { cancel: '3' },
      /^out_trade_no HOLD-1 was released \(cancel 3\): nothing of it can be captured any more$/,
    ],
    [
      'is closed',
      { cancel: '2' },
      /^out_trade_no HOLD-1 is over \(cancel 2\): nothing of it can be captured any more$/,
    ],
  ])('of a hold that %s', async (_what, own, message) => {
    const error = await planError({ of: { ...hold, ...own } });
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      message: expect.stringMatching(message),
      facts: { details: [{ field: 'out_trade_no', value: 'HOLD-1', next: 'make a new order' }] },
    });
  });

  test('unless its rule is skipped, which is said', async () => {
    const options = { txamt: '1281', skip_rule: ['capture-above-hold'] };
    const { plan: made } = await plan({ options });
    expect(made).toMatchObject({
      lifted: ['capture-above-hold'],
      warnings: [expect.stringContaining('capture-above-hold')],
    });
  });

  test('with what is not the hold’s own, as api hands it over', async () => {
    expect(await planError({ options: { txamt: '500', expected: { txcurrcd: 'USD' } } as Options })).toMatchObject({
      facts: { details: [{ field: 'txcurrcd', value: 'USD', rule: 'must be that of the hold: HKD' }] },
    });
    expect((await plan({ options: { txamt: '500', expected: { txcurrcd: 'HKD' } } as Options })).plan.txamt).toBe(
      '500',
    );
  });
});

test('a hold of more than seven days is warned about, and is captured all the same', async () => {
  const at = (now: string) => plan({ world: { now: new Date(now) } });
  expect((await at('2026-03-09T07:04:29.000Z')).plan.warnings).toEqual([]);
  const [warning, ...others] = (await at('2026-03-09T07:04:30.000Z')).plan.warnings;
  expect(warning).toContain('the hold is older than 7 days (2026-03-09 15:04:30 UTC+8)');
  expect(others).toEqual([]);
  const { sysdtm: _made, paydtm: _paid, ...timeless } = hold;
  expect((await plan({ of: timeless, world: { now: new Date('2026-03-20T00:00:00.000Z') } })).plan.warnings).toEqual(
    [],
  );
});

describe('a hold', () => {
  const find = (records: readonly FakeRecord[], named: Parameters<typeof findHold>[0]) => {
    const played = scriptedGateway({ queries: [queryAnswer(records)] });
    return findHold(named, played.session, testContext()).then(
      (found) => ({ found, error: undefined, sent: played.sent }),
      (error: unknown) => ({ found: undefined, error, sent: played.sent }),
    );
  };
  const by_number = { field: 'out_trade_no', value: 'HOLD-1' } as const;

  test('is looked up by its number, or by QFPay’s', async () => {
    const named = await find([held], by_number);
    expect(named.found).toMatchObject({ syssn, txamt: '1280' });
    expect(named.sent[0]?.parameters).toMatchObject({ out_trade_no: 'HOLD-1' });
    const by_syssn = await find([held], { field: 'syssn', value: syssn });
    expect(by_syssn.found?.out_trade_no).toBe('HOLD-1');
    expect(by_syssn.sent[0]?.parameters).toEqual(expect.objectContaining({ syssn }));
  });

  test('that is not there is 4, and where it was looked for is said', async () => {
    expect((await find([], by_number)).error).toMatchObject({
      message: 'out_trade_no HOLD-1 was not found',
      facts: {
        ...{ out_trade_no: 'HOLD-1', hint: 'check --env and --profile; an older order is named by --syssn' },
        details: [{ ...by_number, rule: 'was not found in this month and the 12 before it' }],
      },
    });
    const { error } = await find([], { field: 'syssn', value: '1' });
    expect(error).toBeInstanceOf(DeclinedError);
    expect(error).toMatchObject({
      facts: { details: [{ rule: "was not found in this merchant's transactions" }] },
    });
    expect((error as DeclinedError).facts).not.toHaveProperty('out_trade_no');
  });

  test('is no payment, and what to do instead is the hint', async () => {
    const { error } = await find([paidRecord({ out_trade_no: 'HOLD-1' })], by_number);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      message: expect.stringContaining('out_trade_no HOLD-1 is a payment and no hold'),
      facts: { out_trade_no: 'HOLD-1', hint: 'qfpay query HOLD-1', details: [{ field: 'out_trade_no' }] },
    });
  });

  test('is looked at again as it stands now, and what cannot be asked just now is not there', async () => {
    const again = (turn: NonNullable<Script['queries']>[number]) =>
      lookAgain(hold, scriptedGateway({ queries: [turn] }).session as Session);
    expect(await again(queryAnswer([{ ...held, cancel: '3' }]))).toMatchObject({ syssn, cancel: '3' });
    expect(await again(queryAnswer([]))).toBeUndefined();
    expect(await again(queryAnswer([{ ...held, pay_type: '800201' }]))).toBeUndefined();
    for (const failure of [new NetworkError('x'), new RateLimitedError('x'), new DeclinedError('x')])
      expect(await again(failure)).toBeUndefined();
    await expect(again(new ConfigError('x'))).rejects.toBeInstanceOf(ConfigError);
    await expect(again(answer('1108'))).rejects.toBeInstanceOf(SignatureError);
  });

  test.each([
    [undefined, ['HOLD-1'], { field: 'out_trade_no', value: 'HOLD-1' }, []],
    [syssn, [], { field: 'syssn', value: syssn }, []],
    [syssn, ['HOLD-1'], { field: 'syssn' }, ['excludes an out_trade_no: name the hold once']],
    [undefined, [], { field: 'out_trade_no' }, ['is missing: name the hold by it, or by --syssn']],
    [undefined, ['A,B'], { field: 'out_trade_no' }, ['must be one number: one hold at a time']],
  ] as const)('is named once: --syssn %s and %j', (given, args, named, rules) => {
    const faults: Parameters<typeof readHoldName>[2] = [];
    expect(readHoldName(given, args, faults)).toMatchObject(named);
    expect(faults.map(({ rule }) => rule)).toEqual(rules);
  });

  test('is what is expected of it, field by field', () => {
    const own = { txamt: '1280', txcurrcd: undefined, out_trade_no: 'HOLD-1' };
    expect(() => refuseForeign(undefined, own)).not.toThrow();
    expect(() => refuseForeign({ txamt: '1280', other: 'x' }, own)).not.toThrow();
    expect(() => refuseForeign({ txamt: '1', txcurrcd: 'HKD' }, own)).toThrow(
      expect.objectContaining({
        facts: {
          details: [
            { field: 'txamt', value: '1', rule: 'must be all that is left of the hold: 1280' },
            { field: 'txcurrcd', value: 'HKD', rule: 'must be that of the hold: ?' },
          ],
        },
      }),
    );
  });
});

describe('a capture that may have been made', () => {
  const doubt = new UnknownOutcomeError('a capture was sent before');
  const move = { what: 'capture HKD 5.00', amount: 'HKD 5.00', lines: ['hold HOLD-1'] };
  const ask = async (env: 'sandbox' | 'prod', options: GlobalOptions & HandedHoldCall, world: TestWorld = {}) => {
    const { session } = scriptedGateway({ settings: { env } });
    const context = testContext(world);
    const error = await confirmAgain(move, doubt, session, options, context).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { error, err: context.written.err, asked: context.asked };
  };

  test.each(['sandbox', 'prod'] as const)('is not sent again where nobody can be asked, in %s', async (env) => {
    expect((await ask(env, {})).error).toBe(doubt);
  });

  test.each([
    [{ yes: true }, '--yes'],
    [{ again: true }, '--again'],
    [{ again: true, yes: true }, '--again'],
  ])('is sent once more where %j says so, and that is said', async (options, flag) => {
    const { error, err } = await ask('sandbox', options);
    expect(error).toBeUndefined();
    expect(err).toBe(`warning: a capture was sent before; it is sent once more, as ${flag} says\n`);
  });

  test('is asked about on a terminal, in every environment, with all that there is to know', async () => {
    const world = { is_tty: true, answers: ['5.00'] };
    const sandbox = await ask('sandbox', {}, world);
    expect(sandbox).toMatchObject({ error: undefined, asked: [expect.stringContaining('HKD 5.00')] });
    expect(sandbox.err).toBe('once more: capture HKD 5.00\n  hold HOLD-1\n  a capture was sent before\n');
    const prod = await ask('prod', {}, world);
    expect(prod.error).toBeUndefined();
    expect(prod.err).toMatch(
      /^PROD, real money: capture HKD 5\.00\n(?:.*\n)* {2}hold HOLD-1\n {2}a capture was sent before\n$/,
    );
    expect((await ask('sandbox', {}, { is_tty: true, answers: ['5'] })).error).toBeInstanceOf(CancelledError);
  });
});
