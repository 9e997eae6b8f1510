import type { Context } from '../../context.ts';
import { chooseBaseUrl, overridingBaseUrl } from '../../merchant/base-url.ts';
import { folderChoice } from '../../merchant/dotenv.ts';
import { namedEnv } from '../../merchant/environment.ts';
import { configFolder, stateFolder } from '../../merchant/folders.ts';
import type { Chosen } from '../../merchant/given.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { resolveLang } from '../../merchant/lang.ts';
import type { Settings } from '../../merchant/merchant.ts';
import { chooseSignType, chooseTimeout, chooseTimezone } from '../../merchant/preferences.ts';
import type { Profiles } from '../../merchant/profile-file.ts';
import { readProfiles } from '../../merchant/profiles.ts';
import { provenance, type SettingName } from '../../merchant/provenance.ts';
import { type KnownMerchant, resolveMerchant } from '../../merchant/resolve-merchant.ts';
import { cautionsOf } from '../../merchant/settings.ts';
import { findVariable } from '../../merchant/variables.ts';
import type { DoctorCheck } from '../../report/doctor-check.ts';
import { baseUrlChecks } from './base-url-checks.ts';
import { dotenvChecks, variableChecks } from './file-checks.ts';
import { requireFolder } from './folder-check.ts';
import { credentialsCheck, profilesCheck } from './merchant-checks.ts';
import { originCheck } from './origin-check.ts';
import { type Settled, settle } from './settle.ts';
import { shapeChecks } from './shape-checks.ts';

export interface Configuration {
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
export async function configurationChecks(options: GlobalOptions, context: Context): Promise<Configuration> {
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
    ...(usable ? { usable: withPreferences(usable, { sign_type, timezone, timeout }) } : {}),
    preferences: { timezone: 'value' in timezone ? timezone.value.value : 'Asia/Hong_Kong' },
  };
}

function errorOf(refused: Readonly<Partial<Record<SettingName, Settled<unknown>>>>, name: SettingName) {
  const settled = refused[name];
  return settled && 'error' in settled ? settled.error : undefined;
}

async function baseUrlOf(options: GlobalOptions, context: Context, known: Settled<KnownMerchant>) {
  return settle(() => {
    const override = overridingBaseUrl(options, context);
    const identity = 'value' in known ? known.value.identity : undefined;
    return { override, chosen: identity ? chooseBaseUrl(override, identity) : override };
  });
}

type BaseUrl = { readonly override: unknown; readonly chosen: Chosen<string> | undefined };

function usableOf(
  known: KnownMerchant,
  base_url: BaseUrl,
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
    ...(log ? { log: log.value } : {}),
    verbose: options.verbose === true,
    warnings,
    cautions,
    sources,
  };
  return { settings, is_overridden: base_url.override !== undefined };
}

interface Preferences {
  readonly sign_type: Settled<{ readonly value: Settings['sign_type'] }>;
  readonly timezone: Settled<{ readonly value: string }>;
  readonly timeout: Settled<{ readonly value: number }>;
}

/** One that is refused leaves the default: the rest can be looked at all the same. */
function withPreferences({ settings, ...rest }: Usable, { sign_type, timezone, timeout }: Preferences): Usable {
  return {
    ...rest,
    settings: {
      ...settings,
      ...('value' in sign_type ? { sign_type: sign_type.value.value } : {}),
      ...('value' in timezone ? { timezone: timezone.value.value } : {}),
      ...('value' in timeout ? { timeout_ms: timeout.value.value } : {}),
    },
  };
}
