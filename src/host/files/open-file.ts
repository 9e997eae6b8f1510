import { closeSync, constants, fstatSync, fsyncSync, lstatSync, openSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../file-failure.ts';

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
