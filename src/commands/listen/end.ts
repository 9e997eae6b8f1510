import type { Context } from '../../context.ts';
import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Report } from '../../report/report.ts';
import type { Tally } from './tally.ts';

/** The last line. Ctrl-C is an interruption; a system that ends it is obeyed, and nothing has failed. */
export function endReport(tally: Tally, { interruption }: Pick<Context, 'interruption'>): Report {
  const is_told = interruption.by !== undefined && interruption.by !== 'SIGINT';
  return {
    command: 'listen',
    exit_code: is_told ? exitCodes.ok : exitCodes.interrupted,
    data: { event: 'end', ...tally },
    blocks: [],
    ...(is_told ? {} : { error: { message: t`interrupted` } }),
  };
}
