import type { Files } from './context/files.ts';
import type { FindProxy, Http, Serve } from './context/network.ts';
import type { Io, Prompt, StartProgress } from './context/terminal.ts';

/** What a command may ask of the outside world. Types only: the real world is in `host/`, tests bring their own. */
export interface Context {
  readonly io: Io;
  /** Environment variables, read-only. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The `QFPAY_*` variables of `.env` in the working directory, which stand beneath `env`; undefined until it was read. */
  readonly dotenv?: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly http: Http;
  readonly findProxy: FindProxy;
  readonly serve: Serve;
  readonly files: Files;
  readonly prompt: Prompt;
  readonly runCommand: RunCommand;
  readonly progress: StartProgress;
  readonly interruption: Interruption;
}

export interface Platform {
  readonly name: string;
  /** The version of Node, such as `20.19.4`. */
  readonly node: string;
  readonly home: string;
  /** The working directory; `.env` is looked for there. */
  readonly cwd: string;
}

export interface Clock {
  now(): Date;
  /** Milliseconds that only ever grow, from a beginning of their own: how long something takes, whoever sets the clock meanwhile. */
  monotonic(): number;
  /** Ends early with a CancelledError when the person interrupts, and without an error when `until` fires. */
  sleep(ms: number, until?: AbortSignal): Promise<void>;
}

export interface Random {
  bytes(count: number): Uint8Array;
  /** From 0 up to, not including, 1. */
  fraction(): number;
}

export interface CommandResult {
  /** At most 64 KiB: whoever writes more is stopped. */
  readonly stdout: Uint8Array;
  /** Undefined when it did not end by itself: stopped, or killed. */
  readonly exit_code: number | undefined;
  readonly stopped?: 'time' | 'size';
}

/**
 * Runs a command of the person's own in the platform's shell. It may ask the person on the terminal: stderr is ours, stdin too
 * where it is a terminal, else it is empty. Ends early with a CancelledError when the person interrupts.
 */
export type RunCommand = (command: string, timeout_ms: number) => Promise<CommandResult>;

/** Ctrl-C, the system that ends a process, and a terminal that was closed. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Ctrl-C, and what the person has to know when it comes now. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Which signal it was; a long-lived command that is told to end by another one than Ctrl-C has not failed. */
  readonly by?: StopSignal | undefined;
  /** The number in the air and the command to go on with; kept up to date by whoever moves money or waits. */
  resume: Resume | undefined;
  /**
   * The last call that moves money and left, until the process ends: one that ends without a verdict must not say that nothing
   * happened.
   */
  sent: Resume | undefined;
  /**
   * From now on the first Ctrl-C does nothing but call `stop`, so that what is in the air can come to its end; the next one
   * interrupts. Gives the way back.
   */
  soften(stop: () => void): () => void;
}

export interface Resume {
  readonly out_trade_no?: string;
  readonly command: string;
  /** For the document of an interrupted command, beside its `error`. */
  readonly known?: Readonly<Record<string, unknown>>;
}
