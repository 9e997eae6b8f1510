import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** Run by `scripts/test-calendar.mjs`, once for each instant, under a clock that is set: the rooms that reckon with dates, and the scenes here. */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/calendar/*.run.ts', 'test/{transaction,lookup,refund}/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 60_000,
  },
});
