import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlCommand } from '../../../src/commands/sign/request-text.ts';
import type { Parameter } from '../../../src/signature/sign.ts';

interface Received {
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly parameters: readonly Parameter[];
}

let server: Server;
let received: Received | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const query = new URL(request.url ?? '', 'http://x').search;
      const form = request.method === 'GET' ? query : Buffer.concat(chunks).toString('utf8');
      received = { method: request.method, headers: request.headers, parameters: [...new URLSearchParams(form)] };
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
});

const headers = { 'X-QF-APPCODE': 'APP', 'X-QF-SIGN': 'AB', 'X-QF-SIGNTYPE': 'SHA256' };

/** Pastes the command into a shell and gives what the server took. */
async function paste(
  parameters: readonly Parameter[],
  { method = 'POST', shell = 'bash', with_headers = headers as Record<string, string>, env = {} } = {},
): Promise<Received | undefined> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trade/v1/payment`;
  const command = curlCommand({ method: method as 'POST' | 'GET', url, headers: with_headers, parameters });
  received = undefined;
  const found = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', ...env };
  await promisify(execFile)(shell, ['-c', `${command} -sS --noproxy '*'`], { env: found });
  return received;
}

const nasty: readonly Parameter[] = [
  ['spaces', ' a  b '],
  ['quotes', `it's "so" \`echo 1\``],
  ['joiners', 'a&b=c;d|e>f<g#h'],
  ['expansions', `$HOME $\{PATH} \${PATH} $(id) !! !x ~ * ? {a,b}`],
  ['backslashes', "\\ \\n \\\\ \\'"],
  ['line_ends', 'a\nb\r\nc\n'],
  ['controls', '\t\x1b[31m\x7f'],
  ['chinese', '咖啡 ☕ 🍵'],
  ['percent', '100% %41 a+b'],
  ['file', '@/etc/passwd'],
  ['equals', '=a==b='],
  ['options', '--data x -o y'],
];

describe.each(['bash', 'sh'])('pasted into %s', (shell) => {
  test.each(['POST', 'GET'])('sends every nasty value as it is, by %s', async (method) => {
    expect(await paste(nasty, { method, shell })).toMatchObject({ method, parameters: nasty });
  });
});

test('sends names that are nasty, and a name that comes twice, in order', async () => {
  const parameters: Parameter[] = [
    ["a'b&c=d", '1'],
    ['@file', '2'],
    ['咖 啡', '3'],
    ['twice', '2'],
    ['twice', '1'],
  ];
  expect((await paste(parameters))?.parameters).toEqual(parameters);
});

test('sends a form with the headers of the signature', async () => {
  expect((await paste([['a', '1']]))?.headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    'x-qf-appcode': 'APP',
    'x-qf-sign': 'AB',
    'x-qf-signtype': 'SHA256',
  });
});

test('lets the shell fill in an app code that is not configured', async () => {
  const { 'X-QF-APPCODE': _left_out, ...with_headers } = headers;
  const seen = await paste([['a', '1']], { with_headers, env: { QFPAY_APPCODE: 'from the shell' } });
  expect(seen?.headers['x-qf-appcode']).toBe('from the shell');
});

// Many texts for each shell and curl that are started: on a busy machine that takes seconds.
test('sends any text byte by byte', { timeout: 60_000 }, async () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 20, maxLength: 40 }), async (parameters) => {
      expect((await paste(parameters))?.parameters).toEqual(parameters);
    }),
    { numRuns: 4, endOnFailure: true },
  );
});

test('shows the values as they are, except control characters', () => {
  const text = curlCommand({
    method: 'POST',
    url: 'https://x/y',
    headers: {},
    parameters: [
      ['a', "it's 咖"],
      ['b', '\u001b'],
    ],
  });
  expect(text.split(' \\\n  ')).toEqual([
    "curl 'https://x/y'",
    '-H "X-QF-APPCODE: $QFPAY_APPCODE"',
    "--data-urlencode 'a=it'\\''s 咖'",
    "--data 'b=%1B'",
  ]);
});
