import { closeSync, fstatSync, fsyncSync, openSync } from 'node:fs';
import { codeOf } from '../file-failure.ts';

/** Opens a file for the length of `work`. */
export function withFile<T>(path: string, flags: string | number, work: (file: number) => T, mode?: number): T {
  const file = openSync(path, flags, mode);
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

/** Has a new name in a folder survive a power cut. Windows has no such call, and some network disks refuse it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  withFile(folder, 'r', (file) => syncFile(file));
}

/** On disk when it returns; what is no regular file, such as /dev/stderr, may have no disk to be on. */
export function syncFile(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP'].includes(codeOf(error)) || fstatSync(file).isFile()) throw error;
  }
}
