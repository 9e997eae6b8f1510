import type { Context } from '../../context.ts';
import { CancelledError, DeclinedError, UsageError } from '../../errors.ts';
import type { RecordedSending } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/given.ts';
import type { Settings } from '../../merchant/merchant.ts';
import { formatMoney } from '../../transaction/money.ts';

/** The commands that move money, or make it move, and are tools where they are allowed. */
export const moneyTools = ['pay', 'refund', 'reverse', 'close', 'capture', 'unfreeze', 'checkout'] as const;

export type MoneyTool = (typeof moneyTools)[number];

/** Most that one call and a whole session may move, in the currency's smallest unit. */
export interface MoneyLimit {
  readonly currency: string;
  readonly txamt: number;
}

/** What was decided when the server was started. No tool has an argument for any of it. */
export interface McpRules {
  readonly allowed: readonly MoneyTool[];
  /** Absent where nothing is allowed. */
  readonly limit?: MoneyLimit;
  /** Undefined where there are no credentials: what asks nothing of the gateway works all the same. */
  readonly settings: Settings | undefined;
  /** Flags that every tool is run with. */
  readonly connection: GlobalOptions;
}

/** Asks the person, by way of the agent's program; undefined where that cannot ask. Gives what was typed, or undefined for no. */
export type AskPerson = (question: PersonQuestion) => Promise<string | undefined>;

/** What a person has to see, and type, before money moves. */
export interface PersonQuestion {
  readonly message: string;
  /** What has to be typed. */
  readonly wanted: string;
}

/** Watches what one call of a tool is about to send. */
export interface CallGuard {
  readonly onSending: NonNullable<Context['onSending']>;
  /** Nothing was processed after all: what this call was going to move counts no more. */
  giveBack(): void;
}

/**
 * What a session may still move. A number counts once, however often it is sent: the same refund asked for again is the same
 * refund. It is reserved before anybody is asked, so that two calls at a time cannot both have the rest.
 */
export class Allowance {
  readonly #rules: McpRules;
  readonly #moved = new Map<string, number>();

  constructor(rules: McpRules) {
    this.#rules = rules;
  }

  /** Real money: a person agrees to each call. */
  get needs_person(): boolean {
    const env = this.#rules.settings?.env;
    return env === 'prod' || env === 'test';
  }

  /**
   * For one call of a tool.
   * @param ask undefined where the agent's program cannot ask
   */
  guard(tool: MoneyTool | undefined, ask: AskPerson | undefined, stopped: AbortSignal): CallGuard {
    const reserved: string[] = [];
    return {
      onSending: async (sending) => {
        const move = sending as RecordedSending;
        this.#refuseStranger(move, tool);
        const name = numberOf(move);
        if (!this.#moved.has(name)) {
          this.#moved.set(name, this.#amountWithin(move));
          reserved.push(name);
        }
        try {
          if (this.needs_person) await agreedTo(move, ask);
          if (stopped.aborted) throw new CancelledError(t`the call was cancelled: nothing was sent`);
        } catch (error) {
          this.#release(reserved);
          throw error;
        }
      },
      giveBack: () => this.#release(reserved),
    };
  }

  #release(reserved: string[]): void {
    for (const name of reserved.splice(0)) this.#moved.delete(name);
  }

  /** Whatever a tool is made of: no other call leaves than the one that it is named after, to nobody else. */
  #refuseStranger({ command, env, app_code }: RecordedSending, tool: MoneyTool | undefined): void {
    const { allowed, settings } = this.#rules;
    if (tool === undefined || tool !== command || !allowed.includes(tool))
      throw new UsageError(t`${command} is not allowed: nothing was sent`, { hint: 'qfpay mcp --allow' });
    if (env !== settings?.env || app_code !== settings.merchant.app_code)
      throw new UsageError(t`the merchant is another one than when qfpay mcp was started: nothing was sent`);
  }

  /** @throws UsageError it is more than one call may move, or than is left for all of them */
  #amountWithin({ txamt, txcurrcd = '' }: RecordedSending): number {
    const { limit } = this.#rules;
    const amount = Number(txamt);
    if (!limit || txcurrcd !== limit.currency || !Number.isSafeInteger(amount) || amount < 0) {
      const rule = t`must be an amount in ${limit?.currency ?? ''}, which --max-amount is in: nothing was sent`;
      throw overLimit(txamt ?? '', rule);
    }
    const spent = [...this.#moved.values()].reduce((sum, each) => sum + each, 0);
    const left = limit.txamt - spent;
    if (amount <= left) return amount;
    const shown = (cents: number) => formatMoney(String(cents), limit.currency);
    throw overLimit(
      String(amount),
      t`must be at most ${shown(left)}: --max-amount is ${shown(limit.txamt)} and this session has moved ${shown(spent)}; nothing was sent`,
    );
  }
}

function overLimit(value: string, rule: string): UsageError {
  return new UsageError(`txamt ${rule}`, {
    details: [{ field: 'txamt', value, rule }],
    hint: t`a person may do it on the command line, or start qfpay mcp with another --max-amount`,
  });
}

/** The number that a call is settled by, or what it is about, and how much: another amount is another call. */
function numberOf({ command, out_trade_no, orig_syssn, txamt, txcurrcd }: RecordedSending): string {
  return JSON.stringify([command, out_trade_no, orig_syssn, txamt, txcurrcd]);
}

/** @throws DeclinedError nobody agreed; nothing was sent */
async function agreedTo(move: RecordedSending, ask: AskPerson | undefined): Promise<void> {
  if (!ask) throw cannotAsk();
  const { command, env, base_url, app_code, mchid, out_trade_no, orig_syssn, txamt = '', txcurrcd = '' } = move;
  const amount = formatMoney(txamt, txcurrcd);
  const wanted = amount.replace(/^\D*/, '');
  const lines = [
    t`${env.toUpperCase()}, real money: ${command} ${amount}`,
    ...(out_trade_no === '' ? [] : [`out_trade_no ${out_trade_no}`]),
    ...(orig_syssn === undefined ? [] : [t`of syssn ${orig_syssn}`]),
    t`${base_url}, app code ${app_code}${mchid === undefined ? '' : `, mchid ${mchid}`}`,
    t`Type the amount to go ahead (${wanted}):`,
  ];
  const typed = await ask({ message: lines.join('\n'), wanted });
  const plain = (text: string) => text.replace(/\s/g, '').toUpperCase();
  if (typed !== undefined && [amount, wanted].map(plain).includes(plain(typed))) return;
  throw new DeclinedError(t`a person did not agree: nothing was sent`, {
    hint: t`do not ask again unless they say so`,
  });
}

/** @returns why a tool of money is refused before anything is looked up */
export function cannotAsk(): DeclinedError {
  return new DeclinedError(
    t`real money moves only when a person agrees, and this client cannot ask one: nothing was sent`,
    {
      hint: t`use a client that supports elicitation, or the command line`,
    },
  );
}
