import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import { type Judgement, judge } from '../../src/verdict/judge.ts';
import { readVerifyCases } from '../../src/verdict/task.ts';
import { testContext } from '../support/context.ts';

const key = '3f8d0c5b7a924e16b0d3c9f1a7e25864';
const client_key = new ClientKey(key);
type Pairs = readonly (readonly [string, string])[];
const sent: Pairs = [
  ['mchid', 'ZaMVg12345'],
  ['txamt', '5000'],
  ['txcurrcd', 'HKD'],
  ['pay_type', '800101'],
  ['out_trade_no', 'SH20261130001'],
  ['txdtm', '2026-11-20 10:11:12'],
  ['goods_name', 'Tea'],
];
const changed = sent.map(([name, value]) => [name, name === 'txamt' ? '999' : value] as const);
const with_till: Pairs = [...sent, ['udid', 'till7']];
const signed = (pairs: Pairs) =>
  createHash('md5')
    .update(
      [...pairs]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map((pair) => pair.join('='))
        .join('&') + key,
    )
    .digest('hex')
    .toUpperCase();
const sign = signed(sent);

const dict = (pairs: Pairs) => `{${pairs.map(([name, value]) => `'${name}': '${value}'`).join(', ')}}`;
const map = (pairs: Pairs) => `{${pairs.map((pair) => pair.join('=')).join(', ')}}`;
const rocket = (pairs: Pairs) => `{${pairs.map(([name, value]) => `"${name}"=>"${value}"`).join(', ')}}`;
const rows = (pairs: Pairs) => pairs.map(([name, value]) => `  '${name}' => '${value}',`).join('\n');
const form = (pairs: Pairs) =>
  String(new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])));

async function judged(text: string): Promise<Judgement> {
  const context = testContext({ env: { QFPAY_KEY: key }, stdin: text });
  const read = await readVerifyCases({ input_file: '-' }, [], context, Promise.resolve({ client_key }));
  const all = read.cases.map((each) => judge(each, client_key));
  return all.find(({ is_valid }) => !is_valid) ?? (all[0] as Judgement);
}

const printed = { 'a dict': dict, 'a map of Java': map, 'a hash of Ruby': rocket, 'a form': form };

test.each(
  Object.entries(printed).flatMap(([as, print]) =>
    Object.entries(printed).map((other) => [as, print, ...other] as const),
  ),
)(
  'of %s that was signed and, behind it, what was sent otherwise the last decides',
  async (_as, first, _other, last) => {
    const before = await judged(`params: ${first(sent)}\nfinal: ${last(changed)}\nsign: ${sign}\n`);
    expect(before).toMatchObject({ is_valid: false, task: { parameters: expect.arrayContaining([['txamt', '999']]) } });
    const more = await judged(`sign: ${sign}\nsigning: ${first(sent)}\nsending: ${last(with_till)}\n`);
    expect(more.is_valid).toBe(false);
    expect(await judged(`params: ${first(changed)}\nfinal: ${last(sent)}\nsign: ${sign}\n`)).toMatchObject({
      is_valid: true,
    });
    expect(await judged(`params: ${first(sent)}\nfinal: ${last(sent)}\nsign: ${sign}\n`)).toMatchObject({
      is_valid: true,
    });
  },
);

const python = `data = ${dict(sent)}\n`;
const posted = `\nrequests.post(url, data=data, headers={'X-QF-SIGN': '${sign}'})`;
const php = `$p = [\n${rows(sent)}\n];\n`;
const sent_by_curl = `\ncurl_setopt($ch, CURLOPT_POSTFIELDS, http_build_query($p)); // sign ${sign}`;

test.each([
  ["data['udid'] = 'till7'"],
  ['data["udid"] = till'],
  ["data.update(udid='till7')"],
  ["data.pop('goods_name')"],
  ["del data['goods_name']"],
  ["data = {**data, 'udid': 'till7'}"],
  ["data |= {'udid': 'till7'}"],
  ["data['txamt'] = str(int(data['txamt']) * 2)"],
])('a list that a script changes behind it is not what was sent: %s', async (change) => {
  expect(await judged(`${python}${change}${posted}`)).toMatchObject({ is_valid: false, is_partial: true });
});

