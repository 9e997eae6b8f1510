import { expect, test } from 'vitest';
import { type PayType, payTypes } from '../../src/catalog/pay-types.ts';
import { checkPayment, paymentRuleIds } from '../../src/payment/check-payment.ts';
import type { Parameter } from '../../src/signature/sign.ts';
import { resolvePayType } from '../support/resolve-pay-type.ts';

const h5Scene = JSON.stringify({
  scene_info: { h5_info: { type: 'Wap', wap_url: 'https://shop.example', wap_name: 'Shop' } },
  spbill_create_ip: '203.0.113.7',
});

/** A good value for each parameter that some pay type requires. */
const samples: Record<string, string> = {
  auth_code: '134659871234567890',
  goods_name: 'Coffee 咖啡',
  return_url: 'https://shop.example/back',
  notify_url: 'https://shop.example/notify',
  seller_id: '2088101122136241',
  openid: '2088112233445566',
  sub_openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  extend_info: h5Scene,
};

const direct = payTypes.filter(({ via }) => via === 'payment');

function parametersFor({ code, required }: PayType, extra: readonly Parameter[] = []): Parameter[] {
  const own = required.map((name): Parameter => [name, samples[name] ?? '']);
  return [['txamt', '1280'], ['txcurrcd', 'HKD'], ['pay_type', code], ...own, ...extra];
}

function check(alias: string, extra: readonly Parameter[] = [], skip_rule: readonly string[] = []) {
  const pay_type = resolvePayType(alias);
  return checkPayment(pay_type, parametersFor(pay_type, extra), { skip_rule });
}

/** The same order with one parameter changed or left out. */
function checkWith(
  alias: string,
  changes: Readonly<Record<string, string | undefined>>,
  skip_rule: readonly string[] = [],
) {
  const pay_type = resolvePayType(alias);
  const values = { ...Object.fromEntries(parametersFor(pay_type)), ...changes };
  const parameters = Object.entries(values).flatMap(([name, value]): Parameter[] =>
    value === undefined ? [] : [[name, value]],
  );
  return checkPayment(pay_type, parameters, { skip_rule });
}

test.each(direct.map((row) => [row.alias, row] as const))('%s is taken with what it requires', (_alias, row) => {
  const parameters = parametersFor(row);
  expect(checkPayment(row, parameters)).toMatchObject({ parameters, faults: [] });
});

const requirements = direct.flatMap((row) => row.required.map((name) => [row.alias, name, row] as const));

test.each(requirements.filter(([, name]) => name !== 'seller_id'))('%s is refused without %s', (_alias, name, row) => {
  const parameters = parametersFor(row).filter(([each]) => each !== name);
  expect(checkPayment(row, parameters).faults).toEqual([
    expect.objectContaining({ field: name, rule_id: 'required-parameter' }),
  ]);
});

test.each(requirements.filter(([, name]) => name === 'seller_id'))(
  '%s without %s is only warned about',
  (_alias, name, row) => {
    const checked = checkPayment(
      row,
      parametersFor(row).filter(([each]) => each !== name),
    );
    expect(checked.faults).toEqual([]);
    expect(checked.warnings).toEqual([expect.stringContaining('seller_id')]);
  },
);

test('tells every fault at once', () => {
  const parameters: Parameter[] = [
    ['txamt', '12.80'],
    ['txcurrcd', 'hkd'],
    ['pay_type', '800208'],
    ['out_trade_no', 'a b'],
    ['txdtm', '2026-02-30 10:00:00'],
    ['notify_url', 'shop.example'],
    ['expired_time', '3'],
    ['goods_nam', 'Coffee'],
  ];
  const fields = checkPayment(resolvePayType('wechat-cpm'), parameters).faults.map(({ field }) => field);
  expect(new Set(fields)).toEqual(
    new Set(['txamt', 'txcurrcd', 'out_trade_no', 'txdtm', 'notify_url', 'expired_time', 'goods_nam', 'auth_code']),
  );
});

test('what holds for every pay type is checked although the pay type is unknown', () => {
  const { faults } = checkPayment(undefined, [
    ['txamt', '0'],
    ['txcurrcd', 'HKD'],
    ['sub_openid', 'x'],
  ]);
  expect(faults.map(({ field }) => field)).toEqual(['txamt']);
});

