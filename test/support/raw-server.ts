import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface RawServer {
  readonly port: number;
  /** How many connections were made. */
  connections: number;
}

/** A server on loopback that does what the test says with each connection, below HTTP. */
export function rawServer(onConnection: (socket: Socket) => void): Promise<RawServer> {
  return listen(createServer(), 'connection', onConnection);
}

/** The same with TLS, by a certificate of `test/fixtures/tls` that nobody trusts. */
export function tlsServer(
  certificate: 'localhost' | 'gateway.example' | 'expired',
  onConnection: (socket: Socket) => void,
): Promise<RawServer> {
  const [cert, key] = ['crt', 'key'].map((ending) => readFileSync(certificatePath(`${certificate}.${ending}`)));
  return listen(createTlsServer({ cert, key }), 'secureConnection', onConnection);
}

export function certificatePath(name: string): string {
  return join(import.meta.dirname, '..', 'fixtures', 'tls', name);
}

/** A port of loopback that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server: Server, event: string, onConnection: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const facts = { port: 0, connections: 0 };
  server.on('connection', (socket: Socket) => {
    facts.connections += 1;
    sockets.add(socket.on('error', () => {}));
  });
  server.on(event, (socket: Socket) => onConnection(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  facts.port = (server.address() as AddressInfo).port;
  return facts;
}
