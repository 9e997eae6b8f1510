import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/catalog/endpoints.ts';
import { UsageError } from '../../src/errors.ts';
import { prepareRequest } from '../../src/gateway/create-gateway.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import type { Parameter } from '../../src/signature/sign.ts';
import { everythingTold } from '../merchant/world.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';

function settings({ key = 'abcd1234', mchid = '', sign_type = 'SHA256' as 'SHA256' | 'MD5' } = {}): Settings {
  return {
    env: 'sandbox',
    base_url: 'https://openapi-int.qfapi.com',
    merchant: { app_code: 'ABCDEF', client_key: new ClientKey(key), ...(mchid ? { mchid } : {}) },
    sign_type,
    timezone: 'Asia/Hong_Kong',
    timeout_ms: 30_000,
    lang: 'en',
    verbose: false,
    warnings: [],
  };
}

const short: readonly Parameter[] = [
  ['mchid', 'ZaMVg12345'],
  ['txamt', '100'],
  ['txcurrcd', 'HKD'],
];

/** The example that QFPay prints with its digest. */
const registration: readonly Parameter[] = Object.entries({
  address: 'XX区XX路XX号',
  bankaccount: '1234567890',
  bankaddr: '银行详细地址',
  bankcity: '成都',
  bankcode: '123',
  bankcountry: '中国',
  bankname: '中国建设银行',
  bankswiftcode: '001',
  bankuser: '王',
  channel_type: '1',
  city: '成都',
  country: '中国',
  email: 'email@example.com',
  idnumber: '110000201608220123',
  licenseactive_date: '2016-07-10',
  licensenumber: '12345678',
  mcc_id: '6125485337528623306',
  mobile: '14401234567',
  name: '测试企业',
  shopname: 'XX商店',
  username: 'some_user',
});

test.each([
  [
    'the short example',
    'SHA256',
    'abcd1234',
    short,
    '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8',
  ],
  ['the short example', 'MD5', 'abcd1234', short, '3CB3AA9C21D818AB4CAFAA8FA3FEACF4'],
  [
    'the long example',
    'SHA256',
    '789012',
    registration,
    '560ECB33E733414F62603F582DF575061F99F1649337522ECA8E4AE934008E3A',
  ],
  ['the long example', 'MD5', '789012', registration, 'E019253E135863C335333C983DF05359'],
] as const)('%s is signed with %s as computed outside', (_what, sign_type, key, parameters, signature) => {
  const shuffled = [...parameters].reverse();
  const { headers } = prepareRequest(settings({ key, sign_type }), endpoints.payment, shuffled);
  expect(headers).toEqual({
    'X-QF-APPCODE': 'ABCDEF',
    'X-QF-SIGN': signature,
    'X-QF-SIGNTYPE': sign_type,
    'Content-Type': 'application/x-www-form-urlencoded',
  });
});

test('the signing string ends with the fingerprint of the key, and never with the key', () => {
  const prepared = prepareRequest(settings(), endpoints.payment, short);
  expect(prepared.signing_string).toBe('mchid=ZaMVg12345&txamt=100&txcurrcd=HKD<key e9cee71a>');
  expect(JSON.stringify(prepared)).not.toContain('abcd1234');
});

describe('mchid', () => {
  test.each<[string, string, readonly Parameter[], readonly string[]]>([
    ['is added when the merchant has one', 'M1', [['txamt', '1']], ['M1']],
    ['is not added when the merchant has none', '', [['txamt', '1']], []],
    ['of the caller stands', 'M1', [['mchid', 'M2']], ['M2']],
    ['of the caller does not count when it is empty', 'M1', [['mchid', '']], ['M1']],
    ['is never sent empty', '', [['mchid', '']], []],
  ])('%s', (_what, mchid, parameters, sent) => {
    const { params, signing_string } = prepareRequest(settings({ mchid }), endpoints.query, parameters);
    expect(params.filter(([name]) => name === 'mchid').map(([, value]) => value)).toEqual(sent);
    expect(signing_string.includes('mchid=')).toBe(sent.length > 0);
  });
});

test('empty values are neither sent nor signed; 0 is a value', () => {
  const { params, body, signing_string } = prepareRequest(settings(), endpoints.payment, [
    ['udid', ''],
    ['txamt', '0'],
  ]);
  expect(params).toEqual([['txamt', '0']]);
  expect(body).toBe('txamt=0');
  expect(signing_string).toMatch(/^txamt=0</);
});

describe('the form', () => {
  const value = `a b+c&d=e%f'"\\\n中文🙂`;

  test('says in UTF-8 what is signed raw', () => {
    const { body, signing_string } = prepareRequest(settings(), endpoints.payment, [['goods_name', value]]);
    expect([...new URLSearchParams(body)]).toEqual([['goods_name', value]]);
    expect(body).toMatch(/^[\w%+.*=&-]+$/);
    expect(body).toContain('%E4%B8%AD%E6%96%87');
    expect(signing_string).toContain(`goods_name=${value}<key`);
  });

  test('of a GET travels in the query string, without a body or a content type', () => {
    const prepared = prepareRequest(settings(), endpoints.close, [['out_trade_no', value]]);
    expect(prepared.method).toBe('GET');
    expect(prepared.body).toBeUndefined();
    expect(prepared.headers['Content-Type']).toBeUndefined();
    const url = new URL(prepared.url);
    expect(url.origin + url.pathname).toBe('https://openapi-int.qfapi.com/trade/v1/close');
    expect([...url.searchParams]).toEqual([['out_trade_no', value]]);
  });
});

describe('the client key is in no request:', () => {
  const key = testKeys.sandbox;

  test.each<[string, readonly Parameter[], string]>([
    ['as a value', [['out_trade_no', key]], 'out_trade_no holds the client key'],
    ['inside a value', [['goods_name', `tea ${key}`]], 'goods_name holds the client key'],
    ['in a name', [[key, '1']], 'parameter 1 has the client key in its name'],
    ['by its name', [['client_key', 'x']], 'client_key is named like the client key'],
    ['as the store', [['txamt', '1']], 'mchid holds the client key'],
  ])('%s', (_where, parameters, message) => {
    const mchid = message.startsWith('mchid') ? key : '';
    try {
      prepareRequest(settings({ key, mchid }), endpoints.query, parameters);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      expect((error as UsageError).message).toContain(message);
      expect(leakedKeys(everythingTold(error))).toEqual([]);
    }
  });
});
