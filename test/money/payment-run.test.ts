import { describe, expect, test } from 'vitest';
import {
  CancelledError,
  CancelledUnsentError,
  ConfigError,
  NetworkError,
  RateLimitedError,
  UnknownOutcomeError,
} from '../../src/errors.ts';
import type { Answer, Gateway } from '../../src/gateway/gateway.ts';
import { readHistory } from '../../src/history/history.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { runPayment } from '../../src/money/payment.ts';
import { type PayOptions, readPayRequest } from '../../src/money/payment-request.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import type { Parameter } from '../../src/signature/sign.ts';
import { testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const settings: Settings = {
  env: 'prod',
  base_url: 'https://openapi-hk.qfapi.com',
  merchant: { app_code: testAppCode, client_key: new ClientKey(testKeys.sandbox) },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 30_000,
  lang: 'en',
  verbose: false,
  warnings: [],
  sources: {},
};

type Fields = Readonly<Record<string, unknown>>;

function answer(fields: Fields, records?: readonly Fields[]): Answer {
  const text = (name: string) => String(fields[name] ?? '');
  return {
    http_status: 200,
    respcd: text('respcd'),
    message: text('resperr'),
    resperr: text('resperr'),
    respmsg: text('respmsg'),
    fields,
    ...(records ? { records } : {}),
    body: records ? { ...fields, data: records } : fields,
    raw: new Uint8Array(),
    signature: { present: false },
  };
}

const found = (...records: readonly Fields[]) => answer({ respcd: '0000' }, records);

interface Script {
  /** What the payment call gives; an error is thrown. */
  readonly payment: Answer | Error;
  /** What each query gives, in order; the last one goes on. */
  readonly queries?: readonly (Answer | Error)[];
  readonly onPayment?: () => void;
}

/** A gateway that plays a script and keeps what it was sent. */
function scripted({ payment, queries = [], onPayment = () => {} }: Script) {
  const sent: { name: string; parameters: readonly Parameter[] }[] = [];
  const left = [...queries];
  const gateway: Gateway = {
    settings,
    prepare: () => {
      throw new Error('nothing is prepared here');
    },
    async send({ name }, parameters) {
      sent.push({ name, parameters });
      if (name === 'payment') onPayment();
      const next = name === 'payment' ? payment : ((left.length > 1 ? left.shift() : left[0]) ?? found());
      if (next instanceof Error) throw next;
      return next;
    },
  };
  return { gateway, sent, calls: (name: string) => sent.filter((each) => each.name === name).length };
}

const wechat = { pay_type: 'wechat-mpm', txamt: '1280', out_trade_no: 'A-1' };
const scanned = { pay_type: 'wechat-cpm', txamt: '1280', out_trade_no: 'A-1', auth_code: '134659871234567890' };

const made = answer({
  respcd: '0000',
  syssn: 'S1',
  out_trade_no: 'A-1',
  txamt: '1280',
  txcurrcd: 'HKD',
  qrcode: 'weixin://x',
});
const record = {
  syssn: 'S1',
  out_trade_no: 'A-1',
  order_type: 'payment',
  txamt: '1280',
  txcurrcd: 'HKD',
  pay_type: '800201',
};
const paid = { ...record, respcd: '0000', cancel: '0', paydtm: '2026-03-02 15:04:30' };
const unpaid = { ...record, respcd: '1143', errmsg: 'waiting' };
const lost = new UnknownOutcomeError('payment: the connection was reset');

async function pay(options: PayOptions & GlobalOptions, script: Script, world = testContext()) {
  const played = scripted(script);
  const context = world;
  const findings = await runPayment(readPayRequest(options), { settings, gateway: played.gateway }, context);
  return { ...played, context, findings };
}

/** The error of a payment, and what the gateway was asked until then. */
async function failToPay(options: PayOptions & GlobalOptions, script: Script, context = testContext()) {
  const played = scripted(script);
  const running = runPayment(readPayRequest(options), { settings, gateway: played.gateway }, context);
  const error: unknown = await running.then(() => undefined).catch((reason: unknown) => reason);
  return { ...played, context, error };
}

describe('the order', () => {
  test('has its number on disk and on stderr before the request leaves', async () => {
    const context = testContext();
    let before = { history: readHistory(context), err: '' };
    const onPayment = () => {
      before = { history: readHistory(context), err: context.written.err };
    };
    const { sent } = await pay({ pay_type: 'wechat-mpm', txamt: '1280' }, { payment: made, onPayment }, context);
    const number = new Map(sent[0]?.parameters).get('out_trade_no') ?? '';
    expect(number).toMatch(/^QF20260302150405000[0-9A-Z]{11}$/);
    expect(before.history.entries).toEqual([
      expect.objectContaining({ out_trade_no: number, command: 'pay', env: 'prod' }),
    ]);
    expect(before.history.entries[0]).not.toHaveProperty('settled');
    expect(before.err).toContain(`out_trade_no ${number}\n`);
  });

  test('is sent with the time in the zone of the merchant and with all that was typed', async () => {
    const { sent } = await pay({ ...wechat, goods_name: 'Tea', param: ['limit_pay=no_credit'] }, { payment: made });
    expect(sent).toEqual([
      {
        name: 'payment',
        parameters: [
          ['txamt', '1280'],
          ['txcurrcd', 'HKD'],
          ['pay_type', '800201'],
          ['goods_name', 'Tea'],
          ['limit_pay', 'no_credit'],
          ['out_trade_no', 'A-1'],
          ['txdtm', '2026-03-02 15:04:05'],
        ],
      },
    ]);
  });

  test('keeps the txdtm that was typed', async () => {
    const { sent } = await pay({ ...wechat, txdtm: '2026-03-01 09:00:00' }, { payment: made });
    expect(sent[0]?.parameters).toContainEqual(['txdtm', '2026-03-01 09:00:00']);
  });

  test('leaves nothing of the payer and no key in the history', async () => {
    const { context } = await pay(
      { ...scanned, goods_name: 'Tea' },
      { payment: answer({ respcd: '0000', syssn: 'S1' }) },
    );
    const kept = JSON.stringify(readHistory(context));
    for (const secret of [scanned.auth_code, 'Tea', testKeys.sandbox]) expect(kept).not.toContain(secret);
  });

  test('writes down what came of it', async () => {
    const { context } = await pay(wechat, { payment: made });
    expect(readHistory(context).entries[0]?.settled).toMatchObject({
      outcome: 'awaiting_payer',
      respcd: '0000',
      syssn: 'S1',
    });
  });

  test('is shown to the payer before its outcome is written down, which may wait for another process', async () => {
    const context = testContext();
    let locks = 0;
    let shown = '';
    const lock = context.files.lock.bind(context.files);
    context.files.lock = async (path) => {
      locks += 1;
      if (locks === 2) shown = context.written.err;
      return lock(path);
    };
    await pay({ ...wechat, qr: true }, { payment: made }, context);
    expect(shown).toContain('weixin://x');
  });

  test('is told although its outcome cannot be written down', async () => {
    const context = testContext();
    const append = context.files.append.bind(context.files);
    let lines = 0;
    context.files.append = (path, text) => {
      lines += 1;
      if (lines > 1) throw new ConfigError('history is full');
      append(path, text);
    };
    const { findings } = await pay(wechat, { payment: made }, context);
    expect(findings.outcome).toBe('awaiting_payer');
    expect(findings.warnings.join()).toContain('history is full');
  });

  test('is not sent when it cannot be written down', async () => {
    const context = testContext();
    context.files.append = () => {
      throw new ConfigError('history is full');
    };
    const { error, sent } = await failToPay(wechat, { payment: made }, context);
    expect(error).toBeInstanceOf(ConfigError);
    expect(sent).toEqual([]);
  });
});

describe('the outcome', () => {
  test.each([
    ['a QR order is made, not paid', wechat, made, 'awaiting_payer'],
    ["a payer's code is paid at once", scanned, answer({ respcd: '0000', syssn: 'S1' }), 'paid'],
    ["a payer's code is pending while the password is typed", scanned, answer({ respcd: '1145' }), 'pending'],
    ['a final code is a decline', wechat, answer({ respcd: '1201' }), 'declined'],
    ['a refused signature is a decline', wechat, answer({ respcd: '1108' }), 'declined'],
  ])('%s', async (_what, options, payment, outcome) => {
    const { findings, calls } = await pay(options, { payment });
    expect(findings).toMatchObject({ outcome, respcd: payment.respcd, answer: payment });
    expect(calls('query')).toBe(0);
  });

  test('an order that nobody has paid has no time of payment, whatever the answer says', async () => {
    const payment = answer({ respcd: '0000', pay_url: 'https://x.example', paydtm: '2026-03-02 15:04:06' });
    const { findings } = await pay({ ...wechat, pay_type: 'payme-web' }, { payment });
    expect(findings.transaction).toEqual({ out_trade_no: 'A-1', pay_url: 'https://x.example' });
  });
});

describe('a lost answer', () => {
  test('is settled by query, and the payment is not sent again', async () => {
    const { findings, calls } = await pay(scanned, {
      payment: lost,
      queries: [found(), found(), found({ ...paid, pay_type: '800208' })],
    });
    expect(findings).toMatchObject({
      outcome: 'paid',
      respcd: '0000',
      transaction: { syssn: 'S1', out_trade_no: 'A-1' },
      answer: { records: [{ syssn: 'S1' }] },
    });
    expect(calls('payment')).toBe(1);
  });

  test('that is found unpaid is pending, since its QR code is gone, and is not waited for', async () => {
    const { findings, context, calls } = await pay(
      { ...wechat, wait: true },
      { payment: lost, queries: [found(unpaid)] },
    );
    expect(findings).toMatchObject({ outcome: 'pending', respcd: '1143', link_lost: true });
    expect(calls('query')).toBe(1);
    expect(context.written.err).not.toContain('█');
  });

  test("of a payer's code that is found pending is waited for", async () => {
    const cpm = { pay_type: '800208' };
    const { findings } = await pay(
      { ...scanned, wait: true },
      {
        payment: lost,
        queries: [found({ ...unpaid, ...cpm }), found({ ...unpaid, ...cpm }), found({ ...paid, ...cpm })],
      },
    );
    expect(findings).toMatchObject({ outcome: 'paid' });
  });

  test('that query does not know is unknown: number, way on and an open entry in the history', async () => {
    const { error, context, calls } = await failToPay(
      { ...wechat, profile: 'my shop' },
      { payment: lost, queries: [found()] },
    );
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    const { facts } = error as UnknownOutcomeError;
    expect(facts).toMatchObject({
      out_trade_no: 'A-1',
      resume: "qfpay query A-1 --profile 'my shop' --wait",
      known: { env: 'prod', outcome: 'unknown', transaction: { out_trade_no: 'A-1' } },
    });
    expect(calls('payment')).toBe(1);
    expect(calls('query')).toBeGreaterThan(3);
    expect(readHistory(context).entries[0]).not.toHaveProperty('settled');
  });

  test('stays unknown when the gateway cannot be asked', async () => {
    const { error } = await failToPay(wechat, { payment: lost, queries: [new NetworkError('refused')] });
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(String(error)).toContain('query could not be asked');
    expect(String(error)).not.toContain('does not know');
  });

  test('is the order itself, and not a paid one of another amount under the same number', async () => {
    const { findings } = await pay(wechat, {
      payment: lost,
      queries: [found({ ...paid, syssn: 'S0', txamt: '500' }, { ...record, respcd: '1181' })],
    });
    expect(findings).toMatchObject({ outcome: 'declined', respcd: '1181', transaction: { syssn: 'S1' } });
    expect(findings).not.toHaveProperty('reason');
  });

  test.each([
    ['paid', paid, { outcome: 'paid' }],
    ['unpaid', unpaid, { outcome: 'pending', link_lost: true }],
  ])('that is found %s by another pay type is told as it stands, with that pay type', async (_what, own, state) => {
    const { findings, context } = await pay(wechat, {
      payment: lost,
      queries: [found({ ...own, pay_type: '800101' })],
    });
    expect(findings).toMatchObject({ ...state, transaction: { syssn: 'S1', pay_type: '800101' } });
    expect(context.written.err).toContain('the books have it with pay_type 800101, not 800201');
  });

  test("of a payer's code is the order by the wallet that the gateway found, also where it was declined", async () => {
    const declined = { ...record, respcd: '1201', pay_type: '800108' };
    const { findings } = await pay({ ...scanned, pay_type: 'any-cpm' }, { payment: lost, queries: [found(declined)] });
    expect(findings).toMatchObject({ outcome: 'declined', respcd: '1201', transaction: { pay_type: '800108' } });
  });

  test('is not called declined because an order by another pay type was', async () => {
    const { error } = await failToPay(wechat, {
      payment: lost,
      queries: [found({ ...record, respcd: '1201', pay_type: '800101' })],
    });
    expect(error).toBeInstanceOf(UnknownOutcomeError);
  });

  test('under a number of another order was not processed', async () => {
    const { findings } = await pay(wechat, { payment: lost, queries: [found({ ...paid, txamt: '500' })] });
    expect(findings).toMatchObject({ outcome: 'declined', transaction: { out_trade_no: 'A-1' } });
    expect(findings.reason).toContain('another order (payment, HKD 5.00, 800201)');
  });
});

describe('an answer that leaves the outcome open', () => {
  test('is settled by query', async () => {
    const { findings, calls } = await pay(scanned, {
      payment: answer({ respcd: '1297' }),
      queries: [found({ ...paid, pay_type: '800208' })],
    });
    expect(findings).toMatchObject({ outcome: 'paid', respcd: '0000' });
    expect(calls('payment')).toBe(1);
  });

  test('stays unknown when query does not know the order', async () => {
    const { findings, context } = await pay(wechat, {
      payment: answer({ respcd: '1296', resperr: 'slow' }),
      queries: [found()],
    });
    expect(findings).toMatchObject({ outcome: 'unknown', respcd: '1296', resume: 'qfpay query A-1 --wait' });
    expect(readHistory(context).entries[0]?.settled).toMatchObject({ outcome: 'unknown' });
  });

  test('with a code that no table has is never a success', async () => {
    const { findings } = await pay(wechat, { payment: answer({ respcd: '7777' }), queries: [found()] });
    expect(findings.outcome).toBe('unknown');
  });
});

describe('an answer that cannot be the one to this payment', () => {
  const cpm = { ...paid, pay_type: '800208' };
  const good = { respcd: '0000', syssn: 'S9', out_trade_no: 'A-1', txamt: '1280', txcurrcd: 'HKD' };

  test.each([
    ['number', { ...good, out_trade_no: 'B-7' }],
    ['amount', { ...good, txamt: '1' }],
    ['currency', { ...good, txcurrcd: 'JPY' }],
    ['number, and a decline', { ...good, respcd: '1201', out_trade_no: 'B-7' }],
  ])('by its %s is not believed: the books are asked', async (_what, fields) => {
    const { findings, calls } = await pay(scanned, { payment: answer(fields), queries: [found(cpm)] });
    expect(findings).toMatchObject({ outcome: 'paid', transaction: { out_trade_no: 'A-1', syssn: 'S1' } });
    expect(calls('query')).toBe(1);
  });

  test('is unknown when the books do not know the order, and nothing of it is told as ours', async () => {
    const { findings } = await pay(
      { ...wechat, qr: true },
      { payment: answer({ ...good, out_trade_no: 'B-7', qrcode: 'weixin://b7' }), queries: [found()] },
    );
    expect(findings).toMatchObject({ outcome: 'unknown', transaction: { out_trade_no: 'A-1' } });
    expect(findings.transaction).toEqual({ out_trade_no: 'A-1' });
    expect(findings.reason).toContain('about another order');
  });

  test.each([
    ['code', { respcd: '1143' }],
    ['txstatus', { txstatus: 'PENDING' }],
  ])('by a contrary %s in its data is never paid', async (_what, data) => {
    const payment = { ...answer(good), data };
    const settled = await pay(scanned, { payment, queries: [found({ ...cpm, respcd: '1145' })] });
    expect(settled.findings).toMatchObject({ outcome: 'pending', respcd: '1145' });
    const unsettled = await pay(scanned, { payment, queries: [found()] });
    expect(unsettled.findings).toMatchObject({ outcome: 'unknown', transaction: { out_trade_no: 'A-1' } });
    expect(unsettled.context.written.err).toContain('the answer contradicts itself');
  });
});

describe('a number that was used before', () => {
  const used = answer({ respcd: '1251', respmsg: 'out_trade_no is used' });

  test.each(['1102', '2011'])('by respcd %s too, is answered with the order that was made then', async (respcd) => {
    const { findings, calls } = await pay(wechat, { payment: answer({ respcd }), queries: [found(paid)] });
    expect(findings).toMatchObject({ outcome: 'paid', repeated: true, transaction: { syssn: 'S1' } });
    expect(findings.answer).toMatchObject({ records: [{ syssn: 'S1' }] });
    expect(calls('payment')).toBe(1);
  });

  test.each([
    ['1260', paid, 'paid'],
    ['1262', { ...paid, cancel: '3' }, 'refunded'],
    ['1263', { ...paid, cancel: '1' }, 'reversed'],
    ['1264', { ...record, respcd: '1142', cancel: '2' }, 'closed'],
    ['1125', { ...paid, cancel: '5' }, 'paid'],
  ])(
    'by respcd %s, which speaks of an order that is there, is that order as it stands',
    async (respcd, own, outcome) => {
      const { findings } = await pay(wechat, { payment: answer({ respcd }), queries: [found(own)] });
      expect(findings).toMatchObject({ outcome, repeated: true, transaction: { syssn: 'S1' } });
      const { findings: lonely } = await pay(wechat, { payment: answer({ respcd }), queries: [found()] });
      expect(lonely).toMatchObject({ outcome: 'unknown', respcd });
    },
  );

  test('and is not paid yet is waited for, since its code may have been shown then', async () => {
    const { findings } = await pay(
      { ...wechat, wait: true },
      { payment: used, queries: [found(unpaid), found(unpaid), found(paid)] },
    );
    expect(findings).toMatchObject({ outcome: 'paid', repeated: true });
  });

  test.each([
    ['amount', { ...paid, txamt: '500' }],
    ['currency', { ...paid, txcurrcd: 'CNY' }],
    ['pay type', { ...paid, pay_type: '800101' }],
    ['kind', { ...paid, order_type: 'refund' }],
  ])('by an order of another %s is a decline that names it', async (_what, other) => {
    const { findings } = await pay(wechat, { payment: used, queries: [found(other)] });
    expect(findings).toMatchObject({ outcome: 'declined', respcd: '1251', transaction: { out_trade_no: 'A-1' } });
    expect(findings).not.toHaveProperty('repeated');
    expect(findings.reason).toContain('belongs to another order');
  });

  test('but query does not know it, is unknown', async () => {
    const { findings } = await pay(wechat, { payment: used, queries: [found()] });
    expect(findings).toMatchObject({ outcome: 'unknown', respcd: '1251' });
    expect(findings.reason).toContain('query does not know it');
  });

  test('but the gateway cannot be asked, is unknown', async () => {
    const { findings } = await pay(wechat, { payment: used, queries: [new RateLimitedError('429')] });
    expect(findings.outcome).toBe('unknown');
    expect(findings.reason).toContain('query could not be asked');
  });
});

describe('--wait', () => {
  test('ends when the order is paid, and writes that down', async () => {
    const { findings, context } = await pay(
      { ...wechat, wait: true },
      { payment: made, queries: [found(), found(unpaid), found(paid)] },
    );
    expect(findings).toMatchObject({ outcome: 'paid', respcd: '0000', transaction: { paydtm: '2026-03-02 15:04:30' } });
    expect(readHistory(context).entries[0]?.settled).toMatchObject({ outcome: 'paid' });
    expect(context.interruption.resume).toBeUndefined();
  });

  test('does not take a record of another order under our syssn for ours', async () => {
    const other = found({ ...paid, out_trade_no: 'B-7' });
    const { findings } = await pay(
      { ...wechat, wait: true, wait_timeout: '10' },
      { payment: made, queries: [other, found({ ...paid, txamt: '1' }), found(unpaid)] },
    );
    expect(findings).toMatchObject({ outcome: 'pending', transaction: { out_trade_no: 'A-1' } });
  });

  test('ends when the order is dead', async () => {
    const { findings } = await pay(
      { ...wechat, wait: true },
      { payment: made, queries: [found({ ...record, respcd: '1181' })] },
    );
    expect(findings).toMatchObject({ outcome: 'declined', respcd: '1181' });
  });

  test.each([
    ['a QR order', wechat, made, 1800],
    ['a QR order of five minutes', { ...wechat, expired_time: '5' }, made, 300],
    ["a payer's code", scanned, answer({ respcd: '1143' }), 90],
    ['what was asked for', { ...wechat, wait_timeout: '12' }, made, 12],
  ])('gives up after the life of %s, and the order is pending', async (_what, options, payment, seconds) => {
    const context = testContext();
    const { findings } = await pay({ ...options, wait: true }, { payment, queries: [found(unpaid)] }, context);
    expect(findings).toMatchObject({ outcome: 'pending', respcd: '1143', resume: 'qfpay query A-1 --wait' });
    expect(context.slept.reduce((sum, ms) => sum + ms, 0)).toBe(seconds * 1000);
  });

  test('does not ask about what is final already', async () => {
    const { calls } = await pay({ ...scanned, wait: true }, { payment: answer({ respcd: '0000' }) });
    expect(calls('query')).toBe(0);
  });

  test('that is interrupted leaves the number and the command to go on with', async () => {
    const context = testContext();
    context.clock.sleep = async () => {
      throw new CancelledError('interrupted');
    };
    const { error } = await failToPay({ ...wechat, env: 'prod', wait: true }, { payment: made }, context);
    expect(error).toBeInstanceOf(CancelledError);
    expect(context.interruption.resume).toEqual({
      out_trade_no: 'A-1',
      command: 'qfpay query A-1 --env prod --wait',
      known: { env: 'prod', transaction: { out_trade_no: 'A-1' } },
    });
  });
});

test.each([
  new NetworkError('refused'),
  new RateLimitedError('429'),
  new ConfigError('no lock'),
  new CancelledError('interrupted'),
])('what is known of it is told by $constructor.name too', async (payment) => {
  const { error } = await failToPay(wechat, { payment });
  const known = { env: 'prod', transaction: { out_trade_no: 'A-1' } };
  expect(error).toMatchObject({ facts: { out_trade_no: 'A-1', known } });
});

test.each([
  ['a connection that was never made', new NetworkError('refused')],
  ['an endless 429', new RateLimitedError('429')],
])('%s ends as it is, and the history says that nothing was sent', async (_what, payment) => {
  const { error, context, calls } = await failToPay(wechat, { payment });
  expect(error).toBeInstanceOf(payment.constructor);
  expect(error).toMatchObject({ message: payment.message });
  expect(calls('query')).toBe(0);
  expect(readHistory(context).entries[0]?.settled).toMatchObject({ outcome: 'not_sent' });
});

test('an interruption while it only waits, as after a 429, says that nothing was processed, and so does the history', async () => {
  const { error, context, calls } = await failToPay(wechat, { payment: new CancelledUnsentError('interrupted') });
  expect(error).toMatchObject({
    exit_code: 130,
    message: 'interrupted; payment was surely not processed',
    facts: { out_trade_no: 'A-1', hint: 'run the same command again' },
  });
  expect(calls('query')).toBe(0);
  expect([context.interruption.resume, context.interruption.sent]).toEqual([undefined, undefined]);
  expect(readHistory(context).entries[0]?.settled).toMatchObject({ outcome: 'not_sent' });
});

test('an interruption while the answer is on its way leaves the number, the way on and an open entry', async () => {
  const { error, context } = await failToPay(wechat, { payment: new CancelledError('interrupted') });
  expect(error).toBeInstanceOf(CancelledError);
  expect(context.interruption.resume).toMatchObject({ out_trade_no: 'A-1', command: 'qfpay query A-1 --wait' });
  expect(readHistory(context).entries[0]).not.toHaveProperty('settled');
});

test('a hold that its payer has agreed to leads on to its capture and its release', async () => {
  const held = { pay_type: 'alipay-preauth-mpm', txamt: '1280', out_trade_no: 'A-1', env: 'prod' };
  const waiting = await pay(held, { payment: made });
  expect(waiting.findings).not.toHaveProperty('hold_commands');
  const record_of_hold = { ...paid, pay_type: '801808' };
  const { findings } = await pay({ ...held, wait: true }, { payment: made, queries: [found(record_of_hold)] });
  expect(findings).toMatchObject({
    outcome: 'authorized',
    hold_commands: ['qfpay capture A-1 --full --env prod', 'qfpay unfreeze A-1 --env prod'],
  });
});

describe('an answer in doubt', () => {
  const doubtful = answer({ respcd: '1297', syssn: 'S1', out_trade_no: 'A-1' });

  test('that has a syssn is waited for, as that is on the books; one that has none is not', async () => {
    const absent = Array.from({ length: 20 }, () => found());
    const later = await pay({ ...scanned, wait: true }, { payment: doubtful, queries: [...absent, found(paid)] });
    expect(later.findings).toMatchObject({ outcome: 'paid' });
    const { findings } = await pay(
      { ...scanned, wait: true },
      { payment: answer({ respcd: '1297' }), queries: [...absent, found(paid)] },
    );
    expect(findings).toMatchObject({ outcome: 'unknown' });
  });
});

test('a payment without a file for its code has nothing to warn about', async () => {
  const { findings } = await pay({ ...wechat, qr: true }, { payment: made });
  expect(findings.warnings).toEqual([]);
});

test('what goes wrong with the disk after a payment is a warning, and any other fault is thrown', async () => {
  const context = testContext();
  const append = context.files.append.bind(context.files);
  let lines = 0;
  context.files.append = (path, text) => {
    lines += 1;
    if (lines > 1) throw new TypeError('a fault of ours');
    append(path, text);
  };
  const { error } = await failToPay(wechat, { payment: made }, context);
  expect(error).toBeInstanceOf(TypeError);
});
