import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/transcripts.ts'],
    // The end-to-end tests spawn processes; two at a time is what two cores carry.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
