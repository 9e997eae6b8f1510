import { isLoopback } from '../../catalog/endpoints.ts';
import type { PayType } from '../../catalog/pay-types.ts';
import type { Context, Resume } from '../../context.ts';
import type { Sending } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import type { Settings } from '../../merchant/merchant.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import { formatMoney } from '../../transaction/money.ts';
import { makeOutTradeNo } from '../../transaction/out-trade-no.ts';
import { formatTxdtm } from '../../transaction/txdtm.ts';
import { connectionFlags, resumeCommand, shellLine } from '../resume-command.ts';
import type { PayRequest } from './request.ts';

/** A payment with its number and its time: what is signed and sent. */
export interface Order {
  readonly out_trade_no: string;
  readonly pay_type: PayType;
  readonly parameters: readonly Parameter[];
  /** By this machine's clock. */
  readonly sent_at: Date;
  readonly resume: Resume & { readonly out_trade_no: string };
  readonly amount: string;
}

/** Gives a payment its number and its time, where none was typed. */
export function makeOrder(
  { pay_type, parameters, options }: PayRequest,
  { timezone }: Settings,
  { clock, random }: Pick<Context, 'clock' | 'random'>,
): Order {
  const typed = new Map(parameters);
  const sent_at = clock.now();
  const out_trade_no = typed.get('out_trade_no') ?? makeOutTradeNo(sent_at, random);
  const txdtm = typed.get('txdtm') ?? formatTxdtm(sent_at, timezone);
  const rest = parameters.filter(([name]) => name !== 'out_trade_no' && name !== 'txdtm');
  return {
    out_trade_no,
    pay_type,
    parameters: [...rest, ['out_trade_no', out_trade_no], ['txdtm', txdtm]],
    sent_at,
    resume: { out_trade_no, command: `${resumeCommand(out_trade_no, options)} --wait` },
    amount: formatMoney(typed.get('txamt') ?? '', typed.get('txcurrcd') ?? ''),
  };
}

/** What the history keeps of it: nothing of the payer. */
export function sendingOf(
  { parameters, pay_type, out_trade_no }: Order,
  settings: Settings,
  request: PayRequest,
): Sending {
  const { env, base_url, merchant } = settings;
  const values = new Map(parameters);
  const skipped_rules = request.options.skip_rule ?? [];
  return {
    command: 'pay',
    env,
    base_url,
    app_code: merchant.app_code,
    ...(merchant.mchid === undefined ? {} : { mchid: merchant.mchid }),
    endpoint: 'payment',
    out_trade_no,
    pay_type: pay_type.code,
    txamt: values.get('txamt') ?? '',
    txcurrcd: values.get('txcurrcd') ?? '',
    ...(skipped_rules.length > 0 ? { skipped_rules } : {}),
  };
}

/** What has to be said before money moves, for stderr. */
export function noticesOf(
  { out_trade_no, pay_type }: Order,
  { env, base_url }: Settings,
  { options }: PayRequest,
): string[] {
  if (env === 'test') {
    const { env: _env, ...others } = options;
    const words = ['qfpay', 'refund', out_trade_no, '--full', '--env', 'test', ...connectionFlags(others)];
    return [t`test moves real money, which is not settled: give it back today with ${shellLine(words)}`];
  }
  // On this machine it is an emulator that answers.
  if (env === 'sandbox' && !isLoopback(new URL(base_url).hostname)) {
    return [
      t`sandbox is made for card tests and may not know pay_type ${pay_type.code}: --env local rehearses every pay type, --env test takes real money`,
    ];
  }
  return [];
}
