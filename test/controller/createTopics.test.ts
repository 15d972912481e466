// CreateTopics: placement, and every way to be turned away, in Kafka's words.

import { describe, expect, test } from 'vitest';
import type { CreatableTopic } from '../../src/kafka/messages.ts';
import { ControllerBench } from './bench.ts';

const controllerWith = (...ids: readonly number[]): ControllerBench => new ControllerBench().elect().brokers(...ids);

test('a topic: its record, its configs, its partitions; one line when all is committed', () => {
  const bench = controllerWith(1, 2, 3);
  bench.written();
  bench.told();
  const configs = { 'min.insync.replicas': '2' };
  const created = bench.create({ name: 'orders', numPartitions: 3, replicationFactor: 2, configs });
  expect(created).toMatchObject({ errorCode: 'NONE', errorMessage: null, numPartitions: 3, replicationFactor: 2 });
  expect(created.topicId).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/);
  const written = bench.written();
  expect(written.slice(0, 3)).toEqual([
    `Topic orders id ${created.topicId}`,
    'Config TOPIC orders min.insync.replicas=2',
    'ClearElr orders',
  ]);
  expect(written.slice(3)).toHaveLength(3);
  expect(bench.told()).toEqual(['TopicCreated orders partitions 3 replication factor 2']);
});

test('leaders go round the brokers, replicas round from there', () => {
  const bench = controllerWith(1, 2, 3);
  bench.create({ name: 'orders', numPartitions: 3, replicationFactor: 3 });
  const { partitions } = bench.state.image.topics.values[0]!;
  expect(partitions.map(({ leader }) => leader).sort()).toEqual([1, 2, 3]);
  for (const { replicas, isr, leader } of partitions) {
    expect(isr).toEqual(replicas);
    expect(leader).toBe(replicas[0]);
    expect([...replicas].sort()).toEqual([1, 2, 3]);
  }
});

test('replicas spread over racks', () => {
  const bench = new ControllerBench({ racks: { 1: 'a', 2: 'a', 3: 'b', 4: 'b' } }).elect().brokers(1, 2, 3, 4);
  bench.create({ name: 'orders', numPartitions: 8, replicationFactor: 2 });
  const rackOf = (id: number): string => (id <= 2 ? 'a' : 'b');
  for (const { replicas } of bench.state.image.topics.values[0]!.partitions) {
    expect(new Set(replicas.map(rackOf)).size).toBe(2);
  }
});

test('a fenced broker may hold a replica, but is in no ISR and leads nothing', () => {
  const bench = controllerWith(1, 2);
  bench.register(3);
  bench.create({ name: 'orders', replicationFactor: 3 });
  const { replicas, isr, leader } = bench.partition();
  expect([...replicas].sort()).toEqual([1, 2, 3]);
  expect([...isr].sort()).toEqual([1, 2]);
  expect(leader).toBe(isr[0]);
});

test('-1 asks for num.partitions and default.replication.factor', () => {
  const config = { 'num.partitions': 4, 'default.replication.factor': 2 };
  const bench = new ControllerBench({ config }).elect().brokers(1, 2);
  expect(bench.create({ name: 'orders' })).toMatchObject({ numPartitions: 4, replicationFactor: 2 });
});

