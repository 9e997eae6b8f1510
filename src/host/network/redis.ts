import type { Redis as Client } from 'ioredis';
import type { Redis, RedisReply } from '../../context/network.ts';
import { NetworkError } from '../../errors.ts';
import { t } from '../../language/t.ts';

/** What is slower holds up a sale for longer than the limit is worth. */
const [connect_ms, answer_ms] = [2_000, 2_000];

/** Where to, and as whom. */
interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly is_tls: boolean;
  readonly username?: string;
  readonly password?: string;
  readonly db: number;
}

/**
 * A Redis by ioredis, which is loaded with the first command. It reconnects only when it is asked something again, and sends
 * nothing twice.
 */
export function openRedis(url: string): Redis {
  return new HostRedis(addressOf(new URL(url)));
}

class HostRedis implements Redis {
  #address: RedisAddress;
  #client: Promise<Client> | undefined;
  #in_the_air = 0;

  constructor(address: RedisAddress) {
    this.#address = address;
  }

  get place(): string {
    return placeOf(this.#address);
  }

  async send(command: readonly string[]): Promise<RedisReply> {
    const client = await this.#open();
    try {
      return await this.#call(client, command);
    } catch (error) {
      const moved = movedTo(error);
      if (moved === undefined) throw this.#trouble(error);
      // In a cluster the book is on one node, and any other tells which.
      this.close();
      this.#address = { ...this.#address, ...moved };
      const other = await this.#open();
      return await this.#call(other, command).catch((again: unknown) => {
        throw this.#trouble(again);
      });
    }
  }

  close(): void {
    const client = this.#client;
    this.#client = undefined;
    void client?.then((open) => open.disconnect()).catch(() => {});
  }

  /** A connection that the other side has closed meanwhile, as it does with one that is idle for long, is made anew. */
  async #open(): Promise<Client> {
    this.#client ??= this.#connect();
    const pending = this.#client;
    const client = await pending;
    if (client.status === 'ready') return client;
    if (this.#client === pending) {
      this.close();
      this.#client = this.#connect();
    }
    return this.#client;
  }

  async #connect(): Promise<Client> {
    const { Redis } = await import('ioredis');
    const { host, port, is_tls } = this.#address;
    const client = new Redis({
      ...{ host, port },
      ...(is_tls ? { tls: { host, rejectUnauthorized: true, ...(isName(host) ? { servername: host } : {}) } } : {}),
      ...{ lazyConnect: true, enableOfflineQueue: false, enableReadyCheck: false, disableClientInfo: true },
      ...{ retryStrategy: () => null, maxRetriesPerRequest: 0, autoResendUnfulfilledCommands: false },
      ...{ connectTimeout: connect_ms, commandTimeout: answer_ms, protocol: 2 },
    });
    let first: unknown;
    // What nobody listens for it prints by itself.
    client.on('error', (error: unknown) => {
      first ??= error;
    });
    try {
      await within(connect_ms, client.connect());
      await this.#introduce(client);
      return client;
    } catch (error) {
      client.disconnect();
      throw this.#trouble(first ?? error);
    }
  }

  /** Here, and not by the library: of a refused password it says nothing, and of one that nobody needs it prints a line. */
  async #introduce(client: Client): Promise<void> {
    const { username, password, db } = this.#address;
    if (password !== undefined) {
      const login = ['AUTH', ...(username === undefined ? [] : [username]), password];
      await this.#call(client, login).catch((error: unknown) => {
        const is_unneeded = /without any password configured/.test(messageOf(error));
        if (isRefusal(error) && !is_unneeded) throw new NetworkError(loginProblem(this.place), { cause: error });
        if (!is_unneeded) throw error;
      });
    }
    if (db !== 0) await this.#call(client, ['SELECT', String(db)]);
  }

  /** What is in the air holds the process; an idle connection does not. */
  async #call(client: Client, [name = '', ...rest]: readonly string[]): Promise<RedisReply> {
    this.#in_the_air += 1;
    client.stream.ref();
    try {
      return (await within(answer_ms, client.call(name, ...rest))) as RedisReply;
    } finally {
      this.#in_the_air -= 1;
      if (this.#in_the_air === 0) client.stream.unref();
    }
  }

  /** A connection that failed is not used again. */
  #trouble(error: unknown): NetworkError {
    this.close();
    if (error instanceof NetworkError) return error;
    const problem = problemOf(error, this.place);
    const { password } = this.#address;
    // Whoever answers may repeat what it was told at the beginning.
    return new NetworkError(password === undefined ? problem : problem.replaceAll(password, '***'), { cause: error });
  }
}

function addressOf({ protocol, hostname, port, username, password, pathname }: URL): RedisAddress {
  const name = decodeURIComponent(username);
  const secret = decodeURIComponent(password);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
    is_tls: protocol === 'rediss:',
    ...(name === '' ? {} : { username: name }),
    ...(secret === '' ? {} : { password: secret }),
    db: Number(pathname.slice(1)) || 0,
  };
}

function placeOf({ host, port }: Pick<RedisAddress, 'host' | 'port'>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** An address of digits is no name that a certificate could be asked for. */
function isName(host: string): boolean {
  return !/^[\d.]+$|:/.test(host);
}

/** An answer `MOVED 3999 10.0.0.7:6381` of a cluster's node. */
function movedTo(error: unknown): Pick<RedisAddress, 'host' | 'port'> | undefined {
  const [, host, port] = /^MOVED \d+ (.+):(\d+)$/.exec(messageOf(error)) ?? [];
  return host === undefined || port === undefined ? undefined : { host, port: Number(port) };
}

/** Fails when it lasts longer. The library has a limit of its own, on which alone nobody's sale is to depend. */
async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms + 100);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const codes: Readonly<Record<string, (place: string) => string>> = {
  ECONNREFUSED: (place) => t`connection refused by ${place}`,
  ENOTFOUND: (place) => t`no address found for ${place}`,
  EAI_AGAIN: (place) => t`the name server gave no answer for ${place}`,
  EHOSTUNREACH: (place) => t`no route to ${place}`,
  ENETUNREACH: (place) => t`no network that leads to ${place}`,
};

/** Redis itself says no, by the name that the library gives to such an answer. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}

function loginProblem(place: string): string {
  return t`${place} does not take this user and password`;
}

/** In plain words, of Redis's own answers what they begin with. */
function problemOf(error: unknown, place: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = codes[code];
  if (words) return words(place);
  const message = messageOf(error);
  if (/timed out|ETIMEDOUT|^late$/.test(`${message} ${code}`))
    return t`no answer from ${place} in ${answer_ms / 1000} s`;
  if (/^NOAUTH/.test(message)) return t`${place} asks for a password`;
  if (isRefusal(error)) return t`${place} refuses: ${message.slice(0, 120)}`;
  if (/CERT|SSL|TLS|ALTNAME|certificate/i.test(`${code} ${message}`))
    return t`no trusted TLS with ${place} (${code === '' ? message.slice(0, 80) : code})`;
  return t`the connection to ${place} broke off`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
