/** What docs/lessons.md says is so: its example is true of its run and of others, and it leaves out no key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeLesson } from '../../src/lesson/judge.ts';
import { judgeWhatIfs } from '../../src/lesson/judgeWhatIfs.ts';
import { LENSES } from '../../src/scenario/lesson/lenses.ts';
import { KINDS, lesson } from '../../src/scenario/lesson/schemaLesson.ts';
import { moment, READABLE, READINGS } from '../../src/scenario/lesson/schemaMoment.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/lessons.md'), 'utf8');

test('the example is true', () => {
  const example = /```yaml\n(tidemark:[\s\S]*?)```/.exec(text)?.[1] ?? '';
  const parsed = parseScenario(example);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.warnings).toEqual([]);
  for (const seed of [1, 2, 3]) expect(judgeLesson(parsed.scenario, seed), `seed ${seed}`).toEqual([]);
  expect(judgeWhatIfs(example, parsed.scenario)).toEqual([]);
});

test('every key, kind of question and of reading, everything that can be read and every lens is there', () => {
  const keys = [...Object.keys(lesson.shape), ...Object.keys(moment.shape), ...KINDS, ...READINGS];
  for (const word of keys.filter((key) => key !== 'beats')) expect(text, word).toContain(`\`${word}`);
  for (const [thing, readable] of Object.entries(READABLE)) {
    expect(text).toContain(`\`${thing}: `);
    for (const word of readable) expect(text, word).toContain(`\`${word}\``);
  }
  const lenses = /`lens`: ([^|]*)\|/.exec(text)?.[1]?.trim().split(', ') ?? [];
  expect(lenses.sort()).toEqual([...LENSES].sort());
});
