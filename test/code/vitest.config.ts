import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** The programs of `sign --code` are compiled and run: minutes with a cold Go or Java, so they are a suite of their own. */
export default defineConfig({
  test: { ...base.test, include: ['test/code/*.run.ts'], maxWorkers: 2, testTimeout: 120_000 },
});
