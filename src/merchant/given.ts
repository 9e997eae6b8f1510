import { type EnvName, envNames } from '../catalog/endpoints.ts';
import type { Context, Platform } from '../context.ts';
import { ConfigError, type Fault, UsageError } from '../errors.ts';
import { type Lang, langOfTag, langs } from '../language/languages.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';

/** A setting as somebody gave it, and where. */
export interface GivenSetting {
  readonly text: string;
  /** `--timeout`, `QFPAY_TIMEOUT`, `QFPAY_TIMEOUT (.env)`. */
  readonly source: string;
  /** On the command line, and not in a variable. */
  readonly typed: boolean;
  readonly from: 'flag' | 'environment' | '.env' | 'profile';
}

/** A value that was decided, and where it came from. */
export interface Chosen<T> {
  readonly value: T;
  readonly source: string;
}

/** A value that whoever wrote the folder may have decided. */
export interface Override<T> extends Chosen<T> {
  readonly from: GivenSetting['from'];
}

/** The flag; a profile that was named; the variable; the profile that is marked current. */
export function findSetting(
  flag: string,
  typed: string | undefined,
  variable: string,
  { profile_settings: saved, ...context }: SettingSources,
): GivenSetting | undefined {
  const text = saved?.values[variable.replace(/^QFPAY_/, '').toLowerCase()];
  const own =
    saved && text !== undefined ? ({ text, source: saved.source, typed: false, from: 'profile' } as const) : undefined;
  if (own && saved?.is_named && typed === undefined) return own;
  return findGiven(flag, typed, variable, context) ?? own;
}

/** The flag, else the variable. A flag counts also when it is empty; an empty variable does not. */
export function findGiven(
  flag: string,
  typed: string | undefined,
  variable: string,
  context: Variables,
): GivenSetting | undefined {
  if (typed !== undefined) return { text: typed, source: flag, typed: true, from: 'flag' };
  const found = findVariable(context, variable);
  return found && { text: found.value, source: found.source, typed: false, from: found.from };
}

/** A bad value: a usage error when it was typed, a configuration error when a variable holds it. */
export function badValue({ source, text, typed }: GivenSetting, rule: string, next?: string): UsageError | ConfigError {
  const fault: Fault = { field: source, value: text, rule, ...(next === undefined ? {} : { next }) };
  const facts = { details: [fault] };
  return typed ? new UsageError(`${source} ${rule}`, facts) : new ConfigError(`${source} ${rule}`, facts);
}

/** A variable that is set, and where: the environment, or `.env` beneath it. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly from: 'environment' | '.env';
  /** For a person: `QFPAY_KEY`, `QFPAY_KEY (.env)`. */
  readonly source: string;
}

export type Variables = Pick<Context, 'env' | 'dotenv'>;

/** The same, and what the profile in use says. */
export type SettingSources = Pick<Context, 'env' | 'dotenv' | 'profile_settings'>;

/** The environment's variable, else that of `.env`. An empty one counts as unset. */
export function findVariable({ env, dotenv }: Variables, name: string): Variable | undefined {
  const value = env[name];
  if (value) return { name, value, from: 'environment', source: name };
  const beneath = dotenv?.[name];
  return beneath ? { name, value: beneath, from: '.env', source: `${name} (.env)` } : undefined;
}

/** Every value of that name, the one that counts first: a variable of the environment does not make that of `.env` go away. */
export function listVariables({ env, dotenv }: Variables, name: string): Variable[] {
  const layers: Variables[] = [{ env }, { env: {}, ...(dotenv ? { dotenv } : {}) }];
  return layers.flatMap((layer) => findVariable(layer, name) ?? []);
}

/** The flags that every command takes, as typed. What they mean together is decided in `settings.ts`. */
export interface GlobalOptions {
  readonly env?: string;
  readonly profile?: string;
  readonly mchid?: string;
  readonly base_url?: string;
  readonly sign_type?: string;
  readonly timezone?: string;
  readonly timeout?: string;
  readonly lang?: string;
  readonly key_file?: string;
  readonly json?: boolean;
  /** What the document is to be made into; it is read by `main` already, which takes it for `json` too. */
  readonly jq?: string;
  /** False after `--no-input`. */
  readonly input?: boolean;
  /** False after `--no-color`. */
  readonly color?: boolean;
  readonly verbose?: boolean;
  readonly yes?: boolean;
  readonly skip_rule?: readonly string[];
  /** Not typed: the methods that `api --force-method` wants, by call. */
  readonly methods?: Readonly<Record<string, 'GET' | 'POST'>>;
}

/** An environment that somebody named. */
interface NamedEnv extends GivenSetting {
  readonly env: EnvName;
}

/**
 * What `--env` or QFPAY_ENV says.
 * @throws ConfigError for any name but the four: falling back silently could move real money
 */
export function namedEnv(options: GlobalOptions, context: Variables): NamedEnv | undefined {
  const given = findGiven('--env', options.env, 'QFPAY_ENV', context);
  return given && { ...given, env: readEnv(given) };
}

