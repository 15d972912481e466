/** What docs/scenario-format.md says is so: its example runs and holds, and it leaves out no key; docs/scenarios.md no scenario. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allHelp, overview } from '../../src/cli/help.ts';
import { lintText } from '../../src/scenario/lint/lint.ts';
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

describe('docs/authoring.md', () => {
  const authoring = readFileSync(join(import.meta.dirname, '../../docs/authoring.md'), 'utf8');

  test('its scenario holds, and nothing is wanting but a language', () => {
    const whole = [...authoring.matchAll(/```yaml\n([\s\S]*?)```/g)]
      .map(([, yaml]) => yaml!)
      .filter((yaml) => yaml.startsWith('tidemark'));
    expect(whole.length).toBe(1);
    const parsed = parseScenario(whole[0]!);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(runScenario(parsed.scenario).verdicts.filter(({ ok }) => !ok)).toEqual([]);
    const linted = lintText(whole[0]!);
    expect(linted.ok && linted.findings.map(({ code }) => code)).toEqual(['one-language']);
  });

  test('its course holds, and nothing is wanting', () => {
    const folder = join(import.meta.dirname, '../../examples/course-repository/scenarios');
    for (const name of readdirSync(folder)) {
      const scenario = readFileSync(join(folder, name), 'utf8');
      expect([name, lintText(scenario)]).toEqual([name, { ok: true, findings: [] }]);
      const parsed = parseScenario(scenario);
      if (parsed.ok) expect(runScenario(parsed.scenario).verdicts.filter(({ ok }) => !ok)).toEqual([]);
    }
  });

  test('every command and flag in it is one', () => {
    const help = `${overview()}${allHelp()}`;
    const lines = authoring.split('\n').filter((line) => /^\s*(- run: node )?tidemark/.test(line));
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      const words = line
        .replace(/#.*$/, '')
        .split(/\s+/)
        .filter((word) => /^(tidemark|--[a-z]+)$/.test(word));
      for (const word of words) expect(help).toContain(word);
    }
  });
});
