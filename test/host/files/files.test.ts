import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancelledError, ConfigError, UsageError } from '../../../src/errors.ts';
import { createFiles } from '../../../src/host/files/files.ts';
import { takeLock } from '../../../src/host/files/lock.ts';

const root = mkdtempSync(join(tmpdir(), 'qfpay-files-'));
const program = join(root, 'other-process.mjs');
const never = new AbortController().signal;
const files = createFiles(never);
const is_windows = process.platform === 'win32';
let count = 0;

beforeAll(async () => {
  const input = join(import.meta.dirname, 'other-process.ts');
  await build({ input, platform: 'node', output: { file: program, format: 'esm' } });
});

afterAll(() => rmSync(root, { recursive: true }));

function freshFolder(): string {
  count += 1;
  return join(root, `folder-${count}`);
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

function otherProcess(...words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

/** Resolves when the other process holds the lock. */
async function holder(path: string): Promise<ChildProcess> {
  const child = otherProcess('hold', path);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
}

test('a folder is there, or not: a file in its place is none', () => {
  const folder = freshFolder();
  expect(files.hasFolder(join(folder, 'a.png'))).toBe(false);
  mkdirSync(folder);
  expect(files.hasFolder(join(folder, 'a.png'))).toBe(true);
  writeFileSync(join(folder, 'a.png'), '');
  expect(files.hasFolder(join(folder, 'a.png', 'b.png'))).toBe(false);
  expect(files.hasFolder('a.png')).toBe(true);
});

test('a folder that files can be made in may be missing, but nothing above it a file', () => {
  const folder = freshFolder();
  expect(files.folderFault(join(folder, 'a', 'b'))).toBeUndefined();
  writeFileSync(folder, '');
  expect(files.folderFault(folder)).toBe('a part of the path is no folder');
  expect(files.folderFault(join(folder, 'a', 'b'))).toBe('a part of the path is no folder');
});

test.skipIf(process.platform !== 'linux')('a folder that no system makes is refused, and not waited for', () => {
  const path = join('/proc', 'qfpay', 'state', 'history.ndjson');
  expect(() => files.append(path, 'a')).toThrow(`${path} cannot be written: it is not there`);
});

describe('read', () => {
  test('gives the bytes as they are', () => {
    const path = join(root, 'bytes');
    writeFileSync(path, Buffer.from([0, 255, 13, 10]));
    expect(files.read(path)).toEqual(Buffer.from([0, 255, 13, 10]));
  });

  test.each([
    ['a file that is not there', 'nothing'],
    ['a file in a folder that is not there', 'nothing/at/all'],
    ['a file beneath a file', 'plain/file'],
  ])('gives undefined for %s', (_what, name) => {
    writeFileSync(join(root, 'plain'), '');
    expect(files.read(join(root, name))).toBeUndefined();
    expect(files.facts(join(root, name))).toBeUndefined();
  });

  test('takes as many bytes as the limit, and not one more', () => {
    const path = join(root, 'limited');
    writeFileSync(path, 'x'.repeat(1000));
    expect(files.read(path, 1000)).toHaveLength(1000);
    expect(() => files.read(path, 999)).toThrow(UsageError);
  });

  test.skipIf(is_windows)('stops at the limit also where a file has no end', () => {
    expect(() => files.read('/dev/zero', 100_000)).toThrow('/dev/zero must be at most 100000 bytes');
  });

  test('says that a folder cannot be read', () => {
    expect(() => files.read(root)).toThrow(`${root} cannot be read: it is a folder`);
    expect(() => files.read(root)).toThrow(UsageError);
  });

  test('has no facts of a folder', () => {
    expect(files.facts(root)).toBeUndefined();
  });
});

describe('write', () => {
  test('makes the file and the folders above it for their owner only', () => {
    const folder = freshFolder();
    const path = join(folder, 'deep', 'file');
    files.write(path, 'a');
    expect(textOf(path)).toBe('a');
    if (is_windows) return;
    expect(modeOf(path)).toBe(0o600);
    expect(modeOf(join(folder, 'deep'))).toBe(0o700);
    expect(files.facts(path)).toEqual({ size: 1, mode: 0o600 });
  });

  test('replaces what was there, also its mode, and leaves nothing beside it', () => {
    const folder = freshFolder();
    const path = join(folder, 'file');
    files.write(path, 'a longer text');
    chmodSync(path, 0o644);
    files.write(path, new Uint8Array([98]));
    expect(textOf(path)).toBe('b');
    expect(readdirSync(folder)).toEqual(['file']);
    if (!is_windows) expect(modeOf(path)).toBe(0o600);
  });

  test.skipIf(is_windows)('takes another mode', () => {
    const path = join(freshFolder(), 'file');
    files.write(path, 'a', 0o400);
    expect(modeOf(path)).toBe(0o400);
  });

  test.skipIf(is_windows)('replaces what a link leads to, and not the link', () => {
    const folder = freshFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'real'), 'a');
    symlinkSync('real', join(folder, 'link'));
    files.write(join(folder, 'link'), 'b');
    expect(textOf(join(folder, 'real'))).toBe('b');
    expect(readdirSync(folder)).toEqual(['link', 'real']);
  });

  test.skipIf(is_windows)('writes into a pipe, and does not put a file in its place', async () => {
    const path = join(freshFolder(), 'pipe');
    mkdirSync(dirname(path));
    execFileSync('mkfifo', [path]);
    const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const heard = new Promise((resolve) => reader.stdout.once('data', (bytes) => resolve(String(bytes))));
    files.write(path, 'a');
    expect(await heard).toBe('a');
    expect(statSync(path).isFIFO()).toBe(true);
  });

  test('says why it cannot, and leaves what was there', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'taken'), { recursive: true });
    writeFileSync(join(folder, 'file'), 'a');
    expect(() => files.write(join(folder, 'file', 'beneath'), 'b')).toThrow(ConfigError);
    expect(() => files.write(join(folder, 'taken'), 'b')).toThrow(/taken cannot be written: it is a folder/);
    expect(textOf(join(folder, 'file'))).toBe('a');
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken']);
  });
});

