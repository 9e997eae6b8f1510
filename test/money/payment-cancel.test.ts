import { describe, expect, test } from 'vitest';
import { CancelledError, NetworkError, RateLimitedError, UnknownOutcomeError, UsageError } from '../../src/errors.ts';
import { readHistory } from '../../src/history/history.ts';
import { loadWords } from '../../src/language/languages.ts';
import { runPayment } from '../../src/money/payment.ts';
import { type PayOptions, readPayRequest } from '../../src/money/payment-request.ts';
import { paymentReport } from '../../src/report/payment-report.ts';
import { type Script, scriptedGateway, type Turn } from '../commands/scripted-gateway.ts';
import { answer, type FakeRecord, paidRecord, queryAnswer } from '../lookup/fake-books.ts';
import { testContext } from '../support/context.ts';

const en = await loadWords('en');

const wechat = { pay_type: 'wechat-mpm', txamt: '1280', out_trade_no: 'ORD-1', wait: true, cancel_on_timeout: true };
const scanned = { ...wechat, pay_type: 'wechat-cpm', auth_code: '134659871234567890' };

const syssn = '20260302180500020000000001';
const made = answer('0000', '', { syssn, out_trade_no: 'ORD-1', txamt: '1280', qrcode: 'weixin://x' });
const done = answer('0000', '', { syssn: 'C1' });
const found = (own: FakeRecord = {}) => queryAnswer([paidRecord({ paydtm: '', ...own })]);
const open = found({ respcd: '1143', errmsg: 'waiting' });
const closed = found({ respcd: '1142', cancel: '2' });
const lost = new UnknownOutcomeError('reset');

async function pay(options: PayOptions, script: Script, context = testContext()) {
  const played = scriptedGateway(script);
  const request = readPayRequest({ wait_timeout: '0', ...options });
  const findings = await runPayment(request, played.session, context);
  const { exit_code, error, data } = paymentReport(findings, en);
  return { ...played, context, findings, exit_code, error, data, entries: readHistory(context).entries };
}

/** `--wait-timeout 0`: no poll, so that every query is one that looks after the close. */
function closeWith(close: Turn, ...queries: readonly Turn[]) {
  return pay(wechat, { calls: { payment: made, close }, queries });
}

describe('an order that nobody has paid when the time is up', () => {
  test('is closed with its own amount and time, and exits 4 with what happened', async () => {
    const { sent, names, exit_code, error, data } = await closeWith(done, closed);
    expect(names()).toEqual(['payment', 'close', 'query']);
    expect(sent[1]?.parameters).toEqual({ syssn, txamt: '1280', txdtm: '2026-03-02 15:04:05' });
    expect(exit_code).toBe(4);
    expect(data).toMatchObject({ outcome: 'closed', respcd: '1142', transaction: { out_trade_no: 'ORD-1', syssn } });
    expect(error?.message).toBe('out_trade_no ORD-1 was not paid in time, and is closed: nobody can pay it any more');
    expect(error).not.toHaveProperty('resume');
  });

  test('is waited for first', async () => {
    const { names, context } = await pay(
      { ...wechat, wait_timeout: '7' },
      { calls: { payment: made, close: done }, queries: [open, open, open, closed] },
    );
    expect(context.slept.reduce((sum, ms) => sum + ms, 0)).toBe(7000);
    expect(names()).toEqual(['payment', 'query', 'query', 'query', 'close', 'query']);
  });

  test('is written down as closed, and so is the close, before it leaves', async () => {
    const { entries } = await closeWith(done, closed);
    expect(entries.map(({ command, endpoint, settled }) => [command, endpoint, settled?.outcome])).toEqual([
      ['pay', 'payment', 'closed'],
      ['pay', 'close', 'closed'],
    ]);
    expect(entries[1]).toMatchObject({ out_trade_no: 'ORD-1', orig_syssn: syssn });
  });

  test("by a payer's code is reversed, also by its number where no syssn is known", async () => {
    const queries = [found({ respcd: '0000', cancel: '1', pay_type: '800208' })];
    const { sent, findings, exit_code } = await pay(scanned, {
      calls: { payment: answer('1145'), reversal: done },
      queries,
    });
    expect(sent[1]).toMatchObject({ name: 'reversal', parameters: { out_trade_no: 'ORD-1' } });
    expect(sent[2]).toMatchObject({
      name: 'query',
      parameters: { out_trade_no: 'ORD-1', start_time: '2026-03-01 15:04:05' },
    });
    expect(findings.outcome).toBe('reversed');
    expect(exit_code).toBe(4);
  });
});

test('an order whose QR code got lost is ended at once: nobody could pay it', async () => {
  const { names, data, exit_code, context } = await pay(
    { ...wechat, wait_timeout: '60' },
    { calls: { payment: lost, close: done }, queries: [open, closed] },
  );
  expect(names()).toEqual(['payment', 'query', 'close', 'query']);
  expect(context.slept).toEqual([500]);
  expect(data).toMatchObject({ outcome: 'closed' });
  expect(exit_code).toBe(4);
});

