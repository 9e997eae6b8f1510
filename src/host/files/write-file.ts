import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Replaceable } from '../../context/files.ts';
import {
  codeOf,
  fileError,
  folderFault,
  openOwn,
  reasonOf,
  requireOwn,
  syncFile,
  syncFolder,
  unwritable,
  withFile,
  withOwn,
} from './read-file.ts';

/**
 * Whole and at once; what may stand there already, `over` says.
 * @throws ConfigError what cannot be written, or must not be replaced
 */
export function writeFile(path: string, content: string | Uint8Array, mode = 0o600, over?: Replaceable): void {
  writing(path, () => {
    makeFolder(dirname(path));
    requireReplaceable(path, over);
    if (over === 'nothing') fillFile(path, content, mode);
    else replaceFile(over === 'link' && existsSync(path) ? realpathSync(path) : path, content, mode);
  });
}

/** Why `writeFile` must not write there. */
export function writeFault(path: string, over?: Replaceable): string | undefined {
  try {
    requireReplaceable(path, over);
    if (over === 'nothing' && existsSync(path)) return undefined;
    return folderFault(dirname(over === 'link' && existsSync(path) ? realpathSync(path) : path));
  } catch (error) {
    return reasonOf(error);
  }
}

function requireReplaceable(path: string, over: Replaceable = 'file'): void {
  const stats = (over === 'link' ? statSync : lstatSync)(path, { throwIfNoEntry: false });
  if (!stats) return;
  requireOwn(stats, path);
  if (over === 'nothing' && stats.size > 0) throw fileError('ETAKEN');
}

/** Makes a file, or fills one that is empty. Whoever was at it meanwhile, nothing of theirs is lost. */
function fillFile(path: string, content: string | Uint8Array, mode: number): void {
  const is_new = makeEmpty(path, mode);
  try {
    withOwn(path, constants.O_RDWR, (file) => {
      if (fstatSync(file).size > 0) throw fileError('ETAKEN');
      writeThrough(file, content);
    });
  } catch (error) {
    if (is_new && codeOf(error) !== 'ETAKEN') rmSync(path, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** False where there is a file already. */
function makeEmpty(path: string, mode: number): boolean {
  try {
    withFile(path, 'wx', () => {}, mode);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function replaceFile(path: string, content: string | Uint8Array, mode: number): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}${Math.random().toString(36).slice(1)}.tmp`);
  try {
    withFile(temporary, 'wx', (file) => writeThrough(file, content), mode);
    patiently(() => renameSync(temporary, path));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/**
 * Windows replaces no file that another program reads at that moment, such as a virus scanner: there it is tried again, for a
 * second at most.
 */
export function patiently(work: () => void, platform: string = process.platform): void {
  for (let pause = 10; ; pause *= 2) {
    try {
      work();
      return;
    } catch (error) {
      const isBusy = platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error));
      if (!isBusy || pause > 640) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}

const appending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;

/**
 * In place and not waited for: a hundredth of what the safe ways cost. (A rename over a file has ext4 write it out at once.)
 * Whoever is killed within it leaves the new beginning before the old end.
 * @throws ConfigError what cannot be written
 */
export function overwriteFile(path: string, text: string): void {
  writing(path, () => {
    makeFolder(dirname(path));
    const bytes = Buffer.from(text);
    withOwn(path, constants.O_RDWR | constants.O_CREAT, (file) => {
      writeAll(file, bytes);
      ftruncateSync(file, bytes.length);
    });
  });
}

/**
 * Appended and not waited for.
 * @throws ConfigError what cannot be written
 */
export function addToFile(path: string, text: string): void {
  writing(path, () => {
    makeFolder(dirname(path));
    withOwn(path, appending, (file) => writeAll(file, text));
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
      withOwn(path, appending, (file) => {
        if (!settled.has(path)) settleName(path, file);
        writeThrough(file, text);
      });
      settled.add(path);
    });
}

function settleName(path: string, file: number): void {
  if (fstatSync(file).size === 0) syncFolder(dirname(path));
}

/** The same, while another thread waits for the disk. */
export function createAppendAside(): (path: string, text: string) => Promise<void> {
  const settled = new Set<string>();
  return async (path, text) => {
    try {
      if (!settled.has(path)) makeFolder(dirname(path));
      const file = openOwn(path, appending);
      try {
        if (!settled.has(path)) settleName(path, file);
        writeAll(file, text);
        await new Promise<void>((resolve, reject) => fsync(file, (error) => (error ? reject(error) : resolve())));
      } finally {
        closeSync(file);
      }
      settled.add(path);
    } catch (error) {
      throw unwritable(path, error);
    }
  };
}

/** @throws ConfigError what cannot be written */
export function truncateFile(path: string, size: number): void {
  writing(path, () =>
    withOwn(path, constants.O_RDWR, (file) => {
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
