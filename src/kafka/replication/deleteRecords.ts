/**
 * Deleting records on request: the leader moves its log start at once, and answers when every live follower has moved its
 * own, which they do with their next fetches (KIP-107).
 *
 * Kafka: kafka.cluster.Partition (deleteRecordsOnLeader, lowWatermarkIfLeader), kafka.server.ReplicaManager.deleteRecords,
 * kafka.server.DelayedDeleteRecords.
 */
import { millis } from '../../base/time.ts';
import { connectionOf, delayedOperationTimer, park, release } from '../broker/connections.ts';
import type { DeleteRecordsStatus, ParkedDeleteRecords } from '../broker/state.ts';
import { aliveBrokerEpoch, brokerId, hostedPartition, setPartition, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import { isInternalTopic } from '../internalTopics.ts';
import { maybeIncrementLogStartOffset } from '../log/partitionLog.ts';
import type { DeleteRecordsRequest, DeleteRecordsResponse } from '../messages.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { notHostedError } from './appendRecords.ts';
import { attend } from './fetchSession.ts';
import { draftOf, isLeader, type LeaderPartition, type Partition, withLog } from './partition.ts';

const HIGH_WATERMARK = -1;
const INVALID_LOW_WATERMARK = -1;

export function handleDeleteRecords(work: Work, connection: number, request: DeleteRecordsRequest): void {
  const { correlationId, timeoutMs } = request;
  const partitions = request.partitions.map(({ topicPartition, offset }) =>
    deleteRecordsOnLeader(work, topicPartition, offset),
  );
  const parked = check(work, { type: 'delete-records', correlationId, partitions });
  if (!parked.partitions.some(({ acksPending }) => acksPending)) {
    work.out.reply(connection, answer(parked));
    return;
  }
  park(work, connection, parked);
  for (const { topicPartition, acksPending } of parked.partitions) {
    if (acksPending) watch(work, topicPartition, connection);
  }
  work.out.setTimer(delayedOperationTimer(connection), millis(timeoutMs), {
    part: 'broker',
    type: 'delayed-operation',
    connection,
  });
}

function deleteRecordsOnLeader(work: Work, topicPartition: TopicPartition, asked: number): DeleteRecordsStatus {
  const failed = (errorCode: ErrorName): DeleteRecordsStatus => ({
    topicPartition,
    acksPending: false,
    errorCode,
    lowWatermark: INVALID_LOW_WATERMARK,
    requiredOffset: INVALID_LOW_WATERMARK,
  });
  if (isInternalTopic(topicOf(topicPartition))) return failed('INVALID_TOPIC_EXCEPTION');
  const partition = hostedPartition(work, topicPartition);
  if (partition === undefined) return failed(notHostedError(work, topicPartition));
  if (!isLeader(partition)) return failed('NOT_LEADER_OR_FOLLOWER');
  const { config, log } = partition;
  if (config.compacts && !config.deletes) return failed('POLICY_VIOLATION');
  const requiredOffset = asked === HIGH_WATERMARK ? log.highWatermark : asked;
  if (requiredOffset < 0 || requiredOffset > log.highWatermark) return failed('OFFSET_OUT_OF_RANGE');
  const moved = maybeIncrementLogStartOffset(log, requiredOffset);
  if (moved !== log) {
    const next = withLog(partition, moved);
    setPartition(work, next);
    // Followers hear of it with the answers to their fetches.
    attend(work, next);
    const { logStartOffset } = moved;
    const fact = { partition: topicPartition, broker: brokerId(work), logStartOffset } as const;
    work.out.fact({ type: 'LogStartOffsetAdvanced', ...fact, reason: 'client record deletion' });
  }
  const lowWatermark = lowWatermarkIfLeader(work, withLog(partition, moved));
  // What the answer says if the followers do not come in time.
  return { topicPartition, acksPending: true, errorCode: 'REQUEST_TIMED_OUT', lowWatermark, requiredOffset };
}

/** The lowest start of the leader's log and of the logs of followers that are alive. */
function lowWatermarkIfLeader(work: Work, { log, replica }: LeaderPartition): number {
  let lowest = log.logStartOffset;
  for (const { brokerId: id, logStartOffset } of replica.remoteReplicas) {
    if (aliveBrokerEpoch(work, id) !== undefined) lowest = Math.min(lowest, logStartOffset);
  }
  return lowest;
}

function check(work: Work, parked: ParkedDeleteRecords, only?: TopicPartition): ParkedDeleteRecords {
  const partitions = parked.partitions.map((status) =>
    status.acksPending && (only === undefined || only === status.topicPartition) ? checked(work, status) : status,
  );
  return { ...parked, partitions };
}

function checked(work: Work, status: DeleteRecordsStatus): DeleteRecordsStatus {
  const { topicPartition, requiredOffset } = status;
  const partition = hostedPartition(work, topicPartition);
  const settled = (errorCode: ErrorName, lowWatermark: number): DeleteRecordsStatus => ({
    topicPartition,
    acksPending: false,
    errorCode,
    lowWatermark,
    requiredOffset,
  });
  if (partition === undefined) return settled(notHostedError(work, topicPartition), INVALID_LOW_WATERMARK);
  if (!isLeader(partition)) return settled('NOT_LEADER_OR_FOLLOWER', INVALID_LOW_WATERMARK);
  const lowWatermark = lowWatermarkIfLeader(work, partition);
  return lowWatermark >= requiredOffset ? settled('NONE', lowWatermark) : status;
}

function watch(work: Work, tp: TopicPartition, connection: number): void {
  const partition = hostedPartition(work, tp);
  if (partition !== undefined) setWatchers(work, partition, [...partition.deleteRecordsWatchers, connection]);
}

function setWatchers(work: Work, partition: Partition, deleteRecordsWatchers: readonly number[]): void {
  const next = draftOf(partition);
  next.deleteRecordsWatchers = deleteRecordsWatchers;
  setPartition(work, next);
}

/** Something about this partition changed: looks at the requests that wait for its followers. */
export function completeDelayedDeleteRecords(work: Work, touched: Partition): void {
  const { topicPartition } = touched;
  const watchers = (hostedPartition(work, topicPartition) ?? touched).deleteRecordsWatchers;
  if (watchers.length === 0) return;
  const waiting = watchers.filter((connection) => !tryComplete(work, topicPartition, connection));
  const hosted = hostedPartition(work, topicPartition);
  if (hosted !== undefined && waiting.length < watchers.length) setWatchers(work, hosted, waiting);
}

/** True when this connection no longer waits for this partition. */
function tryComplete(work: Work, tp: TopicPartition, connection: number): boolean {
  const parked = connectionOf(work, connection)?.parked;
  if (parked?.type !== 'delete-records') return true;
  const next = check(work, parked, tp);
  if (!next.partitions.some(({ acksPending }) => acksPending)) {
    completeDeleteRecords(work, connection, next);
    return true;
  }
  park(work, connection, next);
  return !next.partitions.some(({ topicPartition, acksPending }) => topicPartition === tp && acksPending);
}

/** With what is known by now. */
export function completeDeleteRecords(work: Work, connection: number, parked: ParkedDeleteRecords): void {
  work.out.cancelTimer(delayedOperationTimer(connection));
  release(work, connection, answer(parked));
}

function answer({ correlationId, partitions }: ParkedDeleteRecords): DeleteRecordsResponse {
  return {
    type: 'DeleteRecordsResponse',
    correlationId,
    partitions: partitions.map(({ topicPartition, lowWatermark, errorCode }) => ({
      topicPartition,
      lowWatermark,
      errorCode,
    })),
  };
}