test.each<[string, Turn, Turn, object]>([
  ['is paid while the close is on its way', answer('1260'), found(), { outcome: 'paid', respcd: '0000' }],
  ['is paid though the close was taken', done, found(), { outcome: 'paid', respcd: '0000' }],
  ['runs out meanwhile', answer('1181'), found({ respcd: '1181' }), { outcome: 'declined', respcd: '1181' }],
  ['is refunded by somebody', answer('1262'), found({ cancel: '3' }), { outcome: 'refunded' }],
  ['is closed by somebody', answer('1264'), closed, { outcome: 'closed' }],
  ['cannot be closed', answer('1136', 'no'), open, { outcome: 'pending', respcd: '1143' }],
  ['is not seen closed', done, open, { outcome: 'pending' }],
  ['is not closed, the answer lost', lost, open, { outcome: 'pending' }],
  ['is found closed, the answer lost', lost, closed, { outcome: 'closed' }],
  ['cannot be looked up afterwards', lost, new RateLimitedError('429'), { outcome: 'pending' }],
])('an order that %s is told as it stands', async (_what, close, query, expected) => {
  const { findings, exit_code, names, error, entries } = await closeWith(close, query);
  expect(findings).toMatchObject(expected);
  expect(names().filter((name) => name === 'close')).toHaveLength(1);
  expect(exit_code).toBe({ paid: 0, pending: 5 }[findings.outcome as string] ?? 4);
  if (findings.outcome === 'pending') expect(error).toMatchObject({ resume: 'qfpay query ORD-1 --wait' });
  expect(entries[0]?.settled?.outcome).toBe(findings.outcome);
});

test('an order that is paid while it is being closed is not said to be unpaid', async () => {
  const { findings } = await closeWith(answer('1260'), found());
  expect(findings.outcome).toBe('paid');
  expect(findings).not.toHaveProperty('reason');
});

test.each([new NetworkError('close was surely not processed: refused'), new RateLimitedError('429')])(
  'a close that never left (%s) leaves the order pending',
  async (close) => {
    const { findings, exit_code, error, entries } = await closeWith(close);
    expect(findings.outcome).toBe('pending');
    expect(exit_code).toBe(5);
    expect(error?.message).toContain('still open');
    expect(entries[1]?.settled?.outcome).toBe('not_sent');
  },
);

test.each([
  ['paid in time', { calls: { payment: made }, queries: [found()] }, '5'],
  ['declined', { calls: { payment: answer('1201') } }, '0'],
])('an order that is %s is left alone', async (_what, script, wait_timeout) => {
  const { names } = await pay({ ...wechat, wait_timeout }, script);
  expect(names()).not.toContain('close');
});

test('without the flag an order that nobody has paid is left open', async () => {
  const { names, exit_code } = await pay({ ...wechat, cancel_on_timeout: false }, { calls: { payment: made } });
  expect(names()).toEqual(['payment']);
  expect(exit_code).toBe(5);
});

test('an interruption while it waits ends nothing', async () => {
  const context = testContext();
  context.clock.sleep = async () => {
    throw new CancelledError('interrupted');
  };
  const script = { calls: { payment: made, close: done }, queries: [open] };
  await expect(pay({ ...wechat, wait_timeout: '60' }, script, context)).rejects.toThrow(CancelledError);
  expect(context.interruption.resume?.command).toBe('qfpay query ORD-1 --wait');
});

test.each<[string, Partial<PayOptions>, string]>([
  ['without --wait', { wait: false }, 'needs --wait'],
  ['for a pay type that no call ends', { pay_type: 'payme-mpm' }, 'QFPay names no call'],
])('%s the flag is refused before anything is sent', (_what, own, rule) => {
  const options = { ...wechat, ...own };
  expect(() => readPayRequest(options)).toThrow(UsageError);
  expect(() => readPayRequest(options)).toThrow(rule);
});

test("a payer's code that nobody confirmed is reversed, and that is said", async () => {
  const reversed = found({ respcd: '1143', cancel: '1', pay_type: '800208' });
  const script = { calls: { payment: answer('1143'), reversal: done }, queries: [reversed] };
  const { findings, exit_code } = await pay(scanned, script);
  expect(findings).toMatchObject({
    outcome: 'reversed',
    reason: 'out_trade_no ORD-1 was not paid in time, and is reversed: nobody can pay it any more',
  });
  expect(exit_code).toBe(4);
});

test('what stops the ending of an order in another way than the network is thrown', async () => {
  const script = { calls: { payment: made, close: new CancelledError('interrupted') } };
  await expect(pay(wechat, script)).rejects.toBeInstanceOf(CancelledError);
});
