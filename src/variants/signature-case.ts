import type { ClientKey } from '../signature/client-key.ts';
import type { Parameter, SignType } from '../signature/sign.ts';
import type { Evidence, WireCauseId } from './cause-ids.ts';

/** A key and what a person calls it: `profile shop`, `QFPAY_TEST_KEY`. */
export interface NamedKey {
  readonly name: string;
  readonly key: ClientKey;
}

/**
 * A way of sending that makes the gateway read something else than the client meant. The signature is then looked for over
 * what was meant; what the gateway reads stands in the case.
 */
export interface WireCause {
  readonly id: WireCauseId;
  readonly evidence: Evidence;
  /** What the client had at hand, decoded, in the order in which it was sent. */
  readonly meant: readonly Parameter[];
  /** The parameters that arrive otherwise than they were meant. */
  readonly names: readonly string[];
}

/** A signature that did not match, and all that is known about it. */
export interface SignatureCase {
  readonly kind: 'request' | 'response' | 'notification';
  readonly received: string;
  /** The `X-QF-SIGNTYPE` that came along. `none`: there were headers without it; undefined: nobody can tell. */
  readonly announced: SignType | 'none' | undefined;
  /** As the server sees them, decoded, in the order they were sent, those without a value too. */
  readonly parameters: readonly Parameter[];
  /** The same before decoding, where they travelled in a form or a query string. */
  readonly wire?: readonly Parameter[];
  /** Values that are not UTF-8, as bytes; among the parameters they stand with U+FFFD. */
  readonly value_bytes?: readonly (readonly [name: string, value: Uint8Array])[];
  /** What the language that a value was written in prints for it, where that is another text. */
  readonly printed?: readonly Parameter[];
  /** The raw body of a response or notification, or of a request that came with one. */
  readonly body: Uint8Array;
  readonly app_code?: string;
  /** A checkout signs `sign_type` and leaves out `lang`. */
  readonly is_checkout?: boolean;
  /** The configured key, then every other that is known. */
  readonly keys: readonly [NamedKey, ...NamedKey[]];
  /** How it was sent so that the gateway reads something else than was meant, the likeliest first; where that was seen. */
  readonly sent_otherwise?: readonly WireCause[];
  /** Other store numbers that are configured somewhere. */
  readonly mchids?: readonly string[];
}
