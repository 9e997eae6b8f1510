import { tell } from '../../command/command.ts';
import { describeDelivery } from '../../command/deliver.ts';
import type { Context } from '../../context.ts';
import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { beginning } from '../../report/beginning.ts';
import type { Report } from '../../report/report.ts';
import { transactionData } from '../../report/transaction-report.ts';
import { formatMoney } from '../../transaction/money.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import type { PolledEvent } from './poll.ts';
import type { PollPlan } from './poll-plan.ts';
/** What was handed over in a run, and what was not taken, counted by attempts. */
export interface PollTally {
  handed: number;
  not_taken: number;
}

/** The first line: from now on a change is handed over. */
export function pollReadyReport({ target, every_ms, since }: PollPlan): Report {
  const every_seconds = every_ms / 1000;
  const from = since && formatGatewayTime(since);
  return {
    command: 'listen',
    exit_code: exitCodes.ok,
    data: { event: 'ready', made_by: 'poll', forward_to: target, every_seconds, ...(from ? { since: from } : {}) },
    blocks: [
      { kind: 'headline', tone: 'good', word: t`POLLING`, text: t`query, every ${every_seconds} s` },
      { kind: 'rows', rows: [[t`forwards to`, target], ...(from ? [['since', `${from} UTC+8`] as const] : [])] },
      {
        kind: 'hint',
        text: t`QFPay may send an event more than once, and so may this: the endpoint has to tell repeats apart`,
      },
      { kind: 'text', text: '' },
    ],
  };
}

/** One change and what the endpoint said to it. What the merchant or the payer wrote is masked before it is cut. */
export function pollEventReport(event: PolledEvent, now: Date, { secrets }: Pick<Context, 'secrets'>): Report {
  const { change, message, delivery, next_at } = secrets.maskValue(event);
  const { notify_type, record } = change;
  const { out_trade_no = '', txamt = '', txcurrcd = '', syssn = '', pay_type } = record;
  const word = delivery.acknowledged ? t`HANDED OVER` : t`NOT TAKEN`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['out_trade_no', beginning(out_trade_no)],
    [t`amount`, formatMoney(txamt, txcurrcd)],
    ['pay_type', pay_type],
    [t`forwarded`, describeDelivery(delivery)],
    [t`again at`, next_at && `${formatGatewayTime(next_at)} UTC+8`],
  ];
  return {
    command: 'listen',
    exit_code: exitCodes.ok,
    data: {
      ...{ event: 'notification', made_by: 'poll', received_at: now.toISOString(), notify_type },
      ...{
        transaction: transactionData(record),
        notification: JSON.parse(Buffer.from(message.body).toString('utf8')) as unknown,
      },
      ...{ signature: message.headers['x-qf-sign'], forwarded: delivery },
      ...(next_at ? { next_at: next_at.toISOString() } : {}),
    },
    blocks: [
      {
        ...{ kind: 'headline', tone: delivery.acknowledged ? 'good' : 'bad', word },
        text: `${notify_type} ${syssn}  ${formatGatewayTime(now)} UTC+8`,
      },
      { kind: 'rows', rows: rows.flatMap(([label, value]) => (value ? [[label, value] as const] : [])) },
      { kind: 'text', text: '' },
    ],
  };
}

/** The gateway cannot be asked just now; told once until it can be again. */
export function pollTroubleReport(message: string): Report {
  return {
    command: 'listen',
    exit_code: exitCodes.ok,
    data: { event: 'trouble', message },
    blocks: [{ kind: 'headline', tone: 'bad', word: t`NOT ASKED`, text: t`${message}; it is asked again` }],
  };
}

/** The last line. Ctrl-C is an interruption; a system that ends it is obeyed, and nothing has failed. */
export function pollEndReport({ handed, not_taken }: PollTally, context: Context): Report {
  tell(context, t`${handed} handed over, ${not_taken} not taken`);
  const { by } = context.interruption;
  const is_told = by !== undefined && by !== 'SIGINT';
  return {
    command: 'listen',
    exit_code: is_told ? exitCodes.ok : exitCodes.interrupted,
    data: { event: 'end', handed, not_taken },
    blocks: [],
    ...(is_told ? {} : { error: { message: t`interrupted` } }),
  };
}
