import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signCommand } from '../../src/commands/sign.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { UsageError } from '../../src/errors.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digest, sign } from '../../src/signature/sign.ts';
import { recordedBodies, recordedBody, recordedSignature } from '../fixtures/bodies.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { publishedVectors } from '../support/published-vectors.ts';

type Options = Parameters<typeof verifyCommand.run>[0];
type World = Parameters<typeof testContext>[0];

const env = { QFPAY_KEY: testKeys.sandbox };
const key = new ClientKey(testKeys.sandbox);
const words = ['txamt=100', 'txcurrcd=HKD'];
const sha256 = sign(
  [
    ['txamt', '100'],
    ['txcurrcd', 'HKD'],
  ],
  key,
  'SHA256',
);
const md5 = sign(
  [
    ['txamt', '100'],
    ['txcurrcd', 'HKD'],
  ],
  key,
  'MD5',
);

async function run(args: readonly string[], options: Options = {}, world: World = {}) {
  const report = await verifyCommand.run(options, args, testContext({ env, ...world }));
  expect(leakedKeys(JSON.stringify(report))).toEqual([]);
  return report;
}

function runInput(stdin: string | Uint8Array, options: Options = {}, args: readonly string[] = []) {
  return run(args, { ...options, input_file: '-' }, { stdin });
}

async function failure(args: readonly string[], options: Options = {}, world: World = {}) {
  const error: unknown = await run(args, options, world).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error(`a UsageError was expected, not ${String(error)}`);
  return JSON.stringify([error.message, error.facts]);
}

test.each(publishedVectors)('takes the signatures of $name', async ({ parameters, key: own, MD5, SHA256 }) => {
  const args = parameters.map((pair) => pair.join('='));
  for (const signature of [MD5, SHA256.toLowerCase()]) {
    const { data, exit_code } = await run(args, { signature }, { env: { QFPAY_KEY: own } });
    expect([data['valid'], exit_code]).toEqual([true, 0]);
  }
});

test.each([
  ['what is no digest', 'ABC', /^The signature is no digest that QFPay uses: 3 characters/],
  ['a request', 'A'.repeat(32), /^Was a parameter signed that is not shown here\?/],
])('where nothing is found, the hint for %s is the question that fits', async (_what, signature, hint) => {
  const { error } = await run(words, { signature });
  expect(error?.hint).toMatch(hint);
});

test('the case file that was written is named', async () => {
  const context = testContext({ env });
  await verifyCommand.run({ signature: md5, report: '/shop/case.md' }, words, context);
  expect(context.written.err).toBe('the case file is written: /shop/case.md\n');
});

test('its document has the parts of the contract', async () => {
  const { data, exit_code } = await run(words, { signature: 'A'.repeat(64), sign_type: 'SHA256' });
  expect(exit_code).toBe(6);
  expect(data).toEqual({
    kind: 'request',
    valid: false,
    scheme: 'sorted-params',
    sign_type: 'SHA256',
    expected: sha256,
    received: 'A'.repeat(64),
    remarks: [],
    diagnosis: {
      causes: [],
      tried: expect.any(Number),
      ruled_out: expect.arrayContaining([expect.objectContaining({ family: 'key', tried: expect.any(Number) })]),
      questions: expect.arrayContaining([expect.stringContaining('the key that the sender signs with')]),
      given_up: [],
    },
  });
});

test('what was ruled out adds up to what was tried', async () => {
  const { data } = await run(words, { signature: 'A'.repeat(64), sign_type: 'SHA256' });
  const { tried, ruled_out } = data['diagnosis'] as { tried: number; ruled_out: { tried: number }[] };
  expect(ruled_out.reduce((sum, family) => sum + family.tried, 0)).toBe(tried - 1);
});

