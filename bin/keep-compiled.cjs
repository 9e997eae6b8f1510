'use strict';
// Loaded by `qfpay.cjs` only where something was compiled that the cache did not have: at the first run of each command.
const fs = require('node:fs');
const { dirname, join } = require('node:path');

/** Of other builds and Nodes, and of writes that were killed. */
const files_at_most = 8;

/** One at a time: Node's `recursive` never returns where a system makes no folders and says that there are none, as `/proc` does. */
function makeFolder(folder) {
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    fs.mkdirSync(folder, { mode: 0o700 });
  }
}

/**
 * With `sudo` HOME may be somebody else's: what root made there, its owner could neither use nor make anew. And where there is
 * no home, as of a service, none is made.
 */
function isUnderOwn(folder) {
  if (process.geteuid === undefined || process.env.QFPAY_CACHE_DIR) return true;
  const above = [folder, dirname(folder), dirname(dirname(folder))].find((path) => fs.existsSync(path));
  return above !== undefined && fs.statSync(above).uid === process.geteuid();
}

/** Whole and at once, so that no start reads half of it; several that write at a time replace each other's. */
function replaceFile(file, makeParts) {
  const temporary = `${file}.${process.pid}${Math.random().toString(36).slice(1)}`;
  const target = fs.openSync(temporary, 'wx', 0o600);
  try {
    for (const bytes of makeParts()) {
      for (let done = 0; done < bytes.length; ) done += fs.writeSync(target, bytes, done);
    }
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  } finally {
    fs.closeSync(target);
  }
}

function removeOldest(folder) {
  const files = fs.readdirSync(folder).filter((name) => /^[0-9a-f]{8}\.compiled/.test(name));
  const dated = files.map((name) => ({ path: join(folder, name), time: fs.statSync(join(folder, name)).mtimeMs }));
  for (const { path } of dated.sort((a, b) => b.time - a.time).slice(files_at_most)) fs.rmSync(path, { force: true });
}

/** The index and the codes, each thing twice. */
function content(maker, entries) {
  const chunks = {};
  let offset = 0;
  for (const [chunk, { code, stamp }] of entries) {
    chunks[chunk] = { offset, length: code.length, stamp };
    offset += 2 * code.length;
  }
  const index = Buffer.from(JSON.stringify({ maker, chunks }));
  const length = Buffer.from(String(index.length).padStart(8, '0'));
  return [length, index, ...[...entries.values()].map(({ code }) => code)].flatMap((bytes) => [bytes, bytes]);
}

/**
 * Keeps what V8 compiled in this run, beside what earlier ones kept of other chunks. Where a chunk is new, all that were loaded
 * are kept anew: this command has called functions of the shared ones that no command before it had.
 * @throws Error where the folder is not ours or cannot be written, before anything is made of the scripts
 */
module.exports = ({ folder, file, maker, loaded, isOwnFolder, readKept, findCode }) => {
  if (!isUnderOwn(folder)) return;
  makeFolder(folder);
  if (!isOwnFolder(folder)) return;
  const is_new = !fs.existsSync(file);
  replaceFile(file, () => {
    const entries = new Map();
    const before = readKept(folder, file, maker);
    for (const [chunk, { stamp }] of Object.entries(before.chunks)) {
      const code = findCode(before, chunk);
      if (code !== undefined) entries.set(chunk, { code: Buffer.from(code), stamp });
    }
    for (const [chunk, { script, stamp }] of loaded) {
      const code = script.createCachedData();
      const known = entries.get(chunk);
      // V8 throws away what a process that lives long has not called for a while.
      if (known?.stamp !== stamp || known.code.length < code.length) entries.set(chunk, { code, stamp });
    }
    return content(maker, entries);
  });
  if (is_new) removeOldest(folder);
};
