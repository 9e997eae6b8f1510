import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifyCommand } from '../../../src/commands/verify.ts';
import { readPlainCommand } from '../../../src/reading/curl/plain-command.ts';
import { readSignedInput } from '../../../src/reading/signed-input.ts';
import { testContext } from '../../support/context.ts';
import { printedCases } from '../../support/printed-pastes/printed-case.ts';

const digest = '9A0F364B1BC92C92D3CFB5BC3CE4B0C99A0F364B1BC92C92D3CFB5BC3CE4B0C9';
const address = 'https://openapi-int.qfapi.com/trade/v1/payment';
const headed = `curl -X POST '${address}' -H 'X-QF-APPCODE: 10CA' -H 'X-QF-SIGN: ${digest}'`;
const bytesOf = (text: string) => Buffer.from(text, 'utf8');

/** What reads one command alone has to say just what all readers together come to, and none of them may see another request that was sent. */
function holdAgainstAll(text: string): boolean {
  const plain = readPlainCommand(bytesOf(text));
  if (!plain) return false;
  const { cases, ...all } = readSignedInput(bytesOf(text));
  const candidates = cases.flatMap((each) => each.candidates);
  const [first, ...others] = candidates;
  expect({ ...all, cases: cases.map((each) => ({ ...each, candidates: [first] })) }, text).toEqual(plain);
  expect(others.filter(({ role, is_pinned, kind }) => role === 'wire' || is_pinned || kind !== 'request')).toEqual([]);
  return true;
}

const hostile = [
  `curl ${address} -d txamt=1&mchid=2`,
  '{"respcd":"1108"}',
  'response: 200',
  `sign=${digest}`,
  `${address}?txamt=1&mchid=2&sign=${digest}`,
  `${address}?name=a&phone=b`,
  'https://shop.example/notify?a=1&b=2',
  'name=a&phone=b&email=c',
  'txamt=5=3Dx',
  Buffer.from('txamt=1&mchid=2&txcurrcd=HKD&pay_type=800101').toString('base64'),
  'POST /trade/v1/payment HTTP/1.1',
  'X-QF-SIGNTYPE: SHA256',
  '&amp;txamt=1',
  'a\nb\r\nc',
  '50% off*',
  '珍珠奶茶 & toast',
  '00000000  74 78 61 6d 74 3d 31 |txamt=1|',
];
const names = ['txamt', 'txcurrcd', 'mchid', 'out_trade_no', 'goods_name', 'notify_url', 'remark', 'body', 'name'];
const value = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[\w .:,~!*-]{0,30}$/) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(...hostile) },
);
const plus = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
const command = fc
  .record({
    pairs: fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), {
      minLength: 1,
      maxLength: 6,
      selector: ([name]) => name,
    }),
    encode: fc.constantFrom(encodeURIComponent, plus, plus, (text: string) => text),
    quote: fc.constantFrom("'", '"'),
    gap: fc.constantFrom(' ', ' ', ' \\\n  ', ' \\\n    ', '\\\n ', ' \\\n'),
    data: fc.constantFrom('-d', '--data', '--data-raw', '--data-binary', '--data-urlencode'),
    more: fc.subarray(['-s', '--compressed', '-X POST', '-H "X-QF-SIGNTYPE: SHA256"', '-H "Accept: */*"', '-i']),
    is_before: fc.boolean(),
    end: fc.constantFrom('', '\n'),
  })
  .map(({ pairs, encode, quote, gap, data, more, is_before, end }) => {
    const form = pairs.map(([name, text]) => `${name}=${encode(text).replaceAll(quote, '')}`).join('&');
    const heads = [`-H ${quote}X-QF-APPCODE: 10CA${quote}`, `-H ${quote}X-QF-SIGN: ${digest}${quote}`, ...more];
    const body = `${data} ${quote}${form}${quote}`;
    const words = is_before ? [address, ...heads, body] : [...heads, body, `${quote}${address}${quote}`];
    return ['curl', ...words].join(gap) + end;
  });

