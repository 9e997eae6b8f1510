import type { HttpResponse } from '../context/network.ts';
import type { Secrets } from '../context.ts';
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
  readonly secrets: Pick<Secrets, 'mask' | 'maskValue'>;
}

/** A 4xx with a respcd is an answer like any other; a 5xx or a redirect is none, whatever its body says. */
export function judgeResponse(response: HttpResponse, judging: Judging): Verdict {
  const { key, now, sent, sent_signature, secrets } = judging;
  const { status, headers, body } = response;
  if (status === 429) {
    const retry_after_ms = readRetryAfter(headers['retry-after'], now);
    return { kind: 'rate-limited', problem: t`HTTP 429, too many requests`, retry_after_ms };
  }
  if (status >= 500) return { kind: 'server-error', problem: `HTTP ${status} ${excerpt(body, sent, secrets)}`.trim() };
  if (status >= 300 && status < 400) return { kind: 'unusable', problem: redirection(response, secrets) };
  try {
    return { kind: 'answer', answer: withoutSecrets(readAnswer(response, key, sent_signature), secrets) };
  } catch (error) {
    if (!(error instanceof UnreadableAnswerError)) throw error;
    const start = excerpt(body, sent, secrets);
    return { kind: 'unusable', problem: `${secrets.mask(error.message)}${start && `: ${start}`}`, cause: error };
  }
}

/** What it says is masked here, once, before anything is kept, cut or shown; its signature was over the bytes as they came. */
function withoutSecrets({ raw, signature, ...said }: Answer, secrets: Judging['secrets']): Answer {
  const masked = secrets.maskValue(said);
  return { ...masked, raw, signature, ...(masked === said ? {} : { masked: true }) };
}

/** @throws the error itself when it is none of the network's, such as an interruption */
export function judgeError(error: unknown): Failure {
  if (!(error instanceof TransportError)) throw error;
  const { message: problem, fault } = error;
  if (!error.connected) return { kind: 'not-connected', problem, fault, cause: error };
  return { kind: fault === 'timeout' || fault === 'reset' ? fault : 'unusable', problem, cause: error };
}

/** Only the other server's name: the address may carry anything. */
function redirection({ status, headers }: HttpResponse, secrets: Judging['secrets']): string {
  const location = secrets.mask(headers['location'] ?? '');
  const to = URL.canParse(location) ? ` to ${new URL(location).host}` : '';
  return t`HTTP ${status}${to}: redirects are not followed`;
}
