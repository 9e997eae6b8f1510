import { describe, expect, test } from 'vitest';
import { type QueryOptions, readQueryRequest, runQuery } from '../../../src/commands/query.ts';
import type { GlobalOptions } from '../../../src/merchant/given.ts';
import { answer, type FakeBooks, fakeBooks, paidRecord, queryAnswer } from '../../lookup/fake-books.ts';
import { testContext } from '../../support/context.ts';

const now = new Date('2026-03-02T15:04:05+08:00');

function run(gateway: FakeBooks, options: QueryOptions & GlobalOptions, ...args: string[]) {
  return runQuery(readQueryRequest(options, args, now), gateway, testContext({ now }), options);
}

const orders = ['A', 'B', 'C'].map((out_trade_no) => paidRecord({ out_trade_no, syssn: `S${out_trade_no}` }));

describe('what a query looks for', () => {
  test('own numbers and syssns are both found, and a record that has both stands once', async () => {
    const { records, missing } = await run(fakeBooks(orders), { syssn: ['SA,SC'] }, 'A', 'B');
    expect([records.map(({ syssn }) => syssn), missing]).toEqual([['SA', 'SB', 'SC'], []]);
  });

  test('what is missing is named, with where it was looked for', async () => {
    const { missing } = await run(fakeBooks(orders), { syssn: ['SA,SX'] }, 'A', 'X');
    expect(missing).toEqual([
      { field: 'out_trade_no', value: 'X', searched: 'this month and the 12 before it' },
      { field: 'syssn', value: 'SX', searched: "this merchant's transactions" },
    ]);
  });

  test('in a window the named orders are looked for there alone', async () => {
    const gateway = fakeBooks(orders);
    const { missing } = await run(gateway, { since: '2026-01-01', until: '2026-01-31' }, 'A');
    expect(missing[0]?.searched).toBe('2026-01-01 00:00:00 to 2026-01-31 23:59:59 (UTC+8)');
    expect(gateway.asked).toHaveLength(1);
  });

  test('a number of our own from long ago costs one request', async () => {
    const out_trade_no = 'QF20240705100000000ABCDEFGHJKM';
    const gateway = fakeBooks([paidRecord({ out_trade_no, sysdtm: '2024-07-05 10:00:01' })]);
    expect((await run(gateway, {}, out_trade_no)).records).toHaveLength(1);
    expect(gateway.asked.map(({ start_time }) => start_time)).toEqual(['2024-07-01 00:00:00']);
  });

  test('when one of two lookups is refused, nothing is called missing', async () => {
    const gateway = fakeBooks(orders, { turns: ['look', answer('1108')] });
    const { records, missing, refusal } = await run(gateway, { syssn: ['SX'] }, 'A');
    expect([records.length, missing, refusal?.respcd]).toEqual([1, [], '1108']);
  });
});

