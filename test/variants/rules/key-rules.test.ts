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
  ['in lower case', `${sent}${lower}`, 'key-altered', 'key-lower-case', {}],
  ['in upper case', `${sent}${upper}`, 'key-altered', 'key-upper-case', {}],
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

const odd = '/a$b2#c\\d&"e%41 0O1+';

/** A key is whatever QFPay gave, and the digest is made with what became of it. */
test.each([
  ['HTML-escaped', '/a$b2#c\\d&amp;&quot;e%41 0O1+', 'key-html', {}],
  ['cut at # by an env file', '/a$b2', 'key-cut-at', { text: '#' }],
  ['without what looks like a variable', '/a#c\\d&"e%41 0O1+', 'key-variable-gone', {}],
  ['without its backslash', '/a$b2#cd&"e%41 0O1+', 'key-backslash-gone', {}],
  ['with backslashes', '/a$b2#c\\\\d&\\"e%41 0O1+', 'key-backslash-added', {}],
  ['percent-encoded', '%2Fa%24b2%23c%5Cd%26%22e%2541%200O1%2B', 'key-percent', { how: 'encodeURIComponent' }],
  ['percent-decoded', '/a$b2#c\\d&"eA 0O1+', 'key-percent-undone', {}],
  ['in base64', 'L2EkYjIjY1xkJiJlJTQxIDBPMSs=', 'key-base64', {}],
  ['in base64 with a line end', 'L2EkYjIjY1xkJiJlJTQxIDBPMSsK', 'key-base64', {}],
  ['in hex', '2f6124623223635c64262265253431203 04f312b'.replace(' ', ''), 'key-hex', {}],
  ['with a \\n that is no line end', `${odd}\\n`, 'key-escape-after', { text: '\\n' }],
  ['without its first character', odd.slice(1), 'key-character-missing', { place: '1' }],
  ['without its last character', odd.slice(0, -1), 'key-last-missing', {}],
  ['without one inside', '/a$b2#c\\d&"e%4 0O1+', 'key-character-missing', { place: '15' }],
  ['with one typed twice', '/a$b2#c\\d&"ee%41 0O1+', 'key-character-added', { place: '12' }],
  ['with two in the wrong order', '/a$b2#c\\d&"e%41 O01+', 'key-characters-swapped', { place: '17' }],
  ['with an l read as 1', '/a$b2#c\\d&"e%4l 0O1+', 'key-character-alike', { place: '15' }],
  ['cut short', '/a$b2#c\\', 'key-cut', { count: '8' }],
  ['twice', odd + odd, 'key-twice', {}],
  ['as a placeholder of a sample', 'YOUR_CLIENT_KEY', 'key-placeholder', { text: 'YOUR_CLIENT_KEY' }],
  ['as a variable that nobody filled in', '$' + '{QFPAY_KEY}', 'key-placeholder', { text: '$' + '{QFPAY_KEY}' }],
])('says that the key was hashed %s, and shows nothing of it', (_how, hashed, evidence, values) => {
  const configured = [{ name: 'QFPAY_KEY', key: new ClientKey(odd) }] as const;
  const search = searchOf(sentRequest(sent, hashOf('sha256', sent, Buffer.from(hashed)), { keys: configured }));
  expect(foundIn(search)).toEqual([['key-altered', evidence, values]]);
  const shown = search.match ? shownText(search.match.recipe) : '';
  expect([sent + String(configured[0].key), sent + hashed]).toContain(shown);
});

test.each([
  ['is HTML-escaped', 'a&amp;b', 'a&b', 'key-html-undone'],
  ['is base64', 'a2V5LW9mLXRoZS1zaG9w', 'key-of-the-shop', 'key-base64-undone'],
  ['is hex', '6b65792d6f662d7468652d73686f70', 'key-of-the-shop', 'key-hex-undone'],
])('finds that the configured key %s and the one that was hashed is not', (_what, configured, hashed, evidence) => {
  const keys = [{ name: 'QFPAY_KEY', key: new ClientKey(configured) }] as const;
  expect(causesOf(sent, `${sent}${hashed}`, { keys })).toEqual([['key-altered', evidence, {}]]);
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
