import { dirname } from 'node:path';
import { unwritable } from '../file-failure.ts';
import { syncFolder } from './open-file.ts';
import { makeFolder } from './write-file.ts';

/**
 * Appends to files, each text on disk when the promise resolves; the disk is waited for in another thread. A text is written
 * by one call as a rule. Only a batch does this, so that no other start loads what it takes.
 */
export function createAppendAside(): (path: string, text: string) => Promise<void> {
  const settled = new Set<string>();
  return async (path, text) => {
    try {
      if (!settled.has(path)) makeFolder(dirname(path));
      const { open } = await import('node:fs/promises');
      const file = await open(path, 'a', 0o600);
      try {
        await file.appendFile(text, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
      if (!settled.has(path)) syncFolder(dirname(path));
      settled.add(path);
    } catch (error) {
      throw unwritable(path, error);
    }
  };
}
