import type { HttpResponse } from '../context.ts';

/** What came back is no answer of the gateway: HTML, cut JSON, JSON without `respcd`. It proves nothing about the call. */
export class UnreadableAnswerError extends Error {
  constructor(problem: string, { status, headers, body }: HttpResponse, cause?: unknown) {
    const facts = [`HTTP ${status}`, headers['content-type'] ?? 'no content type'].join(', ');
    const start = excerpt(body);
    super(`${problem} (${facts})${start === '' ? '' : `: ${start}`}`, { cause });
  }
}

/** The first 80 characters on one line, without what could steer a terminal. */
export function excerpt(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, 400)).replace(/[\s\p{C}]+/gu, ' ');
  return Array.from(text.trim()).slice(0, 80).join('');
}
