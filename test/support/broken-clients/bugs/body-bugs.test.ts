import { describe, expect, test } from 'vitest';
import { brokenCase } from '../break-client.ts';
import { md5, type Proof, parametersOf, plainOccasion, prove } from '../proof.ts';
import { bodyBugs } from './body-bugs.ts';

const sent = 'txamt=100|name=中/&|udid=|a=1';

describe('a request as JSON', () => {
  prove(
    bodyBugs.filter(({ id }) => id === 'json-body-signed'),
    {
      'json-body-signed': [
        ['JS JSON.stringify', sent, '{"txamt":"100","name":"中/&","a":"1"}K3y'],
        ['JS JSON.stringify(…, null, 2)', sent, '{\n  "txamt": "100",\n  "name": "中/&",\n  "a": "1"\n}K3y'],
        ['Python json.dumps', sent, '{"txamt": "100", "name": "\\u4e2d/&", "a": "1"}K3y'],
        ['Python json.dumps, ensure_ascii=False', sent, '{"txamt": "100", "name": "中/&", "a": "1"}K3y'],
        ['Python json.dumps, separators', sent, '{"txamt":"100","name":"\\u4e2d/&","a":"1"}K3y'],
        ['Python json.dumps, sort_keys', sent, '{"a": "1", "name": "\\u4e2d/&", "txamt": "100"}K3y'],
        ['PHP json_encode', sent, '{"txamt":"100","name":"\\u4e2d\\/&","a":"1"}K3y'],
        ['PHP json_encode, JSON_UNESCAPED_UNICODE', sent, '{"txamt":"100","name":"中\\/&","a":"1"}K3y'],
        [
          'PHP json_encode, JSON_PRETTY_PRINT',
          sent,
          '{\n    "txamt": "100",\n    "name": "\\u4e2d\\/&",\n    "a": "1"\n}K3y',
        ],
        ['Go json.Marshal of a map', sent, '{"a":"1","name":"中/\\u0026","txamt":"100"}K3y'],
        ['Java Gson', sent, '{"txamt":"100","name":"中/\\u0026","a":"1"}K3y'],
        ['C# System.Text.Json', sent, '{"txamt":"100","name":"\\u4E2D/\\u0026","a":"1"}K3y'],
        ['JS, txamt as a number', sent, '{"txamt":100,"name":"中/&","a":"1"}K3y'],
        ['Python, txamt as a number', sent, '{"txamt": 100, "name": "\\u4e2d/&", "a": "1"}K3y'],
        ['sent as JSON too, JS', sent, '{"txamt":100,"name":"中/&","udid":"","a":"1"}K3y'],
        ['sent as JSON too, Python', sent, '{"txamt": 100, "name": "\\u4e2d/&", "udid": "", "a": "1"}K3y'],
        ['sent as JSON too, all texts', sent, '{"txamt":"100","name":"中/&","udid":"","a":"1"}K3y'],
      ],
    },
  );
});

const body = '{"txamt": 100, "name": "\\u4e2d/", "errmsg": null, "b": "<"}';
const document = {
  entries: [
    ['txamt', { digits: '100' }],
    ['name', '中/'],
    ['errmsg', null],
    ['b', '<'],
  ],
} as const;
const notification = { ...plainOccasion, kind: 'notification', document, body } as const;

/** How each language prints that document. */
const printed = [
  ['JS JSON.stringify', '{"txamt":100,"name":"中/","errmsg":null,"b":"<"}'],
  ['JS JSON.stringify(…, null, 2)', '{\n  "txamt": 100,\n  "name": "中/",\n  "errmsg": null,\n  "b": "<"\n}'],
  ['Python json.dumps, ensure_ascii=False', '{"txamt": 100, "name": "中/", "errmsg": null, "b": "<"}'],
  ['Python json.dumps, separators', '{"txamt":100,"name":"\\u4e2d/","errmsg":null,"b":"<"}'],
  ['Python json.dumps, sort_keys', '{"b": "<", "errmsg": null, "name": "\\u4e2d/", "txamt": 100}'],
  ['PHP json_encode', '{"txamt":100,"name":"\\u4e2d\\/","errmsg":null,"b":"<"}'],
  ['PHP json_encode, JSON_UNESCAPED_UNICODE', '{"txamt":100,"name":"中\\/","errmsg":null,"b":"<"}'],
  [
    'PHP json_encode, JSON_PRETTY_PRINT',
    '{\n    "txamt": 100,\n    "name": "\\u4e2d\\/",\n    "errmsg": null,\n    "b": "<"\n}',
  ],
  ['Go json.Marshal of a map', '{"b":"\\u003c","errmsg":null,"name":"中/","txamt":100}'],
  ['Java Gson', '{"txamt":100,"name":"中/","errmsg":null,"b":"\\u003c"}'],
  ['C# System.Text.Json', '{"txamt":100,"name":"\\u4E2D/","errmsg":null,"b":"\\u003C"}'],
  ['PostgreSQL jsonb', '{"b": "<", "name": "中/", "txamt": 100, "errmsg": null}'],
] as const;

