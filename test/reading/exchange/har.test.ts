import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessage } from '../../../src/reading/read-message.ts';
import { readHar } from '../../../src/reading/read-object.ts';

const qfpay = 'https://openapi-int.qfapi.com/trade/v1/payment';

interface Facts {
  readonly url?: string;
  readonly headers?: object;
  readonly postData?: object;
  readonly answer?: string;
  readonly encoding?: string;
}

function entry({ url = qfpay, headers = [], postData = {}, answer = '', encoding }: Facts) {
  const content = { text: answer, ...(encoding === undefined ? {} : { encoding }) };
  return { request: { method: 'POST', url, headers, postData }, response: { status: 200, headers: [], content } };
}

function har(...entries: readonly object[]): Uint8Array {
  return Buffer.from(JSON.stringify({ log: { version: '1.2', entries } }));
}

function read(bytes: Uint8Array, prefers?: 'request' | 'response') {
  const message = readHar(bytes, { prefers });
  return message && { ...message, body: Buffer.from(message.body).toString() };
}

describe('of several entries', () => {
  const other = entry({ url: 'https://shop.example/a' });

  test.each([
    ['the one to QFPay’s host', [entry({ postData: { text: 'a=1' } }), other]],
    [
      'the one to a path of QFPay',
      [entry({ url: 'https://proxy.example/trade/v1/query', postData: { text: 'a=1' } }), other],
    ],
    [
      'the one with QFPay’s headers',
      [entry({ url: 'https://x', headers: [{ name: 'X-Qf-Sign', value: 'A' }], postData: { text: 'a=1' } }), other],
    ],
    [
      'the last that was refused with 1108',
      [entry({ postData: { text: 'a=1' }, answer: '{"respcd": "1108"}' }), entry({ answer: '{"respcd":"0000"}' })],
    ],
    [
      'also one that was refused in base64',
      [
        entry({
          postData: { text: 'a=1' },
          answer: Buffer.from('{"respcd":"1108"}').toString('base64'),
          encoding: 'base64',
        }),
        entry({}),
      ],
    ],
    ['the last', [entry({}), entry({ postData: { text: 'a=1' } })]],
    ['the last, when none speaks with QFPay', [other, entry({ url: 'https://b', postData: { text: 'a=1' } })]],
  ])('takes %s', (_what, entries) => {
    expect(read(har(...entries))?.body).toBe('a=1');
  });

  test('says which one, and how many more there are', () => {
    const [said] = read(har(entry({}), other, entry({})))?.notes ?? [];
    expect(said).toBe(`entry 3 of 3 was taken: POST ${qfpay}; 1 more speaks with QFPay`);
  });
});

test('takes the response when it is wanted, its bytes out of base64', () => {
  const answer = Buffer.from('{"respcd": "咖"}').toString('base64');
  expect(read(har(entry({ answer, encoding: 'base64' })), 'response')).toMatchObject({
    direction: 'response',
    body: '{"respcd": "咖"}',
  });
});

test('prefers the text of a body to its list of parameters, and says when there is only the list', () => {
  const params = [{ name: 'a', value: 'b%20c' }];
  expect(read(har(entry({ postData: { text: 'a=1', params } })))).toMatchObject({ body: 'a=1' });
  const listed = read(har(entry({ postData: { params } })));
  expect(listed?.fields?.parameters).toEqual([['a', 'b%20c']]);
  expect(listed?.notes?.join()).toContain('may still be encoded');
});

test.each(['{}', '[]', '{"log": {}}', '{"log": {"entries": 1}}', 'entries', '{"entries": ['])('%j is none', (text) => {
  expect(readHar(Buffer.from(text))).toBeUndefined();
});

test('an empty one is at fault', () => {
  expect(read(har())?.faults).toHaveLength(1);
});

test('never fails, whatever JSON stands where something is expected', () => {
  const entries = fc.array(
    fc.record({
      request: fc.oneof(
        fc.jsonValue(),
        fc.record({ url: fc.jsonValue(), headers: fc.jsonValue(), postData: fc.jsonValue() }),
      ),
      response: fc.oneof(fc.jsonValue(), fc.record({ headers: fc.jsonValue(), content: fc.jsonValue() })),
    }),
  );
  fc.assert(
    fc.property(entries, fc.constantFrom('request', 'response'), (some, prefers) => {
      const message = readHar(har(...some), { prefers });
      if (message) expect(() => readMessage(message)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});
