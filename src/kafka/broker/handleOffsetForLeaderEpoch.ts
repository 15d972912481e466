/**
 * OffsetForLeaderEpoch: where the records of an epoch end in this leader's log. Consumers ask it after a change of
 * leader, to see whether what they have read still stands (KIP-320); followers did before they began to fetch (KIP-101),
 * and with KIP-279 the answer also names the epoch that was found.
 *
 * Kafka: kafka.server.ReplicaManager.lastOffsetForLeaderEpoch, kafka.cluster.Partition.lastOffsetForLeaderEpoch.
 */
import type { ErrorName } from '../errors.ts';
import {
  type EpochEndOffset,
  endOffsetFor,
  endOffsetForTracked,
  UNDEFINED_END_OFFSET,
  UNDEFINED_EPOCH,
} from '../log/leaderEpochCache.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import type { OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse } from '../messages.ts';
import { notHostedError } from '../replication/appendRecords.ts';
import { localLogError } from '../replication/partition.ts';
import type { KafkaVersionRules } from '../versions.ts';
import * as connections from './connections.ts';
import { hostedPartition, type Work } from './work.ts';

type Asked = OffsetForLeaderEpochRequest['partitions'][number];
type Answer = OffsetForLeaderEpochResponse['partitions'][number];

export function handleOffsetForLeaderEpoch(work: Work, connection: number, request: OffsetForLeaderEpochRequest): void {
  if (!work.state.setup.version.kip101) {
    // An API that this broker has never heard of.
    connections.close(work, connection);
    return;
  }
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
  return answer(asked, 'NONE', endOf(work.state.setup.version, partition.log, leaderEpoch));
}

function endOf({ kip279, kafka7415 }: KafkaVersionRules, log: PartitionLog, leaderEpoch: number): EpochEndOffset {
  const find = kafka7415 ? endOffsetFor : endOffsetForTracked;
  const found = find(log.leaderEpochs, leaderEpoch, log.logEndOffset);
  return kip279 ? found : { epoch: UNDEFINED_EPOCH, endOffset: found.endOffset };
}

function answer({ topicPartition }: Asked, errorCode: ErrorName, found = UNDEFINED_END_OFFSET): Answer {
  return { topicPartition, errorCode, leaderEpoch: found.epoch, endOffset: found.endOffset };
}
