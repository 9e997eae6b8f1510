import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeHome, runQfpay } from '../support/run-qfpay.ts';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..', '..');
const isRoot = process.geteuid?.() === 0;
let folder: string;
let cache: string;

/** The real launcher before a program of a few lines: what is loaded from the cache does not depend on what the program does. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qfpay-compiled-'));
  cache = join(folder, 'home', '.cache', 'qfpay');
  mkdirSync(join(folder, 'home'), { mode: 0o700 });
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  mkdirSync(join(folder, 'dist'));
  chunk(
    'qfpay.cjs',
    "exports.run = async (names) => { for (const name of names) require('./' + name + '.cjs'); return 0; };",
  );
  for (const name of ['one', 'two']) chunk(`${name}.cjs`, says(name));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Long enough for a lost bit to matter; the number of letters is the same for each word of as many. */
function says(word: string): string {
  const functions = Array.from({ length: 20 }, (_, at) => `function f${at}(x) { return x + ${at}; }`).join('\n');
  return `${functions}\nprocess.stdout.write('${word}' + f1(f2(0)) + '\\n');`;
}

/** At one and the same time, so that the launcher can tell by nothing but the name and length. */
function chunk(name: string, source: string): void {
  const path = join(folder, 'dist', name);
  writeFileSync(path, source);
  utimesSync(path, 1_700_000_000, 1_700_000_000);
}

type Environment = Readonly<Record<string, string>>;

function start(names: readonly string[], env: Environment = {}): SpawnSyncReturns<string> {
  const words = [join(folder, 'bin', 'qfpay.cjs'), ...names];
  return spawnSync(process.execPath, words, {
    cwd: folder,
    env: { HOME: join(folder, 'home'), ...env },
    encoding: 'utf8',
    timeout: 15_000,
  });
}

/** What it printed, and that it ended well and said nothing else. */
function said(names: readonly string[], env: Environment = {}): string {
  const { status, stdout, stderr, signal } = start(names, env);
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
  return stdout;
}

function keptFile(): string {
  const names = readdirSync(cache);
  expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{8}\.compiled$/)]);
  return join(cache, names[0] ?? '');
}

/** Another file each time that it is written. */
function generation(): number {
  return statSync(keptFile()).ino;
}

