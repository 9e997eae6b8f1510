import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from '../file-failure.ts';

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
