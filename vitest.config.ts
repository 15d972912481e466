import { defineConfig } from 'vitest/config';
import { compiledSources } from './test/support/compiledSources.ts';
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
    // A run makes much that is soon forgotten. Most code runs too seldom to be optimized: to do it later and with less
    // of it in one piece took a fifth off a minute of runs, in which a third went to the optimizer.
    execArgv: [
      '--max-semi-space-size=64',
      '--always-sparkplug',
      '--interrupt-budget=200000',
      '--max-inlined-bytecode-size-cumulative=300',
    ],
    sequence: { sequencer: LongestFirst },
  },
});
