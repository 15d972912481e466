import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A page that is loaded again on a busy machine takes longer than the second that a poll waits by itself.
    expect: { poll: { timeout: 15_000 } },
    // Two: a page and the test that reads it keep a core busy each.
    maxWorkers: 2,
    // Test files share what they have loaded, and the windows of the browser.
    isolate: false,
  },
});
