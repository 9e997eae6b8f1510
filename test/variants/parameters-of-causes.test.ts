import { expect, test } from 'vitest';
import type { CauseId } from '../../src/variants/cause-ids.ts';
import type { SignatureCase } from '../../src/variants/signature-case.ts';
import { bodyNotEncoded, bodyNotForm } from '../../src/variants/wire-causes.ts';
import { hashOf, parametersOf, searchOf, sentBody, sentRequest } from './signed-request.ts';

type Row = readonly [
  id: CauseId,
  how: string,
  sent: string,
  signed: string,
  parameters: readonly string[],
  given?: Partial<SignatureCase>,
];

const tea = 'goods_name=茶&mchid=M1&txamt=100';

/** Each way in which parameters can be at fault: which are named. Where none is at fault, none. */
const rows: readonly Row[] = [
  ['url-encoded-values', 'all values', 'a=x&g=a b&u=x:y', 'a=x&g=a%20b&u=x%3Ay{key}', ['g', 'u']],
  ['url-encoded-values', 'all values twice', 'a=x&g=a b&u=x:y', 'a=x&g=a%2520b&u=x%253Ay{key}', ['g', 'u']],
  ['url-encoded-values', 'one value', 'g=a b&u=x:y', 'g=a b&u=x%3Ay{key}', ['u']],
  ['url-encoded-values', 'the whole text', 'a=x&g=a b', 'a%3Dx%26g%3Da%20b{key}', ['g']],
  [
    'url-encoded-values',
    'values as they travelled',
    'g=a b&txamt=1',
    'g=%61+b&txamt=1{key}',
    ['g'],
    { wire: parametersOf('g=%61+b&txamt=1') },
  ],
  ['space-as-plus', 'every space', 'a=x&g=a b&u=c d', 'a=x&g=a+b&u=c+d{key}', ['g', 'u']],
  ['space-as-plus', 'one of them', 'g=a b&u=c d', 'g=a b&u=c+d{key}', ['u']],
  ['space-as-plus', 'every +', 'a=x&g=a+b', 'a=x&g=a b{key}', ['g']],
  ['html-escaped', 'values', 'a=x&g=<b>', 'a=x&g=&lt;b&gt;{key}', ['g']],
  ['html-escaped', 'the whole text', 'a=x&g=<b>', 'a=x&amp;g=&lt;b&gt;{key}', ['g']],
  ['html-escaped', 'a name that begins as an entity', 'g=t&notify_url=u', 'g=t¬ify_url=u{key}', ['notify_url']],
  ['html-escaped', 'the separators', 'a=1&b=2', 'a=1&amp;b=2{key}', []],
  ['slashes-added', 'one value', `g=Tim's&z=1`, `g=Tim\\'s&z=1{key}`, ['g']],
  ['slashes-added', 'several values', `g=Tim's&h="x"&z=1`, `g=Tim\\'s&h=\\"x\\"&z=1{key}`, ['g', 'h']],
  [
    'wrong-charset',
    'letters beyond ASCII, garbled',
    tea,
    'goods_name=è\u008c¶&mchid=M1&txamt=100{key}',
    ['goods_name'],
  ],
  ['wrong-charset', 'letters beyond ASCII, escaped', tea, 'goods_name=\\u8336&mchid=M1&txamt=100{key}', ['goods_name']],
  ['wrong-charset', 'letters beyond ASCII, lost', tea, 'goods_name=?&mchid=M1&txamt=100{key}', ['goods_name']],
  ['unicode-normalisation', 'two values', 'a=x&g=é&h=é', 'a=x&g=e\u0301&h=e\u0301{key}', ['g', 'h']],
  ['bom-or-crlf', 'line ends in a value', 'a=x&g=1\n2', 'a=x&g=1\r\n2{key}', ['g']],
  ['bom-or-crlf', 'a line end after the text', 'a=x&g=1', 'a=x&g=1\n{key}', []],
  ['value-whitespace', 'several values', 'a=x&g= b &h=c ', 'a=x&g=b&h=c{key}', ['g', 'h']],
  ['number-format', 'all whole numbers', 'a=x&page=1&txamt=100', 'a=x&page=1.0&txamt=100.0{key}', ['page', 'txamt']],
  ['printed-by-language', 'every value', 'a=x&b=y', `a=['x']&b=['y']{key}`, ['a', 'b']],
  ['printed-by-language', 'missing values', 'a=&b=&c=1', 'a=None&b=None&c=1{key}', ['a', 'b']],
  ['param-missing', 'several', 'a=1&mchid=M&udid=u&txamt=1', 'mchid=M&txamt=1{key}', ['a', 'udid']],
  ['param-extra', 'txzone', 'txamt=1', 'txamt=1&txzone=+0800{key}', ['txzone']],
  ['param-changed', 'one', 'a=1&txcurrcd=hkd', 'a=1&txcurrcd=HKD{key}', ['txcurrcd']],
  ['includes-empty', 'two', 'a=1&mchid=&udid=', 'a=1&mchid=&udid={key}', ['mchid', 'udid']],
  ['excludes-zero', 'two', 'a=0&b=0&c=1', 'c=1{key}', ['a', 'b']],
  ['includes-sign-field', 'sign_type', 'a=1&sign_type=MD5', 'a=1&sign_type=MD5{key}', ['sign_type']],
  ['duplicate-param', 'the first of two', 'a=1&a=2&b=3', 'a=1&b=3{key}', ['a']],
  ['unsorted', 'one that was appended', 'mchid=1&page_size=3&txamt=2', 'page_size=3&txamt=2&mchid=1{key}', ['mchid']],
  ['unsorted', 'as they were sent', 'z=1&b=2&a=3', 'z=1&b=2&a=3{key}', []],
  ['case-insensitive-sort', 'all', 'B=1&a=2', 'a=2&B=1{key}', []],
  ['names-changed', 'signed in capitals', 'mchid=M&txamt=1', 'MCHID=M&TXAMT=1{key}', ['mchid', 'txamt']],
  ['names-changed', 'sent in capitals', 'MCHID=M&txamt=1', 'mchid=M&txamt=1{key}', ['MCHID']],
  ['body-encoded-twice', 'both values', 'a=x&g=a%20b&u=%2F', 'a=x&g=a b&u=/{key}', ['g', 'u']],
  [
    'body-not-encoded',
    'a value that was cut',
    'goods_name=A&B tea=&txamt=1',
    'goods_name=A&B tea&txamt=1{key}',
    ['goods_name'],
    {
      sent_otherwise: [
        bodyNotEncoded(parametersOf('goods_name=A&txamt=1'), [
          ['goods_name', 'A&B tea'],
          ['txamt', '1'],
        ]),
      ],
    },
  ],
  ['body-not-form', 'JSON', '', 'txamt=1{key}', [], { sent_otherwise: [bodyNotForm(parametersOf('txamt=1'), 'JSON')] }],
  ['json-body-signed', 'all', 'txamt=1', '{"txamt":"1"}{key}', []],
  ['empty-body-signed', 'nothing', 'txamt=1', '{key}', []],
  ['joined-otherwise', 'a bar', 'a=1&b=2', 'a=1|b=2{key}', []],
  ['trailing-separator', 'all', 'a=1', 'a=1&{key}', []],
  ['wrong-key', 'the app code', 'a=1', 'a=1APP', [], { app_code: 'APP' }],
  ['key-altered', 'capitals', 'a=1', 'a=1KS4NDB0XK3YONLYFORTESTS0000000001', []],
  ['key-whitespace', 'a space', 'a=1', 'a=1{key} ', []],
  ['key-quoted', 'quotes', 'a=1', 'a=1"{key}"', []],
  ['key-separator', '&key=', 'a=1', 'a=1&key={key}', []],
  ['key-prepended', 'first', 'a=1', '{key}a=1', []],
  ['key-missing', 'none', 'a=1', 'a=1', []],
];

