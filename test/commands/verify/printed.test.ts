import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyCommand } from '../../../src/commands/verify.ts';
import pastes from '../../fixtures/verify-pastes.json' with { type: 'json' };
import { testContext } from '../../support/context.ts';
import { alikeLists, alikeWithHeaders } from '../../support/printers/alike-requests.ts';
import { asLists, type SentRequest, withHeaders } from '../../support/printers/printed-requests.ts';

const key = '3f8d0c5b7a924e16b0d3c9f1a7e25864';

async function verified(stdin: string | Uint8Array, options: { signature?: string; kind?: string } = {}, own = key) {
  const { data, exit_code } = await verifyCommand.run(
    { ...options, input_file: '-' },
    [],
    testContext({ env: { QFPAY_KEY: own }, stdin }),
  );
  const { causes } = data['diagnosis'] as { causes: { id: string }[] };
  return { exit: exit_code, valid: data['valid'], kind: data['kind'], causes: causes.map(({ id }) => id) };
}

describe('what people pasted', () => {
  test.each(pastes)('$id $what', async ({ command, input, key: own, expect: wanted }) => {
    const [, signature] = /--signature (\S+)/.exec(command) ?? [];
    const [, kind] = /--kind (\S+)/.exec(command) ?? [];
    const found = await verified(input, { ...(signature ? { signature } : {}), ...(kind ? { kind } : {}) }, own);
    const {
      exit,
      valid,
      first,
      never = [],
      kind: as,
    } = wanted as { exit: number; valid: boolean; first?: string[]; never?: string[]; kind?: string };
    expect(found).toMatchObject({ exit, valid, ...(as ? { kind: as } : {}) });
    if (first) expect(first).toContain(found.causes[0]);
    expect(found.causes.filter((id) => never.includes(id))).toEqual([]);
  });
});

const hash = (name: 'sha256' | 'md5', text: string) =>
  createHash(name)
    .update(text + key)
    .digest('hex')
    .toUpperCase();
const sorted = (given: SentRequest['parameters']) =>
  [...given]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');

const parameters = [
  ['mchid', 'ZaMVg12345'],
  ['txamt', '5000'],
  ['txcurrcd', 'HKD'],
  ['pay_type', '800101'],
  ['out_trade_no', 'SH20261130001'],
  ['txdtm', '2026-11-20 10:11:12'],
  ['goods_name', 'Green tea 茶'],
] as const;
const app_code = '10CA1000000000000000000000000001';
const sent = { parameters, app_code };
const unsorted = parameters.map((pair) => pair.join('=')).join('&');

const requests: readonly (readonly [
  what: string,
  request: SentRequest,
  causes: readonly string[],
  is_of_headers: boolean,
])[] = [
  ['rightly signed', { ...sent, signature: hash('sha256', sorted(parameters)), sign_type: 'SHA256' }, [], false],
  ['rightly signed by MD5', { ...sent, signature: hash('md5', sorted(parameters)) }, [], false],
  [
    'SHA256 without its header',
    { ...sent, signature: hash('sha256', sorted(parameters)) },
    ['missing-signtype-header'],
    true,
  ],
  ['not sorted', { ...sent, signature: hash('md5', unsorted) }, ['unsorted'], false],
];

const headed = [...Object.entries(withHeaders), ...Object.entries(alikeWithHeaders)];
const shown: readonly (readonly [string, (sent: SentRequest) => string])[] = [
  ...headed,
  ...Object.entries(asLists),
  ...Object.entries(alikeLists),
];
const cases = requests.flatMap(([what, request, causes, is_of_headers]) =>
  (is_of_headers
    ? headed
    : shown.filter(([how]) => how !== 'a signing string and its digest' || causes[0] !== 'unsorted')
  ).map(([how, print]) => [what, how, print(request), causes] as const),
);

test.each(cases)(
  'a request that is %s gets the same verdict when it is printed: %s',
  async (_what, _how, text, causes) => {
    const found = await verified(text);
    expect(found).toMatchObject({ valid: causes.length === 0, kind: 'request', causes });
  },
);

