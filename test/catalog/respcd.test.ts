import { expect, test } from 'vitest';
import { findRespcd, type Respcd, respcds } from '../../src/catalog/respcd.ts';

test('codes and names are unique, and a code has four digits', () => {
  for (const of of [(row: Respcd) => row.code, (row: Respcd) => row.name]) {
    const values = respcds.map(of);
    expect(new Set(values).size).toBe(values.length);
  }
  for (const { code } of respcds) expect(code).toMatch(/^\d{4}$/);
});

test('only 1143, 1145 and 1298 are pending, and only 0000 is a success', () => {
  expect(respcds.filter(({ finality }) => finality === 'pending').map(({ code }) => code)).toEqual([
    '1143',
    '1145',
    '1298',
  ]);
  expect(respcds.filter(({ category }) => category === 'success').map(({ code }) => code)).toEqual(['0000']);
});

test('what nobody can tell is queried first', () => {
  const unsure = ['1100', '1101', '1102', '1147', '1252', '1254', '1295', '1296', '1297', '2011', '1161', '2999'];
  expect(respcds.filter(({ finality }) => finality === 'query_first').map(({ code }) => code)).toEqual(unsure);
});

test('finds a code’s row, and none for a code that no table knows', () => {
  expect(findRespcd('1108')?.name).toBe('signature-error');
  expect(findRespcd('9999')).toBeUndefined();
});
