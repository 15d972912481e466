/** Benchmarks on the product's own handlers: recording, seeking, forking, speed, scale. */
import { seconds } from '../src/base/time.ts';
import type { Kafka } from '../src/kafka/kinds.ts';
import { PROPERTIES, PropertyWatcher } from '../src/properties/index.ts';
import { History } from '../src/record/history.ts';
import { Kernel } from '../src/sim/kernel.ts';
import type { WorldSetup } from '../src/sim/world.ts';
import { cluster, topic } from '../test/support/cluster.ts';
import { compare, middle, type Ratio, time } from './measure.ts';

/** 3 brokers, 4 topics of 3 partitions, `perSecond` records a second, each its own request. */
export function busyCluster(perSecond: number, brokers = 3, partitions = 12): WorldSetup<Kafka> {
  return cluster({
    brokers,
    topics: [topic('orders', partitions, 3)],
    producer: { acks: 'all', 'linger.ms': 0, 'enable.idempotence': false },
    workload: [
      {
        topic: 'orders',
        partition: null,
        key: 'k{n}',
        value: 'v{n}',
        startAt: seconds(4),
        every: Math.floor(1_000_000 / perSecond),
        count: null,
      },
    ],
  });
}

/** Time for the same events, kernel alone against kernel with history. */
export function recordingOverhead(events = 150_000): Ratio {
  const world = busyCluster(100);
  return compare(
    () => {
      const history = new History(world);
      for (let i = 0; i < events; i++) history.forward();
    },
    () => {
      const kernel = new Kernel(world);
      for (let i = 0; i < events; i++) kernel.runNext();
    },
    5,
  );
}

/** Bytes that a million events keep: the world itself, and what recording adds to it. Needs --expose-gc. */
export function recordedMillion(events = 1_000_000): { history: History<Kafka>; world: number; recording: number } {
  const held = heapHeld();
  let kernel: Kernel<Kafka> | undefined = new Kernel(busyCluster(100));
  for (let i = 0; i < events; i++) kernel.runNext();
  // Asking it for its step afterwards keeps it from being collected before it is weighed.
  const world = heapHeld() - held + 0 * kernel.step;
  kernel = undefined;
  const before = heapHeld();
  const history = new History(busyCluster(100));
  for (let i = 0; i < events; i++) history.forward();
  return { history, world, recording: heapHeld() - before - world };
}

function heapHeld(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Seeks to steps all over the run; p99 in milliseconds, and whether every probe had the straight replay's fingerprint. */
export function seekTimes(history: History<Kafka>, probes = 400): { p50: number; p99: number; equal: boolean } {
  const times: number[] = [];
  let equal = true;
  for (let i = 0; i < probes; i++) {
    const step = 1 + ((Math.imul(i + 1, 0x9e3779b1) >>> 0) % history.head);
    times.push(time(() => history.seek(step)) * 1000);
    equal &&= history.kernel.fingerprintWord === history.trace.hash(step) && history.position === step;
  }
  times.sort((a, b) => a - b);
  return { p50: middle(times), p99: times[Math.floor(times.length * 0.99)]!, equal };
}

/** A fork, ready to run, against a structured clone of the same world's states. */
export function forkAgainstClone(history: History<Kafka>): Ratio {
  history.seek(history.head);
  const states = history.kernel.nodes.map(({ state, disk }) => ({ state, disk }));
  const forks = 200;
  const ratio = compare(
    () => {
      for (let i = 0; i < forks; i++) history.fork();
    },
    () => {
      structuredClone(states);
    },
    5,
  );
  const each = (value: number) => value / forks;
  return { ...ratio, median: each(ratio.median), low: each(ratio.low), high: each(ratio.high), a: each(ratio.a) };
}

/** Simulated seconds a second of wall time: 3 brokers, 100 requests a second, recording and properties on. */
export function speed(simulated = 60): { readonly recording: number; readonly withProperties: number } {
  const run = (watch: boolean): number => {
    const watcher = new PropertyWatcher(PROPERTIES);
    const history = new History(busyCluster(100), watch ? { watch: watcher.watch } : {});
    history.runUntil(seconds(10));
    return simulated / time(() => history.runUntil(seconds(10 + simulated)));
  };
  run(false);
  return { recording: run(false), withProperties: run(true) };
}

/** Cost of an event at 100 brokers and 3,000 partitions against 3 brokers and 12. */
export function scale(events = 60_000): { readonly ratio: number; readonly large: number; readonly small: number } {
  const cost = (brokers: number, partitions: number, settle: number): number => {
    const kernel = new Kernel(busyCluster(100, brokers, partitions));
    while (kernel.now < seconds(settle)) kernel.runNext();
    return (
      (time(() => {
        for (let i = 0; i < events; i++) kernel.runNext();
      }) /
        events) *
      1e6
    );
  };
  cost(3, 12, 10);
  const small = cost(3, 12, 10);
  const large = cost(100, 3_000, 20);
  return { ratio: large / small, large, small };
}
