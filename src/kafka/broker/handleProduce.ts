/**
 * Produce: append to every partition that can be, and answer as acks says: not at all, at once, or when committed.
 *
 * Kafka: kafka.server.KafkaApis.handleProduceRequest, kafka.server.ReplicaManager (appendRecords,
 * maybeAddDelayedProduce).
 * *Simplified:* no transactions, no quotas.
 */
import type { ErrorName } from '../errors.ts';
import { isInternalTopic } from '../internalTopics.ts';
import { millisOf } from '../log/logSegment.ts';
import type { ProduceRequest, ProduceResponse } from '../messages.ts';
import { partitionAt } from '../metadata/image.ts';
import type { UnassignedBatch } from '../records.ts';
import { type AppendResult, appendRecordsToLeader } from '../replication/appendRecords.ts';
import { parkProduce } from '../replication/delayedProduce.ts';
import { currentLeader, NO_CURRENT_LEADER } from '../replication/fetchRecords.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import * as connections from './connections.ts';
import type { ProducePartitionStatus } from './state.ts';
import { brokerId, type Work } from './work.ts';

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
        : isInternalTopic(topicOf(topicPartition))
          ? refused('INVALID_TOPIC_EXCEPTION')
          : appendRecordsToLeader(work, topicPartition, batch, acks);
  if (result.errorCode !== 'NONE') tellRefused(work, topicPartition, batch, result.errorCode);
  const { baseOffset, logStartOffset, logAppendTime, nextOffset: requiredOffset } = result;
  const acksPending = acks === -1 && result.errorCode === 'NONE';
  // What the answer says if the acknowledgements do not come in time.
  const errorCode = acksPending ? 'REQUEST_TIMED_OUT' : result.errorCode;
  return { topicPartition, acksPending, errorCode, baseOffset, logStartOffset, logAppendTime, requiredOffset };
}

/** What is wrong with its sequence has been told. */
function tellRefused(work: Work, partition: TopicPartition, { records }: UnassignedBatch, error: ErrorName): void {
  if (isOfSequence(error)) return;
  const first = records[0]?.id ?? '';
  work.out.fact({ type: 'AppendRefused', partition, broker: brokerId(work), count: records.length, first, error });
}

function isOfSequence(error: ErrorName): boolean {
  return (
    error === 'OUT_OF_ORDER_SEQUENCE_NUMBER' ||
    error === 'DUPLICATE_SEQUENCE_NUMBER' ||
    error === 'INVALID_PRODUCER_EPOCH' ||
    error === 'UNKNOWN_PRODUCER_ID'
  );
}

function refused(errorCode: ErrorName): AppendResult {
  return { errorCode, baseOffset: -1, logStartOffset: -1, nextOffset: -1, logAppendTime: -1 };
}

export function produceAnswer(
  work: Work,
  correlationId: number,
  partitions: readonly ProducePartitionStatus[],
): ProduceResponse {
  return {
    type: 'ProduceResponse',
    correlationId,
    partitions: partitions.map(({ topicPartition, errorCode, baseOffset, logStartOffset, logAppendTime }) => ({
      topicPartition,
      errorCode,
      baseOffset,
      logStartOffset,
      ...(logAppendTime < 0 ? {} : { logAppendTimeMs: millisOf(logAppendTime) }),
      currentLeader: errorCode === 'NOT_LEADER_OR_FOLLOWER' ? currentLeader(work, topicPartition) : NO_CURRENT_LEADER,
    })),
  };
}
