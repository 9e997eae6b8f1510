import type { HttpRequest } from '../../context/network.ts';
import { TransportError, type TransportFault } from '../../errors.ts';
import { t } from '../../language/t.ts';

/** What was seen of one exchange so far. */
export interface Sighting {
  readonly request: HttpRequest;
  readonly connect_limit_ms: number;
  readonly proxy: URL | undefined;
  /** The connection stood: bytes of the request may have left. */
  connected: boolean;
  /** The head of the answer came. */
  answering: boolean;
  /** We ended it ourselves. */
  ended_by?: 'connect-timeout' | 'timeout' | 'too-large' | 'upgrade' | 'closed' | 'interruption' | undefined;
}

const ofProxies = new WeakSet<Error>();

/** Marks an error as one from before the tunnel stood: whatever it is, the proxy made it. */
export function ofProxy(error: Error): Error {
  ofProxies.add(error);
  return error;
}

interface TransportFinding {
  readonly fault: TransportFault;
  readonly words: string;
}

/** The codes of Node for a connection that was not made, and the words for whom it was not made with. */
const notMade: Readonly<Record<string, { readonly fault: TransportFault; readonly words: (peer: string) => string }>> =
  {
    ECONNREFUSED: { fault: 'refused', words: (peer) => t`connection refused by ${peer}` },
    ENOTFOUND: { fault: 'dns', words: (peer) => t`no address found for ${peer}` },
    EAI_AGAIN: { fault: 'dns', words: (peer) => t`the name server gave no answer for ${peer}` },
    EHOSTUNREACH: { fault: 'unreachable', words: (peer) => t`no route to ${peer}` },
    ENETUNREACH: { fault: 'unreachable', words: (peer) => t`no network that leads to ${peer}` },
    EADDRNOTAVAIL: { fault: 'unreachable', words: (peer) => t`no local address to reach ${peer}` },
  };

const cuts: readonly (string | undefined)[] = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'];

/**
 * A failed exchange in plain words: hosts and ports, never a path, a query string or a proxy's password. It counts as
 * connected when the connection was seen to stand, and also when the error is not one that surely comes before.
 */
export function transportError(error: unknown, sighting: Sighting): TransportError {
  const cause = innermost(error);
  const before = sighting.connected ? undefined : noConnection(cause, sighting);
  const { fault, words } = before ?? brokenExchange(cause, sighting);
  return new TransportError(words, { connected: before === undefined, fault, cause });
}

/** The library's own errors hold the whole request; what they wrap does not. */
function innermost(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? innermost(error.cause) : error;
}

/** Undefined when bytes of the request may have left all the same. */
function noConnection(cause: unknown, sighting: Sighting): TransportFinding | undefined {
  const { code, message, isOfConnecting } = factsOf(cause);
  const target = new URL(sighting.request.url);
  const peer = sighting.proxy ? t`the proxy ${sighting.proxy.host}` : target.host;
  const through = sighting.proxy ? ` (${t`through ${peer}`})` : '';
  if (sighting.ended_by === 'connect-timeout' || code === 'ETIMEDOUT' || message === 'Proxy timeout') {
    const limit = seconds(sighting.connect_limit_ms);
    return { fault: 'timeout', words: `${t`no connection to ${target.host} within ${limit}`}${through}` };
  }
  const found = notMade[code];
  if (found) return { fault: sighting.proxy ? 'proxy' : found.fault, words: found.words(peer) };
  const status = /^Bad response: (\d+)$/.exec(message)?.[1];
  if (status) return { fault: 'proxy', words: t`${peer} refused the way to ${target.host} (HTTP ${status})` };
  if (isOfConnecting && !cuts.includes(code)) return { fault: 'other', words: t`no connection to ${peer} (${code})` };
  if (code.startsWith('ERR_INVALID')) return { fault: 'other', words: t`the request could not be made (${code})` };
  if (cause instanceof Error && ofProxies.has(cause)) {
    return {
      fault: 'proxy',
      words: t`${peer} is no proxy, or speaks otherwise than its address says: ${tlsReason(message)}`,
    };
  }
  // Nothing of a request leaves before the handshake is done.
  if (target.protocol === 'https:') {
    return { fault: 'tls', words: `TLS: ${tlsReason(message)} (${target.host})${through}` };
  }
  return undefined;
}

/** OpenSSL's own messages wrap their reason in numbers and routine names. */
function tlsReason(message: string): string {
  return /SSL routines:[^:]*:([^:\n]+)/.exec(message)?.[1] ?? message;
}

function brokenExchange(cause: unknown, { request, answering, ended_by }: Sighting): TransportFinding {
  const { code } = factsOf(cause);
  if (ended_by === 'upgrade') return { fault: 'other', words: t`HTTP 101: the server wants to speak another protocol` };
  if (ended_by === 'too-large') return { fault: 'other', words: t`the answer is larger than 10 MiB` };
  if (ended_by === 'timeout' || code === 'ETIMEDOUT') {
    const limit = seconds(request.timeout_ms);
    return {
      fault: 'timeout',
      words: answering ? t`no complete answer within ${limit}` : t`no answer within ${limit}`,
    };
  }
  if (ended_by === 'closed' || cuts.includes(code)) {
    return {
      fault: 'reset',
      words: answering ? t`the connection was cut within the answer` : t`the connection was cut before any answer`,
    };
  }
  if (code.startsWith('HPE_')) return { fault: 'other', words: t`what came is no HTTP answer (${code})` };
  return { fault: 'other', words: t`the answer could not be read (${code})` };
}

/**
 * Some causes are plain objects; an AggregateError (several addresses tried) has a code but no message. What failed in the system's
 * own `connect` has sent nothing, whatever its code: too many open files, a firewall, a network that is down. (One that was cut there
 * had been made; that is left in doubt.)
 */
function factsOf(cause: unknown): { code: string; message: string; isOfConnecting: boolean } {
  const { code, name, message, syscall, errors = [] } = (cause ?? {}) as Readonly<Record<string, unknown>>;
  const tried = Array.isArray(errors) && errors.length > 0 ? errors : [{ syscall }];
  const isOfConnecting = tried.every((one: { syscall?: unknown }) => one.syscall === 'connect');
  return { code: String(code ?? name ?? '?'), message: String(message ?? ''), isOfConnecting };
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