function foundOf([_id, _how, sent, signed, _parameters, given = {}]: Row) {
  const parameters = given.parameters ?? (sent === '' ? [] : parametersOf(sent));
  return searchOf(sentRequest(sent, hashOf('sha256', signed), { ...given, parameters })).match?.findings;
}

test.each(rows.map((row) => [row[0], row[1], row] as const))(
  '%s (%s) names the parameters that it changed',
  (id, _how, row) => {
    const [, , , , parameters] = row;
    expect(foundOf(row)?.map((finding) => [finding.id, finding.parameters])).toEqual([[id, parameters]]);
  },
);

const body =
  '{"status": "1", "goods_info": null, "goods_name": " \u8336 ", "action": "create", "notify_type": "payment"}';

test.each([
  [
    'body-reserialised',
    'a field that Rails added',
    '{"status": "1", "goods_info": null, "goods_name": " \\u8336 ", "notify_type": "payment"}',
    ['action'],
  ],
  ['body-reserialised', 'null', body.replace('null', '""'), ['goods_info']],
  ['body-reserialised', 'other escapes', body.replace('茶', '\\u8336'), []],
  [
    'wrong-charset',
    'GBK',
    Buffer.concat([
      Buffer.from(body.split('茶')[0] ?? ''),
      Buffer.from([0xb2, 0xe8]),
      Buffer.from(body.split('茶')[1] ?? ''),
    ]),
    ['goods_name'],
  ],
  ['empty-body-signed', 'nothing', '', []],
  ['body-signed-as-form', 'all', 'action=create&goods_name= 茶 &notify_type=payment&status=1', []],
] as const)('%s (%s) names the fields of a notification', (id, _how, signed, parameters) => {
  const fields = Object.entries(JSON.parse(body)).map(([name, value]) => [name, String(value ?? '')] as const);
  const received = hashOf('md5', signed, '{key}');
  const found = searchOf(sentBody('notification', body, received, { parameters: fields })).match?.findings;
  expect(found?.map((finding) => [finding.id, finding.parameters])).toEqual([[id, parameters]]);
});

