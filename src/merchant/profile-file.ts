import { type EnvName, envNames } from '../catalog/endpoints.ts';
import { ConfigError, type Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';

/** Where a profile's key is: in the file, in a variable, or told by a command of the shell. */
export type KeySource =
  | { readonly kind: 'client_key'; readonly client_key: ClientKey }
  | { readonly kind: 'key_env'; readonly key_env: string }
  | { readonly kind: 'key_command'; readonly key_command: string };

/** What may be saved beside a merchant's credentials; text as it was typed, and checked then. */
export const savedSettingNames = ['timezone', 'sign_type', 'base_url', 'timeout', 'lang'] as const;

export type SavedSettings = { readonly [Name in (typeof savedSettingNames)[number]]?: string };

/** A merchant saved under a name. */
export interface Profile {
  readonly env: Exclude<EnvName, 'local'>;
  readonly app_code: string;
  readonly mchid?: string;
  readonly key: KeySource;
  /** How it is spoken with, where that was said when it was saved. */
  readonly settings?: SavedSettings;
  /** Fields that a later version wrote; they are kept. */
  readonly rest?: Readonly<Record<string, unknown>>;
}

export interface Profiles {
  readonly current: string | undefined;
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Entries that cannot be used; they stand in nobody's way but who names them, and are kept as they are. */
  readonly broken?: ReadonlyMap<string, BrokenProfile>;
  /** Another user's file: it must not choose what is run, nor which variable is a key. */
  readonly is_foreign?: boolean;
  /** What is wrong with the file that was read. */
  readonly warnings?: readonly string[];
}

export interface BrokenProfile {
  readonly fault: Fault;
  readonly entry: unknown;
}

const schemaVersion = 1;

type ProfileJson = Readonly<Record<string, unknown>>;

/**
 * Reads `profiles.json`.
 * @throws ConfigError for a broken file, which is never quoted: it holds keys, and the parser's message a piece of it
 */
export function parseProfiles(text: string, path: string): Profiles {
  const file = parseObject(text);
  if (!file) throw broken(path, t`is no JSON object`);
  if (file['schema_version'] !== schemaVersion) throw broken(path, t`must have schema_version ${schemaVersion}`);
  const entries = asObject(file['profiles']);
  if (!entries) throw broken(path, t`must have profiles, an object`);
  const profiles = new Map<string, Profile>();
  const broken_ones = new Map<string, BrokenProfile>();
  for (const [name, entry] of Object.entries(entries)) {
    const read = isProfileName(name) ? readProfile(entry) : t`a name of letters, digits and . _ - only, at most 64`;
    if (typeof read !== 'string') profiles.set(name, read);
    else broken_ones.set(name, { entry, fault: { field: path, rule: t`must give the profile ${name} ${read}` } });
  }
  const { current } = file;
  const isThere = typeof current === 'string' && Object.hasOwn(entries, current);
  return {
    current: isThere ? current : undefined,
    profiles,
    ...(broken_ones.size > 0 ? { broken: broken_ones } : {}),
  };
}

/** One that a shell takes as it is: completion puts it on the command line. */
export function isProfileName(name: string): boolean {
  return /^[A-Za-z0-9._-]{1,64}$/.test(name);
}

/** The profile, or what it lacks. */
function readProfile(entry: unknown): Profile | string {
  const { env: env_name, app_code, mchid, client_key, key_env, key_command, ...others } = asObject(entry) ?? {};
  const { settings, rest } = splitSettings(others);
  const env = envNames.find((known) => known === env_name);
  if (!env || env === 'local') return t`an env: prod, test or sandbox`;
  if (!isText(app_code)) return t`an app_code`;
  const keys: KeySource[] = [
    ...(isText(client_key) ? [{ kind: 'client_key', client_key: new ClientKey(client_key) } as const] : []),
    ...(isText(key_env) ? [{ kind: 'key_env', key_env } as const] : []),
    ...(isText(key_command) ? [{ kind: 'key_command', key_command } as const] : []),
  ];
  const [key] = keys;
  if (!key || keys.length > 1) return t`one of client_key, key_env and key_command`;
  return { env, app_code, key, rest, ...(isText(mchid) ? { mchid } : {}), ...(settings ? { settings } : {}) };
}

/** What is no text is none of ours: it is kept, and not used. */
function splitSettings(others: ProfileJson): { readonly settings?: SavedSettings; readonly rest: ProfileJson } {
  const isOurs = ([name, value]: [string, unknown]) => savedSettingNames.some((own) => own === name) && isText(value);
  const entries = Object.entries(others);
  const own = entries.filter(isOurs);
  const rest = Object.fromEntries(entries.filter((entry) => !isOurs(entry)));
  return { rest, ...(own.length > 0 ? { settings: Object.fromEntries(own) as SavedSettings } : {}) };
}

/** The file's text. The one place beside signing where keys are written out. */
export function formatProfiles({ current, profiles, broken: broken_ones = new Map() }: Profiles): string {
  const entries = [...profiles].map(([name, { key, rest, settings, ...profile }]) => [
    name,
    { ...profile, ...formatKey(key), ...settings, ...rest },
  ]);
  const unread = [...broken_ones].map(([name, { entry }]) => [name, entry]);
  const file = { schema_version: schemaVersion, current, profiles: Object.fromEntries([...entries, ...unread]) };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function formatKey(key: KeySource): ProfileJson {
  switch (key.kind) {
    case 'client_key':
      return { client_key: key.client_key.reveal() };
    case 'key_env':
      return { key_env: key.key_env };
    case 'key_command':
      return { key_command: key.key_command };
  }
}

function parseObject(text: string): ProfileJson | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): ProfileJson | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ProfileJson) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function broken(path: string, rule: string): ConfigError {
  const hint = t`correct it, or move it away and save the merchants again: qfpay profile add --help`;
  return new ConfigError(`${path} ${rule}`, { hint, details: [{ field: path, rule }] });
}
