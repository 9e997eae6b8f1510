import {
  formatNotification,
  type NotificationFields,
  signNotification,
} from '../../notification/format-notification.ts';
import { ClientKey } from '../../signature/client-key.ts';
import type { Book } from '../book.ts';
import type { Entry, EventNotice } from '../entry.ts';
import { formatMoment } from '../moment.ts';
import { stateOf } from '../state.ts';
import { channelNumber } from '../syssn.ts';

/** A notification as it is sent. */
export interface Message {
  readonly body: string;
  readonly signature: string;
}

const anotherKey = new ClientKey('the-key-of-somebody-else');

/** Undefined where no money moved after all: the order was closed or ran out before anybody paid. */
export function messageOf(entry: Entry, book: Book, now: Date, key: ClientKey): Message | undefined {
  if (entry.notice) return signedMessage(entry, noticeBody(entry, entry.notice), key);
  if (stateOf(entry, book, now).respcd !== '0000') return undefined;
  const notify_type = entry.kind === 'refund' ? 'refund' : 'payment';
  const fields = notify_type === 'refund' ? refundFields(entry, book) : paymentFields(entry, book, now);
  return signedMessage(entry, formatNotification(notify_type, { ...commonFields(entry), ...fields }), key);
}

function signedMessage({ notification_fault }: Entry, body: string, key: ClientKey): Message {
  return { body, signature: signNotification(body, notification_fault === 'forged' ? anotherKey : key) };
}

function noticeBody({ made_at }: Entry, { notify_type, fields }: EventNotice): string {
  return formatNotification(notify_type, { sysdtm: formatMoment(made_at), ...fields });
}

function commonFields(entry: Entry): NotificationFields {
  const { owner, out_trade_no, syssn, txamt, txcurrcd, txdtm, made_at } = entry;
  const mchid = owner.slice(owner.indexOf('/') + 1);
  const sysdtm = formatMoment(made_at);
  const sums = { txamt: String(txamt), txcurrcd, txdtm, sysdtm, respcd: '0000' };
  return { mchid: mchid === '' ? undefined : mchid, out_trade_no, syssn, ...sums };
}

function paymentFields(entry: Entry, book: Book, now: Date): NotificationFields {
  const { cancel, paid_at } = stateOf(entry, book, now);
  const { pay_type, goods_name = '', syssn, cardcd } = entry;
  const paydtm = formatMoment(paid_at);
  return {
    pay_type,
    goods_name,
    paydtm,
    cancel,
    chnlsn: channelNumber(syssn),
    ...(cardcd === undefined ? {} : { cardcd }),
  };
}

function refundFields({ orig_syssn = '' }: Entry, book: Book): NotificationFields {
  return { orig_syssn, orig_out_trade_no: book.find(orig_syssn)?.out_trade_no };
}
