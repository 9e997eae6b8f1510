import {
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, unwritable } from '../file-failure.ts';
import { syncFile, syncFolder, withFile } from './open-file.ts';

/**
 * Whole and at once. A link is followed, so that what it leads to is replaced and not the link; a device or pipe is written
 * to as it is.
 * @throws ConfigError what cannot be written
 */
export function writeFile(path: string, content: string | Uint8Array, mode = 0o600): void {
  writing(path, () => {
    makeFolder(dirname(path));
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats && !stats.isFile()) withFile(path, 'w', (file) => writeAll(file, content));
    else replaceFile(stats ? realpathSync(path) : path, content, mode);
  });
}

function replaceFile(path: string, content: string | Uint8Array, mode: number): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}${Math.random().toString(36).slice(1)}.tmp`);
  try {
    withFile(temporary, 'wx', (file) => writeThrough(file, content), mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/**
 * In place and not waited for: a hundredth of what the safe ways cost. (A rename over a file has ext4 write it out at once.)
 * Whoever is killed within it leaves the new beginning before the old end.
 * @throws ConfigError what cannot be written
 */
export function overwriteFile(path: string, text: string): void {
  writing(path, () => {
    makeFolder(dirname(path));
    const bytes = Buffer.from(text);
    withFile(
      path,
      constants.O_RDWR | constants.O_CREAT,
      (file) => {
        writeAll(file, bytes);
        ftruncateSync(file, bytes.length);
      },
      0o600,
    );
  });
}

/**
 * Appended and not waited for.
 * @throws ConfigError what cannot be written
 */
export function addToFile(path: string, text: string): void {
  writing(path, () => {
    makeFolder(dirname(path));
    withFile(path, 'a', (file) => writeAll(file, text), 0o600);
  });
}

/**
 * Appends to files, each line on disk when the call returns. A file's name is on disk before its first line is: whoever made
 * it may have died before that, but of a file with something in it the name need not be waited for again.
 */
export function createAppend(): (path: string, text: string) => void {
  const settled = new Set<string>();
  return (path, text) =>
    writing(path, () => {
      if (!settled.has(path)) makeFolder(dirname(path));
      const work = (file: number) => {
        if (!settled.has(path) && fstatSync(file).size === 0) syncFolder(dirname(path));
        writeThrough(file, text);
      };
      withFile(path, 'a', work, 0o600);
      settled.add(path);
    });
}

/** @throws ConfigError what cannot be written */
export function truncateFile(path: string, size: number): void {
  writing(path, () =>
    withFile(path, 'r+', (file) => {
      ftruncateSync(file, size);
      syncFile(file);
    }),
  );
}

/** @throws ConfigError what cannot be removed */
export function removeFile(path: string): void {
  writing(path, () => rmSync(path, { force: true }));
}

/**
 * Makes a folder for its owner only, and has every new name on the way to it survive a power cut. One at a time: Node's
 * `recursive` never returns where a system makes no folders and says that there are none, as `/proc` does.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  makeOne(folder);
  syncFolder(above);
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was quicker.
    if (codeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}

function writeThrough(file: number, content: string | Uint8Array): void {
  writeAll(file, content);
  syncFile(file);
}

/** One call as a rule, so that lines of two processes never mix; the rest only where the system took a part. */
function writeAll(file: number, content: string | Uint8Array): void {
  const bytes = Buffer.from(content);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function writing(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw unwritable(path, error);
  }
}
