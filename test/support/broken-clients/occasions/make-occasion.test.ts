import { describe, expect, test } from 'vitest';
import { rightCase } from '../break-client.ts';
import { isAccepted } from '../gateway.ts';
import { makeOccasion } from './make-occasion.ts';
import type { Occasion } from './occasion.ts';

const some = (kind: Occasion['kind']) => Array.from({ length: 500 }, (_, index) => makeOccasion(kind, `try ${index}`));
const requests = some('request');

test.each(['request', 'response', 'notification'] as const)('a client without a bug is accepted: %s', (kind) => {
  expect(some(kind).filter((occasion) => !isAccepted(rightCase(occasion), occasion))).toEqual([]);
});

test('the same seed makes the same occasion', () => {
  expect(makeOccasion('request', 'try 7')).toEqual(makeOccasion('request', 'try 7'));
  expect(makeOccasion('request', 'try 7')).not.toEqual(makeOccasion('request', 'try 8'));
});

test('requests have 2 to 30 parameters', () => {
  const counts = requests.map(({ parameters }) => parameters.length);
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([2, 30]);
});

describe('values are as awkward as in the wild', () => {
  const pairs = requests.flatMap(({ parameters }) => parameters);

  test.each([
    ['Chinese text', /\p{Script=Han}/u],
    ['nothing', /^$/],
    ['zero', /^0$/],
    ['white space around it', /^\s|\s$/],
    ['an address with &', /^https:.*&/],
    ['a plus', /\+/],
    ['a line end', /\n/],
    ['JSON', /^\{"/],
    ['marks of HTML', /</],
    ['compatibility forms', /[Ａ-Ｚ]/],
  ])('a value that holds %s is among 500 requests at least ten times', (_what, pattern) => {
    expect(pairs.filter(([, value]) => pattern.test(value)).length).toBeGreaterThanOrEqual(10);
  });

  test('names with capitals and names given twice are among them', () => {
    const doubled = requests.filter(
      ({ parameters }) => new Set(parameters.map(([name]) => name)).size < parameters.length,
    );
    expect(pairs.filter(([name]) => /[A-Z]/.test(name)).length).toBeGreaterThan(50);
    expect(doubled.length).toBeGreaterThan(5);
  });
});

test('bodies are spelled as Python prints JSON', () => {
  for (const { body } of some('notification')) expect(body).toMatch(/^\{"\w+": .*\}$/);
});
