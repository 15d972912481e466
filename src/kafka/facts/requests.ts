/**
 * What clients and brokers tell of single requests, for metrics and for the life of a record: each small, and as many as
 * there are requests.
 */
import { unreachable } from '../../base/assert.ts';
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';

export type RequestOutcome = 'answered' | 'disconnected' | 'timed out';

export type RequestFact =
  | {
      /** A client has its answer, or knows that none will come. */
      readonly type: 'RequestCompleted';
      readonly client: string;
      /** The node's name. */
      readonly broker: string;
      /** `Produce` */
      readonly api: string;
      /** Its correlation id. */
      readonly request: number;
      /** Since it was sent. */
      readonly latency: number;
      readonly outcome: RequestOutcome;
    }
  | {
      /** A batch goes out in a ProduceRequest, for the first time or again. */
      readonly type: 'BatchSent';
      readonly client: string;
      readonly broker: string;
      readonly request: number;
      readonly partition: TopicPartition;
      /** Which one of this client; the parts of one that was split have its number. */
      readonly batch: number;
      /** Numbers of its first and its last record. */
      readonly first: number;
      readonly last: number;
      readonly count: number;
      /** Attempts before this one. */
      readonly attempt: number;
      readonly bytes: number;
      /** Without compression. */
      readonly uncompressedBytes: number;
      /** Since its first record came. */
      readonly queued: number;
      /** -1: not idempotent. */
      readonly producerId: number;
      readonly producerEpoch: number;
      readonly baseSequence: number;
      /** Of buffer.memory. */
      readonly availableBytes: number;
    }
  | {
      /** A leader took none of the batch, and not for its sequence. */
      readonly type: 'AppendRefused';
      readonly partition: TopicPartition;
      readonly broker: number;
      readonly count: number;
      /** Its first record, `p1#12`; empty: not known. */
      readonly first: string;
      readonly error: ErrorName;
    }
  | {
      /** A fetch of a consumer is answered with records. */
      readonly type: 'RecordsServed';
      readonly broker: number;
      readonly bytes: number;
    }
  /** The application calls poll(). */
  | { readonly type: 'PollCalled'; readonly client: string };

export function describeRequestFact(fact: RequestFact): string {
  switch (fact.type) {
    case 'RequestCompleted': {
      const { client, broker, api, request, latency, outcome } = fact;
      return `RequestCompleted ${client} ${broker} ${api} ${request}: ${outcome} after ${latency} us`;
    }
    case 'BatchSent': {
      const { client, broker, request, partition, first, last, attempt, bytes, producerId, baseSequence } = fact;
      const sequence = producerId < 0 ? '' : ` sequence ${baseSequence}`;
      const again = attempt === 0 ? '' : ` attempt ${attempt + 1}`;
      return `BatchSent ${client} ${broker} request ${request} ${partition} #${first}..#${last}${sequence}${again}, ${bytes} bytes`;
    }
    case 'AppendRefused':
      return `AppendRefused b${fact.broker} ${fact.partition} count ${fact.count}: ${fact.error}`;
    case 'RecordsServed':
      return `RecordsServed b${fact.broker}: ${fact.bytes} bytes`;
    case 'PollCalled':
      return `PollCalled ${fact.client}`;
    default:
      return unreachable(fact);
  }
}
