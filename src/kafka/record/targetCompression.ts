/**
 * compression.type of a topic: the leader keeps a batch as its producer compressed it, or makes it over
 * (org.apache.kafka.server.record.BrokerCompressionType, LogValidator.validateMessagesAndAssignOffsetsCompressed). A batch
 * that has the topic's codec already is kept, whatever its level.
 */
import type { UnassignedBatch } from '../records.ts';
import type { CompressionType } from './compression.ts';
import { type Compression, compressionOf, weighed } from './storedBatch.ts';

/** `undefined` inside: without compression. */
export type TargetCompression = 'producer' | { readonly compression: Compression | undefined };

export function targetCompressionOf(settingOf: (name: string) => unknown): TargetCompression {
  const type = settingOf('compression.type') as 'producer' | 'uncompressed' | CompressionType;
  if (type === 'producer') return 'producer';
  return { compression: compressionOf(type, (name) => settingOf(name) as number) };
}

/** The batch itself where nothing changes; else its size may be another, and has to be looked at again. */
export function withTargetCompression(batch: UnassignedBatch, target: TargetCompression): UnassignedBatch {
  if (target === 'producer' || target.compression?.type === batch.compression) return batch;
  const { producerId, producerEpoch, baseSequence, records } = batch;
  return { producerId, producerEpoch, baseSequence, records, ...weighed(records, target.compression) };
}