test.each([
  ['a lower-case currency', 'wechat-mpm', { txcurrcd: 'hkd' }, 'txcurrcd', undefined],
  ['a currency that is no code', 'wechat-mpm', { txcurrcd: 'HK$' }, 'txcurrcd', undefined],
  ['a currency that QFPay does not list', 'wechat-mpm', { txcurrcd: 'GBP' }, 'txcurrcd', 'unknown-currency'],
  ['FPS in another currency', 'fps-mpm', { txcurrcd: 'USD' }, 'txcurrcd', 'hkd-only'],
  ['FPS app-to-app in another currency', 'fps-app', { txcurrcd: 'USD' }, 'txcurrcd', 'hkd-only'],
  ['AlipayHK in another currency', 'alipay-hk-wap', { txcurrcd: 'CNY' }, 'txcurrcd', 'hkd-only'],
  ['an overseas Alipay web order of one dollar', 'alipay-web', { txamt: '100' }, 'txamt', 'minimum-amount'],
  ['an unusual order number', 'wechat-mpm', { out_trade_no: 'a/b' }, 'out_trade_no', 'out-trade-no-characters'],
  ['a comma in an order number', 'wechat-mpm', { out_trade_no: 'a,b' }, 'out_trade_no', undefined],
  ['less than 5 minutes', 'wechat-mpm', { expired_time: '4' }, 'expired_time', undefined],
  ['more than 120 minutes', 'wechat-mpm', { expired_time: '121' }, 'expired_time', undefined],
  ['half minutes', 'wechat-mpm', { expired_time: '7.5' }, 'expired_time', undefined],
  ['another limit than no_credit', 'wechat-mpm', { limit_pay: 'credit' }, 'limit_pay', undefined],
  ['another Alipay than the two', 'alipay-mpm', { pay_tag: 'ALIPAY' }, 'pay_tag', undefined],
  ['a renminbi order in HKD', 'wechat-mpm', { rmb_tag: 'Y' }, 'rmb_tag', undefined],
  ['rmb_tag N', 'wechat-mpm', { rmb_tag: 'N' }, 'rmb_tag', undefined],
  ['goods_name of 65 characters', 'wechat-mpm', { goods_name: '咖'.repeat(65) }, 'goods_name', 'parameter-length'],
  ['a line end in goods_name', 'wechat-mpm', { goods_name: 'Tea\n' }, 'goods_name', undefined],
  ['a notify_url that is none', 'wechat-mpm', { notify_url: 'ftp://shop.example' }, 'notify_url', undefined],
  ['a notify_url of 257 characters', 'wechat-mpm', { notify_url: longUrl(257) }, 'notify_url', 'parameter-length'],
  [
    'a notify_url of 256 characters for WAP',
    'payme-wap',
    { notify_url: longUrl(256) },
    'notify_url',
    'parameter-length',
  ],
  ['a return_url of 513 characters', 'payme-web', { return_url: longUrl(513) }, 'return_url', 'parameter-length'],
  [
    'a return_url of 256 characters for WAP',
    'payme-wap',
    { return_url: longUrl(256) },
    'return_url',
    'parameter-length',
  ],
  [
    'a return_url of 201 characters for Alipay',
    'alipay-hk-web',
    { return_url: longUrl(201) },
    'return_url',
    'parameter-length',
  ],
  ['a udid of 41 characters', 'wechat-mpm', { udid: 'x'.repeat(41) }, 'udid', 'parameter-length'],
  ['extend_info that is no JSON', 'wechat-jsapi', { extend_info: '{' }, 'extend_info', undefined],
  ['extend_info that is a JSON array', 'wechat-jsapi', { extend_info: '[]' }, 'extend_info', undefined],
  ['extend_info of H5 without a scene', 'wechat-h5', { extend_info: '{}' }, 'extend_info', undefined],
  ['an openid with a space', 'wechat-jsapi', { sub_openid: 'a b' }, 'sub_openid', undefined],
  ['an empty value', 'wechat-mpm', { udid: '' }, 'udid', undefined],
  ['a parameter of another pay type', 'wechat-mpm', { sub_openid: 'x' }, 'sub_openid', 'parameter-not-for-pay-type'],
  ['a payer code for a QR order', 'wechat-mpm', { auth_code: '1' }, 'auth_code', 'parameter-not-for-pay-type'],
  ['an expiry for a payer code', 'wechat-cpm', { expired_time: '30' }, 'expired_time', 'parameter-not-for-pay-type'],
  ['a name that QFPay does not have', 'wechat-mpm', { goods_nmae: 'Tea' }, 'goods_nmae', 'unknown-parameter'],
  ['a card payment, which needs the checkout page', 'card-online', {}, 'pay_type', 'pay-type-via'],
  ['a card at a terminal', 'card-terminal', {}, 'pay_type', 'pay-type-via'],
] as const)('refuses %s', (_what, alias, changes, field, rule_id) => {
  const { faults } = checkWith(alias, changes);
  expect(faults.map((fault) => [fault.field, fault.rule_id])).toContainEqual([field, rule_id]);
  expect(faults.every((fault) => fault.field === field)).toBe(true);
});

