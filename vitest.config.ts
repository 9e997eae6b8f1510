import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The end-to-end tests spawn processes; two at a time is what two cores carry.
    maxWorkers: 2,
    testTimeout: 20_000,
    env: { QFPAY_CONFIG_DIR: '', QFPAY_STATE_DIR: '', NO_COLOR: '', FORCE_COLOR: '' },
  },
});
