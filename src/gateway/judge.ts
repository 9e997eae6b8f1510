import type { HttpResponse } from '../context/network.ts';
import { TransportError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { ClientKey } from '../signature/client-key.ts';
import type { Answer } from './answer.ts';
import { readAnswer, type SentSignature } from './read-answer.ts';
import { type Failure, readRetryAfter } from './retry.ts';
import { excerpt, UnreadableAnswerError } from './unreadable-answer.ts';

/** What one exchange came to. */
export type Verdict = { readonly kind: 'answer'; readonly answer: Answer } | Failure;

export interface Judging {
  readonly key: ClientKey;
  readonly now: Date;
  /** What the request held: the payer's part of it is not repeated. */
  readonly sent: readonly Parameter[];
  readonly sent_signature?: SentSignature;
}

/** A 4xx with a respcd is an answer like any other; a 5xx or a redirect is none, whatever its body says. */
export function judgeResponse(response: HttpResponse, { key, now, sent, sent_signature }: Judging): Verdict {
  const { status, headers, body } = response;
  if (status === 429) {
    const retry_after_ms = readRetryAfter(headers['retry-after'], now);
    return { kind: 'rate-limited', problem: t`HTTP 429, too many requests`, retry_after_ms };
  }
  if (status >= 500) return { kind: 'server-error', problem: `HTTP ${status} ${excerpt(body, sent)}`.trim() };
  if (status >= 300 && status < 400) return { kind: 'unusable', problem: redirection(response) };
  try {
    return { kind: 'answer', answer: readAnswer(response, key, sent_signature) };
  } catch (error) {
    if (!(error instanceof UnreadableAnswerError)) throw error;
    const start = excerpt(body, sent);
    return { kind: 'unusable', problem: `${error.message}${start && `: ${start}`}`, cause: error };
  }
}

/** @throws the error itself when it is none of the network's, such as an interruption */
export function judgeError(error: unknown): Failure {
  if (!(error instanceof TransportError)) throw error;
  const { message: problem, fault } = error;
  if (!error.connected) return { kind: 'not-connected', problem, fault, cause: error };
  return { kind: fault === 'timeout' || fault === 'reset' ? fault : 'unusable', problem, cause: error };
}

/** Only the other server's name: the address may carry anything. */
function redirection({ status, headers }: HttpResponse): string {
  const location = headers['location'] ?? '';
  const to = URL.canParse(location) ? ` to ${new URL(location).host}` : '';
  return t`HTTP ${status}${to}: redirects are not followed`;
}
