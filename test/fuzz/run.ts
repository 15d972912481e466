/** One seed: a cluster of its own make, random faults (safety phase), then all mended (liveness phase). */
import { draw } from '../../src/base/draw.ts';
import { get } from '../../src/base/table.ts';
import { millis, seconds } from '../../src/base/time.ts';
import { FAULT_KINDS, type FaultKind, mendAll, planFaults } from '../../src/check/faultPlan.ts';
import type { ConsumerState } from '../../src/kafka/consumer/state.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { pendingCount } from '../../src/kafka/producer/ledger.ts';
import type { ProducerState } from '../../src/kafka/producer/state.ts';
import type { ServerState } from '../../src/kafka/server/state.ts';
import { type Break, PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import type { WorldSetup } from '../../src/sim/world.ts';
import { cluster, topic } from '../support/cluster.ts';

export interface FuzzResult {
  readonly seed: number;
  readonly events: number;
  readonly fingerprint: string;
  /** Promises broken: bugs. */
  readonly bugs: readonly Break[];
  /** Broken where nothing promised them: what weak settings are expected to do. */
  readonly lessons: readonly Break[];
  /** What had not settled at the end of the liveness phase. */
  readonly unsettled: readonly string[];
  readonly injected: Readonly<Record<FaultKind | 'broken-connection', number>>;
  readonly facts: Readonly<Record<string, number>>;
}

const SAFETY_FROM = seconds(5);
const SAFETY_TO = seconds(30);
const LIVENESS_FOR = seconds(75);

export function fuzzWorld(seed: number): { world: WorldSetup<Kafka>; brokers: string[]; controllers: string[] } {
  const pick = (what: string, bound: number) => draw(seed, `fuzz ${what}`, bound);
  const brokers = 3 + pick('brokers', 2);
  const controllers = [1, 3, 3, 3, 5][pick('controllers', 5)]!;
  const acks = ['all', 'all', 'all', '1', '0'][pick('acks', 5)]!;
  const minIsr = 1 + pick('min isr', 2);
  const partitions = 1 + pick('partitions', 3);
  const world = cluster({
    seed,
    brokers,
    controllers,
    topics: [topic('orders', partitions, 3, { 'min.insync.replicas': `${minIsr}` })],
    server: pick('lag', 2) === 0 ? {} : { 'replica.lag.time.max.ms': 4_000 },
    producer: {
      acks,
      'linger.ms': pick('linger', 2) * 5,
      'delivery.timeout.ms': [120_000, 20_000][pick('delivery', 2)]!,
      'request.timeout.ms': [30_000, 5_000][pick('request', 2)]!,
      'enable.idempotence': false,
    },
    workload: [
      {
        topic: 'orders',
        partition: null,
        key: 'k{n}',
        value: 'v{n}',
        startAt: seconds(3),
        every: millis(40 + pick('every', 160)),
        count: 150 + pick('count', 150),
      },
    ],
  });
  const names = (kind: string) => world.nodes.map(({ id }) => id).filter((id) => id.startsWith(kind));
  return { world, brokers: names('b'), controllers: names('c') };
}

export interface FuzzOptions {
  readonly freeze?: boolean;
  /** The fingerprint after each step, for whoever looks for the first one that differs. */
  readonly onStep?: (fingerprint: string) => void;
}

export function fuzz(seed: number, options: FuzzOptions = {}): FuzzResult {
  const { world, brokers, controllers } = fuzzWorld(seed);
  const servers = [...brokers, ...controllers];
  // A disk that loses power may lose what nothing else holds: half of the seeds keep their disks.
  const kinds = draw(seed, 'fuzz lossy', 2) === 0 ? FAULT_KINDS : FAULT_KINDS.filter((kind) => kind !== 'power-loss');
  const plan = planFaults<Kafka>({
    seed,
    nodes: servers,
    linked: world.nodes.map(({ id }) => id).filter((id) => id !== 'admin'),
    kinds,
    from: SAFETY_FROM,
    to: SAFETY_TO,
    count: 2 + draw(seed, 'fuzz faults', 8),
    order: { type: 'controlled-shutdown' },
  });
  const watcher = new PropertyWatcher(PROPERTIES);
  const kernel = new Kernel<Kafka>({ ...world, script: plan.commands }, { freeze: options.freeze ?? false });
  const facts: Record<string, number> = {};
  const run = (until: number) => {
    for (let step = kernel.runNext(until); step !== undefined; step = kernel.runNext(until)) {
      for (const { fact } of step.facts) facts[fact.type] = (facts[fact.type] ?? 0) + 1;
      watcher.watch(step, kernel);
      options.onStep?.(kernel.fingerprint);
    }
    kernel.idleUntil(until);
  };
  let broken = 0;
  const breaks = draw(seed, 'fuzz breaks', 12);
  for (let n = 0; n < breaks; n++) {
    run(SAFETY_FROM + Math.floor(((SAFETY_TO - SAFETY_FROM) * (n + 1)) / (breaks + 1)));
    const flying = kernel.pending().filter(({ event }) => event.kind === 'message');
    const victim = flying[draw(seed, `fuzz victim ${n}`, Math.max(1, flying.length))];
    if (victim === undefined) continue;
    watcher.watch(kernel.apply({ type: 'break-connection', message: victim.event.number }), kernel);
    broken++;
  }
  const mend = () => {
    for (const command of mendAll<Kafka>(servers)) watcher.watch(kernel.apply(command), kernel);
  };
  run(SAFETY_TO);
  mend();
  // A controlled shutdown that began before may end only now that the cluster is whole: start who left.
  run(SAFETY_TO + seconds(15));
  mend();
  run(SAFETY_TO + LIVENESS_FOR);
  return {
    seed,
    events: kernel.step,
    fingerprint: kernel.fingerprint,
    bugs: watcher.breaks.filter(({ promised }) => promised),
    lessons: watcher.breaks.filter(({ promised }) => !promised),
    unsettled: unsettled(kernel, watcher),
    injected: { ...plan.counts, 'broken-connection': broken },
    facts,
  };
}

/** A healed cluster converges: one leader a partition, ISR whole, every record settled, every consumer at the end. */
function unsettled(kernel: Kernel<Kafka>, watcher: PropertyWatcher): string[] {
  const wrong: string[] = [];
  for (const { name, partitions } of watcher.metadata.topics.values) {
    partitions.forEach(({ leader, isr, replicas }, n) => {
      const partition = `${name}-${n}`;
      // Losing power may cost the last replica that was in sync: then Kafka waits for a person, and so it may here.
      if (leader === -1) {
        if (watcher.lossyBrokers.size === 0) wrong.push(`${partition} has no leader`);
        return;
      }
      if (isr.length !== replicas.length) wrong.push(`${partition} isr [${isr}] of [${replicas}]`);
      const ends = replicas.map((id) => replicaEnd(kernel, id, partition));
      if (new Set(ends).size !== 1) wrong.push(`${partition} log ends ${ends.join(' ')}`);
    });
  }
  for (const { id, fenced } of watcher.metadata.brokers.values) if (fenced) wrong.push(`b${id} is fenced`);
  const leaders = kernel.nodes.filter(({ state }) => state?.kind === 'server' && state.raft.role.name === 'Leader');
  if (leaders.length !== 1) wrong.push(`${leaders.length} quorum leaders`);
  const producer = kernel.node('p1')?.state as ProducerState;
  if (pendingCount(producer.ledger) > 0) wrong.push(`p1 has ${pendingCount(producer.ledger)} records pending`);
  const consumer = kernel.node('k1')?.state as ConsumerState;
  if (wrong.length === 0) wrong.push(...consumerBehind(consumer, kernel, watcher));
  return wrong;
}

function replicaEnd(kernel: Kernel<Kafka>, broker: number, partition: string): string {
  const state = kernel.node(`b${broker}`)?.state as ServerState | undefined;
  const log = state?.broker === undefined ? undefined : get(state.broker.partitions, partition)?.log;
  return log === undefined ? 'none' : `${log.logEndOffset}/${log.highWatermark}`;
}

/** Everything committed was read: a healed consumer stands at the end of every partition. */
function consumerBehind(consumer: ConsumerState, kernel: Kernel<Kafka>, watcher: PropertyWatcher): string[] {
  return watcher.metadata.topics.values.flatMap(({ name, partitions }) =>
    partitions.flatMap(({ leader }, n) => {
      const partition = `${name}-${n}`;
      if (leader === -1) return [];
      const position = get(consumer.partitions, partition)?.position?.offset;
      const end = replicaEnd(kernel, leader, partition);
      return `${position}/${position}` === end ? [] : [`k1 is at ${position} of ${partition}, whose end is ${end}`];
    }),
  );
}
