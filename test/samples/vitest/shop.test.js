import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the shop is paid and gives back', () => {
  const till = new URL('../till.mjs', import.meta.url);
  const output = execFileSync(process.execPath, [till.pathname], { encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual(['0000', '奶茶 & 茶', '0000', '0000']);
});
