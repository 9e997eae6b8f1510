import type { EnvName } from '../catalog/endpoints.ts';
import { findRespcd } from '../catalog/respcd.ts';
import { type Outcome, outcomeWord } from '../diagnosis/outcome.ts';
import { type Answer, signatureProblem } from '../gateway/gateway.ts';
import { lapseText } from '../hold/hold.ts';
import type { CatalogWords, Explanation } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Block, Tone } from './report.ts';

/** For a code that no table of QFPay's has. */
function unlisted(): Explanation {
  return {
    meaning: t`This code is in none of QFPay's tables, so nobody can say what became of the transaction.`,
    next_step: t`Query the order before anything is sent again, and ask QFPay support what the code means.`,
  };
}

/**
 * What a status code means and what to do, in the language of `words`. A 0000 means one thing or another by what became of the order, where that is known, and by whether it was real money.
 */
export function explainRespcd(respcd: string, words: CatalogWords, outcome?: Outcome, simulated = false): Explanation {
  const success: Partial<Record<Outcome, Explanation>> = words.success;
  const found = respcd === '0000' && outcome !== undefined ? success[outcome] : undefined;
  const meaning = found && simulated ? simulatedMeaning(outcome) : undefined;
  if (found) return meaning === undefined ? found : { ...found, meaning };
  return words.respcd[respcd] ?? unlisted();
}

/** Codes whose words tell how to be paid after all, which is no advice for whoever gives money back or ends an order. */
const ofPayments: ReadonlySet<string> = new Set([
  ...['1142', '1143', '1147', '1181', '1201', '1202', '1203', '1204', '1205', '1212', '1263', '1296', '1298', '2005'],
]);

/** What a call or record does with money, where that is no payment. */
export type MoveName = 'refund' | 'cancel' | 'hold';

/** The same for a command that takes no payment: its next step is never to make a new one. */
export function explainMove(
  move: MoveName | undefined,
  ...[respcd, ...rest]: Parameters<typeof explainRespcd>
): Explanation {
  const explanation = explainRespcd(respcd, ...rest);
  if (move === undefined || !ofPayments.has(respcd)) return explanation;
  const [{ success }, outcome] = rest;
  // An order that had ended before is refused by this code, and is what was wanted.
  if (move === 'cancel' && (outcome === 'closed' || outcome === 'reversed'))
    return { ...explanation, next_step: success[outcome].next_step };
  return { ...explanation, next_step: findRespcd(respcd)?.finality === 'final' ? afterNo(move) : whileOpen(move) };
}

/** What is known of money that was to move: by the call's own answer, by a query, or by this machine's history. */
export interface MoneyState {
  readonly outcome: Outcome;
  readonly respcd?: string;
  /** The gateway's words for it. */
  readonly message?: string;
  /** Why it ends so, in our own words, where the gateway's would mislead. */
  readonly reason?: string;
  /** The last answer that told it; absent where none is left to show. */
  readonly answer?: Answer;
}

interface ToldMoney extends Pick<MoneyState, 'outcome' | 'respcd'> {
  readonly env: EnvName;
  readonly simulated?: boolean;
}

/** How every document about money begins. */
export function outcomeData(
  { env, simulated, outcome, respcd }: ToldMoney,
  move: MoveName | undefined,
  words: CatalogWords,
): Record<string, unknown> {
  return {
    env,
    ...(simulated ? { simulated } : {}),
    outcome,
    ...(respcd === undefined ? {} : { respcd, ...explainMove(move, respcd, words, outcome, simulated) }),
  };
}

function afterNo(move: MoveName): string {
  switch (move) {
    case 'refund':
      return t`Nothing was given back by this request. Query the payment and its refunds, then run the same command again.`;
    case 'cancel':
      return t`The order was not ended by this request. Query it, then run the same command again where it is still open.`;
    case 'hold':
      return t`Nothing was captured or released by this request. Query the hold, then run the same command again where money is still held.`;
  }
}

function whileOpen(move: MoveName): string {
  switch (move) {
    case 'refund':
      return t`It is not known yet whether it was given back. Query the refund by its own number until it is final, and send no other before that.`;
    case 'cancel':
      return t`It is not known yet whether the order was ended. Query it, then run the same command again where it is still open.`;
    case 'hold':
      return t`It is not known yet what became of it. Query it by its own number, and the hold, and send no other before that.`;
  }
}

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

/** When a hold lets itself go, where it is one and the gateway told when it began. */
export function lapseRows(record: Transaction, outcome: Outcome): (readonly [string, string])[] {
  const lapses = outcome === 'authorized' ? lapseText(record) : undefined;
  return lapses === undefined ? [] : [lapseRow(lapses)];
}

export function lapseRow(lapses: string): readonly [string, string] {
  return [t`lapses`, t`${lapses} UTC+8 (hotels and rentals: 28 days)`];
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
function simulatedMeaning(outcome: Outcome | undefined): string | undefined {
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