test.each([
  ["$p['udid'] = 'till7';"],
  ["$p += ['udid' => 'till7'];"],
  ["$p = array_merge($p, ['udid' => 'till7']);"],
  ["unset($p['goods_name']);"],
])('nor one of PHP: %s', async (change) => {
  expect(await judged(`${php}${change}${sent_by_curl}`)).toMatchObject({ is_valid: false, is_partial: true });
});

test.each([
  [`${python}${posted}`],
  [`${python}data['sign'] = sign(data)${posted}`],
  [`${python}if data['txamt'] == '5000': print(data)${posted}`],
  [`${php}$p['sign'] = sign($p);${sent_by_curl}`],
  [`${php}foreach ($p as $name => $value) {}${sent_by_curl}`],
])('one that is read, signed or printed is: %#', async (text) => {
  expect(await judged(text)).toMatchObject({ is_valid: true });
});

test.each([
  [`p = ${dict(sent)}\nrequests.post(url, json=p, headers={'X-QF-SIGN': '${sign}'})`],
  [`p = ${dict(sent)}\nrequests.post(url, data=json.dumps(p), headers={'X-QF-SIGN': '${sign}'})`],
  [`const p = ${dict(sent)};\nfetch(url, { headers: { 'X-QF-SIGN': '${sign}' }, body: JSON.stringify(p) })`],
  [`const p = ${dict(sent)};\naxios.post('/pay', p, { headers: { 'X-QF-SIGN': '${sign}' } })`],
  [`$client->post($url, ['headers' => ['X-QF-SIGN' => '${sign}'], 'json' => [\n${rows(sent)}\n]]);`],
  [`HTTParty.post(url, headers: { 'X-QF-SIGN' => '${sign}' }, body: ${rocket(sent)}.to_json)`],
])('a list that is sent as JSON is read by no gateway: %#', async (text) => {
  expect(await judged(text)).toMatchObject({ is_valid: false, sent_otherwise: 'body-not-form' });
});

test.each([
  [`p = ${dict(sent)}\nprint(json.dumps(p))\nrequests.post(url, data=p, headers={'X-QF-SIGN': '${sign}'})`],
  [`const p = ${dict(sent)};\nconsole.log(JSON.stringify(p));\npost(url, new URLSearchParams(p)); // sign: ${sign}`],
])('one that is only logged as JSON is: %#', async (text) => {
  expect(await judged(text)).toMatchObject({ is_valid: true });
});

