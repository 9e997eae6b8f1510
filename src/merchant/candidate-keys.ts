import type { EnvName } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { type ConfiguredKey, configuredKeys, type KeyWishes, type SkippedKey } from './configured-keys.ts';
import { withDotenv } from './dotenv.ts';

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