describe('compiled code', () => {
  test('is kept by the first run of a command, in one file that is for its owner only, and then left as it is', () => {
    said(['one']);
    const first = generation();
    expect(lstatSync(cache).mode & 0o777).toBe(0o700);
    expect(lstatSync(keptFile()).mode & 0o777).toBe(0o600);
    expect(said(['one'])).toBe('one3\n');
    expect(generation()).toBe(first);
  });

  test('of another command is added to it', () => {
    said(['one']);
    said(['two']);
    const both = generation();
    said(['one']);
    said(['two']);
    said(['one', 'two']);
    expect(generation()).toBe(both);
  });

  test('is what runs: a source of the same name, time and length is not looked at', () => {
    chunk('one.cjs', says('bad'));
    said(['one']);
    chunk('one.cjs', says('one'));
    expect(said(['one'])).toBe('bad3\n');
  });

  test('of a file that was changed since is not run, also where its length is the same', () => {
    said(['one']);
    writeFileSync(join(folder, 'dist', 'one.cjs'), says('new'));
    expect(said(['one'])).toBe('new3\n');
    expect(said(['one'])).toBe('new3\n');
  });

  test('of another build is not run', () => {
    chunk('one.cjs', says('bad'));
    said(['one']);
    chunk('one.cjs', says('one'));
    chunk('qfpay.cjs', `${readFileSync(join(folder, 'dist', 'qfpay.cjs'), 'utf8')} `);
    expect(said(['one'])).toBe('one3\n');
  });

  test('of other flags of V8 has a file of its own, and of all files the latest eight stay', () => {
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    for (let at = 0; at < 8; at += 1) {
      const path = join(cache, `0000000${at}.compiled`);
      writeFileSync(path, '');
      utimesSync(path, at, at);
    }
    said(['one']);
    said(['one'], { NODE_OPTIONS: '--max-old-space-size=100' });
    const names = readdirSync(cache).filter((name) => name.startsWith('000'));
    expect(readdirSync(cache)).toHaveLength(8);
    expect(names).toEqual([2, 3, 4, 5, 6, 7].map((at) => `0000000${at}.compiled`));
  });

  test('that lost a bit anywhere is compiled anew, and nothing crashes', () => {
    said(['one', 'two']);
    const whole = readFileSync(keptFile());
    const places = Array.from({ length: 8 }, (_, at) => Math.floor((at * (whole.length - 1)) / 7));
    for (const place of [...places, 3, 20]) {
      const before = statSync(keptFile()).ino;
      const bytes = Buffer.from(whole);
      bytes[place] = (bytes[place] ?? 0) ^ 0x10;
      writeFileSync(keptFile(), bytes);
      expect(said(['one', 'two'])).toBe('one3\ntwo3\n');
      expect({ place, is_new: statSync(keptFile()).ino !== before }).toEqual({ place, is_new: true });
    }
  });

  test.each([0, 9, -1])('that was cut at %i is compiled anew', (length) => {
    said(['one']);
    const whole = readFileSync(keptFile());
    writeFileSync(keptFile(), whole.subarray(0, length < 0 ? whole.length - 1 : length));
    expect(said(['one'])).toBe('one3\n');
    expect(readFileSync(keptFile()).length).toBeGreaterThan(1000);
  });

  test('of a process that lived long, and was thrown away by V8 in part, does not replace more of it', () => {
    said(['one']);
    const kept = { chunks: { 'one.cjs': { stamp: 'same' }, 'two.cjs': { stamp: 'older' } } };
    const script = { createCachedData: () => Buffer.from('shorter') };
    require('../../bin/keep-compiled.cjs')({
      ...{ folder: cache, file: keptFile(), maker: 'm', isOwnFolder: () => true, readKept: () => kept },
      findCode: (_from: unknown, chunk: string) => Buffer.from(`longer code of ${chunk}`),
      loaded: new Map(['one.cjs', 'two.cjs'].map((name) => [name, { script, stamp: 'same' }])),
    });
    expect(readFileSync(keptFile(), 'utf8')).toMatch(/longer code of one.cjslonger code of one.cjsshortershorter$/);
  });

  test('is whole after several first runs at once', async () => {
    const ends = Array.from({ length: 6 }, (_, at) => {
      const child = spawn(process.execPath, [join(folder, 'bin', 'qfpay.cjs'), at % 2 ? 'one' : 'two'], {
        env: { HOME: join(folder, 'home') },
      });
      return new Promise((resolve) => child.on('close', resolve));
    });
    expect(await Promise.all(ends)).toEqual([0, 0, 0, 0, 0, 0]);
    said(['one', 'two']);
    const settled = generation();
    expect(said(['one', 'two'])).toBe('one3\ntwo3\n');
    expect(generation()).toBe(settled);
  });
});

describe('compiled code that somebody else may have written is not run:', () => {
  /** Code that would be run if only its folder and file were trusted. */
  beforeEach(() => {
    chunk('one.cjs', says('bad'));
    said(['one']);
    chunk('one.cjs', says('one'));
    expect(said(['one'])).toBe('bad3\n');
  });

  test.each<[string, () => void]>([
    ['the folder is open to all', () => chmodSync(cache, 0o777)],
    ['the file is open to a group', () => chmodSync(keptFile(), 0o660)],
  ])('%s', (_what, open) => {
    open();
    expect(said(['one'])).toBe('one3\n');
  });

  test('the folder is a link', () => {
    cpSync(cache, join(folder, 'elsewhere'), { recursive: true });
    rmSync(cache, { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), cache);
    expect(said(['one'])).toBe('one3\n');
  });

  test('the file is a link', () => {
    const file = keptFile();
    cpSync(file, join(folder, 'elsewhere'));
    rmSync(file);
    symlinkSync(join(folder, 'elsewhere'), file);
    expect(said(['one'])).toBe('one3\n');
  });

  test.runIf(isRoot)('the folder or the file belongs to another user', () => {
    chownSync(keptFile(), 65_534, 65_534);
    expect(said(['one'])).toBe('one3\n');
    said(['two']);
    chownSync(cache, 65_534, 65_534);
    chunk('two.cjs', says('new'));
    expect(said(['two'])).toBe('new3\n');
  });

  test('a relative QFPAY_CACHE_DIR, which would lead into the folder that one works in', () => {
    cpSync(cache, join(folder, 'cloned'), { recursive: true });
    expect(said(['one'], { QFPAY_CACHE_DIR: 'cloned' })).toBe('one3\n');
    expect(said(['one'], { QFPAY_CACHE_DIR: join(folder, 'cloned') })).toBe('bad3\n');
  });
});

