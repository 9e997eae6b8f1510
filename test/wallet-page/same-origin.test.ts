import { expect, test } from 'vitest';
import { isSameOrigin } from '../../src/wallet-page/create-wallet-pages.ts';

const host = '127.0.0.1:8437';
const tunnel = 'https://tunnel.example';

test.each<[string, Record<string, string>, boolean]>([
  ['the page itself', { host, origin: 'http://127.0.0.1:8437', 'sec-fetch-site': 'same-origin' }, true],
  ['the page in a browser that tells the origin only', { host, origin: 'http://127.0.0.1:8437' }, true],
  ['the page behind a tunnel', { host, origin: tunnel, 'sec-fetch-site': 'same-origin' }, true],
  ['a program that is no browser', { host }, true],
  ['another site', { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['another site, by its origin only', { host, origin: 'https://evil.example' }, false],
  ['another port', { host, origin: 'http://127.0.0.1:3000' }, false],
  ['a neighbour of the same site', { host, origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }, false],
  ['a page without an origin', { host, origin: 'null' }, false],
  ['what is no origin', { host, origin: 'x' }, false],
])('a form of %s', (_what, headers, same) => {
  expect(isSameOrigin(headers)).toBe(same);
});
