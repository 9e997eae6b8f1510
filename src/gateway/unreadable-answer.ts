import type { HttpResponse } from '../context/network.ts';
import type { Secrets } from '../context.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { maskBody } from './masking.ts';

/** What came back is no answer of the gateway: HTML, cut JSON, JSON without `respcd`. It proves nothing about the call. */
export class UnreadableAnswerError extends Error {
  constructor(problem: string, { status, headers }: HttpResponse, cause?: unknown) {
    const facts = [`HTTP ${status}`, headers['content-type'] ?? t`no content type`].join(', ');
    super(`${problem} (${facts})`, { cause });
  }
}

const longestRead = 20_000;

/** The first 80 characters on one line, without what belongs to the payer and what could steer a terminal. */
export function excerpt(body: Uint8Array, sent: readonly Parameter[], secrets: Pick<Secrets, 'mask'>): string {
  // Masked before it is cut, so that no value is cut in two and then missed.
  const text = secrets.mask(maskBody(new TextDecoder().decode(body.subarray(0, longestRead)), sent));
  return Array.from(text.replace(/[\s\p{C}]+/gu, ' ').trim())
    .slice(0, 80)
    .join('');
}
