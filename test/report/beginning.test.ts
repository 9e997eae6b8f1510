import { expect, test } from 'vitest';
import { beginning } from '../../src/report/beginning.ts';

test.each([
  ['nothing', '', ''],
  ['as much as is shown', 'x'.repeat(200), 'x'.repeat(200)],
  ['more', 'x'.repeat(201), `${'x'.repeat(200)}…`],
  ['letters of two units, none of them cut in half', '😀'.repeat(201), `${'😀'.repeat(200)}…`],
])('shows %s', (_what, text, shown) => {
  expect(beginning(text)).toBe(shown);
});
