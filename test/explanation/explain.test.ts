import { expect, test } from 'vitest';
import { explainFinding, fillIn, loadExplanationWords } from '../../src/explanation/explain.ts';

test('says what it is, what shows it and how it is mended', async () => {
  const evidence = { id: 'number-form', values: { name: 'txamt', signed: '1.00', sent: '100' } } as const;
  const finding = { id: 'number-format', evidence, parameters: ['txamt'] } as const;
  const cause = explainFinding(finding, await loadExplanationWords('en'));
  const said = 'txamt was signed as 1.00; sent is 100.';
  expect(cause).toMatchObject({ id: 'number-format', evidence: said, parameters: ['txamt'] });
  expect(cause.title).not.toBe('');
  expect(cause.fix).not.toBe('');
});

test.each([
  ['one', ['goods_name'], 'Every space was signed as +. Parameters: goods_name.'],
  ['several', ['goods_name', 'txdtm'], 'Every space was signed as +. Parameters: goods_name, txdtm.'],
  [
    'the first of many, and their number',
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    'Every space was signed as +. Parameters: a, b, c, d, e, f … (7).',
  ],
  ['none where it is about none', [], 'Every space was signed as +.'],
])('names the parameters behind a sentence that names none: %s', async (_what, parameters, said) => {
  const finding = { id: 'space-as-plus', evidence: { id: 'space-as-plus' }, parameters } as const;
  expect(explainFinding(finding, await loadExplanationWords('en')).evidence).toBe(said);
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
