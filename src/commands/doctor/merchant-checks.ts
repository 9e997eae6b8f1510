import type { Context } from '../../context.ts';
import { shellWord } from '../../language/shell-word.ts';
import { t } from '../../language/t.ts';
import type { Profiles } from '../../merchant/profile-file.ts';
import { profilesPath } from '../../merchant/profiles.ts';
import type { KnownMerchant } from '../../merchant/resolve-merchant.ts';
import { type DoctorCheck, ok, skipped, warning } from '../../report/doctor-check.ts';
import { failedAs, type Settled } from './settle.ts';

/** Whether the saved merchants can be read. */
export function profilesCheck(saved: Settled<Profiles>, context: Context): DoctorCheck {
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
export function credentialsCheck(known: Settled<KnownMerchant>): DoctorCheck {
  if ('error' in known) return failedAs('credentials', known.error);
  const { merchant, identity } = known.value;
  const { app_code, client_key, mchid } = merchant;
  const store = mchid === undefined ? t`no mchid` : `mchid ${mchid}`;
  return ok('credentials', t`app code ${app_code}, ${client_key}, ${store}, for ${identity.env.value}`);
}
