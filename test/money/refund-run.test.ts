import { describe, expect, test } from 'vitest';
import { CancelledError, NetworkError, RateLimitedError, UnknownOutcomeError, UsageError } from '../../src/errors.ts';
import { readHistory } from '../../src/history/history.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { runRefund } from '../../src/money/refund.ts';
import { refundCommands } from '../../src/money/refund-order.ts';
import { type RefundOptions, readRefundRequest } from '../../src/money/refund-request.ts';
import { type Script, scriptedGateway, type Turn } from '../commands/scripted-gateway.ts';
import { answer, type FakeRecord, paidRecord, queryAnswer } from '../lookup/fake-books.ts';
import { type TestWorld, testContext } from '../support/context.ts';

const syssn = '20260302180500020000000001';
const payment = paidRecord();
const books = queryAnswer([payment]);
const nothing = queryAnswer([]);
const lost = new UnknownOutcomeError('refund: the connection was reset');
const done = answer('0000', 'success', { syssn: 'R1', orig_syssn: syssn });

/** A refund of the payment on the gateway's books. */
function given(out_trade_no: string, txamt: string, own: FakeRecord = {}): FakeRecord {
  const named = { syssn: `R-${out_trade_no}`, orig_syssn: syssn, out_trade_no, txamt };
  return paidRecord({ order_type: 'refund', sysdtm: '2026-03-02 15:05:00', paydtm: '', ...named, ...own });
}

interface Run {
  readonly options?: RefundOptions & GlobalOptions;
  readonly args?: readonly string[];
  readonly refund?: Turn;
  /** What is asked after the payment was found; the last one goes on. */
  readonly later?: readonly Turn[];
  readonly script?: Partial<Script>;
  readonly world?: TestWorld;
  readonly context?: ReturnType<typeof testContext>;
}

async function run({ options, args, refund = done, later = [nothing], script, world, context }: Run) {
  const inside = context ?? testContext(world);
  const played = scriptedGateway({ queries: [books, ...later], calls: { refund }, ...script });
  const request = readRefundRequest(options ?? { txamt: '500' }, args ?? ['ORD-1'], inside.clock.now());
  const result = await runRefund(request, played.session, inside).then(
    (findings) => ({ findings, error: undefined }),
    (error: unknown) => ({ findings: undefined, error }),
  );
  const refunds = played.sent.filter(({ name }) => name === 'refund').map(({ parameters }) => parameters);
  return { ...played, ...result, context: inside, refunds, entries: readHistory(inside).entries };
}

const own = { txamt: '500', refund_no: 'MY-1' };

