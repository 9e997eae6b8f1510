import type { Files, Lock } from '../context/files.ts';
import type { Http } from '../context/network.ts';
import type { Secrets } from '../context/secrets.ts';
import type { Screen } from '../context/terminal.ts';
import type { Clock, Context } from '../context.ts';
import { ConfigError, UsageError } from '../errors.ts';
import { createClock, createFiles } from './context.ts';

/** What the world inside somebody else's program is made of. */
interface EmbeddedOptions {
  /** Variables as the commands read them. Those of the process are not looked at, but for the proxy's. */
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  /** Where history and request limits are kept; in memory when it is absent. */
  readonly state_dir?: string | undefined;
  readonly onSending?: Context['onSending'];
  /** Told what a command says on its way: warnings, and that it waits. */
  readonly onNote?: ((note: string) => void) | undefined;
  /** What is read where a command reads stdin. */
  readonly input?: Uint8Array | undefined;
}

/** Nobody presses Ctrl-C in a library: whoever ends the process ends it. */
const never = new AbortController().signal;

/** No folder is meant by it: these files are in memory. */
const memoryFolder = '/qfpay-in-memory';

const noScreen: Screen = { is_tty: false, columns: 80, color: 0 };

/** What the gateway allows is counted by clock and merchant: clients with the same books share it. */
const clocks = new Map<string, Clock>();

let sharedHttp: Promise<Http> | undefined;

/** Connections are shared as well. */
const http: Http = async (request) => {
  sharedHttp ??= import('./network/http.ts').then(({ createHttp }) => createHttp(process.env, never));
  return (await sharedHttp)(request);
};

/**
 * The world as a command sees it inside somebody else's program: no terminal, nobody to ask, no signal handlers, nothing written
 * to stdout or stderr, and no files but in the folder that was given.
 */
export function embeddedContext(options: EmbeddedOptions): Context {
  const { variables, secrets, state_dir = memoryFolder, onSending, onNote, input } = options;
  return {
    io: {
      out: () => {},
      err: (text) => onNote?.(secrets.maskOut(text).trimEnd()),
      flow: () => ({ write: () => true, end: async () => {} }),
      readStdin: async (limit) => checkedInput(input, limit),
      protocol: () => {
        throw new Error('a library speaks no protocol');
      },
      stdin: { is_tty: false },
      stdout: noScreen,
      stderr: noScreen,
    },
    env: { ...variables, CI: 'true', QFPAY_STATE_DIR: state_dir, QFPAY_CONFIG_DIR: memoryFolder },
    dotenv: {},
    // Nothing that the library does reads what the package ships.
    readShipped: (path) => {
      throw new Error(`${path} is not read by the library`);
    },
    package_folder: memoryFolder,
    platform: { name: process.platform, node: process.versions.node, home: memoryFolder, cwd: memoryFolder },
    clock: clockOf(state_dir),
    random: {
      bytes: (count) => process.getBuiltinModule('node:crypto').randomBytes(count),
      fraction: Math.random,
    },
    http,
    findProxy: async (url) => (await import('./network/http.ts')).proxyHost(url),
    serve: async (port, handler, wishes) => (await import('./network/server.ts')).createServe()(port, handler, wishes),
    openRedis: nobody,
    files: state_dir === memoryFolder ? createMemoryFiles() : withoutSettings(createFiles(never)),
    prompt: { ask: nobody, choose: nobody, paste: nobody },
    runCommand: nobody,
    openUrl: nobody,
    progress: () => ({ update: () => {}, stop: () => {} }),
    interruption: { signal: never, resume: undefined, sent: undefined, soften: () => () => {} },
    secrets,
    ...(onSending ? { onSending } : {}),
  };
}

function clockOf(state_dir: string): Clock {
  const clock = clocks.get(state_dir) ?? createClock(never);
  clocks.set(state_dir, clock);
  return clock;
}

/** Settings come from the program, and not from a folder. */
function withoutSettings(files: Files): Files {
  return { ...files, readSettings: () => undefined };
}

async function nobody(): Promise<never> {
  throw new ConfigError('nobody can be asked here');
}

function checkedInput(input: Uint8Array | undefined, limit: number): Uint8Array {
  if (input && input.length > limit) throw new UsageError(`the text must be at most ${limit} bytes`);
  return input ?? new Uint8Array();
}

/** What is appended to one file and read no more is let go: a server lives long, and its books are the merchant's own. */
const longest = 1024 * 1024;

/**
 * Files of a client that was given no folder: nothing of them is on any disk, and all is gone with the process. There are none to
 * begin with, so that neither settings nor a `.env` of whatever folder the program runs in is read.
 */
function createMemoryFiles(): Files {
  const kept = new Map<string, Buffer>();
  const locks = new Map<string, Promise<void>>();
  const put = (path: string, content: string | Uint8Array) => void kept.set(path, Buffer.from(content));
  const add = (path: string, text: string) =>
    void kept.set(path, newest(Buffer.concat([kept.get(path) ?? Buffer.alloc(0), Buffer.from(text)])));
  return {
    read(path, limit) {
      const bytes = kept.get(path);
      if (bytes && limit !== undefined && bytes.length > limit) throw new UsageError(`${path} is above ${limit} bytes`);
      return bytes;
    },
    readFrom: (path, offset, count) =>
      kept.get(path)?.subarray(offset, count === undefined ? undefined : offset + count),
    readSettings: () => undefined,
    facts(path) {
      const bytes = kept.get(path);
      return bytes && { size: bytes.length, mode: 0o600, is_regular: true };
    },
    beginningWith: (path) => [...kept.keys()].filter((name) => name.startsWith(path)),
    isSame: (one, other) => one === other,
    hasFolder: () => true,
    folderFault: () => undefined,
    writeFault: () => undefined,
    write: put,
    overwrite: put,
    add,
    append: add,
    appendAside: async (path, text) => add(path, text),
    truncate: (path, size) => put(path, kept.get(path)?.subarray(0, size) ?? ''),
    remove: (path) => void kept.delete(path),
    lock: (path) => takeTurn(locks, path),
  };
}

/** The last lines of it, whole ones. */
function newest(bytes: Buffer): Buffer {
  if (bytes.length <= longest) return bytes;
  const half = bytes.subarray(bytes.length - longest / 2);
  return Buffer.from(half.subarray(half.indexOf('\n') + 1));
}

/** One after the other, in the order in which they asked. */
async function takeTurn(locks: Map<string, Promise<void>>, path: string): Promise<Lock> {
  const before = locks.get(path) ?? Promise.resolve();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks.set(
    path,
    before.then(() => held),
  );
  await before;
  return { release };
}
