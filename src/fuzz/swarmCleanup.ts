/**
 * What becomes of old records in a seed: mostly nothing. In some topics they are deleted after a few seconds, in some only
 * the newest of each key stays; segments are closed often there, for only closed ones are touched.
 */
import type { ConfigSection } from '../scenario/schema.ts';
import type { Pick } from './faults/index.ts';

export type Cleanup = 'none' | 'delete' | 'compact';

const CLEANUPS: readonly Cleanup[] = ['delete', 'compact'];
const ONE_IN = 10;

export function cleanupOf(pick: Pick, topic: string): Cleanup {
  return CLEANUPS[pick(`${topic} cleanup`, ONE_IN)] ?? 'none';
}

export function cleanupTopicConfig(pick: Pick, topic: string, cleanup: Cleanup): ConfigSection {
  if (cleanup === 'none') return {};
  const segments = { 'segment.ms': [1_000, 3_000][pick(`${topic} segments`, 2)]!, 'file.delete.delay.ms': 1_000 };
  if (cleanup === 'compact') return { ...segments, 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': 0.01 };
  return { ...segments, 'retention.ms': [2_000, 8_000][pick(`${topic} retention`, 2)]! };
}

/** How often a broker looks what may go: within the run. */
export function cleanupServerConfig(cleanups: readonly Cleanup[]): ConfigSection {
  return {
    ...(cleanups.includes('delete')
      ? { 'log.initial.task.delay.ms': 1_000, 'log.retention.check.interval.ms': 1_000 }
      : {}),
    ...(cleanups.includes('compact') ? { 'log.cleaner.backoff.ms': 500 } : {}),
  };
}