/** Of the digits, the header or the hash: none is about a parameter. */
const ofDigits: readonly CauseId[] = [
  'missing-signtype-header',
  'wrong-sign-type',
  'truncated-signature',
  'digest-not-hex',
  'hmac',
  'double-hash',
];

test('how it was sent stands before what is wrong with the parameters, and behind what the digits show', () => {
  const meant = parametersOf('txamt=1280&mchid=M1');
  const sent = sentRequest('x=', hashOf('sha256', 'txamt=1280&mchid=M1{key}'), {
    announced: 'none',
    parameters: [],
    sent_otherwise: [bodyNotForm(meant, 'JSON')],
  });
  const ids = searchOf(sent).match?.findings.map(({ id }) => id);
  expect(ids).toEqual(['missing-signtype-header', 'body-not-form', 'unsorted']);
});

test('a request that was seen to be sent otherwise is not called right because its parts happen to sort', () => {
  const read = parametersOf('notify_url=http://s/?a=1&oid=9');
  const meant = [['notify_url', 'http://s/?a=1&oid=9']] as const;
  const given = { parameters: read, sent_otherwise: [bodyNotEncoded(read, meant)] };
  const search = searchOf(sentRequest('', hashOf('sha256', 'notify_url=http://s/?a=1&oid=9{key}'), given));
  expect(search.match?.findings).toMatchObject([{ id: 'body-not-encoded', parameters: ['notify_url'] }]);
});

test('every cause that there is has a row here', async () => {
  const { explanation } = await import('../../src/language/en/explanation.ts');
  const proven = new Set<string>([...rows.map(([id]) => id), ...ofDigits]);
  const of_bodies = ['body-reserialised', 'body-signed-as-form'];
  expect(Object.keys(explanation.causes).filter((id) => !proven.has(id))).toEqual(of_bodies);
});
