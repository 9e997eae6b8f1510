#!/usr/bin/env node
'use strict';
// Loads the bundle that `npm run build` makes, and that `npm ci` makes by itself unless scripts are switched off. What V8
// compiled is kept in the user's cache folder (`keep-compiled.cjs`), which spares the next start a third of its own work.
const { isAscii } = require('node:buffer');
const fs = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const entry = join(dist, 'qfpay.cjs');
const loaded = new Map();
let kept = { chunks: {} };

/**
 * QFPAY_CACHE_DIR, else the platform's folder for what can be made again; undefined where there is none. What is read there is
 * run, so a relative path, which would lead into any folder that one works in, is none; nor has a `.env` been read by now.
 */
function cacheFolder({ QFPAY_CACHE_DIR: named, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, HOME: home }) {
  const isAbsolute = (path) => /^(\/|\\\\|[a-z]:[\\/])/i.test(path ?? '');
  if (named) return isAbsolute(named) ? named : undefined;
  if (process.platform === 'win32') return isAbsolute(local) ? join(local, 'qfpay', 'cache') : undefined;
  if (process.platform !== 'darwin' && isAbsolute(xdg)) return join(xdg, 'qfpay');
  if (!isAbsolute(home)) return undefined;
  return join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'qfpay');
}

/**
 * What compiled code is good for: this build (its entry names the other chunks, each by the hash of what is in it) in this place,
 * Node, processor, and V8's flags. V8 looks at its own version and flags, but of a source only at the length.
 */
function currentMaker() {
  const { arch, execArgv, env, version, versions } = process;
  return JSON.stringify([
    dist,
    fs.readFileSync(entry, 'latin1'),
    version,
    versions.v8,
    arch,
    execArgv,
    env.NODE_OPTIONS,
  ]);
}

/** A name for each maker, by FNV-1a; two that share one would take turns, as the maker itself is in the file. */
function cacheFile(folder, maker) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < maker.length; at += 1) hash = Math.imul(hash ^ maker.charCodeAt(at), 0x01000193);
  return join(folder, `${(hash >>> 0).toString(16).padStart(8, '0')}.compiled`);
}

/** This user's, and nobody else may write it. Windows has neither owners nor modes here: its folder is in the user's profile. */
function isOwn({ uid, mode }) {
  return process.geteuid === undefined || (uid === process.geteuid() && (mode & 0o022) === 0);
}

function isOwnFolder(folder) {
  const stats = fs.lstatSync(folder);
  return stats.isDirectory() && isOwn(stats);
}

function openOwnFile(path) {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  const descriptor = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  const stats = fs.fstatSync(descriptor);
  if (!stats.isFile() || !isOwn(stats)) throw new Error('not ours');
  return { descriptor, size: stats.size };
}

/** Of a second copy so much is looked at together. */
const largestPart = 65_536;

let room = Buffer.allocUnsafeSlow(320_000);

/** Good until more is read: memory that is new costs a start more than to fill it. */
function roomFor(length) {
  if (room.length < length) room = Buffer.allocUnsafeSlow(length);
  return room.subarray(0, length);
}

/**
 * All that is kept stands in the file twice, and what is read is held against its second copy: V8 runs what it is given, and a
 * byte that the disk lost, or a write that was cut, would crash it. A digest would prove as much, but `node:crypto` takes longer
 * to load than the compiled code saves. Against other users stand owner and mode; whoever is this user can change the program.
 * @returns good until more is read
 * @throws Error where the copies differ
 */
function readTwice({ descriptor, size }, position, length) {
  if (position + 2 * length > size) throw new Error('cut');
  const all = roomFor(length + largestPart);
  const bytes = all.subarray(0, length);
  const read = (into, from) => {
    if (fs.readSync(descriptor, into, 0, into.length, from) < into.length) throw new Error('cut');
  };
  read(bytes, position);
  for (let done = 0; done < length; done += largestPart) {
    const other = all.subarray(length, length + Math.min(largestPart, length - done));
    read(other, position + length + done);
    if (other.compare(bytes, done, done + other.length) !== 0) throw new Error('not whole');
  }
  return bytes;
}

