/** Which partitions a reset is about, and what bounds it (org.apache.kafka.tools.OffsetsUtils). */
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../../topicPartition.ts';
import { ApiException } from '../admin/exceptions.ts';
import { EARLIEST, LATEST, listOffsets } from '../admin/offsets.ts';
import { describeTopics } from '../admin/topics.ts';
import { illegalArgument } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';

export type Offsets = ReadonlyMap<TopicPartition, number>;

/** `orders:0,2` */
export function parseTopicsWithPartitions(written: string): readonly TopicPartition[] {
  const parts = written.split(':');
  if (parts.length !== 2 || parts[1] === '') {
    throw illegalArgument(`Invalid topic arg '${written}', expected topic name and partitions`);
  }
  return parts[1]!.split(',').map((partition) => {
    if (/^[+-]?\d+$/.test(partition)) return topicPartition(parts[0]!, Number(partition));
    throw illegalArgument(`Invalid partition '${partition}' specified in topic arg '${written}''`);
  });
}

export function* partitionsToReset(shell: Shell, written: readonly string[]): Run<readonly TopicPartition[]> {
  const single = written.filter((text) => text.includes(':')).flatMap(parseTopicsWithPartitions);
  const topics = written.filter((text) => !text.includes(':'));
  if (topics.length === 0) return single;
  const described = yield* describeTopics(shell, topics);
  const whole = described.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex }) => topicPartition(name, partitionIndex)),
  );
  return [...single, ...whole];
}

export function* checkAllValid(shell: Shell, partitions: readonly TopicPartition[]): Run<void> {
  const names = [...new Set(partitions.map(topicOf))];
  const topics = names.length === 0 ? [] : yield* describeTopics(shell, names);
  const infoOf = (partition: TopicPartition) =>
    topics.find(({ name }) => name === topicOf(partition))?.partitions[partitionOf(partition)];
  const missing = partitions.filter((partition) => infoOf(partition) === undefined);
  if (missing.length > 0) {
    throw new ApiException('UNKNOWN_TOPIC_OR_PARTITION', `The partitions "${missing.join(',')}" do not exist`);
  }
  const leaderless = partitions.filter((partition) => infoOf(partition)?.leaderId === -1);
  if (leaderless.length > 0) {
    throw new ApiException('LEADER_NOT_AVAILABLE', `The partitions "${leaderless.join(',')}" have no leader`);
  }
}

export function* offsetsAt(shell: Shell, partitions: readonly TopicPartition[], timestamp: number): Run<Offsets> {
  if (partitions.length === 0) return new Map();
  const listed = yield* listOffsets(
    shell,
    partitions.map((partition) => [partition, timestamp] as const),
  );
  return new Map(partitions.map((partition) => [partition, listed.get(partition)!.offset]));
}

/** A partition without a record that young starts at its end. */
export function* offsetsForTime(shell: Shell, partitions: readonly TopicPartition[], timestamp: number): Run<Offsets> {
  const found = yield* offsetsAt(shell, partitions, timestamp);
  const none = partitions.filter((partition) => found.get(partition) === -1);
  for (const partition of none) {
    shell.out(
      `\nWarn: Partition ${partitionOf(partition)} from topic ${topicOf(partition)} is empty. Falling back to latest ` +
        'known offset.',
    );
  }
  const ends = yield* offsetsAt(shell, none, LATEST);
  return new Map(partitions.map((partition) => [partition, ends.get(partition) ?? found.get(partition)!]));
}

/** Offsets outside the log are taken back to its ends. */
export function* checkOffsetsRange(shell: Shell, wanted: Offsets): Run<Offsets> {
  const partitions = [...wanted.keys()];
  const starts = yield* offsetsAt(shell, partitions, EARLIEST);
  const ends = yield* offsetsAt(shell, partitions, LATEST);
  const warn = (partition: TopicPartition, offset: number, how: string, value: number): number => {
    const message = `New offset (${offset}) is ${how} offset for topic partition ${partition}. Value will be set to ${value}`;
    shell.log('WARN', message, 'org.apache.kafka.tools.OffsetsUtils');
    return value;
  };
  return new Map(
    [...wanted].map(([partition, offset]) => {
      const [start, end] = [starts.get(partition)!, ends.get(partition)!];
      if (offset > end) return [partition, warn(partition, offset, 'higher than latest', end)];
      if (offset < start) return [partition, warn(partition, offset, 'lower than earliest', start)];
      return [partition, offset];
    }),
  );
}
