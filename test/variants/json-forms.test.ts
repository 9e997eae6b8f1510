import { expect, test } from 'vitest';
import { commonWriters, jsonForms, rarerWriters } from '../../src/variants/json-forms.ts';

const body = '{"txamt": 1.50, "n": "茶/<&\'+=", "name": "x"}';

test.each([
  ['JavaScript', `{"txamt":1.5,"n":"茶/<&'+=","name":"x"}`],
  ['Python', `{"txamt": 1.50, "n": "\\u8336/<&'+=", "name": "x"}`],
  ['PHP', `{"txamt":1.50,"n":"\\u8336\\/<&'+=","name":"x"}`],
  ['PHP, indented', `{\n    "txamt": 1.50,\n    "n": "\\u8336\\/<&'+=",\n    "name": "x"\n}`],
  ['Go', `{"n":"茶/\\u003c\\u0026'+=","name":"x","txamt":1.50}`],
  ['Gson', `{"txamt":1.50,"n":"茶/\\u003c\\u0026\\u0027+\\u003d","name":"x"}`],
  ['System.Text.Json', `{"txamt":1.50,"n":"\\u8336/\\u003C\\u0026\\u0027\\u002B=","name":"x"}`],
  ['jsonb of PostgreSQL', `{"n": "茶/<&'+=", "name": "x", "txamt": 1.50}`],
])('writes JSON again as %s does', (_library, expected) => {
  expect(jsonForms(body)).toContain(expected);
});

test('has no form of what is no JSON, and none that is the text itself', () => {
  expect(jsonForms('a=1')).toEqual([]);
  expect(jsonForms('{"a":"1"}\n')).not.toContain('{"a":"1"}');
});

const written = (writers: typeof commonWriters) =>
  writers.map((write) =>
    write([
      ['a', '1'],
      ['txamt', '100'],
      ['a', '2'],
    ]),
  );

test('writes parameters as an object: of a name that comes twice the last value', () => {
  expect(written(commonWriters)).toContain('{"a":"2","txamt":"100"}');
});

test('writes the amount, or every whole number, without quotes', () => {
  expect(written(commonWriters)).toEqual(expect.arrayContaining(['{"a":"2","txamt":100}', '{"a":2,"txamt":100}']));
  expect(written(rarerWriters)).toContain('{\n    "a": "2",\n    "txamt": 100\n}');
});
