import { expect, test } from 'vitest';
import { responseFields } from '../../src/reading/vocabulary.ts';
import { recordedBody } from '../fixtures/bodies.ts';

test('takes scalars as raw text, those of data apart, and nothing that is nested', () => {
  const body =
    '{"respcd": "0000", "txamt": 10.0, "pay_params": {"a": 1}, "none": null, "data": {"syssn": 123, "list": []}}';
  expect(responseFields(Buffer.from(body))).toEqual({
    top: [
      ['respcd', '0000'],
      ['txamt', '10.0'],
      ['none', ''],
    ],
    data: [['syssn', '123']],
    has_nested: true,
  });
  expect(responseFields(Buffer.from('{"respcd": "0000", "none": null}'))).toMatchObject({ has_nested: false });
});

test('keeps every digit of a number that JavaScript would round', () => {
  const fields = responseFields(Buffer.from(recordedBody('43-unquoted-syssn'), 'latin1'));
  expect(fields?.top).toContainEqual(['orig_syssn', '20260302180500020000000001']);
});

test('has no data where data is a list', () => {
  expect(responseFields(Buffer.from('{"data": [{"a": 1}]}'))).toEqual({ top: [], data: undefined, has_nested: true });
});

test.each(['<html>', '', '[1]', '{"a":'])('%j has no fields', (text) => {
  expect(responseFields(Buffer.from(text))).toBeUndefined();
});
