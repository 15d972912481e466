/**
 * Produce: append to every partition that can be, and answer as acks says: not at all, at once, or when committed.
 *
 * Kafka: kafka.server.KafkaApis.handleProduceRequest, kafka.server.ReplicaManager (appendRecords,
 * maybeAddDelayedProduce).
 * *Simplified:* no transactions, no idempotent producers, no quotas.
 */
import type { ErrorName } from '../errors.ts';
import type { ProduceRequest, ProduceResponse } from '../messages.ts';
import { partitionAt } from '../metadata/image.ts';
import { type AppendResult, appendRecordsToLeader } from '../replication/appendRecords.ts';
import { parkProduce } from '../replication/delayedProduce.ts';
import { currentLeader, NO_CURRENT_LEADER } from '../replication/fetchRecords.ts';
import * as connections from './connections.ts';
import type { ProducePartitionStatus } from './state.ts';
import type { Work } from './work.ts';

export function handleProduce(work: Work, connection: number, request: ProduceRequest): void {
  const { acks, correlationId } = request;
  const partitions = request.partitions.map((entry) => append(work, acks, entry));
  if (acks === 0) {
    // Nobody waits for an answer: closing the connection is the only way to say that something went wrong.
    if (partitions.some(({ errorCode }) => errorCode !== 'NONE')) connections.close(work, connection);
    return;
  }
  let settled: readonly ProducePartitionStatus[] = partitions;
  if (partitions.some(({ acksPending }) => acksPending)) {
    const parked = parkProduce(work, connection, { type: 'produce', correlationId, partitions }, request.timeoutMs);
    if (parked === undefined) return;
    settled = parked.partitions;
  }
  work.out.reply(connection, produceAnswer(work, correlationId, settled));
}

function append(
  work: Work,
  acks: number,
  { topicPartition, batch }: ProduceRequest['partitions'][number],
): ProducePartitionStatus {
  const result =
    partitionAt(work.state.image, topicPartition) === undefined
      ? refused('UNKNOWN_TOPIC_OR_PARTITION')
      : acks !== -1 && acks !== 0 && acks !== 1
        ? refused('INVALID_REQUIRED_ACKS')
        : appendRecordsToLeader(work, topicPartition, batch, acks);
  const { baseOffset, logStartOffset, nextOffset } = result;
  const acksPending = acks === -1 && result.errorCode === 'NONE';
  // What the answer says if the acknowledgements do not come in time.
  const errorCode = acksPending ? 'REQUEST_TIMED_OUT' : result.errorCode;
  return { topicPartition, acksPending, errorCode, baseOffset, logStartOffset, requiredOffset: nextOffset };
}

function refused(errorCode: ErrorName): AppendResult {
  return { errorCode, baseOffset: -1, logStartOffset: -1, nextOffset: -1 };
}

export function produceAnswer(
  work: Work,
  correlationId: number,
  partitions: readonly ProducePartitionStatus[],
): ProduceResponse {
  return {
    type: 'ProduceResponse',
    correlationId,
    partitions: partitions.map(({ topicPartition, errorCode, baseOffset, logStartOffset }) => ({
      topicPartition,
      errorCode,
      baseOffset,
      logStartOffset,
      currentLeader: errorCode === 'NOT_LEADER_OR_FOLLOWER' ? currentLeader(work, topicPartition) : NO_CURRENT_LEADER,
    })),
  };
}
