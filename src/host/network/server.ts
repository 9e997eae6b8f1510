import type { Server as HttpServer, IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Handler, Serve, ServedRequest, ServedResponse, ServeOptions } from '../../context/network.ts';
import { UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { codeOf } from '../files/read-file.ts';

const bodyLimit = 1024 * 1024;

/** A server on loopback, unless another host is said. */
export function createServe(): Serve {
  return async (port, handler, { host, body_limit = bodyLimit, onRefused } = {}) => {
    const { createServer } = await import('node:http');
    const hanging = new Set<Socket>();
    const server = createServer(serverOptions, (incoming, outgoing) => {
      noteRequest(incoming);
      answer(incoming, outgoing, { handler, body_limit, hanging, onRefused, isOpen: () => server.listening });
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

/** At once where the handler makes nobody wait: promises in between cost a server of small answers a tenth of its time. */
function answer(incoming: IncomingMessage, outgoing: ServerResponse, serving: Serving): void {
  const give = (served: ServedResponse): void => deliver(served, outgoing, serving);
  const fail = (error: unknown): void => give(failure(error));
  readRequest(incoming, serving.body_limit, fail, (request) => {
    const served = respondOrFail(request, incoming, serving);
    if (served instanceof Promise) served.catch(failure).then(give);
    else give(served);
  });
}

/** The sender may be gone at any moment; then there is nobody to tell. */
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

function respondOrFail(
  request: ReadRequest,
  incoming: IncomingMessage,
  serving: Serving,
): ServedResponse | Promise<ServedResponse> {
  try {
    return respond(request, incoming, serving);
  } catch (error) {
    return failure(error);
  }
}

function respond(
  request: ReadRequest,
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

/** Longer than any call of the gateway: the longest list that a query takes is 128 characters. */
const urlLimit = 8192;

/** A request, its body whole; or what of it is too long. */
type ReadRequest = ServedRequest | 'body' | 'url';

/** Tells once of either. What comes after the limit is thrown away. Fails when the sender breaks off. */
function readRequest(
  incoming: IncomingMessage,
  limit: number,
  onFailure: (error: Error) => void,
  onRead: (request: ReadRequest) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let is_told = false;
  function tell(request: ReadRequest): void {
    if (is_told) return;
    is_told = true;
    onRead(request);
  }
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else tell(isTooLong(incoming) ? 'url' : 'body');
  });
  incoming.on('end', () => {
    if (size <= limit) tell(isTooLong(incoming) ? 'url' : wholeRequest(incoming, chunks));
  });
  incoming.on('error', (error) => {
    if (!is_told) onFailure(error);
    is_told = true;
  });
}

function isTooLong({ url = '' }: IncomingMessage): boolean {
  return url.length > urlLimit;
}

function wholeRequest(incoming: IncomingMessage, [first, ...others]: readonly Buffer[]): ServedRequest {
  const [path, query] = splitOnce(incoming.url ?? '', '?');
  const body = first && others.length === 0 ? first : Buffer.concat([...(first ? [first] : []), ...others]);
  return { method: incoming.method ?? '', path, query, headers: readHeaders(incoming), body };
}

/** Node joins what came twice, but for cookies that a server sets, which no request has any business to bring. */
function readHeaders({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  if (headers['set-cookie'] === undefined) return headers as Readonly<Record<string, string>>;
  const { 'set-cookie': _cookies, ...others } = headers;
  return others as Readonly<Record<string, string>>;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

const loopback = '127.0.0.1';

/** Who sends slowly, or says nothing at all, does not hold a connection for long. */
const serverOptions: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
};

/** @throws UsageError the host and port cannot be had */
function listen(server: HttpServer, port: number, host = loopback): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(unavailable(port, host, cause)));
    server.listen(port, host, resolve);
  });
}

function nextSteps(): Readonly<Record<string, readonly [rule: string, hint: string]>> {
  return {
    EADDRINUSE: [t`is taken by another program`, t`choose another port, or 0 for a free one`],
    EACCES: [t`may not be listened on by this user`, t`choose a port from 1024 on`],
    EADDRNOTAVAIL: [t`is on no address of this machine`, t`choose an address of this machine, or leave the host out`],
    ENOTFOUND: [t`is on a host that is not known`, t`choose an address of this machine, or leave the host out`],
  };
}

function unavailable(port: number, host: string, cause: Error): UsageError {
  const [rule, hint] = nextSteps()[codeOf(cause)] ?? [
    t`cannot be listened on: ${cause.message}`,
    t`choose another port`,
  ];
  const details = [{ field: 'port', value: `${host}:${port}`, rule, next: hint }];
  return new UsageError(t`port ${port} on ${host} ${rule}`, { cause, hint, details });
}

/** As a client on this machine would write it. */
function urlOf(server: HttpServer): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

const reasons = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' } as const;

/**
 * Answers what came over a connection and is no request, as Node does by itself where nobody asks to be told of it.
 * @returns takes note of a request whose body is still to come
 */
function watchClientErrors(server: Server, onRefused: ServeOptions['onRefused']): (request: IncomingMessage) => void {
  const latest = new WeakMap<Duplex, IncomingMessage>();
  server.on('clientError', (error, socket) => {
    const status = statusOf(error);
    if (status === undefined || !socket.writable) return void socket.destroy();
    const text = reasons[status];
    const request = latest.get(socket);
    // Of one that came whole the next on its connection says nothing.
    const { method, url } = request && !request.complete ? request : {};
    onRefused?.({ status, text, method, path: url?.replace(/\?.*/s, '') });
    socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
  });
  return (request) => void latest.set(request.socket, request);
}

/** Undefined for a sender who went away: nobody is left to be answered. */
function statusOf(error: Error): keyof typeof reasons | undefined {
  const code = codeOf(error);
  if (code === 'HPE_INVALID_EOF_STATE' || !/^(HPE_|ERR_HTTP_)/.test(code)) return undefined;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}
