import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { postmanCollection } from '../../src/calls/postman.ts';
import { endpointTable } from '../../src/catalog/endpoint-table.ts';
import { sign } from '../../src/library/index.ts';

interface PostmanField {
  readonly key: string;
  readonly value: string;
  readonly disabled?: boolean;
}

interface PostmanItem {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: { readonly path: readonly string[]; readonly query?: readonly PostmanField[] };
    readonly body?: { readonly urlencoded: readonly PostmanField[] };
  };
}

const collection = postmanCollection() as unknown as {
  readonly item: readonly { readonly item: readonly PostmanItem[] }[];
  readonly event: readonly { readonly script: { readonly exec: readonly string[] } }[];
  readonly variable: readonly { readonly key: string; readonly value: string }[];
};
const items = collection.item.flatMap(({ item }) => item);
const key = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';

/** crypto-js, as far as the script uses it: by Node's own hashes. */
const hashes = {
  enc: { Utf8: { parse: (text: string) => text } },
  MD5: (text: string) => createHash('md5').update(text).digest('hex'),
  SHA256: (text: string) => createHash('sha256').update(text).digest('hex'),
};

/** Runs the script that signs, and gives what would be sent. */
function prepared({ request }: PostmanItem, values: Readonly<Record<string, string>>) {
  const variables = new Map(Object.entries({ appcode: 'APP', client_key: key, sign_type: 'SHA256', ...values }));
  let fields: PostmanField[] = [...(request.url.query ?? request.body?.urlencoded ?? [])];
  const list = {
    all: () => fields,
    clear: () => {
      fields = [];
    },
    add: (field: PostmanField) => fields.push(field),
  };
  const headers = new Map<string, string>();
  const pm = {
    variables: {
      get: (name: string) => variables.get(name),
      set: (name: string, value: string) => variables.set(name, value),
      replaceIn: (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => variables.get(name) ?? ''),
    },
    request: {
      method: request.method,
      url: { query: list },
      body: { urlencoded: list },
      headers: { upsert: ({ key: name, value }: PostmanField) => headers.set(name, value) },
    },
  };
  const text = collection.event[0]?.script.exec.join('\n') ?? '';
  runInNewContext(text, { pm, require: () => hashes });
  return { sent: fields.map(({ key: name, value }) => [name, value] as const), headers };
}

test('every call of the table is in it, by its method and path, with every parameter', () => {
  const shown = items.map(({ name, request: { method, url, body } }) => {
    const fields = (url.query ?? body?.urlencoded ?? []).map((field) => field.key).filter((field) => field !== 'sign');
    return { name, method, path: `/${url.path.join('/')}`, fields };
  });
  const table = endpointTable.map(({ name, method, path, parameters }) => {
    return { name, method, path, fields: parameters.map((each) => each.name) };
  });
  expect(shown).toEqual(expect.arrayContaining(table));
  expect(shown).toHaveLength(table.length);
});

test('it holds no app code and no key', () => {
  const own = collection.variable.filter((variable) => ['appcode', 'client_key', 'mchid'].includes(variable.key));
  expect(own.map(({ value }) => value)).toEqual(['', '', '']);
});

const values = { mchid: 'M 1&x=+%', syssn: '20261130', out_trade_no: 'A&B', sign_type: 'MD5' };

test.each(['SHA256', 'MD5'].flatMap((sign_type) => items.map((item) => [item.name, sign_type, item] as const)))(
  '%s is signed by %s over the raw values that arrive',
  (name, sign_type, item) => {
    const { sent, headers } = prepared(item, { ...values, sign_type });
    const decoded = sent.map(([field, value]) => [field, decodeIf(item.request.method === 'GET', value)] as const);
    const received = Object.fromEntries(decoded);
    const is_link = name === 'wechat_oauth_code';
    const digest = sign(received, key, { sign_type: is_link ? 'MD5' : (sign_type as 'MD5' | 'SHA256') });
    expect(is_link ? received['sign'] : headers.get('X-QF-SIGN')).toBe(digest);
    expect(headers.get('X-QF-SIGNTYPE')).toBe(is_link ? undefined : sign_type);
    expect(decoded.map(([, value]) => value)).not.toContain('');
  },
);

function decodeIf(is_encoded: boolean, value: string): string {
  return is_encoded ? decodeURIComponent(value) : value;
}

test('without a key nothing is sent: the script fails and says what to set', () => {
  const [first] = items;
  if (!first) throw new Error('no item');
  expect(() => prepared(first, { client_key: '' })).toThrow(/set client_key/);
});
