import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/language/load-catalogue.ts';
import { speak } from '../../src/language/t.ts';
import { renderText } from '../../src/render/text.ts';
import { doctorReport, failed, ok, skipped, warning } from '../../src/report/doctor-report.ts';

const checks = [ok('node', 'A'), skipped('.env', 'B'), warning('clock', 'C', 'do'), failed('app_code', 'D', 'do')];

async function told(): Promise<string[]> {
  const text = await renderText(doctorReport(checks).blocks, { is_tty: false, columns: 80, color: 0 });
  return text.split('\n').filter((line) => /[A-D]$/.test(line));
}

test('each check says how it went in a word, in line', async () => {
  expect(await told()).toEqual([
    'ok       node      A',
    'skipped  .env      B',
    'warning  clock     C',
    'FAIL     app_code  D',
  ]);
});

test('in Chinese, too', async () => {
  speak(await loadCatalogue('zh-Hant'));
  expect(await told()).toEqual(['正常  node      A', '跳過  .env      B', '警告  clock     C', '失敗  app_code  D']);
});
