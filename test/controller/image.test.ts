// The metadata image: replay, look-ups, what changed, and the value of a config in force.

import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../src/base/freeze.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import {
  brokerOf,
  changedPartitions,
  effectiveMinIsr,
  emptyImage,
  imageOfSnapshot,
  type MetadataImage,
  partitionAt,
  partitionsChangedBetween,
  partitionsOf,
  recordsOfImage,
  replay,
  topicConfig,
} from '../../src/kafka/metadata/image.ts';
import type { MetadataRecord } from '../../src/kafka/records.ts';

function imageOf(records: readonly MetadataRecord[], from: MetadataImage = emptyImage()): MetadataImage {
  return records.reduce((image, record) => deepFreeze(replay(image, record, image.offset + 1)), from);
}

const topic = (name: string, topicId: string): MetadataRecord => ({ type: 'TopicRecord', name, topicId });
const partition = (topicId: string, partitionId: number, elr: readonly number[] = []): MetadataRecord => ({
  type: 'PartitionRecord',
  topicId,
  partitionId,
  replicas: [1, 2, 3],
  isr: [1],
  removingReplicas: [],
  addingReplicas: [],
  leader: 1,
  leaderRecoveryState: 'RECOVERED',
  leaderEpoch: 0,
  partitionEpoch: 0,
  eligibleLeaderReplicas: elr,
  lastKnownElr: [],
});
const config = (resourceType: 'TOPIC' | 'BROKER', resourceName: string, value: string | null): MetadataRecord => ({
  type: 'ConfigRecord',
  resourceType,
  resourceName,
  name: 'min.insync.replicas',
  value,
});
const TWO_TOPICS = [
  topic('orders', 'A'),
  partition('A', 0),
  partition('A', 1, [2]),
  topic('logs', 'B'),
  partition('B', 0, [3]),
];

describe('replay', () => {
  test('is one function: two nodes that replay the same records share one image', () => {
    const records = [...TWO_TOPICS];
    expect(imageOf(records)).toBe(imageOf(records));
    expect(imageOf(records).offset).toBe(4);
    const other = replay(imageOf(records.slice(0, 4)), partition('B', 0), 4);
    expect(other).not.toBe(imageOf(records));
    expect(imageOf(records)).toEqual(imageOf([...TWO_TOPICS]));
  });

  test('records of the quorum move the offset and the epoch alone', () => {
    const change = { type: 'LeaderChangeMessage', leaderId: 1, voters: [1], grantingVoters: [1] } as const;
    expect(replay(emptyImage(), change, 0, 7)).toEqual({ ...emptyImage(), offset: 0, epoch: 7 });
  });

  test('a leader in the record raises the leader epoch, even the same one; any record the partition epoch', () => {
    const change = { type: 'PartitionChangeRecord', topicId: 'A', partitionId: 0 } as const;
    const image = imageOf(
      [
        { ...change, isr: [1, 2] },
        { ...change, leader: 1 },
      ],
      imageOf(TWO_TOPICS),
    );
    expect(partitionAt(image, 'orders-0')).toMatchObject({ isr: [1, 2], leader: 1, leaderEpoch: 1, partitionEpoch: 2 });
  });

  test('a change of registration keeps the broker epoch; a removed topic takes its configs with it', () => {
    const register = {
      type: 'RegisterBrokerRecord',
      brokerId: 1,
      incarnationId: 'i',
      brokerEpoch: 0,
      endPoints: [],
    } as const;
    const unfence = { type: 'BrokerRegistrationChangeRecord', brokerId: 1, brokerEpoch: 0, fenced: -1 } as const;
    const image = imageOf([
      { ...register, rack: 'a', fenced: true, inControlledShutdown: false, logDirs: ['d'] },
      { ...unfence, inControlledShutdown: 0 },
      topic('orders', 'A'),
      config('TOPIC', 'orders', '2'),
      { type: 'RemoveTopicRecord', topicId: 'A' },
    ]);
    expect(brokerOf(image, 1)).toMatchObject({ epoch: 0, fenced: false, rack: 'a', registeredAt: 0 });
    expect([image.topics.keys, image.topicNames.keys, image.configs.keys]).toEqual([[], [], []]);
  });

  test('ClearElr of one topic, and of all', () => {
    const before = imageOf(TWO_TOPICS);
    const one = imageOf([{ type: 'ClearElrRecord', topicName: 'orders' }], before);
    expect(partitionsOf(one, 'orders').map(({ elr, partitionEpoch }) => [elr, partitionEpoch])).toEqual([
      [[], 0],
      [[], 1],
    ]);
    expect(partitionAt(one, 'logs-0')?.elr).toEqual([3]);
    const all = imageOf([{ type: 'ClearElrRecord', topicName: '' }], before);
    expect(partitionAt(all, 'logs-0')).toMatchObject({ elr: [], partitionEpoch: 1 });
    expect(partitionAt(all, 'orders-0')).toBe(partitionAt(before, 'orders-0'));
  });
});

