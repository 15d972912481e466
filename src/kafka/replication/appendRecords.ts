/**
 * Appending to a partition: as its leader, for a producer; and the checks that come before.
 *
 * Kafka: kafka.cluster.Partition.appendRecordsToLeader, checkEnoughReplicasReachOffset; kafka.server.ReplicaManager
 * (getPartitionOrError, appendToLocalLog).
 */
import { brokerId, hostedPartition, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import { storeLog } from '../log/logDirectory.ts';
import { appendAsLeader, appendError } from '../log/partitionLog.ts';
import { partitionAt } from '../metadata/image.ts';
import { nextOffsetOf, type UnassignedBatch } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { attend, withSessionFetchTimes } from './fetchSession.ts';
import { advanceHighWatermark } from './inSyncReplicas.ts';
import { committedIsr, maximalIsrSize } from './isrState.ts';
import { effectiveMinIsr, isLeader, withLog } from './partition.ts';

export interface AppendResult {
  readonly errorCode: ErrorName;
  readonly baseOffset: number;
  readonly logStartOffset: number;
  readonly nextOffset: number;
}

/** Why a partition is not here: no such topic, or its replicas are elsewhere. */
export function notHostedError(work: Work, tp: TopicPartition): ErrorName {
  return partitionAt(work.state.image, tp) === undefined ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'NOT_LEADER_OR_FOLLOWER';
}

export function appendRecordsToLeader(
  work: Work,
  tp: TopicPartition,
  batch: UnassignedBatch,
  requiredAcks: number,
): AppendResult {
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return failed(notHostedError(work, tp), -1);
  if (!isLeader(partition)) return failed('NOT_LEADER_OR_FOLLOWER', -1);
  const { log, leaderEpoch, config, replica } = partition;
  if (requiredAcks === -1 && committedIsr(replica.isrState).length < effectiveMinIsr(partition)) {
    return failed('NOT_ENOUGH_REPLICAS', log.logStartOffset);
  }
  const error = appendError(batch, config);
  if (error !== 'NONE') return failed(error, -1);
  const appended = appendAsLeader(log, batch, leaderEpoch, config);
  const stored = appended.batches[0]!;
  storeLog(tp, log, appended.log, appended.rolled, work.out);
  const { baseOffset, records } = stored;
  const [broker, count] = [brokerId(work), records.length];
  const appending = { partition: tp, broker, baseOffset, count, leaderEpoch, acks: requiredAcks };
  work.out.fact({ type: 'RecordsAppended', ...appending });
  const next = withLog(withSessionFetchTimes(work, partition), appended.log);
  attend(work, next);
  // Parked fetches wait for records; with the leader alone in the ISR the high watermark may move at once as well.
  work.actionQueue.push(next);
  advanceHighWatermark(work, next);
  return { errorCode: 'NONE', baseOffset, logStartOffset: log.logStartOffset, nextOffset: nextOffsetOf(stored) };
}

function failed(errorCode: ErrorName, logStartOffset: number): AppendResult {
  return { errorCode, baseOffset: -1, logStartOffset, nextOffset: -1 };
}

/** For acks=all: enough means committed; the ISR may have shrunk too far since the append. */
export function checkEnoughReplicasReachOffset(
  work: Work,
  tp: TopicPartition,
  requiredOffset: number,
): { readonly hasEnough: boolean; readonly errorCode: ErrorName } {
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return { hasEnough: false, errorCode: notHostedError(work, tp) };
  if (!isLeader(partition)) return { hasEnough: false, errorCode: 'NOT_LEADER_OR_FOLLOWER' };
  if (partition.log.highWatermark < requiredOffset) return { hasEnough: false, errorCode: 'NONE' };
  const enough = effectiveMinIsr(partition) <= maximalIsrSize(partition.replica.isrState);
  return { hasEnough: true, errorCode: enough ? 'NONE' : 'NOT_ENOUGH_REPLICAS_AFTER_APPEND' };
}
