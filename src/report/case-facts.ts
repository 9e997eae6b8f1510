import type { Parameter } from '../signature/canonical-text.ts';
import type { ClientKey } from '../signature/client-key.ts';

/** A signature that was looked at, for somebody who has not seen it. Nothing in it has to be masked before. */
export interface CaseFacts {
  readonly kind: string;
  readonly valid: boolean;
  /** What the input was taken for. */
  readonly title: string;
  readonly scheme: string;
  readonly sign_type: string;
  readonly received: string;
  readonly expected: string;
  /** Of `received` and `expected`. */
  readonly key: ClientKey;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly parameters: readonly Parameter[];
  /** A response or notification as it came; cut where it is very long. */
  readonly body?: string;
  /** What was signed, without the key, which goes to its end. */
  readonly signing_string: string;
  readonly causes: readonly CaseCause[];
  readonly tried: readonly Tried[];
  readonly remarks: readonly string[];
  readonly versions: { readonly qfpay: string; readonly node: string; readonly platform: string };
}

export interface CaseCause {
  readonly id: string;
  readonly title: string;
  readonly evidence: string;
  readonly fix: string;
}

/** A family of deviations, and how many digests of it were computed. */
export interface Tried {
  readonly family: string;
  readonly digests: number;
}
