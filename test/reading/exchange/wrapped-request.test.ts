import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonEntries } from '../../../src/reading/json-values.ts';
import { readMessage } from '../../../src/reading/read-message.ts';
import { readWrapped } from '../../../src/reading/read-object.ts';

function read(text: string) {
  const message = readWrapped(jsonEntries(text));
  return message && readMessage(message);
}

test.each([
  [
    'a text as body',
    '{"url":"/x","method":"POST","body":"a=1&b=x+y"}',
    [
      ['a', '1'],
      ['b', 'x y'],
    ],
  ],
  [
    'an object as data',
    '{"url":"/x","headers":{"A":"b"},"data":{"a":1.0,"b":"x"}}',
    [
      ['a', '1.0'],
      ['b', 'x'],
    ],
  ],
  [
    'params beside data',
    '{"url":"/x?a=0","method":"post","params":{"b":"x y"},"data":"c=2"}',
    [
      ['a', '0'],
      ['b', 'x y'],
      ['c', '2'],
    ],
  ],
  [
    'a list of fields',
    '{"method":"POST","url":{"raw":"/x"},"body":{"urlencoded":[{"key":"a","value":"x%20y"},{"key":"b","value":"1","disabled":true}]}}',
    [['a', 'x%20y']],
  ],
  ['raw text in an object', '{"method":"POST","url":"/x","body":{"mode":"raw","raw":"a=1"}}', [['a', '1']]],
])('takes %s', (_what, text, parameters) => {
  expect(read(text)).toMatchObject({ direction: 'request', parameters, faults: [] });
});

test('takes headers as an object or a list', () => {
  const as = (headers: string) => read(`{"url":"/x","headers":${headers},"body":"a=1"}`)?.headers;
  expect(as('{"X-QF-SIGN":"AB","Length":3}')).toEqual({ 'x-qf-sign': 'AB', length: '3' });
  expect(as('[{"key":"X-QF-SIGN","value":"AB"}]')).toEqual({ 'x-qf-sign': 'AB' });
});

test('knows a response by its status', () => {
  expect(read('{"status":200,"headers":{"x-qf-sign":"AB"},"data":"{\\"respcd\\": \\"0000\\"}"}')).toMatchObject({
    direction: 'response',
    body: Buffer.from('{"respcd": "0000"}'),
  });
});

test('says that an object as body has lost its bytes', () => {
  expect(read('{"url":"/x","method":"POST","data":{"a":1}}')?.notes.join()).toContain(
    'its bytes on the wire are not known',
  );
});

test.each([
  '{"txamt":1,"url":"/x","method":"POST","body":"a=1"}',
  '{"notify_type":"payment","data":"x","headers":{}}',
  '{"a":1}',
  '[]',
  '{"url":"x"}',
  '',
])('%j is none', (text) => {
  expect(read(text)).toBeUndefined();
});

test('never fails, whatever JSON stands where something is expected', () => {
  const any = fc.jsonValue();
  const record = fc.record({ url: any, method: any, headers: any, body: any, params: any }, { requiredKeys: [] });
  fc.assert(
    fc.property(record, (value) => {
      expect(() => read(JSON.stringify(value))).not.toThrow();
    }),
    { numRuns: 1000 },
  );
});
