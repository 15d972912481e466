/** Files, saved runs and links from the time when they were written: each must open for ever, and what was changed is said. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrated } from '../../src/scenario/migrate/migrate.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { importRun } from '../../src/scenario/runFile.ts';
import { unpackRun } from '../../src/scenario/runLink.ts';
import { FORMAT_VERSION } from '../../src/scenario/schema.ts';

const OLD = join(import.meta.dirname, 'old');
const read = (name: string) => readFileSync(join(OLD, name), 'utf8');
const scenarios = readdirSync(OLD).filter((name) => name.endsWith('.yaml'));

test.each(scenarios)('%s opens', (name) => {
  const result = parseScenario(read(name));
  expect(result.ok ? [] : result.problems).toEqual([]);
});

describe('the drill of the time when none said when it opens', () => {
  const text = read('drill-without-opens.yaml');

  test('opens at its end, and the file is told so at its line', () => {
    const result = parseScenario(text);
    if (!result.ok) throw new Error('it does not open');
    expect(result.scenario.drill?.opens).toBe(result.scenario.until);
    expect(result.migrated).toEqual([
      {
        line: 11,
        column: 1,
        message: expect.stringContaining('drill.opens: 60s is added'),
        says: { en: expect.stringContaining('opens'), ko: expect.stringMatching(/[가-힣]/) },
      },
    ]);
  });

  test('rewritten it is the same scenario, with its comments, and there is nothing more to change', () => {
    const now = migrated(text);
    expect(now.notes.length).toBe(1);
    expect(now.text).toContain('# yaml-language-server');
    const lines = new Set(text.split('\n'));
    expect(now.text.split('\n').filter((line) => !lines.has(line))).toEqual(['  opens: 60s']);
    expect(migrated(text.replaceAll('\n', '\r\n')).text).toBe(now.text.replaceAll('\n', '\r\n'));
    const [before, after] = [parseScenario(text), parseScenario(now.text)];
    if (!before.ok || !after.ok) throw new Error('it does not open');
    expect(after.scenario).toEqual(before.scenario);
    expect(after.migrated).toEqual([]);
    expect(migrated(now.text)).toEqual({ text: now.text, notes: [] });
  });

  test('what is wrong with such a file stands where it stands in it', () => {
    const result = parseScenario(text.replace('controllers: 3', 'controllers: many'));
    expect(result.ok ? [] : result.problems).toEqual([
      expect.objectContaining({ line: text.split('\n').findIndex((line) => line.includes('controllers: 3')) + 1 }),
    ]);
  });
});

test('a file of today is left as it is', () => {
  const text = read('reassignment.yaml');
  expect(migrated(text)).toEqual({ text, notes: [] });
});

test('a file of a newer format is not touched, and says so', () => {
  const newer = read('drill-without-opens.yaml').replace('tidemark: 1', `tidemark: ${FORMAT_VERSION + 1}`);
  expect(migrated(newer).notes).toEqual([]);
  const result = parseScenario(newer);
  expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual([
    `this file is of format version ${FORMAT_VERSION + 1}; this Tidemark reads version ${FORMAT_VERSION}`,
  ]);
});

const COMMANDS = 'kill link heal slow-disk start tell spawn pause resume break-connections'.split(' ');

test('a saved run opens, with all that was done in it', () => {
  const result = importRun(read('saved.run.json'));
  if (!result.ok) throw new Error(result.problems.join('; '));
  expect(result.run.seed).toBe(7);
  expect(result.run.commands.map(({ command }) => command.type)).toEqual(COMMANDS);
});

test('a link opens, with all that was done in it', () => {
  const result = unpackRun(read('link.txt').trim(), { name: 'first', text: read('first-scenario.yaml'), seed: 7 });
  if (!result.ok) throw new Error(result.problem);
  expect(result.run.commands.map(({ command }) => command.type)).toEqual(COMMANDS);
});
