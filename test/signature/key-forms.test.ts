import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClientKey, keyFormsMask, writtenForms } from '../../src/signature/client-key.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';

const maskKeyForms = (text: string, keys: readonly ClientKey[]) => keyFormsMask(keys)(text);
const secret = 'k0therK3y/Only+ForTests-00000003';
const key = new ClientKey(secret);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');
const escaped = (text: string) =>
  [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

test.each([
  ['as it is', secret],
  ['in lower case', secret.toLowerCase()],
  ['in upper case', secret.toUpperCase()],
  ['backwards', [...secret].reverse().join('')],
  ['percent-encoded', encodeURIComponent(secret)],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
  ['all of it percent-encoded', hex(secret).replace(/../g, '%$&')],
  ['with spaces in it', [...secret].join(' ')],
  ['wrapped', secret.replace(/.{8}/g, '$&\r\n    ')],
  ['with something invisible in it', secret.replace('Only', 'On\u200Bly\uFEFF')],
  ['escaped for JSON', escaped(secret)],
  ['escaped for JSON in JSON', escaped(secret).replaceAll('\\', '\\\\')],
  ['escaped for HTML', [...secret].map((each) => `&#${each.charCodeAt(0)};`).join('')],
  ['in hex', hex(secret)],
  [
    'in upper-case hex with colons',
    hex(secret)
      .toUpperCase()
      .replace(/..(?!$)/g, '$&:'),
  ],
  ['in base64', base64(secret)],
  ['in base64 after one byte', base64(`:${secret}`)],
  ['in base64 after two bytes', base64(`a:${secret}`)],
  ['in base64 for addresses', Buffer.from(secret).toString('base64url')],
  ['in base64, wrapped', base64(secret).replace(/.{10}/g, '$&\n')],
  ['cut off at its end', secret.slice(0, -3)],
  ['cut off at its start', secret.slice(9)],
])('a key %s is not left', (_what, form) => {
  for (const text of [form, `a=1&b=${form}&c=3`, `"${form}"`]) {
    const masked = maskKeyForms(text, [key]);
    expect(masked).toContain(String(key));
    expect(masked.replace(String(key), '').length).toBeLessThanOrEqual(text.length - form.trim().length + 2);
  }
});

test('the text around a key stays as it is', () => {
  const text = `txamt=100&mchid=${secret}&txdtm=2026-03-02 15:04:05`;
  expect(maskKeyForms(text, [key])).toBe(`txamt=100&mchid=${key}&txdtm=2026-03-02 15:04:05`);
  expect(maskKeyForms('txamt=100', [key])).toBe('txamt=100');
});

test('every key is looked for', () => {
  const other = new ClientKey('another key of 32 characters....');
  expect(maskKeyForms(`${other.reveal()} ${secret}`, [key, other])).toBe(`${other} ${key}`);
});

describe('a key that was configured with something around it', () => {
  const quoted = new ClientKey(`'${secret}'\n`);

  test.each([
    ['without it', secret],
    ['in base64 without it', base64(secret)],
    ['in hex without it', hex(secret)],
  ])('is not left %s', (_what, form) => {
    expect(maskKeyForms(`x=${form}`, [quoted])).toBe(`x=${quoted}`);
  });
});

test('a short key, as of an example, is found as a word and never inside a number', () => {
  const short = new ClientKey('789012');
  expect(maskKeyForms('a=789012&syssn=20267890120001', [short])).toBe(`a=${short}&syssn=20267890120001`);
});

test('a short key of letters is found wherever it is a word, and in no other word', () => {
  const short = new ClientKey('sh0p');
  expect(maskKeyForms('a sh0p, a p0hs; xsh0p sh0px é-sh0p ésh0p', [short])).toBe(
    `a ${short}, a ${short}; xsh0p sh0px é-${short} ésh0p`,
  );
});

test('a long key of digits is found as a word, forwards and backwards, and never inside a number', () => {
  const digits = new ClientKey('2026030218050002');
  expect(maskKeyForms('2026030218050002 2000508120306202 syssn=20260302180500020000000001', [digits])).toBe(
    `${digits} ${digits} syssn=20260302180500020000000001`,
  );
});

test('a key with a control character is not left in JSON, which has a letter for it', () => {
  const odd = new ClientKey('ab\bcdefgh');
  expect(maskKeyForms(JSON.stringify({ key: 'ab\bcdefgh' }), [odd])).toBe(`{"key":"${odd}"}`);
});

test('a key that is short without its white space is found as it is, whatever JSON makes of it', () => {
  const odd = new ClientKey('00bded\n0');
  expect(maskKeyForms('x=00bded\n0&y', [odd])).toBe(`x=${odd}&y`);
  expect(maskKeyForms(JSON.stringify('00bded\n0'), [odd])).toBe(`"${odd}"`);
});

test('an empty key changes nothing', () => {
  expect(maskKeyForms('txamt=100 & "-"', [new ClientKey('')])).toBe('txamt=100 & "-"');
});

test('a long text with what nearly is a key is read in a moment', () => {
  const spaces = new ClientKey(`${' '.repeat(20)}abcdefgh${'\\'.repeat(20)}`);
  const text = `${'\\'.repeat(50_000)}${'abcdefg\\ '.repeat(5_000)}${secret.slice(0, 11).repeat(5_000)}`;
  expect(cpuSeconds(() => maskKeyForms(text, [spaces, key]))).toBeLessThan(10);
});

test('no key of any characters is left, wherever and however it was pasted', () => {
  const secrets = fc
    .string({ unit: 'binary', minLength: 8, maxLength: 48 })
    .map((text) => text.replace(/[\s\u200B-\u200F\u2060\uFEFF\\]/gu, 'x'))
    .filter((text) => [...text].length >= 8 && Buffer.from(text).toString() === text);
  const forms = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => [...text].reverse().join(''),
    encodeURIComponent,
    (text) => new URLSearchParams([['a', text]]).toString().slice(2),
    (text) => JSON.stringify(text).slice(1, -1),
    (text) => [...text].join('\n'),
    hex,
    base64,
  );
  fc.assert(
    fc.property(secrets, forms, fc.string(), fc.string(), (text, form, before, after) => {
      const pasted = form(text);
      const masked = maskKeyForms(`${before} ${pasted} ${after}`, [new ClientKey(text)]);
      return !masked.includes(pasted) && masked.includes(String(new ClientKey(text)));
    }),
    { numRuns: 1_000 },
  );
}, 60_000);

