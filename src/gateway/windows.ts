/** At most so many requests within any span of so many milliseconds. */
export interface RateWindow {
  readonly requests: number;
  readonly ms: number;
}

/** QFPay documents both for each merchant, and answers 429 above either. */
export const documentedWindows: readonly RateWindow[] = [
  { requests: 100, ms: 1_000 },
  { requests: 400, ms: 60_000 },
];