describe('nothing is kept, and nothing said, where', () => {
  test.each<[string, Environment]>([
    ['it is switched off', { QFPAY_CACHE_DIR: 'off' }],
    ['the path is relative', { QFPAY_CACHE_DIR: 'cache' }],
    ['a system makes no folders', { QFPAY_CACHE_DIR: '/proc/nowhere/at/all' }],
    ['a file is in the way', { QFPAY_CACHE_DIR: join(root, 'package.json') }],
    ['a file is above', { QFPAY_CACHE_DIR: join(root, 'package.json', 'cache') }],
    ['no home is named', { HOME: '' }],
    ['the home is not there', { HOME: join(tmpdir(), 'qfpay-nobody', 'home') }],
  ])('%s', (_what, env) => {
    const before = readdirSync(folder);
    expect(said(['one'], env)).toBe('one3\n');
    expect(said(['one'], env)).toBe('one3\n');
    expect(existsSync(cache)).toBe(false);
    expect(readdirSync(folder)).toEqual(before);
    expect(existsSync(join(tmpdir(), 'qfpay-nobody'))).toBe(false);
  });

  test('a named pipe has the name of the file: it is not waited for', () => {
    said(['one']);
    const file = keptFile();
    rmSync(file);
    expect(spawnSync('mkfifo', ['-m', '600', file]).status).toBe(0);
    expect(said(['one'])).toBe('one3\n');
    expect(lstatSync(keptFile()).isFile()).toBe(true);
  });

  test('the disk is full: no half file is left', () => {
    const line = `ulimit -f 1; exec "${process.execPath}" "${join(folder, 'bin', 'qfpay.cjs')}" one`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
      env: { HOME: join(folder, 'home') },
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'one3\n', stderr: '' });
    expect(readdirSync(cache)).toEqual([]);
  });

  test.runIf(isRoot)("root has another user's home, as `sudo` may leave it", () => {
    chownSync(join(folder, 'home'), 65_534, 65_534);
    expect(said(['one'])).toBe('one3\n');
    expect(readdirSync(join(folder, 'home'))).toEqual([]);
  });
});

test.each([
  ['XDG_CACHE_HOME', (at: string) => ({ XDG_CACHE_HOME: at }), 'qfpay'],
  ['QFPAY_CACHE_DIR', (at: string) => ({ QFPAY_CACHE_DIR: at, XDG_CACHE_HOME: '/proc' }), '.'],
])('%s says where it is kept', (_name, envOf, below) => {
  const place = join(folder, 'place');
  said(['one'], envOf(place));
  expect(readdirSync(join(place, below))).toHaveLength(1);
  expect(existsSync(cache)).toBe(false);
});

test('the exit status of the first run is that of the command, though code is kept after it', () => {
  chunk('qfpay.cjs', 'exports.run = async () => 4;');
  expect(start([]).status).toBe(4);
  expect(readdirSync(cache)).toHaveLength(1);
});

test('a .env says nothing of where code that is run is read from', async () => {
  const home = makeHome();
  const place = join(home.folder, 'place');
  writeFileSync(join(home.work, '.env'), `QFPAY_CACHE_DIR=${place}\n`);
  await runQfpay(['codes', '1108'], { home, env: { QFPAY_CACHE_DIR: '' } });
  expect(existsSync(place)).toBe(false);
  expect(readdirSync(join(home.folder, '.cache', 'qfpay'))).toHaveLength(1);
});
