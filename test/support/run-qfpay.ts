import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { watchDocuments } from './documents.ts';
import { testAppCode, testKeys } from './keys.ts';
import { keepTranscript } from './transcripts.ts';

export const executable = join(import.meta.dirname, '..', '..', 'bin', 'qfpay.cjs');

/** A machine of its own for one test: folders for configuration, state and work, nothing inherited but the path. */
export interface Home {
  readonly folder: string;
  readonly work: string;
  readonly state: string;
  readonly config: string;
}

export interface RunOptions {
  readonly home?: Home;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Whoever writes to the process goes on; `onInput` is called once it has begun to read a long input. */
  readonly keeps_stdin_open?: boolean;
  readonly onInput?: (child: ChildProcess) => void;
  /** Called with the process as soon as it runs, and with all of a stream whenever more of it has come. */
  readonly onStart?: (child: ChildProcess) => void;
  readonly onStdout?: (stdout: string, child: ChildProcess) => void;
  readonly onStderr?: (stderr: string, child: ChildProcess) => void;
}

export interface Result {
  readonly exit_code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'qfpay-home-'));
  const home = { folder, work: join(folder, 'work'), state: join(folder, 'state'), config: join(folder, 'config') };
  for (const path of [home.work, home.state, home.config]) mkdirSync(path, { mode: 0o700 });
  onTestFinished(() => {
    keepFiles(home.state);
    rmSync(folder, { recursive: true, force: true });
  });
  return home;
}

/** Credentials and base URL of a server of the test's own. */
export function merchantEnv(base_url: string): Record<string, string> {
  return { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox, QFPAY_BASE_URL: base_url };
}

/** A clock that `npm run test:calendar` has set holds for the whole tree of processes. */
function setClock({ FAKETIME, LD_PRELOAD, DONT_FAKE_MONOTONIC, TZ }: NodeJS.ProcessEnv): Record<string, string> {
  if (!FAKETIME || !LD_PRELOAD || !DONT_FAKE_MONOTONIC) return {};
  return { FAKETIME, LD_PRELOAD, DONT_FAKE_MONOTONIC, ...(TZ ? { TZ } : {}) };
}

/** What the spawned tool has of this machine. */
export function homeEnv(home: Home): Record<string, string> {
  return {
    ...setClock(process.env),
    PATH: process.env['PATH'] ?? '',
    HOME: home.folder,
    LANG: 'C.UTF-8',
    QFPAY_CONFIG_DIR: home.config,
    QFPAY_STATE_DIR: home.state,
    QFPAY_CACHE_DIR: inject('compiled'),
  };
}

/** Runs the built program as a user would, streams apart, and keeps what it printed for the search for keys. */
export function runQfpay(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  const home = options.home ?? makeHome();
  const child = spawn(process.execPath, [executable, ...args], {
    cwd: home.work,
    env: { ...homeEnv(home), ...options.env },
  });
  options.onStart?.(child);
  return collect(child, options).then((result) => {
    watchDocuments(() => result.stdout);
    keepTranscript(inject('transcripts'), randomUUID(), `$ ${args[0] ?? ''}\n${result.stdout}\n${result.stderr}`);
    return result;
  });
}

function collect(
  child: ChildProcess,
  { input = '', keeps_stdin_open, onInput, onStdout, onStderr }: RunOptions,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onStdout?.(stdout, child);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onStderr?.(stderr, child);
    });
    child.on('error', reject);
    child.on('close', (exit_code, signal) => resolve({ exit_code, signal, stdout, stderr }));
    child.stdin?.on('error', () => {});
    child.stdin?.write(input, () => onInput?.(child));
    if (!keeps_stdin_open) child.stdin?.end();
  });
}

function keepFiles(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) keepTranscript(inject('transcripts'), randomUUID(), readFileSync(path, 'utf8'));
  }
}

/** The one JSON document on stdout. */
export function documentOf({ stdout }: Result): Record<string, unknown> {
  return JSON.parse(stdout) as Record<string, unknown>;
}
