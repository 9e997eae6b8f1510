import { type CauseRule, type Deviation, type Evidence, finished } from '../deviation.ts';
import { asIs, type KeyText, type Recipe } from '../recipe.ts';
import type { SignatureCase } from '../signature-case.ts';

/** What is made of the key before it is appended. */
function keyText(evidence: Evidence, key_text: KeyText): Deviation {
  return { step: 'key_text', evidence, apply: (recipe) => ({ ...recipe, key_text }) };
}

/** `wrap` is told what the key is, which may be its fingerprint. */
function wrapped(evidence: Evidence, wrap: (key: string) => string): Deviation {
  return keyText(evidence, { write: wrap, show: wrap });
}

function placed(evidence: Evidence, place: Recipe['place']): Deviation {
  return { step: 'place', evidence, apply: (recipe) => ({ ...recipe, place }) };
}

function instead(text: string): KeyText {
  return { write: () => text, show: () => text };
}

function* otherKeys({ keys: [configured, ...others], app_code }: SignatureCase): Iterable<Deviation> {
  for (const key of others) {
    const values = { key: key.name, fingerprint: String(key.key), configured: String(configured.key) };
    yield { step: 'key', evidence: { id: 'other-key', values }, apply: (recipe) => ({ ...recipe, key }) };
  }
  if (app_code) yield keyText({ id: 'app-code-as-key' }, instead(app_code));
  for (const [id, write] of cases) yield keyText({ id }, { write, show: (shown) => shown });
}

const cases = [
  ['key-lower-case', (key: string) => key.toLowerCase()],
  ['key-upper-case', (key: string) => key.toUpperCase()],
] as const;

const spaces = ['\n', '\r\n', ' ', '\t', '\r', '\u00a0', '\u200b', '\uFEFF', '\0', '  '];
/** A line end before the key is one after the text, and stands there. */
const spacesBefore = [' ', '\t', '\u00a0', '\u200b', '\uFEFF', '  '];

function* keyWhitespace(): Iterable<Deviation> {
  yield keyText({ id: 'key-space-configured' }, { write: (key) => key.trim(), show: asIs.show });
  for (const text of spaces) yield wrapped({ id: 'key-space-after', values: { text } }, (key) => key + text);
  for (const text of spacesBefore) yield wrapped({ id: 'key-space-before', values: { text } }, (key) => text + key);
  yield wrapped({ id: 'key-space-both', values: { text: ' ' } }, (key) => ` ${key} `);
}

const quotes = ['""', "''", '``', '<>', '[]', '{}', '“”'] as const;

function* keyQuoted(): Iterable<Deviation> {
  yield keyText(
    { id: 'key-quotes-configured' },
    { write: (key) => key.replace(/^(["'`])(.*)\1$/s, '$2'), show: asIs.show },
  );
  for (const [open = '', close = ''] of quotes) {
    yield wrapped({ id: 'key-in-quotes', values: { text: open + close } }, (key) => open + key + close);
  }
}

const keyNames = ['key', 'secret', 'client_key', 'clientkey', 'api_key', 'apikey', 'app_key', 'appkey', 'secret_key'];
const moreNames = ['sign_key', 'signkey', 'app_secret', 'appsecret', 'KEY', 'Key', 'token', 'apiKey', 'clientKey'];
const separators = [...[...keyNames, ...moreNames].map((name) => `&${name}=`), 'key=', ...'|:,;+-_.=?#/'];

function* keySeparator(): Iterable<Deviation> {
  for (const separator of separators) {
    const evidence: Evidence = { id: 'text-before-key', values: { text: separator } };
    yield placed(evidence, (content, key) => [content, separator, key]);
  }
}

function* keyPrepended(): Iterable<Deviation> {
  yield placed({ id: 'key-first' }, (content, key) => [key, content]);
  yield placed({ id: 'key-at-both-ends' }, (content, key) => [key, content, key]);
  // With a line end between it is a key that ends with one, put first, and with a question mark a query string: both are named.
  for (const text of ['&', '|', ':']) {
    yield placed({ id: 'key-first' }, (content, key) => [key, text, content]);
  }
  for (const name of keyNames) yield placed({ id: 'key-first' }, (content, key) => [`${name}=`, key, '&', content]);
}

function* keyMissing(): Iterable<Deviation> {
  yield keyText({ id: 'no-key' }, instead(''));
  for (const text of ['undefined', 'null', 'None', 'NULL', 'nil']) {
    yield keyText({ id: 'text-in-place-of-key', values: { text } }, instead(text));
  }
  for (const text of ['&key=', '&key=undefined']) {
    yield placed({ id: 'text-in-place-of-key', values: { text } }, (content) => [content, text]);
  }
}

function* trailingSeparator(): Iterable<Deviation> {
  for (const end of ['&', '&&']) {
    yield finished({ id: 'text-before-key', values: { text: end } }, (text) => text + end);
  }
  yield finished({ id: 'text-around', values: { text: '&' } }, (text) => `&${text}&`);
}

export const keyRules: readonly CauseRule[] = [
  { id: 'wrong-key', family: 'key', deviations: otherKeys },
  { id: 'key-whitespace', family: 'key', deviations: keyWhitespace },
  { id: 'key-quoted', family: 'key', deviations: keyQuoted },
  { id: 'trailing-separator', family: 'joining', deviations: trailingSeparator },
  { id: 'key-separator', family: 'key', deviations: keySeparator },
  { id: 'key-prepended', family: 'key', deviations: keyPrepended },
  { id: 'key-missing', family: 'key', deviations: keyMissing },
];