describe('a PHP array, then the headers, then the answer, as a program prints them one after the other', () => {
  const dump = `Array\n(\n${parameters.map(([name, value]) => `    [${name}] => ${value}\n`).join('')})\n`;
  const answer = '{"respcd":"1108","resperr":"签名错误(1108)","respmsg":""}\n';
  const log = (signature: string, gap: string) =>
    `[2026-11-30 10:00:01] local.DEBUG: QFPay request\n${dump}X-QF-APPCODE: ${app_code}\nX-QF-SIGN: ${signature}\n${gap}${answer}`;

  test.each([
    ['at once', ''],
    ['behind a blank line', '\n'],
  ])('%s', async (_what, gap) => {
    const right = hash('md5', sorted(parameters));
    expect(await verified(log(right, gap))).toMatchObject({ valid: true, kind: 'request' });
    const form = new URLSearchParams(sorted(parameters));
    expect(await verified(log(hash('md5', String(form)), gap))).toMatchObject({
      ...{ exit: 6, valid: false, kind: 'request' },
      causes: [expect.stringContaining('url-encoded-values')],
    });
  });

  test('an answer alone, under its own signature, is still an answer', async () => {
    const body = answer.trimEnd();
    const text = `X-QF-SIGN: ${hash('md5', body)}\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`;
    expect(await verified(text)).toMatchObject({ valid: true, kind: 'response' });
  });
});

