import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/e2e/**'],
    testTimeout: 120_000,
    // One for each core: left to itself it keeps one core free, which of two is half.
    maxWorkers: '100%',
    // The core keeps no state between runs, so that test files can share what they have loaded.
    isolate: false,
  },
});
