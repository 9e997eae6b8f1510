import type { EnvName } from '../catalog/endpoints.ts';
import { kindOfTransaction, type Outcome, outcomeOfRecord, outcomeWord } from '../diagnosis/outcome.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { NamedPayment } from '../refund/choose-payment.ts';
import { derivedNumber } from '../refund/refund-number.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime, parseGatewayTime } from '../transaction/txdtm.ts';

/** Money that a payer agreed to have held: the gateway has named and valued it. */
export interface Hold extends Transaction {
  readonly syssn: string;
  /** Cents, as text. */
  readonly txamt: string;
}

/** The hold that is meant; or why none can be: faults, and none where nothing was found. */
export type HoldChoice = { readonly hold: Hold } | { readonly faults: readonly Fault[] };

/** Chooses among the records of one number. Only a payer who agreed makes an order a hold. */
export function chooseHold(records: readonly Transaction[], named: NamedPayment): HoldChoice {
  const holds = records.filter((record) => kindOfTransaction(record) === 'hold');
  const [agreed, ...others] = holds.filter(({ respcd }) => respcd === '0000');
  if (!agreed) return { faults: unheldFaults(holds, records, named) };
  if (others.length > 0) return { faults: [agreed, ...others].map(severalFault) };
  if (isHold(agreed)) return { hold: agreed };
  const rule = t`has no syssn or no amount in the answer of the gateway, so that nothing can be captured or released`;
  return { faults: [{ ...named, rule }] };
}

function isHold(record: Transaction): record is Hold {
  return record.syssn !== undefined && /^\d{1,11}$/.test(record.txamt ?? '');
}

function severalFault({ syssn = '', txamt = '', txcurrcd = '', paydtm, sysdtm = '' }: Transaction): Fault {
  const rule = t`was held under this number (${formatMoney(txamt, txcurrcd)}, ${paydtm ?? sysdtm}), and so were others`;
  return { field: 'syssn', value: syssn, rule, next: t`--syssn ${syssn}, if this one is meant` };
}

function unheldFaults(holds: readonly Transaction[], records: readonly Transaction[], named: NamedPayment): Fault[] {
  const [hold] = holds;
  const name = named.field === 'syssn' ? `--syssn ${named.value}` : named.value;
  if (hold) {
    const said = [hold.respcd, hold.errmsg].filter(Boolean).join(' ');
    const rule = t`is not held but ${outcomeWord(outcomeOfRecord(hold))} (${said}): the payer has not agreed to it`;
    return [{ ...named, rule, next: `qfpay query ${name} --wait` }];
  }
  const [record] = records;
  if (!record) return [];
  const { orig_syssn } = record;
  const of = orig_syssn === undefined ? {} : { next: t`its hold is --syssn ${orig_syssn}` };
  switch (kindOfTransaction(record)) {
    case 'capture':
      return [{ ...named, rule: t`is a capture, and not a hold`, ...of }];
    case 'release':
      return [{ ...named, rule: t`is the release of a hold, and not a hold`, ...of }];
    case 'payment':
      return [
        { ...named, rule: t`is a payment and no hold: nothing of it has to be captured`, next: `qfpay query ${name}` },
      ];
    default:
      return [{ ...named, rule: t`is a ${record.order_type}, and not a hold` }];
  }
}

/** What the books have of a hold: every record that names it. */
export interface HoldRecords {
  readonly records: readonly Transaction[];
  /** False when the books were too long to be read to their end. */
  readonly is_complete: boolean;
}

/** Of a hold, in cents. What may still become a capture counts as captured: it must not be taken twice. */
export interface HoldRest {
  readonly captured: number;
  readonly released: number;
  readonly left: number;
}

/** Captures of a hold, whatever became of them but a refusal. */
export function capturesOf({ syssn }: Hold, { records }: HoldRecords): Transaction[] {
  return records.filter((record) => record.orig_syssn === syssn && !isFreed(record) && mayBeTaken(record));
}

/** Money that is let go is named so; a refund that names the hold itself can be nothing else. */
function isFreed(record: Transaction): boolean {
  return kindOfTransaction(record) === 'release' || record.order_type === 'refund';
}

/** A refused capture has taken nothing. One that was refunded since has taken its part of the hold all the same. */
function mayBeTaken(record: Transaction): boolean {
  return !['declined', 'reversed', 'closed'].includes(outcomeOfRecord(asCapture(record)));
}

/** Whatever the gateway calls it: what names a hold is a capture of it. */
function asCapture(record: Transaction): Transaction {
  return kindOfTransaction(record) === 'other' ? { ...record, order_type: 'capture' } : record;
}

/** The outcome of a record that names a hold. */
export function outcomeOfCapture(record: Transaction): Outcome {
  const outcome = outcomeOfRecord(asCapture(record));
  return outcome === 'paid' ? 'captured' : outcome;
}

/**
 * What is left of a hold: what it was, less captures and releases, by the records. Its own flag decides only that it is over: a
 * gateway may call it captured (4) after the first part.
 * @returns why it cannot be said, as text, where the books could not be read completely
 */
