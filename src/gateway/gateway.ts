import type { Endpoint } from '../catalog/endpoints.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { Answer } from './answer.ts';

/** A request as it would be sent; what `--dry-run` shows. The key stands as its fingerprint in `signing_string`. */
export interface PreparedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In the order they are sent, empty ones left out. */
  readonly params: readonly Parameter[];
  readonly body?: string;
  readonly signing_string: string;
}

/** The one way out: sign, send, read. */
export interface Gateway {
  readonly settings: Settings;
  /** Decides without doing: adds `mchid` when the merchant has one, drops empty parameters, signs. @throws UsageError a parameter holds the key */
  prepare(endpoint: Endpoint, parameters: readonly Parameter[]): PreparedRequest;
  /**
   * Sends and reads. A call that only reads is repeated on 429, 5xx and resets; one that moves money on 429 alone.
   * @throws UsageError a parameter is or holds the client key: nothing is sent
   * @throws NetworkError the connection was never made, or a reading call got no usable answer
   * @throws UnknownOutcomeError a money-moving call may have been processed and gave no usable answer
   * @throws RateLimitedError still 429 after 6 tries
   * @throws CancelledUnsentError interrupted while it only waited: a call that moves money was surely not processed
   * @throws CancelledError interrupted
   */
  send(endpoint: Endpoint, parameters: readonly Parameter[]): Promise<Answer>;
}
