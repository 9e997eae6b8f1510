import type { JsonObject } from '../signature/python-json.ts';
import type { Entry } from './entry.ts';
import { formatMoment } from './moment.ts';
import { errmsgOf } from './refusal.ts';
import type { State } from './state.ts';
import { channelNumber } from './syssn.ts';

/** A transaction that a query found, and how it stands. */
export interface Found {
  readonly entry: Entry;
  readonly state: State;
}

/** One record of a query's `data`. `origssn` is null for a payment. */
export function formatRecord({ entry, state }: Found): JsonObject {
  const { respcd, cancel, paid_at } = state;
  return {
    syssn: entry.syssn,
    out_trade_no: entry.out_trade_no,
    chnlsn: paid_at === undefined ? '' : channelNumber(entry.syssn),
    goods_name: entry.goods_name ?? '',
    txcurrcd: entry.txcurrcd,
    origssn: entry.orig_syssn ?? null,
    pay_type: entry.pay_type,
    order_type: entry.kind,
    txdtm: entry.txdtm,
    txamt: String(entry.txamt),
    sysdtm: formatMoment(entry.made_at),
    cancel,
    paydtm: formatMoment(paid_at),
    cardcd: entry.cardcd ?? '',
    chnlsn2: '',
    userid: '2500000',
    respcd,
    goods_info: '',
    errmsg: respcd === '0000' ? 'success' : errmsgOf(respcd),
    clisn: '000001',
    cardtp: '5',
  };
}
