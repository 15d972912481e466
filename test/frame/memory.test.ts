/** What a run keeps is bounded whatever it is a run of: a large cluster takes more of it an event, and stops sooner. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { frameAt } from '../../src/frame/frameAt.ts';
import { DEFAULT_BUDGET, Recording } from '../../src/frame/recording.ts';
import { Checkpoints } from '../../src/record/checkpoints.ts';
import { newBytes } from '../../src/record/newBytes.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import { rally } from '../../src/sim/pingPong.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const MEBIBYTE = 1024 * 1024;
/** In proportion to 524 MiB of heap for 384 MiB as the run reckons it. */
const BYTES = 24 * MEBIBYTE;
const HEAP = 32 * MEBIBYTE;

function heldNow(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function scenario(brokers: number, partitions: number): string {
  return `tidemark: 1
title: { en: a, ko: 가 }
until: 20m
cluster: { controllers: 1, brokers: ${brokers} }
topics: [{ name: orders, partitions: ${partitions}, replication-factor: 3 }]
producers: [{ name: p, send: [{ topic: orders, every: 50ms, count: 20000, value: "${'x'.repeat(100)}" }] }]
`;
}

function stopped(brokers: number, partitions: number): Recording {
  const read = parseScenario(scenario(brokers, partitions));
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  const recording = Recording.start(toWorld(read.scenario), [], { ...DEFAULT_BUDGET, bytes: BYTES });
  recording.toTime(read.scenario.until, () => false);
  return recording;
}

describe('a run that keeps as much as it may', () => {
  test('stops when others beside it keep the rest', () => {
    const read = parseScenario(scenario(3, 3));
    if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
    const all: Recording[] = [];
    const bytes = () => all.reduce((sum, one) => sum + one.bytes, 0);
    const budget = { ...DEFAULT_BUDGET, bytes: 3 * MEBIBYTE, together: { bytes, most: 4 * MEBIBYTE } };
    const first = Recording.start(toWorld(read.scenario), [], budget);
    all.push(first);
    first.toTime(read.scenario.until, () => false);
    expect(first.budgetReached).toBe('3 MiB of history');
    first.toStep(10, () => false);
    const fork = first.fork();
    all.push(fork);
    fork.toTime(read.scenario.until, () => false);
    expect(fork.budgetReached).toBe('4 MiB of history in all branches');
    expect(fork.bytes).toBeLessThan(first.bytes / 2);
    expect(frameAt(fork).step).toBe(fork.step);
  });

  test('stops by name, below its memory, the sooner the larger its cluster is, and can be explored', () => {
    const before = heldNow();
    const large = stopped(12, 300);
    const held = heldNow() - before;
    expect(large.budgetReached).toBe('24 MiB of history');
    expect(held / MEBIBYTE).toBeLessThan(HEAP / MEBIBYTE);
    const middle = Math.floor(large.step / 2);
    const { at } = large;
    large.toStep(middle, () => false);
    expect(frameAt(large).step).toBe(middle);

    const small = stopped(12, 3);
    expect(small.budgetReached).toBe('24 MiB of history');
    expect(small.at).toBeGreaterThan(at * 1.5);
  });
});

describe('checkpoints', () => {
  const kernel = new Kernel(rally(7, 5_000));
  const first = kernel.checkpoint();
  const all = Array.from({ length: 60 }, () => {
    for (let count = 0; count < 50; count++) kernel.runNext();
    return kernel.checkpoint();
  });

  test('are thinned out where they stand closest once they take too much, and still lead anywhere', () => {
    const roomy = new Checkpoints(first);
    for (const checkpoint of all) roomy.add(checkpoint);
    expect(roomy.steps).toHaveLength(61);

    const tight = new Checkpoints(first, undefined, roomy.bytes / 4);
    for (const checkpoint of all) tight.add(checkpoint);
    const { steps } = tight;
    expect(steps.length).toBeLessThan(30);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(3_000);
    const gaps = steps.slice(1).map((step, place) => step - steps[place]!);
    expect(Math.max(...gaps)).toBeLessThan(3_000 / 4);

    for (const step of [0, 49, 700, 1_501, 2_999, 3_000]) {
      const again = new Kernel(rally(7, 5_000));
      again.restore(tight.before(step));
      while (again.step < step) again.runNext();
      const straight = new Kernel(rally(7, 5_000));
      while (straight.step < step) straight.runNext();
      expect(again.checkpoint()).toEqual(straight.checkpoint());
    }
  });

  test('keep once what is as it was', () => {
    expect(newBytes(first, first)).toBe(0);
    const same = { list: [1, { a: 1 }], map: new Map([['a', { b: 1 }]]) };
    expect(newBytes(same, { ...same })).toBeLessThan(newBytes(undefined, same));
    // Something put in front moves the others, and makes none of them new.
    const rows = Array.from({ length: 100 }, (_, n) => ({ n, more: { n } }));
    expect(newBytes(rows, [{ n: -1, more: { n: -1 } }, ...rows])).toBeLessThan(newBytes(undefined, rows) / 4);
    const twice = { a: rows, b: rows };
    expect(newBytes(undefined, twice)).toBeLessThan(newBytes(undefined, rows) * 1.1);
  });
});