describe('a body that was parsed and printed again', () => {
  const rewritten = printed.map(([name, text]): Proof => [name, '', `${text}K3y`]);
  const isRewritten = ({ id, flavour }: (typeof bodyBugs)[number]) =>
    id === 'body-reserialised' &&
    !flavour.startsWith('shown') &&
    !['Python json.dumps', 'encoded twice', 'Python str() of bytes'].includes(flavour);

  prove(
    bodyBugs.filter(isRewritten),
    {
      'body-reserialised': [
        ...rewritten,
        ['JS JSON.parse, then stringify', '', '{"txamt":100,"name":"中/","errmsg":null,"b":"<"}K3y'],
      ],
    },
    () => notification,
  );

  test("Python prints QFPay's own raw text with escapes", () => {
    const bugs = bodyBugs.filter(({ id, flavour }) => id === 'body-reserialised' && flavour === 'Python json.dumps');
    const raw = '{"txamt": 100, "name": "中/", "errmsg": null, "b": "<"}';
    expect(brokenCase({ ...notification, body: raw }, bugs)?.received).toBe(md5(`${body}K3y`));
    expect(brokenCase(notification, bugs)).toBeUndefined();
  });

  const sorted = ['Python json.dumps, sort_keys', 'Go json.Marshal of a map', 'PostgreSQL jsonb'];

  test.each(printed.filter(([name]) => !sorted.includes(name)))(
    'shown as %s printed it, while QFPay signed its own bytes',
    (name, text) => {
      const signed = brokenCase(
        notification,
        bodyBugs.filter(({ flavour }) => flavour === `shown as ${name} printed it`),
      );
      expect(Buffer.from(signed?.body ?? []).toString()).toBe(text);
      expect(signed?.received).toBe(md5(`${body}K3y`));
    },
  );
});

describe('a body as a form', () => {
  prove(
    bodyBugs.filter(({ id }) => id === 'body-signed-as-form'),
    {
      'body-signed-as-form': [
        ['like a request', '', 'b=<&name=中/&txamt=100K3y'],
        ['sorted, with those that are empty', '', 'b=<&errmsg=&name=中/&txamt=100K3y'],
      ],
    },
    () => notification,
  );
});

describe('what a framework does to a body', () => {
  const given = {
    entries: [
      ['status', '1'],
      ['goods_info', ''],
    ],
  } as const;
  const plain = '{"status": "1", "goods_info": ""}';
  const occasion = { ...plainOccasion, kind: 'notification', document: given, body: plain } as const;
  const broken = (flavour: string) =>
    brokenCase(
      occasion,
      bodyBugs.filter((bug) => bug.flavour === flavour),
    );

  test.each([
    ['shown with null for nothing, as Laravel has it', '{"status":"1","goods_info":null}'],
    [
      'shown with controller and action, as Rails has it',
      '{"status":"1","goods_info":"","controller":"qfpay","action":"create"}',
    ],
  ])('%s', (flavour, text) => {
    expect(Buffer.from(broken(flavour)?.body ?? []).toString()).toBe(text);
    expect(broken(flavour)?.received).toBe(md5(`${plain}K3y`));
  });

  test.each([
    ['encoded twice', '"{\\"status\\": \\"1\\", \\"goods_info\\": \\"\\"}"K3y'],
    ['Python str() of bytes', `b'${plain}'K3y`],
    ['a stream that was read before', 'K3y'],
  ])('%s', (flavour, hashed) => {
    expect(broken(flavour)?.received).toBe(md5(hashed));
  });

  test('an empty list of parameters', () => {
    const bugs = bodyBugs.filter(({ flavour }) => flavour === 'an empty list of parameters');
    expect(brokenCase({ ...plainOccasion, parameters: parametersOf('a=1') }, bugs)?.received).toBe(md5('K3y'));
  });
});