describe('what changed', () => {
  const changes = (records: readonly MetadataRecord[], before = imageOf(TWO_TOPICS)) =>
    changedPartitions(before, imageOf(records, before), records).map(
      ({ topicPartition, before: was, after: is }) =>
        `${topicPartition} ${was?.leader ?? 'new'} -> ${is?.leader ?? 'gone'}`,
    );

  test('each partition once, with where it came from and where it went', () => {
    const change = { type: 'PartitionChangeRecord', topicId: 'A', partitionId: 1 } as const;
    expect(changes([{ ...change, leader: -1 }, { type: 'NoOpRecord' }, { ...change, leader: 2 }])).toEqual([
      'orders-1 1 -> 2',
    ]);
    expect(changes([topic('new', 'C'), partition('C', 0)])).toEqual(['new-0 new -> 1']);
    expect(changes([{ type: 'ClearElrRecord', topicName: '' }])).toEqual(['orders-1 1 -> 1', 'logs-0 1 -> 1']);
  });

  test('a topic deleted and made again under the same name is two topics', () => {
    const again = [{ type: 'RemoveTopicRecord', topicId: 'B' } as const, topic('logs', 'D'), partition('D', 0)];
    expect(changes(again)).toEqual(['logs-0 1 -> gone', 'logs-0 new -> 1']);
  });
});

describe('as a snapshot', () => {
  test('the records of an image give the same image again', () => {
    const image = imageOf([config('BROKER', '', '4'), config('TOPIC', 'orders', '2')], imageOf(TWO_TOPICS));
    const records = recordsOfImage(image);
    const id = { offset: image.offset + 1, epoch: image.epoch };
    const again = imageOfSnapshot(records, id, emptyImage());
    expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(image)));
    expect(recordsOfImage(again)).toEqual(records);
  });

  test('what did not change stays the same object, so that only changes are published', () => {
    const before = imageOf(TWO_TOPICS);
    const after = imageOf([topic('new', 'C'), partition('C', 0), { type: 'RemoveTopicRecord', topicId: 'B' }], before);
    const loaded = imageOfSnapshot(recordsOfImage(after), { offset: after.offset + 1, epoch: after.epoch }, before);
    const deltas = partitionsChangedBetween(before, loaded);
    const text = deltas.map(({ topicPartition, before: was, after: is }) => {
      return `${topicPartition} ${was === undefined ? 'new' : 'known'} ${is === undefined ? 'gone' : 'there'}`;
    });
    expect(text).toEqual(['logs-0 known gone', 'new-0 new there']);
    const same = imageOfSnapshot(recordsOfImage(before), { offset: before.offset + 1, epoch: before.epoch }, before);
    expect(partitionsChangedBetween(before, same)).toEqual([]);
  });
});

test('the value in force: topic, this node, the cluster, the server file, the default', () => {
  const server = resolvedConfig('server', { 'min.insync.replicas': 3 });
  const minIsr = (image: MetadataImage, nodeId?: number) =>
    topicConfig(image, 'orders', 'min.insync.replicas', server, nodeId);
  let image = imageOf(TWO_TOPICS);
  expect(topicConfig(image, 'orders', 'min.insync.replicas', resolvedConfig('server', {}))).toBe(1);
  expect(minIsr(image)).toBe(3);
  image = imageOf([config('BROKER', '', '4')], image);
  expect(minIsr(image)).toBe(4);
  image = imageOf([config('BROKER', '7', '5')], image);
  expect([minIsr(image), minIsr(image, 7)]).toEqual([4, 5]);
  image = imageOf([config('TOPIC', 'orders', '2')], image);
  expect(minIsr(image, 7)).toBe(2);
  image = imageOf([config('TOPIC', 'orders', null)], image);
  expect(minIsr(image)).toBe(4);
  expect(effectiveMinIsr(image, 'orders', server)).toBe(3);
  expect(topicConfig(image, 'orders', 'retention.ms', server)).toBe(604_800_000);
});
