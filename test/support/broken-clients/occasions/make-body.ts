import type { Chance } from '../chance.ts';
import { type Json, type JsonObject, jsonStyles, printJson } from '../languages/json.ts';
import { amount, currency, mchid, number, payType, syssn, time } from './parameter-makers.ts';
import { texts } from './texts.ts';

type Entry = readonly [string, Json];

/** Both print alike, save for what is not ASCII: answers of some channels carry it raw. */
const qfpayStyles = [
  jsonStyles['Python json.dumps'],
  jsonStyles['Python json.dumps'],
  jsonStyles['Python json.dumps, ensure_ascii=False'],
];

function common(chance: Chance): Entry[] {
  return [
    ['txdtm', time(chance)],
    ['sysdtm', time(chance)],
    ['txamt', chance.isTrue(0.2) ? { digits: amount(chance) } : amount(chance)],
    ['txcurrcd', currency(chance)],
    ['out_trade_no', number(chance)],
    ['syssn', syssn(chance)],
    ['respcd', '0000'],
    ['pay_type', payType(chance)],
  ];
}

function notification(chance: Chance): Entry[] {
  const optional: Entry[] = [
    ['goods_name', chance.one(['', ...texts])],
    ['goods_info', chance.one(['', ...texts])],
    ['exchange_rate', ''],
    ['chnlsn', `20260302${chance.digits(20)}`],
    ['chnlsn2', ''],
    ['cardcd', `2088${chance.digits(12)}`],
    ['cash_fee', '0'],
    ['cash_fee_type', ''],
    ['pay_url', 'https://shop.example/pay?a=1&b=2'],
    ['errmsg', null],
  ];
  const mark: Entry = chance.isTrue(0.2) ? ['cancel', { digits: '0' }] : ['cancel', '0'];
  const rest = chance.shuffled(optional).slice(0, chance.integer(2, optional.length));
  return [['status', '1'], ['notify_type', 'payment'], ['mchid', mchid(chance)], mark, ...common(chance), ...rest];
}

function answer(chance: Chance): Entry[] {
  const messages: Entry[] = [
    ['resperr', chance.one(['交易成功', '請求成功', '該筆訂單被禁止退款，已經超出可退款時限(1265)', 'OK'])],
    ['respmsg', chance.one(['', 'OK', "<Fault 'MCHCODE非法'>"])],
  ];
  const record: JsonObject = { entries: chance.shuffled(common(chance)) };
  if (chance.isTrue(0.3)) {
    return [
      ...messages,
      ['respcd', '0000'],
      ['page', { digits: '1' }],
      ['page_size', { digits: '10' }],
      ['data', [record]],
    ];
  }
  const qrcode: Entry = ['qrcode', 'https://qr.example/a/b?c=1&d=2'];
  return [...messages, ...common(chance), ['chnlsn', ''], ...(chance.isTrue(0.5) ? [qrcode] : [])];
}

/** A body in QFPay's spelling, in no particular order, as Python's dictionaries of old gave it. */
export function makeBody(kind: 'response' | 'notification', chance: Chance): { document: JsonObject; body: string } {
  const entries = chance.shuffled(kind === 'response' ? answer(chance) : notification(chance));
  const document = { entries };
  return { document, body: printJson(document, chance.one(qfpayStyles)) };
}
