import type { Context } from '../../context.ts';
import { refuse, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { readProfiles } from '../../merchant/profiles.ts';
import type { Report } from '../../report/report.ts';
import { columnFaults } from '../columns.ts';
import type { ProfileOptions } from './options.ts';
import { brokenData, profileColumnNames, profileData, profileTable } from './view.ts';

/**
 * `qfpay profile list`: all that are saved, also those that are broken.
 * @throws ConfigError the file is broken as a whole
 */
export async function listProfiles(
  options: ProfileOptions,
  name: string | undefined,
  context: Context,
): Promise<Report> {
  if (name !== undefined) throw new UsageError(t`profile list takes no name`, { hint: `qfpay profile show ${name}` });
  refuse(columnFaults(options, profileColumnNames), 'qfpay profile --help');
  const saved = readProfiles(context);
  const profiles = [...saved.profiles.keys()].map((each) => profileData(each, saved, context));
  const broken = brokenData(saved);
  return {
    command: 'profile',
    exit_code: 0,
    warnings: saved.warnings ?? [],
    data: { current: saved.current ?? null, profiles, ...(broken.length > 0 ? { broken } : {}) },
    blocks:
      profiles.length + broken.length > 0
        ? [profileTable(profiles, broken, options.columns)]
        : [
            { kind: 'headline', tone: 'plain', word: t`none`, text: t`no profile is saved yet` },
            { kind: 'hint', text: 'qfpay profile add --help' },
          ],
  };
}
