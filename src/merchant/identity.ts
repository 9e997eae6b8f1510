import { type EnvName, envNames } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { ConfigError, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';
import { type Chosen, findVariable, type Variable, type Variables } from './given.ts';

/** One set of credentials and the environment that it belongs to. */
export interface Identity {
  readonly env: Chosen<EnvName>;
  readonly key: FoundKey;
  readonly app_code?: Chosen<string>;
  readonly mchid?: Chosen<string>;
  /** Whether app code and key both stand in the `.env` of this folder; what else it says of them is its own business then. */
  readonly is_of_dotenv: boolean;
  /** What to say when the mchid above is sent. */
  readonly mchid_warnings?: readonly string[];
  readonly profile?: string;
  /** Where the profile's requests go, where it says so; without a slash at its end. */
  readonly base_url?: string;
  /** What named the profile: it is used whole then. The one that is marked current was named by nobody. */
  readonly named_by?: string;
  /** Where an app code was looked for, when there is none. */
  readonly app_code_variables?: readonly string[];
}

const halves = ['APPCODE', 'KEY', 'MCHID'] as const;

export type CredentialName = (typeof halves)[number];

/** `QFPAY_SANDBOX_` or, for the plain ones, `QFPAY_`. */
type Prefix = string;

/** What the variables of one prefix hold. */
interface VariableSet {
  readonly prefix: Prefix;
  readonly app_code: Variable | undefined;
  readonly client_key: Variable | undefined;
  readonly mchid: Variable | undefined;
}

/** The variables of an environment, and the plain ones. */
interface VariableSets {
  readonly own: VariableSet;
  readonly plain: VariableSet;
}

export function readSets(env: EnvName, context: Variables): VariableSets {
  return { own: readSet(`QFPAY_${env.toUpperCase()}_`, context), plain: readSet('QFPAY_', context) };
}

function readSet(prefix: Prefix, context: Variables): VariableSet {
  const [app_code, client_key, mchid] = halves.map((half) => findVariable(context, prefix + half));
  return { prefix, app_code, client_key, mchid };
}

/** Every credential variable that is set, of whatever environment. */
export function setCredentialVariables(context: Variables): Variable[] {
  const prefixes = ['QFPAY_', ...envNames.filter((env) => env !== 'local').map((env) => `QFPAY_${env.toUpperCase()}_`)];
  return prefixes.flatMap((prefix) => halves.flatMap((half) => findVariable(context, prefix + half) ?? []));
}

/** A key, and the app code of the same set when there is one. */
interface KeySet {
  readonly client_key: Variable;
  readonly app_code: Variable | undefined;
  readonly prefix: string;
}

/**
 * The set that signs: the environment's own variables as soon as one of app code and key is among them, else the plain ones.
 * Undefined when neither has any.
 * @throws ConfigError for a set without a key, and for halves of two sets
 */
function chooseSet({ own, plain }: VariableSets, needs: readonly CredentialName[]): KeySet | undefined {
  const is_own = Boolean(own.app_code ?? own.client_key);
  if (is_own) refuseMixture(own, plain);
  const { app_code, client_key, prefix } = is_own ? own : plain;
  if (client_key) return { client_key, app_code, prefix };
  if (app_code) throw halfSet(app_code, [`${prefix}KEY`]);
  const mchid = own.mchid ?? plain.mchid;
  if (mchid) {
    throw halfSet(
      mchid,
      needs.map((name) => `QFPAY_${name}`),
    );
  }
  return undefined;
}

function refuseMixture(own: VariableSet, plain: VariableSet): void {
  const present = own.app_code ?? own.client_key;
  const stranger = own.app_code ? plain.client_key : plain.app_code;
  if (!present || !stranger || (own.app_code && own.client_key)) return;
  const absent = `${own.prefix}${own.app_code ? 'KEY' : 'APPCODE'}`;
  throw new ConfigError(t`${present.source} and ${stranger.source} belong to two sets of credentials`, {
    hint: t`set ${absent}, or unset ${present.name}`,
    details: [
      { field: absent, rule: t`is not set` },
      { field: present.name, rule: t`goes with ${absent}, not with ${stranger.name}` },
    ],
  });
}

/** Some of a set is there and some is not. */
export function halfSet({ source, name }: Pick<Variable, 'source' | 'name'>, absent: readonly string[]): ConfigError {
  const names = absent.join(t` and `);
  const told = absent.length > 1 ? t`${source} is set, but ${names} are not` : t`${source} is set, but ${names} is not`;
  return new ConfigError(told, {
    hint: t`set ${names}, or unset ${name}`,
    details: absent.map((field) => ({ field, rule: t`is not set` })),
  });
}

/**
 * The credentials of the variables; undefined when none of this environment is set.
 * @throws ConfigError for half a set or a mixture of two
 */
export function identityOfVariables(
  env: Chosen<EnvName>,
  context: Variables,
  needs: readonly CredentialName[],
): Identity | undefined {
  const sets = readSets(env.value, context);
  const set = chooseSet(sets, needs);
  if (!set) return undefined;
  const { client_key: key, app_code, prefix } = set;
  return {
    env,
    key: {
      client_key: new ClientKey(key.value),
      source: key.source,
      warnings: [...keyWarnings(key.value, key.source), ...layerWarnings(set, context)],
    },
    ...(app_code ? { app_code } : {}),
    is_of_dotenv: key.from === '.env' && app_code?.from !== 'environment',
    app_code_variables: [`${prefix}APPCODE`],
    ...mchidOf(sets, prefix),
  };
}

/** `--key-file` gives the key, the variables the rest. */
export function identityOfKeyFile(env: Chosen<EnvName>, context: Variables, key: FoundKey): Identity {
  const sets = readSets(env.value, context);
  const { app_code, prefix } = sets.own.app_code ? sets.own : sets.plain;
  return {
    env,
    key,
    ...(app_code ? { app_code } : {}),
    is_of_dotenv: false,
    app_code_variables: [`${sets.own.prefix}APPCODE`, `${sets.plain.prefix}APPCODE`],
    ...mchidOf(sets, prefix),
  };
}

/** The environment's own mchid, else the plain one. One that belongs to the other set than the app code is told. */
function mchidOf({ own, plain }: VariableSets, prefix: string): Pick<Identity, 'mchid' | 'mchid_warnings'> {
  const mchid = own.mchid ?? plain.mchid;
  if (!mchid) return {};
  if (mchid.name === `${prefix}MCHID`) return { mchid };
  return { mchid, mchid_warnings: [t`${mchid.source} is used with ${prefix}APPCODE: check that they belong together`] };
}

/** A complete set in `.env` of which the environment replaces one half is most likely two merchants in one. */
function layerWarnings({ app_code, client_key }: KeySet, { dotenv }: Variables): string[] {
  if (!app_code || app_code.from === client_key.from) return [];
  const replacing = app_code.from === 'environment' ? app_code : client_key;
  const beneath = dotenv?.[replacing.name];
  if (!beneath || beneath === replacing.value) return [];
  return [
    t`${replacing.name} of the environment replaces another one in .env: check that ${app_code.source} and ${client_key.source} belong together`,
  ];
}

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
    ...(/[^ -~\xa0-\uffff]/.test(key.trim()) ? [t`has a line end or a control character in it`] : []),
    ...(isQuoted(key.trim())
      ? [t`stands in quotes`]
      : isHalfQuoted(key.trim())
        ? [t`has half of a pair of quotes`]
        : []),
    ...(key.trim().endsWith(',') ? [t`ends with a comma`] : []),
    ...(/[\u00AD\u200B-\u200F\u2060-\u2064]/.test(key) ? [t`has a character in it that nobody sees`] : []),
  ];
}

/** The same of an app code or a store number, which are no secret but are shown to nobody all the same. */
export function valueWarnings({ app_code, mchid }: Pick<Identity, 'app_code' | 'mchid'>): string[] {
  return [app_code, mchid].flatMap((chosen) => {
    const faults = chosen ? keyShapeFaults(chosen.value) : [];
    if (!chosen || faults.length === 0) return [];
    return [t`${chosen.source} ${faults.join(t` and `)}; it is used as it is, which is a common cause of 1108`];
  });
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

function isHalfQuoted(text: string): boolean {
  return quotes.some(([open, close]) => text.startsWith(open) !== text.endsWith(close));
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
  // What nearly every value is, told without the five patterns, which cost a start more than the signature does.
  if (/^[0-9A-Fa-f]{32}$/.test(bare)) return false;
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
