import { expect, test } from 'vitest';
import { moreOf, readQueryRequest } from '../../../src/commands/query.ts';
import { paidRecord, queryAnswer } from '../../lookup/fake-books.ts';

const now = new Date('2026-03-02T15:04:05+08:00');
const options = { since: '2026-03-01', pay_type: ['wechat-mpm,800101'], respcd: '0000', page: '3', page_size: '20' };

function more(count: number, told: Readonly<Record<string, string>> = {}, columns?: readonly string[]) {
  const records = Array.from({ length: count }, (_, index) => ({ syssn: `S${index}` }));
  const lookup = { records, answers: [queryAnswer(records.map(paidRecord), told)] };
  return moreOf(readQueryRequest(options, [], now), lookup, { profile: 'my shop', ...(columns ? { columns } : {}) });
}

test('the next page has the same filters, the same merchant and the same fixed window', () => {
  const window = "--since '2026-03-01 00:00:00' --until '2026-03-02 15:04:05'";
  const filters = '--pay-type 800201,800101 --respcd 0000 --page 4 --page-size 20';
  expect(more(20)).toEqual({ more: { next: `qfpay query ${window} ${filters} --profile 'my shop'` } });
});

test('a page that is not full, or empty, is the last', () => {
  expect([more(19), more(0)]).toEqual([{}, {}]);
});

test('a gateway that gives less a page than was asked for has more, too', () => {
  expect(more(10, { page_size: '10' })).toHaveProperty('more');
});

test('the next page has the same columns', () => {
  expect(more(20, {}, ['txamt', 'syssn']).more?.next).toContain(' --columns txamt,syssn ');
});
