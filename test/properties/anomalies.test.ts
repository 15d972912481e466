/** Wrong settings show the anomalies they are known for, right ones show none, and what was promised away fails a run. */
import { describe, expect, test } from 'vitest';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { runScenario } from '../../src/scenario/run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import type { Protocol } from '../../src/sim/protocol.ts';
import { scenarioOf } from '../scenario/support.ts';

const SEEDS = [1, 2, 3];

interface Setup {
  readonly producer: string;
  readonly topic?: string;
  readonly timeline: string;
  readonly until?: string;
}

function scenario({ producer, topic = '{}', timeline, until = '45s' }: Setup): Scenario {
  return scenarioOf(`
until: ${until}
topics: [{ name: orders, assignment: [[1, 2, 3]], config: ${topic} }]
producers:
  - name: p1
    config: ${producer}
    send: [{ topic: orders, every: 100ms, count: 250, key: "k{n%3}", value: "order {n}" }]
consumers: [{ name: k1, assign: [orders], config: { auto.offset.reset: earliest } }]
timeline:
${timeline}
`);
}

/** Its followers hear the leader late; then it is gone. */
const LATE_FOLLOWERS = `
  - { at: 8.05s, slow-link: { from: b1, to: [b2, b3], delay: 1s, both-ways: false } }
  - { at: 12.05s, kill: b1 }
  - { at: 13.05s, heal: all }`;

/** The last member of the ISR is gone, and somebody elects another. */
const UNCLEAN = `
  - { at: 8.05s, kill: [b2, b3] }
  - { at: 20.05s, kill: b1 }
  - { at: 21.05s, start: [b2, b3] }
  - { at: 33.05s, elect-leaders: { type: unclean, partitions: [orders-0] } }`;

/** Requests arrive, answers do not. */
const ANSWERS_LOST = `
  - { at: 10.05s, cut: { from: b1, to: p1, both-ways: false } }
  - { at: 13.05s, heal: all }`;

const KILLED_LEADER = `
  - { at: 10.05s, kill: leader of orders-0 }
  - { at: 26.05s, start: b1 }`;

/** Name and whether anything promised otherwise. */
function shown(setup: Setup, seed: number): Map<string, boolean> {
  const { anomalies } = runScenario(scenario(setup), { seed });
  return new Map(anomalies.map(({ name, promised }) => [name, promised]));
}

describe('wrong settings', () => {
  const plain = 'linger.ms: 0, request.timeout.ms: 2000, enable.idempotence: false';
  const cases: readonly (readonly [string, Setup, readonly string[]])[] = [
    [
      'acks=1 and a leader that is killed',
      { producer: `{ acks: 1, ${plain} }`, topic: '{ min.insync.replicas: 2 }', timeline: LATE_FOLLOWERS },
      ['lost-write', 'inconsistent-offsets'],
    ],
    [
      'acks=0 and a leader that is killed: lost without an offset',
      { producer: `{ acks: 0, ${plain} }`, topic: '{ min.insync.replicas: 2 }', timeline: LATE_FOLLOWERS },
      ['lost-write'],
    ],
    [
      'an unclean election, with acks=all and one replica in sync',
      { producer: `{ acks: all, ${plain} }`, timeline: UNCLEAN },
      ['inconsistent-offsets', 'nonmonotonic-poll', 'nonmonotonic-send'],
    ],
    [
      'retries, and answers that get lost',
      { producer: `{ acks: all, ${plain} }`, timeline: ANSWERS_LOST },
      ['duplicate', 'nonmonotonic-send'],
    ],
    [
      'retries and one request in flight: twice, but in order',
      { producer: `{ acks: all, ${plain}, max.in.flight.requests.per.connection: 1 }`, timeline: ANSWERS_LOST },
      ['duplicate'],
    ],
  ];

  test.each(cases)('%s', (_, setup, expected) => {
    for (const seed of SEEDS) {
      const found = shown(setup, seed);
      for (const name of expected) expect([seed, name, found.get(name)]).toEqual([seed, name, false]);
      expect([...found].filter(([, promised]) => promised)).toEqual([]);
    }
  });

  test('one request in flight keeps the order, and nothing is lost with all acknowledged', () => {
    const config = `{ acks: all, ${plain}, max.in.flight.requests.per.connection: 1 }`;
    for (const seed of SEEDS) {
      const found = [...shown({ producer: config, timeline: ANSWERS_LOST }, seed).keys()];
      expect([seed, ...found]).toEqual([seed, 'duplicate']);
    }
  });
});