describe('what may not be told the wrong way round', () => {
  const right = { ...sent, signature: hash('md5', sorted(parameters)) };
  const form = String(new URLSearchParams(Object.fromEntries(parameters)));
  const log = (body: string, type: string, length = Buffer.byteLength(body)) =>
    `POST https://openapi-int.qfapi.com/trade/v1/payment\n{'X-QF-APPCODE': '${app_code}', 'X-QF-SIGN': '${right.signature}', 'Content-Type': '${type}', 'Content-Length': '${length}'}\n${body}`;

  test('JSON under a header that says JSON was posted as JSON, though it is no message', async () => {
    const body = JSON.stringify(Object.fromEntries(parameters));
    expect(await verified(log(body, 'application/json'))).toMatchObject({ valid: false, causes: ['body-not-form'] });
    const lines = `Headers\ncontent-type\napplication/json\nx-qf-sign\n${right.signature}\n\nBody\n${body}`;
    expect(await verified(lines)).toMatchObject({ valid: false, causes: ['body-not-form'] });
  });

  test('JSON of just the length that is told was posted as JSON, whatever it was called', async () => {
    const body = JSON.stringify(Object.fromEntries(parameters));
    expect(await verified(log(body, 'text/plain'))).toMatchObject({ valid: false, causes: ['body-not-form'] });
    expect(await verified(log(body, 'text/plain', 7))).toMatchObject({ valid: true });
  });

  test('a notification that was parsed beside its headers is body-reserialised', async () => {
    const fields = { notify_type: 'payment', respcd: '0000', txamt: '5000', syssn: '20261120180500020000000001' };
    const came = `{${Object.entries(fields)
      .map(([name, value]) => `"${name}": "${value}"`)
      .join(', ')}}`;
    const record = { method: 'POST', headers: { 'x-qf-sign': hash('md5', came) }, body: fields };
    const text = `INFO\t${JSON.stringify(record, null, 2)}`;
    const found = { valid: false, kind: 'notification', causes: ['body-reserialised'] };
    expect(await verified(text)).toMatchObject(found);
  });

  test("a length beside a form says whether &amp; was sent or is the paste's", async () => {
    const type = 'application/x-www-form-urlencoded';
    const escaped = form.replace(/&/g, '&amp;');
    expect(await verified(log(escaped, type))).toMatchObject({ valid: false, causes: ['html-escaped'] });
    expect(await verified(log(escaped, type, Buffer.byteLength(form)))).toMatchObject({ valid: true });
  });

  test.each([
    ['known to QFPay', 'udid', 'till7'],
    ['that QFPay does not know', 'shopRemark', 'Hi'],
  ])('a parameter %s that one reader does not see was sent all the same', async (_what, name, value) => {
    const pairs = [[name, value], ...parameters, ['sign', right.signature]];
    const text = `{${pairs.map(([n, v]) => `'${n}': '${v}'`).join(',\n ')}}`;
    expect(await verified(text)).toMatchObject({ valid: false, causes: ['param-missing'] });
  });

  describe('what was sent besides what was signed', () => {
    const short = parameters.map(([name, value]) => [name, value.replace(' 茶', '')] as const);
    const heads = (signed: SentRequest['parameters']) =>
      `X-QF-APPCODE: ${app_code}\nX-QF-SIGN: ${hash('sha256', sorted(signed))}\nX-QF-SIGNTYPE: SHA256\n\n`;
    const written = (pairs: readonly (readonly [string, string])[], one: (name: string, value: string) => string) =>
      pairs.map(([name, value]) => one(name, value)).join('\n');
    const ways = {
      xml: (name: string, value: string) => `<${name}>${value}</${name}>`,
      'calls of a form': (name: string, value: string) => `form.add("${name}", "${value}");`,
      'lines with a colon': (name: string, value: string) => `${name}: ${value}`,
      'lines with an arrow': (name: string, value: string) => `${name} => ${value}`,
    };
    const foreign = [
      'custom_field',
      'order_note',
      'operator',
      'source',
      'count',
      'Remark',
      'component',
      'store-id',
      'ext.note',
    ];

    test.each(Object.entries(ways))('makes no request valid that is printed as %s', async (_way, one) => {
      for (const name of foreign)
        for (const at of [0, 3, short.length]) {
          const all = [...short.slice(0, at), [name, 'web'] as const, ...short.slice(at)];
          const { valid } = await verified(heads(short) + written(all, one)).catch(() => ({ valid: false }));
          expect([name, at, valid]).toEqual([name, at, false]);
        }
    });

    test.each([
      ['form.add', (value: string) => `form.add("goods_name", "${value}");`, 'None of these'],
      ['a colon', (value: string) => `goods_name: ${value}`, 'null hypothesis'],
      ['a colon, of one word', (value: string) => `goods_name: ${value}`, 'nil-x'],
      ['another call', () => 'form.put("goods_name", "tea");', ''],
      ['another call, of a name that is seldom sent', () => 'form.put("udid", "till7");', ''],
      ['a condition', () => 'if (x) { form.add("goods_name", name); }', ''],
    ])('is no less sent for how its value reads: %s', async (how, last, value) => {
      const signed = short.slice(0, -1);
      const one = how.includes('colon') ? ways['lines with a colon'] : ways['calls of a form'];
      const text = `${heads(signed)}${written(signed, one)}\n${last(value)}`;
      expect(await verified(text).catch(() => ({ valid: false }))).toMatchObject({ valid: false });
    });

    test.each(['__token', '$x', '@odd', '__csrf'])('is sent under a name with a mark, too: %s', async (name) => {
      const dict = `{${[...short, [name, 'web']].map(([n, v]) => `'${n}': '${v}'`).join(', ')}}`;
      expect(await verified(heads(short) + dict)).toMatchObject({ valid: false });
    });

    test.each([' => ', ': ', '\t'])('a bracket that nothing opened is part of the value behind %j', async (between) => {
      const text = `${heads(short)}${short.map(([name, value]) => `${name}${between}${value}`).join('\n')})`;
      expect(await verified(text).catch(() => ({ valid: false }))).toMatchObject({ valid: false });
    });

    test.each([' => ', ': ', '\t', ' = '])('words behind the last value are part of it behind %j', async (between) => {
      const lines = short.map(([name, value]) => `${name}${between}${value}`).join('\n');
      expect(await verified(`${heads(short)}${lines} and more text`)).toMatchObject({ valid: false });
      expect(await verified(`${heads(short)}${lines}  # from the till`)).toMatchObject({ valid: true });
    });

    test.each(['', 'Transfer-Encoding: chunked\n'])(
      'JSON over several lines is JSON in a request of HTTP: %j',
      async (more) => {
        const head = `POST /trade/v1/payment HTTP/1.1\nHost: openapi-int.qfapi.com\n${more}Content-Type: application/x-www-form-urlencoded\n`;
        const text = `${head}${heads(short)}${JSON.stringify(Object.fromEntries(short), null, 2)}\n`;
        expect(await verified(text)).toMatchObject({ valid: false, causes: ['body-not-form'] });
      },
    );
  });

  test('a link that shows no headers does not lack one', async () => {
    const signature = hash('sha256', sorted(parameters));
    const text = `GET https://openapi-int.qfapi.com/trade/v1/close?${form}&sign=${signature}`;
    expect(await verified(text)).toMatchObject({ valid: true, kind: 'request' });
  });
});
