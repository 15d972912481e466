/**
 * ListOffsets: where a partition starts, ends, or what its offset was at a time. A new leader whose high watermark has
 * not reached the start of its own epoch does not know yet what is committed, and says so rather than go backwards.
 *
 * Kafka: kafka.server.ReplicaManager.fetchOffset, kafka.cluster.Partition.fetchOffsetForTimestamp (KIP-207).
 * Without tiered storage the log begins locally where it begins at all, and nothing is tiered or waits to be.
 */
import type { ErrorName } from '../errors.ts';
import { findByTimestamp, findMaxTimestamp } from '../log/logRead.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../messages.ts';
import { notHostedError } from '../replication/appendRecords.ts';
import { isLeader, localLogError, type Partition } from '../replication/partition.ts';
import { hostedPartition, type Work } from './work.ts';

type Asked = ListOffsetsRequest['partitions'][number];
type Answer = ListOffsetsResponse['partitions'][number];

const CONSUMER_REPLICA_ID = -1;
const DEBUGGING_REPLICA_ID = -2;
const LATEST_TIMESTAMP = -1;
const EARLIEST_TIMESTAMP = -2;
const MAX_TIMESTAMP = -3;
const EARLIEST_LOCAL_TIMESTAMP = -4;
const LATEST_TIERED_TIMESTAMP = -5;
const EARLIEST_PENDING_UPLOAD_TIMESTAMP = -6;
const UNKNOWN = -1;

export function handleListOffsets(work: Work, connection: number, request: ListOffsetsRequest): void {
  const { correlationId, replicaId } = request;
  const partitions = request.partitions.map((asked) => listOffset(work, asked, replicaId));
  work.out.reply(connection, { type: 'ListOffsetsResponse', correlationId, partitions });
}

function listOffset(work: Work, asked: Asked, replicaId: number): Answer {
  const { topicPartition, currentLeaderEpoch, timestamp } = asked;
  const partition = hostedPartition(work, topicPartition);
  if (partition === undefined) return failed(asked, notHostedError(work, topicPartition));
  const error = localLogError(partition, currentLeaderEpoch, replicaId !== DEBUGGING_REPLICA_ID);
  if (error !== 'NONE') return failed(asked, error);
  const { log, leaderEpoch } = partition;
  const isClient = replicaId === CONSUMER_REPLICA_ID;
  const lastFetchable = isClient ? log.highWatermark : log.logEndOffset;
  const unsettled = isClient && isLeader(partition) && isUnsettled(partition);
  switch (timestamp) {
    case LATEST_TIMESTAMP:
      return unsettled ? failed(asked, 'OFFSET_NOT_AVAILABLE') : found(asked, UNKNOWN, lastFetchable, leaderEpoch);
    case EARLIEST_TIMESTAMP:
    case EARLIEST_LOCAL_TIMESTAMP:
      return found(asked, UNKNOWN, log.logStartOffset, earliestEpoch(log));
    case LATEST_TIERED_TIMESTAMP:
    case EARLIEST_PENDING_UPLOAD_TIMESTAMP:
      return found(asked, UNKNOWN, UNKNOWN, UNKNOWN);
    default: {
      const at = timestamp === MAX_TIMESTAMP ? findMaxTimestamp(log) : findByTimestamp(log, timestamp);
      if (at !== undefined && at.offset < lastFetchable) return found(asked, at.timestampMs, at.offset, at.epoch);
      return failed(asked, unsettled ? 'OFFSET_NOT_AVAILABLE' : 'NONE');
    }
  }
}

function isUnsettled({ replica, log }: Partition): boolean {
  return replica.role === 'leader' && replica.leaderEpochStartOffset > log.highWatermark;
}

function earliestEpoch({ leaderEpochs, logStartOffset }: PartitionLog): number {
  const [first] = leaderEpochs;
  return first !== undefined && first.startOffset <= logStartOffset ? first.epoch : UNKNOWN;
}

function found({ topicPartition }: Asked, timestamp: number, offset: number, leaderEpoch: number): Answer {
  return { topicPartition, errorCode: 'NONE', timestamp, offset, leaderEpoch };
}

function failed({ topicPartition }: Asked, errorCode: ErrorName): Answer {
  return { topicPartition, errorCode, timestamp: UNKNOWN, offset: UNKNOWN, leaderEpoch: UNKNOWN };
}
