/** What brokers tell of their logs: producers recognized or refused, segments closed and deleted, logs cleaned. */
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';

export type LogFact =
  | {
      /** It was in the log already and was not appended again: the answer has its first offset there. */
      readonly type: 'DuplicateBatchAnswered';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly producerId: number;
      readonly producerEpoch: number;
      readonly baseSequence: number;
      readonly count: number;
      readonly baseOffset: number;
    }
  | {
      readonly type: 'SequenceRefused';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly error: ErrorName;
      readonly producerId: number;
      readonly producerEpoch: number;
      readonly baseSequence: number;
      /** The sequence that would have followed; -1: none is known, or it is not the sequence that is wrong. */
      readonly expected: number;
    }
  | {
      readonly type: 'ProducerIdsExpired';
      readonly partition: TopicPartition;
      readonly broker: number;
      /** `[1000,1001]` */
      readonly producerIds: string;
    }
  | {
      /** The active segment was closed; the new one begins there. */
      readonly type: 'SegmentRolled';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly baseOffset: number;
    }
  | {
      readonly type: 'SegmentsDeleted';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly logStartOffset: number;
      /** How many segments. */
      readonly removed: number;
      readonly reason: SegmentDeletionReason;
    }
  | {
      /** Where the log can be read from moved by itself, before any segment went: on request, or after the leader's. */
      readonly type: 'LogStartOffsetAdvanced';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly logStartOffset: number;
      readonly reason: 'client record deletion' | 'leader offset increment';
    }
  | {
      readonly type: 'LogCleaned';
      readonly partition: TopicPartition;
      readonly broker: number;
      /** Records gone; of them `tombstones` only said that a key is deleted. */
      readonly removed: number;
      readonly tombstones: number;
      readonly kept: number;
      /** Cleaned from there … */
      readonly from: number;
      /** … up to there, exclusive: behind it the log is dirty. */
      readonly upTo: number;
    };

/** org.apache.kafka.storage.internals.log.SegmentDeletionReason */
export type SegmentDeletionReason = 'retention.ms' | 'retention.bytes' | 'log start offset';

export function describeLogFact(fact: LogFact): string {
  const head = `${fact.type} b${fact.broker} ${fact.partition}`;
  switch (fact.type) {
    case 'DuplicateBatchAnswered':
      return `${head} ${producerOf(fact)} sequence ${fact.baseSequence}, count ${fact.count}: at ${fact.baseOffset}`;
    case 'SequenceRefused':
      return `${head} ${producerOf(fact)} sequence ${fact.baseSequence}, expected ${fact.expected}: ${fact.error}`;
    case 'ProducerIdsExpired':
      return `${head} ${fact.producerIds}`;
    case 'SegmentRolled':
      return `${head} at ${fact.baseOffset}`;
    case 'SegmentsDeleted':
      return `${head} ${fact.removed}, log start ${fact.logStartOffset}: ${fact.reason}`;
    case 'LogStartOffsetAdvanced':
      return `${head} to ${fact.logStartOffset}: ${fact.reason}`;
    case 'LogCleaned':
      return (
        `${head} from ${fact.from} up to ${fact.upTo}: ${fact.removed} removed ` +
        `(${fact.tombstones} tombstones), ${fact.kept} kept`
      );
  }
}

function producerOf({ producerId, producerEpoch }: { producerId: number; producerEpoch: number }): string {
  return `producer ${producerId} epoch ${producerEpoch}`;
}
