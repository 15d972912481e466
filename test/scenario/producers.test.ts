/** Keys of producers and of addresses, as far as what they do: in runs of whole scenarios. */
import { expect, test } from 'vitest';
import { describeFact } from '../../src/kafka/describeFact.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { writeScenario } from '../../src/scenario/write.ts';
import { scenarioOf } from './support.ts';

function told(text: string, ...types: string[]): string[] {
  const { history } = runScenario(scenarioOf(text));
  return history.facts.filter(({ fact }) => types.includes(fact.type)).map(({ fact }) => describeFact(fact));
}

const WALL = `
until: 8s
cluster: { controllers: 1, brokers: [{ id: 1, advertised: "kafka:9092" }] }
topics: [{ name: orders, partitions: 1, replication-factor: 1 }]
`;

test('bootstrap works, and then nothing: the advertised name is not known to the client', () => {
  const producer = 'producers: [{ name: p1, bootstrap: [b1], send: [{ topic: orders, every: 1s, count: 2 }] }]';
  const facts = told(WALL + producer, 'RecordSent', 'RecordAcknowledged', 'ClientWarned');
  expect(facts.filter((fact) => fact.startsWith('Record'))).toEqual([
    'RecordSent p1 #0 key null to orders-0',
    'RecordSent p1 #1 key null to orders-0',
  ]);
  expect(facts).toContain(
    'ClientWarned p1: Error connecting to node kafka:9092 (id: 1 rack: null isFenced: false): java.net.UnknownHostException: kafka',
  );
});

test.each([
  'network: { names: { kafka: b1 } }\nproducers: [{ name: p1, bootstrap: ["kafka:9092"], send: [{ topic: orders, every: 1s, count: 2 }] }]',
  'producers: [{ name: p1, names: { kafka: b1 }, send: [{ topic: orders, every: 1s, count: 2 }] }]',
])('a client that knows the name goes on', (rest) => {
  expect(told(WALL + rest, 'RecordAcknowledged', 'ClientWarned')).toEqual([
    'RecordAcknowledged p1 #0 orders-0 offset 0 acks=all',
    'RecordAcknowledged p1 #1 orders-0 offset 1 acks=all',
  ]);
});

const KEYS = `
until: 8s
producers:
  - name: p1
    config: { linger.ms: 2000 }
    send: [{ topic: orders, every: 1s, count: 9, mode: sync, on-failure: resend, headers: { trace: "t-{n}" } }]
timeline:
  - { at: 4s, flush: p1 }
  - { at: 5s, close: { client: p1, timeout: 2s } }
`;

test('flush and close on the timeline; what is written reads as the same scenario', () => {
  expect(told(KEYS, 'ProducerFlushed', 'ProducerClosed')).toEqual(['ProducerFlushed p1', 'ProducerClosed p1']);
  const scenario = scenarioOf(KEYS);
  const again = parseScenario(writeScenario(scenario));
  expect(again.ok && again.scenario).toEqual(scenario);
  const setup = toWorld(scenario).nodes.find(({ id }) => id === 'p1')!.setup;
  expect(setup).toMatchObject({ workload: [{ mode: 'sync', onFailure: 'resend', headers: [{ key: 'trace' }] }] });
});

const TOMBSTONES = `
until: 45s
cluster: { controllers: 1, brokers: 1, config: { log.cleaner.backoff.ms: 5000 } }
topics:
  - name: orders
    partitions: 1
    replication-factor: 1
    config: { cleanup.policy: compact, segment.ms: 5000, min.cleanable.dirty.ratio: 0.01, delete.retention.ms: 10000 }
producers:
  - name: p1
    send:
      - { topic: orders, every: 100ms, count: 20, key: "k{n%4}", value: "v{n}" }
      - { topic: orders, every: 1s, count: 2, start: 12s, key: "k{n%4}", value: null }
      - { topic: orders, every: 4s, start: 16s, key: other }
timeline:
  - { at: 14s, produce: { producer: p1, topic: orders, key: k2, value: null } }
`;

test('tombstones of a workload and of a line: compaction takes what the keys had, later themselves', () => {
  const scenario = scenarioOf(TOMBSTONES);
  const cleaned = told(TOMBSTONES, 'LogCleaned');
  // First what the keys had, then, delete.retention.ms after the cleaning that met them, the tombstones.
  expect(cleaned.filter((fact) => !fact.includes('(0 tombstones)'))).toEqual([
    expect.stringContaining('(3 tombstones)'),
  ]);
  const again = parseScenario(writeScenario(scenario));
  expect(again.ok && again.scenario).toEqual(scenario);
});

test('a tombstone without a key deletes nothing, and that is said', () => {
  const warned = parseScenario(`tidemark: 1
title: { en: a, ko: 가 }
until: 5s
cluster: { controllers: 1, brokers: 1 }
topics: [{ name: orders, partitions: 1, replication-factor: 1 }]
producers: [{ name: p1, send: [{ topic: orders, every: 1s, value: null }] }]
timeline: [{ at: 4s, produce: { producer: p1, topic: orders, value: null } }]
`);
  expect(warned.ok && warned.warnings.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '6: a tombstone without a key deletes nothing: write key: beside it',
    '7: a tombstone without a key deletes nothing: write key: beside it',
  ]);
});
