import type { Context } from '../../context.ts';
import { ConfigError, type QfpayError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { shellWord } from '../../language/terminal-text.ts';
import { chooseBaseUrl, overridingBaseUrl } from '../../merchant/base-url.ts';
import {
  dotenvFault,
  dotenvPath,
  folderChoice,
  linesWithoutValue,
  oddLines,
  parseDotenv,
  refusedLines,
  refusedText,
} from '../../merchant/dotenv.ts';
import {
  type Chosen,
  configFolder,
  findVariable,
  folderHint,
  type GlobalOptions,
  namedEnv,
  resolveLang,
  stateFolder,
} from '../../merchant/given.ts';
import { keyShapeFaults, keyShapeOddities } from '../../merchant/identity.ts';
import type { Settings } from '../../merchant/merchant.ts';
import type { Profiles } from '../../merchant/profile-file.ts';
import { profilesPath, readProfiles } from '../../merchant/profiles.ts';
import { type Origin, type Provenance, provenance, type SettingName } from '../../merchant/provenance.ts';
import { type KnownMerchant, resolveMerchant } from '../../merchant/resolve-merchant.ts';
import {
  cautionsOf,
  chooseSignType,
  chooseTimeout,
  chooseTimezone,
  withProfileSettings,
} from '../../merchant/settings.ts';
import { emptyNames, meantVariable, unknownNames } from '../../merchant/unknown-variables.ts';
import { type DoctorCheck, failed, ok, skipped, warning } from '../../report/doctor-report.ts';

interface CheckedConfiguration {
  readonly checks: readonly DoctorCheck[];
  /** What can be sent with; absent where something that a request needs is refused. */
  readonly usable?: Usable;
  readonly preferences: { readonly timezone: string };
}

export interface Usable {
  readonly settings: Settings;
  /** Requests go to another address than the environment's own. */
  readonly is_overridden: boolean;
}

/** Everything that can be known without sending anything. */
export async function configurationChecks(options: GlobalOptions, here: Context): Promise<CheckedConfiguration> {
  const context = withProfileSettings(options, here);
  const saved = await settle(() => readProfiles(context));
  const profiles: Profiles = 'value' in saved ? saved.value : { current: undefined, profiles: new Map() };
  const known = await settle(() => resolveMerchant(options, context));
  const base_url = await baseUrlOf(options, context, known);
  const [sign_type, timezone, timeout, lang] = [
    await settle(() => chooseSignType(options, context)),
    await settle(() => chooseTimezone(options, context)),
    await settle(() => chooseTimeout(options, context)),
    await settle(() => resolveLang(options, context)),
  ];
  const refused = {
    env: await settle(() => namedEnv(options, context)),
    ...{ base_url, sign_type, timezone, timeout, lang },
    config_dir: await settle(() => requireFolder(configFolder(context), context)),
    state_dir: await settle(() => requireFolder(stateFolder(context), context)),
  };
  const origins = provenance({ options, context, saved: profiles }).map((origin) =>
    originCheck(origin, errorOf(refused, origin.name)),
  );
  const usable = 'value' in known && 'value' in base_url && usableOf(known.value, base_url.value, options, context);
  return {
    checks: [
      ...(await dotenvChecks(context)),
      ...variableChecks(context, profiles),
      profilesCheck(saved, context),
      ...origins,
      credentialsCheck(known),
      ...shapeChecks(known),
      ...baseUrlChecks(base_url),
    ],
    ...(usable ? { usable: withPreferences(usable, { sign_type, timezone, timeout, lang }) } : {}),
    preferences: { timezone: 'value' in timezone ? timezone.value.value : 'Asia/Hong_Kong' },
  };
}

function errorOf(refused: Readonly<Partial<Record<SettingName, SettledValue<unknown>>>>, name: SettingName) {
  const settled = refused[name];
  return settled && 'error' in settled ? settled.error : undefined;
}

async function baseUrlOf(options: GlobalOptions, context: Context, known: SettledValue<KnownMerchant>) {
  return settle(() => {
    const override = overridingBaseUrl(options, context);
    const identity = 'value' in known ? known.value.identity : undefined;
    return { override, chosen: identity ? chooseBaseUrl(override, identity) : override };
  });
}

type SettledBaseUrl = { readonly override: unknown; readonly chosen: Chosen<string> | undefined };

function usableOf(
  known: KnownMerchant,
  base_url: SettledBaseUrl,
  options: GlobalOptions,
  context: Context,
): Usable | undefined {
  if (!base_url.chosen) return undefined;
  const { identity, merchant, warnings, sources } = known;
  const cautions = cautionsOf(base_url.chosen, identity.env.value, folderChoice(identity, options, context));
  const log = findVariable({ env: context.env }, 'QFPAY_LOG');
  const settings: Settings = {
    env: identity.env.value,
    base_url: base_url.chosen.value,
    merchant,
    sign_type: 'SHA256',
    timezone: 'Asia/Hong_Kong',
    timeout_ms: 30_000,
    lang: 'en',
    ...(log ? { log: log.value } : {}),
    verbose: options.verbose === true,
    warnings,
    cautions,
    sources,
  };
  return { settings, is_overridden: base_url.override !== undefined };
}

interface CheckedPreferences {
  readonly sign_type: SettledValue<{ readonly value: Settings['sign_type'] }>;
  readonly timezone: SettledValue<{ readonly value: string }>;
  readonly timeout: SettledValue<{ readonly value: number }>;
  readonly lang: SettledValue<Settings['lang']>;
}

/** One that is refused leaves the default: the rest can be looked at all the same. */
function withPreferences({ settings, ...rest }: Usable, said: CheckedPreferences): Usable {
  const { sign_type, timezone, timeout, lang } = said;
  return {
    ...rest,
    settings: {
      ...settings,
      ...('value' in sign_type ? { sign_type: sign_type.value.value } : {}),
      ...('value' in timezone ? { timezone: timezone.value.value } : {}),
      ...('value' in timeout ? { timeout_ms: timeout.value.value } : {}),
      ...('value' in lang ? { lang: lang.value } : {}),
    },
  };
}

/** Hosts of old documents and old code. */
const legacyHosts = ['openapi.qfpay.com', 'openapi-test.qfpay.com', 'osqt.qfpay.com', 'test-openapi-th.qfapi.com'];

interface CheckedBaseUrl {
  readonly override: Chosen<string> | undefined;
  readonly chosen: Chosen<string> | undefined;
}

/** That it is https and of the environment is checked where it is chosen. */
function baseUrlChecks(base_url: SettledValue<CheckedBaseUrl>): DoctorCheck[] {
  const id = 'host';
  if ('error' in base_url) return [skipped(id, t`the base URL is refused, see base_url`)];
  const { override, chosen } = base_url.value;
  if (!chosen) return [skipped(id, t`the settings are not complete, see above`)];
  if (chosen.value === '') return [ok(id, t`the emulator in this process`)];
  const { hostname } = new URL(chosen.value);
  if (legacyHosts.includes(hostname)) {
    const next = t`leave --base-url and QFPAY_BASE_URL out: each environment has its own`;
    return [failed(id, t`${hostname} is a host of old documents, not to be used any more`, next)];
  }
  if (!override) return [ok(id, t`${chosen.value}, the environment's own`)];
  const next = t`where no base URL is given, requests go to QFPay itself`;
  return [
    warning(id, t`requests go to ${chosen.value}, as ${override.source} says, and not to QFPay's own host`, next),
  ];
}

/** `prod from QFPAY_ENV; not sandbox of QFPAY_ENV (.env)`, and why. */
function originCheck({ name, chosen, why, beaten }: Provenance, error: QfpayError | undefined): DoctorCheck {
  if (error) return failedAs(name, error);
  const others = beaten.length === 0 ? '' : t`; not ${beaten.map(described).join(', ')}`;
  if (!chosen) return skipped(name, `${why}${others}`);
  return ok(name, `${sourced(chosen)}${others}`, chosen.kind === 'default' ? undefined : why);
}

function sourced({ kind, value, source }: Origin): string {
  if (kind === 'default') return t`${value}, by default`;
  return value === undefined ? t`from ${source}` : t`${shown(value)} from ${source}`;
}

function described({ value, source }: Origin): string {
  return value === undefined ? source : t`${shown(value)} of ${source}`;
}

/** Something long was pasted by mistake. */
function shown(value: string): string {
  return value.length > 80 ? t`${value.length} characters` : value;
}

/** Whether the saved merchants can be read. */
function profilesCheck(saved: SettledValue<Profiles>, context: Context): DoctorCheck {
  if ('error' in saved) return failedAs('profiles', saved.error);
  const { profiles, broken = new Map() } = saved.value;
  const path = profilesPath(context);
  if (broken.size > 0) {
    const names = [...broken.keys()].join(', ');
    const found = t`${profiles.size} saved, but ${names} cannot be read, in ${path}`;
    return {
      id: 'profiles',
      status: 'warning',
      found,
      next_step: t`qfpay profile list; qfpay profile remove ${shellWord([...broken.keys()][0] ?? '')}`,
    };
  }
  const { warnings = [] } = saved.value;
  if (warnings.length > 0) {
    const next_step = t`have it belong to you alone, in a folder that only you can write to`;
    return warning('profiles', warnings.join('; '), next_step);
  }
  return profiles.size === 0
    ? skipped('profiles', t`none is saved, in ${path}`)
    : ok('profiles', t`${profiles.size} saved, in ${path}`);
}

/** Who signs. Half sets and mixtures are told in the words of their error. */
function credentialsCheck(known: SettledValue<KnownMerchant>): DoctorCheck {
  if ('error' in known) return failedAs('credentials', known.error);
  const { merchant, identity } = known.value;
  const { app_code, client_key, mchid } = merchant;
  const store = mchid === undefined ? t`no mchid` : `mchid ${mchid}`;
  return ok('credentials', t`app code ${app_code}, ${client_key}, ${store}, for ${identity.env.value}`);
}

/** What a key, an app code and a mchid look like. QFPay promises no shape, so that nothing of it is a failure by itself. */
function shapeChecks(known: SettledValue<KnownMerchant>): DoctorCheck[] {
  if ('error' in known) return [skipped('key_shape', t`no credentials to look at`)];
  const { merchant, warnings } = known.value;
  return [
    keyShapeCheck(known.value),
    appCodeCheck(merchant.app_code, merchant.client_key.reveal() === merchant.app_code),
    ...mchidChecks(merchant.mchid),
    ...warnings.map((told) => warning('credentials', told, t`unset what is not meant`)),
  ];
}

function keyShapeCheck({ merchant: { client_key }, identity }: KnownMerchant): DoctorCheck {
  const faults = keyShapeFaults(client_key.reveal());
  const odd = keyShapeOddities(client_key.reveal());
  const told = [...faults, ...odd];
  if (told.length === 0) return ok('key_shape', t`${client_key} has 32 characters and nothing around it`);
  const next =
    faults.length > 0
      ? t`take away what stands around the key; it is signed with as it is, a common cause of 1108`
      : t`compare it with QFPay's mail, and copy it whole`;
  return warning('key_shape', t`${client_key} of ${identity.key.source} ${told.join(t` and `)}`, next);
}

function appCodeCheck(app_code: string, is_key: boolean): DoctorCheck {
  if (is_key)
    return warning('app_code_shape', t`the app code and the key are the same text`, t`copy both again: they are two`);
  if (/^[0-9A-Fa-f]{32}$/.test(app_code)) return ok('app_code_shape', t`32 hexadecimal digits`);
  const count = app_code.length;
  if (count > 64) return warning('app_code_shape', t`${count} characters, at most 64 are documented`, t`copy it again`);
  return ok('app_code_shape', t`${count} characters; 32 hexadecimal digits were seen so far`);
}

function mchidChecks(mchid: string | undefined): DoctorCheck[] {
  if (mchid === undefined) return [skipped('mchid_shape', t`none is sent: right where QFPay issued none`)];
  if (mchid.length <= 16) return [ok('mchid_shape', t`${mchid.length} characters, at most 16 are documented`)];
  const found = t`${mchid.length} characters, at most 16 are documented`;
  return [
    warning('mchid_shape', found, t`a mchid is a short store number such as ZaMVg12345; a wrong one is answered 1108`),
  ];
}

/** Whether there is a `.env` here, and what of it is not read. */
async function dotenvChecks(context: Context): Promise<DoctorCheck[]> {
  const fault = dotenvFault(context);
  if (fault !== undefined) return [warning('.env', fault, t`put a regular file in its place`)];
  const all = await parseDotenv(context);
  const path = dotenvPath(context);
  if (!all) return [skipped('.env', t`there is none, as ${path}`)];
  const names = Object.keys(all);
  const read = Object.keys(context.dotenv ?? {});
  const others = names.filter((name) => !name.startsWith('QFPAY_'));
  const rest = others.length === 0 ? '' : t`; ignored, as their names do not begin with QFPAY_: ${listed(others)}`;
  const found = t`${path}: ${read.length} of ${names.length} variables are read${rest}`;
  const meant = others.flatMap((name) =>
    meantVariable(name) && !/^(KEY|ENV|MODE|URL|HOST)$/i.test(name) ? [name] : [],
  );
  const advice = [
    ...(await refusedLines(context)).map(refusedText),
    ...oddLines(context).map(({ line, rule }) => t`line ${line} of .env: ${rule}`),
    ...linesWithoutValue(context).map(({ line, name }) => t`line ${line} has no = after ${name}: it sets nothing`),
    ...meant.map((name) => t`${name} may have to be ${meantVariable(name)}`),
  ];
  return advice.length === 0 ? [ok('.env', found)] : [warning('.env', found, advice.join('; '))];
}

function listed(names: readonly string[]): string {
  const most = 8;
  return names.length > most ? t`${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');
}

/** Names that look like ours and are none, and variables that are there but empty. */
function variableChecks(context: Context, { profiles }: Profiles): DoctorCheck[] {
  const key_variables = [...profiles.values()].flatMap(({ key }) => (key.kind === 'key_env' ? [key.key_env] : []));
  const names = [...Object.keys(context.env), ...Object.keys(context.dotenv ?? {})];
  const unknown = unknownNames([...new Set(names)], key_variables);
  const empty = emptyNames(context);
  if (unknown.length + empty.length === 0)
    return [ok('variables', t`every QFPAY_ variable has a known name and a value`)];
  const found = [
    ...(unknown.length > 0 ? [t`not known, and read by nobody: ${unknown.join(', ')}`] : []),
    ...(empty.length > 0 ? [t`empty, which counts as unset: ${empty.join(', ')}`] : []),
  ];
  return [warning('variables', found.join('; '), nextStep(unknown))];
}

function nextStep(unknown: readonly string[]): string {
  const meant = unknown.flatMap((name) =>
    meantVariable(name) ? [t`did you mean ${meantVariable(name)} for ${name}?`] : [],
  );
  return meant.length > 0 ? meant.join(' ') : t`unset what is not meant; qfpay help environment lists every variable`;
}

/** @throws ConfigError nothing could be kept there: without its history no call that moves money is made */
function requireFolder(folder: string, context: Context): void {
  const fault = context.files.folderFault(folder);
  if (fault !== undefined) throw new ConfigError(t`${folder} can hold no files: ${fault}`, folderHint(folder, context));
}

type SettledValue<T> = { readonly value: T } | { readonly error: QfpayError };

/** A step that may be refused: a doctor goes on. */
export async function settle<T>(step: () => T | Promise<T>): Promise<SettledValue<T>> {
  try {
    return { value: await step() };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof UsageError) return { error };
    throw error;
  }
}

/** What was wrong and what to do, in the words of the error. */
export function failedAs(id: string, { message, facts }: QfpayError): DoctorCheck {
  const details = (facts.details ?? []) as readonly { readonly field?: string; readonly next?: string }[];
  const nexts = details.flatMap(({ field, next }) => (next === undefined ? [] : [`${field}: ${next}`]));
  const next_step = [...(facts.hint === undefined ? [] : [facts.hint]), ...nexts].join('; ');
  return failed(id, message, next_step || t`correct it, or leave it out`);
}
