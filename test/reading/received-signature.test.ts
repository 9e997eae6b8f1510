import { describe, expect, test } from 'vitest';
import { findSignature } from '../../src/reading/read-parameters.ts';

const headers = { 'x-qf-sign': 'HEADER', 'x-qf-signtype': 'sha256' };

test('what was typed goes before a header, a header before a parameter', () => {
  const parameters = [
    ['sign', 'PARAMETER'],
    ['txamt', '1'],
  ] as const;
  expect(findSignature({ signature: 'TYPED' }, { headers }, parameters).received).toBe('TYPED');
  expect(findSignature({}, { headers }, parameters).received).toBe('HEADER');
  expect(findSignature({}, undefined, parameters).received).toBe('PARAMETER');
  expect(findSignature({}, undefined, []).received).toBeUndefined();
});

test('says so when they differ by more than their case', () => {
  const signs = (sign: string) => findSignature({}, { headers }, [['sign', sign]]).remarks;
  expect(signs('other')).toHaveLength(1);
  expect(signs('header')).toEqual([]);
});

test('takes headers that are written as parameters, and leaves only the parameters', () => {
  const found = findSignature({}, undefined, [
    ['txamt', '1'],
    ['X-Qf-Sign', ' AB '],
    ['X-QF-SIGNTYPE', 'MD5'],
    ['X-QF-APPCODE', 'x'],
  ]);
  expect(found).toMatchObject({ received: 'AB', announced: 'MD5', parameters: [['txamt', '1']] });
});

describe('the announced hash', () => {
  test.each([
    ['what was typed', 'MD5', headers, 'MD5'],
    ['that of the header, in any case', undefined, headers, 'SHA256'],
    ['none with headers but not this one', undefined, { 'x-qf-sign': 'AB' }, 'none'],
    ['none with no headers in the message', undefined, {}, 'none'],
    ['unknown without headers', undefined, undefined, undefined],
  ] as const)('is %s', (_what, announced, given, expected) => {
    expect(findSignature({ announced }, given && { headers: given }, []).announced).toBe(expected);
  });

  test('of a header that names no hash is none, with a remark', () => {
    const found = findSignature({}, { headers: { 'x-qf-signtype': 'HMAC' } }, []);
    expect(found).toMatchObject({ announced: 'none', remarks: ['X-QF-SIGNTYPE is neither SHA256 nor MD5'] });
  });
});
