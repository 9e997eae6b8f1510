import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import { judge } from '../../src/verdict/judge.ts';
import { readVerifyCases } from '../../src/verdict/task.ts';
import { testContext } from '../support/context.ts';

const key = '3f8d0c5b7a924e16b0d3c9f1a7e25864';
const client_key = new ClientKey(key);
const hashOf = (name: 'md5' | 'sha256', text: string) =>
  createHash(name)
    .update(text + key)
    .digest('hex')
    .toUpperCase();

type Values = Readonly<Record<string, string>>;
type Print = (body: string, sign: string, type?: string) => string;

const values: Values = {
  mchid: 'ZaMVg12345',
  txamt: '5000',
  txcurrcd: 'HKD',
  pay_type: '800101',
  out_trade_no: 'SH20261130001',
  txdtm: '2026-11-20 10:11:12',
  goods_name: 'Tea',
};
const canon = (given: Values) =>
  Object.keys(given)
    .sort()
    .map((name) => `${name}=${given[name]}`)
    .join('&');
const form = (given: Values) => new URLSearchParams(given).toString();
const [md5, sha] = [hashOf('md5', canon(values)), hashOf('sha256', canon(values))];
/** A digest of nothing. */
const bad = '5555555555555555555555555555555A';
const cake = { ...values, goods_name: 'Cake' };
const upper = Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toUpperCase(), value]));
const other = { ...values, txamt: '7', out_trade_no: 'B2' };
const quoted = (given: Values) =>
  Object.entries(given)
    .map(([name, value]) => `'${name}': '${value}'`)
    .join(', ');

const heads = (sign: string, type?: string) => [
  'POST /trade/v1/payment HTTP/1.1',
  'Host: openapi-int.qfapi.com',
  'X-QF-APPCODE: 10CA',
  `X-QF-SIGN: ${sign}`,
  ...(type ? [`X-QF-SIGNTYPE: ${type}`] : []),
  'Content-Type: application/x-www-form-urlencoded',
];
const lengthOf = (body: string) => `Content-Length: ${Buffer.byteLength(body)}`;

const printers: Readonly<Record<string, Print>> = {
  raw: (body, sign, type) => [...heads(sign, type), lengthOf(body), '', body].join('\n'),
  curl: (body, sign, type) =>
    `curl -X POST https://openapi-int.qfapi.com/trade/v1/payment ${heads(sign, type)
      .slice(2)
      .map((line) => `-H '${line}'`)
      .join(' ')} -d '${body}'`,
  OkHttp: (body, sign, type) =>
    [
      '--> POST https://openapi-int.qfapi.com/trade/v1/payment http/1.1',
      lengthOf(body),
      ...heads(sign, type).slice(2),
      '',
      body,
      `--> END POST (${Buffer.byteLength(body)}-byte body)`,
    ].join('\n'),
  'a Python log': (body, sign, type) =>
    `POST headers={'X-QF-APPCODE': '10CA', 'X-QF-SIGN': '${sign}'${type ? `, 'X-QF-SIGNTYPE': '${type}'` : ''}} body='${body}'`,
  'a record': (body, sign, type) =>
    JSON.stringify({
      method: 'POST',
      url: 'https://openapi-int.qfapi.com/trade/v1/payment',
      headers: { 'X-QF-APPCODE': '10CA', 'X-QF-SIGN': sign, ...(type ? { 'X-QF-SIGNTYPE': type } : {}) },
      body,
    }),
  'http.client': (body, sign, type) =>
    `send: b'${[...heads(sign, type), lengthOf(body), '', ''].join('\\r\\n')}'\nsend: b'${body}'`,
  'Apache HttpClient': (body, sign, type) =>
    [
      ...[...heads(sign, type), lengthOf(body), ''].map((line) => `http-outgoing-0 >> "${line}[\\r][\\n]"`),
      `http-outgoing-0 >> "${body}"`,
    ].join('\n'),
  'Ruby Net::HTTP': (body, sign, type) =>
    `<- "${[...heads(sign, type), lengthOf(body), '', ''].join('\\r\\n')}"\n<- ${JSON.stringify(body)}`,
};

