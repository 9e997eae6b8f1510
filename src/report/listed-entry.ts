/** A call of this machine that moved money, as `history` and `resume` tell of it. Wire names; absent is what is not known. */
export interface ListedEntry {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly command: string;
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