describe('a refund', () => {
  test('is sent with the payment, a number of its own, the amount and the time, and told with the ways on', async () => {
    const { refunds, findings, entries, context } = await run({});
    const [sent = {}] = refunds;
    const number = sent['out_trade_no'];
    expect(refunds).toEqual([{ syssn, out_trade_no: number, txamt: '500', txdtm: '2026-03-02 15:04:05' }]);
    expect(findings).toMatchObject({
      ...{ outcome: 'refunded', respcd: '0000', repeated: false, env: 'sandbox', refundable: '780', refunds: [] },
      ...{ notices: [], warnings: [] },
      transaction: { out_trade_no: number, syssn: 'R1', orig_syssn: syssn, txamt: '500', txcurrcd: 'HKD' },
      commands: {
        query: `qfpay query ${number} --wait`,
        again: 'qfpay refund ORD-1 --txamt 500',
        full: 'qfpay refund ORD-1 --full',
      },
    });
    expect(entries).toEqual([
      expect.objectContaining({
        ...{ command: 'refund', endpoint: 'refund', orig_syssn: syssn, txamt: '500', txcurrcd: 'HKD' },
        ...{ pay_type: '800201', out_trade_no: number },
        settled: expect.objectContaining({ outcome: 'refunded', respcd: '0000', syssn: 'R1' }),
      }),
    ]);
    expect(entries[0]).not.toHaveProperty('skipped_rules');
    expect(context.interruption.resume).toBeUndefined();
  });

  test('goes on by the same flags: name, amount, times, waiting, rules, number and connection', async () => {
    const options = {
      ...{ amount: '5.00', since: '2026-03-01', until: '2026-03-31', wait: true, wait_timeout: '5', yes: true },
      ...{ skip_rule: ['fps-refund'], refund_no: 'MY-1', env: 'test' },
    };
    const { findings } = await run({ options });
    const flags =
      '--since 2026-03-01 --until 2026-03-31 --wait --wait-timeout 5 --skip-rule fps-refund --yes --env test';
    expect(findings?.commands).toEqual({
      query: 'qfpay query MY-1 --env test --wait',
      again: `qfpay refund ORD-1 --amount 5.00 --refund-no MY-1 ${flags}`,
      full: `qfpay refund ORD-1 --full ${flags}`,
    });
    const by_syssn = await run({ options: { syssn, full: true }, args: [] });
    expect(by_syssn.findings?.commands.again).toBe(`qfpay refund --syssn ${syssn} --full`);
  });

  test('that is interrupted before anything is sent leaves the same command', async () => {
    const { error, context } = await run({ script: { queries: [new CancelledError('interrupted')] } });
    expect(error).toBeInstanceOf(CancelledError);
    expect(context.interruption.resume).toEqual({ command: 'qfpay refund ORD-1 --txamt 500' });
  });

  test.each([
    ['sandbox', 'note: sandbox is simulated: no real money moves'],
    ['test', 'note: test moves real money: this gives it back to the payer'],
  ] as const)('says in %s whose money it is', async (env, said) => {
    const { context } = await run({ script: { settings: { env } } });
    expect(context.written.err).toContain(said);
  });

  test('says nothing of simulation in prod, but what is about to happen, before the amount is typed', async () => {
    const { context, findings } = await run({
      script: { settings: { env: 'prod' } },
      world: { is_tty: true, answers: ['5.00'] },
    });
    expect(findings?.outcome).toBe('refunded');
    expect(context.written.err).not.toContain('simulated');
    for (const line of [
      'PROD, real money: refund HKD 5.00',
      `  payment ORD-1 (syssn ${syssn})`,
      '  HKD 12.80 by 800201 (wechat-mpm), paid 2026-03-02 15:04:30 UTC+8',
      '  already refunded: HKD 0.00',
      '  refund number RF',
    ])
      expect(context.written.err).toContain(line);
  });

  test('says in prod that what was refunded is not known, and names a payment that nobody can name', async () => {
    const reversed = paidRecord({ cancel: '5', pay_type: '999999', out_trade_no: '', paydtm: '' });
    const { context } = await run({
      ...{ options: { txamt: '500', syssn }, args: [] },
      script: { settings: { env: 'prod' }, queries: [queryAnswer([reversed]), nothing] },
      world: { is_tty: true, answers: ['5.00'] },
    });
    expect(context.written.err).toContain('  already refunded: not known\n');
    expect(context.written.err).toContain('by 999999 (?), paid 2026-03-02 15:04:06 UTC+8');
    expect(context.written.err).toContain('warning: what is left of the payment is not known (its cancel flag is 5');
  });

  test('that was declined is asked for once more on the books, at once, and is declined', async () => {
    const { findings, context } = await run({ refund: answer('1136', 'no') });
    expect(findings).toMatchObject({ outcome: 'declined', respcd: '1136', message: 'no', refundable: '1280' });
    expect(context.slept).toEqual([0]);
  });

  test.each(['1125', '1262', '1263', '1264', '1272'])(
    'that was refused with %s may be made already: the books are asked for longer',
    async (respcd) => {
      const { findings, context } = await run({ refund: answer(respcd) });
      expect(context.slept).toEqual([500, 1000, 2000]);
      expect(findings?.outcome).toBe('declined');
      const made = await run({
        refund: answer(respcd),
        options: own,
        later: [nothing, queryAnswer([given('MY-1', '500')])],
      });
      expect(made.findings).toMatchObject({ outcome: 'refunded', repeated: true, transaction: { syssn: 'R-MY-1' } });
    },
  );
});

