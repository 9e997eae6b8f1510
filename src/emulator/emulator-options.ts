import type { EmulatedMerchant } from './authentication.ts';
import type { BookEntry } from './book.ts';
import type { FindFault } from './faults/rules.ts';
import type { Ledger } from './ledger.ts';
import type { CallLimiter } from './limiter.ts';

export interface EmulatorOptions {
  readonly ledger: Ledger;
  now(): Date;
  /** Milliseconds that no moved clock leaps over, for how long a call took; else `now` tells. */
  ticks?(): number;
  readonly random: { bytes(count: number): Uint8Array };
  /** By app code. */
  readonly merchants: Readonly<Record<string, EmulatedMerchant>>;
  /** The simulated payer pays a QR, web or app order that long after it was made; absent: never. */
  readonly auto_pay_ms?: number | undefined;
  /** What `qrcode` and `pay_url` lead to: this, a slash and the `syssn`. */
  readonly wallet_url: string;
  /** Whether refunds are refused at night, as QFPay refuses them. */
  readonly has_nights?: boolean;
  /** Refuses what the newest documents forbid, also where the gateway is known to take it. */
  readonly is_strict?: boolean | undefined;
  readonly limiter?: CallLimiter | undefined;
  readonly findFault?: FindFault;
  /** For answers that come late. */
  sleep?(ms: number): Promise<void>;
  /** Told of every entry once it is kept. */
  onEntry?(entry: BookEntry): void;
  readonly onExchange?: ((exchange: EmulatorExchange) => void) | undefined;
}

/** What is told of a call that was answered, for whoever watches. */
export interface EmulatorExchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
  readonly app_code?: string | undefined;
  readonly respcd?: string | undefined;
  readonly out_trade_no?: string | undefined;
  readonly txamt?: string | undefined;
  readonly fault?: string | undefined;
  /** What the gateway takes, and the documents do not have. */
  readonly remarks?: readonly string[] | undefined;
}
