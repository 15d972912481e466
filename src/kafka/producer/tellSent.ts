/** What a ProduceRequest takes along, as a fact for each batch (the sensors of Sender.SenderMetrics.updateProduceRequestMetrics). */
import { at } from '../../base/vector.ts';
import { type ProducerBatch, sizeInBytes } from './producerBatch.ts';
import type { ProducerRun } from './state.ts';

export function tellSent(run: ProducerRun, broker: string, request: number, batches: readonly ProducerBatch[]): void {
  const { env, settings, accumulator } = run;
  const availableBytes = settings.bufferMemory - accumulator.allocatedBytes;
  for (const batch of batches) {
    const { partition, records, number, attempts: attempt, uncompressedSizeInBytes: uncompressedBytes } = batch;
    const { producerId, producerEpoch, baseSequence } = batch;
    run.out.fact({
      type: 'BatchSent',
      client: run.client.clientId,
      broker,
      request,
      partition,
      batch: number,
      first: at(records, 0)!.number,
      last: at(records, records.length - 1)!.number,
      count: records.length,
      attempt,
      bytes: sizeInBytes(batch),
      uncompressedBytes,
      queued: env.now - batch.createdAt,
      producerId,
      producerEpoch,
      baseSequence,
      availableBytes,
    });
  }
}
