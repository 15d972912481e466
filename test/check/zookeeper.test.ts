/**
 * The search through schedules where ZooKeeper has the metadata: what people met it must find by itself, and where the
 * version has mended it, it says that there is nothing to find.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import { PROPERTIES, propertyOf } from '../../src/properties/index.ts';
import type { Property } from '../../src/properties/property.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { SearchBounds } from '../../src/scenario/search/bounds.ts';
import { coverageLines, spaceLines } from '../../src/scenario/search/covered.ts';
import { ScenarioSearch } from '../../src/scenario/search/search.ts';

function model(name: string): Scenario {
  const parsed = parseScenario(readFileSync(join(import.meta.dirname, 'models', `${name}.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

function searched(scenario: Scenario, properties: readonly Property[], bounds: SearchBounds): ScenarioSearch {
  const search = new ScenarioSearch(scenario, properties, bounds);
  while (!search.advance(100));
  return search;
}

/** Its text alone breaks the property again. */
function verified({ found }: ScenarioSearch) {
  if (found === undefined) throw new Error('nothing found');
  expect(found.verified).toBe(true);
  const parsed = parseScenario(found.text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(runScenario(parsed.scenario).verdicts).toEqual([expect.objectContaining({ ok: true })]);
  return found;
}

const FENCED = propertyOf('FencedControllerWritesNothing')!;
const ONE_CRASH: SearchBounds = { faults: { kill: 1 }, nodes: ['b3'], to: seconds(5) };

test('1.1.1: a controller writes over the state of the one that has followed it', () => {
  const { faults, broken } = verified(searched(model('zombie-controller'), [FENCED], ONE_CRASH));
  // While it deals with the death of a broker, somebody deletes /controller.
  expect(faults.map(({ name, from }) => `${name} ${from}`)).toEqual(['kill b3']);
  expect(broken).toMatchObject({ name: 'FencedControllerWritesNothing', promised: false });
  expect(broken.detail).toMatch(/state in controller epoch 1, after 2 had begun$/);
});

test('3.9.1: nor any one crash of that broker makes it do so (KAFKA-6082)', () => {
  const search = searched({ ...model('zombie-controller'), version: '3.9.1' }, [FENCED], ONE_CRASH);
  expect(search.found).toBeUndefined();
  expect(search.coverage.exhausted).toBe(true);
  expect(search.coverage.schedules).toBeGreaterThan(50);
});

test('a leader whose session expires goes on acknowledging what nobody will have', () => {
  const property = propertyOf('NoWeaklyAcknowledgedRecordLost')!;
  const bounds: SearchBounds = { faults: { 'cut-group': 1 }, nodes: ['b1', 'b2'] };
  const { faults, story } = verified(searched(model('zookeeper-acks-1'), [property], bounds));
  // It sees its followers all the time, and they have another leader.
  expect(faults).toEqual([expect.objectContaining({ name: 'cut-group', from: 'b1', to: ['z1'] })]);
  expect(story.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^LogTruncated b1 orders-0/));
});

test('with acks=all no one fault of any kind breaks anything: the space is exhausted', () => {
  const search = searched(model('zookeeper-acks-all'), PROPERTIES, { depth: 1, to: seconds(4) });
  expect(search.found?.broken).toBeUndefined();
  expect(search.coverage.exhausted).toBe(true);
  expect(search.coverage.schedules).toBeGreaterThan(200);
  expect(spaceLines(search.space).join(' ')).toMatch(
    /at most 1 fault on b1, b2, b3, z1 .* cut-group for 100ms or 2.5s/,
  );
  expect(coverageLines(search).at(-1)).toMatch(/^ {2}with 1 fault: [\d,]+, all$/);
});
