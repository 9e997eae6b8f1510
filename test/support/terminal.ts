import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import xterm from '@xterm/headless';
import { inject, onTestFinished } from 'vitest';
import { executable, type Home, homeEnv, makeHome } from './run-qfpay.ts';
import { keepTranscript } from './transcripts.ts';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly home?: Home;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands behind the command in the shell's line, such as `2>/dev/null` or `| head -1`. */
  readonly redirection?: string;
}

/** Keys that have no letter. */
export const keys = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  tab: '\t',
  escape: '\u001b',
  backspace: '\u007f',
  ctrl_c: '\u0003',
  ctrl_d: '\u0004',
};

export interface Terminal {
  /** What the screen shows, a line each, without the blanks at their ends. */
  screen(): string;
  /** The screen and what was scrolled out of it. */
  everything(): string;
  /** Resolves with the screen as soon as it shows that; fails with the screen when the program ends before, or after 15 s. */
  shows(text: string | RegExp): Promise<string>;
  press(keys: string): void;
  /** The exit status, once all that was printed is on the screen. */
  ended(): Promise<number>;
  /** Whether the person sees where he types. */
  isCursorShown(): boolean;
  /** All that was printed so far, control sequences included. */
  transcript(): string;
  /** The emulated terminal itself, for whoever looks at colours. */
  readonly xterm: xterm.Terminal;
}

/**
 * Runs the built tool in a pseudo-terminal, which Linux's `script` makes, and reads its output as a terminal would: the screen
 * is what a person sees.
 */
export function openTerminal(args: readonly string[], options: TerminalOptions = {}): Terminal {
  return openShell([process.execPath, executable, ...args], options);
}

/** Any program in a pseudo-terminal, such as a shell that calls the tool. */
export function openShell(words: readonly string[], options: TerminalOptions = {}): Terminal {
  const { columns = 80, rows = 24, home = makeHome(), env = {}, redirection = '' } = options;
  const program = words.map(quoted).join(' ');
  const line = `stty cols ${columns} rows ${rows}; ${program} ${redirection}`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd: home.work,
    env: { ...homeEnv(home), TERM: 'xterm-256color', ...env },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return terminalOf(child, new xterm.Terminal({ cols: columns, rows, scrollback: 5000, allowProposedApi: true }));
}

function terminalOf(child: ChildProcess, emulated: xterm.Terminal): Terminal {
  const watchers = new Set<() => void>();
  let exit_code: number | undefined;
  let transcript = '';
  const changed = () => {
    for (const watcher of watchers) watcher();
  };
  child.stdout?.on('data', (bytes: Buffer) => {
    transcript += bytes.toString('utf8');
    emulated.write(bytes, changed);
  });
  // A program asks a terminal for its cursor or colours; the answer goes back to it as keys do.
  emulated.onData((answer) => child.stdin?.write(answer));
  child.stdin?.on('error', () => {});
  child.on('close', (code) => {
    keepTranscript(inject('transcripts'), randomUUID(), transcript);
    emulated.write('', () => {
      exit_code = code ?? -1;
      changed();
    });
  });
  const until = <T>(what: string, find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        watchers.delete(look);
        act();
      };
      const fail = (why: string) =>
        finish(() => reject(new Error(`${why} before it showed ${what}:\n${textOf(emulated, 0)}`)));
      const look = () => {
        const found = find();
        if (found !== undefined) finish(() => resolve(found));
        else if (exit_code !== undefined) fail(`the program ended (${exit_code})`);
      };
      const timer = setTimeout(() => fail('15 seconds passed'), 15_000);
      watchers.add(look);
      look();
    });
  const screen = () => textOf(emulated, emulated.buffer.active.baseY);
  return {
    xterm: emulated,
    isCursorShown: () => transcript.lastIndexOf('\u001b[?25l') <= transcript.lastIndexOf('\u001b[?25h'),
    screen,
    everything: () => textOf(emulated, 0),
    transcript: () => transcript,
    shows: (text) => until(String(text), () => (isOn(screen(), text) ? screen() : undefined)),
    press: (typed) => child.stdin?.write(typed),
    ended: () => until('its end', () => exit_code),
  };
}

function isOn(screen: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? screen.includes(text) : text.test(screen);
}

/** From a line of the buffer on, as it stands on the screen. */
function textOf(emulated: xterm.Terminal, from: number): string {
  const { active } = emulated.buffer;
  const lines: string[] = [];
  for (let index = from; index < active.length; index++) {
    const line = active.getLine(index);
    lines.push(line?.translateToString(true) ?? '');
  }
  return lines.join('\n').trimEnd();
}

/** For the shell that `script` runs. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
