import { describe, expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import type { Attempts } from '../../src/signature/verify.ts';
import { shownText } from '../../src/variants/recipe.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { causesOf, foundIn, hashOf, key, parametersOf, searchOf, sentBody, sentRequest } from './signed-request.ts';

const sent = 'mchid=M1&txamt=1280&txcurrcd=HKD';
const right = hashOf('sha256', `${sent}{key}`);

describe('the simplest is named where several would do', () => {
  test.each([
    ['no key, not a key that is made of nothing', sent, `${sent}`, ['key-missing']],
    ['&, not another parameter without a name', sent, `${sent}&{key}`, ['trailing-separator']],
    ['an empty mchid, not a parameter that is extra', 'a=1&z=1', 'a=1&mchid=&z=1{key}', ['includes-empty']],
    ['one cause, not two that undo each other', 'a=b c', 'a=b+c{key}', ['space-as-plus']],
    ['spaces as +, not all values encoded', 'g=a b', 'g=a+b{key}', ['space-as-plus']],
  ])('%s', (_what, given, signed, ids) => {
    expect(causesOf(given, signed).map(([id]) => id)).toEqual(ids);
  });
});

describe('where nothing gives the digits', () => {
  const search = searchOf(sentRequest(sent, 'A'.repeat(64)));

  test('no cause is named', () => {
    expect(search.match).toBeUndefined();
  });

  test('it is said what was tried, and every digest is counted once', () => {
    const { tried, tried_pairs, by_family, is_complete, given_up } = search;
    expect(Object.keys(by_family).sort()).toEqual(
      ['body', 'encoding', 'hash', 'joining', 'key', 'order', 'selection', 'values'].sort(),
    );
    const singles = Object.values(by_family).reduce((sum, count) => sum + count, 0);
    expect(tried).toBe(singles + tried_pairs);
    expect(tried_pairs).toBeGreaterThan(singles);
    expect(is_complete).toBe(true);
    expect(given_up).toEqual([]);
  });
});

test('a right signature has no cause', () => {
  expect(foundIn(searchOf(sentRequest(sent, right)))).toEqual([]);
  expect(foundIn(searchOf(sentBody('notification', '{"a":1}', hashOf('md5', '{"a":1}{key}'))))).toEqual([]);
});

test.each([
  ['no digits', ''],
  ['words', 'hello world'],
  ['too few digits to be no chance', right.slice(0, 15)],
  ['digits and a letter that is none', `${right.slice(0, 63)}G`],
])('computes nothing for %s', (_what, received) => {
  expect(searchOf(sentRequest(sent, received))).toMatchObject({ tried: 0, is_complete: true });
});

describe('what the digits show alone', () => {
  const hex = right.toLowerCase();
  test.each([
    ['another hash', hashOf('md5', `${sent}{key}`), 'wrong-sign-type', { hash: 'MD5', checked: 'SHA256' }],
    ['SHA-1', hashOf('sha1', `${sent}{key}`), 'wrong-sign-type', { hash: 'SHA1', checked: 'SHA256' }],
    ['SHA-512', hashOf('sha512', `${sent}{key}`), 'wrong-sign-type', { hash: 'SHA512', checked: 'SHA256' }],
    ['its first half', hex.slice(0, 32), 'truncated-signature', { count: '32', length: '64', hash: 'SHA256' }],
    ['all but its last digit', hex.slice(0, 63), 'truncated-signature', { count: '63', length: '64', hash: 'SHA256' }],
    ['its second half', hex.slice(32), 'truncated-signature', { count: '32', length: '64', hash: 'SHA256' }],
    ['its middle', hex.slice(10, 50), 'truncated-signature', { count: '40', length: '64', hash: 'SHA256' }],
    ['base64', Buffer.from(hex, 'hex').toString('base64'), 'digest-not-hex', {}],
    ['base64 for addresses', Buffer.from(hex, 'hex').toString('base64url'), 'digest-not-hex', {}],
    ['base64 of its digits', Buffer.from(hex).toString('base64'), 'digest-not-hex', {}],
    ['base64 of its capital digits', Buffer.from(right).toString('base64'), 'digest-not-hex', {}],
  ])('%s', (_what, received, id, values) => {
    expect(foundIn(searchOf(sentRequest(sent, received)))).toEqual([[id, expect.any(String), values]]);
  });

  test('SHA256 where no header says so', () => {
    const request = sentRequest(sent, right, { announced: 'none' });
    expect(foundIn(searchOf(request))).toEqual([['missing-signtype-header', 'no-header', { hash: 'SHA256' }]]);
  });

  test('it comes first, then what was done to the text', () => {
    const received = hashOf('md5', `txcurrcd=HKD&txamt=1280&mchid=M1{key}`);
    expect(foundIn(searchOf(sentRequest(sent, received))).map(([id]) => id)).toEqual(['wrong-sign-type', 'unsorted']);
  });
});

describe('zeros that a digest lost', () => {
  /** The first amount whose digest has a certain shape. */
  function amountWith(shape: RegExp): [string, string] {
    for (let txamt = 1; ; txamt++) {
      const digest = hashOf('sha256', `txamt=${txamt}{key}`).toLowerCase();
      if (shape.test(digest)) return [`txamt=${txamt}`, digest];
    }
  }

  test.each([
    ['at its start', /^0[1-9a-f]/, (digest: string) => digest.slice(1)],
    ['two at its start', /^00[1-9a-f]/, (digest: string) => digest.slice(2)],
    [
      'in bytes',
      /^[1-9a-f]/,
      (digest: string) => [...Buffer.from(digest, 'hex')].map((byte) => byte.toString(16)).join(''),
    ],
  ])('%s', (_where, shape, lose) => {
    const [request, digest] = amountWith(shape);
    const received = lose(digest);
    expect(received.length).toBeLessThan(64);
    const values = { count: String(received.length), length: '64', hash: 'SHA256' };
    expect(foundIn(searchOf(sentRequest(request, received)))).toEqual([['truncated-signature', 'zeros-lost', values]]);
  });
});

test('takes the digits of either case, with white space around them', () => {
  const received = ` ${hashOf('sha256', `${sent}&{key}`).toLowerCase()}\n`;
  expect(foundIn(searchOf(sentRequest(sent, received))).map(([id]) => id)).toEqual(['trailing-separator']);
});

test('a response is searched in each of its documented forms', () => {
  const body = Buffer.from('{"respcd":"0000","a":"1"}');
  const attempts: Attempts = [
    { scheme: 'raw-body', sign_type: 'MD5', content: body },
    { scheme: 'sorted-fields', sign_type: 'MD5', content: 'a=1&respcd=0000' },
    { scheme: 'sorted-fields-without-status', sign_type: 'MD5', content: 'a=1' },
  ];
  for (const content of ['{"respcd":"0000","a":"1"}', 'a=1&respcd=0000', 'a=1']) {
    const response = sentBody('response', String(body), hashOf('md5', `${content}&key={key}`));
    expect(foundIn(searchOf(response, attempts))).toEqual([['key-separator', 'text-before-key', { text: '&key=' }]]);
  }
});

describe('a checkout', () => {
  const link = 'txamt=100&sign_type=sha256&lang=en';
  const given = { is_checkout: true };

  test('signs sign_type, and is wrong without', () => {
    expect(causesOf(link, 'txamt=100{key}', given)).toEqual([['param-missing', 'not-signed', { name: 'sign_type' }]]);
  });

  test('is right with it and without lang', () => {
    expect(causesOf(link, 'sign_type=sha256&txamt=100{key}', given)).toEqual([]);
  });
});

test('no key is in anything that a search tells, whichever matched', () => {
  const keys = [
    { name: 'QFPAY_KEY', key },
    { name: 'profile shop', key: new ClientKey(testKeys.other) },
    { name: 'profile live', key: new ClientKey(testKeys.prod) },
  ] as const;
  for (const signed of [`${sent}${testKeys.other}`, `${sent}${testKeys.prod}\n`, `{key}${sent}`, `${sent}"{key}"`]) {
    const search = searchOf(sentRequest(sent, hashOf('sha256', signed), { keys }));
    expect(search.match).toBeDefined();
    const told = JSON.stringify(search) + (search.match ? shownText(search.match.recipe) : '');
    expect(leakedKeys(told)).toEqual([]);
  }
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('a value or name like %s is a text', (word) => {
  expect(searchOf(sentRequest(`a=${word}&${word}=b&c=`, 'A'.repeat(64))).match).toBeUndefined();
});

describe('an input of megabytes ends in seconds, and says that it was given up', () => {
  test.each([
    ['a body of 5 MB', sentBody('notification', `{"a":"${'x'.repeat(5_000_000)}"}`, 'A'.repeat(32))],
    ['a value of 5 MB', sentRequest(`a=1&b=${'x'.repeat(5_000_000)}`, 'A'.repeat(64))],
    [
      '100,000 parameters',
      sentRequest(
        Array.from({ length: 100_000 }, (_, n) => `p${(n * 7_919) % 100_000}=${n}`).join('&'),
        'A'.repeat(64),
      ),
    ],
    ['100,000 of one name', sentRequest(Array.from({ length: 100_000 }, (_, n) => `p=${n}`).join('&'), 'A'.repeat(64))],
  ])(
    '%s',
    (_what, signed) => {
      const before = process.cpuUsage();
      const { is_complete, match, given_up } = searchOf(signed);
      const { user, system } = process.cpuUsage(before);
      expect(match).toBeUndefined();
      expect(is_complete).toBe(false);
      expect(given_up).toContain('pairs');
      expect((user + system) / 1_000_000).toBeLessThan(8);
    },
    60_000,
  );

  test('and is understood all the same where the cause is a likely one', () => {
    const many = parametersOf(Array.from({ length: 20_000 }, (_, n) => `p${n}=${n}`).join('&'));
    const text = [...many]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    expect(causesOf('', `${text}&{key}`, { parameters: many }).map(([id]) => id)).toEqual(['trailing-separator']);
  });
});