describe('the hash of a request', () => {
  test.each([
    ['SHA256 as it is told', sha256, 'SHA256', true],
    ['MD5 as it is told', md5, 'MD5', true],
    ['SHA256 by its digits', sha256, undefined, true],
    ['MD5 by its digits', md5, undefined, true],
    ['MD5 without a header', md5, 'none', true],
    ['not SHA256 without a header', sha256, 'none', false],
    ['not SHA256 when MD5 was announced', sha256, 'MD5', false],
    ['not MD5 when SHA256 was announced', md5, 'sha256', false],
  ])('is %s', async (_what, signature, sign_type, valid) => {
    const { data } = await run(words, { signature, ...(sign_type === undefined ? {} : { sign_type }) });
    expect(data['valid']).toBe(valid);
  });

  test('is not asked of QFPAY_SIGN_TYPE', async () => {
    const world = { env: { ...env, QFPAY_SIGN_TYPE: 'nonsense' } };
    expect((await run(words, { signature: md5 }, world)).data['valid']).toBe(true);
  });

  test.each([
    ['X-QF-SIGNTYPE: SHA256\n', true, []],
    ['', false, ['missing-signtype-header']],
    ['X-QF-SIGNTYPE: MD5\n', false, ['wrong-sign-type']],
  ])('is that of the header of a raw request: %j', async (header, valid, ids) => {
    const text = `POST /x HTTP/1.1\nX-QF-SIGN: ${sha256}\n${header}\ntxamt=100&txcurrcd=HKD`;
    const { data } = await runInput(text);
    expect(data).toMatchObject({ valid, kind: 'request', diagnosis: { causes: ids.map((id) => ({ id })) } });
  });
});

describe('the received signature', () => {
  test.each([
    ['a word', [...words, `sign=${md5}`], undefined],
    ['a header written as a word', [...words, `X-QF-SIGN=${md5}`, 'X-QF-SIGNTYPE=MD5'], undefined],
    ['a parameter of a form', [], `txamt=100&txcurrcd=HKD&sign=${md5}`],
    ['a member of an object', [], `{"txamt": 100, "txcurrcd": "HKD", "sign": "${md5}"}`],
    ['a header of a raw message', [], `POST /x HTTP/1.1\nx-qf-sign: ${md5}\n\ntxamt=100&txcurrcd=HKD`],
  ])('may be %s', async (_what, args, stdin) => {
    const report = stdin === undefined ? await run(args) : await runInput(stdin, {}, args);
    expect(report.data).toMatchObject({ valid: true, received: md5 });
  });

  test('is shown masked should it be the key', async () => {
    expect((await run(words, { signature: testKeys.sandbox })).data['received']).toBe(String(key));
  });
});

describe('a response', () => {
  test.each(recordedBodies.filter(({ kind }) => kind === 'response'))('as recorded is valid: $body', async (row) => {
    const stdin = Buffer.from(recordedBody(row.body.replace('.body', '')), 'latin1');
    const options = { input_file: '-', signature: row.x_qf_sign_raw_body_md5 };
    const { data } = await run([], options, { env: { QFPAY_KEY: row.sample_key }, stdin });
    expect(data).toMatchObject({ kind: 'response', valid: true, scheme: 'raw-body', diagnosis: { causes: [] } });
  });

  test('is valid by its sorted fields where they are all of it', async () => {
    const text = 'respcd=0000&respmsg=ok&txamt=10';
    const body = '{"respcd": "0000", "respmsg": "ok", "txamt": 10}';
    const { data, exit_code } = await runInput(body, { signature: digest(text, key, 'MD5') });
    expect([exit_code, data['valid'], data['scheme'], data['covers']]).toEqual([0, true, 'sorted-fields', undefined]);
  });

  test.each([
    ['sorted-data', 'txamt=10'],
    ['sorted-fields', 'respcd=0000&respmsg=ok'],
  ])('that is signed by %s only in part is not valid, and no cause is made up', async (scheme, text) => {
    const body = '{"respcd": "0000", "respmsg": "ok", "data": {"txamt": 10}}';
    const { data, exit_code, error } = await runInput(body, { signature: digest(text, key, 'MD5') });
    expect(data).toMatchObject({ valid: false, covers: 'partial', scheme, diagnosis: { causes: [] } });
    expect([exit_code, error?.message]).toEqual([6, expect.stringContaining('covers only a part')]);
  });

  test('that is a request handed back with its own signature proves nothing, whatever stands beside it', async () => {
    const request = [
      ['out_trade_no', 'A-1'],
      ['txamt', '1280'],
    ] as const;
    for (const sign_type of ['MD5', 'SHA256'] as const) {
      const body = JSON.stringify({ ...Object.fromEntries(request), respcd: '0000', data: [{ respcd: '0000' }] });
      const signature = sign(request, key, sign_type);
      const { data, exit_code } = await runInput(body, { signature, kind: 'response' });
      expect([exit_code, data['valid'], data['covers']]).toEqual([6, false, 'partial']);
    }
  });

  test('with its status line and headers is understood, and its body taken to the byte', async () => {
    const body = '{"respcd": "0000"}\n';
    const head = `HTTP/1.1 200 OK\r\nX-QF-SIGN: ${digest(body, key, 'MD5')}\r\n\r\n`;
    expect((await runInput(head + body)).data).toMatchObject({ kind: 'response', valid: true });
  });
});

