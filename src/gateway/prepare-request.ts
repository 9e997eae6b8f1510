import type { Endpoint } from '../catalog/endpoints.ts';
import type { Settings } from '../merchant/merchant.ts';
import { canonicalText, type Parameter, selectSigned } from '../signature/canonical-text.ts';
import { refuseKey } from '../signature/key-guard.ts';
import { sign, signatureHeaders } from '../signature/sign.ts';
import type { PreparedRequest } from './gateway.ts';

/**
 * Decides what would be sent: the merchant's `mchid` added where the caller gives none, empty parameters left out, raw
 * values signed, and only then form-encoded as UTF-8. A GET carries the same form in its query string.
 * @throws UsageError a parameter that is or holds the client key, which is in no request; its value is not repeated
 */
export function prepareRequest(
  { base_url, merchant, sign_type }: Settings,
  { method, path }: Endpoint,
  parameters: readonly Parameter[],
): PreparedRequest {
  const params = withMchid(
    parameters.filter(([, value]) => value !== ''),
    merchant.mchid,
  );
  refuseKey(params, merchant.client_key);
  const signature = sign(params, merchant.client_key, sign_type);
  const headers = signatureHeaders(merchant.app_code, signature, sign_type);
  const form = new URLSearchParams(params.map(([name, value]): [string, string] => [name, value])).toString();
  const signing_string = `${canonicalText(selectSigned(params).kept)}${merchant.client_key}`;
  const url = `${base_url}${path}`;
  if (method === 'GET') return { method, url: `${url}?${form}`, headers, params, signing_string };
  const typed = { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method, url, headers: typed, params, body: form, signing_string };
}

function withMchid(parameters: readonly Parameter[], mchid: string | undefined): readonly Parameter[] {
  if (!mchid || parameters.some(([name]) => name === 'mchid')) return parameters;
  return [...parameters, ['mchid', mchid]];
}
