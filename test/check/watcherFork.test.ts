/** Properties are forked with the runs they watch: a watcher that was copied again and again says what a whole one says. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/check/fault.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { withFaults } from '../../src/scenario/search/lines.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { Kernel } from '../../src/sim/kernel.ts';

const kill = (at: number, from: string, lasts: number | null = null): Fault => ({
  name: 'kill',
  at,
  from,
  to: [],
  lasts,
});
const lose = (at: number, from: string, lasts: number): Fault => ({ name: 'power-loss', at, from, to: [], lasts });

/** Runs in which something breaks. */
const RUNS: readonly (readonly [string, readonly Fault[]])[] = [
  ['truncate-to-high-watermark', [kill(3_200_000, 'b1'), kill(4_000_000, 'b2')]],
  ['acks-1', [kill(3_006_000, 'b1')]],
  ['last-replica-standing', [lose(3_105_300, 'b1', 1_500_000), lose(3_200_000, 'b2', 1_500_000)]],
  ['unclean-election', [kill(2_999_000, 'b2', 1_500_000), kill(4_000_000, 'b1')]],
];
const EVENTS_BETWEEN_FORKS = 17;

test.each(RUNS)('%s', (name, faults) => {
  const parsed = parseScenario(readFileSync(join(import.meta.dirname, 'models', `${name}.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { until } = parsed.scenario;
  const kernel = new Kernel<Kafka>(toWorld(withFaults(parsed.scenario, faults, until)));
  const whole = new PropertyWatcher(PROPERTIES);
  let forked = new PropertyWatcher(PROPERTIES);
  const left: { watcher: PropertyWatcher; knowledge: string }[] = [];
  const told = (watcher: PropertyWatcher) => JSON.stringify(watcher.knowledge);
  for (let step = kernel.runNext(until); step !== undefined; step = kernel.runNext(until)) {
    whole.watch(step, kernel);
    forked.watch(step, kernel);
    if (step.step % EVENTS_BETWEEN_FORKS !== 0) continue;
    const before = forked;
    forked = before.fork();
    left.push({ watcher: before, knowledge: told(before) });
  }
  expect(whole.breaks.length).toBeGreaterThan(0);
  expect(forked.breaks).toEqual(whole.breaks);
  expect(told(forked)).toBe(told(whole));
  // What a fork learns later the one it came from does not know.
  for (const { watcher, knowledge } of left) expect(told(watcher) === knowledge).toBe(true);
});
