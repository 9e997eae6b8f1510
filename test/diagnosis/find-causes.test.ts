import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SignatureCase } from '../../src/diagnosis/cause-rules.ts';
import { findCauses } from '../../src/diagnosis/find-causes.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digest, type SignType } from '../../src/signature/sign.ts';
import { notificationAttempts, requestAttempts } from '../../src/signature/verify.ts';

const key = new ClientKey('a key for this file');
const text = 'txamt=100&txcurrcd=HKD';

function request(received: string, announced: SignatureCase['announced'], sign_type: SignType): SignatureCase {
  const attempts = requestAttempts(
    [
      ['txamt', '100'],
      ['txcurrcd', 'HKD'],
    ],
    sign_type,
  );
  return { kind: 'request', received, announced, attempts, body: Buffer.alloc(0) };
}

function notification(body: Buffer, signed: Buffer): SignatureCase {
  return {
    kind: 'notification',
    received: digest(signed, key, 'MD5'),
    announced: undefined,
    attempts: notificationAttempts(body),
    body,
  };
}

const sha256 = digest(text, key, 'SHA256');
const md5 = digest(text, key, 'MD5');
const json = '{"a": "1"}';

test.each<[string, string[], SignatureCase]>([
  ['SHA256 without its header', ['missing-signtype-header'], request(sha256, 'none', 'MD5')],
  ['SHA256 that is announced as MD5', ['wrong-sign-type'], request(sha256, 'MD5', 'MD5')],
  ['MD5 that is announced as SHA256', ['wrong-sign-type'], request(md5, 'SHA256', 'SHA256')],
  ['half of a SHA256', ['truncated-signature'], request(sha256.slice(0, 32), 'SHA256', 'SHA256')],
  ['an MD5 without its last digit', ['truncated-signature'], request(md5.slice(0, 31), undefined, 'MD5')],
  ['a line end that was added', ['bom-or-crlf'], notification(Buffer.from(`${json}\n`), Buffer.from(json))],
  ['a CRLF that was added', ['bom-or-crlf'], notification(Buffer.from(`${json}\r\n`), Buffer.from(json))],
  ['a byte order mark', ['bom-or-crlf'], notification(Buffer.from(`\uFEFF${json}`), Buffer.from(json))],
  ['CRLF for LF', ['bom-or-crlf'], notification(Buffer.from('{\r\n}'), Buffer.from('{\n}'))],
  ['a signature of something else', [], request(digest('other', key, 'SHA256'), 'SHA256', 'SHA256')],
  ['too few digits to prove anything', [], request(sha256.slice(0, 15), 'SHA256', 'SHA256')],
])('%s: %j', (_what, ids, signed) => {
  expect(findCauses(signed, key).causes.map(({ id }) => id)).toEqual(ids);
});

test('names a cause for no digest that is not reproduced, whatever its length', () => {
  const received = fc.oneof(fc.stringMatching(/^[0-9A-F]{16,64}$/), fc.stringMatching(/^[0-9A-F]{64}$/), fc.string());
  const announced = fc.constantFrom('SHA256', 'MD5', 'none', undefined);
  fc.assert(
    fc.property(received, announced, fc.constantFrom<SignType>('SHA256', 'MD5'), (text, header, sign_type) => {
      expect(findCauses(request(text, header, sign_type), key).causes).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('counts the digests that it computed, and computes none that cannot match by its length', () => {
  expect(findCauses(request('A'.repeat(64), 'none', 'MD5'), key).tried).toBe(1);
  expect(findCauses(request('A'.repeat(5), 'none', 'MD5'), key).tried).toBe(0);
});

test('each cause says what to do, and repeats no key', () => {
  const [cause] = findCauses(request(sha256, 'none', 'MD5'), key).causes;
  expect(cause?.fix).toContain('X-QF-SIGNTYPE: SHA256');
  expect(JSON.stringify(cause)).not.toContain('a key for this file');
});
