import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Calls back once the connection stands, so that bytes of the request can leave from now on: for https only after the TLS
 * handshake. A connection that is used again stands already; one that fails at once (no network, too many open files) never did,
 * though it is no longer being made.
 */
export function watchConnection(request: ClientRequest, url: string, onConnected: () => void): void {
  const is_secure = new URL(url).protocol === 'https:';
  request.once('socket', (socket: Socket) => {
    if (request.reusedSocket) onConnected();
    else if (is_secure) socket.once('secureConnect', onConnected);
    else if (socket.pending || socket.destroyed) socket.once('connect', onConnected);
    else onConnected();
  });
}
