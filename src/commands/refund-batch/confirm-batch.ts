import type { Context } from '../../context.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { PlanFindings } from '../../report/batch-findings.ts';
import { planLines } from '../../report/batch-plan-report.ts';
import { formatMoney } from '../../transaction/money.ts';
import { isInteractive } from '../can-ask.ts';
import { confirmAmount } from '../confirm-amount.ts';
import type { Session } from '../session.ts';
import { tell } from '../tell.ts';

/**
 * Shows the plan and has it agreed to: in prod by typing the total of each currency, elsewhere by a yes where there is somebody to
 * say it.
 * @throws CancelledError something else was typed
 */
export async function confirmBatch(
  plan: PlanFindings,
  { settings }: Session,
  options: GlobalOptions,
  context: Context,
): Promise<void> {
  for (const line of planLines(plan)) tell(context, line);
  if (options.yes || plan.totals.every(({ rows_to_send }) => rows_to_send === 0)) return;
  if (settings.env === 'prod') {
    for (const { txcurrcd, txamt_to_send, rows_to_send } of plan.totals) {
      if (rows_to_send === 0) continue;
      const amount = formatMoney(String(txamt_to_send), txcurrcd);
      await confirmAmount({ what: t`${rows_to_send} refunds, together ${amount}`, amount }, settings, options, context);
    }
  } else if (isInteractive(options, context)) {
    for (const caution of settings.cautions ?? []) tell(context, caution);
    const answer = await context.prompt.ask(t`Go ahead? (y/N)`);
    if (!/^y(es)?$/i.test(answer.trim())) throw new CancelledError(t`not agreed to: nothing was sent`);
  }
}
