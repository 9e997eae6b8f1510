import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileFacts, SettingsFile } from '../../context/files.ts';
import { ConfigError, QfpayError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';

/** By the system's codes, and by those of `fileError` for what it has none for. */
function reasons(): Readonly<Record<string, string>> {
  return {
    EACCES: t`permission denied`,
    EPERM: t`permission denied`,
    EROFS: t`the file system is read-only`,
    ENOSPC: t`the disk is full`,
    EDQUOT: t`the disk quota is used up`,
    EISDIR: t`it is a folder`,
    ENOTDIR: t`a part of the path is no folder`,
    EEXIST: t`a part of the path is no folder`,
    ENOENT: t`it is not there`,
    ENAMETOOLONG: t`the name is too long`,
    ELOOP: t`its links lead in a circle`,
    EMFILE: t`too many files are open`,
    ELINK: t`it is a link`,
    ENOTREG: t`it is no regular file`,
    EFOREIGN: t`it belongs to another user`,
    ETAKEN: t`it is there already`,
  };
}

/** A file that somebody named and that cannot be read. */
function unreadable(path: string, error: unknown): UsageError {
  return new UsageError(t`${path} cannot be read: ${reasonOf(error)}`, { cause: error });
}

/** One of the tool's own files that cannot be read. */
function unusable(path: string, error: unknown): ConfigError {
  return new ConfigError(t`${path} cannot be read: ${reasonOf(error)}`, { cause: error });
}

/** A file that cannot be written (or locked); what was to be written stands nowhere. */
export function unwritable(path: string, error: unknown, use: 'write' | 'lock' = 'write'): ConfigError {
  const reason = reasonOf(error);
  const told = use === 'lock' ? t`${path} cannot be locked: ${reason}` : t`${path} cannot be written: ${reason}`;
  return new ConfigError(told, { cause: error });
}

/** `ENOENT` and its like; empty for what is no error of the system. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Why, in a few words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons()[code] ?? (code || String(error));
}

const smallestChunk = 64 * 1024;
const largestChunk = 16 * 1024 * 1024;

/** @throws UsageError what is too large or cannot be read */
export function readFile(path: string, limit = Number.POSITIVE_INFINITY): Uint8Array | undefined {
  return whereThere(path, () => withFile(path, 'r', (file) => readAll(file, path, limit)));
}

/** In pieces, so that neither a device nor a huge file is swallowed before it is found too large. */
function readAll(file: number, path: string, limit: number): Uint8Array {
  const chunk_size = Math.max(smallestChunk, Math.min(fstatSync(file).size + 1, largestChunk));
  const chunks: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const chunk = Buffer.allocUnsafe(chunk_size);
    const count = readSync(file, chunk);
    if (count === 0) return Buffer.concat(chunks);
    size += count;
    if (size > limit) throw new UsageError(t`${path} must be at most ${limit} bytes`);
    chunks.push(chunk.subarray(0, count));
  }
}

/** @throws UsageError a folder that cannot be looked into */
export function filesBeginningWith(path: string): readonly string[] {
  const is_folder = /[\\/]$/.test(path);
  const name = is_folder ? '' : basename(path);
  const names = whereThere(path, () => readdirSync(is_folder ? path : dirname(path))) ?? [];
  return names.filter((each) => each.startsWith(name)).map((each) => `${path}${each.slice(name.length)}`);
}

/**
 * What was opened is what is judged, whatever stands there a moment later. Links are followed: people keep their settings in
 * another place, and who can make a link in the folder can as well write the file.
 * @throws ConfigError no regular file, one that cannot be read, or is larger than `limit`
 */
export function readSettings(path: string, limit = Number.POSITIVE_INFINITY): SettingsFile | undefined {
  const read = (): SettingsFile | undefined => {
    const before = statSync(path);
    if (before.isDirectory()) throw fileError('EISDIR');
    if (!before.isFile()) throw fileError('ENOTREG');
    return withFile(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0), (file) => {
      const stats = fstatSync(file);
      if (!stats.isFile()) throw fileError('ENOTREG');
      if (stats.size > limit) throw new ConfigError(t`${path} must be at most ${limit} bytes`);
      const own = ownerId();
      const is_foreign = own !== undefined && stats.uid !== own;
      const is_replaceable = own !== undefined && isOpenToOthers(statSync(dirname(path)));
      return { ...factsOf(stats), bytes: readEnd(file, 0), is_foreign, is_replaceable };
    });
  };
  return whereThere(path, read, unusable);
}

/** A group of one, as many systems give each user, is nobody else. In a sticky folder nobody replaces another's file. */
function isOpenToOthers({ mode, gid }: Stats): boolean {
  if (mode & 0o1000) return false;
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && gid !== process.getgid?.());
}

/** @throws ConfigError what cannot be read, or is none of the tool's own files */
export function readFrom(path: string, offset: number, count?: number, room?: Uint8Array): Uint8Array | undefined {
  const read = () => withOwn(path, constants.O_RDONLY, (file) => readEnd(file, offset, count, room));
  return whereThere(path, read, unusable);
}

