import { expect, test } from 'vitest';
import { form } from '../../src/reading/form.ts';
import { charsetFaults } from '../../src/reading/vocabulary.ts';

test('names each value that no text can stand for', () => {
  expect(charsetFaults(form().read('a=%D6%D0&b=1&c=%FF'))).toEqual([
    { field: 'a', rule: 'must be UTF-8 when it is percent-decoded' },
    { field: 'c', rule: 'must be UTF-8 when it is percent-decoded' },
  ]);
  expect(charsetFaults(form().read('a=%E5%92%96'))).toEqual([]);
});
