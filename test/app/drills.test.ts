/** Drills, as the page has them: what is told before the answer, the answer, the inside, and the other causes beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import { causesNotTold } from '../../src/cli/drillTest.ts';
import { drawnCause } from '../../src/scenario/drill.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Answer, Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const FOLDER = new URL('../../scenarios/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((file) => file.startsWith('drill-'));
/** `tidemark test` takes three for each cause. */
const SEEDS = process.env.TIDEMARK_SEEDS === undefined ? [1] : [1, 11, 12];
const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');

function scenarioOf(file: string): Scenario {
  const parsed = parseScenario(textOf(file));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

function ask<A extends Answer['answer']>(session: Session, answer: A, what: Ask): Extract<Answer, { answer: A }> {
  const got = session.answer(what);
  if (got.answer !== answer) throw new Error(JSON.stringify(got).slice(0, 300));
  return got as Extract<Answer, { answer: A }>;
}

function load(file: string, seed: number) {
  const session = new Session({ clock: () => 0 });
  const { scenario } = ask(session, 'loaded', { ask: 'load', name: file, text: textOf(file), seed });
  return { session, scenario };
}

describe.each(FILES)('%s', (file) => {
  const scenario = scenarioOf(file);
  const causes = scenario.drill!.causes.map(({ name }) => name);

  test('every cause is drawn by some seed, and the draw is the same each time', () => {
    const drawn = Array.from({ length: 40 }, (_, seed) => drawnCause(scenario, seed)!.name);
    expect([...new Set(drawn)].sort()).toEqual([...causes].sort());
    expect(drawnCause(scenario, 7)).toBe(drawnCause(scenario, 7));
  });

  test.each(causes)('the symptom and the cause show with %s', (cause) => {
    for (const seed of SEEDS) {
      const failed = runScenario(scenario, { seed, cause }).verdicts.filter(({ ok }) => !ok);
      expect(failed, `seed ${seed}`).toEqual([]);
    }
    expect(causesNotTold(scenario, cause, 1)).toEqual([]);
  });

  test.each(causes)('opens where its symptom stands with %s', (cause) => {
    const { opens } = scenario.drill!;
    const bySoFar = <Line extends { at?: number | undefined }>(lines: readonly Line[] | undefined) =>
      lines?.filter(({ at }) => at === undefined || at <= opens);
    const soFar: Scenario = {
      ...scenario,
      until: opens,
      timeline: bySoFar(scenario.timeline),
      drill: {
        ...scenario.drill!,
        causes: scenario.drill!.causes.map((one) => ({ ...one, timeline: bySoFar(one.timeline), expect: [] })),
      },
    };
    const { verdicts } = runScenario(soFar, { seed: 1, cause });
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
    const seed = seedsOf(scenario).find((one) => drawnCause(scenario, one)!.name === cause)!;
    expect(load(file, seed).scenario.openAt).toBe(opens);
  });

  test('each moment of a cause is in its run, and both languages say as much', () => {
    for (const seed of seedsOf(scenario)) {
      const { session, scenario: loaded } = load(file, seed);
      const { drill } = ask(session, 'drill', { ask: 'drill', branch: 0, cause: null });
      const cause = scenario.drill!.causes.find(({ name }) => name === drill.drawn)!;
      expect(drill.evidence.map(({ say }) => say.en).sort()).toEqual(cause.evidence.map(({ say }) => say.en).sort());
      expect(loaded.drill!.causes).toHaveLength(causes.length);
    }
  });
});

/** The first seed of each cause. */
function seedsOf(scenario: Scenario): number[] {
  const seeds = new Map<string, number>();
  for (let seed = 1; seed < 60; seed++) {
    const { name } = drawnCause(scenario, seed)!;
    if (!seeds.has(name)) seeds.set(name, seed);
  }
  return [...seeds.values()];
}

describe('a drill', () => {
  const FILE = 'drill-under-replicated.yaml';

  test('tells symptom and causes, and neither which cause it is nor how to tell', () => {
    const { scenario } = load(FILE, 1);
    expect(Object.keys(scenario.drill!).sort()).toEqual(['causes', 'hints', 'symptom']);
    for (const cause of scenario.drill!.causes) expect(Object.keys(cause).sort()).toEqual(['name', 'say']);
    expect(JSON.stringify(scenario.prose)).not.toContain('Fencing');
  });

  test('is marked by what the seed drew, whatever is named', () => {
    const { session, scenario } = load(FILE, 1);
    const drawn = drawnCause(scenarioOf(FILE), 1)!.name;
    for (const { name } of scenario.drill!.causes) {
      const { drill } = ask(session, 'drill', { ask: 'drill', branch: 0, cause: name });
      expect(drill).toMatchObject({ named: name, drawn });
    }
    expect(session.answer({ ask: 'drill', branch: 0, cause: 'gremlins' })).toMatchObject({ answer: 'failed' });
  });

  test('the other cause runs beside it with the same seed, and parts from it where it begins', () => {
    const { session, scenario } = load(FILE, 1);
    ask(session, 'moved', { ask: 'seek', branch: 0, to: { at: seconds(50) } });
    const drawn = drawnCause(scenarioOf(FILE), 1)!.name;
    const other = scenario.drill!.causes.find(({ name }) => name !== drawn)!.name;
    const { branch } = ask(session, 'moved', { ask: 'drill-other', branch: 0, cause: other, name: other });
    ask(session, 'moved', { ask: 'seek', branch, to: { at: seconds(50) } });
    const { difference } = ask(session, 'difference', { ask: 'difference', one: 0, other: branch });
    expect(difference.divergence!.at).toBeGreaterThanOrEqual(seconds(20));
    expect(ask(session, 'drill', { ask: 'drill', branch, cause: null }).drill.drawn).toBe(other);
  });

  test('a file whose causes cannot be told apart is found out', () => {
    const scenario = scenarioOf(FILE);
    const [one, ...rest] = scenario.drill!.causes;
    const blind = {
      ...scenario,
      drill: { ...scenario.drill!, causes: [{ ...one!, expect: rest[0]!.expect.slice(0, 0) }, ...rest] },
    };
    expect(causesNotTold(blind, rest[0]!.name, 1)).toContain(one!.name);
  });

  test('mistakes in a cause are told where it stands', () => {
    const text = textOf(FILE).replace('{ at: 20s, kill: b3 }', '{ at: 20s, kill: b9 }');
    const parsed = parseScenario(text);
    if (parsed.ok) throw new Error('b9 is nobody');
    expect(parsed.problems.map(({ message }) => message).join('\n')).toMatch(/with this cause: .*b9/);
  });
});