describe('a notification', () => {
  const body = recordedBody('51-notify-payment-2020');
  const signature = recordedSignature('51-notify-payment-2020');
  const world = (text: string) => ({ env: { QFPAY_KEY: 'KEY1abcdef' }, stdin: Buffer.from(text, 'latin1') });

  test('is valid over its raw bytes', async () => {
    const { data } = await run([], { input_file: '-', signature }, world(body));
    expect(data).toMatchObject({ kind: 'notification', valid: true, scheme: 'raw-body', remarks: [] });
  });

  test('that was parsed and printed again is not', async () => {
    const reserialised = JSON.stringify(JSON.parse(body));
    const { data, exit_code } = await run([], { input_file: '-', signature }, world(reserialised));
    expect([data['kind'], data['valid'], exit_code]).toEqual(['notification', false, 6]);
  });

  test('whose file got a line end is not, and the line end is named', async () => {
    const { data, error } = await run([], { input_file: '-', signature }, world(`${body}\n`));
    expect(data).toMatchObject({ valid: false, diagnosis: { causes: [{ id: 'bom-or-crlf' }] } });
    expect(error?.message).toContain('line ends');
  });

  test('is not valid over its sorted fields, as a request would be', async () => {
    const parameters = Object.entries(JSON.parse(body) as Record<string, string>);
    const wrong = sign(parameters, new ClientKey('KEY1abcdef'), 'MD5');
    const { data } = await run([], { input_file: '-', signature: wrong }, world(body));
    expect(data['valid']).toBe(false);
  });

  test('is SHA256 only when its headers say so', async () => {
    const sha = digest(body, new ClientKey('KEY1abcdef'), 'SHA256');
    const options = { input_file: '-', signature: sha };
    expect((await run([], options, world(body))).data['valid']).toBe(false);
    expect((await run(['X-QF-SIGNTYPE=SHA256'], options, world(body))).data['valid']).toBe(true);
  });
});

test('--kind goes before what the input looks like', async () => {
  const text = '{"respcd": "0000", "txamt": 1}';
  const signature = sign(
    [
      ['respcd', '0000'],
      ['txamt', '1'],
    ],
    key,
    'MD5',
  );
  expect((await runInput(text, { signature, kind: 'request' })).data).toMatchObject({ kind: 'request', valid: true });
});

test('--explain shows the signing string with the fingerprint, and both digests', async () => {
  const { data, blocks } = await run(words, { signature: md5, explain: true });
  expect(data).toMatchObject({
    signing_string: `txamt=100&txcurrcd=HKD${key}`,
    digests: { SHA256: sha256, MD5: md5 },
  });
  expect(JSON.stringify(blocks)).toContain(sha256);
});

test('remarks on what does not decide: case, header, empty mchid, a JSON body, a signature in the body', async () => {
  const body = `{"txamt": "100", "txcurrcd": "HKD", "mchid": "", "sign": "${sha256.toLowerCase()}"}`;
  const { data } = await runInput(`POST /x HTTP/1.1\nContent-Type: application/json\n\n${body}`, {
    sign_type: 'SHA256',
  });
  const remarks = (data['remarks'] as string[]).join('\n');
  for (const text of ['lower case', 'mchid is empty', 'the body is JSON', 'the signature is a parameter']) {
    expect(remarks).toContain(text);
  }
  expect(data['valid']).toBe(false);
});

