import { expect, test } from 'vitest';
import { endpoints } from '../../src/catalog/endpoints.ts';
import { readAhead } from '../../src/lookup/query.ts';
import { scriptedGateway } from '../commands/scripted-gateway.ts';
import { queryAnswer } from './fake-books.ts';

const window = { start: new Date('2026-03-01T00:00:00Z'), end: new Date('2026-03-31T00:00:00Z') };

/** A page of a hundred, of which so many are wanted. */
function page(number: number, wanted: number) {
  return queryAnswer(
    Array.from({ length: 100 }, (_, index) => ({
      syssn: `${index < wanted ? 'W' : 'X'}${number}-${index}`,
      respcd: '0000',
    })),
  );
}

const isWanted = ({ syssn = '' }: { syssn?: string }) => syssn.startsWith('W');

test.each([
  [
    'reads on while a page brings more than lists would',
    [page(1, 60), page(2, 60), queryAnswer([])],
    200,
    3,
    120,
    true,
  ],
  ['stops at the first page that brings less', [page(1, 2), page(2, 60)], 200, 1, 2, false],
  ['stops when all are found', [page(1, 50), page(2, 50), page(3, 50)], 100, 2, 100, false],
  ['asks for no page where a few lists do', [page(1, 5)], 8, 0, 0, false],
])('%s', async (_what, queries, count, asked, found, is_whole) => {
  const { gateway, sent } = scriptedGateway({ queries });
  const ahead = await readAhead(gateway, { window, isWanted, count, per_list: 4 });
  expect([sent.length, ahead.records.length, ahead.is_whole]).toEqual([asked, found, is_whole]);
  expect(sent.every(({ name }) => name === endpoints.query.name)).toBe(true);
});
