import { baseUrls, type EnvName } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { findVariable, type GlobalOptions } from '../merchant/given.ts';
import { type KeySource, type Profiles, savedSettingNames } from '../merchant/profile-file.ts';
import { requireProfile } from '../merchant/profiles.ts';
import {
  type Origin,
  type Provenance,
  provenance,
  type SettingName,
  type SettingWorld,
} from '../merchant/provenance.ts';
import type { Block } from '../report/report.ts';
import { type ColumnLook, namedColumns, tableOf } from '../report/table-columns.ts';
import { ClientKey } from '../signature/client-key.ts';
import { columnsFlag, type FlagValues, toggle, value } from './flags.ts';

/** A profile as JSON shows it: the key as its fingerprint, where it is known without running anything. */
interface ProfileData {
  readonly name: string;
  readonly env: string;
  readonly app_code: string;
  readonly mchid?: string;
  readonly timezone?: string;
  readonly sign_type?: string;
  readonly base_url?: string;
  readonly timeout?: string;
  readonly lang?: string;
  readonly key?: string;
  readonly key_source: KeySource['kind'];
  readonly key_env?: string;
  /** False where another user's file says where the key is. */
  readonly is_used?: false;
  readonly current: boolean;
}

/** @throws ConfigError for a name that is not saved */
export function profileData(name: string, saved: Profiles, context: Context): ProfileData {
  const { env, app_code, mchid, key, settings } = requireProfile(saved, name, 'profile');
  return {
    name,
    env,
    app_code,
    ...(mchid === undefined ? {} : { mchid }),
    ...settings,
    ...keyData(key, saved, context),
    current: name === saved.current,
  };
}

/** An entry that cannot be used, and why. */
interface BrokenData {
  readonly name: string;
  readonly rule: string;
}

export function brokenData({ broken = new Map() }: Profiles): BrokenData[] {
  return [...broken].map(([name, { fault }]) => ({ name, rule: fault.rule }));
}

function keyData(
  key: KeySource,
  { is_foreign }: Profiles,
  context: Context,
): Pick<ProfileData, 'key' | 'key_source' | 'key_env' | 'is_used'> {
  const key_source = key.kind;
  if (key.kind === 'client_key') return { key: String(key.client_key), key_source };
  const use = is_foreign ? ({ is_used: false } as const) : {};
  if (key.kind === 'key_command') return { key_source, ...use };
  if (is_foreign) return { key_source, key_env: key.key_env, ...use };
  const found = findVariable(context, key.key_env);
  const fingerprint = found ? { key: String(new ClientKey(found.value)) } : {};
  return { ...fingerprint, key_source, key_env: key.key_env };
}

/** The key's fingerprint, or where it would come from. */
export function keyText({ key, key_source, key_env, is_used }: ProfileData): string {
  if (is_used === false) return t`${key_env ?? key_source}, not used`;
  if (key_source === 'key_command') return t`told by a command`;
  if (key_env === undefined) return key ?? '';
  return key === undefined ? t`${key_env}, which is not set` : t`${key} of ${key_env}`;
}

export const profileColumnNames = [
  'name',
  'env',
  'app_code',
  'mchid',
  'key',
  'current',
  'key_source',
  ...savedSettingNames,
] as const;

/** What is wrong with a broken one stands where its key would be. */
export function profileTable(
  profiles: readonly ProfileData[],
  broken: readonly BrokenData[],
  chosen?: readonly string[],
): Block {
  const looks: Readonly<Record<(typeof profileColumnNames)[number], ColumnLook<ProfileData | BrokenData>>> = {
    name: { title: 'profile', cell: ({ name }) => name },
    env: { title: 'env', cell: (each) => ('rule' in each ? t`BROKEN` : each.env) },
    app_code: { title: 'app_code', cuts: 12, cell: (each) => ('rule' in each ? '' : each.app_code) },
    mchid: { title: 'mchid', cell: (each) => ('rule' in each ? '' : (each.mchid ?? '')) },
    key: { title: 'key', wraps: 24, cell: (each) => ('rule' in each ? each.rule : keyText(each)) },
    current: { title: 'current', cell: (each) => ('rule' in each || !each.current ? '' : t`yes`) },
    ...(Object.fromEntries(
      savedSettingNames.map((name) => [
        name,
        {
          title: name,
          extra: true,
          cell: (each: ProfileData | BrokenData) => ('rule' in each ? '' : (each[name] ?? '')),
        },
      ]),
    ) as Record<(typeof savedSettingNames)[number], ColumnLook<ProfileData | BrokenData>>),
    key_source: { title: 'key_source', extra: true, cell: (each) => ('rule' in each ? '' : each.key_source) },
  };
  return tableOf(namedColumns(profileColumnNames, looks), [...profiles, ...broken], chosen);
}

