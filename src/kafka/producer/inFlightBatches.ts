/** Batches in requests without an answer yet, and in queues to be sent again: found by their sequence, and changed. */
import type { TopicPartition } from '../topicPartition.ts';
import { type ProducerBatch, resequenced } from './producerBatch.ts';
import { queueOf, withQueue } from './recordAccumulator.ts';
import type { InFlightBatches, ProducerRun } from './state.ts';
import type { Rewritten } from './txnPartitionEntry.ts';

/** A new producer epoch: batches on their way take other sequence numbers, wherever they are. */
export function rewriteBatches(run: ProducerRun, partition: TopicPartition, changes: Rewritten['batches']): void {
  if (changes.length === 0) return;
  const rewrite = (batch: ProducerBatch): ProducerBatch => {
    if (batch.partition !== partition || batch.done) return batch;
    for (const { from, to } of changes) {
      const { producerId, producerEpoch, baseSequence } = from;
      const isIt = batch.baseSequence === baseSequence && batch.producerEpoch === producerEpoch;
      if (isIt && batch.producerId === producerId) return resequenced(batch, to);
    }
    return batch;
  };
  const queue = queueOf(run.accumulator, partition);
  if (queue.length > 0) run.accumulator = withQueue(run.accumulator, partition, queue.map(rewrite));
  run.inFlight = run.inFlight.map((entry) => ({ ...entry, batches: entry.batches.map(rewrite) }));
}

/** Takes the request out of those without an answer; undefined: it is none of them. */
export function takeInFlight(run: ProducerRun, correlationId: number): InFlightBatches | undefined {
  let taken: InFlightBatches | undefined;
  const rest: InFlightBatches[] = [];
  for (const entry of run.inFlight) {
    if (entry.correlationId === correlationId) taken = entry;
    else rest.push(entry);
  }
  if (taken !== undefined) run.inFlight = rest;
  return taken;
}

export function batchOf({ batches }: InFlightBatches, partition: TopicPartition): ProducerBatch | undefined {
  for (const batch of batches) if (batch.partition === partition) return batch;
  return undefined;
}
