import type { Files } from './context/files.ts';
import type { FindProxy, Http, OpenRedis, Serve } from './context/network.ts';
import type { Secrets } from './context/secrets.ts';
import type { Io, Prompt, StartProgress } from './context/terminal.ts';

/** What a command may ask of the outside world. Types only: the real world is in `host/`, tests bring their own. */
export interface Context {
  readonly io: Io;
  /** Environment variables, read-only. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The `QFPAY_*` variables of `.env` in the working directory, which stand beneath `env`; undefined until it was read. */
  readonly dotenv?: Readonly<Record<string, string>>;
  /** What the profile in use says of settings; absent where it says nothing, and before it was read. */
  readonly profile_settings?: ProfileSettings;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: Random;
  readonly http: Http;
  readonly findProxy: FindProxy;
  readonly serve: Serve;
  readonly openRedis: OpenRedis;
  /** A file that comes with the package, by its path there: `dist/jq.wasm.br`, `schemas/pay.json`. */
  readonly readShipped: (path: string) => Uint8Array;
  /** Where the package stands on this machine, so that a person can open what comes with it. */
  readonly package_folder: string;
  readonly files: Files;
  readonly prompt: Prompt;
  readonly runCommand: RunCommand;
  readonly openUrl: OpenUrl;
  readonly progress: StartProgress;
  readonly interruption: Interruption;
  readonly secrets: Secrets;
  /**
   * Told of a call that moves money before it is written down and sent, and waited for: where it fails, nothing is sent. For a
   * program that keeps books of its own (the library's `store`).
   */
  readonly onSending?: (sending: object) => Promise<void>;
}

/** What the profile in use says beside its credentials: it stands between the flags and the variables, or beneath both. */
export interface ProfileSettings {
  /** Such as `profile shop`. */
  readonly source: string;
  /** It was named, and is used whole: it comes before the variables. The one that is marked current comes after them. */
  readonly is_named: boolean;
  /** By name, such as `timezone`; as they were typed when it was saved. */
  readonly values: Readonly<Partial<Record<string, string>>>;
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
  /** At most 64 KiB of it. */
  readonly stderr: Uint8Array;
  /** Undefined when it did not end by itself: stopped, or killed. */
  readonly exit_code: number | undefined;
  readonly stopped?: 'time' | 'size';
}

/**
 * Runs a command of the person's own in the platform's shell, in a process group of its own that is ended with it. stdin is ours
 * where it is a terminal, else it is empty; nothing that it prints is shown. Ends early with a CancelledError when the person
 * interrupts.
 */
export type RunCommand = (command: string, timeout_ms: number) => Promise<CommandResult>;

/**
 * Opens an address in the person's browser, without a shell. Gives why it could not be; undefined where the browser has it. What it
 * opens is for the caller to have checked.
 */
export type OpenUrl = (url: string) => Promise<string | undefined>;

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
