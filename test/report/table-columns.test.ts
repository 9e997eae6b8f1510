import { expect, test } from 'vitest';
import { namedColumns, tableOf } from '../../src/report/table-columns.ts';

interface Tea {
  readonly name: string;
  readonly price: string;
}

const columns = namedColumns(['price', 'name', 'both'] as const, {
  name: { title: 'tea', spare: 1, cell: ({ name }: Tea) => name },
  price: { title: 'price', align: 'right', cell: ({ price }: Tea) => price },
  both: { title: 'both', extra: true, wraps: 12, cell: ({ name, price }: Tea) => `${name} ${price}` },
});
const teas: readonly Tea[] = [
  { name: 'oolong', price: '12' },
  { name: 'pu-erh', price: '9' },
];

test('without a choice it is the usual columns, in the order of their ids', () => {
  expect(tableOf(columns, teas)).toEqual({
    kind: 'table',
    columns: [
      { title: 'price', align: 'right' },
      { title: 'tea', spare: 1 },
    ],
    rows: [
      ['12', 'oolong'],
      ['9', 'pu-erh'],
    ],
  });
});

test('what was chosen stands in the order of the choice, and none of it can be spared', () => {
  expect(tableOf(columns, teas, ['both', 'name'])).toEqual({
    kind: 'table',
    columns: [{ title: 'both', wraps: 12 }, { title: 'tea' }],
    rows: [
      ['oolong 12', 'oolong'],
      ['pu-erh 9', 'pu-erh'],
    ],
  });
});
