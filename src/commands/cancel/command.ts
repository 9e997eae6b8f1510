import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { checkPreferences, resolveLang } from '../../merchant/settings.ts';
import { together } from '../../merchant/together.ts';
import type { Example } from '../../report/report.ts';
import type { Command } from '../command.ts';
import { addExamples } from '../examples.ts';
import { reportSession } from '../session.ts';
import { type CancelName, type CancelOptions, readCancelRequest } from './request.ts';
import { runCancel } from './run.ts';

/** `reverse` and `close` differ in their endpoint and in what people have to know of it. */
export function cancelCommand(
  name: CancelName,
  description: () => string,
  examples: () => readonly Example[],
): Command<CancelOptions> {
  return {
    declare(command) {
      command
        .description(description())
        .argument('[out_trade_no]', t`the order, by your own number`)
        .option('--syssn <s>', t`the order, by QFPay's number`)
        .option('--dry-run', t`look the order up, show the request and do not send it`);
      addExamples(command, examples());
    },
    async run(options: CancelOptions & GlobalOptions, args: readonly string[], context: Context) {
      const [request] = await together([
        () => readCancelRequest(name, options, args),
        () => checkPreferences(options, context),
      ]);
      const lang = resolveLang(options, context);
      return reportSession(options, context, (session) => runCancel(request, session, context, lang));
    },
  };
}
