import { expect, test } from 'vitest';
import { phpDump } from '../../src/reading/read-object.ts';

test('reads print_r, values of several lines too', () => {
  expect(phpDump().read('Array\n(\n    [a] => 1\n    [b] => x\ny\n    [c] => \n)\n').parameters).toEqual([
    ['a', '1'],
    ['b', 'x\ny'],
    ['c', ''],
  ]);
});

test('reads var_dump by its lengths, whatever the strings hold', () => {
  const text = 'array(3) {\n  ["a"]=>\n  string(7) "咖"]=>"\n  ["b"]=>\n  float(1.5)\n  ["c"]=>\n  NULL\n}\n';
  expect(phpDump().read(text).parameters).toEqual([
    ['a', '咖"]=>'],
    ['b', '1.5'],
    ['c', ''],
  ]);
});

test.each([
  'Array\n(\n    [a] => 1\n    [x] => Array\n        (\n            [y] => 2\n        )\n\n    [b] => 2\n)\n',
  'array(2) {\n  ["a"]=>\n  int(1)\n  ["x"]=>\n  array(1) {\n    ["y"]=>\n    int(2)\n  }\n}\n',
])('names what is nested', (text) => {
  expect(phpDump().read(text).faults).toMatchObject([{ field: 'x' }]);
});

test.each([
  ['Array\n(\n    [a] => 1\n)', true],
  ['array(1) {\n', true],
  ["array('a' => 1)", false],
  ['Array of things', false],
])('%j is a dump: %s', (text, fits) => {
  expect(phpDump().fits(text)).toBe(fits);
});
