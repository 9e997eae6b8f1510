import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLiteral } from '../../../src/reading/literal/read-literal.ts';

/** Of a literal with one member `x`. */
function value(text: string) {
  const read = readLiteral(text, 0);
  return read && { notation: read.notation, value: read.parameters[0]?.[1], printed: read.printed?.[0]?.[1] };
}

describe('Python', () => {
  test.each([
    ["'a'", 'a'],
    ['"it\'s"', "it's"],
    ["u'\\u5496'", '咖'],
    ["b'\\xe5\\x92\\x96'", '咖'],
    ["r'\\n'", '\\n'],
    ["'\\x41\\101\\n\\q'", 'AA\n\\q'],
    ["'''a\n'b'''", "a\n'b"],
    ["'a' 'b'\n  \"c\"", 'abc'],
    ["f'plain'", 'plain'],
    ['True', 'True'],
  ])('reads %s', (text, expected) => {
    expect(value(`{'x': ${text}, }`)).toMatchObject({ notation: 'python', value: expected });
  });

  test.each([
    ['None', '', 'None'],
    ['1e3', '1e3', '1000.0'],
    ['1.0', '1.0', undefined],
    ['1_000', '1_000', '1000'],
    ['100', '100', undefined],
    ['20260302180500020000000001', '20260302180500020000000001', undefined],
  ])('keeps the text of %s and knows how it is printed', (text, expected, printed) => {
    expect(value(`{'x': ${text}}`)).toEqual({ notation: 'python', value: expected, printed });
  });

  test.each([
    ["f'{a}'", 'f-string'],
    ['str(1)', 'expression'],
    ['amount', 'expression'],
    ["'a' + b", 'expression'],
  ])('refuses %s, naming the member', (text, rule) => {
    expect(readLiteral(`{'x': ${text}, 'y': '1'}`, 0)).toMatchObject({
      parameters: [['y', '1']],
      faults: [{ field: 'x', rule: expect.stringContaining(rule) }],
    });
  });
});

describe('PHP', () => {
  test.each([
    ["'it\\'s \\n'", "it's \\n"],
    ['"\\x41\\u{5496}\\n\\$"', 'A咖\n$'],
    ['"\\xE5\\x92\\x96"', '咖'],
    ['100', '100'],
  ])('reads %s', (text, expected) => {
    expect(value(`['x' => ${text}]`)).toMatchObject({ notation: 'php', value: expected });
    expect(value(`array(\n  "x" => ${text},\n)`)).toMatchObject({ value: expected });
  });

  test.each([
    ['true', 'true', '1'],
    ['1.0', '1.0', '1'],
    ['1.50', '1.50', '1.5'],
    ['1e20', '1e20', '1.0E+20'],
  ])('knows how %s is printed', (text, expected, printed) => {
    expect(value(`['x' => ${text}]`)).toEqual({ notation: 'php', value: expected, printed });
  });

  test('refuses a variable in double quotes', () => {
    expect(readLiteral('["x" => "a $b"]', 0)?.faults).toMatchObject([{ field: 'x' }]);
    expect(value("['x' => 'a $b']")?.value).toBe('a $b');
  });
});

describe('JavaScript', () => {
  test.each([
    ["'a\\u{5496}\\x41\\q'", 'a咖Aq'],
    ['`a\nb`', 'a\nb'],
    ['"\\u5496"', '咖'],
    ['1n', '1n'],
  ])('reads %s', (text, expected) => {
    expect(value(`{ x: ${text}, }`)).toMatchObject({ notation: 'js', value: expected });
  });

  test.each([
    ['1.0', '1.0', '1'],
    ['20260302180500020000000001', '20260302180500020000000001', '2.026030218050002e+25'],
    ['undefined', '', 'undefined'],
    ['null', '', 'null'],
  ])('knows how %s is printed', (text, expected, printed) => {
    expect(value(`{x: ${text}}`)).toEqual({ notation: 'js', value: expected, printed });
  });

  test('passes over comments', () => {
    expect(value('{ // a\n /* b */ x /* c */ : /* , */ 1 // d\n }')).toMatchObject({ value: '1' });
  });

  test.each(['`a \x24{b}`', 'a.b', '{a}.b', '"a" + b'])('refuses %s', (text) => {
    expect(readLiteral(`{x: ${text}}`, 0)?.faults).toMatchObject([{ field: 'x' }]);
  });
});

test('what is nested keeps its text, and that is said', () => {
  const read = readLiteral("{'x': {'a': [1, ')', \"}\"]}, 'y': (1, 2)}", 0);
  expect(read?.parameters).toEqual([
    ['x', "{'a': [1, ')', \"}\"]}"],
    ['y', '(1, 2)'],
  ]);
  expect(read?.notes.join()).toContain('x, y is nested');
});

test.each(['', '{', "{'a'", "{'a': 'b", '{a}', '{a b}', '[1, 2]', "{'a': ]}", 'x', "{'': 1", '{"a" 1}'])(
  '%j is none',
  (text) => {
    expect(readLiteral(text, 0)).toBeUndefined();
  },
);

test('ends where its bracket closes', () => {
  expect(readLiteral("ab {'x': '}'} c", 3)?.end).toBe(13);
});

const text = fc.string({ unit: 'grapheme' });
const name = fc.stringMatching(/^[a-z_]{1,9}$/);
const pairs = fc.uniqueArray(fc.tuple(name, text), { minLength: 1, selector: ([key]) => key });
const pythonString = (part: string) => JSON.stringify(part).replace(/\\\//g, '/');
const singleQuoted = (part: string) => `'${part.replace(/[\\']/g, '\\$&')}'`;

test.each([
  [
    'Python',
    (all: [string, string][]) => `{${all.map(([key, part]) => `'${key}': ${pythonString(part)}`).join(', ')}}`,
  ],
  ['PHP', (all: [string, string][]) => `[${all.map(([key, part]) => `'${key}' => ${singleQuoted(part)}`).join(', ')}]`],
  [
    'JavaScript',
    (all: [string, string][]) => `{${all.map(([key, part]) => `${key}: ${JSON.stringify(part)}`).join(', ')}}`,
  ],
])('reads back what is written in %s', (_what, write) => {
  fc.assert(
    fc.property(pairs, (parameters) => {
      expect(readLiteral(write(parameters), 0)).toMatchObject({ parameters, faults: [] });
    }),
  );
});

test('never fails, and always ends', () => {
  const letters = fc.array(fc.constantFrom(...'{}[]()\'"`\\,:=>#/* \nax1.-$', 'array(', '=>', "'a'", 'None'));
  fc.assert(
    fc.property(letters, (parts) => {
      expect(() => readLiteral(`{${parts.join('')}`, 0)).not.toThrow();
    }),
    { numRuns: 3000 },
  );
});

test('reads a literal that is nested a hundred thousand times', () => {
  const deep = `{'x': ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(readLiteral(deep, 0)?.parameters[0]?.[1]).toHaveLength(200_000);
});
