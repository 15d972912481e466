/**
 * Every generation of the replication protocol over crashes, lost power and cut links: it never throws, breaks nothing that
 * it promises, and once all is well again every replica that still runs follows, and is in sync.
 */
import { describe, expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { seconds } from '../../src/base/time.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { partitionAt } from '../../src/kafka/metadata/image.ts';
import { PROTOCOL_IDS, type ProtocolId, withProtocol } from '../../src/kafka/protocolGenerations.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { History } from '../../src/record/history.ts';
import type { Command } from '../../src/sim/command.ts';
import { cluster, topic } from '../support/cluster.ts';

const SEEDS = 6;
const BROKERS = ['b1', 'b2', 'b3'] as const;

interface Outcome {
  readonly promisesBroken: readonly string[];
  readonly exits: number;
  readonly isrs: readonly number[];
}

/** The same troubles for every generation: they depend on the seed alone. */
function troubled(protocol: ProtocolId, seed: number): Outcome {
  const watcher = new PropertyWatcher(PROPERTIES);
  const world = cluster({
    seed,
    controllers: 1,
    topics: [topic('orders', 2, 3, { 'segment.bytes': '1048576' })],
    producer: { acks: seed % 2 === 0 ? 'all' : '1', 'linger.ms': 0, 'delivery.timeout.ms': 60_000 },
    workload: [
      { topic: 'orders', partition: null, key: null, value: '{n}', startAt: seconds(3), every: 200_000, count: null },
    ],
    version: withProtocol(DEFAULT_KAFKA_VERSION, protocol),
  });
  const history = new History<Kafka>(world, { freeze: true, watch: watcher.watch });
  history.runUntil(seconds(4));
  for (let round = 0; round < 12; round++) {
    const pick = (what: string, bound: number): number => draw(seed, `${what} ${round}`, bound);
    const node = BROKERS[pick('node', 3)]!;
    const other = BROKERS[(BROKERS.indexOf(node) + 1 + pick('other', 2)) % 3]!;
    for (const command of troubleOf(pick('kind', 5), node, other, seed)) history.command(command);
    history.runUntil(history.kernel.now + 200_000 + pick('pause', 6_000_000));
  }
  history.command({ type: 'heal' });
  for (const node of BROKERS) history.command({ type: 'start', node });
  history.runUntil(history.kernel.now + seconds(60));
  return {
    promisesBroken: watcher.breaks.filter(({ promised }) => promised).map(({ name, detail }) => `${name}: ${detail}`),
    exits: history.facts.filter(({ fact }) => fact.type === 'ProcessExited' && !fact.clean).length,
    isrs: [0, 1].map((index) => partitionAt(watcher.metadata, `orders-${index}`)?.isr.length ?? -1),
  };
}

/** Power is lost with every third seed: after that nothing is promised. */
function troubleOf(kind: number, node: string, other: string, seed: number): Command<Kafka>[] {
  switch (kind) {
    case 0:
      return [{ type: 'kill', node }];
    case 1:
      return [{ type: seed % 3 === 0 ? 'power-loss' : 'kill', node }];
    case 2:
      return [{ type: 'link', from: [node], to: [other], rule: { cut: true } }];
    case 3:
      return [{ type: 'heal' }, { type: 'start', node: other }];
    default:
      return BROKERS.map((one) => ({ type: 'start', node: one }));
  }
}

describe.each(PROTOCOL_IDS)('%s', (protocol) => {
  test('keeps what it promises, and its replicas get together again', () => {
    const outcomes = Array.from({ length: SEEDS }, (_, seed) => troubled(protocol, seed));
    expect(outcomes.flatMap(({ promisesBroken }) => promisesBroken)).toEqual([]);
    // Up to 2.0 a broker that is ahead of its leader goes down rather than truncate, and nobody starts it here.
    const whole = outcomes.filter(({ exits }) => exits === 0);
    expect(whole.length).toBeGreaterThan(SEEDS / 2);
    for (const { isrs } of whole) expect(isrs).toEqual([3, 3]);
  });
});