describe('a refund whose answer got lost', () => {
  test('is sent three times under one number, with the books asked between, and is unknown then', async () => {
    const { refunds, findings, context, entries } = await run({ refund: lost, options: own });
    expect(refunds.map(({ out_trade_no }) => out_trade_no)).toEqual(['MY-1', 'MY-1', 'MY-1']);
    expect(findings).toMatchObject({
      ...{ outcome: 'unknown', repeated: false, reason: 'refund: the connection was reset' },
      transaction: { out_trade_no: 'MY-1', orig_syssn: syssn, txamt: '500' },
    });
    expect(findings).not.toHaveProperty('refundable');
    expect(context.written.err.match(/refund: the connection was reset: asking/g)).toHaveLength(3);
    expect(context.written.err.match(/sending it again under the same number/g)).toHaveLength(2);
    expect(context.slept).toEqual([500, 1000, 2000, 500, 1000, 2000, 500, 1000, 2000, 4000, 8000]);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.attempts).toHaveLength(3);
  });

  test('and that is refused at its second sending may be made by its first', async () => {
    let sendings = 0;
    const played = scriptedGateway({ queries: [books, nothing] });
    const send = played.gateway.send.bind(played.gateway);
    const gateway = {
      ...played.gateway,
      send: async (...call: Parameters<typeof send>) => {
        if (call[0].name !== 'refund') return send(...call);
        sendings += 1;
        if (sendings === 1) throw lost;
        return answer('1136', 'no');
      },
    };
    const context = testContext();
    const request = readRefundRequest(own, ['ORD-1'], context.clock.now());
    const findings = await runRefund(request, { ...played.session, gateway }, context);
    expect(sendings).toBe(2);
    expect(findings).toMatchObject({
      ...{ outcome: 'unknown', is_refused: true },
      reason: 'the gateway refuses it now (1136 no), but what became of an earlier sending is not known',
    });
  });

  test('a moment ago is not told as refused now; after ten minutes, or where it is known, it is', async () => {
    const outcomeAfter = async (first: Turn, minutes: number, later?: readonly Turn[]) => {
      const context = testContext();
      await run({ context, options: own, refund: first, ...(later ? { later } : {}) });
      await context.clock.sleep(minutes * 60_000);
      const { findings } = await run({ context, options: own, refund: answer('1136', 'no') });
      return findings?.outcome;
    };
    expect(await outcomeAfter(lost, 1)).toBe('unknown');
    expect(await outcomeAfter(lost, 9)).toBe('unknown');
    expect(await outcomeAfter(lost, 11)).toBe('declined');
    expect(await outcomeAfter(answer('1145'), 1)).toBe('unknown');
    expect(await outcomeAfter(new NetworkError('refused'), 1)).toBe('declined');
    expect(await outcomeAfter(answer('1136'), 1)).toBe('declined');
    expect(await outcomeAfter(done, 1)).toBe('declined');
  });

  test('under another app code or environment says nothing of this one', async () => {
    const context = testContext();
    await run({ context, options: own, refund: lost, script: { settings: { env: 'test' } } });
    const { findings } = await run({ context, options: own, refund: answer('1136', 'no') });
    expect(findings?.outcome).toBe('declined');
  });
});

