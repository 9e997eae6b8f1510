import { fstatSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileFacts } from '../../context/files.ts';
import { UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { codeOf, unreadable } from '../file-failure.ts';
import { withFile } from './open-file.ts';

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

/** @throws UsageError what cannot be read */
export function readFrom(path: string, offset: number, most?: number): Uint8Array | undefined {
  return whereThere(path, () => withFile(path, 'r', (file) => readEnd(file, offset, most)));
}

/** As much as there is when it begins; what is appended meanwhile is left for the next reader. */
function readEnd(file: number, offset: number, most = Number.POSITIVE_INFINITY): Uint8Array {
  const bytes = Buffer.alloc(Math.max(0, Math.min(fstatSync(file).size - offset, most)));
  for (let done = 0; done < bytes.length; ) {
    const count = readSync(file, bytes, done, bytes.length - done, offset + done);
    if (count === 0) return bytes.subarray(0, done);
    done += count;
  }
  return bytes;
}

/** @throws UsageError what cannot be asked about */
export function fileFacts(path: string): FileFacts | undefined {
  return whereThere(path, () => {
    const stats = statSync(path);
    return stats.isDirectory() ? undefined : { size: stats.size, mode: stats.mode & 0o777 };
  });
}

/** @throws UsageError what cannot be asked about */
export function hasFolder(path: string): boolean {
  return whereThere(path, () => statSync(dirname(path)).isDirectory()) ?? false;
}

/** What is not there is undefined, and no failure. */
function whereThere<T>(path: string, look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    throw error instanceof UsageError ? error : unreadable(path, error);
  }
}