describe('a checkout', () => {
  const parameters = [
    ['lang', 'en'],
    ['paysource', 'a_checkout'],
    ['sign_type', 'sha256'],
    ['txamt', '100'],
  ] as const;
  const args = parameters.map((pair) => pair.join('='));

  test.each([
    ['without lang', 'paysource=a_checkout&sign_type=sha256&txamt=100'],
    ['with lang', 'lang=en&paysource=a_checkout&sign_type=sha256&txamt=100'],
  ])('signs sign_type, %s', async (_how, text) => {
    const signature = digest(text, key, 'SHA256');
    const { data } = await run(args, { signature });
    expect(data).toMatchObject({ valid: true, sign_type: 'SHA256', remarks: [] });
  });
});

describe('refuses', () => {
  test.each([
    ['no signature', words, {}, undefined, '--signature'],
    [
      'an answer without a signature',
      [],
      { input_file: '-' },
      '{"respcd": "0000"}',
      'an answer without X-QF-SIGN is normal',
    ],
    ['an empty signature', words, { signature: '' }, undefined, '--signature'],
    ['an unknown kind', words, { signature: md5, kind: 'answer' }, undefined, '--kind'],
    ['an unknown hash', words, { signature: md5, sign_type: 'SHA1' }, undefined, '--sign-type'],
    ['a notification without its bytes', words, { signature: md5, kind: 'notification' }, undefined, '--input'],
    ['words beside a notification', ['a=1'], { signature: md5, input_file: '-' }, '{"notify_type": "x"}', 'raw bytes'],
    ['a missing file', [], { signature: md5, input_file: 'nowhere' }, undefined, 'nowhere'],
    ['the key as a parameter', [`a=${testKeys.sandbox}`], { signature: md5 }, undefined, 'holds the client key'],
  ])('%s', async (_what, args, options, stdin, text) => {
    const told = await failure(args, options, stdin === undefined ? {} : { stdin });
    expect(told).toContain(text);
    expect(leakedKeys(told)).toEqual([]);
  });
});

/** Other parameters, another digest, another key. */
type Change = (args: readonly string[], signature: string) => [readonly string[], string, World?];

describe('what sign has signed', () => {
  const name = fc.stringMatching(/^[a-z_]{1,8}$/).filter((text) => !/^(sign|sign_type|.*key|.*secret)$/.test(text));
  const pairs = fc.array(fc.tuple(name, fc.string({ unit: 'grapheme', minLength: 1 })), { minLength: 1, maxLength: 8 });
  const sign_types = fc.constantFrom('SHA256', 'MD5');

  async function signed(parameters: readonly (readonly string[])[], sign_type: string) {
    const args = parameters.map((pair) => pair.join('='));
    const { data } = await signCommand.run({ sign_type }, args, testContext({ env }));
    return { args, signature: String(data['signature']) };
  }

  test('is taken, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, sign_types, async (parameters, sign_type) => {
        const { args, signature } = await signed(parameters, sign_type);
        expect((await run(args, { signature, sign_type })).data['valid']).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  // Each of them is searched for a cause to the end, which takes a second of a processor.
  test.each<[string, Change]>([
    ['a value', ([first, ...others], signature) => [[...others, `${first}x`], signature]],
    ['the key', (args, signature) => [args, signature, { env: { QFPAY_KEY: testKeys.other } }]],
    ['a digit', (args, signature) => [args, signature.slice(0, -1) + (signature.endsWith('0') ? '1' : '0')]],
  ])('is not taken when %s changes', async (_what, change) => {
    await fc.assert(
      fc.asyncProperty(pairs, sign_types, async (parameters, sign_type) => {
        const { args, signature } = await signed(parameters, sign_type);
        const [changed, digest, world = {}] = change(args, signature);
        expect((await run(changed, { signature: digest, sign_type }, world)).data['valid']).toBe(false);
      }),
      { numRuns: 2 },
    );
  });
});

test('nothing at all lacks the parameters as well as the signature', async () => {
  const told = await failure([]);
  expect(told).toContain('--signature');
  expect(told).toContain('parameters');
  expect(await failure(['txamt=100'])).not.toContain('parameters must be given');
});

test('never fails but for a fault that it names, whatever the input', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 120 }),
      fc.constantFrom(undefined, 'request', 'response', 'notification'),
      async (stdin, kind) => {
        const options = { input_file: '-', signature: md5, ...(kind === undefined ? {} : { kind }) };
        const result: unknown = await run([], options, { stdin }).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(UsageError);
        else expect(result).toMatchObject({ exit_code: 6 });
      },
    ),
    { numRuns: 40 },
  );
});