test('a key is written whole in all the ways that are usual, letter by letter', () => {
  const forms = writtenForms("k/é'(1)*!+ü");
  expect([...forms]).toEqual(
    expect.arrayContaining([
      "k/é'(1)*!+ü",
      "k\\/é'(1)*!+ü",
      "k/\\u00e9'(1)*!+\\u00fc",
      "k\\/\\u00e9'(1)*!+\\u00fc",
      "k%2F%C3%A9'(1)*!%2B%C3%BC",
      'k%2f%c3%a9%27%281%29%2a%21%2b%c3%bc',
      'k%2F%C3%A9%27%281%29%2A%21%2B%C3%BC',
      'k%2F%C3%A9%27%281%29*%21%2B%C3%BC',
      '%6b%2f%c3%a9%27%28%31%29%2a%21%2b%c3%bc',
      '%6B%2F%C3%A9%27%28%31%29%2A%21%2B%C3%BC',
      '6b2fc3a9272831292a212bc3bc',
      '6B2FC3A9272831292A212BC3BC',
      'ay/DqScoMSkqISvDv',
      'ay_DqScoMSkqISvDv',
      'ay\\/DqScoMSkqISvDv',
      'ay%2FDqScoMSkqISvDv',
    ]),
  );
  expect([...forms].filter((form) => form.length < 8)).toEqual([]);
});

test.each([
  ['in capitals that are longer than its letters', 'straße-der-schlüssel', 'STRASSE-DER-SCHLÜSSEL'],
  ['with capitals beyond ASCII, percent-encoded', 'ÉCOLE-ÉLÈVE-2026-02', encodeURIComponent('ÉCOLE-ÉLÈVE-2026-02')],
  [
    'with a character beyond UTF-16 in escapes of JSON',
    '\u{1F511}-of-the-shop-2026',
    '\\ud83d\\udd11-of-the-shop-2026',
  ],
  ['with that in upper-case escapes, escaped twice', 'a\u{1F511}b-of-the-shop', 'a\\\\uD83D\\\\uDD11b-of-the-shop'],
])('a key %s is not left, and nothing around it goes', (_what, text, form) => {
  const own = new ClientKey(text);
  expect(maskKeyForms(`x=${form}&y`, [own])).toBe(`x=${own}&y`);
});

test('of two keys side by side each is shown', () => {
  expect(maskKeyForms(`${secret}${secret}`, [key])).toBe(`${key}${key}`);
});

test('of a key of fewer than 16 characters a part may stay', () => {
  expect(maskKeyForms('shop-key-2025', [new ClientKey('shop-key-2026')])).toBe('shop-key-2025');
});

const spelledOut = (text: string, spell: (code: string) => string) =>
  [...text].map((each) => spell((each.codePointAt(0) ?? 0).toString(16))).join('');

