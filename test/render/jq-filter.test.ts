import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { expect, test } from 'vitest';
import { startJq } from '../../src/render/jq.ts';
import { readJqFilter } from '../../src/render/jq-filter.ts';
import { testContext } from '../support/context.ts';

type JqDocument = Readonly<Record<string, unknown>>;

const engine = testContext().readShipped('dist/jq.wasm.br');

/** What is printed, and how often jq itself had to be started for it. */
async function printed(
  expression: string,
  document: JqDocument,
): Promise<{ text: string | undefined; starts: number }> {
  let starts = 0;
  const filter = await readJqFilter(expression, () => {
    starts += 1;
    return startJq(expression, engine);
  });
  return { text: (await filter.apply(document, false)).text, starts };
}

const document = {
  outcome: 'paid',
  'a b': { '': 1 },
  big: { syssn: new LosslessNumber('20231231000000000000000001'), note: 'a number' },
  transaction: { syssn: '20261130123456789012345678', note: null, txamt: new LosslessNumber('1280') },
  rows: [
    { id: 'A', tags: ['x', 'y'] },
    { id: 'B', tags: [] },
  ],
};

test.each([
  ['.outcome', 'paid\n'],
  ['."a b"', '{"":1}\n'],
  ['.["a b"][""]', '1\n'],
  [' .transaction | .syssn ', '20261130123456789012345678\n'],
  ['.transaction.note.deeper[0]', 'null\n'],
  ['.rows[].id', 'A\nB\n'],
  ['.rows[-1].id', 'B\n'],
  ['.rows[7]', 'null\n'],
  ['.rows[].tags[]', 'x\ny\n'],
  ['.rows[]|.nothing', 'null\nnull\n'],
  ['.rows[] | select(.id == "B") | .tags', '[]\n'],
  ['.rows[] | select( .tags[] != "y" ) | .id', 'A\n'],
  ['.rows[]|select(.tags[0])|.id', 'A\n'],
  ['.rows[]|select(.id=="B")|.id', 'B\n'],
  ['.rows[]|select(.id!="B")|.id', 'A\n'],
  ['.transaction | select(.note == null) | .syssn', '20261130123456789012345678\n'],
  ['.big | select(.syssn == "20231231000000000000000001") | .note', 'a number\n'],
  ['.big | select(.syssn != "20231231000000000000000001") | .note', ''],
  ['.outcome.code?', ''],
  ['.outcome[]?', ''],
  ['.rows["id"]?', ''],
])('the way %s is gone without jq', async (expression, text) => {
  expect(await printed(expression, document)).toEqual({ text, starts: 0 });
  expect(await (await startJq(expression, engine)).apply(document, false)).toMatchObject({ text });
});

test.each(['.rows[0:1]', '..', '.rows | length', '.a.[0]', '."a\\u0062"', '.rows[] as $r | $r', '. ?', '$ENV'])(
  '%s is for jq itself',
  async (expression) => {
    expect((await printed(expression, document)).starts).toBe(1);
  },
);

test.each(['.outcome[', '.1a', '.rows[1', '. a', '|', '.a |', '.\u00a0'])(
  '%s is no jq, and refused before anything is done',
  async (it) => {
    await expect(readJqFilter(it, () => startJq(it, engine))).rejects.toThrow('--jq is no jq expression');
  },
);

const expressions = [
  '.',
  '.a',
  '.a.b',
  '.a[0]',
  '.a[]',
  '.[]',
  '.a?',
  '.a[]?',
  '.a.b?',
  '.a[-1]',
  '.a["b"]?',
  '.a|.[]?|.b',
  '.[]|select(.a? == "a")',
  '.[] | select(.[]? != null)',
  '.[]|select(.)|.a?',
];
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'b', '\u007f', 'a\tb\n', '東京'));
const numbers = fc
  .constantFrom('1', '0', '-0', '-5', '1.10', '1e5', '123456789012345678', '0.1')
  .map((it) => new LosslessNumber(it));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(texts, numbers, fc.constantFrom(null, true, undefined, 7, -0, 1.5)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '7', 'c d'), tie('value'), { noNullPrototype: true }),
  ),
}));
const documents = fc.dictionary(fc.constantFrom('a', 'b'), value, { noNullPrototype: true });

test.each(expressions)('%s gives what jq gives, of any document', async (expression) => {
  const [ours, theirs] = [
    await readJqFilter(expression, () => startJq(expression, engine)),
    await startJq(expression, engine),
  ];
  await fc.assert(
    fc.asyncProperty(documents, async (it) => {
      expect(await ours.apply(it, false)).toEqual(await theirs.apply(it, false));
    }),
    { numRuns: 20 },
  );
});

test('an engine that is gone when it is needed loses no answer', async () => {
  const filter = await readJqFilter('.outcome.code', () => Promise.reject(new Error('no such file')));
  expect(await filter.apply(document, false)).toEqual({ said: 'no such file' });
});

test('steers no terminal', async () => {
  const filter = await readJqFilter('.a', () => startJq('.a', engine));
  expect(await filter.apply({ a: 'a\u001b[2J\tb' }, true)).toEqual({ text: 'a\\u001b[2J\tb\n', said: '' });
});
