/**
 * When a server writes a snapshot of its metadata: after so many bytes of new records, or after so long.
 *
 * Kafka: org.apache.kafka.image.publisher.SnapshotGenerator, SnapshotEmitter; KIP-630. *Simplified:* a record counts as 80
 * bytes, and the snapshot is written the moment it is due, by no thread of its own.
 */
import type { Micros } from '../../base/time.ts';
import type { Config } from '../kinds.ts';
import { RECORD_BYTES } from '../raft/snapshots.ts';

export interface SnapshotCounters {
  readonly bytesSinceLastSnapshot: number;
  readonly lastSnapshotAt: Micros;
}

/** Also after a snapshot was loaded. */
export function resetCounters(now: Micros): SnapshotCounters {
  return { bytesSinceLastSnapshot: 0, lastSnapshotAt: now };
}

export function countRecords(counters: SnapshotCounters, records: number): SnapshotCounters {
  const { bytesSinceLastSnapshot, lastSnapshotAt } = counters;
  return { bytesSinceLastSnapshot: bytesSinceLastSnapshot + RECORD_BYTES * records, lastSnapshotAt };
}

export function isSnapshotDue(
  { bytesSinceLastSnapshot, lastSnapshotAt }: SnapshotCounters,
  config: Config,
  now: Micros,
): boolean {
  const bytes = config['metadata.log.max.record.bytes.between.snapshots'];
  if (typeof bytes === 'number' && bytesSinceLastSnapshot >= bytes) return true;
  const interval = config['metadata.log.max.snapshot.interval.ms'];
  return typeof interval === 'number' && interval > 0 && now - lastSnapshotAt >= interval * 1000;
}
