import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretsOfProfiles, secretsOfVariables } from '../../src/cli/guard.ts';
import type { Prompt, Screen } from '../../src/context/terminal.ts';
import type { Context } from '../../src/context.ts';
import { createSecrets } from '../../src/signature/secrets.ts';
import { watchDocuments } from './documents.ts';
import { memoryFiles } from './memory-files.ts';

const packageRoot = join(import.meta.dirname, '..', '..');

export interface TestContext extends Context {
  /** What was written so far, each stream apart. */
  readonly written: { out: string; err: string };
  /** Every question, in order. */
  readonly asked: string[];
  /** How long the clock was asked to sleep, in order. Sleeping moves the clock and returns at once. */
  readonly slept: number[];
  readonly files: ReturnType<typeof memoryFiles>;
}

export interface TestWorld extends Partial<Omit<Context, 'files' | 'io' | 'prompt'>> {
  readonly now?: Date;
  readonly files?: ReturnType<typeof memoryFiles>;
  readonly stdin?: string | Uint8Array;
  readonly is_tty?: boolean;
  /** What the person answers, in order; a question with no answer left fails the test. */
  readonly answers?: readonly string[];
}

/** A Context in memory: captured output, a clock that stands still but for sleeping, counted randomness, no network. */
export function testContext(world: TestWorld = {}): TestContext {
  const { now = new Date('2026-03-02T07:04:05.000Z'), stdin = '', is_tty = false, answers = [], ...rest } = world;
  const written = { out: '', err: '' };
  watchDocuments(() => written.out);
  const slept: number[] = [];
  const pending = [...answers];
  let time = now.getTime();
  let counter = 0;
  const screen: Screen = { is_tty, columns: 80, color: 0 };
  const asked: string[] = [];
  const nextAnswer = async (question: string): Promise<string> => {
    asked.push(question);
    const answer = pending.shift();
    if (answer === undefined) throw new Error(`the test has no answer for: ${question}`);
    return answer;
  };
  // As on a terminal: an answer that will not do is told what is wrong with it, and the next one is taken.
  const askUntilGood: Prompt['ask'] = async (question, { check } = {}) => {
    const answer = await nextAnswer(question);
    const wrong = check?.(answer);
    if (wrong === undefined) return answer;
    written.err += `> ${wrong}\n`;
    return askUntilGood(question, check ? { check } : {});
  };
  const chooseFirst: Prompt['choose'] = async (question, find) => {
    const typed = await nextAnswer(question);
    const [first] = find(typed);
    if (!first) throw new Error(`nothing was found for ${typed}`);
    return first.value;
  };
  const context: TestContext = {
    written,
    asked,
    slept,
    io: {
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
      flow: () => ({
        write: (text) => {
          written.out += text;
          return true;
        },
        end: async () => {},
      }),
      readStdin: async () => Buffer.from(stdin),
      protocol: () => {
        throw new Error('the test did not expect a protocol');
      },
      stdin: { is_tty },
      stdout: screen,
      stderr: screen,
    },
    env: {},
    platform: { name: 'linux', node: '20.19.4', home: '/home/tester', cwd: '/shop' },
    clock: {
      now: () => new Date(time),
      monotonic: () => time,
      sleep: async (ms) => {
        slept.push(ms);
        time += ms;
      },
    },
    random: {
      bytes: (count) => Uint8Array.from({ length: count }, () => counter++ % 256),
      fraction: () => 0.5,
    },
    http: async ({ url }) => {
      throw new Error(`the test did not expect a request to ${url}`);
    },
    findProxy: async () => undefined,
    serve: async () => {
      throw new Error('the test did not expect a server');
    },
    readShipped: (path) => readFileSync(join(packageRoot, path)),
    package_folder: '/usr/lib/node_modules/qfpay',
    openRedis: async () => {
      throw new Error('the test did not expect a Redis');
    },
    prompt: {
      ask: askUntilGood,
      choose: chooseFirst,
      paste: async (question) => Buffer.from(await nextAnswer(question)),
    },
    runCommand: async (command) => {
      throw new Error(`the test did not expect the command ${command}`);
    },
    openUrl: async (url) => {
      throw new Error(`the test did not expect a browser at ${url}`);
    },
    progress: () => ({ update: () => {}, stop: () => {} }),
    interruption: { signal: new AbortController().signal, resume: undefined, sent: undefined, soften: () => () => {} },
    files: memoryFiles(),
    secrets: createSecrets({
      inUse: () => secretsOfVariables(context),
      saved: () => secretsOfProfiles(context),
    }),
    ...rest,
  };
  return context;
}
