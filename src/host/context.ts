import type { Files } from '../context/files.ts';
import type { Http } from '../context/network.ts';
import type { Prompt, Screen } from '../context/terminal.ts';
import type { Clock, Context, Interruption, StopSignal } from '../context.ts';
import { CancelledError, exitCodes } from '../errors.ts';
import { type SpareFolder, takeLock } from './files/lock.ts';
import {
  fileFacts,
  filesBeginningWith,
  folderFault,
  hasFolder,
  isSameFile,
  readFile,
  readFrom,
  readSettings,
} from './files/read-file.ts';
import {
  addToFile,
  createAppend,
  createAppendAside,
  overwriteFile,
  removeFile,
  truncateFile,
  writeFault,
  writeFile,
} from './files/write-file.ts';
import { createIo, createProgress, isTerminal } from './terminal/io.ts';

/** What is known of the command line before the world is made. */
interface HostOptions {
  readonly no_color: boolean;
  readonly onWriteError: (error: Error) => void;
  /** The process would end without a verdict; with the error that nobody caught, where it is one. */
  readonly onLost: (error?: unknown) => void;
  /** The folder for locks of files whose own folder takes none. */
  readonly spareFolder?: (world: Pick<Context, 'env' | 'platform'>) => string;
}

/** Where nobody knows a secret yet: whoever runs a command puts its registry in place of this. */
function same<Value>(value: Value): Value {
  return value;
}

/** With getters: the home folder costs a look-up that most commands never need. */
function hostPlatform(): Context['platform'] {
  return {
    name: process.platform,
    node: process.versions.node,
    get home() {
      return process.getBuiltinModule('node:os').homedir();
    },
    get cwd() {
      return process.cwd();
    },
  };
}

/** The real world. Each heavy library is loaded when something of it is first asked for. */
export function hostContext({ no_color, onWriteError, onLost, spareFolder }: HostOptions): Context {
  silenceNode();
  const interruption = watchInterruption();
  watchLostEnd(onLost);
  const { signal } = interruption;
  const io = createIo({ env: process.env, refused: no_color }, signal, onWriteError);
  const { env } = process;
  const platform = hostPlatform();
  return {
    io,
    env,
    platform,
    clock: createClock(signal),
    random: {
      bytes: (count) => process.getBuiltinModule('node:crypto').randomBytes(count),
      fraction: Math.random,
    },
    http: lazyHttp(signal),
    findProxy: async (url) => (await import('./network/http.ts')).proxyHost(url),
    serve: async (port, handler, options) =>
      (await import('./network/server.ts')).createServe()(port, handler, options),
    // The bundle stands in `dist`.
    readShipped: (path) => process.getBuiltinModule('node:fs').readFileSync(`${import.meta.dirname}/../${path}`),
    package_folder: import.meta.dirname.replace(/.dist$/, ''),
    openRedis: async (url) => (await import('./network/redis.ts')).openRedis(url),
    files: createFiles(signal, spareFolder && (() => spareFolder({ env, platform }))),
    prompt: {
      ask: async (...asked) => (await loadQuestions(signal, io.stderr)).ask(...asked),
      choose: async (...asked) => (await loadQuestions(signal, io.stderr)).choose(...asked),
      paste: async (question, limit, wishes) =>
        (await import('./terminal/paste.ts')).readPaste(question, limit, { ...wishes, signal }),
    },
    runCommand: async (command, timeout_ms) =>
      (await import('./run-command.ts')).createRunCommand(signal)(command, timeout_ms),
    openUrl: async (url) => (await import('./run-command.ts')).openUrl(url, process.platform),
    progress: createProgress(io.stderr),
    interruption,
    secrets: { add: () => {}, isIn: () => false, mask: same, maskValue: same, maskOut: same },
  };
}

/**
 * Node's own warnings are for whoever writes programs, and some are not even true of this one, which always verifies TLS. Who
 * asks for their traces gets them.
 */
function silenceNode(): void {
  const asked = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((option) => option.includes('--trace-'));
  if (!asked) process.removeAllListeners('warning');
}

