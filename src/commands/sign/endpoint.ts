import { type Endpoint, endpoints } from '../../catalog/endpoints.ts';
import type { Fault } from '../../errors.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';

/** Where a signed request goes. A checkout is a link for the payer's browser and has a rule of its own for signing. */
export interface SignEndpoint {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly is_checkout: boolean;
}

/** A name of the catalogue, `checkout`, or any path, which is then a POST unless the catalogue knows better. */
export function readEndpoint(text: string): SignEndpoint | Fault {
  if (text === 'checkout') return { method: 'GET', path: '/checkstand/#/', is_checkout: true };
  const known = Object.values<Endpoint>(endpoints).find(({ name, path }) => name === text || path === text);
  if (known) return { method: known.method, path: known.path, is_checkout: false };
  if (/^\/[\w./~-]*$/.test(text)) return { method: 'POST', path: text, is_checkout: false };
  const names = [...Object.keys(endpoints), 'checkout'];
  const rule = t`must be ${names.join(', ')} or a /path`;
  return { field: '--endpoint', value: text, rule, ...didYouMean(text, names) };
}
