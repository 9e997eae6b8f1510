import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import type { Server } from 'node:net';
import { basename, dirname, join } from 'node:path';
import type { Lock } from '../../context/files.ts';
import { CancelledError, ConfigError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { codeOf, isTrustedOwner, openOwn, ownerId, unwritable, withFile } from './read-file.ts';
import { makeFolder } from './write-file.ts';

/** Where a lock is when the folder that it guards takes no sockets; made where it is missing. */
export type SpareFolder = () => string;

/** Longer than anything that is done under a lock. */
const patience = 30_000;
/** What is longer, Node cuts without a word: then another name would be locked. */
const longestSocketPath = 107;

/**
 * Waits until this process is the only holder. The kernel gives the lock back when its process dies, however it dies, so
 * that none is ever stale. A lock that is free is given also after an interruption: what is in the air has to be written
 * down.
 *
 * On Linux: announce, then look. Each taker listens on a socket of its own in the guarded folder, `<path>.<random>`, and then
 * looks at the others: who is alive answers, and only who sees nobody has the lock. Of two that come at once the later one
 * sees the other at least, and may be seen. The first by name stays, and looks again until it is alone; any other withdraws
 * and waits. No name is used twice, so that a dead one can be removed by anybody. A file is the same in every container that
 * has the folder, which no name of the network is.
 * macOS and Windows open the lock's file for themselves alone.
 * @throws ConfigError still held after `patience_ms`, or a system that gives no locks
 * @throws CancelledError interrupted while it waited
 */
export async function takeLock(
  path: string,
  signal: AbortSignal,
  patience_ms = patience,
  spareFolder = temporaryFolder,
): Promise<Lock> {
  const started = monotonicMs();
  const mayWait = () => !signal.aborted && monotonicMs() - started < patience_ms;
  for (;;) {
    const lock = await tryLock(path, { spareFolder, mayWait });
    if (lock) return lock;
    if (signal.aborted) throw new CancelledError('interrupted');
    if (!mayWait()) throw stillHeld(path, patience_ms);
    await pause();
  }
}

interface LockAttempt {
  readonly spareFolder: SpareFolder;
  /** Whether who is next in line goes on waiting. */
  mayWait(): boolean;
}

/** Some chance, so that two who wait do not always ask at the same moment. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
}

/** The wall clock may be set while somebody waits. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function stillHeld(path: string, patience_ms: number): ConfigError {
  return new ConfigError(t`${path} is still held by another qfpay after ${Math.round(patience_ms / 1000)} s`, {
    hint: t`wait for the other qfpay to end, or end it`,
  });
}

async function tryLock(path: string, attempt: LockAttempt): Promise<Lock | undefined> {
  try {
    makeFolder(dirname(path));
    if (!['linux', 'android'].includes(process.platform)) return openAlone(path);
    const here = { folder: dirname(path), name: socketName(basename(path)) };
    return await trySocket(here, attempt).catch((error: unknown) => {
      if (!takesNoSockets.includes(codeOf(error))) throw error;
      return tryElsewhere(path, attempt);
    });
  } catch (error) {
    // EAGAIN: macOS and the BSDs; EBUSY: Windows.
    if (['EAGAIN', 'EBUSY'].includes(codeOf(error))) return undefined;
    throw unwritable(path, error, 'lock');
  }
}

/** Where the sockets of one lock stand: `<folder>/<name>.<random>`. */
interface LockPlace {
  readonly folder: string;
  readonly name: string;
}

/** What making a socket, or having it answer, fails with where a file system has none: FAT, some network and shared folders. */
const takesNoSockets = ['EPERM', 'EACCES', 'EROFS', 'EINVAL', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EXDEV', 'ENODEV'];

/** A name that leaves room in a socket's path for the random part, the same for everybody who asks for this lock. */
function socketName(name: string): string {
  if (Buffer.byteLength(name) <= 60) return name;
  const { createHash } = process.getBuiltinModule('node:crypto');
  return `.qfpay-${createHash('sha256').update(name).digest('hex').slice(0, 32)}.lock`;
}

/** Looks before it announces itself too: who only waits disturbs nobody. One stays in line, so that many do not drive each other away. */
async function trySocket(place: LockPlace, { mayWait }: LockAttempt): Promise<Lock | undefined> {
  if ((await lookAround(place)) !== 'nobody') return undefined;
  const own = await announce(place);
  if (!own) return undefined;
  let is_held = false;
  try {
    await proveAnswer(place.folder, own.entry);
    for (let seen = await lookAround(place, own.entry); ; seen = await lookAround(place, own.entry)) {
      is_held = seen === 'nobody';
      if (is_held) return own;
      if (seen === 'first' || !mayWait()) return undefined;
      await pause();
    }
  } finally {
    if (!is_held) own.release();
  }
}

interface Announcement extends Lock {
  /** The socket's name in the folder. */
  readonly entry: string;
}

/** Listens before it has its name, so that who stands under that name and does not answer is dead. */
async function announce({ folder, name }: LockPlace): Promise<Announcement | undefined> {
  const random = `${Math.random().toString(36).slice(2)}${process.pid.toString(36)}`;
  const [early, entry] = [`.qfpay-${random}`, `${name}.${random}`];
  const server = await withSocketPath(folder, early, (path) => listen(path, maskFor(folder)));
  try {
    renameSync(join(folder, early), join(folder, entry));
  } catch (error) {
    server.close();
    removeSocket(folder, early);
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  return {
    entry,
    release() {
      removeSocket(folder, entry);
      server.close();
    },
  };
}

/** For its owner only. In a folder of somebody else's a dead socket of root has to be known for dead by that one as well. */
function maskFor(folder: string): number {
  return ownerId() === 0 && statSync(folder).uid !== 0 ? 0o111 : 0o177;
}

function listen(path: string, mask: number): Promise<Server> {
  const { createServer } = process.getBuiltinModule('node:net');
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => visitor.destroy());
    // Also later: one that cannot be greeted, since too many files are open, sees a holder all the same.
    server.on('error', reject);
    withMask(mask, () => server.listen(path, () => resolve(server)));
    server.unref();
  });
}

