import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signCommand } from '../../src/commands/sign.ts';
import { UsageError } from '../../src/errors.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { sign } from '../../src/signature/sign.ts';
import { recordedBody, recordedSignature } from '../fixtures/bodies.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { publishedVectors } from '../support/published-vectors.ts';

type Options = Parameters<typeof signCommand.run>[0];

const env = { QFPAY_KEY: testKeys.sandbox, QFPAY_APPCODE: testAppCode };
const key = new ClientKey(testKeys.sandbox);

async function run(args: readonly string[], options: Options = {}, world: Parameters<typeof testContext>[0] = {}) {
  const report = await signCommand.run(options, args, testContext({ env, ...world }));
  expect(leakedKeys(JSON.stringify(report))).toEqual([]);
  return report;
}

async function runInput(input: string | Uint8Array, options: Options = {}, args: readonly string[] = []) {
  return run(args, { ...options, input_file: '-' }, { stdin: input });
}

async function failure(args: readonly string[], options: Options = {}, world: Parameters<typeof testContext>[0] = {}) {
  const error: unknown = await run(args, options, world).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error(`a UsageError was expected, not ${String(error)}`);
  expect(leakedKeys(JSON.stringify([error.message, error.facts]))).toEqual([]);
  return { message: error.message, details: JSON.stringify(error.facts.details) };
}

test.each(publishedVectors)('signs $name, with both hashes', async ({ parameters, key: own, SHA256, MD5 }) => {
  const words = parameters.map((pair) => pair.join('='));
  const world = { env: { QFPAY_KEY: own, QFPAY_APPCODE: testAppCode } };
  expect((await run(words, {}, world)).data['signature']).toBe(SHA256);
  expect((await run(words, { sign_type: 'md5' }, world)).data['signature']).toBe(MD5);
  expect((await run(words, {}, { env: { ...world.env, QFPAY_SIGN_TYPE: 'MD5' } })).data['signature']).toBe(MD5);
});

test('its document has the parts of the contract and no other', async () => {
  const { data, exit_code } = await run(['txcurrcd=HKD', 'txamt=100', 'mchid=']);
  expect(exit_code).toBe(0);
  expect(data).toEqual({
    sign_type: 'SHA256',
    signature: sign(
      [
        ['txamt', '100'],
        ['txcurrcd', 'HKD'],
      ],
      key,
      'SHA256',
    ),
    signing_string: `txamt=100&txcurrcd=HKD${key}`,
    params: { txcurrcd: 'HKD', txamt: '100' },
    headers: { 'X-QF-APPCODE': testAppCode, 'X-QF-SIGN': data['signature'], 'X-QF-SIGNTYPE': 'SHA256' },
  });
});

test('prints the signature alone, for scripts, and remarks elsewhere', async () => {
  const report = await run(['txamt=1.00']);
  expect(report.blocks).toEqual([{ kind: 'text', text: report.data['signature'] }]);
  expect(report.warnings).toEqual(['txamt has a decimal point: it counts cents, 100 is 1.00']);
});

test('adds nothing from the configuration', async () => {
  const world = { env: { ...env, QFPAY_MCHID: 'configured' } };
  const { data } = await run(['txamt=100'], { mchid: 'typed' }, world);
  expect(data['params']).toEqual({ txamt: '100' });
});

test('signs every occurrence of a name, in order', async () => {
  const { data } = await run(['a=2', 'b=x', 'a=1']);
  expect(data).toMatchObject({ params: { a: ['2', '1'], b: 'x' }, signing_string: `a=2&a=1&b=x${key}` });
});

describe('an input', () => {
  test.each([
    ['a JSON object', '{"txcurrcd": "HKD", "txamt": 100, "goods_name": "a b"}'],
    ['a form body', 'txcurrcd=HKD&txamt=100&goods_name=a+b\n'],
    ['a form body with %20', 'txcurrcd=HKD&txamt=100&goods_name=a%20b'],
    ['lines', 'txcurrcd=HKD\r\ntxamt=100\r\ngoods_name=a b\r\n'],
    ['a raw request', 'POST /trade/v1/payment HTTP/1.1\nHost: x\n\ntxcurrcd=HKD&txamt=100&goods_name=a+b'],
  ])('may be %s', async (_what, text) => {
    expect((await runInput(text)).data['signing_string']).toBe(`goods_name=a b&txamt=100&txcurrcd=HKD${key}`);
  });

  test('keeps the text of numbers', async () => {
    const { data } = await runInput('{"txamt": 1.0, "syssn": 20260302180500020000000001, "c": 1e2}');
    expect(data['params']).toEqual({ txamt: '1.0', syssn: '20260302180500020000000001', c: '1e2' });
  });

  test('goes before words, which are signed as well', async () => {
    expect((await runInput('udid=file', {}, ['udid=word'])).data['params']).toEqual({ udid: ['file', 'word'] });
  });

  test('may be a file', async () => {
    const report = await run(
      [],
      { input_file: 'request.json' },
      { files: memoryFiles({ 'request.json': '{"txamt": 1}' }) },
    );
    expect(report.data['params']).toEqual({ txamt: '1' });
  });
});