export function whatIsHeld(hold: Hold, found: HoldRecords): HoldRest | string {
  if (!found.is_complete) return t`there are too many transactions since to find all of its captures`;
  const captures = capturesOf(hold, found);
  const captured = sumOf(captures);
  const freed = found.records.filter(
    (record) => record.orig_syssn === hold.syssn && isFreed(record) && record.respcd === '0000',
  );
  if (Number.isNaN(captured) || Number.isNaN(sumOf(freed))) return t`one of its captures has no amount`;
  const rest = Math.max(0, Number(hold.txamt) - captured - sumOf(freed));
  return isOver(hold)
    ? { captured, released: Number(hold.txamt) - captured, left: 0 }
    : { captured, released: sumOf(freed), left: rest };
}

function sumOf(records: readonly Transaction[]): number {
  return records.reduce((sum, { txamt = 'unknown' }) => sum + Number(txamt), 0);
}

/** Whether nothing can be captured of it any more, by its own flag. */
export function isOver(hold: Transaction): boolean {
  return ['released', 'reversed', 'closed'].includes(outcomeOfRecord(hold));
}

const day = 24 * 3_600_000;
const holdDays = 7;

/** When QFPay lets a hold go by itself: seven days after the payer agreed, of hotels and rentals 28; undefined without a time. */
export function lapseOf({ paydtm = '', sysdtm = '' }: Transaction): Date | undefined {
  const held = parseGatewayTime(paydtm) ?? parseGatewayTime(sysdtm);
  return held && new Date(held.getTime() + holdDays * day);
}

/** For a person and for JSON: UTC+8, to the second. */
export function lapseText(hold: Transaction): string | undefined {
  const lapse = lapseOf(hold);
  return lapse && formatGatewayTime(lapse);
}

/** All that makes a capture this one and no other. */
export interface CaptureIdentity {
  readonly env: EnvName;
  readonly app_code: string;
  readonly mchid?: string | undefined;
  /** QFPay's number of the hold. */
  readonly syssn: string;
  /** Cents to take. */
  readonly txamt: string;
  /** Cents taken or released before, where all that is left is to be taken; '0' for a capture by amount. */
  readonly before: string;
}

/**
 * The number of a capture, derived as a refund's is: the same capture has the same number on every machine, so that its result can
 * be asked for. Whatever changes here lets captures of before be made again: a golden test holds it.
 */
export function captureNumber({ env, app_code, mchid = '', syssn, txamt, before }: CaptureIdentity): string {
  return derivedNumber('CP', ['qfpay capture 1', env, app_code, mchid, syssn, txamt, before]);
}

/**
 * The capture that took the rest of a hold: its number was derived from what was left when it was made, which the captures before it
 * tell. Else the last one.
 */
export function lastCapture(
  hold: Hold,
  captures: readonly Transaction[],
  numberOf: (txamt: string, before: string) => string,
): Transaction | undefined {
  // Without a time it is one that the books do not show yet.
  const key = ({ sysdtm = '9999', syssn = '' }: Transaction) => `${sysdtm} ${syssn}`;
  const sorted = [...captures].sort((a, b) => key(a).localeCompare(key(b)));
  let before = 0;
  let own: Transaction | undefined;
  for (const record of sorted) {
    const rest = String(Number(hold.txamt) - before);
    if (numberOf(rest, String(before)) === record.out_trade_no) own = record;
    before += Number(record.txamt);
  }
  return own ?? sorted.at(-1);
}

/** A capture that is about to be sent, or was. */
export interface PlannedCapture {
  readonly hold: Hold;
  /** Cents. */
  readonly txamt: string;
  readonly out_trade_no: string;
  /** By the merchant. A derived number is nobody else's. */
  readonly is_given: boolean;
}

/** Whether a record that bears the capture's number, or no number at all, can be this capture. What it does not tell is not held against it. */
export function isThatCapture(record: Transaction, { hold, txamt, out_trade_no }: PlannedCapture): boolean {
  const { orig_syssn = hold.syssn, txamt: found = txamt, out_trade_no: number = out_trade_no } = record;
  return orig_syssn === hold.syssn && found === txamt && number === out_trade_no && !isFreed(record);
}

/** The rule that may be skipped where the books are too long to be read, or are behind. */
export const captureRules = {
  command: 'capture',
  rule_ids: ['capture-above-hold', 'out-trade-no-characters'],
} as const;

/**
 * Why a capture must not be sent, by what is left of its hold.
 * @param doubted cents of other captures that this machine sent, of which nobody knows what became
 */
export function captureFaults({ hold, txamt }: PlannedCapture, rest: HoldRest | string, doubted: number): Fault[] {
  const fault = { field: 'txamt', value: txamt, rule_id: 'capture-above-hold' } as const;
  if (typeof rest === 'string')
    return [
      {
        ...fault,
        rule: t`cannot be compared with what is left: ${rest}`,
        next: t`sum its captures up by qfpay query, then add --skip-rule capture-above-hold`,
      },
    ];
  const { txcurrcd = '' } = hold;
  const left = Math.max(0, rest.left - doubted);
  if (Number(txamt) <= left) return [];
  const doubt = doubted > 0 ? t`, less captures of which nobody knows what became` : '';
  const rule = t`is more than is left of the hold: ${formatMoney(String(left), txcurrcd)} (txamt ${left})${doubt}`;
  const next = left === 0 ? t`nothing is left` : t`txamt ${left} takes all that is left`;
  return [{ ...fault, rule, next }];
}
