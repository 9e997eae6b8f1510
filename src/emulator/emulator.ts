import { type Endpoint, type EndpointName, endpoints } from '../catalog/endpoints.ts';
import type { ServedRequest, ServedResponse } from '../context.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { formatPythonJson, type JsonObject } from '../signature/python-json.ts';
import { digest } from '../signature/sign.ts';
import { authenticate, type EmulatedMerchant } from './authentication.ts';
import type { Book } from './book.ts';
import { type Call, type Decide, refused } from './call.ts';
import { close, reversal } from './cancellation.ts';
import type { Given } from './given.ts';
import type { Ledger } from './ledger.ts';
import { payment } from './payment.ts';
import { query } from './query.ts';
import { givenOf, headerOf, readParameters } from './received.ts';
import { refund } from './refund.ts';
import { refuse } from './refusal.ts';

export interface EmulatorOptions {
  readonly ledger: Ledger;
  now(): Date;
  readonly random: { bytes(count: number): Uint8Array };
  /** By app code. */
  readonly merchants: Readonly<Record<string, EmulatedMerchant>>;
  /** The simulated payer pays a QR, web or app order that long after it was made; absent: never. */
  readonly auto_pay_ms?: number;
  /** Where `qrcode` and `pay_url` lead, without a slash at the end. */
  readonly wallet_url: string;
}

const calls: Readonly<Record<EndpointName, Decide>> = { payment, query, refund, reversal, close };

/** A gateway of our own: a request in, an answer out, in QFPay's wire format. It speaks to nobody and waits for nothing. */
export function createEmulator(options: EmulatorOptions): (request: ServedRequest) => Promise<ServedResponse> {
  return async (request) => {
    const endpoint = Object.values(endpoints).find(({ path }) => path === request.path);
    if (!endpoint) return page(404, 'Not Found');
    if (!isAllowed(request.method, endpoint)) return page(405, 'Method Not Allowed');
    const app_code = headerOf(request, 'x-qf-appcode');
    const merchant = Object.hasOwn(options.merchants, app_code) ? options.merchants[app_code] : undefined;
    if (!merchant) return answer(refused(refuse('1108', 'X-QF-APPCODE is unknown')).answer);
    return answer(await serve(request, endpoint, { app_code, merchant, options }), merchant.client_key);
  };
}

/** Older documents and several clients close by POST, so that is taken beside the documented method. */
function isAllowed(method: string, { name, method: documented }: Endpoint): boolean {
  return method === documented || (name === 'close' && method === 'POST');
}

interface Sender {
  readonly app_code: string;
  readonly merchant: EmulatedMerchant;
  readonly options: EmulatorOptions;
}

async function serve(request: ServedRequest, endpoint: Endpoint, sender: Sender): Promise<JsonObject> {
  const parameters = readParameters(request);
  if (!parameters) return refused(refuse('1103')).answer;
  const refusal = authenticate(request, parameters, sender.merchant);
  if (refusal) return refused(refusal).answer;
  const { ledger } = sender.options;
  const decide = (book: Book) => calls[endpoint.name](callOf(givenOf(parameters), sender), book);
  return endpoint.moves_money ? ledger.transact(decide) : decide(await ledger.read()).answer;
}

/** Made when the books are at hand: a call that had to wait for them comes after the one it waited for. */
function callOf(given: Given, { app_code, options }: Sender): Call {
  const { wallet_url, auto_pay_ms, random } = options;
  const wallet = { url: wallet_url, auto_pay_ms, random };
  return { owner: `${app_code}/${given('mchid')}`, given, now: options.now(), wallet };
}

/** Signed as QFPay signs: MD5 of the very bytes of the body and the key. Without a known merchant there is no key to sign with. */
function answer(fields: JsonObject, key?: ClientKey): ServedResponse {
  const body = formatPythonJson(fields);
  const signature = key ? { 'x-qf-sign': digest(body, key, 'MD5'), 'x-qf-signtype': 'MD5' } : {};
  return { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8', ...signature }, body };
}

/** What is no call of the gateway gets the page that a web server gives. */
function page(status: number, title: string): ServedResponse {
  const body = `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}
