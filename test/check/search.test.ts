/**
 * The search through the schedules of whole clusters: what the literature knows it must find by itself, from files that
 * say nothing of faults, and what it says when there is nothing to find.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { naive, searched } from '../../bench/search.ts';
import { seconds } from '../../src/base/time.ts';
import { ScheduleSearch } from '../../src/check/schedules.ts';
import { SeenWorlds } from '../../src/check/worlds.ts';
import { PROPERTIES, propertyOf } from '../../src/properties/index.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { SearchBounds } from '../../src/scenario/search/bounds.ts';
import { coverageLines, spaceLines } from '../../src/scenario/search/covered.ts';
import { planOf, ScenarioSearch } from '../../src/scenario/search/search.ts';
import { Kernel } from '../../src/sim/kernel.ts';

function model(name: string): Scenario {
  const parsed = parseScenario(readFileSync(join(import.meta.dirname, 'models', `${name}.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

function search(name: string, property: string, bounds: SearchBounds = {}): ScenarioSearch {
  const found = new ScenarioSearch(model(name), [propertyOf(property)!], bounds);
  while (!found.advance(100));
  return found;
}

/** What was found, as its story: what happened to whom. */
function found(one: ScenarioSearch) {
  expect(one.phase).toBe('done');
  const { found } = one;
  if (found === undefined) throw new Error(`nothing found: ${coverageLines(one, 0).join('\n')}`);
  expect(found.verified).toBe(true);
  // The text alone is the whole finding.
  const parsed = parseScenario(found.text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const run = runScenario(parsed.scenario);
  expect(run.verdicts).toEqual([expect.objectContaining({ text: `breaks ${found.broken.name}`, ok: true })]);
  return {
    faults: found.faults.map(({ name, from, lasts }) => `${name} ${from}${lasts === null ? '' : ' and back'}`),
    story: found.story.map(({ text }) => text),
    broken: found.broken,
  };
}

describe('by itself it finds', () => {
  test('a loss with acks=1, by one crash', () => {
    const { faults, broken, story } = found(search('acks-1', 'NoWeaklyAcknowledgedRecordLost'));
    expect(faults).toEqual(['kill b1']);
    expect(broken.promised).toBe(false);
    expect(story.at(-1)).toMatch(/^BecameLeader b\d orders-0 leader epoch 1/);
  });

  test('a loss under unclean election, by two crashes', () => {
    const { faults, story } = found(search('unclean-election', 'NoAcknowledgedRecordLost', { faults: { kill: 2 } }));
    expect(faults).toHaveLength(2);
    expect(story).toContainEqual(expect.stringMatching(/^LeaderElected orders-0 .* unclean$/));
  });

  test('a loss of committed records before KIP-101: the follower that cuts its log back leads next', () => {
    const one = search('truncate-to-high-watermark', 'NoAcknowledgedRecordLost', { faults: { kill: 2 } });
    const { faults, story } = found(one);
    expect(faults).toEqual(['kill b1', 'kill b2']);
    expect(story).toContainEqual(expect.stringMatching(/^LogTruncated b3 orders-0 to 0, 1 removed/));
    // None of the schedules with one crash did it.
    expect(one.coverage.levels.map(({ finished }) => finished)).toEqual([true, true, false]);
    const newer = runScenario({ ...one.found!.scenario, protocol: 'kip-101' });
    expect(newer.verdicts).toEqual([expect.objectContaining({ text: 'breaks NoAcknowledgedRecordLost', ok: false })]);
  });

  test('diverging logs before KIP-279: the leader changes twice before a follower looks; with KIP-279 they agree', () => {
    const bounds = { faults: { kill: 2 }, nodes: ['b1', 'b2'] };
    const one = search('kip-101', 'LogMatching', bounds);
    const { faults, broken } = found(one);
    expect(faults).toEqual(['kill b1 and back', 'kill b2 and back']);
    expect(broken.detail).toMatch(/below its high watermark differs from what is committed there$/);
    const newer = runScenario({ ...one.found!.scenario, protocol: 'kip-279' });
    expect(newer.verdicts).toEqual([expect.objectContaining({ text: 'breaks LogMatching', ok: false })]);
  });

  test('the loss of the last replica standing without ELR; with ELR there is none', () => {
    const bounds = { faults: { isolate: 1, 'power-loss': 1 }, to: seconds(5) };
    const { faults, story } = found(search('last-replica-standing-without-elr', 'NoAcknowledgedRecordLost', bounds));
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(['isolate', 'power-loss']);
    expect(story).toContainEqual(expect.stringMatching(/^UncleanShutdownDetected/));
    const safe = search('last-replica-standing', 'NoAcknowledgedRecordLost', bounds);
    expect(safe.found).toBeUndefined();
    expect(safe.coverage.exhausted).toBe(true);
  });
});

describe('where there is nothing to find', () => {
  test('acks=all with two copies outlives every two crashes of brokers: the space is exhausted', () => {
    const one = search('acks-all', 'NoAcknowledgedRecordLost', { faults: { kill: 2 }, nodes: ['b1', 'b2'] });
    expect(one.found).toBeUndefined();
    expect(one.coverage).toMatchObject({ exhausted: true });
    expect(one.coverage.levels.map(({ finished }) => finished)).toEqual([true, true, true]);
    const lines = coverageLines(one, 0);
    expect(lines[0]).toMatch(/^covered: [\d,]+ schedules .*; all there are: the space is exhausted$/);
    expect(lines.at(-1)).toMatch(/^ {2}with 2 faults: [\d,]+, all$/);
    expect(spaceLines(one.space).join(' ')).toMatch(/at most 2 faults on b1, b2 .* kill for 100ms or 2.5s or good$/);
  });

  test('nor is there with any one fault of any kind, whatever the property', () => {
    const one = new ScenarioSearch(model('acks-all'), PROPERTIES, { depth: 1 });
    while (!one.advance(100));
    expect(one.found).toBeUndefined();
    expect(one.coverage.exhausted).toBe(true);
    expect(one.coverage.schedules).toBeGreaterThan(100);
  });

  test('a bound stops it, and it says how much there would be and what makes it smaller', () => {
    const one = search('acks-all', 'NoAcknowledgedRecordLost', { depth: 2, schedules: 200 });
    expect(one.coverage).toMatchObject({ stoppedBy: 'states', exhausted: false });
    const lines = coverageLines(one, 0);
    expect(lines[0]).toContain('stopped by the bound on schedules');
    expect(lines.join('\n')).toMatch(/there are about [\d,]{5,} schedules with 2 faults, of which \d+ were played;/);
    expect(lines.at(-1)).toMatch(/^what makes it smaller: a smaller --depth, fewer kinds of faults/);
  });

  test('it can be let go of at any time, and keeps what it has covered', () => {
    const one = new ScenarioSearch(model('acks-all'), [propertyOf('LogMatching')!]);
    one.advance(30);
    const { schedules } = one.coverage;
    one.stop('cancelled');
    expect(one.advance(30)).toBe(true);
    expect(one.coverage).toMatchObject({ schedules, stoppedBy: 'cancelled', exhausted: false });
  });
});

describe('the search itself', () => {
  const bounds: SearchBounds = { faults: { pause: 1, cut: 1, 'cut-one-way': 1, late: 1 }, depth: 1 };
  const plan = (model_: string, more: SearchBounds = bounds) =>
    planOf(model(model_), [propertyOf('NoAcknowledgedRecordLost')!], more);

  const loss: SearchBounds = { faults: { kill: 2 }, to: seconds(4), nodes: ['b1', 'b2'] };

  test('is the same each time', () => {
    const runs = [1, 2].map(() => {
      const one = new ScheduleSearch(plan('truncate-to-high-watermark', loss));
      one.advance(Number.MAX_SAFE_INTEGER);
      return { coverage: one.coverage, found: one.found };
    });
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]!.found).toHaveLength(2);
  });

  test('leaves to another schedule what leads to the same world, and loses nothing by it', () => {
    const two: SearchBounds = { ...bounds, depth: 2, nodes: ['b1', 'b2'], to: seconds(3.5) };
    const merging = searched(plan('acks-all', two));
    const all = plan('acks-all', two);
    const notMerging = searched({ ...all, worlds: { count: 0, add: () => true } });
    expect(merging.merged).toBeGreaterThan(0);
    expect(merging).toMatchObject({ exhausted: true });
    expect(notMerging).toMatchObject({ exhausted: true, merged: 0 });
    expect(merging.schedules).toBeLessThanOrEqual(notMerging.schedules);
    // What both find is the same.
    const [one, other] = [plan('truncate-to-high-watermark', loss), plan('truncate-to-high-watermark', loss)];
    const [first, second] = [
      new ScheduleSearch(one),
      new ScheduleSearch({ ...other, worlds: { count: 0, add: () => true } }),
    ];
    first.advance(Number.MAX_SAFE_INTEGER);
    second.advance(Number.MAX_SAFE_INTEGER);
    expect(first.found).toEqual(second.found);
    expect(first.found).toHaveLength(2);
  });

  test('two worlds of which one has yet to do a line of the script are two', () => {
    const { world } = plan('acks-all', bounds);
    const worlds = new SeenWorlds(world);
    const look = new Kernel(world).look();
    expect(worlds.add(look, [], [])).toBe(true);
    expect(worlds.add(look, [], [])).toBe(false);
    expect(worlds.add({ ...look, late: { ...look.late, done: 1 } }, [], [])).toBe(true);
  });

  test('counts as a naive one does, that clones worlds and compares their texts', () => {
    const narrow = {
      ...plan('acks-all', { ...bounds, nodes: ['b1', 'b2'], to: seconds(3.2), until: seconds(3.7) }),
      compareAll: true,
    };
    const ours = searched({ ...narrow, worlds: new SeenWorlds(narrow.world) });
    expect(searched(naive(narrow))).toEqual(ours);
    expect(ours.merged).toBeGreaterThan(0);
    expect(ours.worlds).toBeGreaterThan(300);
  });
});
