import type { Http } from '../context/network.ts';
import type { Prompt, Screen } from '../context/terminal.ts';
import type { Context } from '../context.ts';
import { createClock } from './clock.ts';
import { createFiles } from './files/files.ts';
import { watchInterruption, watchLostEnd } from './interruption.ts';
import { createIo } from './terminal/io.ts';
import { createProgress } from './terminal/progress.ts';

/** What is known of the command line before the world is made. */
export interface HostOptions {
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

/** The real world. Each heavy library is loaded when something of it is first asked for. */
export function hostContext({ no_color, onWriteError, onLost, spareFolder }: HostOptions): Context {
  silenceNode();
  const interruption = watchInterruption();
  watchLostEnd(onLost);
  const { signal } = interruption;
  const io = createIo({ env: process.env, refused: no_color }, signal, onWriteError);
  const { env } = process;
  // Getters: the home folder costs a look-up that most commands never need.
  const platform = {
    name: process.platform,
    node: process.versions.node,
    get home() {
      return process.getBuiltinModule('node:os').homedir();
    },
    get cwd() {
      return process.cwd();
    },
  };
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
    findProxy: async (url) => (await import('./network/proxy.ts')).proxyHost(url),
    serve: async (port, handler, options) =>
      (await import('./network/server.ts')).createServe()(port, handler, options),
    files: createFiles(signal, spareFolder && (() => spareFolder({ env, platform }))),
    prompt: {
      ask: async (...asked) => (await loadQuestions(signal, io.stderr)).ask(...asked),
      choose: async (...asked) => (await loadQuestions(signal, io.stderr)).choose(...asked),
      paste: async (question, limit) => (await import('./terminal/paste.ts')).readPaste(question, limit, signal),
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
