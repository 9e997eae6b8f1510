import type { CatalogWords } from '../catalog/words/words.ts';
import { type Outcome, outcomeWord } from '../diagnosis/outcome.ts';
import { type Answer, signatureProblem } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Block, Tone } from './report.ts';

type LabelledRow = readonly [label: string, value: string];

/** Every field of the JSON document, in the order it is printed. */
const documented = [
  'out_trade_no',
  'syssn',
  'orig_syssn',
  'orig_out_trade_no',
  'order_type',
  'respcd',
  'cancel',
  'txamt',
  'txcurrcd',
  'pay_type',
  'txdtm',
  'sysdtm',
  'paydtm',
  'qrcode',
  'pay_url',
  'pay_params',
  'errmsg',
  'chnlsn',
  'goods_name',
  'cash_fee',
  'cash_fee_type',
  'exchange_rate',
  'txstatus',
] as const satisfies readonly (keyof Transaction)[];

/** `transaction` in JSON: wire names, `txamt` a text of cents, what the gateway did not send left out. */
export function transactionData(transaction: Transaction): Record<string, unknown> {
  const entries = documented.map((name) => [name, transaction[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** `signature` and `response` in JSON; `masked` where a key stood in the response. */
export function answerData({ signature, body, masked }: Answer): Record<string, unknown> {
  return { signature, response: body, ...(masked ? { masked } : {}) };
}

/** A missing signature is normal; what is wrong with one is told, but the outcome stands. */
export function signatureWarnings(answers: readonly Answer[]): string[] {
  const problems = answers.map(({ signature }) => signatureProblem(signature));
  return [...new Set(problems.filter((problem) => problem !== undefined))];
}

/**
 * A transaction for a person: amounts with their currency, times with their zone.
 * @param timezone the merchant's, for `txdtm`; where it is not known the time stands alone
 */
export function transactionRows(transaction: Transaction, words: CatalogWords, timezone?: string): LabelledRow[] {
  const { txamt, txcurrcd = '', pay_type, txdtm, sysdtm, paydtm } = transaction;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['out_trade_no', transaction.out_trade_no],
    ['syssn', transaction.syssn],
    ['orig_syssn', transaction.orig_syssn],
    ['orig_out_trade_no', transaction.orig_out_trade_no],
    [t`amount`, txamt && formatMoney(txamt, txcurrcd)],
    [t`payer paid`, payerPaid(transaction)],
    ['pay_type', pay_type && describePayType(pay_type, words)],
    ['order_type', transaction.order_type],
    ['cancel', transaction.cancel === '0' ? undefined : cancelText(transaction.cancel)],
    ['txdtm', txdtm && `${txdtm} ${zoneName(timezone)}`.trim()],
    ['sysdtm', sysdtm && withZone(sysdtm)],
    ['paydtm', paydtm && withZone(paydtm)],
    ['goods_name', transaction.goods_name],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}

/** Section 6 of the API's description: what the flag says of the order. */
function cancelText(cancel: string | undefined): string | undefined {
  const words: Readonly<Record<string, string>> = {
    '1': t`reversed or refunded`,
    '2': t`cancelled`,
    '3': t`refunded`,
    '4': t`pre-authorisation finished`,
    '5': t`partly refunded`,
  };
  return cancel && `${cancel} ${words[cancel] ?? ''}`.trim();
}

/** The code with its name, `800201 WeChat Pay QR, MPM`; the bare code where the catalogue has no name. */
function describePayType(pay_type: string, words: CatalogWords): string {
  return `${pay_type} ${words.pay_type[pay_type] ?? ''}`.trim();
}

/** Undefined where the wallet took the order's own currency, or the gateway does not say. */
function payerPaid({ cash_fee = '0', cash_fee_type, exchange_rate }: Transaction): string | undefined {
  if (cash_fee_type === undefined || Number(cash_fee) === 0) return undefined;
  const sum = formatMoney(cash_fee, cash_fee_type);
  return exchange_rate === undefined ? sum : t`${sum} (exchange rate ${exchange_rate})`;
}

/** Hong Kong's zone as the gateway's own times have it. */
function zoneName(timezone = ''): string {
  return timezone === 'Asia/Hong_Kong' ? 'UTC+8' : timezone;
}

/** The gateway's own times are in UTC+8, wherever this machine is. */
function withZone(time: string): string {
  return `${time} UTC+8`;
}

const tones: Readonly<Record<Outcome, Tone>> = {
  awaiting_payer: 'wait',
  authorized: 'good',
  captured: 'good',
  released: 'plain',
  paid: 'good',
  refunded: 'good',
  reversed: 'good',
  closed: 'plain',
  pending: 'wait',
  declined: 'bad',
  unknown: 'bad',
};

/** The outcome for a person, above everything else. */
export function outcomeHeadline(outcome: Outcome, text: string, simulated = false): Block {
  return {
    kind: 'headline',
    tone: tones[outcome],
    word: simulatedWord(outcomeWord(outcome).toUpperCase(), simulated),
    text,
  };
}

/** Nobody is to hand out goods for money that an emulator took. */
export function simulatedWord(word: string, simulated = false): string {
  return simulated ? t`${word} (simulated)` : word;
}

/** What a 0000 means where money is simulated, for the outcomes whose words speak of money that moved. */
export function simulatedMeaning(outcome: Outcome | undefined): string | undefined {
  switch (outcome) {
    case 'paid':
      return t`Simulated: the payment is made, and no real money moved.`;
    case 'authorized':
      return t`Simulated: the amount is held, and no real money is.`;
    case 'captured':
      return t`Simulated: the capture is made, and no real money moved.`;
    case 'refunded':
      return t`Simulated: the refund is made, and no real money moved.`;
    case 'reversed':
      return t`Simulated: the order was reversed, and no real money moved.`;
    default:
      return undefined;
  }
}
