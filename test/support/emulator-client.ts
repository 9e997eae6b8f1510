import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { localKey } from '../../src/signature/client-key.ts';

export type Answer = Readonly<Record<string, unknown>>;

/** A merchant's system of its own: it signs by the published rule and not with the code under test. */
export interface Client {
  call(name: string, fields: Readonly<Record<string, string>>): Promise<Answer>;
  /** Another call of the API, by its path. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>;
  /** As `call`, with the response as it came. */
  send(
    name: string,
    fields: Readonly<Record<string, string>>,
  ): Promise<{ status: number; headers: object; body: string }>;
}

export function emulatorClient(url: string): Client {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const sendTo = (path: string, fields: Readonly<Record<string, string>>) => {
    const form = new URLSearchParams(fields).toString();
    const isGet = path === '/trade/v1/close';
    const headers = { ...signedHeaders(fields), 'content-type': 'application/x-www-form-urlencoded' };
    return exchange(`${url}${path}${isGet ? `?${form}` : ''}`, {
      ...{ agent, headers, method: isGet ? 'GET' : 'POST' },
      ...(isGet ? {} : { body: form }),
    });
  };
  const send: Client['send'] = (name, fields) => sendTo(`/trade/v1/${name}`, fields);
  const answerOf = async (sent: ReturnType<typeof send>) => JSON.parse((await sent).body) as Answer;
  return {
    send,
    call: (name, fields) => answerOf(send(name, fields)),
    post: (path, fields) => answerOf(sendTo(path, fields)),
  };
}

function signedHeaders(fields: Readonly<Record<string, string>>): Record<string, string> {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = sorted.map((pair) => pair.join('=')).join('&');
  const sign = createHash('sha256').update(`${text}${localKey}`).digest('hex');
  return { 'X-QF-APPCODE': localMerchant.app_code, 'X-QF-SIGN': sign, 'X-QF-SIGNTYPE': 'SHA256' };
}

interface Sent {
  readonly agent: Agent;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

function exchange(url: string, { body, ...options }: Sent): Promise<{ status: number; headers: object; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

let serial = 0;

/** A payment under a number of its own; a scanned code unless it is said otherwise, so it is paid at once. */
export function order(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  serial += 1;
  const out_trade_no = `E2E${process.pid}N${serial}`;
  const txdtm = '2026-03-02 15:04:05';
  return { txamt: '1280', txcurrcd: 'HKD', pay_type: '800208', auth_code: '13', out_trade_no, txdtm, ...own };
}
