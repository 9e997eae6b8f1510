import { findRespcd } from '../catalog/respcd.ts';
import type { Lang, Words } from '../catalog/words/words.ts';
import { decisiveRecord, groupByOrder } from '../diagnosis/order.ts';
import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import { outcomeWord } from '../diagnosis/outcome-word.ts';
import { exitCodes, signatureHint } from '../errors.ts';
import type { Answer } from '../gateway/answer.ts';
import { t } from '../language/t.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { explainRespcd } from './explain-respcd.ts';
import type { QueryFindings } from './query-findings.ts';
import type { ReportError } from './report.ts';

export interface Verdict {
  readonly exit_code: number;
  readonly error?: ReportError;
}

/** How a query ends: refused, something missing, by the state of the orders where that was asked for, else well. */
export function queryVerdict(findings: QueryFindings, words: Words, lang: Lang): Verdict {
  if (findings.refusal) return refused(findings.refusal, words, lang);
  if (findings.missing.length > 0) return absent(findings);
  return findings.state_decides ? byState(findings) : { exit_code: exitCodes.ok };
}

/** A refused read says nothing about any order; one that another try may serve is no usable answer. */
function refused({ respcd, message }: Answer, words: Words, lang: Lang): Verdict {
  const told = [t`the gateway refused the query (${respcd})`, message].filter((text) => text !== '').join(': ');
  if (respcd === '1108') {
    return { exit_code: exitCodes.signature, error: { message: told, hint: signatureHint().reading } };
  }
  const exit_code = findRespcd(respcd)?.finality === 'final' ? exitCodes.declined : exitCodes.network;
  return { exit_code, error: { message: told, hint: explainRespcd(respcd, words, lang).next_step } };
}

function absent({ missing }: QueryFindings): Verdict {
  const details = missing.map(({ field, value, searched }) => ({
    field,
    value,
    rule: t`was not found in ${searched}`,
  }));
  const [first, ...others] = details;
  const only = first && others.length === 0 ? first : undefined;
  const message = only
    ? t`${only.field} ${only.value} was not found`
    : t`${missing.length} of the named transactions were not found`;
  const hint = t`check --env and --profile; an older order is found with --since`;
  return { exit_code: exitCodes.declined, error: { message, hint, details, ...numberOf(details) } };
}

/** The one order that an error is about. */
function numberOf(details: readonly { field: string; value: string }[]): { out_trade_no?: string } {
  const [first, ...others] = details;
  return first?.field === 'out_trade_no' && others.length === 0 ? { out_trade_no: first.value } : {};
}

/** What a script must not go on with, the worst first: no money, nobody knows, not yet. */
const severity: readonly number[] = [exitCodes.declined, exitCodes.unknown, exitCodes.pending];

function byState({ records, resume }: QueryFindings): Verdict {
  const open = groupByOrder(records)
    .flatMap((order) => decisiveRecord(order) ?? [])
    .filter((record) => exitOfState(record) !== exitCodes.ok);
  const exit_code = severity.find((code) => open.some((record) => exitOfState(record) === code));
  if (exit_code === undefined) return { exit_code: exitCodes.ok };
  const details = open.map((record) => ({ ...nameOf(record), rule: t`is ${outcomeWord(stateOf(record))}` }));
  const [first] = details;
  const message =
    first && details.length === 1
      ? `${first.field} ${first.value} ${first.rule}`
      : t`${details.length} orders are not paid or refunded`;
  const go_on = exit_code === exitCodes.declined ? {} : { resume };
  return { exit_code, error: { message, details, ...numberOf(details), ...go_on } };
}

/** A reversed or closed order is finally without money, which a script that asks by exit status wants to know. */
function exitOfState(record: Transaction): number {
  switch (outcomeOfRecord(record)) {
    case 'paid':
    case 'refunded':
      return exitCodes.ok;
    case 'awaiting_payer':
    case 'pending':
      return exitCodes.pending;
    case 'unknown':
      return exitCodes.unknown;
    default:
      return exitCodes.declined;
  }
}

function nameOf({ out_trade_no, syssn = '' }: Transaction): { field: string; value: string } {
  return out_trade_no === undefined ? { field: 'syssn', value: syssn } : { field: 'out_trade_no', value: out_trade_no };
}

function stateOf(record: Transaction): string {
  const { respcd, errmsg } = record;
  const why = respcd === undefined || respcd === '0000' ? '' : ` (${[respcd, errmsg].filter(Boolean).join(' ')})`;
  return `${outcomeOfRecord(record)}${why}`;
}
