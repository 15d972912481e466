/** A batch as its partition's producer state looks at it. *Simplified:* no transactions yet, so no markers. */
import { lastOffsetOf, type RecordBatch } from '../records.ts';
import { maxTimestampOf } from './logSegment.ts';
import type { ProducerBatch } from './producerStateEntry.ts';

export function producerBatchOf(batch: RecordBatch): ProducerBatch {
  return {
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    baseOffset: batch.baseOffset,
    lastOffset: lastOffsetOf(batch),
    maxTimestamp: maxTimestampOf(batch),
    isTransactional: false,
    marker: null,
  };
}
