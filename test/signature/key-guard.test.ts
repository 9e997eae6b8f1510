import { expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import { keyFaults } from '../../src/signature/sign.ts';
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