/** Binding is done when the call returns. A worker thread cannot set a mask, and gets that of its process. */
function withMask(mask: number, work: () => void): void {
  let before: number | undefined;
  try {
    before = process.umask(mask);
  } catch {}
  try {
    work();
  } finally {
    if (before !== undefined) process.umask(before);
  }
}

const proven = new Set<string>();

/** Some shared folders take a socket's file and connect nobody to it: there all would look dead. Asked once a folder. */
async function proveAnswer(folder: string, entry: string): Promise<void> {
  if (proven.has(folder)) return;
  if (!(await answers(folder, entry))) throw Object.assign(new Error(entry), { code: 'EOPNOTSUPP' });
  proven.add(folder);
}

/**
 * Whether anybody but `own` holds the lock or wants it, and has a name before it. Those who died are removed. A socket of
 * somebody who could not do away with the guarded file either is no claim: it stops nobody.
 */
async function lookAround({ folder, name }: LockPlace, own?: string): Promise<'nobody' | 'somebody' | 'first'> {
  let seen: 'nobody' | 'somebody' = 'nobody';
  const entries = readdirSync(folder);
  // Whoever cleared the folder took the announcement too.
  if (own !== undefined && !entries.includes(own)) return 'first';
  // Some network disks have another owner for what this user makes: who is like us is one of us.
  const like_us = lstatSync(join(folder, own ?? '.'), { throwIfNoEntry: false })?.uid;
  for (const entry of entries) {
    const isClaim = entry !== own && entry.startsWith(`${name}.`) && /^[0-9a-z]+$/.test(entry.slice(name.length + 1));
    const isLeft = entry.startsWith('.qfpay-') && !entry.includes('.', 1);
    if (!isClaim && !isLeft) continue;
    const stats = lstatSync(join(folder, entry), { throwIfNoEntry: false });
    if (!stats?.isSocket() || (stats.uid !== like_us && !isTrustedOwner(stats.uid, folder))) continue;
    // One that has no name yet may not listen yet.
    if (isLeft && Date.now() - stats.mtimeMs < 60_000) continue;
    if (!(await answers(folder, entry))) removeSocket(folder, entry);
    else if (isClaim && (own === undefined || entry < own)) return 'first';
    else if (isClaim) seen = 'somebody';
  }
  return seen;
}