describe('of a notification', () => {
  const body = recordedBody('51-notify-payment-2020');
  const world = { env: { QFPAY_KEY: 'KEY1abcdef', QFPAY_SIGN_TYPE: 'SHA256' }, stdin: Buffer.from(body, 'latin1') };
  const options = { kind: 'notification', input_file: '-' };

  test('signs the raw bytes with MD5, whatever is configured for requests', async () => {
    const { data } = await run([], options, world);
    const signature = recordedSignature('51-notify-payment-2020');
    expect(data).toMatchObject({ sign_type: 'MD5', signature, params: {}, headers: { 'X-QF-SIGN': signature } });
    expect(data['signing_string']).toBe(`${body}${new ClientKey('KEY1abcdef')}`);
  });

  test('takes another hash by its flag, and names it in a header', async () => {
    const { data } = await run([], { ...options, sign_type: 'SHA256' }, world);
    expect(data).toMatchObject({ sign_type: 'SHA256', headers: { 'X-QF-SIGNTYPE': 'SHA256' } });
  });

  test('says that a line end at the end is signed', async () => {
    expect((await run([], options, { ...world, stdin: `${body}\n` })).warnings).toHaveLength(1);
  });

  test('takes bytes that are no text, and prints no key that stands in them', async () => {
    const report = await run([], options, { env, stdin: Buffer.from(`\xff${testKeys.sandbox}`, 'latin1') });
    expect(report.data['signature']).toMatch(/^[0-9A-F]{32}$/);
  });

  test('refuses words and --curl', async () => {
    const { details } = await failure(['a=1'], { ...options, curl: true }, world);
    expect(details).toMatch(/"a".*--curl/);
  });
});

describe('of a checkout', () => {
  const parameters = ['paysource=remotepay_checkout', 'sign_type=md5', 'txamt=100', 'lang=en'];
  const text = 'paysource=remotepay_checkout&sign_type=md5&txamt=100';

  test('signs sign_type with the hash that it names, and leaves lang out', async () => {
    const { data, warnings } = await run(parameters, { endpoint: 'checkout' });
    expect(data).toMatchObject({ sign_type: 'MD5', signing_string: `${text}${key}` });
    expect(warnings?.join()).toContain('lang is part of the link but not signed');
  });

  test('is known by its paysource, unless another endpoint is named', async () => {
    expect((await run(parameters)).data['signing_string']).toBe(`${text}${key}`);
    const named = await run(parameters, { endpoint: 'payment' });
    expect(named.data['signing_string']).toBe(`lang=en&paysource=remotepay_checkout&txamt=100${key}`);
  });

  test.each([
    ['another hash than the flag', parameters, { sign_type: 'SHA256' }, 'must be the hash that --sign-type names'],
    ['no hash', ['sign_type=HMAC', ...parameters], {}, 'must be SHA256 or MD5'],
    ['a curl command', parameters, { curl: true }, "a link for the payer's browser"],
  ])('refuses %s', async (_what, args, options, words) => {
    expect((await failure(args, { endpoint: 'checkout', ...options })).details).toContain(words);
  });
});