describe('a number that the gateway refuses as used', () => {
  const used = answer('1102', 'used');

  test('and that is nowhere on the books is unknown, is sent once and wants another number', async () => {
    const { findings, refunds } = await run({ options: own, refund: used });
    expect(findings).toMatchObject({
      ...{ outcome: 'unknown', is_refused: true, needs_number: true },
      reason: 'the gateway refuses out_trade_no MY-1 as used, and no answer of query shows it',
    });
    expect(refunds).toHaveLength(1);
  });

  test('is found in an earlier month: the refund that holds it is the answer', async () => {
    const old = queryAnswer([given('MY-1', '500')]);
    const { findings } = await run({
      options: own,
      refund: used,
      later: [nothing, nothing, nothing, nothing, nothing, old],
    });
    expect(findings).toMatchObject({ outcome: 'refunded', repeated: true, transaction: { syssn: 'R-MY-1' } });
    expect(findings?.answer).toBeDefined();
  });

  test('of another transaction is declined, and another number is wanted', async () => {
    const other = queryAnswer([given('MY-1', '700')]);
    const { findings } = await run({ options: own, refund: used, later: [nothing, other] });
    expect(findings).toMatchObject({
      ...{ outcome: 'declined', is_earlier: true, needs_number: true },
      reason: `out_trade_no MY-1 belongs to another transaction (refund HKD 7.00 of payment ${syssn})`,
    });
  });

  test.each([new NetworkError('reset'), new RateLimitedError('429')])(
    'is unknown where the books cannot be read just now (%o)',
    async (failure) => {
      const { findings } = await run({ options: own, refund: used, later: [nothing, failure] });
      expect(findings).toMatchObject({ outcome: 'unknown', is_refused: true });
    },
  );

  test('is no state where the search itself breaks', async () => {
    const later = [nothing, nothing, nothing, nothing, new CancelledError('interrupted')];
    expect((await run({ options: own, refund: used, later })).error).toBeInstanceOf(CancelledError);
  });
});

describe('a refund that stands', () => {
  const wait = { wait: true, wait_timeout: '5' };

  test('is the answer: repeated, and nothing is sent', async () => {
    const { findings, refunds } = await run({ options: own, later: [queryAnswer([given('MY-1', '500')])] });
    expect(refunds).toEqual([]);
    expect(findings).toMatchObject({ outcome: 'refunded', repeated: true, transaction: { syssn: 'R-MY-1' } });
    expect(findings?.answer).toBeDefined();
  });

  test('open is waited for, by its syssn; by its number around its time where that is not known', async () => {
    const open = given('MY-1', '500', { respcd: '1145' });
    const made = queryAnswer([given('MY-1', '500')]);
    const { findings, sent } = await run({ options: { ...own, ...wait }, later: [queryAnswer([open]), made] });
    expect(findings).toMatchObject({ outcome: 'refunded', repeated: true });
    expect(sent.at(-1)?.parameters).toMatchObject({ syssn: 'R-MY-1' });
    const nameless = { ...open, syssn: undefined, sysdtm: '2026-02-20 10:00:00' };
    const old = paidRecord({ sysdtm: '2026-02-20 09:00:00', paydtm: '2026-02-20 09:00:30' });
    const queries = [queryAnswer([old]), queryAnswer([nameless]), made];
    const other = await run({ options: { ...own, ...wait }, script: { queries } });
    expect(other.findings).toMatchObject({ outcome: 'refunded', repeated: true });
    expect(other.sent.at(-1)?.parameters).toMatchObject({
      ...{ out_trade_no: 'MY-1', start_time: expect.stringMatching(/^2026-02-19/) },
    });
  });

  test('under a number of the merchant that turns out declined is spent; a derived one is followed by the next', async () => {
    const declined = (number: string) => queryAnswer([given(number, '500', { respcd: '1136' })]);
    const open = (number: string) => queryAnswer([given(number, '500', { respcd: '1145' })]);
    const theirs = await run({ options: { ...own, ...wait }, later: [open('MY-1'), declined('MY-1')] });
    expect(theirs.findings).toMatchObject({ outcome: 'declined', repeated: false, needs_number: true });
    const number = (await run({})).refunds[0]?.['out_trade_no'] ?? '';
    const derived = await run({ options: { txamt: '500', ...wait }, later: [open(number), declined(number)] });
    expect(derived.findings).toMatchObject({ outcome: 'declined', repeated: false });
    expect(derived.findings).not.toHaveProperty('needs_number');
    const before = await run({ options: own, later: [declined('MY-1')] });
    expect(before.findings).toMatchObject({ outcome: 'declined', repeated: false, needs_number: true });
    expect(before.refunds).toEqual([]);
  });
});

