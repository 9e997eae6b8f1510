import type { Endpoint } from '../catalog/endpoints.ts';
import { t } from '../language/t.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { Scheme } from '../signature/verify.ts';

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

/**
 * The outcome of checking an answer's own signature; a missing one is normal. `verified` is true only where the matching scheme
 * covers what decides. `reflected`: it is the signature that the request was sent with.
 */
export type ResponseSignature =
  | { readonly present: false }
  | {
      readonly present: true;
      readonly verified: boolean;
      readonly scheme?: Scheme;
      readonly covers?: 'partial';
      readonly reflected?: true;
    };

/** What has to be said of a signature, in one line; undefined for one that is right, and for none. The outcome decides all the same. */
export function signatureProblem(signature: ResponseSignature): string | undefined {
  if (!signature.present || signature.verified) return undefined;
  if (signature.reflected) {
    return t`the answer's signature is the request's own, handed back: whoever answered need not know the key (signature.reflected is true)`;
  }
  if (signature.covers) {
    return t`the answer's signature covers only a part of it (${signature.scheme}): respcd and what is nested may have been changed (signature.covers is partial)`;
  }
  return t`the answer's own signature does not match this key (signature.verified is false); its outcome is shown all the same`;
}

/** What the gateway said, in any of its three shapes. A decline is an answer, not an error. */
export interface Answer {
  readonly http_status: number;
  /** Always text, also when the gateway sent a bare number. */
  readonly respcd: string;
  /** The message for people: `resperr`, else `errmsg`, else `respmsg`. */
  readonly message: string;
  readonly resperr: string;
  readonly respmsg: string;
  /** Top-level fields, and those of a `data` object under them; scalars as raw text, every digit kept. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The fields of a `data` object alone, which may say otherwise than the top level does. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** The records of a `data` array; undefined when `data` is no array. */
  readonly records?: readonly Readonly<Record<string, unknown>>[];
  /** The parsed body, for `response` in JSON; numbers that JavaScript would change are LosslessNumber. */
  readonly body: unknown;
  readonly raw: Uint8Array;
  /** Of the response, their names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The bytes are no JSON but a zip, and have no respcd (it is empty then). */
  readonly is_file?: true;
  /** The answer is a redirect, without a respcd: where to. */
  readonly location?: string;
  /** A key stood in what the gateway said, and was masked everywhere but in `raw`. */
  readonly masked?: true;
  readonly signature: ResponseSignature;
  /** It has the emulator's own header. */
  readonly is_emulated?: true;
}
