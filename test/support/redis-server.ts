import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * The redis-server of this machine: REDIS_SERVER, else the one on the path. Without one the tests that need it are skipped, which
 * is said on stderr; where QFPAY_TEST_REDIS is `required`, as in `.ci/run`, they fail.
 */
export function findRedisServer(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [process.env['REDIS_SERVER'], ...folders.map((folder) => join(folder, 'redis-server'))];
  const found = candidates.find((path) => path && existsSync(path));
  if (found) return found;
  const said = 'no redis-server was found (REDIS_SERVER, PATH): the limit of several machines is NOT tested';
  if (process.env['QFPAY_TEST_REDIS'] === 'required') throw new Error(said);
  process.stderr.write(`\nWARNING: ${said}\n\n`);
  return undefined;
}

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** As a crash ends it: at once, and nothing is saved. */
  kill(): Promise<void>;
  /** Takes every byte and answers none, until `wake`. */
  freeze(): void;
  wake(): void;
  /** Again at the same port, empty. */
  start(): Promise<void>;
  /** One command, its answer as redis-server writes it. */
  command(...words: readonly string[]): Promise<string>;
}

/** A Redis of its own at a free port of loopback, in memory only. `flags` are those of redis-server; it ends with `kill`. */
export async function redisServer(program: string, flags: readonly string[] = []): Promise<RedisServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'qfpay-redis-'));
  const has_tls = flags.includes('--tls-port');
  let child: ChildProcess | undefined;
  const args = ['--port', has_tls ? '0' : `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];

  async function start(): Promise<void> {
    mkdirSync(folder, { recursive: true });
    const own = [...args, '--dir', folder, ...flags.map((flag) => flag.replace('PORT', `${port}`))];
    child = spawn(program, own, { stdio: ['ignore', 'pipe', 'inherit'] });
    const { stdout } = child;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (/Ready to accept connections/.test(said)) resolve();
      });
      child?.once('exit', () => reject(new Error(`redis-server did not start:\n${said}`)));
    });
  }

  async function kill(): Promise<void> {
    const running = child;
    child = undefined;
    if (running) {
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  }

  await start();
  return {
    port,
    url: `${has_tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
    kill,
    start,
    freeze: () => child?.kill('SIGSTOP'),
    wake: () => child?.kill('SIGCONT'),
    command: (...words) => inlineCommand(port, words),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** By the protocol itself, so that what the tool's client does is seen by another. */
function inlineCommand(port: number, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1' }).once('error', reject);
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    socket.once('close', () => resolve(said.replace(/\+OK\r\n$/, '')));
    const coded = [words, ['QUIT']].map(
      (command) =>
        `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    );
    socket.write(coded.join(''));
  });
}