/** inquirer draws over what it has drawn, which a dumb terminal cannot. */
async function loadQuestions(signal: AbortSignal, screen: Screen): Promise<Pick<Prompt, 'ask' | 'choose'>> {
  return process.env['TERM'] === 'dumb'
    ? (await import('./terminal/plain-prompt.ts')).createPlainPrompt(signal)
    : (await import('./terminal/prompt.ts')).createPrompt(signal, screen);
}

function lazyHttp(signal: AbortSignal): Http {
  let http: Promise<Http> | undefined;
  return async (request) => {
    http ??= import('./network/http.ts').then(({ createHttp }) => createHttp(process.env, signal));
    return (await http)(request);
  };
}

export function createClock(signal: AbortSignal): Clock {
  return {
    now: () => new Date(),
    monotonic: () => performance.now(),
    sleep: (ms, until) => sleep(ms, signal, until),
  };
}

function sleep(ms: number, signal: AbortSignal, until?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new CancelledError('interrupted'));
    if (until?.aborted) return resolve();
    const timer = setTimeout(() => end(resolve), ms);
    const cancel = () => end(() => reject(new CancelledError('interrupted')));
    const stop = () => end(resolve);
    function end(settle: () => void) {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      until?.removeEventListener('abort', stop);
      settle();
    }
    signal.addEventListener('abort', cancel, { once: true });
    until?.addEventListener('abort', stop, { once: true });
  });
}

const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Ctrl-C, SIGTERM and a closed terminal abort whatever waits. A second one ends the process at once, should something not let go;
 * but a terminal that is closed says so several times, and the system beside its SIGTERM: that is still the first.
 */
function watchInterruption(): Interruption {
  const controller = new AbortController();
  let by: Interruption['by'];
  let soft: (() => void) | undefined;
  function interrupt(name: StopSignal) {
    if (by !== undefined && name === 'SIGHUP') return;
    if (controller.signal.aborted) process.exit(130);
    by = name;
    const stop = soft;
    soft = undefined;
    if (stop) stop();
    else controller.abort();
  }
  for (const name of signals) process.on(name, () => interrupt(name));
  return {
    signal: controller.signal,
    get by() {
      return by;
    },
    resume: undefined,
    sent: undefined,
    soften(stop) {
      soft = stop;
      return () => {
        soft = undefined;
      };
    },
  };
}

/**
 * Tells of a process that would end without a verdict: there is nothing left to wait for, though the command has not come to
 * its end, or nobody caught an error. Without this the one would look like success.
 */
function watchLostEnd(onLost: (error?: unknown) => void): void {
  process.once('beforeExit', () => onLost());
  process.on('uncaughtException', onLost);
}

/** For what the host has to see to its end, such as a terminal that is slow to take what is written. */
const grace_ms = 1000;

/**
 * Until there is a verdict the status is that of a bug, so that a process that ends without one has not succeeded. Gives the end:
 * after the verdict nothing lives on, and what would still hold the process (a look-up of a name that nobody answers, a proxy that
 * drips) is let go.
 */
export function oweVerdict(): (exit_code: number) => void {
  process.exitCode = exitCodes.internal;
  const terminals = ([0, 1, 2] as const).filter(isTerminal);
  let is_hung_up = false;
  process.once('SIGHUP', () => {
    is_hung_up = true;
  });
  return (exit_code) => {
    process.exitCode = exit_code;
    if (is_hung_up && !terminals.every(isTerminal)) endByHangUp();
    const timer = setInterval(() => {
      if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit(exit_code);
    }, grace_ms);
    timer.unref();
  };
}

/** Node wants to put a terminal in order when it ends, and aborts with a core dump where that is gone. Nobody is there to be told. */
function endByHangUp(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

/** The real files. Synchronous but for the lock: a few small calls each, and the process has nothing else to do meanwhile. */
export function createFiles(signal: AbortSignal, spareFolder?: SpareFolder): Files {
  return {
    read: readFile,
    readFrom,
    readSettings,
    facts: fileFacts,
    beginningWith: filesBeginningWith,
    isSame: isSameFile,
    hasFolder,
    folderFault,
    writeFault,
    write: writeFile,
    overwrite: overwriteFile,
    add: addToFile,
    append: createAppend(),
    appendAside: createAppendAside(),
    truncate: truncateFile,
    remove: removeFile,
    lock: (path, patience_ms) => takeLock(path, signal, patience_ms, spareFolder),
  };
}
