import type { Context } from '../../context.ts';
import { readHistory, sendingTimes } from '../../history/history.ts';
import { attemptsOf, type HistoryAttempt, type RecordedSending } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import type { Settings } from '../../merchant/merchant.ts';
import type { RefundCommands } from '../../report/refund-findings.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import { formatTxdtm } from '../../transaction/txdtm.ts';
import { connectionFlags, shellLine } from '../resume-command.ts';
import type { RefundPlan } from './plan.ts';
import type { RefundRequest } from './request.ts';
import type { RefundOrder } from './send.ts';

/** The command lines to go on with. The same one is as good as any: it makes the same refund, once. */
export function refundCommands({ named, sum, options }: RefundRequest, out_trade_no?: string): RefundCommands {
  const { refund_no, since, until, wait, wait_timeout, skip_rule = [], yes } = options;
  const name = named.field === 'syssn' ? ['--syssn', named.value] : [named.value];
  const times = Object.entries({ since, until }).flatMap(([flag, value]) => (value ? [`--${flag}`, value] : []));
  const more = [
    ...(wait ? ['--wait'] : []),
    ...(wait_timeout === undefined ? [] : ['--wait-timeout', wait_timeout]),
    ...skip_rule.flatMap((id) => ['--skip-rule', id]),
    ...(yes ? ['--yes'] : []),
    ...connectionFlags(options),
  ];
  const number = refund_no === undefined ? [] : ['--refund-no', refund_no];
  const line = (amount: readonly string[]) => shellLine(['qfpay', 'refund', ...name, ...amount, ...times, ...more]);
  return {
    ...(out_trade_no === undefined
      ? {}
      : { query: shellLine(['qfpay', 'query', out_trade_no, ...connectionFlags(options), '--wait']) }),
    again: line([...sumFlags(sum), ...number]),
    full: line(['--full']),
  };
}

function sumFlags(sum: RefundRequest['sum']): string[] {
  if (sum === 'full') return ['--full'];
  return 'txamt' in sum ? ['--txamt', sum.txamt] : ['--amount', sum.amount];
}

export function refundParameters(
  { payment, txamt, out_trade_no }: RefundPlan,
  { timezone }: Settings,
  now: Date,
  sent_as: Readonly<Record<string, string>> = {},
): Parameter[] {
  return [
    ['syssn', payment.syssn],
    ['out_trade_no', out_trade_no],
    ['txamt', txamt],
    ...Object.entries({ txdtm: formatTxdtm(now, timezone), ...sent_as }),
  ];
}

/** Outcomes after which nothing of a sending can come any more. */
const known: readonly string[] = ['not_sent', 'declined', 'refunded'];

/** What the history keeps of it and what is said before it leaves. */
export function makeRefundOrder(
  plan: RefundPlan,
  request: RefundRequest,
  settings: Settings,
  context: Context,
  lifted: readonly string[],
): RefundOrder {
  const sent_at = context.clock.now();
  const order = refundOrder(plan, request, settings, { command: 'refund', sent_at, lifted });
  return { ...order, in_doubt: mayBeUnderway(order.sending, sent_at, context), notices: noticesOf(settings) };
}

export interface SendingFacts {
  /** The command that sends it. */
  readonly command: string;
  readonly sent_at: Date;
  /** Rules that would have refused it. */
  readonly lifted: readonly string[];
}

/** Decides without doing: of what became of earlier sendings nothing is known here. */
export function refundOrder(
  plan: RefundPlan,
  request: RefundRequest,
  settings: Settings,
  { command, sent_at, lifted }: SendingFacts,
): RefundOrder {
  const { payment, txamt, out_trade_no, is_given } = plan;
  const { env, base_url, merchant } = settings;
  const optional = { mchid: merchant.mchid, pay_type: payment.pay_type, txcurrcd: payment.txcurrcd };
  const sending: RecordedSending = {
    ...{ command, env, base_url, app_code: merchant.app_code, endpoint: 'refund', out_trade_no },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...{ txamt, orig_syssn: payment.syssn },
    ...(lifted.length > 0 ? { skipped_rules: lifted } : {}),
  };
  return {
    ...{ payment, txamt, out_trade_no, is_given, sent_at, sending },
    parameters: refundParameters(plan, settings, sent_at, request.options.sent_as),
    in_doubt: false,
    notices: [],
    resume: { out_trade_no, command: refundCommands(request).again },
  };
}

/** How long a request may be on its way. What was sent before that and was made is on the gateway's books by now. */
export const longestWay = 10 * 60_000;

/** Whether this machine has sent the number a moment ago, and does not know what became of it. */
function mayBeUnderway({ env, app_code, out_trade_no }: RecordedSending, now: Date, context: Context): boolean {
  const isRecent = (time: string) => now.getTime() - Date.parse(time) < longestWay;
  // Most refunds were never sent: a long history is not read for them.
  if (!isRecent(sendingTimes(context)(out_trade_no) ?? '')) return false;
  const isOpen = ({ settled }: HistoryAttempt) => !known.includes(settled?.outcome ?? 'open');
  return readHistory(context).entries.some((entry) => {
    const is_same = entry.out_trade_no === out_trade_no && entry.env === env && entry.app_code === app_code;
    return is_same && isOpen(entry) && attemptsOf(entry).some((each) => isOpen(each) && isRecent(each.time));
  });
}

function noticesOf({ env }: Settings): string[] {
  if (env === 'test') return [t`test moves real money: this gives it back to the payer`];
  return env === 'sandbox' ? [t`sandbox is simulated: no real money moves`] : [];
}
