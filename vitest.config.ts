import { defineConfig } from 'vitest/config';
import { compiledSources } from './test/support/compiledSources.ts';
import { engineOptions } from './test/support/engineOptions.ts';
import { LongestFirst } from './test/support/longestFirst.ts';

export default defineConfig({
  plugins: [compiledSources()],
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/e2e/**'],
    testTimeout: 120_000,
    // One for each core: left to itself it keeps one core free, which of two is half.
    maxWorkers: '100%',
    // The core keeps no state between runs, so that test files can share what they have loaded.
    isolate: false,
    execArgv: engineOptions(),
    sequence: { sequencer: LongestFirst },
  },
});
