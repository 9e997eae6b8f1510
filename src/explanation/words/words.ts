import type { CauseId, EvidenceId } from '../../variants/cause-ids.ts';
import type { Family } from '../../variants/deviation.ts';

export interface CauseWords {
  readonly title: string;
  readonly fix: string;
}

/** Everything about causes that a person reads, in one language. `{name}` and the like stand for what was found. */
export interface ExplanationWords {
  readonly causes: Readonly<Record<CauseId, CauseWords>>;
  readonly evidence: Readonly<Record<EvidenceId, string>>;
  readonly families: Readonly<Record<Family, string>>;
  readonly search: Readonly<Record<SearchText, string>>;
  readonly labels: Readonly<Record<ExplanationLabel, string>>;
}

/** What is said of a search as a whole. */
export type SearchText =
  | 'nothing-found'
  | 'ruled-out'
  | 'pairs-ruled-out'
  | 'question-key'
  | 'question-other-keys'
  | 'question-parameter'
  | 'question-value'
  | 'question-bytes'
  | 'question-not-hex'
  | 'send-to-support'
  | 'together'
  | 'aligned'
  /** Follows a sentence. */
  | 'concerned'
  | 'given-up'
  | 'aligned-read'
  | 'aligned-order'
  | 'read'
  | 'more-differences'
  | 'more-remarks'
  | 'signed'
  | 'right'
  | 'valid-refused'
  | 'valid-answered'
  | 'valid-host'
  | 'valid-sent'
  | 'valid-mchid-near'
  | 'valid-mchid-absent'
  | 'valid-mchid-present'
  | 'valid-environment'
  | 'valid-app-code';

/** The verdict, and what stands before the facts of it. */
export type ExplanationLabel =
  | 'valid'
  | 'matches'
  | 'invalid'
  | 'mismatch'
  | 'mismatch-because'
  | 'mismatch-unexplained'
  | 'kind'
  | 'scheme'
  | 'received'
  | 'expected'
  | 'cause'
  | 'evidence'
  | 'fix'
  | 'remark'
  | 'signing-string';
