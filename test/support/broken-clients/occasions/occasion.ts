import type { Parameter, SignType } from '../../../../src/signature/sign.ts';
import { Chance } from '../chance.ts';
import type { JsonObject } from '../languages/json.ts';

/** What a client has at hand when it signs, or when it checks what it got. */
export interface Occasion {
  readonly kind: 'request' | 'response' | 'notification';
  /** Of a request: what is to be sent, in this order; values that are empty too. */
  readonly parameters: readonly Parameter[];
  /** Of a response or notification, as QFPay prints it in `body`. */
  readonly document: JsonObject;
  readonly body: string;
  readonly is_checkout: boolean;
  /** A GET has its parameters in the query string. */
  readonly has_body: boolean;
  readonly app_code: string;
  readonly keys: readonly [string, ...string[]];
  readonly mchids: readonly string[];
  readonly sign_type: SignType;
  /** MD5 need not be announced; nobody knows the headers of a link, or of pasted parameters. */
  readonly announces: 'always' | 'SHA256 only' | 'unknown';
  readonly hex: 'upper' | 'lower';
  readonly space: '+' | '%20';
  readonly seed: string;
}

/** A choice that comes out the same whenever the same thing is chosen on the same occasion. */
export function chanceOf({ seed }: Occasion, what: string): Chance {
  return new Chance(`${seed}/${what}`);
}
