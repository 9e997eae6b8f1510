import type { Context } from '../../context.ts';
import {
  ConfigError,
  DeclinedError,
  NetworkError,
  type QfpayError,
  RateLimitedError,
  SignatureError,
} from '../../errors.ts';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { RefusalDiagnosis } from '../../report/refused-signature.ts';
import type { ResumedEntry } from '../../report/resume-report.ts';
import { isOpen } from '../history/listed-entry.ts';
import { refusalOf, type Session, withSession } from '../session.ts';
import { resumedAs, resumedBy, resumedWithout } from './entry.ts';
import { needsOf } from './needs.ts';

/** Hears what is known where the gateway refused a signature (1108). */
type OnRefused = (diagnosis: RefusalDiagnosis) => void;

/** Calls that are to be settled together, and with which settings. */
interface Group {
  readonly options: GlobalOptions;
  readonly entries: readonly HistoryEntry[];
}

/**
 * Asks what became of each call that is open, in its own environment, and writes it down. Moves no money.
 * @throws ConfigError the settings that were typed are none
 * @throws CancelledError interrupted
 */
export async function resumeEntries(
  entries: readonly HistoryEntry[],
  options: GlobalOptions,
  context: Context,
  onRefused: OnRefused,
): Promise<ResumedEntry[]> {
  const asked = new Map<string, ResumedEntry>();
  for (const group of groupsOf(entries.filter(isOpen), options)) {
    for (const resumed of await resumeGroup(group, context, onRefused)) asked.set(resumed.id, resumed);
  }
  return entries.map((entry) => asked.get(entry.id) ?? resumedAs(entry, options));
}

/** What was typed is meant for all of them; else each environment has its own credentials. */
function groupsOf(entries: readonly HistoryEntry[], options: GlobalOptions): Group[] {
  if (entries.length === 0) return [];
  if (isTyped(options)) return [{ options, entries }];
  const envs = [...new Set(entries.map(({ env }) => env))];
  return envs.map((env) => ({ options: { ...options, env }, entries: entries.filter((entry) => entry.env === env) }));
}

function isTyped({ env, profile, key_file }: GlobalOptions): boolean {
  return env !== undefined || profile !== undefined || key_file !== undefined;
}

async function resumeGroup(
  { options, entries }: Group,
  context: Context,
  onRefused: OnRefused,
): Promise<ResumedEntry[]> {
  try {
    return await withSession(options, context, async (session) => {
      const resumed = await askAbout(entries, options, session, context);
      const diagnosis = await refusalOf(session, context);
      if (diagnosis) onRefused(diagnosis);
      return resumed;
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return entries.map((entry) => resumedWithout(entry, options, t`--env ${entry.env}, for which ${error.message}`));
  }
}

async function askAbout(
  entries: readonly HistoryEntry[],
  options: GlobalOptions,
  session: Session,
  context: Context,
): Promise<ResumedEntry[]> {
  const resumed: ResumedEntry[] = [];
  const progress = context.progress(t`asking what became of open calls`);
  let failure: QfpayError | undefined;
  try {
    for (const [index, entry] of entries.entries()) {
      progress.update(t`asking what became of ${entry.out_trade_no} (${index + 1} of ${entries.length})`);
      const needs = needsOf(entry, session.settings);
      if (needs !== undefined) {
        resumed.push(resumedWithout(entry, options, needs));
        continue;
      }
      // A gateway that gives no answer now would let each of the others wait as long.
      const result = failure ?? (await unlessNoAnswer(() => resumedBy(entry, options, session.gateway, context)));
      if ('exit_code' in result) failure = result;
      resumed.push('exit_code' in result ? resumedAs(entry, options, result) : result);
    }
  } finally {
    progress.stop();
  }
  return resumed;
}

/** The error in place of the result, where the gateway could not be asked. */
async function unlessNoAnswer<T>(ask: () => Promise<T>): Promise<T | QfpayError> {
  try {
    return await ask();
  } catch (error) {
    const noAnswers = [NetworkError, RateLimitedError, SignatureError, DeclinedError];
    if (noAnswers.some((kind) => error instanceof kind)) return error as QfpayError;
    throw error;
  }
}
