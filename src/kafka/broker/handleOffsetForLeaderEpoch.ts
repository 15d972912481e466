/**
 * OffsetForLeaderEpoch: where the records of an epoch end in this leader's log. Consumers ask it after a change of
 * leader, to see whether what they have read still stands (KIP-320).
 *
 * Kafka: kafka.server.ReplicaManager.lastOffsetForLeaderEpoch, kafka.cluster.Partition.lastOffsetForLeaderEpoch.
 */
import type { ErrorName } from '../errors.ts';
import { UNDEFINED_END_OFFSET } from '../log/leaderEpochCache.ts';
import { endOffsetForEpoch } from '../log/partitionLog.ts';
import type { OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse } from '../messages.ts';
import { notHostedError } from '../replication/appendRecords.ts';
import { localLogError } from '../replication/partition.ts';
import { hostedPartition, type Work } from './work.ts';

type Asked = OffsetForLeaderEpochRequest['partitions'][number];
type Answer = OffsetForLeaderEpochResponse['partitions'][number];

export function handleOffsetForLeaderEpoch(work: Work, connection: number, request: OffsetForLeaderEpochRequest): void {
  const { correlationId } = request;
  const partitions = request.partitions.map((asked) => lastOffsetForLeaderEpoch(work, asked));
  work.out.reply(connection, { type: 'OffsetForLeaderEpochResponse', correlationId, partitions });
}

function lastOffsetForLeaderEpoch(work: Work, asked: Asked): Answer {
  const { topicPartition, currentLeaderEpoch, leaderEpoch } = asked;
  const partition = hostedPartition(work, topicPartition);
  if (partition === undefined) return answer(asked, notHostedError(work, topicPartition));
  const error = localLogError(partition, currentLeaderEpoch, true);
  if (error !== 'NONE') return answer(asked, error);
  return answer(asked, 'NONE', endOffsetForEpoch(partition.log, leaderEpoch));
}

function answer({ topicPartition }: Asked, errorCode: ErrorName, found = UNDEFINED_END_OFFSET): Answer {
  return { topicPartition, errorCode, leaderEpoch: found.epoch, endOffset: found.endOffset };
}
