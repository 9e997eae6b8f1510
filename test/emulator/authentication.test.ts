import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { authenticate } from '../../src/emulator/authentication.ts';
import { ClientKey } from '../../src/signature/client-key.ts';

/** The example of QFPay's documents; the digests were made with md5sum and sha256sum. */
const documented: [string, string][] = [
  ['mchid', 'ZaMVg12345'],
  ['txamt', '100'],
  ['txcurrcd', 'HKD'],
];
const md5 = '3CB3AA9C21D818AB4CAFAA8FA3FEACF4';
const sha256 = '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8';
const merchant = { client_key: new ClientKey('abcd1234'), mchids: ['ZaMVg12345'] };

function check(headers: Record<string, string>, parameters = documented, of = merchant) {
  const request = { method: 'POST', path: '/', query: '', headers, body: new Uint8Array() };
  return authenticate(request, parameters, of)?.respcd ?? 'right';
}

test.each<[string, Record<string, string>, string]>([
  ['MD5 without a header for the type', { 'x-qf-sign': md5 }, 'right'],
  ['MD5 in small letters', { 'x-qf-sign': md5.toLowerCase() }, 'right'],
  ['MD5 named as such', { 'x-qf-sign': md5, 'x-qf-signtype': 'MD5' }, 'right'],
  ['SHA256 with its header', { 'x-qf-sign': sha256, 'x-qf-signtype': 'SHA256' }, 'right'],
  ['SHA256 in small letters', { 'x-qf-sign': sha256.toLowerCase(), 'x-qf-signtype': 'SHA256' }, 'right'],
  ['SHA256 without its header', { 'x-qf-sign': sha256 }, '1108'],
  ['MD5 announced as SHA256', { 'x-qf-sign': md5, 'x-qf-signtype': 'SHA256' }, '1108'],
  ['no signature', {}, '1108'],
  ['a signature of half the length', { 'x-qf-sign': md5.slice(0, 16) }, '1108'],
  ['one digit changed', { 'x-qf-sign': md5.replace('3', '4') }, '1108'],
])('%s (%j): %s', (_what, headers, verdict) => {
  expect(check(headers)).toBe(verdict);
});

describe('what is signed', () => {
  const other = { client_key: new ClientKey('abcd1234') };

  test('a parameter that was changed on the way is refused', () => {
    expect(check({ 'x-qf-sign': md5 }, [...documented.slice(0, 1), ['txamt', '101'], ['txcurrcd', 'HKD']])).toBe(
      '1108',
    );
  });

  test('`sign` in the body is not signed', () => {
    expect(check({ 'x-qf-sign': md5 }, [...documented, ['sign', md5]])).toBe('right');
  });

  test('`sign` in the body is not signed beside an empty parameter that is', () => {
    expect(
      check({ 'x-qf-sign': 'D2E7370435D1BD0BF244175A95FC7FBC' }, [...documented, ['phone', ''], ['sign', 'x']]),
    ).toBe('right');
  });

  test('an empty parameter may be signed or left out', () => {
    // md5 of "mchid=ZaMVg12345&phone=&txamt=100&txcurrcd=HKDabcd1234"
    expect(check({ 'x-qf-sign': 'D2E7370435D1BD0BF244175A95FC7FBC' }, [...documented, ['phone', '']])).toBe('right');
    expect(check({ 'x-qf-sign': md5 }, [...documented, ['phone', '']])).toBe('right');
  });

  test('a parameter that comes twice is signed twice, in its order', () => {
    // md5 of "a=2&a=1abcd1234"
    const parameters: [string, string][] = [
      ['a', '2'],
      ['a', '1'],
    ];
    expect(check({ 'x-qf-sign': 'A121FAFD019AF4158A15A1777BA6552D' }, parameters, { ...merchant, mchids: [] })).toBe(
      'right',
    );
    expect(
      check({ 'x-qf-sign': 'A121FAFD019AF4158A15A1777BA6552D' }, parameters.toReversed(), { ...merchant, mchids: [] }),
    ).toBe('1108');
  });

  test('UTF-8 values are signed raw', () => {
    // md5 of "goods_name=一杯 咖啡&mchid=ZaMVg12345abcd1234"
    const parameters: [string, string][] = [
      ['mchid', 'ZaMVg12345'],
      ['goods_name', '一杯 咖啡'],
    ];
    expect(check({ 'x-qf-sign': '471B4488304B618D487660EDB6BC1FC5' }, parameters)).toBe('right');
  });

  test.each<[string, [string, string][], readonly string[] | undefined, string | undefined]>([
    ['the merchant has none and sends none', [], undefined, undefined],
    ['the merchant has none and sends one', [['mchid', 'ZaMVg12345']], undefined, 'MCHCODE非法'],
    ['the merchant has none and sends an empty one', [['mchid', '']], undefined, 'MCHCODE非法'],
    ['an agent sends one of his shops', [['mchid', 'B']], ['A', 'B'], undefined],
    ['an agent sends another shop', [['mchid', 'C']], ['A', 'B'], 'MCHCODE非法'],
    ['an agent sends none', [], ['A', 'B'], 'MCHCODE非法'],
    [
      'an agent sends a right and a wrong one',
      [
        ['mchid', 'C'],
        ['mchid', 'A'],
      ],
      ['A', 'B'],
      'MCHCODE非法',
    ],
  ])('mchid: %s', (_what, parameters, mchids, resperr) => {
    // The signature is right, so that only the mchid decides.
    const text = parameters.map(([name, value]) => `${name}=${value}`).join('&');
    const headers = { 'x-qf-sign': createHash('md5').update(`${text}abcd1234`).digest('hex') };
    const request = { method: 'POST', path: '/', query: '', headers, body: new Uint8Array() };
    const refusal = authenticate(request, parameters, { ...other, ...(mchids ? { mchids } : {}) });
    expect(refusal?.resperr).toBe(resperr);
    expect(refusal?.respcd).toBe(resperr && '1108');
  });
});
