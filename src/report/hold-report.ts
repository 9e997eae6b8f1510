import type { EnvName } from '../catalog/endpoints.ts';
import { exitOfOutcome, type Outcome } from '../diagnosis/outcome.ts';
import { exitCodes, refusedSignatureText, signatureHint } from '../errors.ts';
import type { CatalogWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Block, Report, ReportError } from './report.ts';
import {
  answerData,
  explainMove,
  lapseRow,
  type MoneyState,
  outcomeData,
  outcomeHeadline,
  signatureWarnings,
  transactionData,
  transactionRows,
} from './transaction-report.ts';

/** What is known of a capture or a release: by its own answer, by a query, or by this machine's history. */
export interface HoldMoveState extends MoneyState {
  /** The capture or release itself, not the hold. */
  readonly transaction: Transaction;
  /** It was made before: this time nothing was sent, or the gateway said so. */
  readonly repeated: boolean;
}

export interface HoldMoveFindings extends HoldMoveState {
  readonly command: 'capture' | 'unfreeze';
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  readonly hold: Transaction;
  /** Cents, after this call; absent where nobody can tell. */
  readonly rest?: { readonly captured: number; readonly released: number; readonly left: number };
  /** When what is left is let go by itself, UTC+8; absent where the gateway did not tell when it was held. */
  readonly lapses?: string;
  /** Command lines to go on with. */
  readonly commands: { readonly again: string; readonly query: string; readonly refund?: string };
  readonly notices: readonly string[];
  readonly warnings: readonly string[];
}

/** A capture or a release as a document and as a receipt. */
export function holdReport(findings: HoldMoveFindings, words: CatalogWords): Report {
  const { command, notices, warnings, answer, outcome, respcd } = findings;
  const exit_code = exitOfOutcome(outcome, respcd);
  const told = [...notices, ...signatureWarnings(answer ? [answer] : []), ...warnings];
  return {
    command,
    exit_code,
    data: { ...holdMoveData(findings, words), ...(told.length > 0 ? { warnings: told } : {}) },
    blocks: holdBlocks(findings, words),
    warnings,
    ...(exit_code === exitCodes.ok ? {} : { error: holdError(findings, words) }),
  };
}

/** `transaction` is the capture or release itself, `hold` what it is of, with what is left of that. */
function holdMoveData(findings: HoldMoveFindings, words: CatalogWords): Record<string, unknown> {
  const { repeated, transaction, answer } = findings;
  return {
    ...outcomeData(findings, 'hold', words),
    repeated,
    transaction: transactionData(transaction),
    hold: holdData(findings),
    ...(answer ? answerData(answer) : {}),
  };
}

function holdData({ hold, rest, lapses }: HoldMoveFindings): Record<string, unknown> {
  const { out_trade_no, syssn, txamt, txcurrcd } = hold;
  const sums = rest && {
    captured: String(rest.captured),
    released: String(rest.released),
    left: String(rest.left),
  };
  const entries = Object.entries({ out_trade_no, syssn, txamt, txcurrcd, ...sums, ...lapseOfRest(rest, lapses) });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function lapseOfRest(rest: HoldMoveFindings['rest'], lapses: string | undefined): { lapses?: string } {
  return lapses === undefined || rest?.left === 0 ? {} : { lapses };
}

function holdBlocks(findings: HoldMoveFindings, words: CatalogWords): Block[] {
  const { outcome, simulated, transaction, respcd, message = '', commands } = findings;
  const code: readonly (readonly [string, string])[] =
    respcd === undefined || respcd === '0000'
      ? []
      : [
          ['respcd', `${respcd} ${message}`.trim()],
          [t`meaning`, explainMove('hold', respcd, words).meaning],
        ];
  const refund = outcome === 'captured' && commands.refund;
  return [
    outcomeHeadline(outcome, headlineText(findings), simulated),
    { kind: 'rows', rows: [...transactionRows(transaction, words), ...holdRows(findings), ...code] },
    ...(refund ? [{ kind: 'hint', text: t`to give it back: ${refund}` } as const] : []),
  ];
}

function headlineText({ outcome, simulated, transaction, repeated, reason, command }: HoldMoveFindings): string {
  const { txamt, txcurrcd = '' } = transaction;
  const amount = txamt === undefined ? '' : `${formatMoney(txamt, txcurrcd)} - `;
  const again = repeated ? ` ${t`(made before: this time nothing was sent)`}` : '';
  return `${amount}${reason ?? headlineOf(outcome, command, simulated)}${again}`;
}

function headlineOf(outcome: Outcome, command: HoldMoveFindings['command'], simulated = false): string {
  switch (outcome) {
    case 'captured':
      return simulated ? t`taken from the hold, no real money moved` : t`taken from the hold: the money moved`;
    case 'released':
      return t`nothing of the hold can be captured any more`;
    case 'pending':
      return command === 'capture'
        ? t`not taken yet; it is being processed`
        : t`not released yet; it is being processed`;
    case 'declined':
      return command === 'capture' ? t`nothing was taken` : t`nothing was released`;
    default:
      return t`nobody can say what became of it`;
  }
}

function holdRows({ hold, rest, lapses }: HoldMoveFindings): (readonly [string, string])[] {
  const { out_trade_no, txamt = '', txcurrcd = '' } = hold;
  const money = (cents: number) => formatMoney(String(cents), txcurrcd);
  const lapse = lapseOfRest(rest, lapses).lapses;
  return [
    ...(out_trade_no === undefined ? [] : [[t`hold`, out_trade_no] as const]),
    [t`held`, formatMoney(txamt, txcurrcd)],
    ...(rest && rest.captured > 0 ? [[t`captured`, money(rest.captured)] as const] : []),
    ...(rest && rest.released > 0 ? [[t`released`, money(rest.released)] as const] : []),
    [t`left of it`, rest ? money(rest.left) : t`not known`],
    ...(lapse === undefined ? [] : [lapseRow(lapse)]),
  ];
}

/** Why the exit status is not 0, and how to go on. */
function holdError(findings: HoldMoveFindings, words: CatalogWords): ReportError {
  const { outcome, respcd, message = '', reason, transaction, command, commands, simulated } = findings;
  const { out_trade_no } = transaction;
  const number = out_trade_no === undefined ? {} : { out_trade_no };
  const said = [respcd, message].filter((text) => text).join(' ');
  if (respcd === '1108') return { message: refusedSignatureText(message), hint: signatureHint(), ...number };
  const verdict = reason ?? headlineOf(outcome, command, simulated);
  const told = said === '' ? verdict : t`${verdict} (${said})`;
  if (outcome === 'pending') return { message: told, ...number, resume: commands.query };
  if (outcome === 'unknown') return { message: told, ...number, resume: commands.again };
  const hint = respcd === undefined || respcd === '0000' ? undefined : explainMove('hold', respcd, words).next_step;
  return { message: told, ...(hint === undefined ? {} : { hint }), ...number };
}
