import { type EnvName, envNames } from '../catalog/endpoints.ts';
import { ConfigError } from '../errors.ts';
import { ClientKey } from '../signature/client-key.ts';

/** Where a profile's key is: in the file, in a variable, or told by a command of the shell. */
export type KeySource =
  | { readonly kind: 'client_key'; readonly client_key: ClientKey }
  | { readonly kind: 'key_env'; readonly key_env: string }
  | { readonly kind: 'key_command'; readonly key_command: string };

/** A merchant saved under a name. */
export interface Profile {
  readonly env: Exclude<EnvName, 'local'>;
  readonly app_code: string;
  readonly mchid?: string;
  readonly key: KeySource;
  /** Fields that a later version wrote; they are kept. */
  readonly rest?: Readonly<Record<string, unknown>>;
}

export interface Profiles {
  readonly current: string | undefined;
  readonly profiles: ReadonlyMap<string, Profile>;
}

const schemaVersion = 1;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads `profiles.json`.
 * @throws ConfigError for a broken file, which is never quoted: it holds keys, and the parser's message a piece of it
 */
export function parseProfiles(text: string, path: string): Profiles {
  const file = parseObject(text);
  if (!file) throw broken(path, 'is no JSON object');
  if (file['schema_version'] !== schemaVersion) throw broken(path, `must have schema_version ${schemaVersion}`);
  const entries = asObject(file['profiles']);
  if (!entries) throw broken(path, 'must have profiles, an object');
  const profiles = new Map(Object.entries(entries).map(([name, entry]) => [name, readProfile(name, entry, path)]));
  const { current } = file;
  return { current: typeof current === 'string' && profiles.has(current) ? current : undefined, profiles };
}

function readProfile(name: string, entry: unknown, path: string): Profile {
  const { env: env_name, app_code, mchid, client_key, key_env, key_command, ...rest } = asObject(entry) ?? {};
  const env = envNames.find((known) => known === env_name);
  if (!env || env === 'local') throw broken(path, `must give the profile ${name} an env: prod, test or sandbox`);
  if (!isText(app_code)) throw broken(path, `must give the profile ${name} an app_code`);
  const keys: KeySource[] = [
    ...(isText(client_key) ? [{ kind: 'client_key', client_key: new ClientKey(client_key) } as const] : []),
    ...(isText(key_env) ? [{ kind: 'key_env', key_env } as const] : []),
    ...(isText(key_command) ? [{ kind: 'key_command', key_command } as const] : []),
  ];
  const [key] = keys;
  if (!key || keys.length > 1) {
    throw broken(path, `must give the profile ${name} one of client_key, key_env and key_command`);
  }
  return { env, app_code, key, rest, ...(isText(mchid) ? { mchid } : {}) };
}

/** The file's text. The one place beside signing where keys are written out. */
export function formatProfiles({ current, profiles }: Profiles): string {
  const entries = [...profiles].map(([name, { key, rest, ...profile }]) => [
    name,
    { ...profile, ...formatKey(key), ...rest },
  ]);
  const file = { schema_version: schemaVersion, current, profiles: Object.fromEntries(entries) };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function formatKey(key: KeySource): Json {
  switch (key.kind) {
    case 'client_key':
      return { client_key: key.client_key.reveal() };
    case 'key_env':
      return { key_env: key.key_env };
    case 'key_command':
      return { key_command: key.key_command };
  }
}

function parseObject(text: string): Json | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function broken(path: string, rule: string): ConfigError {
  return new ConfigError(`${path} ${rule}`, { details: [{ field: path, rule }] });
}
