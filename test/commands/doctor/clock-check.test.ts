import { expect, test } from 'vitest';
import { clockCheck } from '../../../src/commands/doctor.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');

/** Sent at noon of our clock; the answer came `ms` later and was written `skew` seconds from noon by theirs. */
function check(skew: number, ms: number) {
  const date = new Date(noon + skew * 1000).toUTCString();
  return clockCheck({ from: new Date(noon), until: new Date(noon + ms), date });
}

test.each([
  ['the same second', 0, 100, 'ok'],
  ['30 s', 30, 0, 'ok'],
  ['what the network took', 45, 40_000, 'ok'],
  ['more than that', 80, 40_000, 'warning'],
  ['behind by a minute', 61, 100, 'warning'],
  ['ahead by a minute', -61, 100, 'warning'],
  ['behind by six minutes', 360, 100, 'fail'],
  ['ahead by six minutes', -362, 100, 'fail'],
])('%s', (_what, skew, ms, status) => {
  expect(check(skew, ms).status).toBe(status);
});

test('says which way, and by how much', () => {
  expect(check(-62, 0).found).toBe("61 s ahead of the answering server's");
  expect(check(600, 0).found).toBe("10 min behind the answering server's");
});

test.each([undefined, 'yesterday'])('nothing can be said with the Date %j', (date) => {
  const at = new Date(noon);
  expect(clockCheck({ from: at, until: at, ...(date === undefined ? {} : { date }) }).status).toBe('skipped');
});
