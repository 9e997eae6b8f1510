import { type EnvName, envNames } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { ConfigError, type Fault, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';
import { withDotenv } from './dotenv.ts';
import { listVariables, type Variable, type Variables } from './given.ts';
import type { Profiles } from './profile-file.ts';
import { keyOfProfile, profilesPath, readProfiles, requireProfile } from './profiles.ts';

/** A key that is configured anywhere, with what is known of it. */
export interface ConfiguredKey {
  /** For a person: `profile shop`, `QFPAY_TEST_KEY`, `QFPAY_KEY (.env)`. */
  readonly name: string;
  /** Undefined where it serves any environment, as the plain QFPAY_KEY does. */
  readonly env?: Exclude<EnvName, 'local'>;
  readonly app_code?: string;
  readonly mchid?: string;
  readonly client_key: ClientKey;
}

/** A key that is configured but was not looked at, and why. */
export interface SkippedKey {
  readonly name: string;
  readonly reason: string;
}

export interface ConfiguredKeys {
  readonly keys: readonly ConfiguredKey[];
  readonly skipped: readonly SkippedKey[];
}

interface KeyWishes {
  /** Also runs the commands that tell keys; each may ask the person something. */
  readonly all_keys: boolean;
}

/**
 * Every key of every environment and profile, whether it is in use or not: also one that a variable of the same name
 * stands before. Nothing is an error here: what cannot be read is named with its reason. `.env` has to have been read.
 * @throws CancelledError the person interrupted a key command
 */
export async function configuredKeys(context: Context, wishes: KeyWishes): Promise<ConfiguredKeys> {
  const saved = profilesOrReason(context);
  const keys: ConfiguredKey[] = keysOfVariables(context);
  const skipped: SkippedKey[] = 'reason' in saved ? [saved] : brokenOnes(saved);
  if ('reason' in saved) return { keys, skipped };
  for (const name of saved.profiles.keys()) {
    const found = await keyOrReason(name, saved, context, wishes);
    if ('reason' in found) skipped.push(found);
    else keys.push(found);
  }
  context.secrets.add(...keys.map(({ client_key }) => client_key));
  return { keys, skipped };
}

function keysOfVariables(context: Variables): ConfiguredKey[] {
  const sets = [
    ...envNames.flatMap((env) => (env === 'local' ? [] : [{ prefix: `QFPAY_${env.toUpperCase()}_`, known: { env } }])),
    { prefix: 'QFPAY_', known: {} },
  ];
  return sets.flatMap(({ prefix, known }) =>
    listVariables(context, `${prefix}KEY`).map((key) => ({
      ...known,
      name: key.source,
      client_key: new ClientKey(key.value),
      ...beside('app_code', listVariables(context, `${prefix}APPCODE`), key),
      ...beside('mchid', listVariables(context, `${prefix}MCHID`), key),
    })),
  );
}

/** Of the same layer where there is one: a complete set in `.env` stays one beneath another in the environment. */
function beside(
  name: 'app_code' | 'mchid',
  found: readonly Variable[],
  key: Variable,
): { [key in typeof name]?: string } {
  const value = (found.find(({ from }) => from === key.from) ?? found[0])?.value;
  return value === undefined ? {} : { [name]: value };
}

function profilesOrReason(context: Context): Profiles | SkippedKey {
  try {
    return readProfiles(context);
  } catch (error) {
    return { name: profilesPath(context), reason: reasonOf(error, profilesPath(context)) };
  }
}

function brokenOnes({ broken = new Map() }: Profiles): SkippedKey[] {
  return [...broken].map(([name, { fault }]) => ({ name: `profile ${name}`, reason: fault.rule }));
}

async function keyOrReason(
  profile_name: string,
  saved: Profiles,
  context: Context,
  { all_keys }: KeyWishes,
): Promise<ConfiguredKey | SkippedKey> {
  const name = `profile ${profile_name}`;
  const profile = requireProfile(saved, profile_name, name);
  const { env, app_code, mchid, key } = profile;
  if (key.kind === 'key_command' && !all_keys) return { name, reason: t`a command tells its key; --all-keys runs it` };
  try {
    const { client_key } = await keyOfProfile(profile_name, profile, saved, context);
    return { name, env, app_code, ...(mchid === undefined ? {} : { mchid }), client_key };
  } catch (error) {
    return { name, reason: reasonOf(error, name) };
  }
}

/** What a person reads beside the name, which is not said twice. @throws what is no fault of a configuration */
function reasonOf(error: unknown, name: string): string {
  if (!(error instanceof ConfigError || error instanceof UsageError)) throw error;
  const faults = error.facts.details?.filter((detail): detail is Fault => 'rule' in detail) ?? [];
  const [fault] = faults;
  if (!fault) return error.message;
  return fault.field === name ? fault.rule : `${fault.field} ${fault.rule}`;
}

/** A key that a signature may have been made with. */
export interface CandidateKey {
  /** All its places, for a person: `QFPAY_KEY, profile shop`. */
  readonly name: string;
  /** Only where all of its places agree. */
  readonly env?: EnvName;
  readonly app_code?: string;
  readonly client_key: ClientKey;
  /** The store numbers that stand beside it. */
  readonly mchids: readonly string[];
}

export interface CandidateKeys {
  readonly keys: readonly CandidateKey[];
  readonly skipped: readonly SkippedKey[];
}

/**
 * Every configured key once, under the names of all its places; those of variables come first. Sends nothing, and runs no
 * key command unless `all_keys` asks for it.
 * @throws CancelledError the person interrupted a key command
 */
export async function candidateKeys(context: Context, wishes: KeyWishes): Promise<CandidateKeys> {
  const { keys, skipped } = await configuredKeys(await withDotenv(context), wishes);
  const places = new Map<string, ConfiguredKey[]>();
  for (const key of keys) {
    const secret = key.client_key.reveal();
    places.set(secret, [...(places.get(secret) ?? []), key]);
  }
  return { keys: [...places.values()].flatMap(merged), skipped };
}

function merged(same: readonly ConfiguredKey[]): CandidateKey[] {
  const [first] = same;
  if (!first) return [];
  const env = agreed(same.map((key) => key.env));
  const app_code = agreed(same.map((key) => key.app_code));
  return [
    {
      name: same.map(({ name }) => name).join(', '),
      client_key: first.client_key,
      mchids: [...new Set(same.flatMap(({ mchid = [] }) => mchid))],
      ...(env === undefined ? {} : { env }),
      ...(app_code === undefined ? {} : { app_code }),
    },
  ];
}

/** What those say that say anything, when it is the same. */
function agreed<T>(said: readonly (T | undefined)[]): T | undefined {
  const [only, ...others] = new Set(said.filter((value) => value !== undefined));
  return others.length === 0 ? only : undefined;
}
