/**
 * Reading for a fetch, of a follower or of a consumer. A valid fetch of a follower is also its acknowledgement: asking
 * for offset n says that everything below n is in its log.
 *
 * Kafka: kafka.server.ReplicaManager.readFromLog, kafka.cluster.Partition (fetchRecords, updateFollowerFetchState).
 * *Simplified:* no quotas, no tiered storage.
 */
import type { FetchParams, FetchPartition } from '../broker/state.ts';
import { aliveBrokerEpoch, hostedPartition, setPartition, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import { read } from '../log/logRead.ts';
import { lastStableOffset } from '../log/partitionLog.ts';
import type { CurrentLeader } from '../messages.ts';
import { partitionAt } from '../metadata/image.ts';
import type { RecordBatch } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { notHostedError } from './appendRecords.ts';
import type { FetchedPartition } from './fetchSession.ts';
import { advanceHighWatermark, maybeExpandIsr } from './inSyncReplicas.ts';
import { lookUp } from './leaderEpochLookup.ts';
import {
  isLeader,
  type LeaderPartition,
  localLogError,
  type Partition,
  remoteReplica,
  withRemoteReplica,
} from './partition.ts';
import { findPreferredReadReplica } from './preferredReadReplica.ts';
import { updateFetchState } from './remoteReplica.ts';

export const NO_CURRENT_LEADER: CurrentLeader = { leaderId: -1, leaderEpoch: -1 };
const NO_RECORDS: readonly RecordBatch[] = [];

export function isFromFollower(params: FetchParams): boolean {
  return params.replicaId >= 0;
}

/**
 * Partition after partition, within the request's limit; the first that has something is read even beyond it. With
 * `acknowledges` the fetch counts as the follower's progress: once for each request, not again when a parked one ends.
 */
export function readFromLog(
  work: Work,
  params: FetchParams,
  partitions: readonly FetchPartition[],
  acknowledges: boolean,
): FetchedPartition[] {
  const results: FetchedPartition[] = [];
  let limit = params.maxBytes;
  let minOneMessage = true;
  for (const request of partitions) {
    const result = readPartition(work, params, request, limit, minOneMessage, acknowledges);
    const size = sizeOf(result.records);
    if (size > 0) minOneMessage = false;
    limit = Math.max(0, limit - size);
    results.push(result);
  }
  return results;
}

export function sizeOf(batches: readonly RecordBatch[]): number {
  let size = 0;
  for (const batch of batches) size += batch.sizeInBytes;
  return size;
}

function readPartition(
  work: Work,
  params: FetchParams,
  request: FetchPartition,
  limit: number,
  minOneMessage: boolean,
  acknowledges: boolean,
): FetchedPartition {
  const tp = request.topicPartition;
  const partition = hostedPartition(work, tp);
  if (partition === undefined) return fetchError(work, tp, notHostedError(work, tp));
  const follower = isFromFollower(params);
  const error = localLogError(partition, request.currentLeaderEpoch, follower);
  if (error !== 'NONE') return fetchError(work, tp, error);
  const { log } = partition;
  if (!follower && isLeader(partition)) {
    const nodeId = findPreferredReadReplica(work, partition, params.rackId, request.fetchOffset);
    if (nodeId >= 0) return { ...fetched(partition, NO_RECORDS, null), preferredReadReplica: nodeId };
  }
  if (follower && isLeader(partition) && remoteReplica(partition, params.replicaId) === undefined) {
    return fetchError(work, tp, request.currentLeaderEpoch < 0 ? 'NOT_LEADER_OR_FOLLOWER' : 'UNKNOWN_LEADER_EPOCH');
  }
  const history = lookUp(log, request.lastFetchedEpoch, request.fetchOffset, work.state.setup.version.kip320);
  if (history.type === 'error') return fetchError(work, tp, history.error);
  if (history.type === 'diverging') return fetched(partition, NO_RECORDS, history.divergingEpoch);
  const end = follower ? log.logEndOffset : log.highWatermark;
  const maxBytes = Math.min(request.partitionMaxBytes, limit);
  const records = read(log, request.fetchOffset, maxBytes, end, minOneMessage);
  if (records === undefined) return fetchError(work, tp, 'OFFSET_OUT_OF_RANGE');
  // The answer carries the high watermark from before this very fetch moves it: a follower learns it one fetch later.
  const result = fetched(partition, records, null);
  if (follower && acknowledges && isLeader(partition)) {
    const refused = updateFollowerFetchState(work, partition, params, request);
    if (refused !== 'NONE') return fetchError(work, tp, refused);
  }
  return result;
}

function updateFollowerFetchState(
  work: Work,
  partition: LeaderPartition,
  params: FetchParams,
  request: FetchPartition,
): ErrorName {
  const { replicaId, replicaEpoch } = params;
  const known = aliveBrokerEpoch(work, replicaId);
  if (replicaEpoch !== -1 && known !== undefined && known > replicaEpoch) return 'NOT_LEADER_OR_FOLLOWER';
  const before = remoteReplica(partition, replicaId)!;
  const after = updateFetchState(before, {
    offset: request.fetchOffset,
    logStartOffset: request.logStartOffset,
    at: work.env.now,
    leaderEndOffset: partition.log.logEndOffset,
    brokerEpoch: replicaEpoch,
  });
  const next = withRemoteReplica(partition, after);
  setPartition(work, next);
  maybeExpandIsr(work, partition.topicPartition, after);
  if (after.logEndOffset !== before.logEndOffset) {
    const current = hostedPartition(work, partition.topicPartition);
    if (current !== undefined && isLeader(current)) advanceHighWatermark(work, current);
  }
  if (after.logStartOffset !== before.logStartOffset && partition.deleteRecordsWatchers.length > 0) {
    work.actionQueue.push(partition);
  }
  return 'NONE';
}

function fetched(
  { topicPartition, log }: Partition,
  records: readonly RecordBatch[],
  divergingEpoch: FetchedPartition['divergingEpoch'],
): FetchedPartition {
  return {
    topicPartition,
    errorCode: 'NONE',
    highWatermark: log.highWatermark,
    lastStableOffset: lastStableOffset(log),
    logStartOffset: log.logStartOffset,
    divergingEpoch,
    currentLeader: NO_CURRENT_LEADER,
    preferredReadReplica: -1,
    records,
  };
}

export function fetchError(work: Work, topicPartition: TopicPartition, errorCode: ErrorName): FetchedPartition {
  const leaderChanged = errorCode === 'NOT_LEADER_OR_FOLLOWER' || errorCode === 'FENCED_LEADER_EPOCH';
  return {
    topicPartition,
    errorCode,
    highWatermark: -1,
    lastStableOffset: -1,
    logStartOffset: -1,
    divergingEpoch: null,
    currentLeader: leaderChanged ? currentLeader(work, topicPartition) : NO_CURRENT_LEADER,
    preferredReadReplica: -1,
    records: NO_RECORDS,
  };
}

/** KIP-951: what this broker knows of the leader, so that the client need not ask (KafkaApis.getCurrentLeader). */
export function currentLeader(work: Work, tp: TopicPartition): CurrentLeader {
  if (!work.state.setup.version.kip951) return NO_CURRENT_LEADER;
  const partition = hostedPartition(work, tp);
  if (partition !== undefined) {
    const { replica, leaderEpoch } = partition;
    if (replica.role === 'leader') return { leaderId: work.state.setup.nodeId, leaderEpoch };
    return { leaderId: replica.role === 'follower' ? replica.leaderId : -1, leaderEpoch };
  }
  const known = partitionAt(work.state.image, tp);
  return known === undefined ? NO_CURRENT_LEADER : { leaderId: known.leader, leaderEpoch: known.leaderEpoch };
}
