/** What producers and their applications tell, and what every client writes into its log. */
import { unreachable } from '../../base/assert.ts';
import type { TopicPartition } from '../topicPartition.ts';

export type ProducerFact =
  | {
      /** A new id, or the next epoch of the one it has: sequence numbers begin at 0 again. */
      readonly type: 'ProducerIdAssigned';
      readonly client: string;
      readonly producerId: number;
      readonly producerEpoch: number;
    }
  /** The default gave way to another setting. `reason`: the line in its log. */
  | { readonly type: 'IdempotenceDisabled'; readonly client: string; readonly reason: string }
  | {
      /** MESSAGE_TOO_LARGE: its records go again, in several batches. */
      readonly type: 'BatchSplit';
      readonly client: string;
      readonly partition: TopicPartition;
      readonly records: number;
      readonly batches: number;
    }
  /** flush() has returned: all that was sent before it has come to an end. */
  | { readonly type: 'ProducerFlushed'; readonly client: string }
  /** close() has returned. `aborted`: records it gave up for that. */
  | { readonly type: 'ProducerClosed'; readonly client: string; readonly aborted: number }
  /** A warning in a client's log, in the words of the Java client. */
  | { readonly type: 'ClientWarned'; readonly client: string; readonly message: string };

export function describeProducerFact(fact: ProducerFact): string {
  switch (fact.type) {
    case 'ProducerIdAssigned':
      return `ProducerIdAssigned ${fact.client} ${fact.producerId} epoch ${fact.producerEpoch}`;
    case 'IdempotenceDisabled':
      return `IdempotenceDisabled ${fact.client}: ${fact.reason}`;
    case 'BatchSplit':
      return `BatchSplit ${fact.client} ${fact.partition} ${fact.records} records in ${fact.batches} batches`;
    case 'ProducerFlushed':
      return `ProducerFlushed ${fact.client}`;
    case 'ProducerClosed':
      return `ProducerClosed ${fact.client}${fact.aborted === 0 ? '' : `, ${fact.aborted} records given up`}`;
    case 'ClientWarned':
      return `ClientWarned ${fact.client}: ${fact.message}`;
    default:
      return unreachable(fact);
  }
}