test.each([
  [`${map(sent).slice(0, -1)} sign=${sign}`, 'cut before its bracket'],
  [`{${map(sent).slice(1, -1)}, ... 2 more items}\nsign=${sign}`, 'told to be longer'],
  [
    `@@ -1,8 +1,7 @@\n {\n   "sign": "${sign}",\n${sent.map(([name, value]) => `${name === 'txdtm' ? '-' : ' '}  "${name}": "${value}",`).join('\n')}\n }`,
    'a line less in a patch',
  ],
  [`{'123': '4', ${dict(sent).slice(1)}\nsign: ${sign}`, 'a number for a name'],
  [`${sent.map((pair) => pair.join(': ')).join('\n')}\n123: 4\nsign: ${sign}`, 'a number for a name in lines'],
  [
    `(${[...sent, ['备注', '加急']].map(([name, value]) => `('${name}', '${value}')`).join(', ')}) sign: ${sign}`,
    'a Chinese name',
  ],
  [
    `${sent.map(([name, value]) => `p.put("${name}", "${value}");`).join('\n')}\np.put("txamt", "1");\nsign: ${sign}`,
    'a name twice',
  ],
  [
    `${sent.map(([name, value]) => `p.put("${name}", "${value}${name === 'goods_name' ? ' ' : ''}");`).join('\n')}\nsign: ${sign}`,
    'a space before a quote',
  ],
  [
    `POST /trade/v1/payment\nX-QF-SIGN: ${signed(sent.map(([name, value]) => [name, name === 'txdtm' ? '2026-11-20+10%3A11%3A12' : value]))}\n\n${form(sent).replaceAll('&', '\n&')}\n`,
    'a form over several lines, encoded before it was signed',
  ],
  [
    `<xml>${[...sent, ['shop_note', 'x'], ['sign', sign]].map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`).join('\n')}</xml>`,
    'another element in CDATA',
  ],
  [
    `array(8) {\n${[...sent.slice(0, 6), ['goods_name', "Tim\\'s"], ['sign', signed([...sent.slice(0, 6), ['goods_name', "Tim's"]])]].map(([name = '', value = '']) => `  ["${name}"]=>\n  string(${value.length}) "${value}"`).join('\n')}\n}`,
    'a backslash that var_dump counts',
  ],
])('and nothing makes valid what has more in it than was signed: $1', async (text) => {
  expect((await judged(text)).is_valid).toBe(false);
});

test.each([
  ['const full = {\n  ...p,\n  txamt: 999,\n};'],
  ["const full = { notify_url: 'https://shop.example/n', ...p };"],
  ["const full = { ...p, sign: md5(text), txamt: '999' };"],
  ["const full = Object.assign({}, p, { txamt: '999' });"],
  ["const full = Object.assign(p, { txamt: '999' });"],
])('a list that a script laid another one over is not what was sent: %s', async (change) => {
  const text = `const p = ${dict(sent)};\n${change}\npost(url, new URLSearchParams(full)); // sign: ${sign}`;
  expect(await judged(text)).toMatchObject({ is_valid: false, is_partial: true });
});

test.each([
  ['const full = { ...p, sign };'],
  ['const full = { sign, ...p };'],
  [`const full = {\n  ...p,\n  sign: '${sign}',\n};`],
  [`const full = Object.assign({}, p, { sign: '${sign}' });`],
  [`full = dict(p, sign='${sign}')`],
])(
  'a script that lays nothing but the signature over a list changes nothing of what was signed: %s',
  async (change) => {
    const text = `p = ${dict(sent)}\n${change}\npost(url, full) # sign: ${sign}`;
    expect(await judged(text)).toMatchObject({ is_valid: true });
  },
);

test.each([
  ['\n\n... and then the gateway says 1108, why?', true],
  ['\n\u2026\nmore of the log', true],
  ['\u2026 +2', false],
  [' ... 2 more', false],
])(
  'dots in the line of a closed list say that it was longer, and elsewhere that somebody goes on: %j',
  async (behind, is_valid) => {
    expect(await judged(`sign: ${sign}\n${dict(sent)}${behind}`)).toMatchObject({ is_valid });
  },
);

const of_sentry = {
  request: {
    url: 'https://openapi-int.qfapi.com/trade/v1/payment',
    method: 'POST',
    headers: [
      ['X-QF-SIGN', sign],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Length', '128'],
    ],
    data: Object.fromEntries(sent),
  },
};

test.each([
  [JSON.stringify(of_sentry, null, 2), 'an event of Sentry, with the form as an object'],
  [
    `{\n  _id: ObjectId('6745f0'),\n${sent.map(([name, value]) => `  ${name}: '${value}',`).join('\n')}\n  sign: '${sign}',\n  createdAt: ISODate('2026-11-20T02:11:12Z')\n}`,
    'a document of MongoDB',
  ],
  [
    [...sent, ['sign', sign]].map(([name, value = '']) => `${name}=${value.replace(/[:=]/g, '\\$&')}`).join('\n'),
    'properties of Java',
  ],
  [`http -f POST /pay X-QF-SIGN:${sign} ${sent.map((pair) => `'${pair.join('=')}'`).join(' ')}`, 'a form of HTTPie'],
])('what is printed otherwise than it was sent is valid all the same: $1', async (text) => {
  expect(await judged(text)).toMatchObject({ is_valid: true });
});

