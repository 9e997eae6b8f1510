#!/usr/bin/env node
'use strict';
// Loads the bundle that `npm run build` makes, and that `npm ci` makes by itself unless scripts are switched off.
// Compiled code is kept beside each chunk by the build; where this very V8 made it, a start costs a tenth less.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const loaded = new Map();

/** Another V8 would refuse it, another processor must not be trusted to. */
function cachePath(chunk) {
  return join(dist, `${chunk}.${process.arch}-${process.versions.v8}.cache`);
}

function readCache(chunk) {
  try {
    return readFileSync(cachePath(chunk));
  } catch {
    return undefined;
  }
}

/** A CommonJS module of the bundle; `loaded` keeps its script too, for the build to take the compiled code of. */
function load(chunk) {
  const known = loaded.get(chunk);
  if (known) return known.module.exports;
  const filename = join(dist, chunk);
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'utf8')}\n})`;
  const script = new Script(source, { filename, cachedData: readCache(chunk) });
  const module = { exports: {} };
  loaded.set(chunk, { script, module });
  const requireFrom = (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
  script.runInThisContext().call(module.exports, module.exports, requireFrom, module, filename, dist);
  return module.exports;
}

function start() {
  if (!existsSync(join(dist, 'qfpay.cjs'))) {
    process.stderr.write('qfpay is not built yet. Run: npm run build\n');
    process.exitCode = 1;
    return;
  }
  load('qfpay.cjs')
    .run(process.argv.slice(2))
    .then((exitCode) => {
      process.exitCode = exitCode;
    });
}

if (require.main === module) start();
else module.exports = { cachePath, load, loaded };
