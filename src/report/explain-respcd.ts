import type { EnvName } from '../catalog/endpoints.ts';
import { findRespcd } from '../catalog/respcd.ts';
import type { CatalogWords, Explanation } from '../catalog/words/words.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import type { Answer } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import { simulatedMeaning } from './transaction-report.ts';

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
