import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import { canonicalText, checkoutRule, digest, type Parameter, sign } from '../../src/signature/sign.ts';
import {
  holdAgainst,
  isProven,
  isSameDigest,
  notificationAttempts,
  requestAttempts,
  responseAttempts,
  verifyResponse,
} from '../../src/signature/verify.ts';
import { recordedBodies, recordedBody } from '../fixtures/bodies.ts';
import { publishedVectors } from '../support/published-vectors.ts';

const key = new ClientKey('KEY1abcdef');

test('hex case and space around a digest make no difference', () => {
  expect(isSameDigest('ABCDEF', ' abcdef\n')).toBe(true);
  expect(isSameDigest('ABCDEF', 'ABCDEE')).toBe(false);
  expect(isSameDigest('ABCDEF', 'ABCDE')).toBe(false);
  expect(isSameDigest('ABCDE', 'ABCDEF')).toBe(false);
  expect(isSameDigest('', 'A')).toBe(false);
});

test.each(publishedVectors)('takes the signatures of $name', (vector) => {
  const own = new ClientKey(vector.key);
  for (const sign_type of ['MD5', 'SHA256'] as const) {
    const verdict = holdAgainst(requestAttempts(vector.parameters, sign_type), vector[sign_type].toLowerCase(), own);
    expect(verdict).toMatchObject({ is_valid: true, expected: vector[sign_type], tried: 1 });
  }
});

test('any other digest of the right length is refused, and the documented one expected', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-F]{64}$/), (received) => {
      const verdict = holdAgainst(requestAttempts([['txamt', '100']], 'SHA256'), received, key);
      expect(verdict.is_valid).toBe(false);
      expect(verdict.expected).toBe(sign([['txamt', '100']], key, 'SHA256'));
    }),
  );
});

test.each(recordedBodies)(
  'takes the recorded signature of $body',
  ({ body, kind, sample_key, x_qf_sign_raw_body_md5 }) => {
    const bytes = Buffer.from(recordedBody(body.replace('.body', '')), 'latin1');
    const signed = { body: bytes, received: x_qf_sign_raw_body_md5 };
    const attempts = kind === 'notification' ? notificationAttempts(bytes) : responseAttempts(signed, undefined);
    expect(holdAgainst(attempts, signed.received, new ClientKey(sample_key))).toMatchObject({
      is_valid: true,
      against: { scheme: 'raw-body', sign_type: 'MD5' },
      tried: 1,
    });
  },
);

