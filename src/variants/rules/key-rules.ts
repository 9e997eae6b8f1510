import type { EvidenceId } from '../cause-ids.ts';
import { type CauseRule, type Deviation, type Evidence, finished } from '../deviation.ts';
import { percentDecode, percentEncode, percentEncodings } from '../percent-encoding.ts';
import { asIs, type KeyText, type Recipe } from '../recipe.ts';
import type { SignatureCase } from '../signature-case.ts';
import { escapeHtml, quoteEscapes, unescapeHtml } from './escape-rules.ts';

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
}

type Rewrite = (key: string) => string;

/** What carries a key changes it. The evidence names the change, never a character of the key. */
const carriers: readonly (readonly [evidence: Evidence, write: Rewrite])[] = [
  [{ id: 'key-lower-case' }, (key) => key.toLowerCase()],
  [{ id: 'key-upper-case' }, (key) => key.toUpperCase()],
  [{ id: 'key-escape-after', values: { text: '\\n' } }, (key) => `${key}\\n`],
  ...quoteEscapes.map((quotes) => [{ id: 'key-html' }, (key: string) => escapeHtml(key, quotes)] as const),
  [{ id: 'key-html-undone' }, unescapeHtml],
  ...percentEncodings.map(
    (encoding) =>
      [{ id: 'key-percent', values: { how: encoding.title } }, (key: string) => percentEncode(key, encoding)] as const,
  ),
  [{ id: 'key-percent-undone' }, (key) => percentDecode(key) ?? key],
  [{ id: 'key-percent-undone' }, (key) => percentDecode(key, ' ') ?? key],
  [{ id: 'key-base64' }, (key) => Buffer.from(key).toString('base64')],
  [{ id: 'key-base64' }, (key) => Buffer.from(`${key}\n`).toString('base64')],
  [{ id: 'key-base64-undone' }, (key) => textIn(key, 'base64')],
  [{ id: 'key-cut-at', values: { text: '#' } }, (key) => before(key, '#')],
  [{ id: 'key-variable-gone' }, (key) => key.replaceAll(/\$(\d|[A-Za-z_]\w*|\{[^}]*\}|[$!?*@#-])/g, '')],
  [{ id: 'key-variable-gone' }, (key) => key.replaceAll('$$', '$')],
  [{ id: 'key-backslash-gone' }, (key) => key.replaceAll(/\\(.)/g, '$1')],
  [{ id: 'key-backslash-added' }, (key) => key.replaceAll(/['"\\]/g, '\\$&')],
  [{ id: 'key-character-missing', values: { place: '1' } }, (key) => key.slice(1)],
];

const rarerCarriers: typeof carriers = [
  ...['\\r\\n', '\\', '%0A', '%0D%0A', '%', '\\t'].map(
    (text) => [{ id: 'key-escape-after', values: { text } }, (key: string) => key + text] as const,
  ),
  [{ id: 'key-html' }, (key) => escapeHtml(escapeHtml(key, ['&quot;', '&#39;']), ['&quot;', '&#39;'])],
  [{ id: 'key-percent-undone' }, (key) => key.replaceAll('+', ' ')],
  ...(['base64', 'base64url'] as const).flatMap((coding) =>
    ['', '\n', '\r\n'].map(
      (end) => [{ id: 'key-base64' }, (key: string) => Buffer.from(key + end).toString(coding)] as const,
    ),
  ),
  [{ id: 'key-base64' }, (key) => Buffer.from(Buffer.from(key).toString('base64')).toString('base64')],
  [{ id: 'key-base64-undone' }, (key) => textIn(key, 'base64').trim()],
  [{ id: 'key-hex' }, (key) => Buffer.from(key).toString('hex')],
  [{ id: 'key-hex' }, (key) => Buffer.from(key).toString('hex').toUpperCase()],
  [{ id: 'key-hex-undone' }, (key) => textIn(key, 'hex')],
  ...[
    ' ',
    ';',
    '&',
    '"',
    "'",
    '!',
    '%',
    '=',
    ':',
    ',',
    '|',
    '<',
    '$',
    '`',
    '\\',
    '/',
    '?',
    '+',
    '@',
    '(',
    '*',
    '~',
  ].map((text) => [{ id: 'key-cut-at', values: { text } }, (key: string) => before(key, text)] as const),
  [{ id: 'key-variable-gone' }, (key) => key.replaceAll(/\$\w+/g, '')],
  [{ id: 'key-variable-gone' }, (key) => key.replaceAll(/%\w+%/g, '')],
  [{ id: 'key-variable-gone' }, (key) => key.replaceAll(/!\w+/g, '')],
  [{ id: 'key-backslash-added' }, (key) => key.replaceAll(/["\\]/g, '\\$&')],
  [{ id: 'key-backslash-added' }, (key) => key.replaceAll('/', '\\/')],
  [{ id: 'key-backslash-added' }, (key) => key.replaceAll(/\W/g, '\\$&')],
  [{ id: 'key-twice' }, (key) => key + key],
  ...[8, 16, 24, 30].map(
    (count) => [{ id: 'key-cut', values: { count: String(count) } }, (key: string) => key.slice(0, count)] as const,
  ),
];

/** What a text of digits stands for, where that is a text. */
function textIn(key: string, coding: 'base64' | 'hex'): string {
  const text = Buffer.from(key, coding).toString('utf8');
  return text.includes('\uFFFD') ? key : text;
}

function before(key: string, text: string): string {
  const at = key.indexOf(text);
  return at > 0 ? key.slice(0, at).trimEnd() : key;
}

const placeholders = [
  ...['YOUR_KEY', 'YOUR_CLIENT_KEY', 'your_key', 'your_client_key', 'your-client-key', 'your client key', 'yourkey'],
  ...[
    'client_key',
    'clientkey',
    'client key',
    'CLIENT_KEY',
    'clientKey',
    'key',
    'KEY',
    'secret',
    'SECRET',
    'secret_key',
  ],
  ...[
    '<client_key>',
    '<key>',
    '<your key>',
    '<YOUR_KEY>',
    '{key}',
    '{client_key}',
    '{{key}}',
    '{{client_key}}',
    '[key]',
  ],
  ...['$' + '{QFPAY_KEY}', '$QFPAY_KEY', 'QFPAY_KEY', '%QFPAY_KEY%', '$' + '{key}', '$key', '%s', '{0}', '{}', ':key'],
  ...['xxx', 'XXX', 'xxxx', 'changeme', 'CHANGEME', 'test', '123456', 'TODO', 'abc', '***', '******', '********'],
  ...['[object Promise]', '[object Object]', '<redacted>', '[REDACTED]', 'true', 'false'],
];

function* keyAltered(): Iterable<Deviation> {
  for (const [evidence, write] of carriers) yield keyText(evidence, { write, show: asIs.show });
  yield keyText({ id: 'key-last-missing' }, { write: (key) => key.slice(0, -1), show: asIs.show });
  for (const text of placeholders.slice(0, commonPlaceholders)) yield placeholder(text);
}

/** Of the placeholders, those of QFPay's own samples. */
const commonPlaceholders = 4;

function placeholder(text: string): Deviation {
  return keyText({ id: 'key-placeholder', values: { text } }, instead(text));
}

/** What is taken for each other where a key is read off a screen or a sheet of paper. */
const alike = ['0Oo', '1lI', '5S', '8B', '2Z', '6b', '9gq', 'uv', 'cC', 'kK', 'sS', 'vV', 'wW', 'xX', 'zZ', '-–—_'];

/** The configured key alone: what a hand or an eye made of it, at each of its places. */
function* keyAlteredOddly({ keys: [{ key }] }: SignatureCase): Iterable<Deviation> {
  for (const [evidence, write] of rarerCarriers) yield keyText(evidence, { write, show: asIs.show });
  for (const text of placeholders.slice(commonPlaceholders)) yield placeholder(text);
  const secret = key.reveal();
  for (let place = 0; place < secret.length; place++) yield* miscopied(secret, place);
}

function* miscopied(secret: string, place: number): Iterable<Deviation> {
  const [before, letter, after] = [secret.slice(0, place), secret.charAt(place), secret.slice(place + 1)];
  const values = { place: String(place + 1) };
  const as = (id: EvidenceId, written: string) => keyText({ id, values }, { write: () => written, show: asIs.show });
  yield as('key-character-missing', before + after);
  yield as('key-character-added', before + letter + letter + after);
  yield as('key-characters-swapped', before + after.charAt(0) + letter + after.slice(1));
  for (const letters of alike.filter((each) => each.includes(letter))) {
    for (const other of letters) yield as('key-character-alike', before + other + after);
  }
}

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

/** Many, of which a key of hex digits knows few: after what is quicker to try. */
export const alteredKeyRules: readonly CauseRule[] = [
  { id: 'key-altered', family: 'key', deviations: keyAltered, unlikely: keyAlteredOddly },
];