/** As much as there is when it begins; what is appended meanwhile is left for the next reader. */
function readEnd(file: number, offset: number, count = Number.POSITIVE_INFINITY, room?: Uint8Array): Uint8Array {
  const size = Math.min(count, Math.max(0, fstatSync(file).size - offset));
  const bytes = room && room.length >= size ? Buffer.from(room.buffer, room.byteOffset, size) : Buffer.alloc(size);
  for (let done = 0; done < bytes.length; ) {
    const got = readSync(file, bytes, done, bytes.length - done, offset + done);
    if (got === 0) return bytes.subarray(0, done);
    done += got;
  }
  return bytes;
}

/** @throws UsageError what cannot be asked about */
export function fileFacts(path: string): FileFacts | undefined {
  return whereThere(path, () => {
    const stats = statSync(path);
    return stats.isDirectory() ? undefined : factsOf(stats);
  });
}

function factsOf(stats: Stats): FileFacts {
  return { size: stats.size, mode: stats.mode & 0o777, is_regular: stats.isFile() };
}

/** By what they are, where both are there: two names may be one file. Else by where they would be. */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  if (first && second) return first.dev === second.dev && first.ino === second.ino;
  return !first && !second && plannedPath(one) === plannedPath(other);
}

function plannedPath(path: string): string {
  const folder = dirname(path);
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(path));
}

/** @throws UsageError what cannot be asked about */
export function hasFolder(path: string): boolean {
  return whereThere(path, () => statSync(dirname(path)).isDirectory()) ?? false;
}

/** Why no file can be made in a folder, or the folder not be made itself; undefined where nothing speaks against it. */
export function folderFault(folder: string): string | undefined {
  const above = dirname(folder);
  if (!existsSync(folder) && above !== folder) return folderFault(above);
  if (!statSync(folder).isDirectory()) return reasonOf(Object.assign(new Error(), { code: 'ENOTDIR' }));
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What is not there is undefined, and no failure. */
function whereThere<T>(
  path: string,
  look: () => T,
  failed: (path: string, error: unknown) => QfpayError = unreadable,
): T | undefined {
  try {
    return look();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    throw error instanceof QfpayError ? error : failed(path, error);
  }
}

/** Opens a file for the length of `work`. */
export function withFile<T>(path: string, flags: string | number, work: (file: number) => T, mode?: number): T {
  return during(openSync(path, flags, mode), work);
}

/** The same with one of the tool's own files, as `openOwn` opens it. */
export function withOwn<T>(path: string, flags: number, work: (file: number) => T): T {
  return during(openOwn(path, flags), work);
}

function during<T>(file: number, work: (file: number) => T): T {
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Opens a file that the tool keeps for itself: a regular one, of nobody whom the folder does not belong to, and no link,
 * which could lead to another file of this very user. Never waits, as opening a pipe does. One that is made is for its owner
 * only.
 * @throws an error of the system; its `code` is ENOTREG or EFOREIGN for what is no such file
 */
export function openOwn(path: string, flags: number): number {
  const before = lstatSync(path, { throwIfNoEntry: false });
  // Opening a device can do something by itself.
  if (before) requireOwn(before, path);
  const file = openSync(path, flags | ownFlags(), 0o600);
  try {
    requireOwn(fstatSync(file), path);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Windows has neither, and no pipes in its folders. */
function ownFlags(): number {
  return (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
}

/** @throws what `openOwn` throws for what is none of the tool's own files */
export function requireOwn(stats: Stats, path: string): void {
  if (stats.isDirectory()) throw fileError('EISDIR');
  if (stats.isSymbolicLink()) throw fileError('ELINK');
  if (!stats.isFile()) throw fileError('ENOTREG');
  if (!isTrustedOwner(stats.uid, dirname(path))) throw fileError('EFOREIGN');
}

/** The system has no codes for these: ELINK a link, ENOTREG no regular file, EFOREIGN another user's, ETAKEN there already. */
export function fileError(code: 'EISDIR' | 'ELINK' | 'ENOTREG' | 'EFOREIGN' | 'ETAKEN'): Error {
  return Object.assign(new Error(code), { code });
}

/** This user, as files have it; undefined on Windows, whose folders of users are private by themselves. */
export function ownerId(): number | undefined {
  return process.geteuid?.();
}

/**
 * Whether something in a folder was made by this user, by root, or by whoever the folder belongs to: nobody else may have put
 * it there. In a container a mounted folder has the owner that it has outside.
 */
export function isTrustedOwner(owner: number, folder: string): boolean {
  const own = ownerId();
  return own === undefined || owner === own || owner === 0 || owner === statSync(folder).uid;
}

/** Has a new name in a folder survive a power cut. Windows has no such call, and some network disks refuse it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  withFile(folder, 'r', (file) => syncFile(file));
}

/** On disk when it returns; what is no regular file, such as a folder, may have no disk to be on. */
export function syncFile(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP'].includes(codeOf(error)) || fstatSync(file).isFile()) throw error;
  }
}
