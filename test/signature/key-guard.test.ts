import { expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import { keyFaults, refuseKey } from '../../src/signature/sign.ts';
import { testKeys } from '../support/keys.ts';

const key = new ClientKey(testKeys.sandbox);

test.each([
  ['a name', 'key', 'anything'],
  ['another name', 'client_key', 'anything'],
  ['a variable', 'QFPAY_KEY', 'anything'],
  ['its value', 'goods_name', testKeys.sandbox],
  ['its value at the end of another', 'txcurrcd', `HKD${testKeys.sandbox}`],
  ['its value in a name', `a${testKeys.sandbox}`, '1'],
])('refuses the key by %s, and repeats no value', (_how, name, value) => {
  const faults = keyFaults(
    [
      ['txamt', '100'],
      [name, value],
    ],
    key,
  );
  expect(faults).toHaveLength(1);
  expect(JSON.stringify(faults)).not.toContain(testKeys.sandbox);
  expect(JSON.stringify(faults)).not.toContain('anything');
});

test('takes parameters that only look a little like it', () => {
  expect(
    keyFaults(
      [
        ['keyword', 'key'],
        ['goods_name', 'key ring'],
        ['token', 'x'],
      ],
      key,
    ),
  ).toEqual([]);
});

test.each([
  ...['key', 'secret', 'clientkey', 'client_key', 'client-key', 'app_key', 'appsecret', 'api_key', 'secret_key'],
  ...['private-key', 'qfpaykey', 'qfpay_key', 'qfpay_client_key', 'QFPAY_KEY'],
])('%s is a name of the key', (name) => {
  expect(keyFaults([[name, 'x']], key)).toEqual([
    {
      field: name,
      rule: 'is named like the client key: the key is never a parameter',
      next: 'leave it out; the key comes from QFPAY_KEY, a profile or --key-file',
    },
  ]);
});

test.each(['monkey', 'public_key', 'turkey', 'keys', 'client__key', 'qfpay__key'])('%s is none', (name) => {
  expect(keyFaults([[name, 'x']], key)).toEqual([]);
});

test('of several keys each is looked for, in names and in values', () => {
  const other = new ClientKey('another key of 32 characters....');
  const held = [
    [`a${testKeys.sandbox}`, '1'],
    ['txamt', testKeys.sandbox],
  ] as const;
  expect(keyFaults(held, other, key).map(({ field, rule }) => [field, rule])).toEqual([
    ['parameter 1', 'has the client key in its name: the key is never a parameter'],
    ['txamt', 'holds the client key: the key is never a parameter'],
  ]);
});

test('what holds the key is refused before anything is done with it, and what does not is let through', () => {
  expect(() => refuseKey([['goods_name', testKeys.sandbox]], key)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.not.stringContaining(testKeys.sandbox) }),
  );
  expect(() => refuseKey([['goods_name', 'a cup of tea']], key)).not.toThrow();
});