/** Who cannot be asked is taken for alive. */
function answers(folder: string, entry: string): Promise<boolean> {
  const { connect } = process.getBuiltinModule('node:net');
  return withSocketPath(
    folder,
    entry,
    (path) =>
      new Promise((resolve) => {
        const visitor = connect(path, () => {
          visitor.destroy();
          resolve(true);
        });
        visitor.on('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error))));
      }),
  );
}

/** Where it cannot be removed, it is dead all the same. */
function removeSocket(folder: string, entry: string): void {
  try {
    rmSync(join(folder, entry), { force: true });
  } catch {}
}

/** A way to a socket that is short enough: the plain one, or one through the folder that is held open meanwhile. */
function withSocketPath<T>(folder: string, entry: string, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(folder, entry);
  if (Buffer.byteLength(path) <= longestSocketPath) return work(path);
  // The kernel has taken the path when `work` returns its promise.
  return withFile(folder, constants.O_RDONLY | constants.O_DIRECTORY, (file) => work(`/proc/self/fd/${file}/${entry}`));
}

/**
 * The lock of a folder without sockets, in another one: under device and inode of the lock's own file, which no container
 * sees otherwise, and which is held open, since some file systems number a file anew once nobody has it open.
 */
async function tryElsewhere(path: string, attempt: LockAttempt): Promise<Lock | undefined> {
  const file = openKeyFile(path);
  let lock: Lock | undefined;
  try {
    const { dev, ino } = fstatSync(file, { bigint: true });
    lock = await tryFolders([attempt.spareFolder, temporaryFolder], `${dev}-${ino}.lock`, attempt);
  } finally {
    if (!lock) closeSync(file);
  }
  return lock && oneRelease(lock, () => closeSync(file));
}

/** A folder may take no file either, and what it guards be there and writable: then that one is the key. */
function openKeyFile(path: string): number {
  try {
    return openOwn(path, constants.O_RDWR | constants.O_CREAT);
  } catch (error) {
    const guarded = path.replace(/\.lock$/, '');
    if (!['EACCES', 'EROFS', 'EPERM'].includes(codeOf(error)) || !existsSync(guarded)) throw error;
    return openOwn(guarded, constants.O_RDONLY);
  }
}

async function tryFolders(
  folders: readonly SpareFolder[],
  name: string,
  attempt: LockAttempt,
): Promise<Lock | undefined> {
  const [first, ...others] = folders;
  if (first === undefined) return undefined;
  try {
    const folder = first();
    makeFolder(folder);
    const lock = await trySocket({ folder, name }, attempt);
    return lock && { release: lock.release, elsewhere: folder };
  } catch (error) {
    if (others.length === 0) throw error;
    return tryFolders(others, name, attempt);
  }
}

/** For who keeps everything on such a file system. Only a folder that nobody else can write to is one of ours. */
function temporaryFolder(): string {
  const folder = join(process.getBuiltinModule('node:os').tmpdir(), `qfpay-${ownerId()}`);
  makeFolder(folder);
  const stats = lstatSync(folder);
  if (stats.isDirectory() && stats.uid === ownerId() && (stats.mode & 0o022) === 0) return folder;
  throw Object.assign(new Error(folder), { code: 'EACCES' });
}

/** Flags that Node passes on but has no names for: O_EXLOCK of the BSDs, and libuv's for Windows. */
function openAlone(path: string): Lock {
  const exclusive = process.platform === 'win32' ? 0x10000000 : 0x20;
  const file = openOwn(path, constants.O_RDWR | constants.O_CREAT | exclusive);
  return oneRelease({ release() {} }, () => closeSync(file));
}

/** Of a lock and a file: a number that was closed may be another file's. */
function oneRelease(lock: Lock, close: () => void): Lock {
  let is_held = true;
  return {
    ...lock,
    release() {
      if (!is_held) return;
      is_held = false;
      lock.release();
      close();
    },
  };
}
