import { expect, test } from 'vitest';
import { givenUp, openQuestions, ruledOut } from '../../src/commands/verify/report.ts';
import { loadExplanationWords } from '../../src/explanation/explain.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import type { Diagnosis } from '../../src/verdict/diagnose.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';

const words = await loadExplanationWords('en');
const key = new ClientKey(testKeys.sandbox);

function diagnosis(search: object, skipped: Diagnosis['skipped'] = []): Diagnosis {
  const configured = { name: 'QFPAY_KEY', key };
  const body = new Uint8Array();
  const task = {
    kind: 'request',
    received: '',
    source: undefined,
    announced: undefined,
    parameters: [],
    body,
  } as const;
  const decided = { ...task, reading: undefined, remarks: [] };
  return { causes: [], configured, keys: [key], skipped, search: search as Diagnosis['search'], decided };
}

const nothing = { tried: 12, tried_pairs: 7, by_family: { key: 3, order: 2 }, is_complete: true, given_up: [] };

test('tells each family with its digests, and the pairs', () => {
  expect(ruledOut(diagnosis(nothing), words)).toEqual([
    { family: 'key', title: words.families.key, tried: 3 },
    { family: 'order', title: words.families.order, tried: 2 },
    { family: 'pairs', title: words.search['pairs-ruled-out'], tried: 7 },
  ]);
});

test('says what was given up, by kind', () => {
  const search = { ...nothing, given_up: ['encoding', 'pairs'] };
  expect(givenUp(diagnosis(search), words)).toEqual([
    { family: 'encoding', title: words.families.encoding },
    { family: 'pairs', title: words.search['pairs-ruled-out'] },
  ]);
});

test('tells no pairs where none were tried', () => {
  const families = ruledOut(diagnosis({ ...nothing, tried_pairs: 0 }), words).map(({ family }) => family);
  expect(families).toEqual(['key', 'order']);
});

type Task = Parameters<typeof openQuestions>[1];
const request: Task = {
  kind: 'request',
  received: 'A'.repeat(64),
  parameters: [
    ['txdtm', 'now'],
    ['a', '1'],
  ],
};
const command = { name: 'profile vault', reason: 'a command tells its key; --all-keys runs it' };

test.each([
  ['the key, by its fingerprint', request, [], String(key), true],
  ['values that are made anew', request, [], 'txdtm', true],
  ['values that are made anew, where there are none', { ...request, parameters: [] }, [], 'txdtm', false],
  ['keys that a command tells', request, [command], '--all-keys', true],
  ['keys that a command tells, where there are none', request, [], '--all-keys', false],
  ['bytes of a notification', { ...request, kind: 'notification' as const }, [], words.search['question-bytes'], true],
  ['bytes of a request', request, [], words.search['question-bytes'], false],
])('asks about %s', (_what, task, skipped, text, is_asked) => {
  const questions = openQuestions(diagnosis(nothing, skipped), task, words).join('\n');
  expect(questions.includes(text)).toBe(is_asked);
  expect(leakedKeys(questions)).toEqual([]);
});

test('asks for a signature only, where what came is none', () => {
  const questions = openQuestions(diagnosis({ ...nothing, tried: 0 }), { ...request, received: 'AB' }, words);
  expect(questions).toHaveLength(1);
  expect(questions[0]).toContain('2');
});
