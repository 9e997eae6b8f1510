import { andMore, exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import type { CheckStatus, DoctorCheck } from './doctor-check.ts';
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

/** One line a check, and what to do under those that are not well. */
export function doctorReport(checks: readonly DoctorCheck[]): Report {
  const worst = worstOf(checks);
  const room = Math.max(0, ...checks.map(({ id }) => id.length));
  return {
    command: 'doctor',
    exit_code: worst ? exitCodes[worst.fails_as ?? 'config'] : exitCodes.ok,
    data: { checks: checks.map(({ fails_as: _, ...check }) => check) },
    blocks: [...checks.flatMap((check) => checkBlocks(check, room)), sumUp(checks)],
    ...(worst ? { error: errorOf(worst, checks) } : {}),
  };
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
