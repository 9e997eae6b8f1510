import type { Http } from '../../context/network.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { isAcknowledged } from '../../notification/acknowledgement.ts';
import type { Message } from './message.ts';

/** How one attempt to tell somebody went. */
export interface Attempt {
  readonly url: string;
  /** HTTP 200 with the body `SUCCESS`; everything else is tried again. */
  readonly is_taken: boolean;
  readonly status?: number;
  /** The beginning of what came back. */
  readonly reply?: string;
  /** Why nothing came back. */
  readonly error?: string;
}

/**
 * Whether the emulator calls such an address: who may order from it must not have it ask this machine's own services, as clouds
 * have them on link-local addresses, or hand out a password. A name is not looked up.
 */
export function isCallable({ hostname, username, password }: URL): boolean {
  const isLinkLocal = /^169\.254\.|^\[fe[89ab]|^\[::ffff:a9fe:/.test(hostname);
  return !isLinkLocal && username === '' && password === '';
}

const patience = 10_000;
const shown = 200;

/**
 * Posts a notification once.
 * @throws CancelledError the process is to end: then it was no attempt
 */
export async function attempt(
  url: string,
  { body, signature }: Message,
  { http, mask }: { readonly http: Http; mask(text: string): string },
): Promise<Attempt> {
  const headers = { 'content-type': 'application/json', 'x-qf-sign': signature };
  try {
    // Books may be older than the rule.
    const target = new URL(url);
    if (!isCallable(target)) return { url: target.origin, is_taken: false, error: t`such an address is not called` };
    const answer = await http({ method: 'POST', url, headers, body, timeout_ms: patience });
    const reply = mask(Buffer.from(answer.body).toString('utf8')).trim();
    return { url, status: answer.status, reply: reply.slice(0, shown), is_taken: isAcknowledged(answer) };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { url, is_taken: false, error: error instanceof Error ? error.message : String(error) };
  }
}
