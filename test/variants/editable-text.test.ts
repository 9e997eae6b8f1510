import fc from 'fast-check';
import { expect, test } from 'vitest';
import { added } from '../../src/variants/deviation.ts';
import { EditableText } from '../../src/variants/editable-text.ts';
import { contentOf, requestRecipe } from '../../src/variants/recipe.ts';
import { parameterRules } from '../../src/variants/rules/value-rules.ts';
import { parametersOf, sentRequest } from './signed-request.ts';

function recipeOf(sent: string) {
  return requestRecipe(sentRequest(sent, ''), 'SHA256');
}

test.each([
  ['one value', 'b=2&a=1', [['a', 'one']], 'a=one&b=2'],
  [
    'two values, in whatever order',
    'b=2&a=1&c=3',
    [
      ['c', 'x'],
      ['a', 'y'],
    ],
    'a=y&b=2&c=x',
  ],
  ['a value by one that holds & and =', 'b=2&a=1', [['b', '&a=']], 'a=1&b=&a='],
])('replaces %s where it stands', (_what, sent, edits, expected) => {
  const text = new EditableText(recipeOf(sent));
  const [one, other] = edits.map(([name = '', value = '']) => ({ name, value }));
  expect(one && String(text.bytesWith(one, other))).toBe(expected);
});

test.each([
  ['is not there', 'a=1', 'b', '2'],
  ['comes twice', 'a=1&a=2', 'a', '3'],
  ['was not signed', 'a=1&b=', 'b', '2'],
  ['is the signature', 'a=1&sign=AB', 'sign', 'x'],
  ['is emptied, and then not signed', 'a=1&b=2', 'b', ''],
])('leaves it to others where a name %s', (_what, sent, name, value) => {
  expect(new EditableText(recipeOf(sent)).revised({ edit: { name, value } })).toBeUndefined();
});

test('leaves it to others where the parameters are not what is signed, or joined otherwise', () => {
  const recipe = recipeOf('a=1&b=2');
  const edit = { name: 'a', value: '3' };
  expect(new EditableText(recipe).revised({ edit })).toBe('a=3&b=2');
  for (const other of [{ body: 'x' }, { join: () => 'x' }, { finish: () => 'x' }, { encode: () => new Uint8Array() }]) {
    expect(new EditableText({ ...recipe, ...other }).revised({ edit })).toBeUndefined();
  }
});

const name = fc.constantFrom('a', 'b', 'a_b', 'sign', 'sign_type', 'mchid', 'é', '__proto__', '');
const value = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('', '0', 'x=1&y', '茶 \u{1F375}'));
const prints = [undefined, (text: string) => `"${text}"`, (text: string) => text.trim(), () => ''];

test('what it writes is what selecting, sorting and joining all of them once more gives', () => {
  const parameters = fc.array(fc.tuple(name, value), { maxLength: 8 });
  fc.assert(
    fc.property(parameters, name, value, fc.constantFrom(...prints), (sent, edited, text, print) => {
      const recipe = requestRecipe({ ...sentRequest('', ''), parameters: sent }, 'SHA256');
      const printed = print ? { ...recipe, print } : recipe;
      const quick = new EditableText(printed).revised({ edit: { name: edited, value: text } });
      const changed = printed.parameters.map(([known, old]) => [known, known === edited ? text : old] as const);
      if (quick !== undefined) expect(quick).toBe(contentOf({ ...printed, parameters: changed }));
    }),
    { numRuns: 2_000 },
  );
});

test('a pair more, and names left out, are what selecting, sorting and joining all of them once more gives', () => {
  const parameters = fc.array(fc.tuple(name, value), { maxLength: 8 });
  fc.assert(
    fc.property(parameters, name, value, fc.constantFrom(...prints), (sent, more, text, print) => {
      const signed = { ...sentRequest('', ''), parameters: sent };
      const recipe = { ...requestRecipe(signed, 'SHA256'), ...(print ? { print } : {}) };
      const missing = parameterRules.flatMap(({ deviations }) => [...deviations(signed)]);
      for (const deviation of [added(more, text, { id: 'values-only' }), ...missing]) {
        expect(new EditableText(recipe).revised(deviation)).toBe(contentOf(deviation.apply(recipe)));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a pair more is left to others where what is right is sorted in another way', () => {
  const recipe = recipeOf('a=1&b=2');
  const revision = { added: ['c', '3'] } as const;
  expect(new EditableText(recipe).revised({ revision })).toBe('a=1&b=2&c=3');
  expect(new EditableText({ ...recipe, sort: (given) => given }).revised({ revision })).toBeUndefined();
});

test('a request of thirty parameters is edited, not joined anew', () => {
  const sent = Array.from({ length: 30 }, (_, place) => `p${place}=${place}`).join('&');
  const text = new EditableText(recipeOf(sent));
  for (const [known] of parametersOf(sent))
    expect(text.revised({ edit: { name: known, value: 'new' } })).toContain(`${known}=new`);
});
