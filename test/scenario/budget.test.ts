/** A run that meets its budget stops in a named state, and what there is of it can be looked at. */
import { expect, test } from 'vitest';
import { runScenario } from '../../src/scenario/run.ts';
import { scenarioOf } from './support.ts';

const BUSY = `
until: 5m
producers: [{ name: p1, send: [{ topic: orders, every: 2ms, count: 100000 }] }]
consumers: [{ name: k1, assign: [orders], poll-every: 1ms }]
expect: [{ fact: RecordAcknowledged }]`;

test('events', () => {
  const { budget, ok, counts, verdicts, history } = runScenario(scenarioOf(BUSY), { maximumEvents: 20_000 });
  expect(budget).toMatch(/^budget reached: 20,000 events at \d+\.\d{3}s$/);
  expect(ok).toBe(false);
  expect(counts.events).toBe(20_000);
  expect(verdicts[0]?.ok).toBe(true);
  history.seek(100);
  history.seek(20_000);
  expect(history.kernel.step).toBe(20_000);
});

test('a run that ends exactly at its budget has not met it', () => {
  const scenario = scenarioOf('until: 3s');
  const { counts } = runScenario(scenario);
  expect(runScenario(scenario, { maximumEvents: counts.events + 1 }).budget).toBeUndefined();
});

test('whoever watches may stop it, with a reason', () => {
  const { budget } = runScenario(scenarioOf(BUSY), {
    onProgress: ({ events }) => (events > 8_000 ? 'my patience' : undefined),
  });
  expect(budget).toMatch(/^budget reached: my patience at /);
});
