/** DeleteRecords (KIP-107): asked of the leader of each partition. */
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Correlated } from './correlated.ts';

export interface DeleteRecordsRequest extends Correlated {
  readonly type: 'DeleteRecordsRequest';
  readonly timeoutMs: number;
  /** Everything before `offset` goes; -1: up to the high watermark. */
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly offset: number }[];
}

export interface DeleteRecordsResponse extends Correlated {
  readonly type: 'DeleteRecordsResponse';
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    /** Where the log starts on every replica that is alive; -1 with an error. */
    readonly lowWatermark: number;
    readonly errorCode: ErrorName;
  }[];
}
