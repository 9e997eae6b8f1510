import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeHome, runQfpay } from '../support/run-qfpay.ts';

const found = ['soffice', 'localc'].find((name) => spawnSync(name, ['--version']).status === 0);
if (!found) process.stderr.write('\nSKIPPED  every workbook: there is no LibreOffice here (soffice, localc)\n');
const is_required = process.env['QFPAY_TEST_EXCEL'] === 'required';

/** A cell as LibreOffice has it: what kind it is, what it counts with, what it shows. */
interface ReadCell {
  readonly kind: string;
  readonly value: string;
  readonly shown: string;
}

interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly ReadCell[])[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(xml: string): string {
  return xml.replaceAll(/<[^>]*>/g, '').replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1];
}

/** The first sheet of a workbook in LibreOffice's own flat XML. */
function readFlat(path: string): ReadSheet {
  const xml = readFileSync(path, 'utf8');
  const table = /<table:table table:name="([^"]*)".*?<\/table:table>/s.exec(xml);
  const rows = [...(table?.[0] ?? '').matchAll(/<table:table-row.*?<\/table:table-row>/gs)].map(([row]) => {
    const cells = [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
      ([, tag = '', inner = '']) => {
        const times = Number(attribute(tag, 'table:number-columns-repeated') ?? 1);
        const shown = [...inner.matchAll(/<text:p[^>]*>(.*?)<\/text:p>/gs)]
          .map(([, text = '']) => plain(text))
          .join('\n');
        const kind = attribute(tag, 'office:value-type') ?? 'empty';
        const value = attribute(tag, 'office:value') ?? attribute(tag, 'office:date-value') ?? shown;
        return Array.from({ length: Math.min(times, 40) }, (): ReadCell => ({ kind, value, shown }));
      },
    );
    while (cells.at(-1)?.kind === 'empty') cells.pop();
    return cells;
  });
  return {
    name: table?.[1] ?? '',
    rows: rows.filter((cells) => cells.length > 0),
  };
}

/** Of a view nothing is left in what LibreOffice converts without a screen: this stands in the workbook itself. */
function isHeaderFrozen(path: string): boolean {
  const bytes = readFileSync(path);
  const name = 'xl/worksheets/sheet1.xml';
  const start = bytes.indexOf(name) - 30;
  const content = bytes.subarray(start + 30 + name.length + bytes.readUInt16LE(start + 28));
  const xml = (bytes.readUInt16LE(start + 8) === 0 ? content : inflateRawSync(content)).toString('utf8');
  return /<pane [^>]*ySplit="1"[^>]*state="frozen"/.test(xml);
}

const text = (value: string): ReadCell => ({ kind: 'string', value, shown: value });
const money = (value: string, shown: string): ReadCell => ({
  kind: expect.stringMatching(/float|currency/) as string,
  value,
  shown,
});

const long = '20261130000000000000000001';

/** A day of the shop with every kind of workbook, opened by LibreOffice with a profile of its own. */
async function sheetsOfADay(): Promise<(name: string) => ReadSheet> {
  const home = makeHome();
  const run = async (...argv: string[]) => {
    const result = await runQfpay([...argv, '--no-input'], { home, env: { QFPAY_ENV: 'local' } });
    expect(result.exit_code, result.stderr).toBe(argv[0] === 'reconcile' ? 4 : 0);
  };
  const pay = ['pay', '--pay-type', 'wechat-cpm', '--auth-code', '130000000000000001'];
  await run(...pay, '--amount', '1280.50', '--out-trade-no', long, '--goods-name', '奶茶');
  await run(...pay, '--amount', '8.05', '--out-trade-no', '00123', '--goods-name', '=1+1');
  writeFileSync(join(home.work, 'returns.csv'), `out_trade_no,amount\n${long},0.50\n`);
  writeFileSync(join(home.work, 'shop.csv'), `訂單編號,金額\n${long},1280.50\n00123,9.05\nTEA-9,3.00\n`);
  await run('refund-batch', 'returns.csv', '--xlsx', 'batch.xlsx');
  await run('query', '--since', '7d', '--all', '--xlsx', 'query.xlsx', '--lang', 'zh-Hant');
  await run('report', '--since', '7d', '--xlsx', 'report.xlsx');
  await run('history', '--xlsx', 'history.xlsx');
  await run('reconcile', 'shop.csv', '--since', '7d', '--xlsx', 'differences.xlsx');
  const names = ['batch', 'query', 'report', 'history', 'differences'];
  const profile = pathToFileURL(join(home.folder, 'profile')).href;
  const files = names.map((name) => join(home.work, `${name}.xlsx`));
  const flags = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', 'fods', '--outdir', home.work];
  execFileSync(found ?? '', [...flags, ...files], { stdio: 'pipe' });
  for (const file of files) expect(isHeaderFrozen(file), file).toBe(true);
  return (name) => readFlat(join(home.work, `${name}.fods`));
}

