import { expect, test } from 'vitest';
import { logRecordTexts } from '../../src/reading/reading.ts';

test('gives the texts that may hold a request, likeliest first', () => {
  expect(logRecordTexts('{"level":"info","msg":"x a=1","params":{"a": 1.0}}')).toEqual(['{"a": 1.0}', 'x a=1']);
});

test.each([
  '{"msg":"a=1&b=2"}',
  '{"time":1,"txamt":100,"data":"x"}',
  '{"time":"x","respcd":"0000","data":{}}',
  '[]',
  'level=info',
  '',
])('%j is no record of a logger', (text) => {
  expect(logRecordTexts(text)).toBeUndefined();
});
