import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Serve, ServedRequest, ServedResponse } from '../context.ts';
import { UsageError } from '../errors.ts';

const host = '127.0.0.1';
const bodyLimit = 1024 * 1024;

type Handler = (request: ServedRequest) => Promise<ServedResponse>;

/** A server on loopback. Closing it ends every connection at once, so that the process can end. */
export function createServe(): Serve {
  return async (port, handler) => {
    const { createServer } = await import('node:http');
    const server = createServer((incoming, outgoing) => void answer(incoming, outgoing, handler));
    await listen(server, port);
    return {
      url: `http://${host}:${(server.address() as AddressInfo).port}`,
      close: () => close(server),
    };
  };
}

function listen(server: HttpServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new UsageError(`port ${port} cannot be listened on: ${cause.message}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

function close(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The sender may be gone at any moment; then there is nobody to tell. */
async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handler: Handler): Promise<void> {
  const { status, headers, body } = await respond(incoming, handler).catch(failure);
  if (outgoing.destroyed) return;
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : body);
}

async function respond(incoming: IncomingMessage, handler: Handler): Promise<ServedResponse> {
  const body = await readBody(incoming);
  if (!body) return plain(413, `the body must be at most ${bodyLimit} bytes`, { connection: 'close' });
  const [path = '', query = ''] = splitOnce(incoming.url ?? '', '?');
  return handler({ method: incoming.method ?? '', path, query, headers: readHeaders(incoming), body });
}

/** Undefined above the limit; what comes after it is thrown away. Fails when the sender breaks off. */
function readBody(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bodyLimit) chunks.push(chunk);
      else resolve(undefined);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', reject);
  });
}

/** Node joins what came twice, but for cookies. */
function readHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function failure(error: unknown): ServedResponse {
  return plain(500, error instanceof Error ? error.message : String(error));
}

function plain(status: number, message: string, headers: Record<string, string> = {}): ServedResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=UTF-8', ...headers }, body: `${message}\n` };
}
