import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import { explicitProfile } from '../../merchant/environment.ts';
import { resolveLang } from '../../merchant/lang.ts';
import { profilesPath, readProfiles } from '../../merchant/profiles.ts';
import type { Report } from '../../report/report.ts';
import type { ProfileOptions } from './options.ts';
import { requireSaved } from './require-saved.ts';
import { settingsTable, shownSettings } from './shown-settings.ts';
import { profileData } from './view.ts';

/**
 * `qfpay profile show [name]`: every value that a command would use, and where it came from. Asks nobody and runs no command, a
 * `key_command` neither.
 * @throws UsageError, ConfigError a name that is not saved; a file that is broken as a whole
 */
export async function showProfile(
  options: ProfileOptions,
  name: string | undefined,
  context: Context,
): Promise<Report> {
  const saved = readProfiles(context);
  const asked = name === undefined ? options : { ...options, profile: name };
  const wanted = name ?? explicitProfile(options, context)?.text;
  if (wanted !== undefined) requireSaved(saved, wanted);
  const settings = shownSettings({ options: asked, context, saved }, resolveLang(asked, context));
  const used = settings.find((setting) => setting.name === 'profile')?.value;
  const profile = used !== undefined && saved.profiles.has(used) ? profileData(used, saved, context) : undefined;
  const file = profilesPath(context);
  return {
    command: 'profile',
    exit_code: 0,
    warnings: saved.warnings ?? [],
    data: { ...(profile ? { profile } : {}), file, settings },
    blocks: [settingsTable(settings), { kind: 'rows', rows: [[t`profiles file`, file]] }],
  };
}
