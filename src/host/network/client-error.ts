import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ServeOptions } from '../../context/network.ts';
import { codeOf } from '../file-failure.ts';

const reasons = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' } as const;

/**
 * Answers what came over a connection and is no request, as Node does by itself where nobody asks to be told of it.
 * @returns takes note of a request whose body is still to come
 */
export function watchClientErrors(
  server: Server,
  onRefused: ServeOptions['onRefused'],
): (request: IncomingMessage) => void {
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