describe('--explain', () => {
  test('lists the parameters of step 2 in the order that they are signed in', async () => {
    const { blocks } = await run(['b=2', 'a=1'], { explain: true });
    expect(blocks).toContainEqual({
      kind: 'rows',
      rows: [
        ['a', '1'],
        ['b', '2'],
      ],
    });
  });

  test('tells what is left out and why, the signing string, the hash and the headers', async () => {
    const { blocks } = await run(['txamt=100', 'sign=AB', 'sign_type=MD5', 'mchid=', 'a=\u001b[31m'], {
      explain: true,
    });
    const text = JSON.stringify(blocks);
    for (const words of [
      '5 parameters given, 3 left out',
      'AB - the signature itself',
      'signed by a checkout only',
      'no value; leave it out',
      `a=\\\\u001b[31m&txamt=100${key}`,
      'SHA256 of its UTF-8 bytes',
      'X-QF-APPCODE',
      'mchid is empty',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('puts what was left out, and the remarks, into the document too', async () => {
    const { data, warnings } = await run(['txamt=1.0', 'sign=AB'], { explain: true });
    expect(data['dropped']).toEqual([{ name: 'sign', value: 'AB', reason: 'signature' }]);
    expect(data['remarks']).toHaveLength(1);
    expect(warnings).toEqual([]);
  });
});

describe('--curl', () => {
  test.each([
    [undefined, "curl 'https://openapi-int.qfapi.com/trade/v1/payment'"],
    ['query', "curl 'https://openapi-int.qfapi.com/trade/v1/query'"],
    ['close', "curl -G 'https://openapi-int.qfapi.com/trade/v1/close'"],
    ['/trade/v1/close', "curl -G 'https://openapi-int.qfapi.com/trade/v1/close'"],
    ['/customer/v1/create', "curl 'https://openapi-int.qfapi.com/customer/v1/create'"],
  ])('for --endpoint %s starts with %s', async (endpoint, start) => {
    const { data, blocks } = await run(['txamt=100'], { curl: true, ...(endpoint === undefined ? {} : { endpoint }) });
    expect(String(data['curl']).split(' \\\n')[0]).toBe(start);
    expect(blocks).toEqual([{ kind: 'text', text: data['curl'] }]);
  });

  test('sends what is signed and nothing else', async () => {
    const { data } = await run(['txamt=100', 'mchid=', 'sign=AB'], { curl: true });
    expect(String(data['curl'])).not.toMatch(/mchid|sign=/);
  });

  test('needs a URL, which the local emulator has only inside a command', async () => {
    expect((await failure(['a=1'], { curl: true, env: 'local' })).message).toContain('needs a URL');
  });
});

describe('refuses', () => {
  test('every fault at once', async () => {
    const { message, details } = await failure(['foo', '=x'], {
      input_file: 'nowhere',
      endpoint: 'refnd',
      kind: 'response',
    });
    expect(message).toContain('(and 4 more)');
    for (const word of ['--input', 'argument 1', 'argument 2', '--endpoint', '--kind']) expect(details).toContain(word);
  });

  test.each([
    ['nothing', [], {}, {}, 'parameters must be given'],
    ['parameters that are all left out', ['mchid=', 'sign=AB'], {}, {}, 'must not all be empty'],
    ['a JSON list', [], { input_file: '-' }, { stdin: '[{"a":1},{"a":2}]' }, 'not an array'],
    ['bytes that are not UTF-8', [], { input_file: '-' }, { stdin: Buffer.from([0xbf]) }, 'must be UTF-8'],
    ['an empty input', [], { input_file: '-' }, {}, 'must not be empty'],
    [
      'stdin for the key as well',
      [],
      { input_file: '-', key_file: '-' },
      { stdin: testKeys.other },
      'which --key-file reads',
    ],
    ['a parameter named like the key', ['key=x'], {}, {}, 'is named like the client key'],
    ['the key as a value', [`a=${testKeys.sandbox}`], {}, {}, 'holds the client key'],
    ['the key as a word', [testKeys.sandbox], {}, {}, 'must be name=value'],
    ['the key at the end of a pasted signing string', [`txamt=100${testKeys.sandbox}`], {}, {}, 'holds the client key'],
  ])('%s', async (_what, args, options, world, words) => {
    expect((await failure(args, options, world)).message).toContain(words);
  });

  test('a file of more than 5 MB, without reading it', async () => {
    const files = memoryFiles({ big: 'x'.repeat(5 * 1024 * 1024 + 1) });
    const unread = { ...files, read: () => expect.unreachable('the file is read') };
    expect((await failure([], { input_file: 'big' }, { files: unread })).message).toContain('at most 5 MB');
  });
});

test('whatever is signed verifies under the rule: sorted by bytes, raw, the key appended', async () => {
  const name = fc.stringMatching(/^[A-Za-z_]{1,8}$/).filter((text) => !/^(sign|sign_type|.*key|.*secret)$/i.test(text));
  const pair = fc.tuple(name, fc.string({ unit: 'grapheme', minLength: 1 }));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(pair, { selector: ([text]) => text, minLength: 1 }), async (parameters) => {
      const { data } = await run(parameters.map((each) => each.join('=')));
      const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1)).map((each) => each.join('='));
      expect(data['signing_string']).toBe(`${sorted.join('&')}${key}`);
    }),
    { numRuns: 50 },
  );
});

describe('an input that is not understood is refused, and nothing is signed', () => {
  test.each([
    [
      'a Postman collection',
      '{"info":{"name":"shop"},"item":[{"name":"pay","request":{"method":"POST","body":{"mode":"urlencoded","urlencoded":[{"key":"txamt","value":"1"}]},"url":{"raw":"https://x.example/trade/v1/payment"}}}]}',
      "none of QFPay's names",
    ],
    ['an object of something else', '{"hello":"world"}', "none of QFPay's names"],
    ['a form of something else', 'hello=world&foo=bar', "none of QFPay's names"],
    ['an answer', '{"respcd":"0000","resperr":"","syssn":"20260302180500020000000001"}', 'this is a response'],
    ['a notification', '{"notify_type":"payment","syssn":"1","txamt":"100"}', 'this is a notification'],
    ['words of a person', 'Hi, could you check this?', 'must be name=value'],
    ['a page', '<html><body>502 Bad Gateway</body></html>', 'must be name=value'],
    ['a table', 'a,b,c\n1,2,3', 'must be name=value'],
    ['a request without parameters', 'GET /healthz HTTP/1.1\nHost: shop.example\n\n', 'must not all be empty'],
  ])('%s', async (_what, input, rule) => {
    const error: unknown = await runInput(input).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(JSON.stringify([(error as UsageError).message, (error as UsageError).facts])).toContain(rule);
  });
});
