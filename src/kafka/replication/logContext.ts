/** What the log of a hosted partition has to know of its broker and its topic. */
import { configMicros, type Work } from '../broker/work.ts';
import type { LogContext } from '../log/partitionLog.ts';
import type { Partition } from './partition.ts';

export function logContext(work: Work, { topicPartition, config }: Partition): LogContext {
  const producerIdExpiration = configMicros(work, 'producer.id.expiration.ms');
  // KIP-101 and message format v2 came with the same release.
  const { kip101: hasBatches } = work.state.setup.version;
  return { topicPartition, env: work.env, config, producerIdExpiration, hasBatches };
}
