import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { exitCodes } from '../../src/errors.ts';
import { speak } from '../../src/language/t.ts';
import { testContext } from '../support/context.ts';

afterEach(() => speak(undefined));

async function run(argv: readonly string[]) {
  const context = testContext();
  return { exit_code: await main(argv, () => context), ...context.written };
}

test('help exit-codes has every code of the tool, in JSON too', async () => {
  const { exit_code, out } = await run(['help', 'exit-codes', '--json']);
  const { exit_codes } = JSON.parse(out) as { exit_codes: { code: number; name: string }[] };
  expect(Object.fromEntries(exit_codes.map(({ name, code }) => [name, code]))).toEqual(exitCodes);
  expect(exit_code).toBe(0);
});

test('help environment names the very variables that the code reads', async () => {
  const { out } = await run(['help', 'environment', '--json']);
  const told = (JSON.parse(out) as { variables: { name: string }[] }).variables.map(({ name }) => name);
  expect(told.sort()).toEqual(variablesRead());
});

test('a topic is told in Traditional Chinese', async () => {
  expect((await run(['help', 'exit-codes', '--lang', 'zh-Hant'])).out).toContain('本工具的缺陷');
});

test('help on nothing there is suggests the nearest topic', async () => {
  const { exit_code, err } = await run(['help', 'exit-code']);
  expect(exit_code).toBe(2);
  expect(err).toContain('qfpay help exit-codes');
});

function variablesRead(): string[] {
  const src = join(import.meta.dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((name) => name.endsWith('.ts') && !name.includes('help-topics') && !name.startsWith('language'))
    .map((name) => readFileSync(join(src, name), 'utf8'));
  const names = texts.flatMap((text) => text.match(/QFPAY_[A-Z_]*[A-Z]\b/g) ?? []);
  return [...new Set(names)].filter((name) => !/_(PROD|TEST|SANDBOX|LOCAL)(_|$)/.test(name)).sort();
}
