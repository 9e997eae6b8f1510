#!/usr/bin/env node
'use strict';
// Loads the bundle that `npm run build` makes, and that `npm ci` makes by itself unless scripts are switched off. What V8
// compiled is kept in the user's cache folder (`keep-compiled.cjs`), which spares the next start a third of its own work.
const fs = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const entry = join(dist, 'qfpay.cjs');
const loaded = new Map();
let kept = { index: {} };

/** SHA-256 of the parts one after the other, in base64. */
function digest(...parts) {
  const hash = require('node:crypto').createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64');
}

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

/** One file for each build, Node, processor and set of V8's flags, none of which V8 itself would all notice. */
function cacheFile(folder) {
  const { arch, execArgv, env, version, versions } = process;
  const made = JSON.stringify([version, versions.v8, arch, execArgv, env.NODE_OPTIONS, fs.readFileSync(entry, 'utf8')]);
  return join(folder, `${Buffer.from(digest(made), 'base64').toString('hex').slice(0, 32)}.compiled`);
}

/** This user's, and nobody else may write it. Windows has neither owners nor modes here: its folder is in the user's profile. */
function isOwn({ uid, mode }) {
  return process.geteuid === undefined || (uid === process.geteuid() && (mode & 0o022) === 0);
}

function isOwnFolder(folder) {
  const stats = fs.lstatSync(folder);
  return stats.isDirectory() && isOwn(stats);
}

function readAt(descriptor, length, position) {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, fs.readSync(descriptor, bytes, 0, length, position));
}

/**
 * What earlier starts kept: a line with the digest and length of the index; the index, which says for each chunk where its
 * compiled code stands and the digest of source and code; the code. The digests are there for a disk that lost a bit and a
 * write that was cut; against other users stand owner and mode. Whoever is this user can change the program itself.
 * @returns of the index what may be trusted
 */
function readKept(folder, file) {
  const nothing = { index: {} };
  try {
    if (!isOwnFolder(folder)) return nothing;
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
    const descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stats = fs.fstatSync(descriptor);
    if (!stats.isFile() || !isOwn(stats)) return nothing;
    const head = readAt(descriptor, 16_384, 0);
    const line = head.subarray(0, head.indexOf('\n') + 1);
    const [expected, length] = line.toString('latin1').split(' ');
    const start = line.length + Math.min(Number.parseInt(length, 10), stats.size);
    const index = start <= head.length ? head.subarray(line.length, start) : readAt(descriptor, start, 0).subarray(line.length);
    return digest(index) === expected ? { index: JSON.parse(index), descriptor, start } : nothing;
  } catch {
    return nothing;
  }
}

/** The compiled code of a chunk, if it is whole and of this very source. */
function findCode({ index, descriptor, start }, chunk, source) {
  try {
    const [offset, length, expected] = index[chunk];
    const code = readAt(descriptor, length, start + offset);
    return digest(source, code) === expected ? code : undefined;
  } catch {
    return undefined;
  }
}

/** A CommonJS module of the bundle. */
function load(chunk) {
  const known = loaded.get(chunk);
  if (known) return known.module.exports;
  const filename = join(dist, chunk);
  const source = `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(filename, 'utf8')}\n})`;
  const cachedData = findCode(kept, chunk, source);
  const script = new Script(source, { filename, cachedData });
  const module = { exports: {} };
  loaded.set(chunk, { script, source, module, is_kept: cachedData !== undefined && !script.cachedDataRejected });
  const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
  script.runInThisContext().call(module.exports, module.exports, requireFrom, module, filename, dist);
  return module.exports;
}

/** After the verdict, and in silence whatever is in the way: a start that takes its time is no failure. */
function keepCompiled(folder, file) {
  if ([...loaded.values()].every(({ is_kept }) => is_kept)) return;
  try {
    require('./keep-compiled.cjs')({ folder, file, loaded, digest, isOwnFolder, readAt, readKept });
  } catch {}
}

function start() {
  if (!fs.existsSync(entry)) {
    process.stderr.write('qfpay is not built yet. Run: npm run build\n');
    process.exitCode = 1;
    return;
  }
  const folder = cacheFolder(process.env);
  const file = folder && cacheFile(folder);
  if (folder) kept = readKept(folder, file);
  load('qfpay.cjs')
    .run(process.argv.slice(2))
    .then((exitCode) => {
      process.exitCode = exitCode;
      if (folder) keepCompiled(folder, file);
    });
}

start();