describe('a curl command that is all of a text', () => {
  test('is read alone as it is read among all readings of it', () => {
    let plain = 0;
    fc.assert(
      fc.property(command, (text) => {
        if (holdAgainstAll(text)) plain++;
      }),
      { numRuns: 300 },
    );
    expect(plain).toBeGreaterThan(40);
  });

  test('is read so as clients and browsers print it', () => {
    const texts = [
      ...printedCases('wire dumps', 'as it is', 80, 'plain'),
      ...printedCases('wire dumps by parameter', 'as it is', 20, 'plain'),
    ].map(({ question }) => question.text);
    expect(texts.filter(holdAgainstAll).length).toBeGreaterThan(8);
  });

  test.each([
    ['a key that stands in it', `${headed} -d 'txamt=1&remark=%s'`],
    ['words behind it', `${headed} -d 'txamt=1'\nthat is what we send`],
    ['its answer', `${headed} -d 'txamt=1' {"respcd":"1108"}`],
    ['a second signature', `${headed} -d 'txamt=1&sign=${digest}'`],
    ['a second command', `${headed} -d 'txamt=1' ; ${headed} -d 'txamt=2'`],
    ['entities', `${headed} -d 'txamt=1&amp;mchid=2'`],
    ['a length', `${headed} -H 'Content-Length: 7' -d 'txamt=1'`],
    ['JSON', `${headed} -d '{"txamt":"1"}'`],
    ['a query beside its form', `${headed.replace('payment', 'payment?mchid=2')} -d 'txamt=1'`],
    ['a variable', `${headed} -d "txamt=$AMOUNT"`],
    ['a file', `${headed} -d @body.txt`],
    ['no name of QFPay', `${headed} -d 'a=1'`],
    ['no signature', `curl ${address} -d 'txamt=1'`],
  ])('is none with %s', (_what, text) => {
    expect(holdAgainstAll(`${headed} -d 'txamt=1'`)).toBe(true);
    if (!text.includes('%s')) expect(readPlainCommand(bytesOf(text))).toBeUndefined();
  });
});

const key = '3f8d0c5b7a924e16b0d3c9f1a7e25864';

async function verified(text: string, own = key) {
  const { data } = await verifyCommand.run(
    { input_file: '-' },
    [],
    testContext({ env: { QFPAY_KEY: own }, stdin: text }),
  );
  return data as { valid: boolean; remarks: string[]; diagnosis: { causes: { id: string }[]; ruled_out: unknown[] } };
}

describe('where one reading proves nothing, the text is read in every way', () => {
  const sent = 'mchid=ZaMVg12345&out_trade_no=A1&txamt=1280&txcurrcd=HKD&txdtm=2026-11-20+10%3A11%3A12';
  const signedAs = (text: string) =>
    `curl ${address} -H 'X-QF-SIGN: ${createHash('md5')
      .update(text + key)
      .digest('hex')}' -d '${sent}'`;

  test('two causes are found', async () => {
    const text = signedAs('mchid=ZaMVg12345&out_trade_no=A1&txamt=12.80&txcurrcd=hkd&txdtm=2026-11-20 10:11:12');
    expect(readPlainCommand(bytesOf(text))).toBeDefined();
    const { diagnosis } = await verified(text);
    expect(diagnosis.causes).toHaveLength(2);
  });

  test('what was not found is told with all that was tried, pairs among it', async () => {
    const { diagnosis } = await verified(signedAs('nobody can tell'));
    expect(diagnosis.causes).toEqual([]);
    expect(diagnosis.ruled_out).toContainEqual(expect.objectContaining({ family: 'pairs' }));
  });

  test('a key that stands in the command is told', async () => {
    const { remarks } = await verified(`${signedAs(decodeURIComponent(sent.replace('+', ' ')))}`.replace('A1', key));
    expect(remarks.join()).toContain('the client key stands in the input');
  });
});
