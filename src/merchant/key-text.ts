import type { Context } from '../context.ts';
import { ConfigError, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';

const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
];

/**
 * What looks wrong with a key, in words without any of its characters. The key is used as it is all the same: only the
 * gateway knows what it is.
 */
export function keyWarnings(key: string, source: string): string[] {
  const faults = keyShapeFaults(key);
  if (faults.length === 0) return [];
  return [
    t`the client key of ${source} ${faults.join(t` and `)}; it is used as it is, which is a common cause of 1108`,
  ];
}

/** What cannot be meant, as `begins with a byte order mark`. */
export function keyShapeFaults(key: string): string[] {
  return [
    ...(key.startsWith('\uFEFF') ? [t`begins with a byte order mark`] : []),
    ...(key.replace(/^\uFEFF/, '').trim() === key.replace(/^\uFEFF/, '') ? [] : [t`has white space around it`]),
    ...(/\p{Cc}/u.test(key.trim()) ? [t`has a line end or a control character in it`] : []),
    ...(isQuoted(key.trim()) ? [t`stands in quotes`] : []),
  ];
}

/** What no key was seen with so far. QFPay promises no shape. */
export function keyShapeOddities(key: string): string[] {
  const count = [...key].length;
  return [
    ...(/\S\s+\S/.test(key) ? [t`has white space in it`] : []),
    ...([...key.replace(/^\uFEFF/, '')].some((letter) => letter > '\x7f')
      ? [t`has characters that are not ASCII`]
      : []),
    ...(count === 32 ? [] : [t`has ${count} characters, where 32 were seen so far`]),
  ];
}

function isQuoted(text: string): boolean {
  return text.length > 1 && quotes.some(([open, close]) => text.startsWith(open) && text.endsWith(close));
}

/**
 * The text of a key that came as bytes, without one line end at its end; or the rule that it breaks. A byte order mark stays:
 * it is told, not dropped.
 */
export function readKeyText(bytes: Uint8Array): { readonly key: string } | { readonly rule: string } {
  const text = decode(bytes);
  if (text === undefined) return { rule: t`must hold UTF-8 text` };
  const key = text.replace(/\r?\n$/, '');
  return key === '' ? { rule: t`must not be empty` } : { key };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What stands in samples where a value belongs, as `your_app_code_here`, `<client key>`, `xxxxxxxx`. */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim();
  return (
    /^(?:your|my)[ _-]?(?:\w*[ _-])?(?:app[ _-]?code|key|secret|mchid|merchant[ _-]?id)\b/i.test(bare) ||
    /^(?:your|my|insert|put|enter)[ _-].*[ _-]here$/i.test(bare) ||
    /^<[^<>]*>$|^\$\{.*\}$|^\{\{.*\}\}$|^%\w+%$/.test(bare) ||
    /^(?:x{4,}|\*{3,}|\.{3}|…|change[ _-]?me|todo|placeholder)$/i.test(bare) ||
    /^(?:app_?code|client_?key|your_app_?code|你的.*|您的.*|請填.*|请填.*)$/i.test(bare)
  );
}

/** How many characters a value has, where it has another number of them than QFPay's; undefined for one that looks right. */
export function oddLength(field: 'app_code' | 'client_key', value: string): string | undefined {
  const count = [...value].length;
  if (field === 'client_key') return count === 32 ? undefined : t`${count} characters; QFPay's keys have 32`;
  // Documents allow any app code up to 64; one of hexadecimal digits was cut or typed twice where it has not 32.
  if (field === 'app_code' && (count > 64 || (count !== 32 && /^[0-9A-Fa-f]{20,}$/.test(value))))
    return t`${count} characters; QFPay's app codes have 32`;
  return undefined;
}

/** Keys have 32 characters; more than this is another file. */
const largest = 4096;

/** A key, where it came from, and what looks wrong with it. */
export interface FoundKey {
  readonly client_key: ClientKey;
  readonly source: string;
  readonly warnings: readonly string[];
}

/**
 * The key of `--key-file`: a file's, or stdin's for `-`. One line end is dropped, nothing else is changed.
 * @throws ConfigError a file that is missing, empty or no UTF-8 text
 * @throws UsageError `-` where stdin is a terminal, which would show the key as it is typed
 */
export async function readKeyFile(path: string, context: Context): Promise<FoundKey> {
  const bytes = path === '-' ? await readStdin(context) : context.files.read(path, largest);
  if (!bytes) throw badKeyFile(t`must name a file that is there`);
  const read = readKeyText(bytes);
  if ('rule' in read) throw badKeyFile(read.rule);
  const client_key = new ClientKey(read.key);
  context.secrets.add(client_key);
  return { client_key, source: '--key-file', warnings: keyWarnings(read.key, '--key-file') };
}

async function readStdin({ io }: Context): Promise<Uint8Array> {
  if (!io.stdin.is_tty) return io.readStdin(largest);
  throw new UsageError(t`--key-file - takes the key from a pipe: a terminal would show it`, {
    hint: 'qfpay … --key-file <path>',
  });
}

/** The path is not shown: it may be the key itself, typed where its file was meant. */
function badKeyFile(rule: string): ConfigError {
  return new ConfigError(`--key-file ${rule}`, { details: [{ field: '--key-file', rule }] });
}