describe('right settings', () => {
  const sendsOnce = '{ acks: all, linger.ms: 0, retries: 0, request.timeout.ms: 2000, enable.idempotence: false }';
  const inOrder = '{ acks: all, linger.ms: 0, max.in.flight.requests.per.connection: 1 }';
  const topic = '{ min.insync.replicas: 2 }';
  test.each([
    ['retries=0 and lost answers', sendsOnce, ANSWERS_LOST],
    ['retries=0 and a killed leader', sendsOnce, KILLED_LEADER],
    ['retries=0 and late followers', sendsOnce, LATE_FOLLOWERS],
    ['one in flight and a killed leader', inOrder, KILLED_LEADER],
    ['one in flight and a disk that lost power', inOrder, KILLED_LEADER.replace('kill:', 'power-loss:')],
  ])('%s', (_, producer, timeline) => {
    for (const seed of SEEDS) expect([seed, ...shown({ producer, topic, timeline }, seed).keys()]).toEqual([seed]);
  });
});

describe('a promise that is broken', () => {
  const setup = scenario({ producer: '{ acks: all, linger.ms: 0, retries: 0 }', timeline: '  - { at: 5s, kill: b3 }' });

  /** What the watcher says of a run whose clients tell `lie` instead of what happened. */
  function judged(lie: (fact: KafkaFact) => KafkaFact): Record<string, boolean> {
    const { protocol, ...world } = toWorld(setup);
    const lying: Protocol<Kafka> = {
      ...protocol,
      handle: (state, event, env, out) =>
        protocol.handle(
          state,
          event,
          env,
          Object.assign(Object.create(out), { fact: (f: KafkaFact) => out.fact(lie(f)) }),
        ),
    };
    const kernel = new Kernel<Kafka>({ ...world, protocol: lying });
    const watcher = new PropertyWatcher(PROPERTIES.filter(({ kind }) => kind === 'anomaly'));
    for (let step = kernel.runNext(30_000_000); step !== undefined; step = kernel.runNext(30_000_000)) {
      watcher.watch(step, kernel);
    }
    watcher.finish(kernel.step, kernel.now);
    return Object.fromEntries(watcher.breaks.map(({ name, promised }) => [name, promised]));
  }

  test('nobody lies: nothing is found', () => {
    expect(judged((fact) => fact)).toEqual({});
  });

  test('a consumer that never gets one record', () => {
    const without = judged((fact) => {
      if (fact.type !== 'RecordsConsumed' || fact.from !== 20) return fact;
      return { ...fact, from: 21, records: fact.records.slice(1).concat('p1#21').slice(0, fact.count) };
    });
    expect(without).toMatchObject({ 'poll-skip': true, 'lost-write': true });
  });

  test('a consumer that goes back', () => {
    const found = judged((fact) => {
      if (fact.type !== 'RecordsConsumed' || fact.from !== 20) return fact;
      return { ...fact, from: 10, records: fact.records.map((_, place) => `p1#${10 + place}`) };
    });
    expect(found).toMatchObject({ 'nonmonotonic-poll': true });
  });

  test('a producer that is told another offset', () => {
    const found = judged((fact) =>
      fact.type === 'RecordAcknowledged' && fact.record === 20 ? { ...fact, offset: 19 } : fact,
    );
    expect(found).toMatchObject({ 'inconsistent-offsets': true, duplicate: true, 'nonmonotonic-send': true });
  });

  test('a record that failed and is there', () => {
    const found = judged((fact) => {
      if (fact.type !== 'RecordAcknowledged' || fact.record !== 20) return fact;
      const { client, partition, record } = fact;
      return { type: 'RecordFailed', client, partition, record, error: 'NOT_LEADER_OR_FOLLOWER', message: 'no' };
    });
    expect(found).toEqual({ G1a: true });
  });
});

test('a watcher that is forked goes on by itself, and what both know is the same', () => {
  const setup = scenario({ producer: '{ acks: 1, linger.ms: 0 }', timeline: LATE_FOLLOWERS });
  const world = toWorld(setup);
  const kernel = new Kernel<Kafka>(world);
  const anomalies = PROPERTIES.filter(({ kind }) => kind === 'anomaly');
  const straight = new PropertyWatcher(anomalies);
  const run = (until: number, watchers: readonly PropertyWatcher[]) => {
    for (let step = kernel.runNext(until); step !== undefined; step = kernel.runNext(until)) {
      for (const watcher of watchers) watcher.watch(step, kernel);
    }
  };
  run(11_000_000, [straight]);
  const forked = straight.fork();
  const [before, left] = [JSON.stringify(forked.knowledge), straight.fork()];
  expect(before).toBe(JSON.stringify(straight.knowledge));
  run(45_000_000, [straight, forked]);
  expect(forked.breaks).toEqual(straight.breaks);
  expect(forked.breaks.map(({ name }) => name)).toContain('lost-write');
  expect(JSON.stringify(forked.knowledge)).toBe(JSON.stringify(straight.knowledge));
  expect(JSON.stringify(left.knowledge)).toBe(before);
});
