import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOf } from '../../src/reading/read-parameters.ts';
import { readInput } from '../../src/reading/reading.ts';
import { responseFields } from '../../src/reading/vocabulary.ts';
import { pastedParameters, pastes } from './pastes.ts';

test.each([
  ['json', '{"txamt": 100, "txcurrcd": "HKD"}'],
  ['form', 'txamt=100&txcurrcd=HKD'],
  ['form', '?txamt=100&txcurrcd=HKD\n'],
  ['lines', 'txamt=100\ntxcurrcd=HKD'],
  ['lines', 'txamt=100\r\ntxcurrcd=HKD\r\n'],
])('finds out by itself that it is %s: %j', (notation, text) => {
  expect(readInput(Buffer.from(text))).toMatchObject({
    notation,
    parameters: [
      ['txamt', '100'],
      ['txcurrcd', 'HKD'],
    ],
    faults: [],
  });
});

test.each(pastes)('reads a paste: %s', (_name, text, title, has_headers) => {
  const reading = readInput(Buffer.from(text));
  expect(reading).toMatchObject({ parameters: pastedParameters, title, faults: [] });
  expect(reading.headers !== undefined).toBe(has_headers);
  expect(kindOf(reading)).toBe('request');
});

describe('a raw HTTP message', () => {
  test('has the parameters of its query string, then those of its body', () => {
    const text = 'POST /x?a=1%202 HTTP/1.1\nX-QF-SIGN: AB\n\nb=2&c=+';
    expect(readInput(Buffer.from(text))).toMatchObject({
      direction: 'request',
      parameters: [
        ['a', '1 2'],
        ['b', '2'],
        ['c', ' '],
      ],
      headers: { 'x-qf-sign': 'AB' },
      faults: [],
    });
  });

  test('without a body is no fault', () => {
    expect(readInput(Buffer.from('GET /x?a=1 HTTP/1.1\nHost: y\n\n'))).toMatchObject({
      parameters: [['a', '1']],
      faults: [],
    });
  });
});

test('keeps the bytes as they came, with a byte order mark, which is no part of a name', () => {
  const bytes = Buffer.from('\uFEFFtxamt=100\n');
  const reading = readInput(bytes);
  expect(Buffer.from(reading.body)).toEqual(bytes);
  expect(reading.parameters).toEqual([['txamt', '100']]);
  expect(reading.notes).toEqual(['the input starts with a byte order mark, which is no part of it']);
});

test.each([
  ['nothing', Buffer.alloc(0), 'must not be empty'],
  ['bytes that are not UTF-8', Buffer.from([0x61, 0xbf, 0x3d]), 'must be UTF-8'],
])('%s is a fault of the input', (_what, bytes, rule) => {
  expect(readInput(bytes).faults).toEqual([{ field: 'input', rule }]);
});

test('white space alone holds no parameter', () => {
  expect(readInput(Buffer.from(' \n\n'))).toMatchObject({ parameters: [], notation: undefined });
});

describe('never fails, whatever the bytes', () => {
  const prefixes = [
    '',
    '{',
    '{"a":',
    'HTTP/1.1 200 OK\r\n\r\n',
    'POST /? HTTP/1.1\n',
    'X-QF-SIGN: ',
    'a=',
    'a=1&b=%',
    '\uFEFF',
  ];
  const bytes = fc
    .tuple(fc.constantFrom(...prefixes), fc.uint8Array({ maxLength: 200 }))
    .map(([prefix, rest]) => Buffer.concat([Buffer.from(prefix), rest]));
  const text = fc
    .tuple(fc.constantFrom(...prefixes), fc.string({ unit: 'binary' }))
    .map(([a, b]) => Buffer.from(a + b));

  test.each([
    ['bytes', bytes],
    ['text', text],
    ['JSON', fc.json().map((json) => Buffer.from(json))],
  ])('%s', (_what, inputs) => {
    fc.assert(
      fc.property(inputs, (input) => {
        const reading = readInput(input);
        for (const pair of reading.parameters) expect(pair.map((part) => typeof part)).toEqual(['string', 'string']);
        for (const [name] of reading.parameters) expect(name).not.toBe('');
        expect(() => responseFields(reading.body)).not.toThrow();
        expect(['request', 'response', 'notification']).toContain(kindOf(reading));
      }),
      { numRuns: 1000 },
    );
  });
});

test('never fails, however a paste is cut, doubled or mixed up', () => {
  const paste = fc.constantFrom(...pastes.map(([, text]) => Buffer.from(text)));
  const change = fc.record({
    at: fc.nat({ max: 600 }),
    length: fc.nat({ max: 20 }),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.constantFrom(...'{}[]()\'"`\\^$&=%#\n\r'.split('').map((c) => Buffer.from(c))),
    ),
  });
  fc.assert(
    fc.property(
      paste,
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(undefined, 'response'),
      (bytes, changes, prefers) => {
        const input = changes.reduce<Buffer>(
          (text, { at, length, bytes: other }) =>
            Buffer.concat([text.subarray(0, at), other, text.subarray(at + length)]),
          bytes,
        );
        const reading = readInput(input, { prefers });
        for (const pair of reading.parameters) expect(pair.map((part) => typeof part)).toEqual(['string', 'string']);
        expect(['request', 'response', 'notification']).toContain(kindOf(reading));
      },
    ),
    { numRuns: 3000 },
  );
});

test.each([
  ['a form', 'txamt=1&'],
  ['lines', 'txamt=1\n'],
  ['lines with colons', 'txamt: 1\n'],
])('a text of megabytes that is %s is refused for the number of its parameters, and none is kept', (_what, part) => {
  const { parameters, faults } = readInput(Buffer.from(part.repeat(10_001)));
  expect([parameters.length, faults.map(({ rule }) => rule)]).toEqual([0, ['must have at most 10000 parameters']]);
  expect(readInput(Buffer.from(part.repeat(1_000))).parameters).toHaveLength(1_000);
});

/** Much more than any input of ours; what grows with the square of it would take minutes. */
const size = 2_000_000;
const filled = (text: string) => text.repeat(size / text.length);

test.each([
  ['line ends', filled('\n')],
  ['line ends before a letter', `${filled('\n')}x`],
  ['spaces in a header', `X-QF-SIGN:${filled(' ')}x`],
  ['open brackets', `{"a":${filled('[')}`],
  ['one long string', `{"a":"${filled('x')}"}`],
  ['ampersands', filled('&')],
  ['pairs of a form', filled('name=v%20x+y&')],
  ['JSON members', `{${filled('"a":1,')}"b":2}`],
  ['nested JSON', `${filled('{"a":')}1${'}'.repeat(size / 5)}`],
  ['Python members', `{${filled("'a': 1, ")}}`],
  ['escaped quotes outside of strings', `x {${filled("\\'")}`],
  ['backslashes for a shell', `curl "${filled('\\')}`],
  ['open variables for a shell', `curl ${filled('$' + '{')}`],
  ['carets for cmd', `curl ^"${filled('^')}`],
  ['backticks for PowerShell', `curl "${filled('`a')} \`\n x`],
  ['names of a log', `x ${filled('&aaaaaaaaaaaaaaa')}`],
  ['schemes of addresses', filled('https://')],
  ['status lines', filled('HTTP/1.1 200 OK\r\n\r\n')],
  ['words', filled('a b\n')],
])('reads 2 MB of %s in seconds', (_what, text) => {
  const start = process.cpuUsage();
  readInput(Buffer.from(text));
  const { user } = process.cpuUsage(start);
  expect(user / 1000).toBeLessThan(5_000);
});
