import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface FaultServer {
  readonly url: string;
  readonly received: Received[];
}

export type Answering = (request: Received, response: ServerResponse, count: number) => void;

/** A real HTTP server on loopback that does what the test says with each request, counted from 1. */
export async function faultServer(answer: Answering): Promise<FaultServer> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = read(incoming, Buffer.concat(chunks).toString('utf8'));
      received.push(request);
      answer(request, response, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

function read(incoming: IncomingMessage, body: string): Received {
  const [path = '', query = ''] = (incoming.url ?? '').split('?');
  const params = Object.fromEntries(new URLSearchParams(incoming.method === 'GET' ? query : body));
  return { method: incoming.method ?? '', path, headers: incoming.headers, body, params };
}

/** A flat answer as the gateway gives it. */
export function answerJson(response: ServerResponse, fields: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(fields));
}

/** A query answer that holds these records. */
export function answerRecords(response: ServerResponse, ...data: object[]): void {
  answerJson(response, { respcd: '0000', resperr: '', respmsg: '', page: 1, page_size: 10, data });
}
