import { describe, expect, test } from 'vitest';
import { askMissing, payTypesFor, refuseTyped } from '../../../src/commands/pay/ask-missing.ts';
import { askableFields } from '../../../src/commands/pay.ts';
import { CancelledError, UsageError } from '../../../src/errors.ts';
import { loadCatalogue, loadWords } from '../../../src/language/languages.ts';
import { speak } from '../../../src/language/t.ts';
import type { GlobalOptions } from '../../../src/merchant/given.ts';
import type { PayOptions } from '../../../src/money/payment-request.ts';
import { type TestWorld, testContext } from '../../support/context.ts';

type Typed = PayOptions & GlobalOptions;

const words = await loadWords('en');
const terminal = { is_tty: true };

async function ask(typed: Typed, answers: readonly string[]) {
  const context = testContext({ ...terminal, answers });
  const known = await askMissing(typed, words, context);
  return { known, asked: context.asked, err: context.written.err };
}

describe('who is asked', () => {
  test.each<[string, Typed, TestWorld, string[]]>([
    ['a person at a terminal', {}, terminal, ['pay_type', 'txamt']],
    [
      'for the code, where - stands for a person',
      { pay_type: '800208', txamt: '1', auth_code: '-' },
      terminal,
      ['auth_code'],
    ],
    ['nobody who typed it all', { pay_type: 'wechat-mpm', txamt: '1' }, terminal, []],
    ['nobody in a pipe', {}, {}, []],
    ['nobody after --no-input', { input: false }, terminal, []],
    ['nobody who wants JSON', { json: true }, terminal, []],
    ['nobody whose terminal gives the key', { key_file: '-' }, terminal, []],
    ['nobody on a CI machine', {}, { ...terminal, env: { CI: 'true' } }, []],
  ])('%s', (_who, typed, world, fields) => {
    expect(askableFields(typed, testContext(world))).toEqual(fields);
  });

  test('nobody whose questions would go into a file', () => {
    const { io, ...context } = testContext(terminal);
    expect(askableFields({}, { ...context, io: { ...io, stderr: { ...io.stderr, is_tty: false } } })).toEqual([]);
  });
});

describe('what is asked', () => {
  test('is the pay type by its words, then the amount, and no more for a QR order', async () => {
    const { known, asked, err } = await ask({ env: 'local', wait: true }, ['wechat qr', '12.80']);
    expect(known).toEqual({ env: 'local', wait: true, pay_type: 'wechat-mpm', amount: '12.80' });
    expect(asked).toEqual(['Pay type, such as alipay qr:', 'Amount in HKD, such as 12.80:']);
    expect(err).toBe(
      'The same again, without a question:\n  qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait\n',
    );
  });

  test('is what that pay type needs, each by its flag or by -p', async () => {
    const { known } = await ask({ amount: '1' }, [
      'alipay service',
      '2088',
      'https://a.example',
      'https://b.example',
      'tea',
    ]);
    expect(known).toEqual({
      amount: '1',
      pay_type: 'alipay-jsapi',
      param: ['openid=2088'],
      return_url: 'https://a.example',
      notify_url: 'https://b.example',
      goods_name: 'tea',
    });
  });

  test("is the payer's code, which is told to nobody", async () => {
    const { known, err } = await ask({ pay_type: '800208', amount: '3', auth_code: '-' }, ['281234567890']);
    expect(known.auth_code).toBe('281234567890');
    expect(err).toContain('--auth-code -\n');
    expect(err).not.toContain('281234567890');
  });

  test('is the page of the shop in its parts, not JSON', async () => {
    const { known } = await ask({ pay_type: 'wechat-h5', amount: '3' }, [
      'shop',
      'https://shop.example',
      '',
      'Shop',
      '203.0.113.7',
    ]);
    const scene = { scene_info: { h5_info: { type: 'Wap', wap_url: 'https://shop.example', wap_name: 'Shop' } } };
    expect(known.param).toEqual([`extend_info=${JSON.stringify({ ...scene, spbill_create_ip: '203.0.113.7' })}`]);
  });

  test('is again what will not do, with the rule of that currency and that pay type', async () => {
    const { known, err } = await ask({ pay_type: 'alipay-web' }, ['1,280', '0', '1.00', '1.01']);
    expect(known.amount).toBe('1.01');
    expect(err.split('\n').slice(0, 3)).toEqual([
      '> must have no separator but one decimal point (did you mean 1280?)',
      '> must be above 0',
      '> must be above HKD 1.00 (100 cents) for pay_type 801101',
    ]);
  });

  test('is a whole number where the currency has no cents', async () => {
    const { known, asked } = await ask({ pay_type: 'wechat-mpm', currency: 'JPY' }, ['1.5', '100']);
    expect(known).toMatchObject({ txamt: '100', currency: 'JPY' });
    expect(asked[0]).toBe('Amount in JPY, a whole number of its smallest unit:');
  });

  test('is asked in the language of the person', async () => {
    speak(await loadCatalogue('zh-Hant'));
    const { asked, err } = await ask({ lang: 'zh-Hant' }, ['微信 二維碼', '1,0', '10']);
    expect(asked.slice(0, 2)).toEqual(['支付方式，例如「支付寶 二維碼」：', '金額（HKD），例如 12.80：']);
    expect(err).toContain('下次不必回答，直接執行：\n  qfpay pay --lang zh-Hant --pay-type wechat-mpm --amount 10\n');
  });
});

describe('the pay types to choose from', () => {
  test('are those that a payment call can take', () => {
    expect(payTypesFor({}).every(({ via }) => via === 'payment')).toBe(true);
    expect(payTypesFor({}).length).toBeGreaterThan(50);
  });

  test.each<[string, Typed, string, string]>([
    ['a currency', { currency: 'USD' }, 'wechat-mpm', 'fps-mpm'],
    ['a parameter', { return_url: 'https://a.example' }, 'payme-web', 'wechat-mpm'],
    ['a QR code', { qr: true }, 'wechat-mpm', 'wechat-cpm'],
    ['a refund', { refund_after: true }, 'wechat-mpm', 'fps-mpm'],
    ['an end of the order', { wait: true, cancel_on_timeout: true }, 'wechat-mpm', 'payme-mpm'],
  ])('fit %s that was typed', (_what, typed, fitting, foreign) => {
    const aliases = payTypesFor(typed).map(({ alias }) => alias);
    expect(aliases).toContain(fitting);
    expect(aliases).not.toContain(foreign);
  });
});

test('what was typed is refused before a question, and what is only missing is not', () => {
  const refusal = () => refuseTyped({ currency: 'hkd', wait_timeout: '5' }, ['pay_type', 'txamt']);
  expect(refusal).toThrow(UsageError);
  expect(refusal).toThrow(/^wait_timeout|^txcurrcd/);
  expect(() => refuseTyped({ currency: 'HKD' }, ['pay_type', 'txamt'])).not.toThrow();
});

test('Ctrl-C says that nothing was sent', async () => {
  const context = testContext(terminal);
  const prompt = { ...context.prompt, choose: () => Promise.reject(new CancelledError('interrupted')) };
  await expect(askMissing({}, words, { ...context, prompt })).rejects.toThrow(/nothing was sent/);
  expect(context.written.err).toBe('');
});
