import { describe, expect, test } from 'vitest';
import { type QueryOptions, readQueryRequest, runQuery } from '../../../src/commands/query.ts';
import type { GlobalOptions } from '../../../src/merchant/given.ts';
import { answer, type FakeBooks, fakeBooks, paidRecord } from '../../lookup/fake-books.ts';
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

  test('is one page as the gateway gives it, and says how to get on', async () => {
    const gateway = fakeBooks(many);
    const { records, more } = await run(gateway, { since: '2026-03-01' });
    const next = "qfpay query --since '2026-03-01 00:00:00' --until '2026-03-02 15:04:05' --page 2";
    expect([records.length, more]).toEqual([10, { next }]);
    expect(gateway.asked).toEqual([{ start_time: '2026-03-01 00:00:00', end_time: '2026-03-02 15:04:05' }]);
  });

  test('is the page that was asked for; the last one has nothing after it', async () => {
    const { records, more } = await run(fakeBooks(many), { since: '2026-03-01', page: '3', page_size: '10' });
    expect([records.map(({ syssn }) => syssn), more]).toEqual([['S20', 'S21', 'S22', 'S23', 'S24'], undefined]);
  });

  test('is whole with --all', async () => {
    const years = Array.from({ length: 240 }, (_, index) =>
      paidRecord({ syssn: `S${index}`, sysdtm: `202${4 + (index % 2)}-07-05 10:00:00` }),
    );
    const gateway = fakeBooks(years);
    const { records, more } = await run(gateway, { since: '2024-01-01', all: true });
    expect([records.length, more]).toEqual([240, undefined]);
    expect(gateway.asked.map(({ page, end_time }) => [page, end_time])).toEqual([
      ['1', '2026-03-02 15:04:05'],
      ['2', '2026-03-02 15:04:05'],
      ['3', '2026-03-02 15:04:05'],
    ]);
  });
});

describe('waiting', () => {
  const open = paidRecord({ respcd: '1143' });

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
