import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainSignature, sign, UsageError, verifyNotification, verifyResponse } from '../../src/library/index.ts';
import { signNotification } from '../../src/notification/notification.ts';
import { ClientKey, localKey } from '../../src/signature/client-key.ts';

const key = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const published = { mchid: 'ZaMVg12345', txamt: 100, txcurrcd: 'HKD' };
const body =
  '{"notify_type": "payment", "syssn": "20260302180500020000000001", "txamt": 1280, "goods_name": "\\u5976\\u8336"}';
const headers = { 'X-QF-SIGN': signNotification(body, new ClientKey(key)), 'Content-Type': 'application/json' };

test.each([
  ['SHA256', '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8'],
  ['MD5', '3CB3AA9C21D818AB4CAFAA8FA3FEACF4'],
] as const)("sign gives the digest of QFPay's published rule with %s", (sign_type, digest) => {
  expect(sign(published, 'abcd1234', { sign_type })).toBe(digest);
});

test('parameters as an object, as pairs and as URLSearchParams have one signature', () => {
  const pairs = Object.entries(published).map(([name, value]): [string, string] => [name, String(value)]);
  expect(new Set([published, pairs, new URLSearchParams(pairs)].map((each) => sign(each, key))).size).toBe(1);
});

test('undefined and empty values are left out, and zero is a value', () => {
  expect(sign({ ...published, goods_name: '', udid: undefined }, key)).toBe(sign(published, key));
  expect(sign({ ...published, page: 0 }, key)).not.toBe(sign(published, key));
});

test.each([
  ['a float', 12.8],
  ['a number beyond what JavaScript counts', 2 ** 60],
  ['not a number', Number.NaN],
  ['null', null],
  ['an object', { a: 1 }],
  ['a truth', true],
])('%s is refused by the name of its parameter, for it is not sent as it is printed', (_what, txamt) => {
  expect(() => sign({ txamt } as never, key)).toThrow(/^txamt must be/);
});

test.each(['', ' ', `${key}\n`, undefined, 42])('what cannot be a key is refused without a word of it: %j', (wrong) => {
  expect(() => sign(published, wrong as string)).toThrow(TypeError);
  expect(() => sign(published, `${key}\n`)).not.toThrow(new RegExp(key));
});

describe('a notification', () => {
  test.each([
    ['text', body],
    ['a Buffer', Buffer.from(body)],
    ['bytes', new TextEncoder().encode(body)],
    ['an ArrayBuffer', new Uint8Array(Buffer.from(body)).buffer],
    ['a Buffer that is a part of a larger one', Buffer.from(`xx${body}`).subarray(2)],
  ])('is valid over its raw bytes, given as %s', (_what, bytes) => {
    const found = verifyNotification({ body: bytes, headers }, key);
    expect(found).toMatchObject({
      valid: true,
      notify_type: 'payment',
      notification: { txamt: '1280', goods_name: '奶茶' },
    });
  });

  test('is found by headers of Node, by several values of one and by those of fetch', () => {
    const lower = { 'x-qf-sign': [headers['X-QF-SIGN']], host: undefined };
    for (const each of [lower, new Headers(headers), Object.entries(headers)])
      expect(verifyNotification({ body, headers: each }, key).valid).toBe(true);
  });

  test.each([
    ['parsed', JSON.parse(body)],
    ['a list', [1]],
    ['nothing', undefined],
    ['null', null],
  ])('that is %s is refused as what is not the raw bytes', (_what, wrong) => {
    expect(() => verifyNotification({ body: wrong as string, headers }, key)).toThrow(TypeError);
    expect(() => verifyNotification({ body: wrong as string, headers }, key)).toThrow('the raw bytes');
  });

  test('of which one byte differs tells nothing but that', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), (at) => {
        const bytes = Buffer.from(body);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        expect(verifyNotification({ body: bytes, headers }, key)).toEqual({ valid: false, reason: expect.any(String) });
      }),
    );
  });

  test('without a signature says so, and is not looked into', () => {
    expect(verifyNotification({ body, headers: {} }, key)).toEqual({
      valid: false,
      reason: 'there is no X-QF-SIGN header',
    });
  });

  test('that was parsed and written again is not valid', () => {
    const again = JSON.stringify(JSON.parse(body));
    expect(verifyNotification({ body: again, headers }, key).valid).toBe(false);
  });
});

describe('a response', () => {
  const answer = '{"respcd": "0000", "resperr": "", "txamt": "1280"}';
  const signed = { 'X-QF-SIGN': signNotification(answer, new ClientKey(key)) };

  test('signed over its raw body is verified, whole', () => {
    expect(verifyResponse({ body: answer, headers: signed }, key)).toEqual({
      verified: true,
      scheme: 'raw-body',
      covers: 'whole',
    });
  });

  test('without a signature is not verified, and nothing is said of a scheme', () => {
    expect(verifyResponse({ body: answer, headers: {} }, key)).toEqual({ verified: false });
  });

  test("that hands the request's own signature back proves nothing", () => {
    const request = { respcd: '0000', txamt: '1280' };
    const echoed = { 'X-QF-SIGN': sign(request, key, { sign_type: 'MD5' }) };
    const found = verifyResponse({ body: '{"respcd":"0000","txamt":"1280"}', headers: echoed, request }, key);
    expect(found).toMatchObject({ verified: false, covers: 'partial' });
  });
});

test('explainSignature names the cause as qfpay verify does, and never the key', async () => {
  const sha256 = sign({ ...published, sign_type: undefined }, key);
  const text = `POST /trade/v1/payment HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nX-QF-SIGN: ${sha256}\n\nmchid=ZaMVg12345&txamt=100&txcurrcd=HKD`;
  const document = await explainSignature({ text, key });
  expect(document).toMatchObject({ schema_version: 1, command: 'verify', valid: false });
  expect(JSON.stringify(document)).toContain('missing-signtype-header');
  expect(JSON.stringify(document)).not.toContain(key);
});

test('explainSignature masks a key that stands in the text', async () => {
  const text = `mchid=ZaMVg12345&txamt=100&txcurrcd=HKD${localKey} sign=${sign(published, localKey)}`;
  expect(JSON.stringify(await explainSignature({ text, key: localKey }))).not.toContain(localKey);
});

test('what explainSignature refuses is told without the key and without flags', async () => {
  const failure: unknown = await explainSignature({ text: `goods_name=${key}&txamt`, key }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(UsageError);
  expect(`${String(failure)} ${JSON.stringify(failure)}`).not.toContain(key);
  expect((failure as Error).message).not.toContain('--');
});
