import { basename } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take longest, in this order: what begins last is waited for by a worker that has nothing else to do. */
const LONGEST = [
  'gallery',
  'lesson',
  'carried',
  'rungs',
  'zookeeper',
  'keyboard',
  'hostile',
  'lenses',
  'groups',
  'commandLine',
  'hostileTexts',
  'moving',
  'change',
  'console',
  'mainJob',
  'examples',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.indexOf(basename(moduleId, '.test.ts'));
      return found < 0 ? LONGEST.length : found;
    };
    return [...files].sort((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/e2e/setup.ts'],
    // None takes more than a few seconds by itself; a machine may have something else to do.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // A page that is loaded again on a busy machine takes longer than the second that a poll waits by itself.
    expect: { poll: { timeout: 30_000 } },
    // Two: a page and the test that reads it keep a core busy each. Three took as long.
    maxWorkers: 2,
    // Test files share what they have loaded, and the windows of the browser.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
