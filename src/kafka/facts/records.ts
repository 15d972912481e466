/** What becomes of records, as clients tell it: sent, sent again, acknowledged, failed, unknown, delivered. */
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';

export type RecordFact =
  | {
      readonly type: 'RecordSent';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly record: number;
      readonly key: string | null;
      /** Which batch of this client it came into. */
      readonly batch: number;
      /** Of buffer.memory. */
      readonly availableBytes: number;
      /** In send(), before it came there; absent: not at all. */
      readonly waitedForMetadata?: number;
      readonly waitedForMemory?: number;
      /** The application sends a record again that has failed; absent: it has not sent it before. */
      readonly resendOf?: number;
    }
  | {
      readonly type: 'RecordAcknowledged';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly record: number;
      /** -1 with acks=0. */
      readonly offset: number;
      readonly acks: number;
    }
  | {
      readonly type: 'RecordFailed';
      readonly client: string;
      readonly partition: TopicPartition | null;
      readonly record: number;
      readonly error: ErrorName | 'TIMEOUT' | 'CLOSED';
      readonly message: string;
    }
  | {
      readonly type: 'RecordUnknown';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly record: number;
      readonly error: ErrorName | 'TIMEOUT' | 'CLOSED';
      readonly message: string;
    }
  | {
      readonly type: 'ProduceRetried';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly error: ErrorName | 'DISCONNECTED' | 'TIMEOUT';
      readonly attempt: number;
      readonly batch: number;
      readonly count: number;
    }
  | {
      readonly type: 'RecordsConsumed';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly from: number;
      readonly count: number;
      readonly broker: number;
      /** As they lie in the log. */
      readonly bytes: number;
      /** Behind them up to the high watermark, as far as this client knows it; -1: not known. */
      readonly lag: number;
      /** Whose records they are, `p1#12`, in order: what Jepsen would write into their values. Empty: not known. */
      readonly records: readonly string[];
    };
