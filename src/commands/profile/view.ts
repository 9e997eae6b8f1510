import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import type { KeySource, Profiles } from '../../merchant/profile-file.ts';
import { requireProfile } from '../../merchant/profiles.ts';
import { findVariable } from '../../merchant/variables.ts';
import type { Block } from '../../report/report.ts';
import { type ColumnLook, namedColumns, tableOf } from '../../report/table-columns.ts';
import { ClientKey } from '../../signature/client-key.ts';

/** A profile as JSON shows it: the key as its fingerprint, where it is known without running anything. */
export interface ProfileData {
  readonly name: string;
  readonly env: string;
  readonly app_code: string;
  readonly mchid?: string;
  readonly key?: string;
  readonly key_source: KeySource['kind'];
  readonly key_env?: string;
  /** False where another user's file says where the key is. */
  readonly is_used?: false;
  readonly current: boolean;
}

/** @throws ConfigError for a name that is not saved */
export function profileData(name: string, saved: Profiles, context: Context): ProfileData {
  const { env, app_code, mchid, key } = requireProfile(saved, name, 'profile');
  return {
    name,
    env,
    app_code,
    ...(mchid === undefined ? {} : { mchid }),
    ...keyData(key, saved, context),
    current: name === saved.current,
  };
}

/** An entry that cannot be used, and why. */
export interface BrokenData {
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

export const profileColumnNames = ['name', 'env', 'app_code', 'mchid', 'key', 'current', 'key_source'] as const;

/** What is wrong with a broken one stands where its key would be. */
export function profileTable(
  profiles: readonly ProfileData[],
  broken: readonly BrokenData[],
  chosen?: readonly string[],
): Block {
  const looks: Readonly<Record<(typeof profileColumnNames)[number], ColumnLook<ProfileData | BrokenData>>> = {
    name: { title: 'profile', cell: ({ name }) => name },
    env: { title: 'env', cell: (each) => ('rule' in each ? t`BROKEN` : each.env) },
    app_code: { title: 'app_code', cell: (each) => ('rule' in each ? '' : each.app_code) },
    mchid: { title: 'mchid', cell: (each) => ('rule' in each ? '' : (each.mchid ?? '')) },
    key: { title: 'key', wraps: 24, cell: (each) => ('rule' in each ? each.rule : keyText(each)) },
    current: { title: 'current', cell: (each) => ('rule' in each || !each.current ? '' : t`yes`) },
    key_source: { title: 'key_source', extra: true, cell: (each) => ('rule' in each ? '' : each.key_source) },
  };
  return tableOf(namedColumns(profileColumnNames, looks), [...profiles, ...broken], chosen);
}
