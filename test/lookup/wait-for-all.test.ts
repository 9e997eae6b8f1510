import { describe, expect, test } from 'vitest';
import { NetworkError } from '../../src/errors.ts';
import type { Lookup } from '../../src/lookup/query.ts';
import { latestDeadline, waitForAll } from '../../src/lookup/wait.ts';
import { readTransaction } from '../../src/transaction/transaction.ts';
import { testContext } from '../support/context.ts';
import { answer, type FakeRecord, fakeBooks, paidRecord, queryAnswer } from './fake-books.ts';

const now = new Date('2026-03-02T15:04:05+08:00');
const waiting = {
  deadline: new Date(now.getTime() + 30_000),
  label: 'the orders',
  resume: { command: 'qfpay query A B' },
};

function found(...records: FakeRecord[]): Lookup {
  return { records: records.map(readTransaction), answers: [queryAnswer(records)] };
}

const paidA = paidRecord({ out_trade_no: 'A', syssn: '1' });
const openA = { ...paidA, respcd: '1143' };
const paidB = paidRecord({ out_trade_no: 'B', syssn: '2' });
const openB = { ...paidB, respcd: '1145' };

describe('waiting for several orders', () => {
  test('asks again by syssn only for those that are open, and ends when none is', async () => {
    const gateway = fakeBooks([paidA, paidB], { turns: [[openB]] });
    const { records } = await waitForAll(gateway, testContext({ now }), found(paidA, openB), waiting);
    expect(records.map(({ respcd }) => respcd)).toEqual(['0000', '0000']);
    expect(gateway.asked.map(({ syssn }) => syssn)).toEqual(['2', '2']);
  });

  test('asks nothing when all are final', async () => {
    const gateway = fakeBooks([]);
    const lookup = found(paidA, paidRecord({ out_trade_no: 'B', respcd: '1205' }));
    expect(await waitForAll(gateway, testContext({ now }), lookup, waiting)).toBe(lookup);
    expect(gateway.asked).toEqual([]);
  });

  test('does not wait for an attempt when another has paid the order', async () => {
    const gateway = fakeBooks([]);
    await waitForAll(gateway, testContext({ now }), found(paidA, { ...openB, out_trade_no: 'A' }), waiting);
    expect(gateway.asked).toEqual([]);
  });

  test('shows the last state at the deadline', async () => {
    const context = testContext({ now });
    const { records } = await waitForAll(fakeBooks([openA]), context, found(openA), waiting);
    expect(records[0]?.respcd).toBe('1143');
    expect(context.clock.now()).toEqual(waiting.deadline);
  });

  test('the answer that counts is the last that told something', async () => {
    const turns = [new NetworkError('reset'), answer('1100')];
    const { answers } = await waitForAll(fakeBooks([paidA], { turns }), testContext({ now }), found(openA), waiting);
    expect(answers.map(({ respcd, records }) => [respcd, records?.[0]?.['respcd']])).toEqual([['0000', '0000']]);
  });

  test('a broken line after it leaves that answer standing', async () => {
    const turns = [[{ ...openA, errmsg: 'newer' }], ...Array.from({ length: 20 }, () => new NetworkError('reset'))];
    const lookup = await waitForAll(fakeBooks([], { turns }), testContext({ now }), found(openA), waiting);
    expect(lookup.answers.map(({ records }) => records?.[0]?.['errmsg'])).toEqual(['newer']);
  });

  test('a refusal at the deadline does not hide what is known', async () => {
    const turns = Array.from({ length: 20 }, () => answer('1100'));
    const lookup = await waitForAll(fakeBooks([], { turns }), testContext({ now }), found(openA), waiting);
    expect([lookup.records[0]?.respcd, lookup.answers.map(({ respcd }) => respcd)]).toEqual(['1143', ['0000']]);
  });
});

test('the default deadline is that of the order that may stay open longest', () => {
  const { records } = found(openA, { ...openB, pay_type: '800208' });
  expect(latestDeadline(records, now)).toEqual(new Date('2026-03-02T15:34:06+08:00'));
  expect(latestDeadline(found(paidA, { ...openB, pay_type: '800208' }).records, now)).toEqual(
    new Date(now.getTime() + 90_000),
  );
  expect(latestDeadline(found({ ...openA, sysdtm: '2026-03-01 10:00:00' }).records, now)).toEqual(now);
});
