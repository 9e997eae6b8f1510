import type { Files } from '../../context/files.ts';
import { type SpareFolder, takeLock } from './lock.ts';
import { fileFacts, folderFault, hasFolder, isSameFile, readFile, readFrom, readSettings } from './read-file.ts';
import {
  addToFile,
  createAppend,
  createAppendAside,
  overwriteFile,
  removeFile,
  truncateFile,
  writeFault,
  writeFile,
} from './write-file.ts';

/** The real files. Synchronous but for the lock: a few small calls each, and the process has nothing else to do meanwhile. */
export function createFiles(signal: AbortSignal, spareFolder?: SpareFolder): Files {
  return {
    read: readFile,
    readFrom,
    readSettings,
    facts: fileFacts,
    isSame: isSameFile,
    hasFolder,
    folderFault,
    writeFault,
    write: writeFile,
    overwrite: overwriteFile,
    add: addToFile,
    append: createAppend(),
    appendAside: createAppendAside(),
    truncate: truncateFile,
    remove: removeFile,
    lock: (path, patience_ms) => takeLock(path, signal, patience_ms, spareFolder),
  };
}