describe('a window', () => {
  const many = Array.from({ length: 25 }, (_, index) =>
    paidRecord({ syssn: `S${index}`, out_trade_no: `N${index}`, sysdtm: '2026-03-02 10:00:00' }),
  );

  const of = (count: number, own: (index: number) => Record<string, unknown> = () => ({})) =>
    Array.from({ length: count }, (_, index) =>
      paidRecord({ syssn: `S${index}`, out_trade_no: `N${index}`, sysdtm: '2026-03-02 10:00:00', ...own(index) }),
    );

  test('is shown with its totals where it has at most 100 records, in one request', async () => {
    const gateway = fakeBooks(many);
    const { records, more, totals } = await run(gateway, { day: 'today' });
    expect([records.length, more]).toEqual([25, undefined]);
    expect(totals).toMatchObject([{ txcurrcd: 'HKD', paid: '32000', paid_count: 25 }]);
    expect(gateway.asked).toEqual([
      { start_time: '2026-03-02 00:00:00', end_time: '2026-03-02 15:04:05', page: '1', page_size: '100' },
    ]);
  });

  test('with more than 100 records has the first 100 of them, and no totals', async () => {
    const { records, more, is_first, totals } = await run(fakeBooks(of(101)), { since: '2026-03-01' });
    const next = "qfpay query --since '2026-03-01 00:00:00' --until '2026-03-02 15:04:05' --all";
    expect([records.length, is_first, more, totals]).toEqual([100, true, { next }, undefined]);
  });

  test('with just 100 records is whole', async () => {
    const { records, more, totals } = await run(fakeBooks(of(100)), { since: '2026-03-01' });
    expect([records.length, more, totals?.[0]?.paid_count]).toEqual([100, undefined, 100]);
  });

  test('with --all has all of them and their totals, in pages of the size that was asked for', async () => {
    const gateway = fakeBooks(of(101));
    const { records, totals } = await run(gateway, { since: '2026-03-01', all: true, page_size: '40' });
    expect([records.length, totals?.[0]?.paid_count]).toEqual([101, 101]);
    expect(gateway.asked.map(({ page_size }) => page_size)).toEqual(['40', '40', '40']);
  });

  test('with --page is that page of 10, as the gateway gives it, and says how to get on', async () => {
    const gateway = fakeBooks(many);
    const { records, more, totals } = await run(gateway, { since: '2026-03-01', page: '1' });
    const next = "qfpay query --since '2026-03-01 00:00:00' --until '2026-03-02 15:04:05' --page 2";
    expect([records.length, more, totals]).toEqual([10, { next }, undefined]);
  });

  test('has only the outcomes that are asked for, from however far behind', async () => {
    const refunds = of(250, (index) => (index > 230 ? { order_type: 'refund', origssn: 'S1' } : {}));
    const { records, totals, more } = await run(fakeBooks(refunds), { month: '2026-03', outcome: ['refunded'] });
    expect([records.length, more]).toEqual([19, undefined]);
    expect(totals).toMatchObject([{ paid: '0', refunded_count: 19 }]);
    const next = (await run(fakeBooks(of(150)), { month: '2026-03', outcome: ['paid,pending'] })).more?.next;
    expect(next).toContain(' --outcome paid,pending --all');
  });

  test('that the gateway refused in the middle is refused, and has no totals', async () => {
    const full = { ...queryAnswer(of(100)), fields: { page_size: '100' } };
    const { refusal, totals, more } = await run(fakeBooks([], { turns: [full, answer('1100')] }), { day: 'today' });
    expect([refusal?.respcd, totals, more]).toEqual(['1100', undefined, undefined]);
  });

  test('is the page that was asked for; the last one has nothing after it', async () => {
    const { records, more } = await run(fakeBooks(many), { since: '2026-03-01', page: '3', page_size: '10' });
    expect([records.map(({ syssn }) => syssn), more]).toEqual([['S20', 'S21', 'S22', 'S23', 'S24'], undefined]);
  });

  test('of several months is asked for month by month', async () => {
    const years = of(240, (index) => ({ sysdtm: `202${5 + (index % 2)}-02-05 10:00:00` }));
    const gateway = fakeBooks(years);
    const { records, more } = await run(gateway, { since: '2025-02-01', all: true });
    expect([records.length, more]).toEqual([240, undefined]);
    const pages = gateway.asked.filter(({ start_time = '' }) => start_time.includes('-02-01 '));
    expect(pages.map(({ page, start_time, end_time }) => [page, start_time, end_time])).toEqual([
      ['1', '2026-02-01 00:00:00', '2026-02-28 23:59:59'],
      ['2', '2026-02-01 00:00:00', '2026-02-28 23:59:59'],
      ['1', '2025-02-01 00:00:00', '2025-02-28 23:59:59'],
      ['2', '2025-02-01 00:00:00', '2025-02-28 23:59:59'],
    ]);
    expect(gateway.asked).toHaveLength(14 + 2);
  });
});

describe('waiting', () => {
  const open = paidRecord({ respcd: '1143' });

  test('for a whole window keeps its totals, as they are in the end', async () => {
    const turns = [[open], [open], [paidRecord()]].map((found) => queryAnswer(found, { page_size: '100' }));
    const { totals, more } = await run(fakeBooks([], { turns }), { day: 'today', wait: true });
    expect([totals?.[0]?.paid_count, more]).toEqual([1, undefined]);
  });

  test('shows the last state and its answer alone', async () => {
    const gateway = fakeBooks([paidRecord()], { turns: [[open], [open]] });
    const { records, answers, state_decides } = await run(gateway, { wait: true }, 'ORD-1');
    expect([records[0]?.respcd, answers.length, state_decides]).toEqual(['0000', 1, true]);
  });

  test('lasts as long as --wait-timeout says', async () => {
    const context = testContext({ now });
    const options = { wait: true, wait_timeout: '7' };
    await runQuery(readQueryRequest(options, ['ORD-1'], now), fakeBooks([open]), context, options);
    expect(context.clock.now().getTime() - now.getTime()).toBe(7000);
  });

  test('lasts until the order expires when nothing is said', async () => {
    const context = testContext({ now });
    const options = { wait: true };
    await runQuery(readQueryRequest(options, ['ORD-1'], now), fakeBooks([open]), context, options);
    expect(context.clock.now()).toEqual(new Date('2026-03-02T15:34:06+08:00'));
  });

  test('does not begin after a refusal', async () => {
    const gateway = fakeBooks([open], { turns: [answer('1108')] });
    expect((await run(gateway, { wait: true }, 'ORD-1')).refusal?.respcd).toBe('1108');
    expect(gateway.asked).toHaveLength(1);
  });
});

test('the command to go on with repeats the numbers, the window and the merchant, quoted', async () => {
  const options = { syssn: ['SA'], since: '2026-03-01', env: 'test', wait: false };
  const { resume } = await run(fakeBooks(orders), options, 'A', 'a|b');
  expect(resume).toBe("qfpay query A 'a|b' --syssn SA --since 2026-03-01 --env test");
});

test('the command to go on with fixes what is today now', async () => {
  const { resume } = await run(fakeBooks([paidRecord({ out_trade_no: 'A' })]), { day: 'today' }, 'A');
  expect(resume).toBe("qfpay query A --since '2026-03-02 00:00:00' --until '2026-03-02 15:04:05'");
});
