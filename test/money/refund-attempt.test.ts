import { expect, test } from 'vitest';
import { findAttempt, refundSeries } from '../../src/money/refund-plan.ts';
import { readTransaction } from '../../src/transaction/transaction.ts';
import { paidRecord, queryAnswer } from '../lookup/fake-books.ts';

const payment = { syssn: 'P', txamt: '1280' };
const record = (respcd: string) => ({ out_trade_no: 'N', order_type: 'refund', orig_syssn: 'P', respcd });

/** What stands under each number, by its place in the series; and which were asked for. */
function books(...respcds: (string | undefined)[]) {
  const asked: string[] = [];
  const series = respcds.map((_respcd, place) => `N${place}`);
  const look = async (number: string) => {
    asked.push(number);
    const respcd = respcds[series.indexOf(number)];
    return { records: respcd ? [{ ...record(respcd), out_trade_no: number }] : [], answers: [queryAnswer([])] };
  };
  return { asked, attempt: () => findAttempt(series, payment, look) };
}

test('a number that nobody knows is taken, for one query', async () => {
  const { attempt, asked } = books(undefined, undefined);
  expect(await attempt()).toEqual({ out_trade_no: 'N0' });
  expect(asked).toEqual(['N0']);
});

test.each(['0000', '1143', '1145', '1298', '2999', '1297', '7777'])(
  'a refund that stands as %s keeps its number from being passed over',
  async (respcd) => {
    const { attempt, asked } = books(respcd, undefined);
    expect(await attempt()).toMatchObject({ out_trade_no: 'N0', standing: { record: { respcd } } });
    expect(asked).toEqual(['N0']);
  },
);

test('the number after a proven decline is taken, however many there were', async () => {
  expect(await books('1269', undefined).attempt()).toEqual({ out_trade_no: 'N1' });
  expect(await books('1269', '1265', '0000', undefined).attempt()).toMatchObject({
    out_trade_no: 'N2',
    standing: { record: { respcd: '0000' } },
  });
});

test('a series that was declined to its end gives its last, which stands', async () => {
  expect(await books('1269', '1269').attempt()).toMatchObject({
    out_trade_no: 'N1',
    standing: { record: { respcd: '1269' } },
  });
});

test('a series has ten different numbers', () => {
  const series = refundSeries({ env: 'local', app_code: 'A', syssn: 'P', txamt: '1', refunded: '0' });
  expect(new Set(series).size).toBe(10);
});

test('a payment under the number is no refund that was declined', async () => {
  const look = async () => ({ records: [readTransaction(paidRecord({ out_trade_no: 'N0' }))], answers: [] });
  expect(await findAttempt(['N0', 'N1'], payment, look)).toMatchObject({ out_trade_no: 'N0', standing: {} });
});