describe('a key that was pasted', () => {
  const har = (text: string) =>
    JSON.stringify({
      log: {
        entries: [
          {
            request: {
              method: text,
              url: `https://example.com/${text}`,
              headers: [{ name: 'X-QF-SIGN', value: md5 }],
              postData: { text: 'txamt=100' },
            },
          },
        ],
      },
    });
  const other = new ClientKey(testKeys.prod);
  const both = { QFPAY_KEY: testKeys.sandbox, QFPAY_PROD_KEY: other.reveal() };

  test.each([
    ['the key in use', key],
    ['the key of another environment', other],
  ])('stands as its fingerprint in notes, remarks and blocks: %s', async (_name, pasted) => {
    const report = await run([], { input_file: '-', explain: true }, { env: both, stdin: har(pasted.reveal()) });
    const fingerprint = pasted.toString();
    expect(report.data['remarks']).toContainEqual(expect.stringContaining(`https://example.com/${fingerprint}`));
    expect(JSON.stringify(report.blocks)).toContain(`https://example.com/${fingerprint}`);
  });

  test('is refused in a parameter, also where another environment has it', async () => {
    const said = await failure(['txamt=100', `memo=${other.reveal()}`], { signature: md5 }, { env: both });
    expect(said).toContain('memo holds the client key');
  });
});

describe('an answer that came along', () => {
  const curl = `curl https://h/trade/v1/payment -H 'X-QF-SIGN: ${md5}' -d 'txamt=100&txcurrcd=HKD'`;

  test('says that a right signature was refused all the same', async () => {
    const { data, blocks } = await runInput(`${curl}\n{"respcd": "1108", "resperr": "MCHCODE\\u975e\\u6cd5"}\n`);
    expect(data).toMatchObject({ valid: true, answered: { respcd: '1108', message: 'MCHCODE非法' } });
    expect(JSON.stringify(blocks)).toContain('The gateway answered 1108 (MCHCODE非法)');
  });

  test.each([curl, `${curl}\n{"respcd": "0000"}`])('nothing of that is said where it was not: %s', async (text) => {
    const { data, blocks } = await runInput(text);
    expect(data['valid']).toBe(true);
    expect(JSON.stringify(blocks)).toContain('If the gateway answers 1108');
  });
});

test('the head of a request alone is a fault, and its parameters may be added as words', async () => {
  const head = `> POST /x HTTP/1.1\n> X-QF-SIGN: ${md5}\n> Content-Length: 22\n>\n< HTTP/1.1 200 OK\n<\n{}`;
  const told = await failure([], { input_file: '-' }, { stdin: head });
  expect(told).toContain('only the head of the request');
  expect((await runInput(head, {}, words)).data['valid']).toBe(true);
});

test.each([
  [
    'a curl command',
    (host: string) => `curl 'https://${host}/trade/v1/payment' -H 'X-QF-SIGN: ${md5}' -d 'txamt=100&txcurrcd=HKD'`,
  ],
  ['raw HTTP', (host: string) => `POST /a HTTP/1.1\nHost: ${host}:443\nX-QF-SIGN: ${md5}\n\ntxamt=100&txcurrcd=HKD`],
])('a right signature that was sent to another environment is told so, first of all: %s', async (_what, written) => {
  const said = async (host: string) => (await runInput(written(host))).data['if_refused'];
  expect(await said('openapi-hk.qfapi.com')).toEqual(
    expect.arrayContaining([expect.stringMatching(/openapi-hk\.qfapi\.com, the gateway of prod, and <key .*sandbox/)]),
  );
  for (const host of ['openapi-int.qfapi.com', 'example.com']) {
    expect(JSON.stringify(await said(host))).not.toContain('the gateway of');
  }
});