test.each([
  [`http POST /pay X-QF-SIGN:${sign} ${sent.map((pair) => `'${pair.join('=')}'`).join(' ')}`, 'HTTPie sends JSON'],
  [
    `client.PostAsJsonAsync("/pay", new Dictionary<string, string> { ${sent.map(([name, value]) => `["${name}"] = "${value}"`).join(', ')} }); // sign: ${sign}`,
    'C# does where it is told to',
  ],
  [
    `curl https://q.example/trade/v1/payment -H 'X-QF-SIGN: ${sign}' -d '${form(sent)}' -d @more.txt`,
    'a file is sent, too',
  ],
  [
    `${JSON.stringify([
      { ...Object.fromEntries(sent), sign },
      { ...Object.fromEntries(changed), sign },
    ])}`,
    'the second of two has the digest of the first',
  ],
  [
    `{'mchid': 'ZaMVg12345', 'udid': [Function: till], ${dict(sent.slice(1)).slice(1)} sign: ${sign}`,
    'a value that is not in the text',
  ],
])('and this is not: $1', async (text) => {
  expect((await judged(text)).is_valid).toBe(false);
});

test('entities are undone where names or tags were escaped too; in a value alone a shop may have escaped them', async () => {
  const milk = sent.map(([name, value]) => [name, name === 'goods_name' ? 'Tea & milk' : value] as const);
  const text = `${dict(milk)} sign: ${signed(milk)}`;
  const escaped = (plain: string) => plain.replace(/&/g, '&amp;');
  expect((await judged(escaped(text))).is_valid).toBe(false);
  expect((await judged(`<p>${escaped(text)}</p>`)).is_valid).toBe(true);
  expect((await judged(escaped(text).replace(/'/g, '&#39;'))).is_valid).toBe(true);
});

test.each(['--next', '-:', '\\\n  --next'])(
  'each request that curl sends in one command is judged by itself: %s',
  async (apart) => {
    const request = (pairs: Pairs, own = signed(pairs)) =>
      `https://q.example/pay -H 'X-QF-SIGN: ${own}' -d '${form(pairs)}'`;
    expect(await judged(`curl ${request(sent)} ${apart} ${request(with_till)}`)).toMatchObject({ is_valid: true });
    expect(await judged(`curl ${request(sent)} ${apart} ${request(changed, sign)}`)).toMatchObject({
      ...{ is_valid: false, task: { parameters: expect.arrayContaining([['txamt', '999']]) } },
    });
    const other = signed([['txamt', '1']]);
    expect(await judged(`curl ${request(sent)} ${apart} ${request(changed, other)}`)).toMatchObject({
      is_valid: false,
    });
  },
);

describe('a form with a name of its own', () => {
  const header = `-H 'X-QF-SIGN: ${sign}'`;

  test.each([
    `BODY='${form(sent)}'\ncurl https://q.example/pay ${header} -d "$BODY&udid=5"`,
    `body = "${form(sent)}"\nsend(body + "&udid=5", {"X-QF-SIGN": "${sign}"})`,
    `$body = '${form(sent)}';\ncurl_setopt($ch, CURLOPT_POSTFIELDS, "{$body}&udid=5"); // X-QF-SIGN: ${sign}`,
    `const body = \`${form(sent)}\`;\nfetch(url, { body: \`\${body}&udid=5\`, headers: { 'X-QF-SIGN': '${sign}' } })`,
  ])('to which a script adds is never valid: %s', async (text) => {
    expect((await judged(text)).is_valid).toBe(false);
  });

  test.each([
    `BODY='${form(sent)}'\ncurl https://q.example/pay ${header} -d "$BODY"`,
    `body = "${form(sent)}"\nrequests.post(url, data=body + "&sign=" + "${sign}")`,
  ])('that is sent as it is, or with its signature, is valid: %s', async (text) => {
    expect((await judged(text)).is_valid).toBe(true);
  });
});
