import type { FileFacts, Files } from '../../src/context/files.ts';
import { ConfigError, UsageError } from '../../src/errors.ts';

interface Entry {
  bytes: Uint8Array;
  mode: number;
  /** What it is beside an ordinary file of this user in a folder of his: a pipe or device, another user's, … */
  readonly is_regular?: boolean;
  readonly is_foreign?: boolean;
  readonly is_replaceable?: boolean;
}

/** Files in a Map, in folders that are all there but `/missing`. A lock that is asked for while it is held waits for its release, as the real one does. */
export function memoryFiles(
  initial: Readonly<Record<string, string>> = {},
): Files & { readonly entries: Map<string, Entry> } {
  const entries = new Map<string, Entry>(
    Object.entries(initial).map(([path, text]) => [path, { bytes: Buffer.from(text), mode: 0o600 }]),
  );
  const waiting = new Map<string, Promise<void>>();
  const held = new Set<string>();
  function append(path: string, text: string): void {
    const before = entries.get(path)?.bytes ?? new Uint8Array();
    entries.set(path, { bytes: Buffer.concat([before, Buffer.from(text)]), mode: 0o600 });
  }
  return {
    entries,
    read(path, limit) {
      const bytes = entries.get(path)?.bytes;
      if (bytes && limit !== undefined && bytes.length > limit)
        throw new UsageError(`${path} is larger than ${limit} bytes`);
      return bytes;
    },
    readFrom(path, offset, count = Number.POSITIVE_INFINITY) {
      return entries.get(path)?.bytes.slice(offset, offset + count);
    },
    readSettings(path, limit) {
      const entry = entries.get(path);
      if (!entry) return undefined;
      const { bytes, mode, is_regular = true, is_foreign = false, is_replaceable = false } = entry;
      if (limit !== undefined && bytes.length > limit) throw new ConfigError(`${path} must be at most ${limit} bytes`);
      return { bytes, size: bytes.length, mode, is_regular, is_foreign, is_replaceable };
    },
    facts(path): FileFacts | undefined {
      const entry = entries.get(path);
      return entry && { size: entry.bytes.length, mode: entry.mode, is_regular: entry.is_regular ?? true };
    },
    isSame(one, other) {
      return one === other;
    },
    writeFault(path, over) {
      if (entries.get(path)?.is_regular === false) return 'it is no regular file';
      return over === 'nothing' && entries.get(path)?.bytes.length ? 'it is there already' : undefined;
    },
    hasFolder(path) {
      return !path.startsWith('/missing/');
    },
    folderFault(folder) {
      return folder.startsWith('/missing/') ? 'it is not there' : undefined;
    },
    write(path, content, mode = 0o600, over = 'file') {
      const fault = this.writeFault(path, over);
      if (fault !== undefined) throw new ConfigError(`${path} cannot be written: ${fault}`);
      entries.set(path, { bytes: Buffer.from(content), mode });
    },
    overwrite(path, text) {
      entries.set(path, { bytes: Buffer.from(text), mode: 0o600 });
    },
    add: append,
    append,
    async appendAside(path, text) {
      append(path, text);
    },
    truncate(path, size) {
      const entry = entries.get(path);
      if (entry) entry.bytes = entry.bytes.slice(0, size);
    },
    remove(path) {
      entries.delete(path);
    },
    beginningWith: (path) =>
      [...entries.keys()].filter((each) => each.startsWith(path) && !each.slice(path.length).includes('/')),
    async lock(path, patience_ms) {
      if (patience_ms !== undefined && held.has(path)) throw new ConfigError(`${path} is still held by another qfpay`);
      const before = waiting.get(path) ?? Promise.resolve();
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      waiting.set(
        path,
        before.then(() => released),
      );
      await before;
      held.add(path);
      return {
        release() {
          held.delete(path);
          release();
        },
      };
    },
  };
}
