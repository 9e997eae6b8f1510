import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ClientKey } from '../../../src/signature/client-key.ts';
import { shownText } from '../../../src/variants/recipe.ts';
import { leakedKeys, testKeys } from '../../support/keys.ts';
import { causesOf, foundIn, hashOf, key, searchOf, sentRequest } from '../signed-request.ts';

const sent = 'txamt=100&txcurrcd=HKD';
const lower = testKeys.sandbox.toLowerCase();
const upper = testKeys.sandbox.toUpperCase();

test.each([
  ['in lower case', `${sent}${lower}`, 'wrong-key', 'key-lower-case', {}],
  ['in upper case', `${sent}${upper}`, 'wrong-key', 'key-upper-case', {}],
  ['with a line end', `${sent}{key}\n`, 'key-whitespace', 'key-space-after', { text: '\n' }],
  ['with a Windows line end', `${sent}{key}\r\n`, 'key-whitespace', 'key-space-after', { text: '\r\n' }],
  ['with a space after it', `${sent}{key} `, 'key-whitespace', 'key-space-after', { text: ' ' }],
  ['with a zero byte after it', `${sent}{key}\0`, 'key-whitespace', 'key-space-after', { text: '\0' }],
  ['with a tab before it', `${sent}\t{key}`, 'key-whitespace', 'key-space-before', { text: '\t' }],
  ['with a byte order mark', `${sent}\uFEFF{key}`, 'key-whitespace', 'key-space-before', { text: '\uFEFF' }],
  ['between spaces', `${sent} {key} `, 'key-whitespace', 'key-space-both', { text: ' ' }],
  ['in quotes', `${sent}"{key}"`, 'key-quoted', 'key-in-quotes', { text: '""' }],
  ['in the brackets of a template', `${sent}<{key}>`, 'key-quoted', 'key-in-quotes', { text: '<>' }],
  ['after &', `${sent}&{key}`, 'trailing-separator', 'text-before-key', { text: '&' }],
  ['after &&', `${sent}&&{key}`, 'trailing-separator', 'text-before-key', { text: '&&' }],
  ['as WeChat Pay wants it', `${sent}&key={key}`, 'key-separator', 'text-before-key', { text: '&key=' }],
  ['as a parameter', `${sent}&client_key={key}`, 'key-separator', 'text-before-key', { text: '&client_key=' }],
  ['after a bar', `${sent}|{key}`, 'key-separator', 'text-before-key', { text: '|' }],
  ['first', `{key}${sent}`, 'key-prepended', 'key-first', {}],
  ['first, with & after it', `{key}&${sent}`, 'key-prepended', 'key-first', {}],
  ['first, as a parameter', `key={key}&${sent}`, 'key-prepended', 'key-first', {}],
  ['at both ends', `{key}${sent}{key}`, 'key-prepended', 'key-at-both-ends', {}],
  ['not at all', sent, 'key-missing', 'no-key', {}],
  ['as a variable that was not set', `${sent}undefined`, 'key-missing', 'text-in-place-of-key', { text: 'undefined' }],
  ['as an empty &key=', `${sent}&key=`, 'key-missing', 'text-in-place-of-key', { text: '&key=' }],
])('finds a key that was hashed %s', (_how, signed, id, evidence, values) => {
  expect(causesOf(sent, signed)).toEqual([[id, evidence, values]]);
});

test.each([
  ['white space around it', ` ${testKeys.sandbox}\n`, 'key-whitespace', 'key-space-configured'],
  ['quotes around it', `"${testKeys.sandbox}"`, 'key-quoted', 'key-quotes-configured'],
  ['apostrophes around it', `'${testKeys.sandbox}'`, 'key-quoted', 'key-quotes-configured'],
])('finds that the configured key has %s and the one that was hashed has not', (_what, configured, id, evidence) => {
  const keys = [{ name: 'QFPAY_KEY', key: new ClientKey(configured) }] as const;
  expect(causesOf(sent, `${sent}{key}`, { keys })).toEqual([[id, evidence, {}]]);
});

const other = { name: 'profile shop', key: new ClientKey(testKeys.other) };
const nasty = { name: 'QFPAY_TEST_KEY', key: new ClientKey(testKeys.nasty) };
const keys = [{ name: 'QFPAY_KEY', key }, other, nasty] as const;

test.each([
  ['profile shop', testKeys.other, String(other.key)],
  ['QFPAY_TEST_KEY', testKeys.nasty, String(nasty.key)],
])('names the %s whose key it was, and shows no key', (name, secret, fingerprint) => {
  const received = createHash('sha256').update(`${sent}${secret}`).digest('hex');
  const search = searchOf(sentRequest(sent, received, { keys }));
  expect(foundIn(search)).toEqual([['wrong-key', 'other-key', { key: name, fingerprint, configured: String(key) }]]);
  const shown = search.match ? shownText(search.match.recipe) : '';
  expect(shown).toBe(`${sent}${fingerprint}`);
  expect(leakedKeys(JSON.stringify(search) + shown)).toEqual([]);
});

test('finds the app code in place of the key', () => {
  expect(causesOf(sent, `${sent}ABCDEF`, { app_code: 'ABCDEF' })).toEqual([['wrong-key', 'app-code-as-key', {}]]);
});

test.each([
  ['of another merchant', `${sent}somebody else's key`],
  ['with a letter too many', `${sent}{key}x`],
])('knows nothing of a key %s', (_whose, signed) => {
  expect(causesOf(sent, signed, { app_code: 'ABCDEF', keys })).toEqual([]);
});

test.each([
  ['key-space-after', `${sent}{key}\t`],
  ['key-in-quotes', `${sent}'{key}'`],
  ['key-first', `{key}|${sent}`],
  ['text-before-key', `${sent}&secret={key}`],
  ['key-lower-case', `${sent}${lower}`],
])('shows %s with the fingerprint where the key stands', (_evidence, signed) => {
  const { match } = searchOf(sentRequest(sent, hashOf('sha256', signed)));
  const shown = match ? shownText(match.recipe) : '';
  expect(shown).toBe(signed.replace('{key}', String(key)).replace(lower, String(key)));
  expect(leakedKeys(shown)).toEqual([]);
});
