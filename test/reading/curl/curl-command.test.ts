import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curlCommand } from '../../../src/commands/sign/request-text.ts';
import { readCurlCommand } from '../../../src/reading/curl/curl-command.ts';
import { readMessage } from '../../../src/reading/read-message.ts';

function read(text: string) {
  const message = readCurlCommand(Buffer.from(text));
  if (!message) throw new Error('it was not taken for a curl command');
  return { ...message, body: Buffer.from(message.body).toString() };
}

describe('data', () => {
  test.each([
    ['joined by &', '-d a=1 -d b=2 --data c=3', 'a=1&b=2&c=3'],
    ['behind its letter', '-da=1 -sSdb=2', 'a=1&b=2'],
    ['behind an equals sign', '--data=a=1 --data-raw=b=2', 'a=1&b=2'],
    ['--data-ascii and --data-binary', '--data-ascii a=1 --data-binary b=2', 'a=1&b=2'],
    ['--data-raw with an @', '--data-raw @x', '@x'],
    ['--data-urlencode name=content', "--data-urlencode 'a=x y&=é'", 'a=x%20y%26%3D%C3%A9'],
    ['--data-urlencode content', "--data-urlencode 'x y'", 'x%20y'],
    ['--data-urlencode =content', "--data-urlencode '=x=y'", 'x%3Dy'],
    ['--data-urlencode with an @ behind the =', '--data-urlencode a=b@c', 'a=b%40c'],
    ['--json, not joined by &', `--json '{"a":' --json '1}'`, '{"a":1}'],
    ['empty', "-d ''", ''],
  ])('%s', (_what, options, body) => {
    expect(read(`curl https://x ${options}`)).toMatchObject({ body, faults: [], target: 'https://x' });
  });

  test('goes into the query string with -G, beside what is there', () => {
    expect(read("curl -G 'https://x/y?a=1#z' -d b=2 --url-query c=3")).toMatchObject({
      target: 'https://x/y?a=1&c=3&b=2#z',
      body: '',
    });
  });

  test.each(['-d @f', '--data-binary=@f', '--data-urlencode n@f', '-F n=@f', '-T f', '--json @f', '-H @f'])(
    'from a file cannot be read: %s',
    (options) => {
      const { faults = [] } = read(`curl https://x ${options}`);
      expect(faults).toHaveLength(1);
      expect(faults[0]?.rule).toContain('file');
    },
  );

  test('keeps bytes that are not UTF-8', () => {
    const message = readCurlCommand(Buffer.from("curl x -d $'a=\\xd6\\xd0'"));
    expect(message?.body).toEqual(Buffer.from([0x61, 0x3d, 0xd6, 0xd0]));
  });

  test('in a multipart form are fields, as the gateway reads them', () => {
    const { fields } = read("curl https://x -F 'a=1 2' --form b=3");
    expect(fields?.parameters).toEqual([
      ['a', '1 2'],
      ['b', '3'],
    ]);
  });
});

describe('headers', () => {
  test.each([
    ['-H with a space', "-H 'X-QF-SIGN: AB'", { 'x-qf-sign': 'AB' }],
    ['-H glued to its value', '-HX-QF-SIGN:AB', { 'x-qf-sign': 'AB' }],
    ['without a value', "-H 'X-A;'", { 'x-a': '' }],
    ['taken away', "-H 'Accept:'", {}],
    ['values with a colon', "-H 'Referer: https://a'", { referer: 'https://a' }],
    ['none', '', {}],
  ])('%s', (_what, options, headers) => {
    expect(read(`curl https://x ${options}`).headers).toEqual(headers);
  });
});

test.each([
  ['options with values that look like addresses', 'curl -o out.txt -x proxy:80 --max-time 5 https://x', 'https://x'],
  ['--url', 'curl --request POST --url https://x -A me', 'https://x'],
  ['options between', "curl -X POST 'https://x' -k -L --compressed", 'https://x'],
])('finds the address among %s', (_what, text, target) => {
  expect(read(text).target).toBe(target);
});

test.each(['curl x', '  $ curl x', '# curl x', 'curl.exe x', 'PS C:\\> curl x', 'C:\\Users\\me> curl x', '"curl" x'])(
  'knows a command by its start: %j',
  (text) => {
    expect(read(text).target).toBe('x');
  },
);

test.each(['curly x', 'curl', 'a=1', '{"curl": 1}', ''])('%j is none', (text) => {
  expect(readCurlCommand(Buffer.from(text))).toBeUndefined();
});

test('takes the first of several requests, and says so', () => {
  const { target, notes } = read('curl https://a --next https://b');
  expect([target, notes?.join()]).toEqual(['https://a', expect.stringContaining('--next')]);
});

test('reads back what sign --curl prints', () => {
  const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(pairs, fc.constantFrom('GET', 'POST'), (parameters, method) => {
      const text = curlCommand({
        method,
        url: 'https://x/y',
        headers: { 'X-QF-APPCODE': 'A', 'X-QF-SIGN': 'AB' },
        parameters,
      });
      const message = readCurlCommand(Buffer.from(text));
      expect(message && readMessage(message)).toMatchObject({ parameters, faults: [], headers: { 'x-qf-sign': 'AB' } });
    }),
  );
});

test('never fails, whatever stands behind curl', () => {
  const word = fc.constantFrom(
    '-d',
    '--data',
    '-H',
    '-G',
    '--json',
    '-F',
    "'",
    '"',
    '\\',
    '^',
    '`',
    '\n',
    '$(',
    '=',
    '@',
    '--',
    '-',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, (rest) => {
      const message = readCurlCommand(Buffer.from(`curl ${rest}`));
      if (message) expect(() => readMessage(message)).not.toThrow();
    }),
    { numRuns: 2000 },
  );
});