const each = (text: string, change: (line: string, place: number) => string) => text.split('\n').map(change).join('\n');
const carriers: Readonly<Record<string, (text: string) => string>> = {
  nothing: (text) => text,
  'a mail': (text) => each(text, (line) => `> ${line}`),
  Laravel: (text) => each(text, (line, place) => `[2026-11-20 10:11:${10 + place}] local.DEBUG: ${line}`),
  logcat: (text) => each(text, (line, place) => `11-20 10:11:${10 + place}.100  7001  7032 D OkHttp: ${line}`),
  compose: (text) => each(text, (line) => `pay-1  | ${line}`),
  HTML: (text) =>
    text
      .replace(/&/g, '&amp;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#39;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;'),
  Markdown: (text) => `Hi,\n\`\`\`\n${text}\n\`\`\`\nthanks`,
  bat: (text) => each(text, (line, place) => `${String(place + 1).padStart(4)}   │ ${line}`),
  'a terminal': (text) => each(text, (line) => (line.match(/.{1,80}/g) ?? ['']).join('\n')),
  'a JSON log': (text) => JSON.stringify({ time: '2026-11-20T02:11:12Z', level: 'info', msg: text }),
  CRLF: (text) => text.replace(/\n/g, '\r\n'),
};

const toldAsExpected = [
  'expected signature: X',
  'Expected: X',
  'correct sign = X',
  'the sign should be X',
  'server computed: X',
  'want X',
  'gateway expects X',
  '{"expected": "X", "actual": "Y"}',
  'expected X but got Y',
  '正确的签名是 X',
  '应该是 X',
  'md5 from the online tool: X',
  'recomputed signature: X',
  'valid signature would be X',
  '- Expected\n+ Received\n- X\n+ Y',
];
const onlyTalk = [
  'Docs say to send X-QF-SIGNTYPE: SHA256 but we do not',
  'Should we add X-QF-SIGNTYPE: SHA256?',
  '# X-QF-SIGNTYPE: SHA256',
  '// headers["X-QF-SIGNTYPE"] = "SHA256";',
  'X-QF-SIGNTYPE: SHA256 is missing, I think',
  '文档说要加 X-QF-SIGNTYPE: SHA256',
  'do not forget "X-QF-SIGNTYPE: SHA256"',
  '- [ ] add X-QF-SIGNTYPE: SHA256',
  "/* 'X-QF-SIGNTYPE' => 'SHA256', */",
  'According to the manual:\n\n    X-QF-SIGNTYPE: SHA256\n\nWe send:',
];
const labels = [
  'string to sign: ',
  'signing string=',
  'before md5: ',
  '待签名字符串: ',
  'sorted params: ',
  'md5(',
  'content=',
  '',
];

