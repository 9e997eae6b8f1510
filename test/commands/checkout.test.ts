import { describe, expect, test } from 'vitest';
import { checkoutCommand } from '../../src/commands/checkout.ts';
import { intentCommand } from '../../src/commands/intent.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import type { Context } from '../../src/context.ts';
import { type QfpayError, TransportError } from '../../src/errors.ts';
import { readHistory } from '../../src/history/history.ts';
import { testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const env = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox };
const urls = {
  return_url: 'https://shop.example/ok?a=1&b=2',
  failed_url: 'https://shop.example/no',
  notify_url: 'https://shop.example/notify',
};

function world(own: Parameters<typeof testContext>[0] = {}) {
  return testContext({ env, ...own });
}

function run(options: object, context: Context = world()) {
  return checkoutCommand.run({ txamt: '1280', ...urls, ...options }, [], context);
}

async function failureOf(work: Promise<unknown>): Promise<QfpayError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error as QfpayError;
}

describe('a checkout', () => {
  test('has its number in the history and on stderr, and asks nobody', async () => {
    const context = world();
    const { data, exit_code } = await run({ out_trade_no: 'A-1' }, context);
    expect(exit_code).toBe(0);
    expect(data).toMatchObject({
      outcome: 'awaiting_payer',
      transaction: { out_trade_no: 'A-1', txamt: '1280', txcurrcd: 'HKD' },
    });
    expect(String(data['url'])).toMatch(/^https:\/\/openapi-int\.qfapi\.com\/checkstand\/#\/\?appcode=/);
    const [path, history] = [...context.files.entries].find(([name]) => name.endsWith('history.ndjson')) ?? [];
    expect(path).toBeDefined();
    const lines = Buffer.from(history?.bytes ?? [])
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { kind: 'sending', command: 'checkout', out_trade_no: 'A-1', txamt: '1280' },
      { kind: 'outcome', outcome: 'awaiting_payer' },
    ]);
    expect(context.written.err).toContain('out_trade_no A-1');
  });

  test('of an emulator that runs already has a page that stays; one of the command’s own is said to go with it', async () => {
    for (const [own, is_gone] of [
      [{ QFPAY_BASE_URL: 'http://127.0.0.1:8437' }, false],
      [{}, true],
    ] as const) {
      const serve = async () => ({ url: 'http://127.0.0.1:9', close: async () => {} });
      const context = world({ env: { QFPAY_ENV: 'local', ...own }, serve });
      await run({}, context);
      expect(context.written.err.includes('is gone when this command ends')).toBe(is_gone);
    }
  });

  test('that cannot be written down is not printed', async () => {
    const files = world().files;
    const context = world({
      files: {
        ...files,
        append: () => {
          throw new Error('the disk is full');
        },
      } as typeof files,
    });
    await expect(run({}, context)).rejects.toThrow('the disk is full');
  });

  test('is read by verify, whatever stands in it', async () => {
    const { data } = await run({ goods_name: '奶茶 & cake = 100%+', checkout_lang: 'zh-hk' });
    const context = world({ stdin: `${data['url']}\n` });
    const { data: verdict } = await verifyCommand.run({ input: '-', kind: 'request' } as object, [], context);
    expect(verdict).toMatchObject({ valid: true });
  });

  test('writes nothing down in a dry run, and shows no key', async () => {
    const context = world();
    const { data } = await run({ dry_run: true }, context);
    expect(context.files.entries.size).toBe(0);
    expect(JSON.stringify(data)).not.toContain(testKeys.sandbox);
    expect(data).toMatchObject({ request: { method: 'GET', params: { sign_type: 'SHA256' } } });
  });

  test('that holds the key is refused, and nothing is written down', async () => {
    const context = world();
    const error = await failureOf(run({ goods_name: `x ${testKeys.sandbox}` }, context));
    expect(error.exit_code).toBe(2);
    expect(context.files.entries.size).toBe(0);
  });

  test('names every fault at once', async () => {
    const error = await failureOf(
      run({ txamt: '1.5', return_url: 'x', wait_timeout: '9', open: true, sign_lang: true, qr_file: 'a.gif' }),
    );
    const fields = (error.facts.details ?? []).map((fault) => ('field' in fault ? fault.field : ''));
    expect(fields).toEqual(['txamt', 'return_url', 'wait_timeout', 'open', 'sign_lang', 'qr_file']);
  });
});

