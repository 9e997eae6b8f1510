export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Instead of `body`, where what is passed on must stay the same to the byte. */
  readonly bytes?: Uint8Array;
  /** For the whole exchange; connecting may take 10 s of it at most. */
  readonly timeout_ms: number;
  /**
   * On a connection of its own, for what cannot simply be sent again: on one that is used again it would be cut off, and in doubt,
   * whenever the server hangs up just then.
   */
  readonly fresh?: boolean;
}

/** Header names in lower case; the body's bytes as they came. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The proxy that a request to this address goes through, `host:port` without its password; undefined where it goes directly. */
export type FindProxy = (url: string) => Promise<string | undefined>;

/** One exchange: no retry, no redirect, to this machine itself no proxy. Fails with a TransportError, which says whether the connection was made. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ServedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
  /** What befalls the answer on its way, for whoever wants to see a client cope with it. */
  readonly fault?: ConnectionFault | undefined;
}

/** `reset`: the connection is broken without an answer. `hang`: no answer ever comes. `cut`: it breaks after `bytes` of the body. */
export type ConnectionFault = { readonly kind: 'reset' | 'hang' } | { readonly kind: 'cut'; readonly bytes: number };

/** What has its answer at once gives it without a promise: a server that makes one for each call has half as much again to do. */
export type Handler = (request: ServedRequest) => ServedResponse | Promise<ServedResponse>;

export interface ServeOptions {
  /** A name or address of this machine; loopback when it is not said. */
  readonly host?: string;
  /** Bytes of a request's body, 1 MiB when it is not said; above it the sender gets 413. */
  readonly body_limit?: number;
  /** Told of what the server refused by itself: the handler never sees it. */
  onRefused?(refused: UnservedRequest): void;
}

/** Too long (413, 414, 431), too slow (408), or no HTTP at all (400). */
export interface UnservedRequest {
  readonly status: number;
  /** What the sender was told. */
  readonly text: string;
  /** Both undefined where it never came to say so. */
  readonly method?: string | undefined;
  /** Without the query. */
  readonly path?: string | undefined;
}

export interface Server {
  /** Such as `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Takes no more; what is being answered has `grace_ms` (none if not said) before its connection is ended. */
  close(grace_ms?: number): Promise<void>;
}

/**
 * Answers requests until it is closed. Port 0 takes a free one. Fails with a UsageError where that host and port cannot be had.
 */
export type Serve = (port: number, handler: Handler, options?: ServeOptions) => Promise<Server>;

/** What Redis answers, as its protocol has it. */
export type RedisReply = string | number | null | readonly RedisReply[];

/** A Redis that several machines share. It is connected to when something is first asked of it, and again after a failure. */
export interface Redis {
  /** Host and port, for a person. Never a user or a password. */
  readonly place: string;
  /**
   * One command, its name first. Every wait is bounded, two seconds for an answer and two for a connection: a NetworkError in plain
   * words where none comes, or where the answer is an error. The command may have been carried out then.
   */
  send(command: readonly string[]): Promise<RedisReply>;
  /** Idle it holds no process up; this ends it at once. */
  close(): void;
}

/**
 * By an address `redis://` or `rediss://` (TLS, which is verified), with user, password and number of the database as it has them.
 * Asks nothing of anybody yet.
 */
export type OpenRedis = (url: string) => Promise<Redis>;