/** What cannot be valid, though a digest in it is right over something. */
const traps: readonly (readonly [what: string, make: (print: Print) => string])[] = [
  ...labels.map(
    (label) =>
      [
        `another body than what was logged: ${label}`,
        (print: Print) => `${label}${canon(values)}\n\n${print(form(cake), md5)}`,
      ] as const,
  ),
  ['the logged string stands behind', (print) => `${print(form(cake), md5)}\n\nstring to sign: ${canon(values)}`],
  ['the logged string with the key', (print) => `${print(form(cake), md5)}\nhashed: ${canon(values)}${key}`],
  ['encoded twice', (print) => `string to sign: ${canon(values)}\n\n${print(form(values).replace(/%/g, '%25'), md5)}`],
  ['a JSON object that fits', (print) => `params = ${JSON.stringify(values)}\n${print(form(cake), md5)}`],
  ['a dict that fits', (print) => `params: {${quoted(values)}}\n${print(form(cake), md5)}`],
  [
    'a parameter more was sent',
    (print) => `string to sign: ${canon(values)}\n${print(form({ ...values, udid: 'till7' }), md5)}`,
  ],
  ['JSON was sent', (print) => print(JSON.stringify(values), md5)],
  ['other names were sent', (print) => `string to sign: ${canon(values)}\n${print(form(upper), md5)}`],
  ...toldAsExpected.map(
    (told) =>
      [
        `behind it: ${told}`,
        (print: Print) => `${print(form(values), bad)}\n\n${told.replace('X', md5).replace('Y', bad)}`,
      ] as const,
  ),
  ...toldAsExpected.map(
    (told) =>
      [
        `before it: ${told}`,
        (print: Print) => `${told.replace('X', md5).replace('Y', bad)}\n\n${print(form(values), bad)}`,
      ] as const,
  ),
  ...onlyTalk.map(
    (talk) => [`talk before it: ${talk}`, (print: Print) => `${talk}\n\n${print(form(values), sha)}`] as const,
  ),
  ...onlyTalk.map(
    (talk) => [`talk behind it: ${talk}`, (print: Print) => `${print(form(values), sha)}\n\n${talk}`] as const,
  ),
  ['no X-QF-SIGNTYPE', (print) => print(form(values), sha)],
  ['SHA256 announced, MD5 made', (print) => print(form(values), md5, 'SHA256')],
  [
    'the header came with the answer',
    (print) =>
      `${print(form(values), sha)}\n\nHTTP/1.1 200 OK\nX-QF-SIGNTYPE: SHA256\nContent-Type: application/json\n\n{"respcd":"1108"}`,
  ],
  [
    'the answer holds the right digest',
    (print) =>
      `${print(form(values), bad)}\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{"respcd": "1108", "expect_sign": "${md5}"}`,
  ],
  ['another request is right', (print) => `${print(form(other), bad)}\n\n${print(form(values), md5)}`],
  ['the digest of another request', (print) => `${print(form(values), md5)}\n\n${print(form(other), md5)}`],
  [
    'the header of another request',
    (print) => `${print(form(values), sha, 'SHA256')}\n\n${print(form(other), hashOf('sha256', canon(other)))}`,
  ],
  [
    'an address that was not encoded',
    (print) =>
      ((text) => print(text, hashOf('md5', text)))(
        'mchid=ZaMVg12345&notify_url=http://s.example/n?z=1&oid=9&out_trade_no=A&txamt=1',
      ),
  ],
  ['a space more was sent', (print) => print(`${form(values)}+`, md5)],
  ['words more were sent', (print) => print(`${form(values)}+took+31ms`, md5)],
];

const cases = traps.flatMap(([what, make]) =>
  Object.entries(printers).flatMap(([printed_by, print]) =>
    Object.entries(carriers).map(([carried_by, carry]) => ({
      title: `${what} / ${printed_by} / ${carried_by}`,
      text: carry(make(print)),
    })),
  ),
);
/** Prime, so that each trap meets each printer and carrier some time. */
const stride = 37;

async function isValid(text: string): Promise<boolean> {
  const context = testContext({ env: { QFPAY_KEY: key }, stdin: text });
  const read = readVerifyCases({ input_file: '-' }, [], context, Promise.resolve({ client_key }));
  // What cannot be read is refused, which is no verdict.
  const given = await read.catch((error: unknown) => {
    if ((error as Error).constructor === TypeError || error instanceof ReferenceError) throw error;
    return undefined;
  });
  return given?.cases.every((found) => judge(found, client_key).is_valid) ?? false;
}

test('a right digest of something that was not sent makes nothing valid, whatever it was printed and carried by', async () => {
  const valid: string[] = [];
  for (const { title, text } of cases.filter((_, place) => place % stride === 0))
    if (await isValid(text)) valid.push(title);
  expect(valid).toEqual([]);
});

test.each(Object.entries(printers))(
  'and what is right is valid, whatever it is carried by: %s',
  async (_name, print) => {
    for (const [carried_by, carry] of Object.entries(carriers)) {
      const text = carry(print(form(values), sha, 'SHA256'));
      expect([carried_by, await isValid(text)]).toEqual([carried_by, true]);
    }
  },
);