test.each<[string, string, string]>([
  ['as code points in braces', secret, spelledOut(secret, (code) => `\\u{${code}}`)],
  ['as code points with noughts before them', secret, spelledOut(secret, (code) => `\\u{0000${code}}`)],
  ['as code points, escaped twice', secret, spelledOut(secret, (code) => `\\\\u{${code}}`)],
  ['as code points of many digits', '\u{1F511}\u{10FFFF}key-2026', '\\u{1F511}\\u{10ffff}key-2026'],
  ['in escapes of JSON, escaped twice', secret, spelledOut(secret, (code) => `\\\\u00${code}`)],
  ['as escaped bytes', secret, spelledOut(secret, (code) => `\\x${code}`)],
  ['as escaped bytes, escaped twice', secret, spelledOut(secret, (code) => `\\\\x${code}`)],
  ['in hex for HTML', secret, spelledOut(secret, (code) => `&#x${code};`)],
  ['in hex for HTML with noughts before it', secret, spelledOut(secret, (code) => `&#x000${code};`)],
  ['in hex for HTML without its semicolons', secret, spelledOut(secret, (code) => `&#x${code}`)],
  ['in decimals for HTML without their semicolons', secret, secret.replace(/./g, (each) => `&#${each.charCodeAt(0)}`)],
  ['as the last character there is, in decimals', `key-of-2026\u{10FFFF}`, 'key-of-2026&#1114111;'],
  ['in HTML by the names of its characters', '<k>&"2026"\'key\'', '&lt;k&gt;&amp;&quot;2026&quot;&apos;key&apos;'],
  ['with what is no character amid it', 'shop-key-2026', 'shop-&#x110000;key-&#9999999;20\\u{ffffff}26'],
  ['half of it percent-encoded', 'clé–de–la–crème', 'cl%C3%A9%E2%80%93de–la–crème'],
  ['in hex that has no digit', 'λλλλλλλλ', 'cebbcebbcebbcebbcebbcebbcebbcebb'],
])('a key %s is not left, and what is around it stays', (_how, text, form) => {
  const own = new ClientKey(text);
  expect(maskKeyForms(`x="${form}"`, [own])).toBe(`x="${own}"`);
});

test('of a key of 16 characters in some spelling no eight are left, of digits they are; of one of 15 they are', () => {
  const long = new ClientKey('abcdefgh12345678');
  expect(maskKeyForms('is cdefgh12 it 12345678', [long])).toBe(`is ${long} it 12345678`);
  expect(maskKeyForms('it is cdefgh12', [long])).toBe(`it is ${long}`);
  const spelled = new ClientKey('a%41bcdefghijklm');
  expect(maskKeyForms('is bcdefghi it', [spelled])).toBe(`is ${spelled} it`);
  expect(maskKeyForms('is abcdefgh it', [new ClientKey('abcdefghijklmno')])).toBe('is abcdefgh it');
});

test('a key that ends with a line end goes from JSON with the letter that stands for it there', () => {
  const odd = new ClientKey('abcdefgh\n');
  expect(maskKeyForms(JSON.stringify({ key: 'abcdefgh\n' }), [odd])).toBe(`{"key":"${odd}"}`);
});

test.each([
  ['as escaped bytes', spelledOut(secret.slice(0, 20), (code) => `\\x${code}`)],
  ['as escaped bytes, escaped twice', spelledOut(secret.slice(0, 20), (code) => `\\\\x${code}`)],
  ['with one byte of it escaped', `${secret.slice(0, 6)}\\x4B${secret.slice(7, 20)}`],
])('a part of a key %s is not left, and what is around it stays', (_how, form) => {
  expect(maskKeyForms(`x="${form}"`, [key])).toBe(`x="${key}"`);
});

test('a key in base64 is taken out of an address without the slash before it', () => {
  expect(maskKeyForms(`https://shop.example/${base64(secret)}`, [key])).toBe(`https://shop.example/${key}`);
});

test('for addresses base64 has a dash and a line where it else has a plus and a slash', () => {
  const odd = '~~~???>>>abc';
  expect(base64(odd)).toBe('fn5+Pz8/Pj4+YWJj');
  expect(writtenForms(odd)).toContain('fn5-Pz8_Pj4-YWJj');
});

test('a part of a key with capitals beyond ASCII is not left where it is percent-encoded', () => {
  const own = new ClientKey('ÉCOLE-ÉLÈVE-2026-02');
  expect(maskKeyForms(`x=${encodeURIComponent('ÉCOLE-ÉLÈVE-')}&y`, [own])).toBe(`x=${own}&y`);
});

test.each([
  ['in base64', base64(secret)],
  ['in hex', `0x${hex(secret)}`],
  ['percent-encoded', encodeURIComponent(secret)],
])('a key that stands in a text twice %s is left nowhere', (_how, form) => {
  expect(maskKeyForms(`a=${form}&b=${form}`, [key])).toBe(`a=${key}&b=${key}`);
});

test('a key with half a character in it is not left either', () => {
  const own = new ClientKey('\ud83d-half-of-2026');
  expect(maskKeyForms(`x=${own.reveal()}&y`, [own])).toBe(`x=${own}&y`);
});
