import { baseUrls, type EnvName } from '../../catalog/endpoints.ts';
import { t } from '../../language/t.ts';
import type { Origin, Provenance, SettingWorld } from '../../merchant/origin.ts';
import type { Profiles } from '../../merchant/profile-file.ts';
import { provenance, type SettingName } from '../../merchant/provenance.ts';
import type { Block } from '../../report/report.ts';
import { tableOf } from '../../report/table-columns.ts';

/** A setting as it would be used now. */
export interface ShownSetting {
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
