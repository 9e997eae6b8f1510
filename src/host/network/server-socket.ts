import type { Server as HttpServer, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { codeOf } from '../file-failure.ts';

const loopback = '127.0.0.1';

/** Who sends slowly, or says nothing at all, does not hold a connection for long. */
export const serverOptions: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
};

/** @throws UsageError the host and port cannot be had */
export function listen(server: HttpServer, port: number, host = loopback): Promise<void> {
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
export function urlOf(server: HttpServer): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