test.each([
  ['120 minutes', 'wechat-mpm', { expired_time: '120' }],
  ['5 minutes', 'wechat-mpm', { expired_time: '5' }],
  ['a renminbi order in CNY', 'wechat-mpm', { rmb_tag: 'Y', txcurrcd: 'CNY' }],
  ['101 cents for overseas Alipay web', 'alipay-web', { txamt: '101' }],
  ['20 characters of goods_name', 'wechat-mpm', { goods_name: '咖'.repeat(20) }],
  ['a return_url of 512 characters', 'payme-web', { return_url: longUrl(512) }],
  ['a return_url of 200 characters for Alipay', 'alipay-hk-web', { return_url: longUrl(200) }],
  ['a real-name check', 'wechat-mpm', { extend_info: '{"user_creid":"x","user_truename":"y"}' }],
] as const)('takes %s', (_what, alias, changes) => {
  expect(checkWith(alias, changes).faults).toEqual([]);
});

function longUrl(length: number): string {
  return 'https://shop.example/'.padEnd(length, 'x');
}

test.each([
  ['an amount of 200', 'wechat-mpm', { txamt: '200' }, 'txamt 200 is 200 or less'],
  ['a web order with an expiry', 'alipay-hk-web', { expired_time: '30' }, 'expired_time'],
  ['the expiry of an old PayMe page', 'payme-mpm', { expired_time: '30' }, 'expired_time'],
  ['the expiry of the Alipay in-app page', 'alipay-app', { expired_time: '30' }, 'expired_time'],
  ['a pay type that current documents lack', 'grabpay-mpm', {}, "not in QFPay's current documents"],
] as const)('warns about %s and sends it', (_what, alias, changes, words) => {
  const checked = checkWith(alias, changes);
  expect(checked.faults).toEqual([]);
  expect(checked.warnings.join('\n')).toContain(words);
});

test('an amount of 201 with nothing unusual has no warning', () => {
  expect(checkWith('wechat-mpm', { txamt: '201' }).warnings).toEqual([]);
});

test('a parameter given twice is refused', () => {
  expect(
    check('wechat-mpm', [
      ['udid', 'a'],
      ['udid', 'b'],
    ]).faults,
  ).toEqual([{ field: 'udid', rule: 'must be given once' }]);
});

test.each([
  ['goods_name of 23 characters', 'wechat-mpm', { goods_name: '订单号：B190925121912999938' }, ['has 23', 'special']],
  ['goods_name with special characters', 'wechat-mpm', { goods_name: 'Tea & <b>' }, ['special']],
  ['goods_info with special characters', 'alipay-app', { goods_info: 'a=b' }, ['special']],
])('%s is sent, with a warning that names the rule; --skip-rule silences it', (_what, alias, changes, told) => {
  const { faults, warnings } = checkWith(alias, changes);
  expect(faults).toEqual([]);
  expect(warnings).toHaveLength(told.length);
  for (const [index, words] of told.entries()) {
    expect(warnings[index]).toContain('rule goods-name-advice');
    expect(warnings[index]).toContain(words);
  }
  expect(checkWith(alias, changes, ['goods-name-advice'])).toMatchObject({ faults: [], warnings: [] });
});

test('801101 has its least amount in HKD only', () => {
  expect(checkWith('alipay-web', { txamt: '100', txcurrcd: 'USD' }).faults).toEqual([]);
});

test.each([
  ['payme-mpm', 'USD', 1],
  ['octopus-mpm', 'CNY', 1],
  ['wechat-hk-cpm', 'CNY', 1],
  ['payme-mpm', 'HKD', 0],
  ['wechat-mpm', 'USD', 0],
])('%s in %s: %i warnings that some wallets of Hong Kong take HKD only', (alias, txcurrcd, count) => {
  const { faults, warnings } = checkWith(alias, { txcurrcd });
  expect(faults).toEqual([]);
  expect(warnings.filter((warning) => warning.includes('HKD only'))).toHaveLength(count);
});