/**
 * What earlier starts kept: the length of the index in eight digits; the index, which says who made it, and for each chunk where
 * its compiled code stands and which file it was compiled from; the code.
 * @returns of no chunk where that is not known for certain
 */
function readKept(folder, file, maker) {
  try {
    if (!isOwnFolder(folder)) return { chunks: {} };
    const opened = openOwnFile(file);
    const length = Number(readTwice(opened, 0, 8).toString('latin1'));
    const index = JSON.parse(readTwice(opened, 16, length).toString('utf8'));
    return index.maker === maker ? { ...opened, chunks: index.chunks, start: 16 + 2 * length } : { chunks: {} };
  } catch {
    return { chunks: {} };
  }
}

/** Good until more is read; undefined where it is not there, or not whole. */
function findCode(from, chunk) {
  try {
    const { offset, length } = from.chunks[chunk];
    return readTwice(from, from.start + offset, length);
  } catch {
    return undefined;
  }
}

const head = '(function (exports, require, module, __filename, __dirname) {';
const tail = '\n})';

/** Whole at once: a text that is put together, or has one letter beyond ASCII, takes V8 a copy or twice the room. */
function readSource(filename, size) {
  const bytes = roomFor(head.length + size + tail.length);
  bytes.latin1Write(head);
  const descriptor = fs.openSync(filename);
  const length = head.length + fs.readSync(descriptor, bytes, head.length, size, 0);
  fs.closeSync(descriptor);
  bytes.latin1Write(tail, length);
  const source = bytes.subarray(0, length + tail.length);
  return isAscii(source) ? source.latin1Slice() : source.utf8Slice();
}

/** A CommonJS module of the bundle. */
function load(chunk) {
  const known = loaded.get(chunk);
  if (known) return known.module.exports;
  const filename = join(dist, chunk);
  const { mtimeMs, size } = fs.statSync(filename);
  const stamp = `${mtimeMs} ${size}`; // which state of the file the code is of
  const source = readSource(filename, size);
  const cachedData = kept.chunks[chunk]?.stamp === stamp ? findCode(kept, chunk) : undefined;
  const script = new Script(source, { filename, cachedData });
  const module = { exports: {} };
  loaded.set(chunk, { script, stamp, module, is_kept: cachedData !== undefined && !script.cachedDataRejected });
  const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
  script.runInThisContext().call(module.exports, module.exports, requireFrom, module, filename, dist);
  return module.exports;
}

/** After the verdict, and in silence whatever is in the way: a start that takes its time is no failure. */
function keepCompiled(cache) {
  if (cache === undefined || [...loaded.values()].every(({ is_kept }) => is_kept)) return;
  try {
    require('./keep-compiled.cjs')({ ...cache, loaded, isOwnFolder, readKept, findCode });
  } catch {}
}

/** undefined where nothing is to be kept. */
function openCache() {
  const folder = cacheFolder(process.env);
  if (folder === undefined) return undefined;
  const maker = currentMaker();
  const file = cacheFile(folder, maker);
  kept = readKept(folder, file, maker);
  return { folder, file, maker };
}

/**
 * Bun takes the program and then does not write what a server says, nor end it at a signal (1.4.5, `npm run test:nodes`): what
 * is half right must not move money. The library is not stopped by this.
 */
function refuseBun() {
  const error = {
    code: 'config',
    exit: 3,
    message: 'qfpay runs on Node 20.19 or later, and not on Bun, where output and signals get lost; nothing was sent',
    hint: 'run it by node: npx qfpay (without bunx, and without bun --bun)',
  };
  process.stderr.write(`error: ${error.message}\nhint: ${error.hint}\n`);
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ schema_version: 1, error })}\n`);
  process.exitCode = error.exit;
}

function start() {
  if (globalThis.Bun !== undefined) {
    refuseBun();
    return;
  }
  if (!fs.existsSync(entry)) {
    process.stderr.write('qfpay is not built yet. Run: npm run build\n');
    process.exitCode = 1;
    return;
  }
  const cache = openCache();
  load('qfpay.cjs')
    .run(process.argv.slice(2))
    .then((exitCode) => {
      process.exitCode = exitCode;
      keepCompiled(cache);
    });
}

start();
