import type { EnvName } from '../catalog/endpoints.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';
import { chooseSet, type KeySet } from './choose-set.ts';
import { type CredentialName, readSets, type VariableSets } from './credential-variables.ts';
import type { Chosen } from './given.ts';
import type { Identity } from './identity.ts';
import type { FoundKey } from './key-file.ts';
import { keyWarnings } from './key-text.ts';
import type { Variables } from './variables.ts';

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
