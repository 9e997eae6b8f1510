import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseMask, shape } from '../../src/report/case-file.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';

const none = caseMask([], []);

test.each([
  ['digits', '2800000000000001', '‹masked, 16 characters, digits›'],
  ['letters', 'oUpF8uMuAJO', '‹masked, 11 characters, letters and digits›'],
  ['one character', '1', '‹masked, 1 character, digits›'],
  ['other ASCII', 'li@shop', '‹masked, 7 characters, ASCII›'],
  ['Chinese', '王小明', '‹masked, 3 characters, 9 bytes of UTF-8›'],
  ['a space at its end', 'Li ', '‹masked, 3 characters, ASCII, white space around it›'],
  ['a line end', 'a\nb', '‹masked, 3 characters, ASCII, a line end›'],
  ['percent signs', 'a%20b', '‹masked, 5 characters, ASCII, percent-encoded›'],
  ['nothing to see', 'a\u200bb', '‹masked, 3 characters, 5 bytes of UTF-8, invisible characters›'],
  ['nothing at all', '', ''],
])('what a signature can fail by is left of %s', (_what, value, expected) => {
  expect(shape(value)).toBe(expected);
});

test.each([
  ...[
    'auth_code',
    'openid',
    'sub_openid',
    'userid',
    'seller_id',
    'extend_info',
    'billing_address',
    'email',
    'phone',
    'name',
  ],
  ...[
    'cardcd',
    'clisn',
    'user_truename',
    'user_creid',
    'spbill_create_ip',
    'client_key',
    'password',
    'customer_id',
    'mobile',
  ],
])('the value of %s is masked in parameters, forms, JSON and JSON in JSON', (name) => {
  const value = 'secret-42';
  expect(none.value(name, value)).toBe(shape(value));
  for (const text of [
    `a=1&${name}=${value}&b=2`,
    `{"${name}": "${value}", "txamt": "1"}`,
    `{"info": "{\\"${name}\\": \\"${value}\\"}"}`,
  ]) {
    expect(none.data(text)).not.toContain(value);
    expect(none.data(text)).toContain('‹masked, 9 characters, ASCII›');
  }
});

test.each(['goods_name', 'out_trade_no', 'mchid', 'txamt', 'udid', 'syssn', 'notify_url'])(
  '%s is left as it is',
  (name) => {
    expect(none.value(name, 'ORDER 42')).toBe('ORDER 42');
    expect(none.data(`${name}=ORDER42&x=1`)).toBe(`${name}=ORDER42&x=1`);
  },
);

describe('a personal value of the request is masked wherever it is repeated', () => {
  const mask = caseMask(
    [
      ['name', 'Li & Wei'],
      ['sub_openid', 'oUpF8uMuAJO'],
      ['phone', '王明'],
    ],
    [],
  );

  test.each([
    ['in a sentence', 'the value of sub_openid, oUpF8uMuAJO, is signed'],
    ['in a signing string', 'sub_openid=oUpF8uMuAJO&name=Li & Wei&txamt=100'],
    ['percent-encoded', 'x=Li%20%26%20Wei'],
    ['form-encoded', 'x=Li+%26+Wei'],
    ['escaped for HTML', 'Li &amp; Wei'],
    ['escaped for JSON', '\\u738b\\u660e'],
    ['in another case', 'OUPF8UMUAJO'],
  ])('%s', (_where, text) => {
    expect(mask.data(text)).toContain('‹masked, ');
    expect(mask.data(text)).not.toMatch(/oUpF8uMuAJO|Li.*Wei|738b/i);
  });
});

test('a short personal value is masked as a word, and never inside another', () => {
  const mask = caseMask([['name', 'Li']], []);
  expect(mask.prose('name "Li" and limit_pay, Limit')).toBe(
    'name "‹masked, 2 characters, letters and digits›" and limit_pay, Limit',
  );
});

test.each([
  ['an e-mail address', 'ask li.wei@shop.example now', 'li.wei'],
  ['an encoded e-mail address', 'udid=li.wei%40shop.example', 'li.wei'],
  ['an IP address', 'from 203.0.113.7 on', '203.0.113.7'],
  ['an IPv6 address', 'from 2001:db8::42 on', '2001:db8'],
  ['a telephone number', 'call +85261234567', '61234567'],
  ['a password in an address', 'https://user:pa55@shop.example/x', 'pa55'],
])('%s is masked under any name', (_what, text, personal) => {
  expect(none.prose(text)).not.toContain(personal);
  expect(none.prose(text)).toContain('‹masked, ');
});

test.each([
  ['a time', 'txdtm=2026-03-02 15:04:05'],
  ['a version', 'Node v20.19.4'],
  ['loopback', 'http://127.0.0.1:8080/trade/v1/query'],
  ['a long number', 'syssn=20260302180500020000000001'],
  ['a digest', '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8'],
])('%s is no address', (_what, text) => {
  expect(none.data(text)).toBe(text);
});

test('whatever stands in a personal parameter is not left in any text that repeats it', () => {
  const values = fc.string({ minLength: 6, maxLength: 40 }).filter((text) => /^[^\s\\+]{6,}$/.test(text));
  fc.assert(
    fc.property(values, fc.string(), fc.string(), (value, before, after) => {
      const mask = caseMask([['sub_openid', value]], []);
      return (
        !mask.data(`${before} ${value} ${after}`).includes(value) ||
        '‹masked, characters, digits letters and ASCII bytes of UTF-8›'.includes(value)
      );
    }),
    { numRuns: 2_000 },
  );
});

test.each(['x', '"', '\\', ':', '1.', 'a_', '"name":', 'token', '://', '@', '%40', '+1', ' ', '&name='])(
  'twenty thousand characters of %j are read in a moment',
  (unit) => {
    expect(cpuSeconds(() => none.data(unit.repeat(20_000 / unit.length)))).toBeLessThan(10);
  },
);
