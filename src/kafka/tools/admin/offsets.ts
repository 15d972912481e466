/**
 * ListOffsets by the Admin: each partition is asked of its leader, found by Metadata first; what a leader does not answer
 * any more is looked up again (org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy, ListOffsetsHandler).
 */
import { type Micros, millis } from '../../../base/time.ts';
import type { ErrorName } from '../../errors.ts';
import { errorOf } from '../../errors.ts';
import { partitionOf, type TopicPartition, topicOf } from '../../topicPartition.ts';
import type { Run, Shell } from '../program.ts';
import { backoff, call, callAll } from './call.ts';
import { ApiException, timeoutException } from './exceptions.ts';

/** OffsetSpec */
export const EARLIEST = -2;
export const LATEST = -1;

export interface ListedOffset {
  readonly offset: number;
  readonly timestamp: number;
  readonly leaderEpoch: number;
}

export type Spec = readonly [partition: TopicPartition, timestamp: number];

/** By partition. Throws for the first that cannot be known. */
export function* listOffsets(
  shell: Shell,
  specs: readonly Spec[],
  timeoutMs = 60_000,
): Run<ReadonlyMap<TopicPartition, ListedOffset>> {
  const found = new Map<TopicPartition, ListedOffset>();
  const deadlineAt: Micros = shell.now + millis(timeoutMs);
  for (let tries = 0; found.size < specs.length; tries++) {
    const left = specs.filter(([partition]) => !found.has(partition));
    if (tries > 0) {
      if (shell.now >= deadlineAt) throw timeoutException('Timed out waiting for a node assignment. Call: listOffsets');
      yield { type: 'sleep', until: Math.min(deadlineAt, shell.now + backoff(shell, 'listOffsets', tries - 1)) };
    }
    const leaders = yield* leadersOf(
      shell,
      left.map(([partition]) => partition),
    );
    const byLeader = new Map<number, Spec[]>();
    for (const spec of left) {
      const leader = leaders.get(spec[0]);
      if (leader !== undefined) byLeader.set(leader, [...(byLeader.get(leader) ?? []), spec]);
    }
    const responses = yield* callAll(
      shell,
      [...byLeader].map(([id, asked]) => ({
        name: 'listOffsets',
        target: { type: 'broker', id } as const,
        request: {
          type: 'ListOffsetsRequest' as const,
          replicaId: -1,
          isolationLevel: 'read_uncommitted' as const,
          partitions: asked.map(([topicPartition, timestamp]) => ({
            topicPartition,
            currentLeaderEpoch: -1,
            timestamp,
          })),
        },
      })),
    );
    for (const { partitions } of responses) {
      for (const { topicPartition, errorCode, offset, timestamp, leaderEpoch } of partitions) {
        if (errorCode === 'NONE') found.set(topicPartition, { offset, timestamp, leaderEpoch });
        else if (!errorOf(errorCode).retriable) throw new ApiException(errorCode);
      }
    }
  }
  return found;
}

/** Without those that have no leader now. Throws for a partition that does not exist. */
export function* leadersOf(
  shell: Shell,
  partitions: readonly TopicPartition[],
): Run<ReadonlyMap<TopicPartition, number>> {
  const names = [...new Set(partitions.map(topicOf))];
  const request = { type: 'MetadataRequest', topics: names, allowAutoTopicCreation: false } as const;
  const response = yield* call(shell, { name: 'listOffsets', target: { type: 'least-loaded' }, request });
  const leaders = new Map<TopicPartition, number>();
  for (const partition of partitions) {
    const topic = response.topics.find(({ name }) => name === topicOf(partition));
    const error: ErrorName = topic?.errorCode ?? 'UNKNOWN_TOPIC_OR_PARTITION';
    const info = topic?.partitions[partitionOf(partition)];
    if (error !== 'NONE') throw new ApiException(error);
    if (info !== undefined && info.leaderId !== -1) leaders.set(partition, info.leaderId);
  }
  return leaders;
}
