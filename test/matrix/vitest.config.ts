import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** Thousands of runs of the built tool, of which most wait for most of their time: a suite of its own. */
export default defineConfig({
  test: { ...base.test, include: ['test/matrix/*.run.ts'], maxWorkers: 1, testTimeout: 1_800_000 },
});
