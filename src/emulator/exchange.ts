/** What is told of a call that was answered, for whoever watches. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly app_code?: string | undefined;
  readonly respcd?: string | undefined;
  readonly out_trade_no?: string | undefined;
  readonly txamt?: string | undefined;
  readonly fault?: string | undefined;
}
