import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMail } from '../../../src/commands/profile/mail.ts';
import { isPlaceholder, oddLength } from '../../../src/merchant/identity.ts';

const code = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const key = '0F1E2D3C4B5A69788796A5B4C3D2E1F0';
const whole = { app_code: code, client_key: key, mchid: 'ZaMVg12345', unlabelled: [], repeated: [] };

describe('app code, key and store number are picked by their labels', () => {
  test.each<[string, string]>([
    ['of a plain mail', `Dear merchant,\n\nApp Code: ${code}\nClient Key: ${key}\nMCHID: ZaMVg12345\n\nRegards`],
    ['of one line', `App Code: ${code}, Client Key: ${key}; mchid: ZaMVg12345.`],
    ['with the value on the next line', `App code\n${code}\n\nClient key\n${key}\n\nStore ID\nZaMVg12345\n`],
    ['of a table', `| App Code | ${code} |\n| Client Key | ${key} |\n| Merchant ID | ZaMVg12345 |`],
    ['with tabs', `AppCode\t${code}\nKey\t${key}\nmchid\tZaMVg12345`],
    ['in simplified Chinese', `应用代码：${code}\n商户密钥：${key}\n商户号：ZaMVg12345`],
    ['in traditional Chinese', `應用代碼為 ${code}\n密鑰：${key}\n商戶編號：ZaMVg12345`],
    ['of variables', `QFPAY_APPCODE=${code}\nQFPAY_KEY='${key}'\nQFPAY_MCHID=ZaMVg12345`],
    ['of JSON', `{"app_code": "${code}", "client_key": "${key}", "mchid": "ZaMVg12345"}`],
    [
      'with words in brackets',
      `App code (public): ${code}\nClient key (keep it secret): **${key}**\nmchid: ZaMVg12345`,
    ],
    ['with what is not seen', `App Code:\u00a0${code}\u200b\r\nKey:\u200b ${key}\r\nMCHID: ZaMVg12345`],
    ['said in sentences', `Your app code is ${code} and your client key is ${key}. The store ID is ZaMVg12345.`],
  ])('%s', (_what, mail) => {
    expect(readMail(mail)).toEqual(whole);
  });
});

describe('what no label names is not taken', () => {
  test.each<[string, string]>([
    ['two values alone', `${code}\n\n${key}`],
    ['a label for both', `App code and key:\n${code}\n${key}`],
    ['a label for both on their line', `Key / App code: see below\n${code}\n${key}`],
    ['a row of labels over a row of values', `App Code\tClient Key\n${code}\t${key}`],
    ['a column of labels before one of values', `App Code\nClient Key\n${code}\n${key}`],
    ['values above their labels', `${code}\nApp Code\n${key}\nClient Key`],
    ['values before their labels', `${code} (App Code)\n${key} (Client Key)`],
  ])('%s', (_what, mail) => {
    const read = readMail(mail);
    expect([read.app_code, read.client_key]).toEqual([undefined, undefined]);
    expect(read.unlabelled.map(({ value }) => value)).toEqual([code, key]);
  });

  test('a value is known by the line that it stands in', () => {
    expect(readMail(`Hello\n${code}\n\n${key}`).unlabelled.map(({ line }) => line)).toEqual([2, 4]);
  });

  test('of two environments in one mail none is chosen', () => {
    const read = readMail(`Sandbox\nApp code: ${code}\nKey: ${key}\nProduction\nApp code: ${key}\nKey: ${code}`);
    expect(read).toEqual({ unlabelled: [], repeated: ['app_code', 'client_key'] });
  });

  test('whatever stands around them, a value that has the label of one is never the other', () => {
    const noise = fc.array(
      fc.constantFrom('Dear', 'merchant', 'please', 'keep', 'it', '密', '您好', '-', '\n', '\t', ' '),
    );
    fc.assert(
      fc.property(noise, noise, noise, fc.boolean(), (before, between, after, swapped) => {
        const parts = [`App code: ${code}`, `Client key: ${key}`];
        const [first, second] = swapped ? parts.toReversed() : parts;
        const read = readMail([...before, '\n', first, '\n', ...between, '\n', second, '\n', ...after].join(' '));
        expect([read.app_code, read.client_key]).toEqual([code, key]);
      }),
    );
  });

  test('a mail of any shape is read', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (mail) => void readMail(mail)));
  });
});

test.each([
  'your_app_code_here',
  'YOUR_CLIENT_KEY',
  'your client key',
  '<client key>',
  '{{key}}',
  'xxxxxxxx',
  'changeme',
  '您的密钥',
])('%s is a placeholder', (text) => {
  expect(isPlaceholder(text)).toBe(true);
});

test.each([code, key, 'ZaMVg12345', '1234ABCD', 'key', 'A-1', 'your1234567890your1234567890your'])(
  '%s is none',
  (text) => {
    expect(isPlaceholder(text)).toBe(false);
  },
);

test('a length that QFPay does not give is told in characters', () => {
  expect(oddLength('client_key', key.slice(1))).toBe("31 characters; QFPay's keys have 32");
  expect(oddLength('app_code', code.slice(1))).toBe("31 characters; QFPay's app codes have 32");
  expect([oddLength('client_key', key), oddLength('app_code', code), oddLength('app_code', '1234ABCD')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
