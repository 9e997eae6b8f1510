import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { inject, onTestFinished } from 'vitest';
import { executable, type Home, homeEnv, makeHome, type Result } from './run-qfpay.ts';
import { keepTranscript } from './transcripts.ts';

export type Line = Readonly<Record<string, unknown>>;

/** The built program as a server that somebody started, waited for, and will stop. */
export interface ServingQfpay {
  /** Its first line. */
  readonly ready: Line & { readonly url: string; readonly port: number };
  readonly home: Home;
  /** The next line, from here on, of which this is true; lines that are passed over are gone. */
  next(isWanted?: (line: Line) => boolean): Promise<Line>;
  stop(signal?: NodeJS.Signals): Promise<Result>;
}

/** Starts a command that serves, with `--json`, and waits for its ready line. It is ended with the test at the latest. */
export async function serveQfpay(
  args: readonly string[],
  { home = makeHome(), env = {} }: { readonly home?: Home; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<ServingQfpay> {
  const child = spawn(process.execPath, [executable, ...args, '--json'], {
    cwd: home.work,
    env: { ...homeEnv(home), ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Result>((resolve) => {
    child.on('close', (exit_code, signal) => resolve({ exit_code, signal, stdout, stderr }));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    keepTranscript(inject('transcripts'), randomUUID(), `$ ${args[0] ?? ''}\n${stdout}\n${stderr}`);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (isWanted: (line: Line) => boolean = () => true): Promise<Line> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`it ended before it said what was waited for: ${stderr}`);
      const line = JSON.parse(value) as Line;
      if (isWanted(line)) return line;
    }
  };
  const ready = (await next()) as ServingQfpay['ready'];
  if (ready['event'] !== 'ready') throw new Error(`it did not say that it is ready: ${JSON.stringify(ready)}`);
  return {
    ready,
    home,
    next,
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return ended;
    },
  };
}
