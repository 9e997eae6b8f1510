import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { decodeLossy } from '../json-values.ts';
import { cutNotes } from '../lines.ts';
import { headerRecord, type Message } from '../message.ts';
import { findAnswer } from '../read-parameters.ts';
import { cmdWords, posixWords, powershellWords, type ShellWords } from './shell-words.ts';

const start = /^\s*(?:[$>#%]\s+|PS [^>\n]{0,200}>\s*|[A-Za-z]:\\[^>\n]{0,200}>\s*)?(?=["']?curl(?:\.exe)?["']?\s)/;

/** A curl command as people, browsers and Postman write it; undefined for anything else. */
export function readCurlCommand(bytes: Uint8Array): Message | undefined {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '');
  const before = start.exec(text);
  if (!before) return undefined;
  const { shell, split } = dialectOf(text);
  const { words, notes, behind } = split(text.slice(before[0].length));
  const request = curlRequest(readOptions(words));
  const { headers, url, data = '', faults } = request;
  return {
    direction: 'request',
    title: t`a curl command (${shell})`,
    target: asText(url),
    headers: headerRecord(headers.map(([name, value]) => [asText(name), asText(value)])),
    body: Buffer.from(data, 'latin1'),
    ...(request.multipart.length > 0 ? { fields: multipartFields(request) } : {}),
    notes: [...notes, ...request.notes, ...cutNotes('', asText(behind))],
    faults,
    answered: findAnswer(asText(behind)),
  };
}

interface ShellDialect {
  readonly shell: string;
  readonly split: (text: string) => ShellWords;
}

/** The way a line goes on tells the shell; a caret before a quote is how browsers write for cmd.exe. */
function dialectOf(text: string): ShellDialect {
  if (/\s\^"|\s\^\r?\n/.test(text)) return { shell: t`Windows cmd`, split: cmdWords };
  if (/[^\S\n]`\r?\n/.test(text)) return { shell: 'PowerShell', split: powershellWords };
  return { shell: t`POSIX shell`, split: posixWords };
}

function multipartFields({ multipart }: CurlRequest) {
  const parameters = multipart.map(([name, value]): [string, string] => [asText(name), asText(value)]);
  return { parameters, notes: [], faults: [] };
}

function asText(bytes: string): string {
  return decodeLossy(Buffer.from(bytes, 'latin1'));
}

interface CurlOption {
  readonly role: OptionRole;
  /** As it was typed, for a note: `-d`, `--data-raw`. */
  readonly flag: string;
  readonly value: string;
}

/** The options that matter, in their order; words that are none are addresses. The first word is `curl` itself. */
function readOptions(words: readonly string[]): CurlOption[] {
  const found: CurlOption[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    const { options, takes_next } = word.startsWith('--') ? longOption(word, next) : shortOptions(word, next);
    found.push(...options);
    if (takes_next) at++;
  }
  return found;
}

interface Read {
  readonly options: readonly CurlOption[];
  readonly takes_next: boolean;
}

/** `--data x`, and `--data=x` too, which curl itself takes only lately but people write. */
function longOption(word: string, next: string | undefined): Read {
  const split = word.indexOf('=');
  const name = (split === -1 ? word : word.slice(0, split)).slice(2).replace(/^expand-/, '');
  const has_value = longWithValue.has(name);
  const value = split === -1 ? next : word.slice(split + 1);
  return { options: option(name, `--${name}`, has_value ? value : ''), takes_next: has_value && split === -1 };
}

/** `-sSd a=1`, `-da=1`: a value begins behind its letter, or is the next word. */
function shortOptions(word: string, next: string | undefined): Read {
  if (!word.startsWith('-') || word === '-') return { options: option('url', 'url', word), takes_next: false };
  const options: CurlOption[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const has_value = shortWithValue.includes(letter);
    const rest = word.slice(at + 1);
    options.push(...option(letter, `-${letter}`, has_value ? rest || next : ''));
    if (has_value) return { options, takes_next: rest === '' };
  }
  return { options, takes_next: false };
}

function option(name: string, flag: string, value: string | undefined): CurlOption[] {
  const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
  return role === undefined || value === undefined ? [] : [{ role, flag, value }];
}

/** What one curl command sends. Text is bytes, a letter each. */
interface CurlRequest {
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly method: string | undefined;
  /** Joined as curl does; undefined when there was no data. */
  readonly data: string | undefined;
  readonly multipart: readonly (readonly [name: string, value: string])[];
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
}

/** Puts the options of one request together. */
function curlRequest(all: readonly CurlOption[]): CurlRequest {
  const end = all.findIndex(({ role }) => role === 'next');
  const options = end === -1 ? all : all.slice(0, end);
  const of = (...wanted: string[]) => options.filter(({ role }) => wanted.includes(role));
  const pieces = of('data', 'data-raw', 'data-urlencode', 'json')
    .filter((option) => !isFile(option))
    .map(dataPiece);
  const data =
    pieces.length > 0 ? pieces.map(({ text, glue }, index) => (index > 0 ? glue : '') + text).join('') : undefined;
  const is_get = of('get').length > 0;
  const urls = of('url').map(({ value }) => value);
  const queries = [...of('url-query').map(queryPiece), ...(is_get && data !== undefined ? [data] : [])];
  const json = of('json').length > 0 ? [['Content-Type', 'application/json'] as const] : [];
  return {
    url: withQuery(urls[0] ?? '', queries),
    headers: [...json, ...of('header').flatMap(headerPair)],
    method: of('method').at(-1)?.value,
    data: is_get ? undefined : data,
    multipart: of('form', 'form-string').map(({ role, value }) => formField(splitAt(value, '='), role)),
    notes: [
      ...(urls.length > 1 ? [t`the command has ${urls.length} addresses: the first was taken`] : []),
      ...(end === -1 ? [] : [t`the command has more than one request (--next): the first was taken`]),
      ...(of('config').length > 0 ? [t`-K reads more options from a file, which is not in the paste`] : []),
    ],
    faults: fileFaults(options),
  };
}

function dataPiece({ role, value }: CurlOption): { text: string; glue: string } {
  const glue = role === 'json' ? '' : '&';
  return { glue, text: role === 'data-urlencode' ? urlEncoded(value) : value };
}

/** curl splits at the first `=`; without a name before it the whole content is encoded. */
function urlEncoded(value: string): string {
  const [name, content] = value.includes('=') ? splitAt(value, '=') : ['', value];
  return (name === '' ? '' : `${name}=`) + percentEncode(content);
}

/** `+` before it means that it is taken as it stands. */
function queryPiece({ value }: CurlOption): string {
  return value.startsWith('+') ? value.slice(1) : urlEncoded(value);
}

function percentEncode(bytes: string): string {
  return bytes.replace(/[^\w.~-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function withQuery(url: string, queries: readonly string[]): string {
  if (queries.length === 0) return url;
  const [address = '', ...fragment] = url.split('#');
  const joined = address + (address.includes('?') ? '&' : '?') + queries.join('&');
  return [joined, ...fragment].join('#');
}

/** `Name: value`; `Name;` is a header without a value, and `Name:` takes one away that curl would send. */
function headerPair({ value }: CurlOption): (readonly [string, string])[] {
  if (/^[^:]*;[ \t]*$/.test(value)) return [[value.replace(/;[ \t]*$/, ''), '']];
  const [name, content] = splitAt(value, ':');
  return name === '' || /^[ \t]*$/.test(content) ? [] : [[name, content]];
}

/** `-F 'name="value";type=text/plain'`: curl takes the quotes off, and `--form-string` leaves them. */
function formField([name, value]: readonly [string, string], role: string): readonly [string, string] {
  const quoted = role === 'form' ? /^"((?:\\.|[^"\\])*)"(?:;|$)/s.exec(value)?.[1] : undefined;
  return [name, quoted === undefined ? value : quoted.replace(/\\(["\\])/g, '$1')];
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Data that stands in a file of the writer's machine. */
function fileFaults(options: readonly CurlOption[]): Fault[] {
  return options.filter(isFile).map(({ flag, value }) => ({
    field: flag,
    ...(value.length <= 64 && /^[\x20-\x7e]*$/.test(value) ? { value } : {}),
    rule: t`must not name a file, which cannot be read from here`,
    next: t`put what the file holds in its place`,
  }));
}

function isFile({ role, value }: CurlOption): boolean {
  if (role === 'upload') return true;
  if (role === 'data' || role === 'json' || role === 'header') return value.startsWith('@');
  if (role === 'form') return /^[^=]*=[@<]/.test(value);
  return (
    (role === 'data-urlencode' || role === 'url-query') &&
    /^[^=]*@/.test(value) &&
    !value.includes('=') &&
    !value.startsWith('+')
  );
}

/** What this reader does with an option; those that are not named here change neither parameters nor headers. */
type OptionRole =
  | 'url'
  | 'header'
  | 'method'
  | 'get'
  | 'data'
  | 'data-raw'
  | 'data-urlencode'
  | 'url-query'
  | 'json'
  | 'form'
  | 'form-string'
  | 'upload'
  | 'config'
  | 'next';

const roles: Readonly<Record<string, OptionRole>> = {
  url: 'url',
  H: 'header',
  header: 'header',
  X: 'method',
  request: 'method',
  G: 'get',
  get: 'get',
  d: 'data',
  data: 'data',
  'data-ascii': 'data',
  'data-binary': 'data',
  'data-raw': 'data-raw',
  'data-urlencode': 'data-urlencode',
  'url-query': 'url-query',
  json: 'json',
  F: 'form',
  form: 'form',
  'form-string': 'form-string',
  T: 'upload',
  'upload-file': 'upload',
  K: 'config',
  config: 'config',
  next: 'next',
  ':': 'next',
};

/** Short options of curl that are followed by a value. */
const shortWithValue = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';

/** Long options of curl that are followed by a value, but those with a role that has none. */
const longWithValue: ReadonlySet<string> = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at
  cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation
  dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save
  expect100-timeout form form-string ftp-account ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms
  haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key
  key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time
  netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir
  proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key
  proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlspassword proxy-tlsuser
  proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry retry-delay
  retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-hostname speed-limit speed-time stderr telnet-option
  tftp-blksize time-cond tls-max tls13-ciphers tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url
  url-query user user-agent variable vlan-priority write-out`.split(/\s+/),
);
