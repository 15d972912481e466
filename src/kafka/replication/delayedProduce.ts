/**
 * The purgatory of produce requests with acks=all: each waits until the high watermark has passed its records, or its
 * timeout. The records stay in the log either way.
 *
 * Kafka: org.apache.kafka.server.purgatory.DelayedProduce.
 */
import { millis } from '../../base/time.ts';
import { connectionOf, delayedOperationTimer, park, release } from '../broker/connections.ts';
import type { ParkedProduce, ProducePartitionStatus } from '../broker/state.ts';
import { hostedPartition, setPartition, type Work } from '../broker/work.ts';
import type { ProduceResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { checkEnoughReplicasReachOffset } from './appendRecords.ts';
import { draftOf, type Partition } from './partition.ts';

/** How the answer is made from what became of each partition. */
export type ProduceAnswer = (
  work: Work,
  correlationId: number,
  partitions: readonly ProducePartitionStatus[],
) => ProduceResponse;

/** Answers at once what is committed already; true when the request has to wait. */
export function parkProduce(
  work: Work,
  connection: number,
  parked: ParkedProduce,
  timeoutMs: number,
): ParkedProduce | undefined {
  const checked = withPartitions(parked, (status) => check(work, status));
  if (!checked.partitions.some(({ acksPending }) => acksPending)) return checked;
  park(work, connection, checked);
  for (const { topicPartition, acksPending } of checked.partitions)
    if (acksPending) watch(work, topicPartition, connection);
  work.out.setTimer(delayedOperationTimer(connection), millis(timeoutMs), {
    part: 'broker',
    type: 'delayed-operation',
    connection,
  });
  return undefined;
}

function withPartitions(
  { type, correlationId, partitions }: ParkedProduce,
  change: (status: ProducePartitionStatus) => ProducePartitionStatus,
): ParkedProduce {
  return { type, correlationId, partitions: partitions.map(change) };
}

function check(work: Work, status: ProducePartitionStatus): ProducePartitionStatus {
  if (!status.acksPending) return status;
  const { hasEnough, errorCode } = checkEnoughReplicasReachOffset(work, status.topicPartition, status.requiredOffset);
  if (!hasEnough && errorCode === 'NONE') return status;
  const { topicPartition, baseOffset, logStartOffset, logAppendTime, requiredOffset } = status;
  return { topicPartition, acksPending: false, errorCode, baseOffset, logStartOffset, logAppendTime, requiredOffset };
}

function watch(work: Work, tp: TopicPartition, connection: number): void {
  const partition = hostedPartition(work, tp);
  if (partition === undefined || partition.produceWatchers.includes(connection)) return;
  setPartition(work, withProduceWatchers(partition, [...partition.produceWatchers, connection]));
}

function withProduceWatchers(partition: Partition, produceWatchers: readonly number[]): Partition {
  const next = draftOf(partition);
  next.produceWatchers = produceWatchers;
  return next;
}

/** Something about this partition changed: looks at the produces that wait for it. */
export function completeDelayedProduces(work: Work, partition: Partition, answer: ProduceAnswer): void {
  const watchers = (hostedPartition(work, partition.topicPartition) ?? partition).produceWatchers;
  if (watchers.length === 0) return;
  const waiting = watchers.filter((connection) => !tryComplete(work, partition.topicPartition, connection, answer));
  const hosted = hostedPartition(work, partition.topicPartition);
  if (hosted !== undefined && waiting.length < watchers.length)
    setPartition(work, withProduceWatchers(hosted, waiting));
}

/** True when this connection no longer waits for this partition. */
function tryComplete(work: Work, tp: TopicPartition, connection: number, answer: ProduceAnswer): boolean {
  const parked = connectionOf(work, connection)?.parked;
  if (parked?.type !== 'produce') return true;
  const next = withPartitions(parked, (status) => (status.topicPartition === tp ? check(work, status) : status));
  if (!next.partitions.some(({ acksPending }) => acksPending)) {
    completeProduce(work, connection, next, answer);
    return true;
  }
  park(work, connection, next);
  return !next.partitions.some(({ topicPartition, acksPending }) => topicPartition === tp && acksPending);
}

/** With what is known by now: REQUEST_TIMED_OUT for what still waits. */
export function completeProduce(work: Work, connection: number, parked: ParkedProduce, answer: ProduceAnswer): void {
  work.out.cancelTimer(delayedOperationTimer(connection));
  release(work, connection, answer(work, parked.correlationId, parked.partitions));
}
