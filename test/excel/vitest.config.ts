import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** A spreadsheet program starts for seconds, and is no part of a development machine: a suite of its own. */
export default defineConfig({
  test: { ...base.test, include: ['test/excel/*.run.ts'], maxWorkers: 1, testTimeout: 180_000, hookTimeout: 180_000 },
});