test('the right spelling of a lower-case currency is given', () => {
  expect(checkWith('wechat-mpm', { txcurrcd: 'hkd' }).faults).toEqual([
    { field: 'txcurrcd', value: 'hkd', rule: 'must be in upper case', next: '--currency HKD' },
  ]);
});

test('a misspelt parameter gets the name that was meant', () => {
  expect(checkWith('wechat-mpm', { goods_nmae: 'Tea' }).faults[0]?.next).toContain('goods_name');
});

test('H5 is told which fields of its scene are missing', () => {
  const scene = JSON.stringify({ scene_info: { h5_info: { type: 'Wap', wap_url: 'https://shop.example' } } });
  expect(checkWith('wechat-h5', { extend_info: scene }).faults[0]?.rule).toBe(
    'must have scene_info.h5_info.wap_name, spbill_create_ip',
  );
});

test.each([
  ["the payer's code", 'wechat-cpm', { auth_code: '1346 pers0nal' }],
  ["the payer's code where it is not wanted", 'wechat-mpm', { auth_code: 'pers0nal' }],
  ["the payer's id", 'alipay-jsapi', { openid: 'pers0nal 1' }],
  ["the payer's id at the shop", 'wechat-jsapi', { sub_openid: 'pers0nal'.repeat(20) }],
  ['the scene', 'wechat-h5', { extend_info: '{"spbill_create_ip":"pers0nal"}' }],
  ['what is no scene', 'wechat-h5', { extend_info: 'pers0nal' }],
  ['an unknown parameter', 'wechat-mpm', { key: 'pers0nal' }],
])('the value of %s is in no fault and no warning, however wrong it is', (_what, alias, changes) => {
  const { faults } = checkWith(alias, changes);
  expect(faults.length).toBeGreaterThan(0);
  const { warnings } = checkWith(alias, changes, paymentRuleIds);
  expect(JSON.stringify([faults, warnings])).not.toContain('pers0nal');
});

/** One way to break each rule that can be lifted. */
const liftableCases: Readonly<Record<(typeof paymentRuleIds)[number], [string, Record<string, string | undefined>]>> = {
  'out-trade-no-characters': ['wechat-mpm', { out_trade_no: 'a/b' }],
  'unknown-currency': ['wechat-mpm', { txcurrcd: 'GBP' }],
  'hkd-only': ['fps-mpm', { txcurrcd: 'USD' }],
  'minimum-amount': ['alipay-web', { txamt: '100' }],
  'pay-type-via': ['card-online', {}],
  'unknown-parameter': ['wechat-mpm', { brand_new: '1' }],
  'parameter-not-for-pay-type': ['wechat-mpm', { sub_openid: 'x' }],
  'required-parameter': ['wechat-app', { goods_name: undefined }],
  'parameter-length': ['wechat-mpm', { udid: 'x'.repeat(41) }],
};

test.each(paymentRuleIds)('--skip-rule %s lifts that rule, says so, and lifts no other', (rule_id) => {
  const [alias, changes] = liftableCases[rule_id];
  const pay_type = resolvePayType(alias);
  const values = { ...Object.fromEntries(parametersFor(pay_type)), ...changes, txdtm: 'now' };
  const parameters = Object.entries(values).flatMap(([name, value]): Parameter[] =>
    value === undefined ? [] : [[name, value]],
  );
  expect(checkPayment(pay_type, parameters).faults.map((fault) => fault.rule_id)).toContain(rule_id);
  const { faults, warnings } = checkPayment(pay_type, parameters, { skip_rule: [rule_id] });
  expect(faults.map(({ field }) => field)).toEqual(['txdtm']);
  expect(warnings.join('\n')).toContain(`rule ${rule_id} is skipped`);
});

test('a rule that nobody knows cannot be skipped', () => {
  expect(check('wechat-mpm', [], ['fsp-refund']).faults).toEqual([
    expect.objectContaining({ field: 'skip_rule', value: 'fsp-refund' }),
  ]);
});

test.each([
  ['https://shop.example/notify', false],
  ['https://shop.example:443/notify', false],
  ['http://shop.example:80/notify', false],
  ['http://127.0.0.1:3000/notify', false],
  ['http://shop.example:3000/notify', true],
])('of notify_url %s it is %s said that QFPay calls two ports only', (notify_url, told) => {
  const { warnings } = checkPayment(undefined, [['notify_url', notify_url]]);
  expect(warnings.some((warning) => warning.includes('80 and 443'))).toBe(told);
});
