import { type FlagValues, list, toggle, value } from '../../command/flags.ts';
import type { Context } from '../../context.ts';
import type { EmulatedMerchant } from '../../emulator/authentication.ts';
import { type FaultRule, readRules } from '../../emulator/faults/rules.ts';
import { documentedLimits, type Limit } from '../../emulator/limiter.ts';
import { isCallable } from '../../emulator/notifying/teller.ts';
import { ConfigError, type Fault, refuse, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/given.ts';
import { keyWarnings, readKeyText } from '../../merchant/identity.ts';
import { localMerchant } from '../../merchant/merchant.ts';
import { ClientKey, localKey } from '../../signature/client-key.ts';

const largestRules = 1024 * 1024;

/**
 * What was typed, all its faults at once. Makes the token's file and writes the test key where that is asked for.
 * @throws UsageError
 * @throws ConfigError a key or token file that cannot be used
 */
export function readEmulatorRequest(options: EmulatorFlags & GlobalOptions, context: Context): EmulatorRequest {
  const faults: Fault[] = [];
  function take<T>(read: ReadFlag<T>): T | undefined {
    if ('value' in read) return read.value;
    faults.push(read.fault);
    return undefined;
  }
  const values = {
    port: take(readPort(options.port)) ?? 0,
    host: take(readHost(options.host)) ?? '',
    auto_pay_ms: take(readAutoPay(options.auto_pay)),
    limits: take(readLimits(options.limits)) ?? [],
    notify_url: take(readNotifyUrl(options.notify_url)),
    time_scale: take(readTimeScale(options.time_scale)) ?? 1,
    public_url: take(readUrl('--public-url', options.public_url))?.replace(/\/+$/, ''),
  };
  const rules = readRuleFile(options.rules, context, faults);
  refuse([...faults, ...merchantFaults(options.merchant)]);
  const { merchants, warnings } = readMerchants(options.merchant ?? [], options.mchid, context);
  writeKey(options, context);
  const state = options.state === 'memory' ? undefined : options.state;
  const { admin_token_file } = options;
  const admin_token = readToken(admin_token_file, context);
  return {
    ...values,
    state,
    merchants,
    rules,
    admin_token,
    admin_token_file,
    key_file: options.write_key_file,
    is_quiet: options.quiet ?? false,
    is_strict: options.strict ?? false,
    warnings,
  };
}

function readRuleFile(path: string | undefined, { files }: Context, faults: Fault[]): readonly FaultRule[] {
  if (path === undefined) return [];
  const bytes = files.read(path, largestRules);
  if (!bytes) {
    faults.push({ field: '--rules', value: path, rule: t`must name a file that is there` });
    return [];
  }
  const read = readRules(Buffer.from(bytes).toString('utf8'), path);
  faults.push(...read.faults);
  return read.rules;
}

/** The file's token; where there is no such file, it is made, for its owner only. */
function readToken(path: string | undefined, { files, random }: Context): string {
  const fresh = Buffer.from(random.bytes(24)).toString('base64url');
  if (path === undefined) return fresh;
  const bytes = files.read(path, 4096);
  if (!bytes) {
    files.write(path, `${fresh}\n`, 0o600, 'nothing');
    return fresh;
  }
  const read = readKeyText(bytes);
  if ('key' in read && /^[\x21-\x7e]{16,}$/.test(read.key)) return read.key;
  const rule = t`must hold one word of at least 16 visible ASCII characters`;
  throw new UsageError(`--admin-token-file ${rule}`, {
    hint: t`remove ${path}, and it is made again`,
    details: [{ field: '--admin-token-file', rule }],
  });
}

function writeKey({ write_key_file, merchant }: EmulatorFlags, { files }: Context): void {
  if (write_key_file === undefined) return;
  if (merchant?.length) {
    const rule = t`writes the built-in test key, and with --merchant that one is not served`;
    throw new UsageError(`--write-key-file ${rule}`, { details: [{ field: '--write-key-file', rule }] });
  }
  const text = `${localKey}\n`;
  const found = files.writeFault(write_key_file, 'nothing');
  if (found === undefined) {
    files.write(write_key_file, text, 0o600, 'nothing');
    return;
  }
  // Who starts it again has the file already.
  if (hasText(write_key_file, text, files)) return;
  const rule = t`must name a new file: ${found}`;
  throw new UsageError(`--write-key-file ${rule}`, {
    details: [{ field: '--write-key-file', value: write_key_file, rule }],
  });
}

function hasText(path: string, text: string, files: Context['files']): boolean {
  const facts = files.facts(path);
  if (!facts?.is_regular || facts.size !== text.length) return false;
  return Buffer.from(files.readFrom(path, 0) ?? []).toString('utf8') === text;
}

/** Not one that other tools of this trade listen on. */
export const defaultPort = 8437;

/** As typed. */
export const emulatorFlags = {
  port: value('<port>', () => t`port to listen on, 0 for a free one`, { default: String(defaultPort) }),
  host: value('<address>', () => t`address to listen on (default: 127.0.0.1, this machine only)`),
  state: value('<file>', () => t`keep the books in this file, or in memory`, { default: 'memory', values: 'files' }),
  merchant: list(
    '<appcode:key-file>',
    () =>
      t`a merchant to serve (repeatable; default: the test merchant of --env local); --mchid: store numbers issued to them`,
  ),
  write_key_file: value('<file>', () => t`write the test merchant's key to a file, for QFPAY_KEY or --key-file`, {
    values: 'files',
  }),
  auto_pay: value('<seconds>', () => t`pay each order that many seconds after it is made, or off`, {
    default: 'off',
    values: ['off', '0', '5'],
  }),
  limits: value('<limits>', () => t`documented (100/1s,400/1m), off, or your own`, {
    default: 'documented',
    values: ['documented', 'off'],
  }),
  notify_url: value('<url>', () => t`where to tell of money that moved, where the payment names no notify_url`),
  time_scale: value('<n>', () => t`divide the waits between notifications, 2 min to 15 h, by this`, { default: '1' }),
  public_url: value('<url>', () => t`what qrcode and pay_url begin with (default: the server's URL)`),
  faults: toggle(() => t`list what can be made to go wrong, and the amounts that do it`),
  rules: value('<file>', () => t`faults by rule: JSON, or one JSON object a line`, { values: 'files' }),
  admin_token_file: value(
    '<file>',
    () => t`the token of the admin call, made if missing (default: in the first output)`,
    { values: 'files' },
  ),
  strict: toggle(() => t`refuse what the newest documents forbid, also where the gateway is known to take it`),
  quiet: toggle(() => t`print no line per request`),
};

export type EmulatorFlags = FlagValues<typeof emulatorFlags>;

/** As meant. */
export interface EmulatorRequest {
  readonly port: number;
  readonly host: string;
  /** A file; undefined: the books end with the process. */
  readonly state?: string | undefined;
  /** By app code. */
  readonly merchants: Readonly<Record<string, EmulatedMerchant>>;
  readonly auto_pay_ms?: number | undefined;
  readonly limits: readonly Limit[];
  readonly notify_url?: string | undefined;
  readonly time_scale: number;
  /** Without a slash at its end. */
  readonly public_url?: string | undefined;
  readonly rules: readonly FaultRule[];
  readonly admin_token: string;
  /** Where the token is to be read; undefined: in the first line of output. */
  readonly admin_token_file?: string | undefined;
  /** The file that the test merchant's key was written to. */
  readonly key_file?: string | undefined;
  readonly is_quiet: boolean;
  /** Refuses what the newest documents forbid. */
  readonly is_strict: boolean;
  readonly warnings: readonly string[];
}

/** Keys have 32 characters; more than this is another file. */
const largest = 4096;

interface Merchants {
  readonly merchants: Readonly<Record<string, EmulatedMerchant>>;
  readonly warnings: readonly string[];
}

/**
 * `--merchant appcode:key-file`, each of them; the merchant of `--env local` when there is none. `mchid` is the list of store
 * numbers that were issued to them.
 * `merchantFaults` has found nothing wrong with the texts.
 * @throws ConfigError a key file that cannot be used; it is not named, for the key itself may stand there by mistake
 */
function readMerchants(given: readonly string[], mchid: string | undefined, { files, secrets }: Context): Merchants {
  const mchids = mchid?.split(',').filter((each) => each !== '');
  const issued = mchids?.length ? { mchids } : {};
  if (given.length === 0) {
    return {
      merchants: { [localMerchant.app_code]: { client_key: localMerchant.client_key, ...issued } },
      warnings: [],
    };
  }
  const read = pairsOf(given).map((pair) => ({ ...pair, ...readKey(pair, files) }));
  secrets.add(...read.map(({ client_key }) => client_key));
  return {
    merchants: Object.fromEntries(read.map(({ app_code, client_key }) => [app_code, { client_key, ...issued }])),
    warnings: read.flatMap(({ warnings }) => warnings),
  };
}

/** Texts that are no such pair, and app codes that come twice. */
function merchantFaults(given: readonly string[] = []): Fault[] {
  const pairs = pairsOf(given);
  return pairs.flatMap((pair, index) => pairFaults(pair, pairs.slice(0, index)));
}

function pairsOf(given: readonly string[]): MerchantPair[] {
  return given.map((text, index) => ({ ...split(text), field: `--merchant ${index + 1}` }));
}

interface MerchantPair {
  readonly field: string;
  readonly app_code: string;
  readonly path: string;
}

/** A path may have a colon of its own. */
function split(text: string): Omit<MerchantPair, 'field'> {
  const at = text.indexOf(':');
  return at < 0 ? { app_code: '', path: '' } : { app_code: text.slice(0, at), path: text.slice(at + 1) };
}

function pairFaults({ field, app_code, path }: MerchantPair, earlier: readonly MerchantPair[]): Fault[] {
  if (!/^[\w-]{1,64}$/.test(app_code) || path === '') {
    return [{ field, rule: t`must be an app code, a colon, and a file that holds its key` }];
  }
  const isTwice = earlier.some((each) => each.app_code === app_code);
  return isTwice ? [{ field, value: app_code, rule: t`has an app code that another --merchant has` }] : [];
}

function readKey({ field, app_code, path }: MerchantPair, files: Context['files']) {
  const bytes = files.read(path, largest);
  const read = bytes ? readKeyText(bytes) : { rule: t`must be a file that is there` };
  if ('rule' in read) {
    const rule = t`names a key file for ${app_code} that ${read.rule}`;
    throw new ConfigError(`${field} ${rule}`, { details: [{ field, rule }] });
  }
  return { client_key: new ClientKey(read.key), warnings: keyWarnings(read.key, `--merchant ${app_code}`) };
}

/** A value, or what is wrong with the text. */
export type ReadFlag<T> = { readonly value: T } | { readonly fault: Fault };

function fault(field: string, value: string, rule: string): { readonly fault: Fault } {
  return { fault: { field, value, rule } };
}

export function readPort(text = String(defaultPort)): ReadFlag<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535
    ? { value: port }
    : fault('--port', text, t`must be a port from 0 to 65535; 0 takes a free one`);
}

