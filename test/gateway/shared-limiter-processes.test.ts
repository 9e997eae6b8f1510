import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pace } from '../../src/gateway/create-gateway.ts';
import { busiest, enforcingServer } from '../support/enforcing-server.ts';
import { answerRecords } from '../support/fault-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'qfpay-limiter-'));
const program = join(folder, 'sending-process.mjs');

beforeAll(async () => {
  const input = join(import.meta.dirname, '..', 'support', 'sending-process.ts');
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
  await bundle.write({ file: program, format: 'esm', codeSplitting: false });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const windows = [
  { requests: 20, ms: 500 },
  { requests: 60, ms: 2_500 },
];

interface Ended {
  readonly exit_code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

interface Job {
  readonly url: string;
  readonly state: string;
  readonly requests: number;
  readonly pace?: Pace;
  readonly onStart?: (child: ChildProcess) => void;
}

function send({ url, state, requests, pace, onStart }: Job): Promise<Ended> {
  const args = [program, url, String(requests), '6', JSON.stringify({ windows, ...pace })];
  const child = spawn(process.execPath, args, {
    env: { QFPAY_STATE_DIR: state },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  onStart?.(child);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (exit_code, signal) => resolve({ exit_code, signal, stderr }));
  });
}

const well = { exit_code: 0, signal: null, stderr: '' };

test('four processes started at once provoke no 429', async () => {
  const server = await enforcingServer(windows);
  const job = { url: server.url, state: join(folder, 'four'), requests: 30 };
  const ended = await Promise.all([0, 1, 2, 3].map(() => send(job)));
  expect(ended).toEqual([well, well, well, well]);
  expect(server.arrivals).toHaveLength(120);
  expect(server.refused).toBe(0);
  for (const window of windows) expect(busiest(server.arrivals, window)).toBeLessThanOrEqual(window.requests);
});

test('nor do they when one of them is killed in the middle; what it had in the air still counts', async () => {
  let victim: ChildProcess | undefined;
  const server = await enforcingServer(windows, (_request, response, count) => {
    if (count === 25) victim?.kill('SIGKILL');
    answerRecords(response);
  });
  const job = { url: server.url, state: join(folder, 'killed'), requests: 30 };
  const onStart = (child: ChildProcess) => {
    victim = child;
  };
  const ended = await Promise.all([send({ ...job, requests: 1_000, onStart }), send(job), send(job)]);
  expect(ended[0]?.signal).toBe('SIGKILL');
  expect(ended.slice(1)).toEqual([well, well]);
  expect(server.refused).toBe(0);
});

test('a file that is damaged while they run costs no failure', async () => {
  const state = join(folder, 'damaged');
  const server = await enforcingServer(windows, (_request, response, count) => {
    const traffic = join(state, 'traffic');
    for (const name of booksIn(traffic)) if (count % 10 === 0) writeFileSync(join(traffic, name), 'x'.repeat(count));
    answerRecords(response);
  });
  const job = { url: server.url, state, requests: 15 };
  const ended = await Promise.all([send(job), send(job)]);
  expect(ended.map(({ exit_code }) => exit_code)).toEqual([0, 0]);
});

/** The files of a folder in which there are sockets too, as a lock is one. */
function booksIn(traffic: string): string[] {
  return readdirSync(traffic, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

test('a process alone provokes no 429 though its file is damaged: it knows what it sent', async () => {
  const state = join(folder, 'alone');
  const server = await enforcingServer(windows, (_request, response) => {
    const traffic = join(state, 'traffic');
    for (const name of booksIn(traffic)) writeFileSync(join(traffic, name), '{"slots":');
    answerRecords(response);
  });
  expect(await send({ url: server.url, state, requests: 70 })).toEqual(well);
  expect(server.refused).toBe(0);
});

test('a state folder that cannot be written is a note, and the process keeps to the limits by itself', async () => {
  const state = join(folder, 'unwritable');
  mkdirSync(state);
  writeFileSync(join(state, 'traffic'), 'a file where the folder should be');
  const server = await enforcingServer(windows);
  const { exit_code, stderr } = await send({ url: server.url, state, requests: 70 });
  expect(exit_code).toBe(0);
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(
      /^note: limits are not shared with other qfpay processes: .*a part of the path is no folder$/,
    ),
    '',
  ]);
  expect(server.refused).toBe(0);
});