describe('--open', () => {
  test('hands the link to the browser as it is, on a terminal', async () => {
    const opened: string[] = [];
    const context = world({ is_tty: true, openUrl: async (url) => void opened.push(url) });
    const { data } = await run({ open: true }, context);
    expect(opened).toEqual([data['url']]);
  });

  test.each([
    ['without a terminal', {}],
    ['where nobody is to be asked', { is_tty: true, env: { ...env, CI: '1' } }],
  ])('is refused %s', async (_what, own) => {
    expect((await failureOf(run({ open: true }, world(own)))).exit_code).toBe(2);
  });

  test('that fails is a warning: the link is made all the same', async () => {
    const context = world({ is_tty: true, openUrl: async () => 'spawn xdg-open ENOENT' });
    const { data, warnings } = await run({ open: true }, context);
    expect([data['outcome'], warnings?.join()]).toEqual(['awaiting_payer', expect.stringContaining('ENOENT')]);
  });
});

describe('an intent', () => {
  const answering = (fields: object) => ({
    http: async () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(fields)) }),
  });

  test.each([
    [{ respcd: '0000', payment_intent: 'abc', intent_expiry: '2026-12-07 13:00:00' }, 0, 'awaiting_payer'],
    [{ respcd: '0000' }, 8, 'unknown'],
    [{ respcd: '1104', resperr: 'bad' }, 4, 'declined'],
    [{ respcd: '1108', resperr: 'bad' }, 6, 'declined'],
  ])('answered %j ends with %i: %s', async (fields, exit, outcome) => {
    const context = world(answering(fields));
    const options = { pay_type: '802801', txamt: '1280', out_trade_no: 'I-1' };
    const { exit_code, data, error } = await intentCommand.run(options, [], context);
    expect([exit_code, data['outcome'], error !== undefined]).toEqual([exit, outcome, exit !== 0]);
    expect(context.written.err).toContain('out_trade_no I-1');
    expect('html' in data).toBe(exit === 0);
  });

  test.each([
    ['refused: nothing was sent', false, 7, { outcome: 'not_sent' }],
    ['cut before the answer: nobody knows', true, 8, undefined],
  ])('whose connection is %s, and so says the history', async (_what, connected, exit, settled) => {
    const fault = connected ? 'reset' : 'refused';
    const context = world({ http: () => Promise.reject(new TransportError('it broke', { connected, fault })) });
    const options = { pay_type: '802801', txamt: '1280', out_trade_no: 'I-1' };
    expect((await failureOf(intentCommand.run(options, [], context))).exit_code).toBe(exit);
    const [entry] = readHistory(context).entries;
    expect([entry?.out_trade_no, entry?.settled?.outcome]).toEqual(['I-1', settled?.outcome]);
  });

  test('of the sandbox uses the script of the sandbox', async () => {
    const context = world(answering({ respcd: '0000', token_intent: 'abc', intent_expiry: '2026-12-07 13:00:00' }));
    const { data } = await intentCommand.run({ customer_id: 'cust_1' }, ['token'], context);
    expect(data).toMatchObject({ token_intent: 'abc', intent_expiry: '2026-12-07 13:00:00' });
    expect(data['html']).toContain('https://cdn-int.qfapi.com/qfpay_element/qfpay.js');
  });

  test.each([
    ['another word', {}, ['card']],
    ['a payment’s flags with token', { customer_id: 'c', txamt: '5' }, ['token']],
    ['a token’s flags without', { pay_type: '802801', txamt: '500', token_reason: 'x' }, []],
  ])('is refused with %s', async (_what, options, words) => {
    expect((await failureOf(intentCommand.run(options, words, world()))).exit_code).toBe(2);
  });
});
