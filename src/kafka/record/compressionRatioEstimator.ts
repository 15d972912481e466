/**
 * How well the producer believes its next batch of a topic will be compressed, and so how full it takes a batch for that
 * is still open (CompressionRatioEstimator and MemoryRecordsBuilder.estimatedBytesWritten). It gets hopeful slowly and
 * disappointed fast. Java counts in floats of 32 bits, which shows: in where a batch ends.
 */
import { RECORD_BATCH_OVERHEAD } from './defaultRecordBatch.ts';

/** What is expected before the first batch, with every codec. */
export const INITIAL_COMPRESSION_RATIO = 1;

const FLOAT = new Float32Array(1);
const IMPROVING_STEP = float(0.005);
const DETERIORATE_STEP = float(0.05);
const ESTIMATION_FACTOR = float(1.05);

/** After a batch whose records took `compressed` instead of `uncompressed` bytes. */
export function updatedCompressionRatio(estimation: number, compressed: number, uncompressed: number): number {
  const observed = float(compressed / uncompressed);
  if (observed > estimation) return Math.max(float(estimation + DETERIORATE_STEP), observed);
  if (observed < estimation) return Math.max(float(estimation - IMPROVING_STEP), observed);
  return estimation;
}

/** After a batch that was too large all the same (RecordAccumulator.splitAndReenqueue). */
export function resetCompressionRatio(compressed: number, uncompressed: number): number {
  return Math.max(INITIAL_COMPRESSION_RATIO, float(compressed / uncompressed));
}

/** Of a compressed batch with so many bytes of records. */
export function estimatedBatchSize(uncompressedRecords: number, estimation: number): number {
  const expected = float(float(float(uncompressedRecords) * estimation) * ESTIMATION_FACTOR);
  return RECORD_BATCH_OVERHEAD + Math.trunc(expected);
}

/** The nearest float of 32 bits. */
function float(value: number): number {
  FLOAT[0] = value;
  return FLOAT[0]!;
}