describe('an amount of all that is left', () => {
  const full = { full: true };
  const part = paidRecord({ cancel: '5' });

  test('is the payment less its refunds, which are told', async () => {
    const queries = [queryAnswer([part]), queryAnswer([given('A', '500')]), nothing];
    const { refunds, findings } = await run({ options: full, script: { queries } });
    expect(refunds).toMatchObject([{ txamt: '780' }]);
    expect(findings).toMatchObject({ refundable: '0', refunds: [{ out_trade_no: 'A' }] });
  });

  test('asks for an amount where another refund is not final, and names that', async () => {
    const open = given('B', '100', { respcd: '1145' });
    const queries = [queryAnswer([part]), queryAnswer([given('A', '500'), open]), nothing];
    const { error, refunds } = await run({ options: full, script: { queries } });
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      message: 'full cannot be settled: refund B is not final yet',
      facts: { details: [{ field: 'full', next: 'say how much by --txamt or --amount' }] },
    });
    expect(refunds).toEqual([]);
  });

  test('goes on with the open refund where that is the very one that was meant', async () => {
    const queries = [queryAnswer([part]), queryAnswer([given('A', '500')]), nothing];
    const number = (await run({ options: full, script: { queries } })).refunds[0]?.['out_trade_no'] ?? '';
    const open = given(number, '780', { respcd: '1145' });
    const again = [queryAnswer([part]), queryAnswer([given('A', '500'), open]), queryAnswer([open])];
    const { findings, refunds } = await run({ options: full, script: { queries: again } });
    expect(findings).toMatchObject({ outcome: 'pending', repeated: true });
    expect(refunds).toEqual([]);
  });

  test('is not given under a number that an earlier refund has', async () => {
    const earlier = queryAnswer([given('MY-1', '500')]);
    const queries = [queryAnswer([part]), earlier];
    const { error } = await run({ options: { full: true, refund_no: 'MY-1' }, script: { queries } });
    expect(error).toMatchObject({
      facts: {
        details: [
          {
            ...{ field: 'refund_no', value: 'MY-1', next: 'give a new number' },
            rule: 'was used for an earlier refund of this payment, of which txamt 780 is left',
          },
        ],
      },
    });
  });

  test('of nothing is told by the refunds that took it, or by what the flag says alone', async () => {
    const gone = paidRecord({ cancel: '3' });
    const shown = queryAnswer([given('A', '500'), given('B', '780', { sysdtm: '2026-03-02 15:06:00' })]);
    const told = await run({ options: full, script: { queries: [queryAnswer([gone]), nothing, shown] } });
    expect(told.findings).toMatchObject({
      ...{ outcome: 'refunded', repeated: true, refundable: '0' },
      transaction: { out_trade_no: 'B', txamt: '780' },
    });
    const bare = await run({ options: full, script: { queries: [queryAnswer([gone]), nothing] } });
    expect(bare.findings).toMatchObject({ outcome: 'refunded', repeated: true, transaction: { txamt: '1280' } });
    expect(bare.findings?.transaction).not.toHaveProperty('out_trade_no');
    expect(bare.refunds).toEqual([]);
  });
});

