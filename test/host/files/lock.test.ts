import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { countOverlaps, stressLocks } from '../../../scripts/stress-locks.mjs';
import { CancelledError, ConfigError } from '../../../src/errors.ts';
import { createFiles } from '../../../src/host/context.ts';
import { takeLock } from '../../../src/host/files/lock.ts';

const root = mkdtempSync(join(tmpdir(), 'qfpay-lock-'));
const program = join(root, 'other-process.mjs');
const never = new AbortController().signal;
const files = createFiles(never);
const is_windows = process.platform === 'win32';
const is_linux = process.platform === 'linux';
const is_root = process.geteuid?.() === 0;
const has_namespaces = is_linux && spawnSync('unshare', ['-n', 'true']).status === 0;
let count = 0;

beforeAll(async () => {
  const input = join(import.meta.dirname, 'other-process.ts');
  await build({ input, platform: 'node', output: { file: program, format: 'esm' } });
});

afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(root, { recursive: true }));

function freshFolder(): string {
  count += 1;
  return join(root, `folder-${count}`);
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

function otherProcess(...words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

function spoken(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.once('data', (bytes) => resolve(String(bytes))));
}

/** Resolves when the other process holds the lock. */
async function holder(path: string): Promise<ChildProcess> {
  const child = otherProcess('hold', path);
  await spoken(child);
  return child;
}

async function expectHeld(path: string): Promise<void> {
  await expect(takeLock(path, never, 20)).rejects.toThrow('still held by another qfpay');
}

async function expectFree(path: string): Promise<void> {
  (await takeLock(path, never, 0)).release();
}

describe('lock', () => {
  test('lets two processes in one after the other, never at once', async () => {
    const path = join(freshFolder(), 'sum');
    const children = [otherProcess('count', path, '40'), otherProcess('count', path, '40')];
    expect(await Promise.all(children.map(ended))).toEqual([0, 0]);
    expect(textOf(path)).toBe('80');
  });

  test('of a killed process is free at once', async () => {
    const path = join(freshFolder(), 'file');
    const child = await holder(path);
    await expect(takeLock(`${path}.lock`, never, 50)).rejects.toThrow('still held by another qfpay');
    child.kill('SIGKILL');
    await ended(child);
    (await takeLock(`${path}.lock`, never, 0)).release();
  });

  test('is waited for until the other process ends', async () => {
    const path = join(freshFolder(), 'file');
    const child = await holder(path);
    const waiting = files.lock(`${path}.lock`);
    child.stdin?.end();
    child.kill();
    (await waiting).release();
  });

  test('that is held too long is a configuration error that names it', async () => {
    const path = join(freshFolder(), 'lock');
    const lock = await files.lock(path);
    await expect(takeLock(path, never, 20)).rejects.toThrow(ConfigError);
    await expect(takeLock(path, never, 20)).rejects.toThrow(path);
    lock.release();
    (await takeLock(path, never, 0)).release();
  });

  test('is no longer waited for after an interruption', async () => {
    const path = join(freshFolder(), 'lock');
    const controller = new AbortController();
    const lock = await files.lock(path);
    const waiting = takeLock(path, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toThrow(CancelledError);
    lock.release();
  });

  test('that is free is given also after an interruption, for what is in the air has to be written down', async () => {
    (await takeLock(join(freshFolder(), 'lock'), AbortSignal.abort())).release();
  });

  test.skipIf(is_windows)('is one, whatever way leads to it', async () => {
    const folder = freshFolder();
    mkdirSync(folder);
    symlinkSync(folder, `${folder}-link`);
    const lock = await files.lock(join(folder, 'lock'));
    await expect(takeLock(join(`${folder}-link`, 'lock'), never, 20)).rejects.toThrow(ConfigError);
    lock.release();
  });

  test('of one path is not that of another', async () => {
    const folder = freshFolder();
    const lock = await files.lock(join(folder, 'a'));
    (await takeLock(join(folder, 'b'), never, 0)).release();
    lock.release();
  });

  test('may be released twice', async () => {
    const path = join(freshFolder(), 'lock');
    const lock = await files.lock(path);
    lock.release();
    lock.release();
    (await takeLock(path, never, 0)).release();
  });

  test('does not keep its process alive', async () => {
    const child = await holder(join(freshFolder(), 'file'));
    child.stdin?.end();
    expect(await ended(child)).toBe(0);
  });
});

describe.skipIf(!is_linux)('on Linux', () => {
  test.skipIf(!has_namespaces)('a lock holds over containers, which have networks of their own', async () => {
    const path = join(freshFolder(), 'file');
    const inside = ['-n', process.execPath, program, 'hold', path];
    const child = spawn('unshare', inside, { stdio: ['pipe', 'pipe', 'inherit'] });
    await spoken(child);
    await expectHeld(`${path}.lock`);
    child.stdin.end();
    await ended(child);
    await expectFree(`${path}.lock`);
  });

  test('of many that come in the same moment one is let in at a time, and each in the end', async () => {
    const path = join(freshFolder(), 'lock');
    let inside = 0;
    const seen: number[] = [];
    const visit = async () => {
      const lock = await takeLock(path, never);
      inside += 1;
      seen.push(inside);
      await new Promise(setImmediate);
      inside -= 1;
      lock.release();
    };
    await Promise.all(Array.from({ length: 12 }, visit));
    expect(seen).toEqual(Array.from({ length: 12 }, () => 1));
  });

  test('processes that are killed at any moment never let two in, and lose no taking', async () => {
    const wishes = { processes: 4, takings: 20, deaths: 5, kill_every: 2000, seconds: 50 };
    const { takings, killed, gave_up, overlaps, left } = await stressLocks(wishes);
    expect({ takings, gave_up, overlaps, left }).toEqual({ takings: 80, gave_up: 0, overlaps: 0, left: [] });
    expect(killed).toBeGreaterThan(0);
  }, 60_000);

  test.each<[string, readonly string[], number]>([
    ['one after the other', ['a in', 'a out', 'b in', 'b out', 'a in', 'a out'], 0],
    ['the first was killed inside', ['a in', 'b in', 'b out', 'c in', 'c out'], 0],
    ['the second came while the first was there', ['a in', 'b in', 'a out', 'b out'], 1],
    ['and was killed', ['a in', 'b in', 'a out', 'c in', 'c out'], 1],
    ['the first left after the second', ['a in', 'b in', 'b out', 'a out'], 1],
    ['twice', ['a in', 'b in', 'b out', 'a out', 'c in', 'd in', 'c out', 'd out'], 2],
  ])('two that hold it at once are found: %s', (_what, steps, overlaps) => {
    expect(countOverlaps(`${steps.join('\n')}\n`)).toBe(overlaps);
  });

  test('a held lock is a socket of its owner, in the guarded folder, and leaves nothing', async () => {
    const path = join(freshFolder(), 'file.lock');
    const lock = await takeLock(path, never);
    const [name = '', ...others] = readdirSync(dirname(path));
    const stats = statSync(join(dirname(path), name));
    expect([others, stats.isSocket(), stats.mode & 0o777, stats.uid]).toEqual([[], true, 0o600, process.geteuid?.()]);
    lock.release();
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  test('what a killed process left is removed, a file that only is called like it is not', async () => {
    const path = join(freshFolder(), 'file');
    const child = await holder(path);
    child.kill('SIGKILL');
    await ended(child);
    const [dead] = readdirSync(dirname(path));
    writeFileSync(`${path}.lock.notes`, 'an hour of work');
    await expectFree(`${path}.lock`);
    expect(dead).toMatch(/^file\.lock\.[0-9a-z]+$/);
    expect(readdirSync(dirname(path))).toEqual(['file.lock.notes']);
  });

  test.skipIf(!is_root)("a stranger's socket in a folder for all holds nobody up", async () => {
    const folder = join(tmpdir(), `qfpay-lock-${process.pid}`);
    mkdirSync(folder);
    chmodSync(folder, 0o1777);
    const path = join(folder, 'file.lock');
    const squat = `require('node:net').createServer().listen(${JSON.stringify(`${path}.0squat`)}, () => console.log('up'))`;
    const child = spawn(process.execPath, ['-e', squat], { uid: 65_534, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await spoken(child);
      await expectFree(path);
      expect(existsSync(`${path}.0squat`)).toBe(true);
    } finally {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    }
  });

  describe('a path that is longer than a socket may have', () => {
    const deep = join(freshFolder(), 'd'.repeat(120));
    const long = 'n'.repeat(200);

    test.each([
      ['in its folder', join(deep, 'file')],
      ['in its name', join(freshFolder(), long)],
      ['in both', join(deep, long)],
    ])('%s is locked whole', async (_what, path) => {
      const child = await holder(path);
      await expectHeld(`${path}.lock`);
      await expectFree(`${path}x.lock`);
      child.kill('SIGKILL');
      await ended(child);
      await expectFree(`${path}.lock`);
    });
  });

  describe('a folder that takes no sockets', () => {
    const spare = join(root, 'spare');
    const withoutSockets = (folder: string, code: string) => {
      const { listen } = net.Server.prototype;
      vi.spyOn(net.Server.prototype, 'listen').mockImplementation(function (this: net.Server, ...words: unknown[]) {
        if (!String(words[0]).startsWith(folder)) return Reflect.apply(listen, this, words);
        queueMicrotask(() => this.emit('error', Object.assign(new Error(code), { code })));
        return this;
      });
    };

    test.each(['EPERM', 'EOPNOTSUPP', 'EINVAL'])('has its lock in the spare folder (%s)', async (code) => {
      const folder = freshFolder();
      withoutSockets(folder, code);
      const path = join(folder, 'file.lock');
      const lock = await takeLock(path, never, 0, () => spare);
      expect(lock.elsewhere).toBe(spare);
      await expect(takeLock(path, never, 20, () => spare)).rejects.toThrow(`${path} is still held`);
      (await takeLock(join(folder, 'other.lock'), never, 0, () => spare)).release();
      // The same file by another way: it is its inode that counts.
      symlinkSync(folder, `${folder}-link`);
      const other_way = takeLock(join(`${folder}-link`, 'file.lock'), never, 20, () => spare);
      await expect(other_way).rejects.toThrow('is still held');
      lock.release();
      lock.release();
      const again = await takeLock(path, never, 0, () => spare);
      again.release();
      expect(readdirSync(folder)).toEqual(['file.lock', 'other.lock']);
    });

    test('or connects nobody to them, is found out', async () => {
      const path = join(freshFolder(), 'file.lock');
      const { connect } = net;
      vi.spyOn(net, 'connect').mockImplementation(((...words: unknown[]) => {
        if (!String(words[0]).startsWith(dirname(path))) return Reflect.apply(connect, net, words);
        const visitor = new net.Socket();
        queueMicrotask(() => visitor.emit('error', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })));
        return visitor;
      }) as typeof connect);
      const lock = await takeLock(path, never, 0, () => spare);
      expect(lock.elsewhere).toBe(spare);
      lock.release();
    });

    test('nor has one for locks, has its lock in a folder of this user among the temporary files', async () => {
      const folder = freshFolder();
      withoutSockets(folder, 'EPERM');
      const lock = await takeLock(join(folder, 'file.lock'), never, 0, () => join(folder, 'locks'));
      expect(lock.elsewhere).toBe(join(tmpdir(), `qfpay-${process.geteuid?.()}`));
      lock.release();
    });
  });
});

test('the time to wait is no matter of the clock on the wall, which may be set', async () => {
  const path = join(freshFolder(), 'lock');
  const lock = await takeLock(path, never);
  vi.spyOn(Date, 'now').mockReturnValue(0);
  await expectHeld(path);
  lock.release();
});