describe('a response', () => {
  const top = [
    ['respcd', '0000'],
    ['respmsg', ''],
    ['syssn', '1'],
  ] as const;
  const data = [
    ['txamt', '10'],
    ['cancel', ''],
  ] as const;
  const body = Buffer.from('{"respcd": "0000"}');

  const nested = { top, data, has_nested: true };

  test.each([
    ['raw-body', '{"respcd": "0000"}', {}],
    ['sorted-data', 'txamt=10', { covers: 'partial' }],
    ['sorted-fields', 'respcd=0000&syssn=1', { covers: 'partial' }],
    ['sorted-fields-without-status', 'syssn=1', { covers: 'partial' }],
  ] as const)('is found to be signed by %s, and whether that covers what decides', (scheme, text, covers) => {
    const md5 = digest(text, key, 'MD5');
    expect(verifyResponse({ body, received: md5, key }, nested)).toEqual({ scheme, sign_type: 'MD5', ...covers });
    const sha256 = digest(text, key, 'SHA256');
    expect(verifyResponse({ body, received: sha256, key, announced: 'SHA256' }, nested)).toEqual({
      scheme,
      sign_type: 'SHA256',
      ...covers,
    });
  });

  const flat = [
    ['respcd', '0000'],
    ['resperr', 'success'],
    ['syssn', '1'],
  ] as const;
  const flat_text = 'respcd=0000&resperr=success&syssn=1';
  const coversOf = (fields: readonly Parameter[], has_nested: boolean, request_text?: string) => {
    const received = digest(canonicalText(fields), key, 'MD5');
    return verifyResponse({ body, received, key, request_text }, { top: fields, has_nested });
  };

  test('is covered by its sorted fields where they hold all of it, the respcd too', () => {
    expect(coversOf(flat, false)).toEqual({ scheme: 'sorted-fields', sign_type: 'MD5' });
  });

  test.each(['resperr', 'respmsg', 'errmsg', 'sysdtm', 'paydtm'])('is covered where %s is what tells it', (name) => {
    const fields = [
      ['respcd', '0000'],
      [name, 'x'],
    ] as const;
    expect(coversOf(fields, false)).toEqual({ scheme: 'sorted-fields', sign_type: 'MD5' });
  });

  test.each<[string, readonly Parameter[], boolean, string?]>([
    ['something nested stands beside them', flat, true],
    ['they hold no respcd', flat.slice(1), false],
    ['a request may have had them: a query can ask for a respcd', [flat[0], flat[2]], false],
    ['they are those of the request itself', flat, false, flat_text],
    ['a name hides another field', [...flat, ['syssn=2&txamt', '1']], false],
    ['a name is given twice', [['respcd', '1143'], ...flat], false],
  ])('is covered in part where %s', (_why, fields, has_nested, request_text) => {
    expect(coversOf(fields, has_nested, request_text)).toMatchObject({ covers: 'partial' });
  });

  test('never is a request proven to be an answer, whatever it asks for', () => {
    const names = fc.constantFrom('mchid', 'out_trade_no', 'respcd', 'syssn', 'txamt', 'txcurrcd', 'pay_type', 'page');
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ minLength: 1 }), { minKeys: 1 }), (request) => {
        expect(coversOf(Object.entries(request), false)).toMatchObject({ covers: 'partial' });
      }),
    );
  });

  test('that announces SHA256 may all the same be signed with MD5', () => {
    const received = digest(body, key, 'MD5');
    expect(verifyResponse({ body, received, key, announced: 'SHA256' }, undefined)?.sign_type).toBe('MD5');
  });

  test('without its status is signed by none of what tells that', () => {
    const told = [
      ['respcd', '0000'],
      ['resperr', 'success'],
      ['respmsg', 'OK'],
      ['syssn', '1'],
    ] as const;
    const received = digest('syssn=1', key, 'MD5');
    expect(verifyResponse({ body, received, key }, { top: told, has_nested: true })).toMatchObject({
      scheme: 'sorted-fields-without-status',
      covers: 'partial',
    });
  });

  test.each([
    ['SHA256 and then MD5 where the signature is as long as one of SHA256', ' '.repeat(3), 64, undefined, 'SHA256'],
    ['MD5 alone where it is as long as one of MD5', ' '.repeat(32), 32, undefined, 'MD5'],
    ['MD5 alone where MD5 is announced, however long it is', '', 64, 'MD5', 'MD5'],
    ['SHA256 and then MD5 where SHA256 is announced, however long it is', '', 32, 'SHA256', 'SHA256'],
  ] as const)('is held against %s', (_what, space, length, announced, first) => {
    const received = `${'A'.repeat(length)}${space}`;
    const attempts = responseAttempts({ body, received, announced }, undefined);
    const tried = attempts.map(({ sign_type }) => sign_type);
    expect(tried).toEqual(first === 'SHA256' ? ['SHA256', 'MD5'] : ['MD5']);
  });

  test('whose body changed by one byte matches nothing', () => {
    const received = digest(body, key, 'MD5');
    expect(verifyResponse({ body: Buffer.from('{"respcd":"0000"}'), received, key }, nested)).toBeUndefined();
  });
});

test('a notification is held against its raw bytes alone, with MD5 unless another hash is announced', () => {
  const body = Buffer.from('{"a": "1"}');
  expect(notificationAttempts(body)).toEqual([{ scheme: 'raw-body', sign_type: 'MD5', content: body }]);
  expect(notificationAttempts(body, 'SHA256')).toMatchObject([{ sign_type: 'SHA256' }]);
});

test('a checkout that signs lang is taken as well, after one that does not', () => {
  const parameters = [
    ['lang', 'en'],
    ['txamt', '100'],
    ['sign_type', 'SHA256'],
  ] as const;
  const contents = requestAttempts(parameters, 'SHA256', checkoutRule).map(({ content }) => content);
  expect(contents).toEqual(['sign_type=SHA256&txamt=100', 'lang=en&sign_type=SHA256&txamt=100']);
  const refused = holdAgainst(requestAttempts(parameters, 'SHA256', checkoutRule), 'A'.repeat(64), key);
  expect(refused).toEqual({
    ...{ is_valid: false, tried: 2, expected: digest('sign_type=SHA256&txamt=100', key, 'SHA256') },
    against: { scheme: 'sorted-params', sign_type: 'SHA256', content: 'sign_type=SHA256&txamt=100' },
  });
});

test.each<[string, readonly Parameter[]]>([
  ['it has none', [['sign', 'AB']]],
  ['its lang has no value', [['lang', '']]],
])('a checkout is held against one text where %s', (_why, others) => {
  const attempts = requestAttempts([['txamt', '100'], ...others], 'MD5', checkoutRule);
  expect(attempts.map(({ content }) => content)).toEqual(['txamt=100']);
});

test('a match proves what it covers: not one that leaves out what decides, and no digest that does not match', () => {
  const against = { scheme: 'raw-body', sign_type: 'MD5', content: '' } as const;
  const verdict = { is_valid: true, against, expected: '', tried: 1 };
  expect(isProven(verdict)).toBe(true);
  expect(isProven({ ...verdict, against: { ...against, covers: 'partial' } })).toBe(false);
  expect(isProven({ ...verdict, is_valid: false })).toBe(false);
  expect(isProven({ ...verdict, is_valid: false, against: { ...against, covers: 'partial' } })).toBe(false);
});
