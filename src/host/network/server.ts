import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Handler, Serve, ServedRequest, ServedResponse, ServeOptions } from '../../context/network.ts';
import { watchClientErrors } from './client-error.ts';
import { readRequest } from './served-request.ts';
import { listen, serverOptions, urlOf } from './server-socket.ts';

const bodyLimit = 1024 * 1024;

/** A server on loopback, unless another host is said. */
export function createServe(): Serve {
  return async (port, handler, { host, body_limit = bodyLimit, onRefused } = {}) => {
    const { createServer } = await import('node:http');
    const hanging = new Set<Socket>();
    const server = createServer(serverOptions, (incoming, outgoing) => {
      noteRequest(incoming);
      void answer(incoming, outgoing, { handler, body_limit, hanging, onRefused, isOpen: () => server.listening });
    });
    const noteRequest = watchClientErrors(server, onRefused);
    await listen(server, port, host);
    return {
      url: urlOf(server),
      close: (grace_ms = 0) =>
        new Promise((resolve) => {
          // What is kept alive and idle is ended by Node itself; what is in the air ends with its answer, if it gets one.
          server.close(() => resolve());
          for (const socket of hanging) socket.destroy();
          const end = setTimeout(() => server.closeAllConnections(), grace_ms);
          server.once('close', () => clearTimeout(end));
        }),
    };
  };
}

interface Serving {
  readonly handler: Handler;
  readonly body_limit: number;
  /** Connections that wait for an answer which never comes. */
  readonly hanging: Set<Socket>;
  readonly onRefused: ServeOptions['onRefused'];
  isOpen(): boolean;
}

/** The sender may be gone at any moment; then there is nobody to tell. */
function answer(incoming: IncomingMessage, outgoing: ServerResponse, serving: Serving): Promise<void> {
  const responded = readRequest(incoming, serving.body_limit).then((request) => respond(request, incoming, serving));
  return responded.catch(failure).then((served) => deliver(served, outgoing, serving));
}

function deliver(served: ServedResponse, outgoing: ServerResponse, serving: Serving): void {
  if (outgoing.destroyed) return;
  const { socket } = outgoing.req;
  const { fault } = served;
  // An answer given while the server closes is its connection's last.
  if (!serving.isOpen()) outgoing.shouldKeepAlive = false;
  if (fault?.kind === 'hang') hang(socket, serving);
  else if (fault?.kind === 'reset') socket.resetAndDestroy();
  else send(served, outgoing);
}

function hang(socket: Socket, { hanging, isOpen }: Serving): void {
  if (!isOpen()) return void socket.destroy();
  hanging.add(socket);
  socket.once('close', () => hanging.delete(socket));
}

function send({ status, headers, body, fault }: ServedResponse, outgoing: ServerResponse): void {
  const bytes = Buffer.byteLength(body);
  outgoing.writeHead(status, listed(headers, bytes));
  if (fault?.kind === 'cut') outgoing.write(Buffer.from(body).subarray(0, fault.bytes), () => outgoing.destroy());
  else if (outgoing.req.method === 'HEAD') outgoing.end();
  // Text goes out in one piece with the headers, bytes do not; where a letter is a byte Node need not look at each.
  else outgoing.end(body, bytes === body.length ? 'latin1' : 'utf8');
}

/** Names and values in turn, which costs Node half of what a second object of them does. */
function listed(headers: ServedResponse['headers'], bytes: number): string[] {
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? '');
  list.push('content-length', String(bytes));
  return list;
}

function respond(
  request: ServedRequest | 'body' | 'url',
  incoming: IncomingMessage,
  serving: Serving,
): ServedResponse | Promise<ServedResponse> {
  const { handler, body_limit } = serving;
  if (request === 'url') return refuse(incoming, serving, [414, 'the URL is too long']);
  if (request === 'body') return refuse(incoming, serving, [413, `the body must be at most ${body_limit} bytes`]);
  return handler(request);
}

function refuse(
  { method, url = '' }: IncomingMessage,
  { onRefused }: Serving,
  [status, text]: readonly [status: number, text: string],
): ServedResponse {
  onRefused?.({ status, text, method, path: url.replace(/\?.*/s, '') });
  return plain(status, text, { connection: 'close' });
}

function failure(error: unknown): ServedResponse {
  return plain(500, error instanceof Error ? error.message : String(error));
}

function plain(status: number, message: string, headers: Record<string, string> = {}): ServedResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=UTF-8', ...headers }, body: `${message}\n` };
}