/** A column by its heading, without the heading. */
function column({ rows: [titles = [], ...rows] }: ReadSheet, title: string): (ReadCell | undefined)[] {
  const at = titles.findIndex(({ shown }) => shown === title);
  expect(at, title).not.toBe(-1);
  return rows.map((row) => row[at]);
}

test('LibreOffice is there where it is required', () => {
  if (is_required) expect(found).toBeDefined();
});

describe.skipIf(found === undefined)('what LibreOffice reads in a workbook', () => {
  test('is what was written, cell by cell, of every kind of workbook', async () => {
    const sheet = await sheetsOfADay();
    const query = sheet('query');
    expect(query.rows[0]?.map(({ shown }) => shown)).toEqual(expect.arrayContaining(['out_trade_no', '金額', '貨幣']));
    expect(column(query, 'out_trade_no')).toEqual(expect.arrayContaining([text(long), text('00123')]));
    for (const cell of column(query, 'syssn').slice(0, 3))
      expect(cell).toEqual(text(expect.stringMatching(/^\d{26}$/) as string));
    expect(column(query, '金額').slice(0, 3)).toEqual([
      money('0.5', 'HKD 0.50'),
      money('8.05', 'HKD 8.05'),
      money('1280.5', 'HKD 1,280.50'),
    ]);
    expect(column(query, '金額').slice(3)).toEqual([
      money('1288.55', 'HKD 1,288.55'),
      money('0.5', 'HKD 0.50'),
      money('1288.05', 'HKD 1,288.05'),
    ]);
    const time = query.rows[1]?.find(({ kind }) => kind === 'date');
    expect(time?.value).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
    expect(query.rows.flat().map(({ shown }) => shown)).toEqual(expect.arrayContaining(['奶茶', '=1+1']));

    const report = sheet('report');
    expect(column(report, 'paid').at(-1)).toEqual(money('1288.55', 'HKD 1,288.55'));
    expect(column(report, 'net').at(-1)).toEqual(money('1288.05', 'HKD 1,288.05'));
    expect(column(report, 'paid, how many').at(-1)).toMatchObject({ kind: 'float', value: '2' });

    const history = sheet('history');
    expect(column(history, 'out_trade_no')).toEqual(expect.arrayContaining([text(long), text('00123')]));
    expect(column(history, 'amount')).toContainEqual(money('8.05', 'HKD 8.05'));

    const batch = sheet('batch');
    expect(column(batch, 'orig_out_trade_no')[0]).toEqual(text(long));
    expect(column(batch, 'amount')).toEqual([money('0.5', 'HKD 0.50'), money('0.5', 'HKD 0.50')]);

    const differences = sheet('differences');
    expect(column(differences, 'out_trade_no')).toEqual(expect.arrayContaining([text('00123'), text('TEA-9')]));
    expect(column(differences, 'the list').at(-1)).toEqual(money('1292.55', 'HKD 1,292.55'));
    expect(column(differences, 'QFPay').at(-1)).toEqual(money('1288.05', 'HKD 1,288.05'));
  });
});
