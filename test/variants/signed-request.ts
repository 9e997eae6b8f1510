import { createHash } from 'node:crypto';
import { ClientKey } from '../../src/signature/client-key.ts';
import { loadHasher } from '../../src/signature/hasher.ts';
import type { Attempts } from '../../src/signature/verify.ts';
import type { CauseRule } from '../../src/variants/deviation.ts';
import { type Search, searchDeviations } from '../../src/variants/search.ts';
import type { SignatureCase } from '../../src/variants/signature-case.ts';
import { testKeys } from '../support/keys.ts';

export const key = new ClientKey(testKeys.sandbox);
const hasher = await loadHasher();

type Part = string | Uint8Array;
type Given = Partial<SignatureCase>;

/** `a=1&b=2` as parameters in this order, nothing decoded. */
export function parametersOf(text: string): [name: string, value: string][] {
  return text.split('&').map((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return [name, rest.join('=')];
  });
}

/** The hash of literal text and bytes by Node, `{key}` in it being the key. */
export function hashOf(algorithm: string, ...parts: readonly Part[]): string {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(typeof part === 'string' ? part.replaceAll('{key}', testKeys.sandbox) : part);
  return hash.digest('hex').toUpperCase();
}

/** A request that was sent in this order, with a digest that somebody made for it. */
export function sentRequest(sent: string, received: string, given: Given = {}): SignatureCase {
  const parameters = parametersOf(sent);
  const keys = [{ name: 'QFPAY_KEY', key }] as const;
  return { kind: 'request', received, announced: 'SHA256', parameters, body: new Uint8Array(), keys, ...given };
}

export function sentBody(kind: 'response' | 'notification', body: string, received: string, given: Given = {}) {
  const bytes = Buffer.from(body);
  return { ...sentRequest('', received), kind, announced: undefined, parameters: [], body: bytes, ...given };
}

export function searchOf(signed: SignatureCase, attempts: Attempts = attemptsOf(signed)): Search {
  return searchDeviations(signed, attempts, hasher);
}

/** For a request SHA256, else MD5 over the body as it came. */
function attemptsOf({ kind, body, announced }: SignatureCase): Attempts {
  if (kind !== 'request') return [{ scheme: 'raw-body', sign_type: 'MD5', content: body }];
  return [{ scheme: 'sorted-params', sign_type: announced === 'SHA256' ? 'SHA256' : 'MD5', content: '' }];
}

/** What a search found, each with what shows it: `['hmac', 'hmac-of-text', {}]`. */
export function foundIn(search: Search): (readonly [id: string, evidence: string, values: object])[] {
  return (search.match?.findings ?? []).map(({ id, evidence }) => [id, evidence.id, evidence.values ?? {}]);
}

/** Sent in this order, signed as the SHA256 of this text. */
export function causesOf(sent: string, signed: string, given: Given = {}) {
  return foundIn(searchOf(sentRequest(sent, hashOf('sha256', signed), given)));
}

/** Every value that a rule tries in place of one that was sent: `txamt=1.00`. */
export function triedBy(rules: readonly CauseRule[], id: string, sent: string, given: Given = {}): string[] {
  const signed = sentRequest(sent, '', given);
  return rules
    .filter((rule) => rule.id === id)
    .flatMap((rule) => [...rule.deviations(signed), ...(rule.unlikely?.(signed) ?? [])])
    .map(({ evidence: { id: shown, values = {} } }) => [shown, ...Object.values(values)].join(' '));
}
