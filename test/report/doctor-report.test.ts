import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/language/languages.ts';
import { speak } from '../../src/language/t.ts';
import { renderText } from '../../src/render/text.ts';
import { doctorReport, failed, ok, skipped, warning } from '../../src/report/doctor-report.ts';

const checks = [ok('node', 'A'), skipped('.env', 'B'), warning('clock', 'C', 'do'), failed('app_code', 'D', 'do')];

async function told(shows_all = true): Promise<string[]> {
  const text = await renderText(doctorReport(checks, { shows_all }).blocks, { is_tty: false, columns: 80, color: 0 });
  return text.split('\n').filter((line) => /[A-D]$/.test(line));
}

test('each check says how it went in a word, in line, the worst first', async () => {
  expect(await told()).toEqual([
    'FAIL     app_code  D',
    'warning  clock     C',
    'ok       node      A',
    'skipped  .env      B',
  ]);
});

test('in Chinese, too', async () => {
  speak(await loadCatalogue('zh-Hant'));
  expect(await told()).toEqual(['失敗  app_code  D', '警告  clock     C', '正常  node      A', '跳過  .env      B']);
});

test('what is fine is a number, unless all is asked for', async () => {
  expect(await told(false)).toEqual(['FAIL     app_code  D', 'warning  clock     C']);
  const { blocks } = doctorReport(checks);
  expect(blocks.at(-1)).toMatchObject({ text: '1 checks are fine, 1 skipped: --all shows them' });
});

test('a reason that checks share is said once to a person, and with each in the document', () => {
  const report = doctorReport([ok('env', 'prod', 'as it was said'), ok('key', 'k', 'as it was said')], {
    shows_all: true,
  });
  const found = report.blocks.map((block) => (block.kind === 'headline' ? block.text : ''));
  expect(found.slice(0, 2)).toEqual(['prod (as it was said)', 'k']);
  expect(report.data).toMatchObject({ checks: [{ found: 'prod (as it was said)' }, { found: 'k (as it was said)' }] });
});
