import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorRows, jsonPage, referencePage } from '../../scripts/reference-pages.ts';
import { commands } from '../../src/commands/index.ts';
import { schemaNames } from '../../src/commands/schema.ts';
import { exitCodes } from '../../src/errors.ts';

const docs = join(import.meta.dirname, '../../docs');

test('docs/json.md is what the schemas say', async () => {
  const page = jsonPage();
  await expect(page).toMatchFileSnapshot(join(docs, 'json.md'));
  for (const name of schemaNames) expect(page).toContain(`\n### ${name}\n`);
});

test('docs/reference.md is what the tables of the commands say', async () => {
  const page = await referencePage();
  await expect(page).toMatchFileSnapshot(join(docs, 'reference.md'));
  for (const { name } of commands) expect(page).toContain(`\n## ${name}\n`);
  expect(page).toContain('`--max-per-minute <n>`');
  // Every command is loaded for it.
}, 60_000);

test('the table of error codes has every exit status, with its number', () => {
  const { ok: _ok, ...others } = exitCodes;
  const named = errorRows().map(([name = '', exit]) => [name.replaceAll('`', ''), Number(exit)]);
  expect(Object.fromEntries(named)).toEqual({ ...others, differences: exitCodes.declined });
});
