import type { Files, Lock } from '../../context/files.ts';
import { UsageError } from '../../errors.ts';

/** What is appended to one file and read no more is let go: a server lives long, and its books are the merchant's own. */
const longest = 1024 * 1024;

/**
 * Files of a client that was given no folder: nothing of them is on any disk, and all is gone with the process. There are none to
 * begin with, so that neither settings nor a `.env` of whatever folder the program runs in is read.
 */
export function createMemoryFiles(): Files {
  const kept = new Map<string, Buffer>();
  const locks = new Map<string, Promise<void>>();
  const put = (path: string, content: string | Uint8Array) => void kept.set(path, Buffer.from(content));
  const add = (path: string, text: string) =>
    void kept.set(path, newest(Buffer.concat([kept.get(path) ?? Buffer.alloc(0), Buffer.from(text)])));
  return {
    read(path, limit) {
      const bytes = kept.get(path);
      if (bytes && limit !== undefined && bytes.length > limit) throw new UsageError(`${path} is above ${limit} bytes`);
      return bytes;
    },
    readFrom: (path, offset, count) =>
      kept.get(path)?.subarray(offset, count === undefined ? undefined : offset + count),
    readSettings: () => undefined,
    facts(path) {
      const bytes = kept.get(path);
      return bytes && { size: bytes.length, mode: 0o600, is_regular: true };
    },
    beginningWith: (path) => [...kept.keys()].filter((name) => name.startsWith(path)),
    isSame: (one, other) => one === other,
    hasFolder: () => true,
    folderFault: () => undefined,
    writeFault: () => undefined,
    write: put,
    overwrite: put,
    add,
    append: add,
    appendAside: async (path, text) => add(path, text),
    truncate: (path, size) => put(path, kept.get(path)?.subarray(0, size) ?? ''),
    remove: (path) => void kept.delete(path),
    lock: (path) => takeTurn(locks, path),
  };
}

/** The last lines of it, whole ones. */
function newest(bytes: Buffer): Buffer {
  if (bytes.length <= longest) return bytes;
  const half = bytes.subarray(bytes.length - longest / 2);
  return Buffer.from(half.subarray(half.indexOf('\n') + 1));
}

/** One after the other, in the order in which they asked. */
async function takeTurn(locks: Map<string, Promise<void>>, path: string): Promise<Lock> {
  const before = locks.get(path) ?? Promise.resolve();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks.set(
    path,
    before.then(() => held),
  );
  await before;
  return { release };
}
