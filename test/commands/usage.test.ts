import { describe, expect, test } from 'vitest';
import { usageCommand } from '../../src/commands/usage.ts';
import { UsageError } from '../../src/errors.ts';
import { renderText } from '../../src/render/text.ts';
import { testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

function line(second: number, own: Record<string, unknown> = {}): string {
  const time = new Date(Date.parse('2026-03-02T07:00:00Z') + second * 1000).toISOString();
  return JSON.stringify({ time, env: 'prod', endpoint: 'query', respcd: '0000', duration_ms: 40, attempt: 1, ...own });
}

function run(text: string, options: Parameters<typeof usageCommand.run>[0] = {}, env: Record<string, string> = {}) {
  return usageCommand.run(options, [], testContext({ env, files: memoryFiles({ '/shop/log': text }) }));
}

const rate_limited = { respcd: undefined, http_status: 429, error: 'rate-limited' };
const lines = [
  ...Array.from({ length: 250 }, (_, index) => line(index / 10)),
  line(30, { endpoint: 'payment', respcd: '1143', duration_ms: 1200 }),
  line(31, rate_limited),
  line(32, { ...rate_limited, attempt: 2 }),
];

test('the document has the calls by endpoint and code, the peaks, and where to announce one', async () => {
  const { exit_code, data } = await run(lines.join('\n'), {}, { QFPAY_LOG: '/shop/log' });
  expect(exit_code).toBe(0);
  expect(data).toMatchObject({
    ...{
      log: '/shop/log',
      total: 253,
      repeated: 1,
      http_429: 2,
      peak_per_second: 10,
      peak_per_minute: 253,
      damaged: 0,
    },
    calls: [
      { endpoint: 'payment', respcd: '1143', count: 1, slowest_ms: 1200 },
      { endpoint: 'query', respcd: '0000', count: 250, slowest_ms: 40 },
      { endpoint: 'query', error: 'rate-limited', count: 2, slowest_ms: 40 },
    ],
    ...{ limits: { per_second: 100, per_minute: 400 }, announce_to: 'technical.support@qfpay.com' },
  });
});

test('a person reads peaks beside the limits, in Hong Kong time, and when to write to support', async () => {
  const { blocks } = await run(lines.join('\n'), { log: '/shop/log' });
  const text = await renderText(blocks, { is_tty: true, columns: 80, color: 0 });
  expect(text).toContain('2026-03-02 15:00:00 to 2026-03-02 15:00:32 (UTC+8)\n');
  expect(text).toContain('253, 1 of them sent again');
  expect(text).toMatch(/busiest minute +253 of 400 \(63 %\), from 2026-03-02 15:00:00 on/);
  expect(text).toContain('HTTP 429        2');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('HTTP 429 says that the merchant was above a limit. All its machines');
  for (const shown of text.split('\n')) expect(shown.length).toBeLessThanOrEqual(80);
});

test.each([
  ['half of a limit is near it', 200, 'That is near the limit, which all machines of a merchant share'],
  ['less is not, and is said to be of one machine', 199, "The limits are a merchant's, and this log is of one machine"],
])('without HTTP 429 %s', async (_what, calls, said) => {
  const log = Array.from({ length: calls }, (_, index) => line(Math.floor(index / 10))).join('\n');
  const { blocks } = await run(log, { log: '/shop/log' });
  const text = await renderText(blocks, { is_tty: true, columns: 80, color: 0 });
  expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
});

test('lines that are longer than a piece of the file, or cut, do not hide those behind them', async () => {
  const text = [line(0), 'x'.repeat(600_000), line(1), line(2).slice(0, -5)].join('\n');
  const { data, warnings } = await run(text, { log: '/shop/log' });
  expect(data).toMatchObject({ total: 2, damaged: 2 });
  expect(warnings).toEqual(['2 lines of /shop/log cannot be read: they are not counted']);
});

test('Chinese that stands across two pieces of the file is read whole', async () => {
  const padded = (text: string) => text.padEnd(262_143 - line(0).length - 2, ' ');
  const { data } = await run([line(0), padded(''), line(1, { out_trade_no: '單號' })].join('\n'), { log: '/shop/log' });
  expect(data).toMatchObject({ total: 2, damaged: 0 });
});

test('--env leaves out the calls of the others', async () => {
  const { data } = await run([line(0), line(1, { env: 'sandbox' })].join('\n'), { log: '/shop/log', env: 'sandbox' });
  expect(data).toMatchObject({ total: 1, calls: [{ count: 1 }] });
});

test('a log without a call is no failure', async () => {
  const { exit_code, blocks } = await run('', { log: '/shop/log' });
  expect([exit_code, blocks]).toEqual([0, [{ kind: 'text', text: 'No call in /shop/log.' }]]);
});

describe('refuses', () => {
  test.each<[string, string, string | undefined, string]>([
    ['where no log is named', '', undefined, 'is missing'],
    ['a file that is not there', '', '/shop/other', 'a file that is there'],
    ['an empty name', '', '', 'a file that is there'],
    ['a file that is no such log', 'GET / 200\nGET / 404\n', '/shop/log', 'a line of JSON for each call'],
  ])('%s', async (_title, text, log, rule) => {
    const error: unknown = await run(text, log === undefined ? {} : { log }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain(rule);
  });
});
