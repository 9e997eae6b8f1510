import type { Parameter } from '../../../src/signature/sign.ts';
import type { SignatureCase } from '../../../src/variants/signature-case.ts';
import { Chance } from '../broken-clients/chance.ts';
import type { Json } from '../broken-clients/languages/json.ts';
import type { Occasion } from '../broken-clients/occasions/occasion.ts';

/** What went over the wire once, with all that printers show of it. */
export interface Call {
  readonly kind: SignatureCase['kind'];
  readonly method: 'POST' | 'GET';
  readonly host: string;
  /** With the query string, where there is one. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Of a request: as the gateway reads them. Of a message: its fields. */
  readonly parameters: readonly Parameter[];
  /** Of a message: its body, parsed. */
  readonly document: Json;
  readonly signature: string;
  readonly sign_type: 'MD5' | 'SHA256' | undefined;
  readonly chance: Chance;
}

const agents = ['okhttp/4.12.0', 'python-requests/2.32.3', 'axios/1.7.9', 'GuzzleHttp/7', 'Go-http-client/1.1'];

function pathOf(occasion: Occasion, chance: Chance): string {
  const names = new Set(occasion.parameters.map(([name]) => name));
  if (names.has('pay_type')) return '/trade/v1/payment';
  if (names.has('syssn')) return '/trade/v1/refund';
  return names.has('respcd') ? '/trade/v1/query' : chance.one(['/trade/v1/query', '/customer/v1/create']);
}

/** The call that a signature came with. A link of a checkout is a GET that the payer's browser makes. */
export function callOf(signed: SignatureCase, occasion: Occasion): Call {
  const chance = new Chance(`${occasion.seed} printed`);
  const { kind, received, parameters } = signed;
  const sign_type = signed.announced === 'none' ? undefined : signed.announced;
  const base = { kind, parameters, document: occasion.document, signature: received, sign_type, chance } as const;
  const body = Buffer.from(signed.body).toString();
  const announced = sign_type ? [['X-QF-SIGNTYPE', sign_type] as const] : [];
  const length = (text: string) => [['Content-Length', String(Buffer.byteLength(text))] as const];
  if (kind !== 'request') {
    const headers = [
      ['Host', 'shop.example'],
      ['Content-Type', 'application/json'],
      ['X-QF-SIGN', received],
      ...announced,
      ...length(body),
    ] as const;
    return { ...base, method: 'POST', host: 'shop.example', path: '/qfpay/notify', headers, body };
  }
  const query = (signed.wire ?? []).map(([name, value]) => `${name}=${value}`).join('&');
  if (occasion.is_checkout) {
    return {
      ...base,
      method: 'GET',
      host: 'openapi-int.qfapi.com',
      path: `/checkstand/#/?${query}`,
      headers: [],
      body: '',
    };
  }
  const host = chance.one(['openapi-int.qfapi.com', 'openapi-hk.qfapi.com', 'test-openapi-hk.qfapi.com']);
  const path = pathOf(occasion, chance);
  const headers = [
    ['Host', host],
    ['User-Agent', chance.one(agents)],
    ['X-QF-APPCODE', signed.app_code ?? ''],
    ['X-QF-SIGN', received],
    ...announced,
  ] as const;
  if (body === '') return { ...base, method: 'GET', host, path: `${path}?${query}`, headers, body };
  const type = body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded';
  return { ...base, method: 'POST', host, path, headers: [...headers, ['Content-Type', type], ...length(body)], body };
}

export const urlOf = ({ host, path }: Call): string => `https://${host}${path}`;

/** Headers that a program sets by itself: not those which its library adds. */
export function ownHeaders({ headers }: Call): Call['headers'] {
  return headers.filter(([name]) => !['Host', 'User-Agent', 'Content-Length'].includes(name));
}

export const objectOf = (pairs: readonly (readonly [string, Json])[]): Json => ({ entries: pairs });
export const jsonOf = (value: unknown, indent?: number): string => JSON.stringify(value, null, indent);
export const recordOf = (pairs: Call['headers']): Record<string, string> => Object.fromEntries(pairs);
export const lowered = (pairs: Call['headers']): Call['headers'] =>
  pairs.map(([name, value]) => [name.toLowerCase(), value] as const);

/** The whole message as it went over the wire. */
export function rawHttp({ kind, method, path, headers, body }: Call, end = '\n'): string {
  const first = kind === 'response' ? 'HTTP/1.1 200 OK' : `${method} ${path} HTTP/1.1`;
  const shown = kind === 'response' ? headers.filter(([name]) => name !== 'Host') : headers;
  return [first, ...shown.map(([name, value]) => `${name}: ${value}`), '', body].join(end);
}