describe('turned away', () => {
  const unable = 'Unable to replicate the partition';
  const manual = 'The manual partition assignment includes';
  const cases: readonly (readonly [Partial<CreatableTopic> & { name: string }, string, string])[] = [
    [{ name: 'here' }, 'TOPIC_ALREADY_EXISTS', "Topic 'here' already exists."],
    [{ name: 'a_b' }, 'INVALID_TOPIC_EXCEPTION', "Topic 'a_b' collides with existing topic: a.b"],
    [{ name: '' }, 'INVALID_TOPIC_EXCEPTION', 'Topic name is invalid: the empty string is not allowed'],
    [{ name: '..' }, 'INVALID_TOPIC_EXCEPTION', "Topic name is invalid: '..' is not allowed"],
    [
      { name: 'a b' },
      'INVALID_TOPIC_EXCEPTION',
      "Topic name is invalid: 'a b' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'",
    ],
    [{ name: '__cluster_metadata' }, 'INVALID_REQUEST', 'Creation of internal topic __cluster_metadata is prohibited.'],
    [{ name: 't', configs: { nonsense: '1' } }, 'INVALID_CONFIG', 'Unknown topic config name: nonsense'],
    [
      { name: 't', replicationFactor: 0 },
      'INVALID_REPLICATION_FACTOR',
      'Replication factor must be larger than 0, or -1 to use the default value.',
    ],
    [
      { name: 't', replicationFactor: 1, numPartitions: 0 },
      'INVALID_PARTITIONS',
      'Number of partitions was set to an invalid non-positive value.',
    ],
    [
      { name: 't', replicationFactor: 4 },
      'INVALID_REPLICATION_FACTOR',
      `${unable} 4 time(s): The target replication factor of 4 cannot be reached because only 3 broker(s) are registered ` +
        'or some brokers have all their log directories cordoned.',
    ],
    [
      { name: 't', replicationFactor: 1, assignments: [[1]] },
      'INVALID_REQUEST',
      'A manual partition assignment was specified, but replication factor was not set to -1.',
    ],
    [
      { name: 't', numPartitions: 1, assignments: [[1]] },
      'INVALID_REQUEST',
      'A manual partition assignment was specified, but numPartitions was not set to -1.',
    ],
    [{ name: 't', assignments: [[1, 1]] }, 'INVALID_REPLICA_ASSIGNMENT', `${manual} the broker 1 more than once.`],
    [
      { name: 't', assignments: [[1, 9]] },
      'INVALID_REPLICA_ASSIGNMENT',
      `${manual} broker 9, but no such broker is registered.`,
    ],
    [{ name: 't', assignments: [[]] }, 'INVALID_REPLICA_ASSIGNMENT', `${manual} an empty replica list.`],
    [
      { name: 't', assignments: [[1, 2], [2]] },
      'INVALID_REPLICA_ASSIGNMENT',
      `${manual} a partition with 1 replica(s), but this is not consistent with previous partitions, which have 2 replica(s).`,
    ],
    [
      { name: 't', assignments: [[1], [3]] },
      'INVALID_REPLICA_ASSIGNMENT',
      'All brokers specified in the manual partition assignment for partition 1 are fenced or in controlled shutdown.',
    ],
  ];

  test.each(cases)('%j: %s', (topic, errorCode, errorMessage) => {
    const bench = controllerWith(1, 2);
    bench.register(3);
    bench.create({ name: 'here' });
    bench.create({ name: 'a.b' });
    bench.told();
    const { length } = bench.log;
    expect(bench.create(topic)).toMatchObject({ name: topic.name, errorCode, errorMessage, numPartitions: -1 });
    expect(bench.log.length).toBe(length);
    expect(bench.facts).toEqual([]);
  });

  test('while every broker is fenced', () => {
    const bench = new ControllerBench().elect();
    bench.register(1);
    expect(bench.create({ name: 't', replicationFactor: 1 })).toMatchObject({
      errorCode: 'INVALID_REPLICATION_FACTOR',
      errorMessage: `${unable} 1 time(s): All brokers are currently fenced, or have all their log directories cordoned.`,
    });
  });

  test('one bad topic does not keep the good one away; a name given twice is bad', () => {
    const results = controllerWith(1).createAll([
      { name: 'good' },
      { name: 'twice' },
      { name: 'twice' },
      { name: '.' },
    ]);
    expect(results.map(({ name, errorCode }) => `${name} ${errorCode}`)).toEqual([
      'good NONE',
      '. INVALID_TOPIC_EXCEPTION',
      'twice INVALID_REQUEST',
    ]);
  });

  test('more than 10,000 partitions in one request', () => {
    expect(controllerWith(1).create({ name: 't', numPartitions: 10_001, replicationFactor: 1 })).toMatchObject({
      errorCode: 'POLICY_VIOLATION',
      errorMessage: 'Excessively large number of partitions per request.',
    });
  });
});
