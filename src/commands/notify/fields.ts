import type { Context } from '../../context.ts';
import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { NotificationFields } from '../../notification/format-notification.ts';
import type { NotifyType } from '../../notification/notification-kinds.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import { parseTxamt } from '../../transaction/money.ts';
import { makeOutTradeNo } from '../../transaction/out-trade-no.ts';
import { checkTxdtm, formatGatewayTime } from '../../transaction/txdtm.ts';

type World = Pick<Context, 'clock' | 'random'>;

/** What is not given is made up, so that a test needs to name only what it is about. */
export function madeUpFields(notify_type: NotifyType, { clock, random }: World): NotificationFields {
  const now = clock.now();
  const time = formatGatewayTime(now);
  const common = {
    txcurrcd: 'HKD',
    txdtm: time,
    sysdtm: time,
    out_trade_no: makeOutTradeNo(now, random),
    syssn: makeUpSyssn(time, random),
  };
  if (notify_type === 'payment') return { ...common, pay_type: '800201', paydtm: time };
  return { ...common, orig_syssn: makeUpSyssn(time, random) };
}

/** 26 digits that begin with the day, as QFPay's do. */
function makeUpSyssn(time: string, random: World['random']): string {
  const digits = Array.from(random.bytes(13), (byte) => byte % 10).join('');
  return `${time.slice(0, 10).replaceAll('-', '')}18050${digits}`;
}

/** What no notification of QFPay's would have; anything else may be tried on an endpoint. */
export function fieldFaults(fields: readonly Parameter[]): Fault[] {
  const names = fields.map(([name]) => name);
  return [
    ...fields.flatMap(([name, value]) => valueFault(name, value) ?? []),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => ({ field: name, rule: t`must be given once` })),
  ];
}

function valueFault(name: string, value: string): Fault | undefined {
  if (name === 'txamt') {
    const read = parseTxamt(value);
    return 'fault' in read ? { field: name, value, rule: read.fault.rule } : undefined;
  }
  if (!['txdtm', 'sysdtm', 'paydtm'].includes(name) || value === '') return undefined;
  const fault = checkTxdtm(value);
  return fault && { ...fault, field: name };
}