export function readHost(text = '127.0.0.1'): ReadFlag<string> {
  const host = text.replace(/^\[(.*)\]$/, '$1');
  const rule = t`must be an address or a name of this machine, without a port`;
  return /^[\w.:%-]{1,255}$/.test(host) ? { value: host } : fault('--host', text, rule);
}

/** Milliseconds after which the payer pays by himself; undefined for never. */
export function readAutoPay(text = 'off'): ReadFlag<number | undefined> {
  if (text === 'off') return { value: undefined };
  const seconds = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return seconds <= 86_400
    ? { value: seconds * 1000 }
    : fault('--auto-pay', text, t`must be seconds from 0 to 86400, or off`);
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000 };

export function readLimits(text = 'documented'): ReadFlag<readonly Limit[]> {
  if (text === 'off') return { value: [] };
  if (text === 'documented') return { value: documentedLimits };
  const limits = text.split(',').map((part) => /^([1-9]\d{0,5})\/([1-9]\d{0,3})?([sm])$/.exec(part));
  const read = limits.flatMap((match) => (match ? [limitOf(match)] : []));
  const rule = t`must be documented, off, or limits such as 100/1s,400/1m`;
  return read.length === limits.length ? { value: read } : fault('--limits', text, rule);
}

function limitOf([, count, times = '1', unit = 's']: RegExpExecArray): Limit {
  return { count: Number(count), ms: Number(times) * (units[unit] ?? 0) };
}

export function readTimeScale(text = '1'): ReadFlag<number> {
  const scale = /^\d{1,7}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  const rule = t`must be a number above 0 that the waits between notifications are divided by, such as 60`;
  return scale > 0 ? { value: scale } : fault('--time-scale', text, rule);
}

export function readUrl(field: string, text: string | undefined): ReadFlag<string | undefined> {
  if (text === undefined) return { value: undefined };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return fault(field, text, t`must be a whole http or https URL`);
  // The value is not shown: it holds a password.
  if (url.username || url.password) return { fault: { field, rule: t`must have no user name or password` } };
  return { value: text };
}

/** Where notifications go. */
export function readNotifyUrl(text: string | undefined): ReadFlag<string | undefined> {
  const read = readUrl('--notify-url', text);
  if ('fault' in read || read.value === undefined || isCallable(new URL(read.value))) return read;
  return fault('--notify-url', read.value, t`must not be of a link-local address`);
}
