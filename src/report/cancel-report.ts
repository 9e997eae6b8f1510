import type { EnvName } from '../catalog/endpoints.ts';
import { exitOfOutcome } from '../diagnosis/outcome.ts';
import { exitCodes, refusedSignatureText, signatureHint } from '../errors.ts';
import type { Answer } from '../gateway/gateway.ts';
import type { CatalogWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Block, Report, ReportError } from './report.ts';
import {
  answerData,
  explainMove,
  type MoneyState,
  outcomeData,
  outcomeHeadline,
  signatureWarnings,
  simulatedWord,
  transactionData,
  transactionRows,
} from './transaction-report.ts';

/** What became of an order that was to be ended, as a document and for a person. */
export function cancelReport(findings: CancelFindings, words: CatalogWords): Report {
  const { command, notices, warnings, answer } = findings;
  const exit_code = cancelExit(findings);
  const told = [...notices, ...signatureWarnings(answer ? [answer] : []), ...warnings];
  return {
    command,
    exit_code,
    data: cancelData(findings, told, words),
    blocks: cancelBlocks(findings, words),
    warnings,
    ...(exit_code === exitCodes.ok ? {} : { error: cancelError(findings, words) }),
  };
}

/** An order that is paid or held after all was not ended. */
function cancelExit({ outcome, respcd }: CancelFindings): number {
  return ['paid', 'authorized', 'captured', 'released'].includes(outcome)
    ? exitCodes.declined
    : exitOfOutcome(outcome, respcd);
}

/** `transaction` is the order, `cancellation` QFPay's own record of what ended it. */
function cancelData(
  findings: CancelFindings,
  warnings: readonly string[],
  words: CatalogWords,
): Record<string, unknown> {
  const { repeated, order, cancellation, answer } = findings;
  return {
    ...outcomeData(findings, 'cancel', words),
    ...(repeated ? { repeated } : {}),
    transaction: transactionData(order),
    ...(cancellation ? { cancellation: transactionData(cancellation) } : {}),
    ...(answer ? answerData(answer) : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

function cancelBlocks(findings: CancelFindings, words: CatalogWords): Block[] {
  const { outcome, simulated, repeated, order, cancellation, respcd, message = '', refund } = findings;
  const speaksOfMoney = !repeated && (outcome === 'reversed' || outcome === 'refunded');
  const reason = simulated && speaksOfMoney ? t`no real money moved` : findings.reason;
  const code = respcd === undefined || respcd === '0000' ? [] : ([['respcd', `${respcd} ${message}`.trim()]] as const);
  const meaning =
    code.length > 0 && respcd ? ([[t`meaning`, explainMove('cancel', respcd, words).meaning]] as const) : [];
  const own = cancellation?.syssn === undefined ? [] : ([[`${findings.command} syssn`, cancellation.syssn]] as const);
  const isPaid = outcome === 'paid';
  return [
    isPaid
      ? { kind: 'headline', tone: 'bad', word: simulatedWord(t`paid`.toUpperCase(), simulated), text: reason }
      : outcomeHeadline(outcome, reason, simulated),
    { kind: 'rows', rows: [...transactionRows(order, words), ...own, ...code, ...meaning] },
    ...(isPaid ? [{ kind: 'hint', text: refund } as const] : []),
  ];
}

function cancelError(findings: CancelFindings, words: CatalogWords): ReportError {
  const { outcome, respcd, message = '', reason, order, resume, refund } = findings;
  const number = order.out_trade_no === undefined ? {} : { out_trade_no: order.out_trade_no };
  if (respcd === '1108')
    return {
      message: refusedSignatureText(message),
      hint: signatureHint(),
      ...number,
    };
  if (outcome === 'paid') return { message: reason, hint: refund, ...number };
  const said = respcd === undefined || respcd === '0000' ? '' : ` (${respcd} ${message}`.trimEnd().concat(')');
  if (outcome === 'pending' || outcome === 'unknown') return { message: `${reason}${said}`, ...number, resume };
  const hint = respcd === undefined ? {} : { hint: explainMove('cancel', respcd, words).next_step };
  return { message: `${reason}${said}`, ...hint, ...number };
}

/** What became of an order that was to be ended. */
export interface CancelState extends MoneyState {
  /** What happened, in our own words. */
  readonly reason: string;
  /** It was over before: nothing was sent, or the gateway said so. */
  readonly repeated?: true;
}

export interface CancelFindings extends CancelState {
  readonly command: string;
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  /** As the gateway's books have it now; as they had it before where they could not be read again. */
  readonly order: Transaction;
  /** QFPay's own record of the reversal or close, off the call's answer. */
  readonly cancellation?: Transaction;
  readonly answer?: Answer;
  /** The command to ask again with. */
  readonly resume: string;
  /** The command that gives the money back. */
  readonly refund: string;
  readonly notices: readonly string[];
  readonly warnings: readonly string[];
}
