import { expect, test } from 'vitest';
import { baseUrls, endpoints } from '../../src/catalog/endpoints.ts';

test('only a query and the two intents move no money, and only close is a GET', () => {
  const of = (test: (row: (typeof endpoints)['query']) => boolean) =>
    Object.values(endpoints)
      .filter(test)
      .map(({ name }) => name);
  expect(of(({ moves_money }) => !moves_money)).toEqual(['query', 'create_payment_intent', 'create_token_intent']);
  expect(of(({ changes }) => changes === true)).toEqual(['create_payment_intent', 'create_token_intent']);
  expect(of(({ method }) => method === 'GET')).toEqual(['close']);
  for (const url of Object.values(baseUrls)) expect(url).toMatch(/^https:\/\/[a-z-]+\.qfapi\.com$/);
});
