import { expect, test } from 'vitest';
import { explainFinding, fillIn } from '../../src/explanation/explain.ts';
import { loadExplanationWords } from '../../src/explanation/words/load-words.ts';

test('says what it is, what shows it and how it is mended', async () => {
  const evidence = { id: 'number-form', values: { name: 'txamt', signed: '1.00', sent: '100' } } as const;
  const cause = explainFinding({ id: 'number-format', evidence }, await loadExplanationWords('en'));
  expect(cause).toMatchObject({ id: 'number-format', evidence: 'txamt was signed as 1.00; sent is 100.' });
  expect(cause.title).not.toBe('');
  expect(cause.fix).not.toBe('');
});

test.each([
  ['each place as often as it stands', '{a} and {a}, {b}', { a: '1', b: '2' }, '1 and 1, 2'],
  ['nothing where nothing was found', '“{a}”', {}, '“”'],
  ['an escape for what cannot be seen', '“{a}”', { a: '\n' }, '“\\n”'],
  ['no pattern of replace', '{a}', { a: '$& $1 {b}', b: 'x' }, '$& $1 {b}'],
  ['the beginning of what is long', '{a}', { a: 'x'.repeat(200) }, `${'x'.repeat(120)}…`],
])('fills in %s', (_what, sentence, values, expected) => {
  expect(fillIn(sentence, values)).toBe(expected);
});
