import type { ConnectionFault, ServedResponse } from '../context/network.ts';
import { ClientKey } from '../signature/client-key.ts';
import { formatPythonJson, type JsonObject } from '../signature/python-json.ts';
import { digestOf } from './authentication.ts';
import type { Effect } from './faults/faults.ts';

const anotherKey = new ClientKey('the-key-of-somebody-else');

const type = 'application/json; charset=UTF-8';

/** What tells a client that no gateway of QFPay's answered, on whatever host: then money is simulated. */
const ownHeader = 'X-QFPAY-Emulator';

/** The answer with the emulator's own mark; every one has it, pages and refusals too. */
export function marked(response: ServedResponse): ServedResponse {
  if (response.headers[ownHeader] !== undefined) return response;
  return { ...response, headers: { ...response.headers, [ownHeader]: '1' } };
}

/** Signed as QFPay signs, and writes the header: MD5 of the very bytes of the body and the key. Without a known merchant there is no key to sign with. */
export function answerOf(fields: JsonObject, key?: ClientKey): ServedResponse {
  const body = formatPythonJson(fields);
  return { status: 200, headers: headersOf(body, key), body };
}

function headersOf(body: string, key?: ClientKey): Readonly<Record<string, string>> {
  if (!key) return { 'Content-Type': type, [ownHeader]: '1' };
  return { 'Content-Type': type, 'X-QF-SIGN': digestOf(body, key, 'MD5'), [ownHeader]: '1' };
}

/** What is no call of the gateway gets the page that a web server gives. */
export function pageOf(status: number, title: string): ServedResponse {
  const body = `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

/** The answer as it comes when something goes wrong with it. */
export function disturbed(answer: ServedResponse, { page, body, signature, connection }: Effect): ServedResponse {
  const text = String(answer.body);
  if (page) return { ...page, fault: faultOf(connection, page.body) };
  const headers = signature ? headersOf(text, signature === 'wrong' ? anotherKey : undefined) : answer.headers;
  const sent = body === 'half' ? text.slice(0, text.length / 2) : text;
  return { ...answer, headers, body: sent, fault: faultOf(connection, sent) };
}

function faultOf(connection: Effect['connection'], body: string): ConnectionFault | undefined {
  if (connection === undefined) return undefined;
  return connection === 'cut' ? { kind: 'cut', bytes: Math.floor(body.length / 2) } : { kind: connection };
}
