import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import type { CommandResult, RunCommand } from '../context.ts';
import { CancelledError } from '../errors.ts';
import { isTerminal } from './terminal/io.ts';

const largest = 64 * 1024;
/** For what it still has to say on stderr once it has ended; a daemon that it left behind may keep that open for ever. */
const patience_ms = 200;

export function createRunCommand(signal: AbortSignal): RunCommand {
  return (command, timeout_ms) => {
    if (signal.aborted) return Promise.reject(new CancelledError('interrupted'));
    const stdin = isTerminal(0) ? 'inherit' : 'ignore';
    const child = spawn(command, { ...shellOptions(process.platform, homedir()), stdio: [stdin, 'pipe', 'pipe'] });
    return outcomeOf(child, timeout_ms, signal);
  };
}

/**
 * A group of its own, so that what the shell starts can be ended with it. Windows has no such groups, and its shell looks for
 * programs in the folder that it is started in, which may be anybody's: it is started at home.
 */
export function shellOptions(platform: NodeJS.Platform, home: string): SpawnOptions {
  return platform === 'win32' ? { shell: true, windowsHide: true, cwd: home } : { shell: true, detached: true };
}

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** For an opener that says at once that there is none, or that it cannot. */
const opening_ms = 1500;

/** The address is one argument and no shell reads it. The opener may live on: the browser may be its child. */
export function openUrl(url: string, platform: NodeJS.Platform): Promise<string | undefined> {
  const [program = 'xdg-open', ...flags] = openers[platform] ?? [];
  return new Promise((resolve) => {
    const child = spawn(program, [...flags, url], {
      stdio: 'ignore',
      detached: true,
      windowsHide: true,
      cwd: homedir(),
    });
    const timer = setTimeout(() => resolve(undefined), opening_ms);
    const end = (problem: string | undefined) => {
      clearTimeout(timer);
      resolve(problem);
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code) => end(code === 0 || code === null ? undefined : `${program}: ${code}`));
    child.unref();
  });
}

interface Gathered {
  readonly chunks: Uint8Array[];
  size: number;
}

function outcomeOf(child: ChildProcess, timeout_ms: number, signal: AbortSignal): Promise<CommandResult> {
  const [out, err]: [Gathered, Gathered] = [
    { chunks: [], size: 0 },
    { chunks: [], size: 0 },
  ];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => stop({ stopped: 'time' }), timeout_ms);
    const textOf = ({ chunks }: Gathered) => Buffer.concat(chunks);
    function end(finish: () => void) {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      finish();
    }
    function stop(facts: Pick<CommandResult, 'stopped'>) {
      abandon(child);
      end(() => resolve({ stdout: new Uint8Array(), stderr: textOf(err), exit_code: undefined, ...facts }));
    }
    function interrupt() {
      abandon(child);
      end(() => reject(new CancelledError('interrupted')));
    }
    signal.addEventListener('abort', interrupt, { once: true });
    child.stdout?.on('data', (chunk: Uint8Array) => {
      if (gather(chunk, out) > largest) stop({ stopped: 'size' });
    });
    child.stderr?.on('data', (chunk: Uint8Array) => {
      if (err.size < largest) gather(chunk, err);
    });
    child.on('error', () => stop({}));
    child.on('exit', (code) => {
      const done = () => end(() => resolve({ stdout: textOf(out), stderr: textOf(err), exit_code: code ?? undefined }));
      whenClosed(child, done);
    });
  });
}

function gather(chunk: Uint8Array, into: Gathered): number {
  into.chunks.push(chunk);
  into.size += chunk.length;
  return into.size;
}

/** stdout has to end, for the key stands there; stderr has a moment. */
function whenClosed({ stdout, stderr }: ChildProcess, done: () => void): void {
  const afterwards = () => {
    if (!stderr || stderr.closed) return done();
    const timer = setTimeout(() => stderr.destroy(), patience_ms);
    stderr.once('close', () => {
      clearTimeout(timer);
      done();
    });
  };
  if (!stdout || stdout.closed) afterwards();
  else stdout.once('close', afterwards);
}

/** Ends the command and what it has started. */
function abandon(child: ChildProcess): void {
  if (child.pid !== undefined) killAll(child.pid);
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}

function killAll(pid: number): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], {
      stdio: 'ignore',
      windowsHide: true,
      cwd: homedir(),
    }).unref();
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // all of them have ended
  }
}
