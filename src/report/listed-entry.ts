/** What is known of a call, or of one of its sendings. */
export interface ListedState {
  /** One of the contract's, or `not_sent`; `unknown` while nothing was written down. */
  readonly outcome: string;
  /** An emulator said so: no real money is in it. */
  readonly simulated?: true;
  readonly respcd?: string;
  readonly syssn?: string;
  readonly settled_at?: string;
  /** It may still turn into something else, so that `resume` asks about it. */
  readonly open: boolean;
}

/** One sending of a call that was sent more than once. */
export interface ListedAttempt extends ListedState {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly command: string;
}

/**
 * A call of this machine that moved money, under its number, as `history` and `resume` tell of it: its last sending, and what is
 * known of the call by all of them. Wire names; absent is what is not known.
 */
export interface ListedEntry extends ListedAttempt {
  readonly env: string;
  readonly base_url: string;
  readonly app_code: string;
  readonly mchid?: string;
  readonly endpoint: string;
  readonly out_trade_no: string;
  readonly orig_syssn?: string;
  readonly pay_type?: string;
  /** Cents. */
  readonly txamt?: string;
  readonly txcurrcd?: string;
  readonly skipped_rules?: readonly string[];
  /** All its sendings, the oldest first; absent where there was one. */
  readonly attempts?: readonly ListedAttempt[];
}

/** Many of them, each made while it is read: a history may be long. */
export interface ListedEntries {
  readonly count: number;
  /** From one place on. */
  from(place: number): Iterable<ListedEntry>;
  /** How many of them are open. */
  open(): number;
}
