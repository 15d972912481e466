/**
 * The same seed is the same run: twice in a row, from a checkpoint, after rewinding, with states frozen or not, and with
 * every state taken through JSON. The browser's half of this test is in test/e2e.
 */
import { describe, expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { seconds } from '../../src/base/time.ts';
import { fuzz } from '../../src/fuzz/fuzz.ts';
import { swarmOf } from '../../src/fuzz/swarm.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { firstDivergence } from '../../src/record/divergence.ts';
import { History } from '../../src/record/history.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { Kernel } from '../../src/sim/kernel.ts';

const END = seconds(14);

function faultyWorld(seed: number) {
  return toWorld(swarmOf(seed).scenario);
}

function straight(seed: number): History<Kafka> {
  const history = new History(faultyWorld(seed));
  history.runUntil(END);
  return history;
}

describe.each([11, 12, 13, 14, 15, 16])('seed %i', (seed) => {
  const run = straight(seed);
  const fingerprint = run.kernel.fingerprint;
  const head = run.head;

  test('twice in a row', () => {
    const again = straight(seed);
    expect(firstDivergence(run, again)).toBeUndefined();
    expect(again.kernel.fingerprint).toBe(fingerprint);
  });

  test('with frozen states: no handler changes what it was given', () => {
    const frozen = new History(faultyWorld(seed), { freeze: true });
    frozen.runUntil(END);
    expect(frozen.kernel.fingerprint).toBe(fingerprint);
  });

  test('from checkpoints at 20 random steps', () => {
    for (let n = 0; n < 20; n++) {
      const step = draw(seed, `probe ${n}`, head);
      run.seek(step);
      const kernel = new Kernel(run.world);
      kernel.restore(run.kernel.checkpoint());
      while (kernel.step < head) kernel.runNext();
      expect(kernel.fingerprint).toBe(fingerprint);
    }
  });

  test('after rewinding and playing on', () => {
    for (const step of [0, Math.floor(head / 2), head, 1, head - 1]) run.seek(step);
    run.seek(head);
    expect(run.kernel.fingerprint).toBe(fingerprint);
  });

  test('states are plain data: through JSON nothing changes', () => {
    for (const part of [0.2, 0.5, 0.9]) {
      run.seek(Math.floor(head * part));
      for (const { state } of run.kernel.nodes) {
        if (state !== undefined) expect(JSON.parse(JSON.stringify(state))).toEqual(withoutUndefined(state));
      }
    }
  });

  test('two forks differ only from where they were forked', () => {
    run.seek(Math.floor(head / 2));
    const [left, right] = [run.fork(), run.fork()];
    left.runUntil(END);
    right.command({ type: 'heal' });
    right.runUntil(END);
    expect(left.kernel.fingerprint).toBe(fingerprint);
    expect(firstDivergence(left, right)).toBe(Math.floor(head / 2) + 1);
  });
});

test('a fuzzed seed has one fingerprint', () => {
  expect(fuzz(3).fingerprint).toBe(fuzz(3).fingerprint);
});

/** JSON leaves undefined fields out: so must the comparison. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, withoutUndefined(field)]),
  );
}
