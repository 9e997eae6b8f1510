import type { EnvName } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { ConfigError, type Fault, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { oddLines, parseDotenv } from './dotenv.ts';
import {
  type Chosen,
  explicitProfile,
  type GivenSetting,
  type GlobalOptions,
  isLocal,
  namedEnv,
  type Variable,
  type Variables,
} from './given.ts';
import {
  type CredentialName,
  halfSet,
  type Identity,
  identityOfKeyFile,
  identityOfVariables,
  isPlaceholder,
  readKeyFile,
  readSets,
  setCredentialVariables,
  valueWarnings,
} from './identity.ts';
import { localMerchant, type Merchant } from './merchant.ts';
import type { Profile, Profiles } from './profile-file.ts';
import { keyOfProfile, readProfiles, requireProfile } from './profiles.ts';
import { meantVariable, unknownNames } from './unknown-variables.ts';

/** A whole merchant: what a gateway command needs beyond a key. */
export interface KnownMerchant {
  readonly identity: Identity;
  readonly merchant: Merchant;
  readonly warnings: readonly string[];
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * @throws ConfigError credentials missing, mixed or wrong, also where only the app code is
 * @throws UsageError a `--mchid` that cannot be one
 */
export async function resolveMerchant(options: GlobalOptions, context: Context): Promise<KnownMerchant> {
  const identity = await resolveIdentity(options, context);
  const app_code = requireAppCode(identity);
  const mchid = chooseMchid(options, identity);
  const { env, key, profile } = identity;
  return {
    identity,
    merchant: { app_code: app_code.value, client_key: key.client_key, ...(mchid ? { mchid: mchid.value } : {}) },
    warnings: [
      ...(mchid && mchid === identity.mchid ? (identity.mchid_warnings ?? []) : []),
      ...(mchid || options.mchid === '' ? [] : ignoredMchid(identity, context)),
    ],
    sources: {
      env: env.source,
      app_code: app_code.source,
      client_key: key.source,
      ...(mchid ? { mchid: mchid.source } : {}),
      ...(profile === undefined ? {} : { profile: env.source }),
    },
  };
}

/** Whoever set it may think that it is sent. */
function ignoredMchid({ profile, env }: Identity, context: Variables): string[] {
  if (profile === undefined) return [];
  const { own, plain } = readSets(env.value, context);
  const ignored = own.mchid ?? plain.mchid;
  return ignored ? [t`${ignored.source} is ignored: profile ${profile} is used whole, and has no mchid`] : [];
}

function requireAppCode({ app_code, app_code_variables = [], key }: Identity): Chosen<string> {
  if (!app_code) throw missingAppCode(key.source, app_code_variables);
  return checked(app_code, t`must have visible ASCII characters only, as it travels in a header`);
}

function missingAppCode(key_source: string, variables: readonly string[]): ConfigError {
  if (key_source !== '--key-file') return halfSet({ source: key_source, name: key_source }, variables);
  const names = variables.join(t` or `);
  return new ConfigError(t`--key-file gives the key, but the app code is missing: set ${names}`, {
    details: [{ field: names, rule: t`is not set` }],
  });
}

/** A typed mchid beats every other, and an empty one means none; QFPay refuses an empty mchid, so none is ever sent. */
export function chooseMchid({ mchid, skip_rule = [] }: GlobalOptions, identity: Identity): Chosen<string> | undefined {
  if (mchid === '') return undefined;
  const chosen = mchid === undefined ? identity.mchid : { value: mchid, source: '--mchid' };
  if (!chosen) return undefined;
  const fault = mchidFault(chosen.source, chosen.value);
  if (!fault || (fault.rule_id !== undefined && skip_rule.includes(fault.rule_id))) return chosen;
  const message = `${fault.field} ${fault.rule}`;
  throw mchid === undefined
    ? new ConfigError(message, { details: [fault] })
    : new UsageError(message, { details: [fault] });
}

/** String(16). The value is not shown: whoever pasted two things into one variable may have pasted the key as well. */
export function mchidFault(field: string, mchid: string): Fault | undefined {
  if (!isVisible(mchid)) return { field, rule: t`must have visible ASCII characters only` };
  if (mchid.length <= 16) return undefined;
  return { field, rule: t`must have at most ${16} characters`, rule_id: 'mchid-length' };
}

/** The value is not shown: whoever pasted two things into one variable may have pasted the key as well. */
function checked(chosen: Chosen<string>, rule: string): Chosen<string> {
  if (isVisible(chosen.value)) return chosen;
  throw new ConfigError(`${chosen.source} ${rule}`, { details: [{ field: chosen.source, rule }] });
}

/** App codes and mchids are printed in documents and headers as they are. */
export function isVisible(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/**
 * Who signs. Credentials are one set: the emulator's, a profile's, or the variables'; never a piece of each. The profile
 * marked current is used only when no credential variable at all is set.
 * @param needs what an error asks for where there is nothing
 * @throws ConfigError credentials, profile or environment missing, mixed or wrong
 */
export async function resolveIdentity(
  options: GlobalOptions,
  context: Context,
  needs: readonly CredentialName[] = ['APPCODE', 'KEY'],
): Promise<Identity> {
  try {
    const identity = await chooseIdentity(options, context, needs);
    refusePlaceholders(identity);
    context.secrets.add(identity.key.client_key);
    return withCarrierWarnings(identity, options, context);
  } catch (error) {
    throw error instanceof ConfigError ? await withStrayNames(error, context) : error;
  }
}

/** What changed a value on its way here is told by every command that signs with it. */
function withCarrierWarnings(identity: Identity, options: GlobalOptions, context: Context): Identity {
  if (identity.profile !== undefined || isLocal(options, context)) return identity;
  const odd = oddLines(context).map(({ line, rule }) => t`line ${line} of .env: ${rule}`);
  const warnings = [...identity.key.warnings, ...odd, ...valueWarnings(identity)];
  return { ...identity, key: { ...identity.key, warnings } };
}

/** Where credentials are missing: lines that set nothing, and names that lost an underscore or are another tool's. */
async function withStrayNames(error: ConfigError, context: Context): Promise<ConfigError> {
  const in_file = Object.keys((await parseDotenv(context).catch(() => undefined)) ?? {});
  const strays = unknownNames([...new Set([...Object.keys(context.env), ...in_file])], []);
  const details = [
    ...oddLines(context).map(({ line, rule }) => ({ field: t`line ${line} of .env`, rule })),
    ...strays.flatMap((field) => {
      const meant = meantVariable(field);
      return meant === undefined ? [] : [{ field, rule: t`is read by nobody: ${meant} is` }];
    }),
  ];
  if (details.length === 0) return error;
  return new ConfigError(error.message, { ...error.facts, details: [...details, ...(error.facts.details ?? [])] });
}

/** @throws ConfigError what a sample has in the place of a value, `your_app_code_here`: nothing can come of it */
function refusePlaceholders({ app_code, key }: Identity): void {
  if (key.client_key.is_public) return; // the emulator's, which nobody wrote
  const sources = [
    ...(app_code && isPlaceholder(app_code.value) ? [app_code.source] : []),
    ...(isPlaceholder(key.client_key.reveal()) ? [key.source] : []),
  ];
  if (sources.length === 0) return;
  const rule = t`holds a placeholder, not the value of QFPay's mail`;
  throw new ConfigError(`${sources.join(t` and `)}: ${rule}`, {
    hint: t`qfpay profile add takes the whole mail; --env local needs no credentials`,
    details: sources.map((field) => ({ field, rule })),
  });
}

async function chooseIdentity(
  options: GlobalOptions,
  context: Context,
  needs: readonly CredentialName[],
): Promise<Identity> {
  const explicit = explicitProfile(options, context);
  if (isLocal(options, context)) return localIdentity(options, namedEnv(options, context)?.source ?? '--env');
  if (explicit) return explicitIdentity(explicit, options, context);
  const named = namedEnv(options, context);
  const env: Chosen<EnvName> = named
    ? { value: named.env, source: named.source }
    : { value: 'sandbox', source: 'default' };
  if (options.key_file !== undefined) {
    return identityOfKeyFile(env, context, await readKeyFile(options.key_file, context));
  }
  return identityOfVariables(env, context, needs) ?? currentIdentity(named?.env, context, needs);
}

function localIdentity({ profile, key_file }: GlobalOptions, env_source: string): Identity {
  const typed = [...(profile === undefined ? [] : ['--profile']), ...(key_file === undefined ? [] : ['--key-file'])];
  if (typed.length > 0) {
    throw new ConfigError(
      t`the environment local has its own credentials and does not go with ${typed.join(t` and `)}`,
      {
        hint: t`leave ${typed.join(t` and `)} out`,
        details: typed.map((field) => ({ field, rule: t`does not go with the environment local` })),
      },
    );
  }
  const { app_code, client_key } = localMerchant;
  const source = 'built in';
  return {
    env: { value: 'local', source: env_source },
    key: { client_key, source, warnings: [] },
    app_code: { value: app_code, source },
    is_of_dotenv: false,
  };
}

/** QFPAY_ENV is ignored here; a typed `--env` has to agree. */
async function explicitIdentity(
  { text, source }: GivenSetting,
  options: GlobalOptions,
  context: Context,
): Promise<Identity> {
  if (options.key_file !== undefined) {
    throw new ConfigError(t`${source} names a whole set of credentials and does not go with --key-file`, {
      hint: t`leave one of ${source} and --key-file out`,
      details: [{ field: '--key-file', rule: t`does not go with ${source}` }],
    });
  }
  const saved = readProfiles(context);
  const profile = requireProfile(saved, text, source);
  const typed = options.env === undefined ? undefined : namedEnv(options, context);
  if (typed && typed.env !== profile.env) {
    const rule = t`must be ${profile.env}, the environment of the profile ${text}`;
    throw new ConfigError(`--env ${rule}`, {
      hint: t`leave one of --env and ${source} out`,
      details: [{ field: '--env', value: typed.env, rule }],
    });
  }
  return { ...(await identityOfProfile(text, profile, saved, context)), named_by: source };
}

/** A profile belongs to one environment: where another is named, it is not used. */
async function currentIdentity(
  env: EnvName | undefined,
  context: Context,
  needs: readonly CredentialName[],
): Promise<Identity> {
  const variables = setCredentialVariables(context);
  const saved = readProfiles(context);
  const { current, profiles } = saved;
  const isAsked = current !== undefined && variables.length === 0;
  const profile = isAsked ? requireProfile(saved, current, 'profile') : undefined;
  if (current === undefined || !profile || (env ?? profile.env) !== profile.env) {
    throw missingCredentials(env ?? 'sandbox', needs, { variables, current, profiles });
  }
  return identityOfProfile(current, profile, saved, context);
}

async function identityOfProfile(name: string, profile: Profile, saved: Profiles, context: Context): Promise<Identity> {
  const source = `profile ${name}`;
  const { env, app_code, mchid, settings } = profile;
  const base_url = settings?.base_url?.replace(/\/+$/, '');
  return {
    env: { value: env, source },
    key: await keyOfProfile(name, profile, saved, context),
    app_code: { value: app_code, source },
    ...(mchid === undefined ? {} : { mchid: { value: mchid, source } }),
    is_of_dotenv: false,
    profile: name,
    ...(base_url === undefined ? {} : { base_url }),
  };
}

/** What there is instead of what was needed. */
interface FoundCredentials extends Profiles {
  /** Credential variables of other environments. */
  readonly variables: readonly Variable[];
}

function ways(): Readonly<Record<CredentialName, string>> {
  return {
    APPCODE: t`export it, or write it to .env`,
    KEY: t`export it, write it to .env, or name its file with --key-file`,
    MCHID: t`export it, or write it to .env`,
  };
}

/** No key and no merchant: somebody who is there can be asked. */
export class MissingCredentialsError extends ConfigError {}

/**
 * The newcomer's first screen: what is missing, the two ways to set it, and that `--env local` needs none. Where only a key is
 * needed, it is that of what was signed: the emulator's would give a wrong verdict.
 */
function missingCredentials(env: EnvName, needs: readonly CredentialName[], found: FoundCredentials): ConfigError {
  const profile = 'qfpay profile add <name>';
  const variables = needs.map((name) => `QFPAY_${name}`);
  const names = variables.join(t` and `);
  const unset = needs.length > 1 ? t`${names} are not set` : t`${names} is not set`;
  const why = [unset, ...reasons(env, found)].join(t`, `);
  const what = needs.includes('APPCODE')
    ? t`credentials for ${env} are missing: ${why}`
    : t`the client key for ${env} is missing: ${why}`;
  const is_key = !needs.includes('APPCODE');
  return new MissingCredentialsError(what, {
    hint: is_key
      ? t`set QFPAY_KEY to the key that signed it, or name a file that holds it: --key-file <file>`
      : t`to try qfpay without credentials, add --env local: a gateway of its own, no real money`,
    details: [
      ...needs.map((name) => ({ field: `QFPAY_${name}`, rule: t`is not set`, next: ways()[name] })),
      {
        field: 'profile',
        rule: t`none is in use`,
        next: `${profile} --env ${env} --appcode <app code> --key-file <file> --use`,
      },
    ],
  });
}

function reasons(env: EnvName, { variables, current, profiles }: FoundCredentials): string[] {
  const others = [...profiles].filter(([name, profile]) => profile.env === env && name !== current);
  return [
    ...elsewhere(variables),
    currentReason(variables, { current, profiles }),
    ...(others.length === 0 ? [] : [t`but --profile can name ${others.map(([name]) => name).join(t` or `)}`]),
  ];
}

function currentReason(variables: readonly Variable[], { current, profiles }: Profiles): string {
  if (current === undefined) return t`and no profile is marked current`;
  if (variables.length > 0)
    return t`and the current profile ${current} is used only when no credential variable is set`;
  return t`and the current profile ${current} is for ${profiles.get(current)?.env}`;
}

function elsewhere(variables: readonly Variable[]): string[] {
  if (variables.length === 0) return [];
  const sources = variables.map(({ source }) => source).join(', ');
  return [variables.length === 1 ? t`${sources} serves another environment` : t`${sources} serve other environments`];
}
