import type { Files } from '../../context/files.ts';
import { createAppendAside } from './append-aside.ts';
import { folderFault } from './folder-fault.ts';
import { takeLock } from './lock.ts';
import { fileFacts, hasFolder, readFile, readFrom } from './read-file.ts';
import { addToFile, createAppend, overwriteFile, removeFile, truncateFile, writeFile } from './write-file.ts';

/** The real files. Synchronous but for the lock: a few small calls each, and the process has nothing else to do meanwhile. */
export function createFiles(signal: AbortSignal): Files {
  return {
    read: readFile,
    readFrom,
    facts: fileFacts,
    hasFolder,
    folderFault,
    write: writeFile,
    overwrite: overwriteFile,
    add: addToFile,
    append: createAppend(),
    appendAside: createAppendAside(),
    truncate: truncateFile,
    remove: removeFile,
    lock: (path, patience_ms) => takeLock(path, signal, patience_ms),
  };
}
