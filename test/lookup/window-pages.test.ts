import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NetworkError, RateLimitedError, SignatureError } from '../../src/errors.ts';
import type { Gateway } from '../../src/gateway/gateway.ts';
import type { QueryWindow } from '../../src/lookup/window.ts';
import { monthsOf, readablePages, windowPages } from '../../src/lookup/window-pages.ts';
import { formatGatewayTime, parseGatewayTime } from '../../src/transaction/txdtm.ts';
import { answer, type FakeRecord, fakeBooks, paidRecord, queryAnswer } from './fake-books.ts';

const time = (text: string) => parseGatewayTime(text) ?? new Date(0);
const march: QueryWindow = { start: time('2026-03-01 00:00:00'), end: time('2026-03-31 23:59:59') };

function manyRecords(count: number): FakeRecord[] {
  return Array.from({ length: count }, (_, index) => paidRecord({ syssn: `S${index}`, out_trade_no: `N${index}` }));
}

async function read(gateway: Gateway, window = march, page_size?: number): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { records } of windowPages(gateway, { window }, page_size))
    found.push(...records.map(({ syssn }) => syssn));
  return found;
}

async function failure(gateway: Gateway): Promise<unknown> {
  try {
    for await (const _page of readablePages(gateway, { window: march }));
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a window page by page', () => {
  test('has every record once, however many there are and however few the gateway gives a page', async () => {
    const few = fc.integer({ min: 7, max: 100 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 350 }), few, few, async (count, most_per_page, page_size) => {
        const records = manyRecords(count);
        expect(await read(fakeBooks(records, { most_per_page }), march, page_size)).toEqual(
          records.map(({ syssn }) => syssn),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('of a gateway that gives less than it was asked for and does not say so is read to its end', async () => {
    const [one, two] = [manyRecords(50), manyRecords(60).slice(50)];
    expect(await read(fakeBooks([], { turns: [one, two, []] }))).toHaveLength(60);
  });

  test('over several months is asked for month by month, each within its own', async () => {
    const at = (syssn: string, sysdtm: string) => paidRecord({ syssn, sysdtm });
    const books = fakeBooks([
      at('A', '2025-12-30 23:59:59'),
      at('B', '2025-12-31 12:00:00'),
      at('C', '2026-01-01 00:00:00'),
      at('D', '2026-02-28 23:59:59'),
      at('E', '2026-03-05 10:00:00'),
      at('F', '2026-03-05 10:00:01'),
    ]);
    const window = { start: time('2025-12-31 00:00:00'), end: time('2026-03-05 10:00:00') };
    expect(await read(books, window)).toEqual(['E', 'D', 'C', 'B']);
    for (const { start_time = '', end_time } of books.asked) expect(end_time?.slice(0, 7)).toBe(start_time.slice(0, 7));
  });

  test('whose second page is the first again cannot be read: what lies behind is in no sum', async () => {
    const error = await read(fakeBooks([], { turns: [manyRecords(100), manyRecords(100)] })).catch((reason) => reason);
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as Error).message).toContain('100 records for page 1 and page 2');
  });

  test('of a gateway that gives its last page for every page behind it ends there', async () => {
    const [one, two] = [manyRecords(100), manyRecords(200).slice(100)];
    expect(await read(fakeBooks([], { turns: [one, two, two, two] }))).toHaveLength(200);
  });

  test('ends with what the gateway refused', async () => {
    const pages: (string | undefined)[] = [];
    const turns = [
      { ...queryAnswer(manyRecords(100)), fields: { page_size: '100' } },
      answer('1100', 'maintenance'),
      manyRecords(3),
    ];
    for await (const page of windowPages(fakeBooks([], { turns }), { window: march })) pages.push(page.answer.respcd);
    expect(pages).toEqual(['0000', '1100']);
  });
});

describe('for sums, a page that could not be read is no page', () => {
  const full = { ...queryAnswer(manyRecords(100)), fields: { page_size: '100' } };

  test.each<[string, ConstructorParameters<typeof NetworkError>[0], unknown]>([
    ['a refused signature', '1108', SignatureError],
    ['a gateway that is down', '1100', NetworkError],
    ['a request that it finally refuses, which is no declined payment', '1104', NetworkError],
    ['a code that no table knows', '7777', NetworkError],
  ])('%s', async (_title, respcd, kind) => {
    expect(await failure(fakeBooks([], { turns: [full, answer(respcd, 'no')] }))).toBeInstanceOf(kind);
  });

  test('a 429 without an end stays one', async () => {
    const turns = [full, new RateLimitedError('429')];
    expect(await failure(fakeBooks([], { turns }))).toBeInstanceOf(RateLimitedError);
  });
});

test('the months of a window cover it without a gap or an overlap, and each is one month of Hong Kong', () => {
  const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, (one, other) => {
      const seconds = [one, other].map((date) => Math.floor(date.getTime() / 1000) * 1000).sort((a, b) => a - b);
      const window = { start: new Date(seconds[0] ?? 0), end: new Date(seconds[1] ?? 0) };
      const months = monthsOf(window).reverse();
      expect([months[0]?.start, months.at(-1)?.end]).toEqual([window.start, window.end]);
      for (const [at, { start, end }] of months.entries()) {
        expect(formatGatewayTime(end).slice(0, 7)).toBe(formatGatewayTime(start).slice(0, 7));
        const before = months[at - 1];
        if (before) expect(start.getTime() - before.end.getTime()).toBe(1000);
      }
    }),
  );
});
