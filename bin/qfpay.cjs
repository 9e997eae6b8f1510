#!/usr/bin/env node
'use strict';
// The bundle is made by `npm run build`, which `npm ci` runs by itself unless scripts are switched off.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const bundle = join(__dirname, '..', 'dist', 'qfpay.cjs');
if (existsSync(bundle)) {
  require(bundle);
} else {
  process.stderr.write('qfpay is not built yet. Run: npm run build\n');
  process.exitCode = 1;
}
