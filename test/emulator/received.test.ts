import { describe, expect, test } from 'vitest';
import type { ServedRequest } from '../../src/context/network.ts';
import { givenOf, headerOf, readParameters } from '../../src/emulator/authentication.ts';

const form = 'application/x-www-form-urlencoded';

function post(body: string | Uint8Array, type: string): ServedRequest {
  return { method: 'POST', path: '/', query: '', headers: { 'content-type': type }, body: Buffer.from(body) };
}

describe('readParameters', () => {
  test.each<[string, string, [string, string][]]>([
    ['a plus as a space', 'a=x+y', [['a', 'x y']]],
    ['%20 as a space', 'a=x%20y', [['a', 'x y']]],
    ['escapes of several bytes', 'a=%E4%B8%AD', [['a', '中']]],
    ['unescaped Chinese', 'a=中', [['a', '中']]],
    ['an escaped plus', 'a=1%2B1', [['a', '1+1']]],
    ['an equals sign in a value', 'a=b=c', [['a', 'b=c']]],
    ['a percent sign that escapes nothing', 'a=5%', [['a', '5%']]],
    [
      'a value that is not there',
      'a&b=',
      [
        ['a', ''],
        ['b', ''],
      ],
    ],
    [
      'the same name twice, in order',
      'a=2&a=1',
      [
        ['a', '2'],
        ['a', '1'],
      ],
    ],
    ['a byte order mark as a part of the name', '\ufeffa=1', [['\ufeffa', '1']]],
    ['nothing', '', []],
  ])('reads %s', (_what, body, parameters) => {
    expect(readParameters(post(body, form))).toEqual(parameters);
  });

  test.each([form, `${form}; charset=UTF-8`, 'Application/X-WWW-Form-URLEncoded', ''])(
    'takes %j for a form',
    (type) => {
      expect(readParameters(post('a=1', type))).toEqual([['a', '1']]);
    },
  );

  test.each(['application/json', 'text/plain'])('refuses %s', (type) => {
    expect(readParameters(post('a=1', type))).toBeUndefined();
  });

  test.each([form, 'application/json', ''])('reads the URL of a POST whose body is empty, of type %j', (type) => {
    expect(readParameters({ ...post('', type), query: 'a=x+y&b=%E4%B8%AD' })).toEqual([
      ['a', 'x y'],
      ['b', '中'],
    ]);
  });

  test('reads URL and body of a POST together, and takes the body’s where both have it', () => {
    expect(readParameters({ ...post('b=2&c=3', form), query: 'a=1&b=1' })).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ]);
  });

  const multipart = 'multipart/form-data; boundary=xYz';
  const part = (head: string, value: string) => `--xYz\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;

  test('reads a multipart body, as PHP sends an array', async () => {
    const body = `${part('name="mchid"', 'A=1&b')}${part('name="goods_name"', '奶茶 "a"')}${part('name="x"', '')}--xYz--\r\n`;
    expect(await readParameters(post(body, multipart))).toEqual([
      ['mchid', 'A=1&b'],
      ['goods_name', '奶茶 "a"'],
      ['x', ''],
    ]);
  });

  test.each<[string, string, string]>([
    ['without a boundary', part('name="a"', '1'), 'multipart/form-data'],
    ['that is cut', part('name="a"', '1'), multipart],
    ['with a file', `${part('name="a"; filename="a.txt"', '1')}--xYz--\r\n`, multipart],
  ])('refuses a multipart body %s', async (_what, body, type) => {
    expect(await readParameters(post(body, type))).toBeUndefined();
  });

  test('is strict on demand: then a POST is a form, and nothing else', async () => {
    const whole = `${part('name="a"', '1')}--xYz--\r\n`;
    expect(await readParameters(post(whole, multipart), true)).toBeUndefined();
    expect(readParameters({ ...post('a=1', form), query: 'b=2' }, true)).toBeUndefined();
    expect(readParameters(post('a=1', form), true)).toEqual([['a', '1']]);
  });

  test('refuses bytes that are not UTF-8', () => {
    expect(readParameters(post(Uint8Array.of(0x61, 0x3d, 0xd6, 0xd0), form))).toBeUndefined();
  });

  test('reads the URL of a GET', () => {
    expect(readParameters({ ...post('b=2', form), method: 'GET', query: 'a=x+y' })).toEqual([['a', 'x y']]);
  });
});

test('finds a header whatever its case', () => {
  expect(headerOf({ ...post('', form), headers: { 'X-QF-SIGN': 'abc' } }, 'x-qf-sign')).toBe('abc');
  expect(headerOf(post('', form), 'x-qf-sign')).toBe('');
});

test('of a parameter that came twice the last one counts', () => {
  const given = givenOf([
    ['a', '1'],
    ['a', '2'],
  ]);
  expect([given('a'), given('b')]).toEqual(['2', '']);
});
