import { tell } from '../../command/command.ts';
import type { Session } from '../../command/session.ts';
import type { Context, Resume } from '../../context.ts';
import { decisiveRecord, isFinal, isSameSum, outcomeOfRecord } from '../../diagnosis/outcome.ts';
import { t } from '../../language/t.ts';
import { isAskedFor, pollOnce, pollUntilDone } from '../../lookup/wait.ts';
import { windowAround } from '../../lookup/window.ts';
import { checkoutExpiry, type SignedCheckout } from '../../payment/checkout-link.ts';
import type { PaymentState } from '../../report/payment-report.ts';
import type { Parameter } from '../../signature/sign.ts';
import type { Transaction } from '../../transaction/transaction.ts';

/** A link with its number and its time. */
export interface CheckoutOrder {
  readonly out_trade_no: string;
  readonly made_at: Date;
  readonly parameters: readonly Parameter[];
  readonly signed: SignedCheckout;
  readonly resume: Resume & { readonly out_trade_no: string };
}

/** What became of an order on QFPay's page. */
export interface WaitedCheckout {
  readonly state: PaymentState;
  /** Every paid record: more than one is money that came in twice. */
  readonly paid: readonly Transaction[];
}

/** Attempts that were declined are told and waited past: the payer may take another card. */
export async function waitForPaid(
  order: CheckoutOrder,
  wait_seconds: number | undefined,
  { gateway }: Session,
  context: Context,
): Promise<WaitedCheckout> {
  const { out_trade_no, made_at, parameters, resume } = order;
  const filter = { out_trade_no: [out_trade_no], window: windowAround(made_at) };
  const told = new Set<string>();
  const transaction = {
    out_trade_no,
    txamt: new Map(parameters).get('txamt') ?? '',
    txcurrcd: new Map(parameters).get('txcurrcd') ?? '',
  };
  let waited: WaitedCheckout = { state: { outcome: 'awaiting_payer', transaction }, paid: [] };
  const label = t`the payment of ${out_trade_no}`;
  await pollUntilDone(
    gateway.settings.env,
    context,
    { deadline: deadlineOf(order, wait_seconds), resume, label },
    async () => {
      const found = await pollOnce(gateway, filter, resume);
      const records =
        found?.records.filter((record) => isAskedFor(record, filter) && isSameSum(record, parameters)) ?? [];
      tellDeclined(records, told, context);
      const open = records.filter((record) => outcomeOfRecord(record) !== 'declined');
      const record = decisiveRecord(open.length > 0 ? open : records);
      if (!found || !record) return false;
      waited = { state: stateOf(record, found.answer, transaction), paid: records.filter(isPaid) };
      return isFinal(waited.state.outcome);
    },
  );
  if (isFinal(waited.state.outcome)) return waited;
  const reason = t`out_trade_no ${out_trade_no} was not paid within the time limit`;
  return { ...waited, state: { ...waited.state, outcome: 'pending', reason } };
}

function isPaid(record: Transaction): boolean {
  return outcomeOfRecord(record) === 'paid';
}

function tellDeclined(records: readonly Transaction[], told: Set<string>, context: Context): void {
  for (const record of records) {
    const { syssn = '', respcd = '', errmsg = '' } = record;
    if (outcomeOfRecord(record) !== 'declined' || told.has(syssn)) continue;
    told.add(syssn);
    tell(context, t`note: an attempt was declined (${`${respcd} ${errmsg}`.trim()}); the payer may try again`);
  }
}

/** A declined attempt is no end of the order. */
function stateOf(record: Transaction, answer: PaymentState['answer'], known: Transaction): PaymentState {
  const { respcd, errmsg, ...fields } = record;
  const seen = outcomeOfRecord(record);
  return {
    outcome: seen === 'declined' ? 'awaiting_payer' : seen,
    ...(respcd === undefined ? {} : { respcd }),
    ...(errmsg === undefined ? {} : { message: errmsg }),
    ...(answer ? { answer } : {}),
    transaction: { ...known, ...fields },
  };
}

function deadlineOf({ parameters, made_at }: CheckoutOrder, wait_seconds: number | undefined): Date {
  if (wait_seconds !== undefined) return new Date(made_at.getTime() + wait_seconds * 1000);
  const expiry = checkoutExpiry(new Map(parameters).get('checkout_expired_time'), made_at);
  return expiry ?? new Date(made_at.getTime() + 30 * 60_000);
}
