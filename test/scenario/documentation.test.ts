/** What docs/scenario-format.md says is so: its example runs and holds, and it leaves out no key; docs/scenarios.md no scenario. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { ACTIONS, EXPECTATIONS, scenarioSchema } from '../../src/scenario/schema.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/scenario-format.md'), 'utf8');

test('the example holds', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const parsed = parseScenario(example);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.warnings).toEqual([]);
  expect(runScenario(parsed.scenario).verdicts.filter(({ ok }) => !ok)).toEqual([]);
});

test('every key, action and kind of expectation is there', () => {
  for (const word of [...Object.keys(scenarioSchema.shape), ...ACTIONS, ...EXPECTATIONS])
    expect(text).toContain(`\`${word}`);
});

test('every scenario is listed, and no other', () => {
  const list = readFileSync(join(import.meta.dirname, '../../docs/scenarios.md'), 'utf8');
  const listed = [...list.matchAll(/\]\(\.\.\/(scenarios\/[a-z0-9-]+\.yaml)\)/g)].map(([, path]) => path);
  const files = readdirSync(join(import.meta.dirname, '../../scenarios')).map((name) => `scenarios/${name}`);
  expect([...listed].sort()).toEqual(files.sort());
});
