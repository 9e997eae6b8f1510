import type { HistoryEntry } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import type { Settings } from '../../merchant/merchant.ts';
import { shellLine } from '../resume-command.ts';

/**
 * What these settings lack to ask about a call: another merchant, or another gateway, would say that it does not know it.
 * Undefined where they are those that it was sent with.
 */
export function needsOf(entry: HistoryEntry, { env, base_url, merchant }: Settings): string | undefined {
  if (entry.env !== env) return `--env ${entry.env}`;
  const { app_code, mchid } = entry;
  if (app_code !== merchant.app_code || mchid !== merchant.mchid)
    return mchid === undefined
      ? t`the --profile or credentials of app code ${app_code}, without an mchid`
      : t`the --profile or credentials of app code ${app_code}, mchid ${mchid}`;
  // The embedded emulator has another port each time.
  if (env !== 'local' && entry.base_url !== base_url) return shellLine(['--base-url', entry.base_url]);
  return undefined;
}
