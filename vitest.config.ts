import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/transcripts.ts'],
    setupFiles: ['test/support/one-language.ts'],
    // Two cores carry three: the end-to-end tests spawn processes and much of the time wait for them or for a socket.
    maxWorkers: 3,
    // No test replaces a module, so a worker loads each one once; what a process holds but once is put back by the setup file.
    isolate: false,
    testTimeout: 20_000,
  },
});