/** A setting as it would be used now. */
interface ShownSetting {
  readonly name: SettingName;
  /** A key as its fingerprint; absent where it is set nowhere, or only running a command would tell. */
  readonly value?: string;
  /** `--env`, `QFPAY_ENV (.env)`, `profile shop`, `default`; absent where it is set nowhere. */
  readonly source?: string;
  /** Where in the profile a key is: `key_command` and `key_env NAME` are told by others. */
  readonly key_source?: string;
  readonly why: string;
  /** Places where it is set as well, and that do not count. */
  readonly unused: readonly string[];
}

/**
 * Every setting as a command would use it now, and where it came from. Runs nothing, a `key_command` neither; never fails.
 */
export function shownSettings(world: SettingWorld, lang: string): ShownSetting[] {
  const origins = provenance(world);
  return origins.map((origin) => shownOf(origin, { origins, saved: world.saved, lang }));
}

interface Surroundings {
  readonly origins: readonly Provenance<SettingName>[];
  readonly saved: Profiles;
  readonly lang: string;
}

function shownOf({ name, chosen, why, beaten }: Provenance<SettingName>, around: Surroundings): ShownSetting {
  const value = chosen && shownValue(name, chosen, around);
  const key_source = name === 'client_key' && chosen?.kind === 'profile' ? keySource(around) : undefined;
  return {
    name,
    ...(value === undefined ? {} : { value }),
    ...(chosen ? { source: chosen.source } : {}),
    ...(key_source === undefined ? {} : { key_source }),
    why,
    unused: beaten.map(({ source }) => source),
  };
}

/** What `the environment's own` and `as the locale says` come to. */
function shownValue(name: SettingName, { kind, value }: Origin, { origins, lang }: Surroundings): string | undefined {
  if (kind !== 'default') return value;
  if (name === 'lang') return lang;
  if (name !== 'base_url') return value;
  const env = origins.find((origin) => origin.name === 'env')?.chosen?.value as EnvName;
  return env === 'local' ? t`the emulator in this process` : baseUrls[env];
}

function keySource({ origins, saved }: Surroundings): string | undefined {
  const name = origins.find((origin) => origin.name === 'profile')?.chosen?.value ?? '';
  const key = saved.profiles.get(name)?.key;
  return key?.kind === 'key_env' ? `key_env ${key.key_env}` : key?.kind;
}

export function settingsTable(settings: readonly ShownSetting[]): Block {
  return tableOf(
    [
      { id: 'name', title: t`setting`, cell: ({ name }) => name },
      { id: 'value', title: t`value`, wraps: 24, cell: valueText },
      { id: 'source', title: t`from`, wraps: 20, cell: sourceText },
    ],
    settings,
  );
}

function valueText({ value, source, key_source }: ShownSetting): string {
  if (value !== undefined) return value;
  if (source === undefined) return '-';
  return key_source === 'key_command' ? t`told by a command, which was not run` : t`not known here`;
}

function sourceText({ source, key_source, why, unused }: ShownSetting): string {
  const from = source === undefined ? why : source === 'default' ? t`default` : source;
  const whole = key_source === undefined ? from : `${from}, ${key_source}`;
  return unused.length === 0 ? whole : t`${whole}; not ${unused.join(', ')}`;
}

/** As typed. */
export const profileFlags = {
  appcode: value('<code>', () => t`add: the app code; --env, --key-file and --mchid give the rest`),
  key_env: value('<name>', () => t`add: the variable that holds the key, instead of --key-file`),
  key_command: value('<command>', () => t`add: a shell command that prints the key, such as 'pass qfpay/prod'`),
  use: toggle(() => t`add: make it the current one`),
  force: toggle(() => t`add: replace one of the same name`),
  ...columnsFlag(profileColumnNames),
};

export type ProfileOptions = FlagValues<typeof profileFlags> & GlobalOptions;
