import { andMore, type ExitName, exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Block, Report, ReportError, Tone } from './report.ts';

const tones = { ok: 'good', warning: 'wait', fail: 'bad', skipped: 'plain' } as const satisfies Record<
  CheckStatus,
  Tone
>;

/** As long as one another: in each language a letter has one width, so that what stands behind them is in line. */
function wordOf(status: CheckStatus): string {
  const words = { ok: t`ok`, warning: t`warning`, fail: t`FAIL`, skipped: t`skipped` };
  return words[status].padEnd(Math.max(...Object.values(words).map((word) => word.length)));
}

/** What has to be mended first: without a configuration nothing can be sent, without an answer no signature checked. */
const severity = ['config', 'network', 'rate-limited', 'signature'] as const;

/**
 * What is not well first, and what to do under it; then how many are fine, or with `shows_all` a line for each of those too.
 */
export function doctorReport(checks: readonly DoctorCheck[], { shows_all = false } = {}): Report {
  const worst = worstOf(checks);
  const isProblem = ({ status }: DoctorCheck) => status === 'fail' || status === 'warning';
  const problems = [
    ...checks.filter(({ status }) => status === 'fail'),
    ...checks.filter(({ status }) => status === 'warning'),
  ];
  const shown = [...problems, ...(shows_all ? checks.filter((check) => !isProblem(check)) : [])];
  const room = Math.max(0, ...shown.map(({ id }) => id.length));
  return {
    command: 'doctor',
    exit_code: worst ? exitCodes[worst.fails_as ?? 'config'] : exitCodes.ok,
    data: {
      checks: checks.map(({ fails_as: _, why, ...check }) => ({ ...check, found: withReason(check.found, why) })),
    },
    blocks: [
      ...reasonsOnce(shown).flatMap((check) => checkBlocks(check, room)),
      ...(shows_all ? [sumUp(checks)] : fineBlocks(checks)),
    ],
    // On one screen what is wrong stands above, and is not said again beneath.
    is_told: true,
    ...(worst ? { error: errorOf(worst, checks) } : {}),
  };
}

/** A reason that several settings share is said at the first of them. */
function reasonsOnce(checks: readonly DoctorCheck[]): DoctorCheck[] {
  const said = new Set<string>();
  return checks.map(({ why, ...check }) => {
    if (why === undefined || said.has(why)) return check;
    said.add(why);
    return { ...check, found: withReason(check.found, why) };
  });
}

function withReason(found: string, why: string | undefined): string {
  return why === undefined ? found : t`${found} (${why})`;
}

function fineBlocks(checks: readonly DoctorCheck[]): Block[] {
  const count = (status: CheckStatus) => checks.filter((check) => check.status === status).length;
  const [fine, left_out] = [count('ok'), count('skipped')];
  const text =
    left_out === 0
      ? t`${fine} checks are fine: --all shows them`
      : t`${fine} checks are fine, ${left_out} skipped: --all shows them`;
  return [{ kind: 'headline', tone: 'good', word: wordOf('ok'), text }];
}

function worstOf(checks: readonly DoctorCheck[]): DoctorCheck | undefined {
  const bad = checks.filter(({ status }) => status === 'fail');
  return severity.flatMap((kind) => bad.find(({ fails_as }) => fails_as === kind) ?? [])[0];
}

function checkBlocks({ id, status, found, next_step }: DoctorCheck, room: number): Block[] {
  return [
    { kind: 'headline', tone: tones[status], word: wordOf(status), label: `${id.padEnd(room)}  `, text: found },
    ...(next_step === undefined ? [] : [{ kind: 'hint', text: next_step } as const]),
  ];
}

function sumUp(checks: readonly DoctorCheck[]): Block {
  const count = (status: CheckStatus) => checks.filter((check) => check.status === status).length;
  const [bad, warned, left_out] = [count('fail'), count('warning'), count('skipped')];
  const status = bad > 0 ? 'fail' : warned > 0 ? 'warning' : 'ok';
  const text = t`${checks.length} checks: ${bad} failed, ${warned} with a warning, ${left_out} skipped`;
  return { kind: 'headline', tone: tones[status], word: wordOf(status), text };
}

function errorOf({ id, found, next_step }: DoctorCheck, checks: readonly DoctorCheck[]): ReportError {
  const others = checks.filter(({ status }) => status === 'fail').length - 1;
  const told = `${id}: ${found}`;
  return { message: told + andMore(others), ...(next_step === undefined ? {} : { hint: next_step }) };
}

type CheckStatus = 'ok' | 'warning' | 'fail' | 'skipped';

/** One thing that was looked at. */
export interface DoctorCheck {
  readonly id: string;
  readonly status: CheckStatus;
  readonly found: string;
  readonly next_step?: string;
  /** The reason for what was found, which other checks may share. */
  readonly why?: string;
  /** What a failed check makes of the exit status. */
  readonly fails_as?: Extract<ExitName, 'config' | 'network' | 'rate-limited' | 'signature'>;
}

export function ok(id: string, found: string, why?: string): DoctorCheck {
  return { id, status: 'ok', found, ...(why === undefined ? {} : { why }) };
}

export function skipped(id: string, found: string): DoctorCheck {
  return { id, status: 'skipped', found };
}

export function warning(id: string, found: string, next_step: string): DoctorCheck {
  return { id, status: 'warning', found, next_step };
}

/** A value that is not there, not to be read, or cannot be right. */
export function failed(
  id: string,
  found: string,
  next_step: string,
  fails_as: DoctorCheck['fails_as'] = 'config',
): DoctorCheck {
  return { id, status: 'fail', found, next_step, ...(fails_as ? { fails_as } : {}) };
}