describe('append', () => {
  test('makes the file for its owner only and adds at its end', () => {
    const path = join(freshFolder(), 'file');
    files.append(path, 'a\n');
    files.append(path, 'b\n');
    expect(textOf(path)).toBe('a\nb\n');
    if (!is_windows) expect(modeOf(path)).toBe(0o600);
  });

  test('of two processes never tears a line', async () => {
    const path = join(freshFolder(), 'file');
    const children = ['a', 'b'].map((letter) => otherProcess('append', path, letter, '200'));
    expect(await Promise.all(children.map(ended))).toEqual([0, 0]);
    const lines = textOf(path).split('\n').filter(Boolean);
    expect(lines).toHaveLength(400);
    expect(lines.filter((line) => !/^(a+|b+)$/.test(line))).toEqual([]);
  });

  test.skipIf(is_windows)(
    'has the name of a new file on disk before its first line, and of one with a line never again',
    async () => {
      const preload = join(import.meta.dirname, '..', '..', 'support', 'kill-at.cjs');
      const path = join(freshFolder(), 'file');
      mkdirSync(dirname(path));
      const stepsOf = async () => {
        const steps = join(root, 'steps');
        const words = ['--require', preload, program, 'append', path, 'a', '2'];
        const env = { ...process.env, QFPAY_TEST_STEPS: steps };
        expect(await ended(spawn(process.execPath, words, { env, stdio: 'ignore' }))).toBe(0);
        return textOf(steps).split('\n');
      };
      expect(await stepsOf()).toEqual(['fsync', 'write', 'fsync', 'write', 'fsync']);
      expect(await stepsOf()).toEqual(['write', 'fsync', 'write', 'fsync']);
    },
  );

  test('says why it cannot', () => {
    expect(() => files.append(root, 'a')).toThrow(`${root} cannot be written: it is a folder`);
  });
});

describe('overwrite', () => {
  const path = join(freshFolder(), 'deep', 'file');

  test('makes the folder and the file for the owner only, and leaves nothing of what was longer', () => {
    files.overwrite(path, 'a long text');
    files.overwrite(path, 'short');
    expect(textOf(path)).toBe('short');
    if (!is_windows) expect(modeOf(path)).toBe(0o600);
  });

  test('and add puts at the end', () => {
    files.overwrite(path, 'one\n');
    files.add(path, 'two\n');
    expect(textOf(path)).toBe('one\ntwo\n');
  });

  test('where it is not possible says so, as add does', () => {
    for (const work of [files.overwrite, files.add])
      expect(() => work(join(path, 'below'), 'x')).toThrow('a part of the path is no folder');
  });
});

test.skipIf(is_windows)('append and write take a device, which has no disk to be on', () => {
  expect(() => files.append('/dev/null', 'a line\n')).not.toThrow();
  expect(() => files.write('/dev/null', 'a line\n')).not.toThrow();
});

test('readFrom gives the end of a file', () => {
  const path = join(root, 'end');
  writeFileSync(path, Buffer.from([0, 255, 13, 10]));
  expect(files.readFrom(path, 0)).toEqual(Buffer.from([0, 255, 13, 10]));
  expect(files.readFrom(path, 2)).toEqual(Buffer.from([13, 10]));
  expect(files.readFrom(path, 4)).toEqual(Buffer.from([]));
  expect(files.readFrom(path, 9)).toEqual(Buffer.from([]));
  expect(files.readFrom(join(root, 'nothing'), 0)).toBeUndefined();
});

test('truncate cuts a file to its first bytes', () => {
  const path = join(root, 'torn');
  writeFileSync(path, 'whole\nto');
  files.truncate(path, 6);
  expect(textOf(path)).toBe('whole\n');
});

test('remove takes a file away, and does not mind when there is none', () => {
  const path = join(root, 'gone');
  writeFileSync(path, '');
  files.remove(path);
  files.remove(path);
  expect(files.facts(path)).toBeUndefined();
});

describe('lock', () => {
  test('lets two processes in one after the other, never at once', async () => {
    const path = join(freshFolder(), 'sum');
    const children = [otherProcess('count', path, '100'), otherProcess('count', path, '100')];
    expect(await Promise.all(children.map(ended))).toEqual([0, 0]);
    expect(textOf(path)).toBe('200');
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
