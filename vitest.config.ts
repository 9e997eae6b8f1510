import { configDefaults, defineConfig } from 'vitest/config';

/** What spawns the built tool again and again, kills it, or opens a browser: `npm run test:e2e`. The rest is done in under three minutes. */
export const spawning = [
  'test/e2e/**/*.test.ts',
  'test/journeys/*-kill.test.ts',
  'test/gateway/*-processes.test.ts',
  'test/bin/compiled-code.test.ts',
  'test/host/files/lock.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...spawning],
    globalSetup: ['test/support/transcripts.ts'],
    setupFiles: ['test/support/one-language.ts'],
    // Two cores carry three: the end-to-end tests spawn processes and much of the time wait for them or for a socket.
    maxWorkers: 3,
    // No test replaces a module, so a worker loads each one once; what a process holds but once is put back by the setup file.
    isolate: false,
    testTimeout: 20_000,
  },
});
