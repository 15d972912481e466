/**
 * Lessons in other releases than their own: a few of the small ones in the oldest that they are meant for; with
 * TIDEMARK_VERSIONS=all every lesson in every release, as `tidemark test scenarios --versions all` has it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judgeLesson } from '../../src/lesson/judge.ts';
import { releasesOf } from '../../src/lesson/releases.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');
const IS_WHOLE = process.env.TIDEMARK_VERSIONS === 'all';
const FEW: readonly string[] = [
  'leader-failover',
  'quorum-lost',
  'timeout-is-not-failure',
  'what-is-a-log',
  'which-partition',
  'zookeeper-first-to-create-controller',
];

const LESSONS = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ name: file.replace('.yaml', ''), text: readFileSync(join(FOLDER, file), 'utf8') }))
  .filter(({ name, text }) => /^lesson:/m.test(text) && (IS_WHOLE || FEW.includes(name)));

describe.each(LESSONS)('$name', ({ text }) => {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { scenario } = parsed;
  const meant = releasesOf(scenario).flatMap((release) => (release.is === 'meant' ? [release] : []));
  const judged = IS_WHOLE ? meant : meant.slice(-1);

  test(`is true in ${judged.map(({ version }) => version).join(', ')}`, () => {
    expect(judged.length).toBeGreaterThan(0);
    for (const release of judged) {
      const found = judgeLesson(release.scenario, scenario.seed ?? 1, IS_WHOLE);
      expect(found, release.version).toEqual([]);
    }
  });
});