describe('a payment that cannot be refunded', () => {
  test('because it was paid twice is to be named by its syssn', async () => {
    const twice = queryAnswer([payment, paidRecord({ syssn: '2' })]);
    const { error } = await run({ script: { queries: [twice] } });
    expect(error).toMatchObject({
      message: 'out_trade_no ORD-1 was paid 2 times',
      facts: {
        ...{ out_trade_no: 'ORD-1', hint: 'say which payment is meant by --syssn' },
        details: [{ value: syssn, next: `--syssn ${syssn}, if this one is meant` }, { value: '2' }],
      },
    });
  });

  test('because it was never paid is told with its own rule and no other hint', async () => {
    const { error } = await run({ script: { queries: [queryAnswer([paidRecord({ respcd: '1143' })])] } });
    expect(error).toMatchObject({ facts: { out_trade_no: 'ORD-1', details: [{ field: 'out_trade_no' }] } });
    expect((error as UsageError).message).toMatch(/^out_trade_no is not paid/);
    expect((error as UsageError).facts).not.toHaveProperty('hint');
  });

  test.each([
    ['this month and the 12 before it', {}, ['ORD-1']],
    ['the window of --since and --until', { since: '2026-03-01' }, ['ORD-1']],
    ["this merchant's transactions", { syssn }, []],
  ] as const)('because it is not there, in %s', async (where, named, args) => {
    const { error } = await run({ options: { txamt: '500', ...named }, args, script: { queries: [nothing] } });
    const value = args[0] ?? syssn;
    expect(error).toMatchObject({
      message: `${args[0] === undefined ? 'syssn' : 'out_trade_no'} ${value} was not found`,
      facts: {
        hint: 'check --env and --profile; an older payment is found with --since, or named by --syssn',
        details: [{ value, rule: `was not found in ${where}` }],
      },
    });
    expect('out_trade_no' in (error as UsageError).facts).toBe(args[0] !== undefined);
  });

  test('by its own number, where that is known only now', async () => {
    const { error, refunds } = await run({ options: { txamt: '500', syssn, refund_no: 'ORD-1' }, args: [] });
    expect(error).toMatchObject({
      facts: {
        details: [
          {
            ...{ field: 'refund_no', value: 'ORD-1', next: 'leave it out to have one derived' },
            rule: "must not be the payment's own out_trade_no: QFPay takes a number once",
          },
        ],
      },
    });
    expect(refunds).toEqual([]);
  });

  test('in major units of a currency that has none', async () => {
    const yen = queryAnswer([paidRecord({ txcurrcd: 'JPY' })]);
    const { error } = await run({ options: { amount: '5.50' }, script: { queries: [yen] } });
    expect(error).toMatchObject({ facts: { details: [{ field: 'amount', value: '5.50' }] } });
  });
});

test('what the books say of a refund that stands is told, and nothing where they are silent', async () => {
  const said = given('MY-1', '500', { errmsg: 'refunded to the wallet' });
  const told = await run({ options: own, later: [queryAnswer([said])] });
  expect(told.findings).toHaveProperty('message', 'refunded to the wallet');
  const silent = await run({ options: own, later: [queryAnswer([{ ...said, errmsg: undefined }])] });
  expect(silent.findings).not.toHaveProperty('message');
});

test('an interruption while the answer is on its way leaves the number and the same command, and an open entry', async () => {
  const { error, context, entries } = await run({ options: own, refund: new CancelledError('interrupted') });
  expect(error).toBeInstanceOf(CancelledError);
  expect(context.interruption.resume).toMatchObject({
    ...{ out_trade_no: 'MY-1', command: 'qfpay refund ORD-1 --txamt 500 --refund-no MY-1' },
  });
  expect(entries[0]).not.toHaveProperty('settled');
});

test('without a number there is none to ask about', () => {
  const request = readRefundRequest({ txamt: '500' }, ['ORD-1'], new Date());
  expect(refundCommands(request)).not.toHaveProperty('query');
  expect(refundCommands(request, 'R-1')).toHaveProperty('query', 'qfpay query R-1 --wait');
});
