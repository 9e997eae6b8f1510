import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
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
import { ConfigError, UsageError } from '../../../src/errors.ts';
import { createFiles } from '../../../src/host/context.ts';
import { patiently } from '../../../src/host/files/write-file.ts';

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
    expect(files.facts(path)).toEqual({ size: 1, mode: 0o600, is_regular: true });
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

  test.skipIf(is_windows)('replaces what a link leads to only where it is told to, and never the link', () => {
    const folder = freshFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, 'real'), 'a');
    symlinkSync('real', join(folder, 'link'));
    symlinkSync('nothing', join(folder, 'loose'));
    expect(() => files.write(join(folder, 'link'), 'b')).toThrow(/link cannot be written: it is a link/);
    expect(() => files.write(join(folder, 'loose'), 'b')).toThrow('it is a link');
    expect(() => files.write(join(folder, 'loose'), 'b', 0o600, 'nothing')).toThrow('it is a link');
    expect(textOf(join(folder, 'real'))).toBe('a');
    files.write(join(folder, 'link'), 'b', 0o600, 'link');
    expect(textOf(join(folder, 'real'))).toBe('b');
    expect(readdirSync(folder)).toEqual(['link', 'loose', 'real']);
  });

  test('over nothing replaces no file, and fills an empty one', () => {
    const folder = freshFolder();
    const [taken, empty] = [join(folder, 'taken'), join(folder, 'empty')];
    files.write(taken, 'an hour of work');
    writeFileSync(empty, '');
    expect(files.writeFault(taken, 'nothing')).toBe('it is there already');
    expect(() => files.write(taken, 'b', 0o600, 'nothing')).toThrow('it is there already');
    expect(textOf(taken)).toBe('an hour of work');
    for (const path of [empty, join(folder, 'new')]) {
      expect(files.writeFault(path, 'nothing')).toBeUndefined();
      files.write(path, 'b', 0o600, 'nothing');
      expect(textOf(path)).toBe('b');
    }
    if (!is_windows) expect(modeOf(join(folder, 'new'))).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['empty', 'new', 'taken']);
  });

  test.skipIf(process.getuid?.() === 0)('is known beforehand not to work in a folder that takes no files', () => {
    const folder = freshFolder();
    files.write(join(folder, 'mine'), 'a');
    chmodSync(folder, 0o500);
    expect(files.writeFault(join(folder, 'new'))).toBe('permission denied');
    expect(files.writeFault(join(folder, 'mine'))).toBe('permission denied');
    chmodSync(folder, 0o700);
    expect(files.writeFault(join(folder, 'new'))).toBeUndefined();
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

/** What would be waited for, or would do something: none of them is a file of the tool's own. */
describe.skipIf(is_windows)('what is no regular file', () => {
  const folder = freshFolder();
  const pipe = join(folder, 'pipe');
  mkdirSync(folder);
  execFileSync('mkfifo', [pipe]);

  test.each([
    ['a pipe that nobody reads', pipe],
    ['a device', '/dev/null'],
  ])('%s is refused at once by all that opens files of our own', async (_what, path) => {
    const works = [
      () => files.append(path, 'a'),
      () => files.add(path, 'a'),
      () => files.overwrite(path, 'a'),
      () => files.truncate(path, 0),
      () => files.readFrom(path, 0),
      () => files.readSettings(path),
      () => files.write(path, 'a'),
      () => files.write(path, 'a', 0o600, 'nothing'),
    ];
    for (const work of works) expect(work).toThrow(ConfigError);
    for (const work of works) expect(work).toThrow('it is no regular file');
    await expect(files.appendAside(path, 'a')).rejects.toThrow('it is no regular file');
    expect(files.facts(path)?.is_regular).toBe(false);
    expect(files.writeFault(path)).toBe('it is no regular file');
  });

  test('a link may lead anywhere: nothing of our own is kept behind one', async () => {
    const [link, victim] = [join(folder, 'link'), join(folder, 'victim')];
    writeFileSync(victim, 'a victim');
    symlinkSync(victim, link);
    const works = [files.append, files.add, files.overwrite].map((work) => () => work(link, 'a'));
    for (const work of [...works, () => files.readFrom(link, 0)]) expect(work).toThrow('it is a link');
    await expect(files.appendAside(link, 'a')).rejects.toThrow('it is a link');
    expect(textOf(victim)).toBe('a victim');
  });
});

/** Only root can make files of another user. */
describe.skipIf(process.geteuid?.() !== 0)('of another user', () => {
  const stranger = 65_534;

  test("a file in this user's folder is not used", () => {
    const path = join(freshFolder(), 'file');
    files.append(path, 'a');
    chownSync(path, stranger, stranger);
    const works = [files.append, files.add, files.overwrite, files.write].map((work) => () => work(path, 'b'));
    for (const work of [...works, () => files.readFrom(path, 0)]) expect(work).toThrow('it belongs to another user');
    expect(textOf(path)).toBe('a');
  });

  test('a mounted folder with all that is in it can be worked in', () => {
    const path = join(freshFolder(), 'file');
    files.append(path, 'a');
    for (const each of [path, dirname(path)]) chownSync(each, stranger, stranger);
    files.append(path, 'b');
    expect(Buffer.from(files.readFrom(path, 0) ?? []).toString()).toBe('ab');
  });

  test('settings are read, and called foreign', () => {
    const path = join(freshFolder(), 'file');
    files.write(path, 'a');
    expect(files.readSettings(path)).toMatchObject({ is_foreign: false, is_replaceable: false });
    chownSync(path, stranger, stranger);
    expect(files.readSettings(path)).toMatchObject({ bytes: Buffer.from('a'), is_foreign: true });
  });
});

describe('readSettings', () => {
  test('gives bytes and facts of one and the same file, through a link too', () => {
    const folder = freshFolder();
    files.write(join(folder, 'real'), 'a');
    if (!is_windows) symlinkSync('real', join(folder, 'link'));
    const found = files.readSettings(join(folder, is_windows ? 'real' : 'link'));
    expect(found).toMatchObject({ bytes: Buffer.from('a'), size: 1, is_regular: true });
    expect(files.readSettings(join(folder, 'nothing'))).toBeUndefined();
  });

  test('a folder in its place is a fault: what was saved there cannot be read', () => {
    const folder = freshFolder();
    mkdirSync(folder, { recursive: true });
    expect(() => files.readSettings(folder)).toThrow(ConfigError);
    expect(() => files.readSettings(folder)).toThrow('it is a folder');
  });

  test('refuses what is larger than a file of settings can be', () => {
    const path = join(freshFolder(), 'file');
    files.write(path, 'four');
    expect(files.readSettings(path, 4)?.size).toBe(4);
    expect(() => files.readSettings(path, 3)).toThrow(`${path} must be at most 3 bytes`);
  });

  test.skipIf(is_windows).each([
    [0o700, false],
    [0o755, false],
    [0o777, true],
    [0o1777, false],
  ])('in a folder of mode %o can be replaced by others: %s', (mode, is_replaceable) => {
    const path = join(freshFolder(), 'file');
    files.write(path, 'a');
    chmodSync(dirname(path), mode);
    expect(files.readSettings(path)).toMatchObject({ is_replaceable });
  });
});

test('two paths are the same file by what they lead to, or will once it is made', () => {
  const folder = freshFolder();
  const [file, other] = [join(folder, 'file'), join(folder, 'other')];
  files.write(file, 'a');
  linkSync(file, join(folder, 'hard'));
  symlinkSync(folder, `${folder}-link`, 'junction');
  expect(files.isSame(file, join(folder, 'hard'))).toBe(true);
  expect(files.isSame(file, join(`${folder}-link`, 'file'))).toBe(true);
  expect(files.isSame(other, join(`${folder}-link`, 'other'))).toBe(true);
  expect(files.isSame(file, other)).toBe(false);
  expect(files.isSame(other, join(folder, 'third'))).toBe(false);
});

describe('what Windows does not let go of at once', () => {
  const failing = (code: string, times: number) => {
    let count = 0;
    const work = () => {
      count += 1;
      if (count <= times) throw Object.assign(new Error(code), { code });
    };
    return { work, count: () => count };
  };

  test.each(['EPERM', 'EBUSY', 'EACCES'])('is tried again after %s', (code) => {
    const { work, count } = failing(code, 2);
    patiently(work, 'win32');
    expect(count()).toBe(3);
  });

  test('is given up after a while, and not tried again where it cannot help', () => {
    const never_ends = failing('EPERM', Number.POSITIVE_INFINITY);
    expect(() => patiently(never_ends.work, 'win32')).toThrow('EPERM');
    expect(never_ends.count()).toBe(8);
    for (const [code, platform] of [
      ['ENOSPC', 'win32'],
      ['EPERM', 'linux'],
    ] as const) {
      const { work, count } = failing(code, 1);
      expect(() => patiently(work, platform)).toThrow(code);
      expect(count()).toBe(1);
    }
  });
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

test('beginningWith lists what stands beside a file under longer names, by the path as it was typed', () => {
  const folder = freshFolder();
  mkdirSync(folder);
  for (const name of ['a.csv', 'a.csv.1-of-2.journal.ndjson', 'b.csv']) writeFileSync(join(folder, name), '');
  const [list, journal] = [join(folder, 'a.csv'), join(folder, 'a.csv.1-of-2.journal.ndjson')];
  expect([...files.beginningWith(list)].sort()).toEqual([list, journal]);
  expect(files.beginningWith(join(folder, 'missing', 'a.csv'))).toEqual([]);
  const before = process.cwd();
  try {
    process.chdir(folder);
    expect([...files.beginningWith('a.csv')].sort()).toEqual(['a.csv', 'a.csv.1-of-2.journal.ndjson']);
    expect([...files.beginningWith('./a.csv')].sort()).toEqual(['./a.csv', './a.csv.1-of-2.journal.ndjson']);
  } finally {
    process.chdir(before);
  }
});