/** What others call these environments. "UAT" is said of both that do not settle. */
const otherEnvs: readonly (readonly [RegExp, readonly EnvName[]])[] = [
  [/^(?:live|production|prd|real)$/, ['prod']],
  [/^(?:testing|live-?test(?:ing)?)$/, ['test']],
  [/^(?:uat|sit|qa|staging|stage)$/, ['sandbox', 'test']],
  [/^(?:dev|development|int|integration|demo)$/, ['sandbox']],
  [/^(?:emulator|localhost|mock)$/, ['local']],
];

/** @throws ConfigError for an unknown name */
export function readEnv({ source, text }: GivenSetting): EnvName {
  const found = envNames.find((name) => name === text);
  if (found) return found;
  const rule = t`must be one of ${envNames.join(', ')}`;
  const [, meant] = otherEnvs.find(([words]) => words.test(text.trim().toLowerCase())) ?? [];
  const next = meant ? { next: t`did you mean ${meant.join(', ')}?` } : didYouMean(text, envNames);
  throw new ConfigError(`${source} ${rule}`, { details: [{ field: source, value: text, rule, ...next }] });
}

/** A profile that was asked for by name; it is used whole. The one marked current is not explicit. */
export function explicitProfile(options: GlobalOptions, context: Variables): GivenSetting | undefined {
  return findGiven('--profile', options.profile, 'QFPAY_PROFILE', context);
}

/**
 * `local` ignores configured credentials, also a profile that a variable names; QFPAY_ENV is itself ignored beside an
 * explicit profile.
 */
export function isLocal(options: GlobalOptions, context: Variables): boolean {
  if (options.env !== undefined) return options.env === 'local';
  return !explicitProfile(options, context) && namedEnvText(options, context) === 'local';
}

function namedEnvText(options: GlobalOptions, context: Variables): string | undefined {
  return findGiven('--env', options.env, 'QFPAY_ENV', context)?.text;
}

/**
 * The language of what a person reads. A program reads JSON: there only `--lang` counts, else it is English.
 * @throws UsageError (flag) or ConfigError (variable) for another language
 */
export function resolveLang(options: GlobalOptions, context: SettingSources): Lang {
  const heard: SettingSources = options.json ? { env: {} } : context;
  const given = findSetting('--lang', options.lang, 'QFPAY_LANG', heard);
  if (!given) return localeLang(heard.env);
  const found = langs.find((lang) => lang.toLowerCase() === given.text.toLowerCase());
  if (!found) throw badValue(given, t`must be one of ${langs.join(', ')}`, didYouMean(given.text, langs).next);
  return found;
}

/** POSIX: LC_ALL beats LC_MESSAGES beats LANG, and an empty one counts as unset. */
function localeLang(env: Context['env']): Lang {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return langOfTag(locale.replace(/[.@].*/, '')) ?? 'en';
}

type FolderWorld = Pick<Context, 'env'> & { readonly platform: Platform };

/** Where profiles live: QFPAY_CONFIG_DIR, else the platform's place. A `.env` has no say in it. */
export function configFolder(context: FolderWorld): string {
  return context.env['QFPAY_CONFIG_DIR'] || `${platformFolder(context, 'config')}/qfpay`;
}

/** Where journals, history and the emulator's books live: QFPAY_STATE_DIR, else the platform's place. */
export function stateFolder(context: FolderWorld): string {
  return context.env['QFPAY_STATE_DIR'] || `${platformFolder(context, 'state')}/qfpay`;
}

/** What the tool keeps for itself in these two folders and here, however it is named elsewhere; nobody else may write into it. */
export function ownFiles(context: FolderWorld): string[] {
  const [config, state] = [configFolder(context), stateFolder(context)];
  return [
    `${config}/profiles.json`,
    `${state}/history.ndjson`,
    `${state}/local-gateway.ndjson`,
    `${context.platform.cwd}/.env`,
  ];
}

/**
 * What to do where something of ours in one of the two cannot be written; nothing for any other path.
 * @param told begins with the path
 */
export function folderHint(told: string, context: FolderWorld): { readonly hint?: string } {
  const folders = { QFPAY_STATE_DIR: stateFolder(context), QFPAY_CONFIG_DIR: configFolder(context) };
  const [variable] =
    Object.entries(folders).find(([, folder]) => told === folder || told.startsWith(`${folder}/`)) ?? [];
  return variable === undefined ? {} : { hint: t`have ${variable} name a folder that you can write to` };
}

function platformFolder({ env, platform }: Pick<Context, 'env' | 'platform'>, kind: 'config' | 'state'): string {
  const is_config = kind === 'config';
  switch (platform.name) {
    case 'win32':
      return is_config
        ? env['APPDATA'] || `${platform.home}/AppData/Roaming`
        : env['LOCALAPPDATA'] || `${platform.home}/AppData/Local`;
    case 'darwin':
      return `${platform.home}/Library/Application Support`;
    default:
      return is_config
        ? absolute(env['XDG_CONFIG_HOME']) || `${platform.home}/.config`
        : absolute(env['XDG_STATE_HOME']) || `${platform.home}/.local/state`;
  }
}

/** The XDG specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path : undefined;
}
