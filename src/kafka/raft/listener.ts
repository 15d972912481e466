/**
 * What the listener above the quorum takes from it and gives to it besides records: snapshots.
 *
 * Kafka: KafkaRaftClient.createSnapshot, updateListenersProgress; KIP-630.
 */
import { assert } from '../../base/assert.ts';
import type { Micros } from '../../base/time.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import type { MetadataRecord } from '../records.ts';
import { truncateOldEntries, valueAtOrBefore, withControlRecords } from './controlRecords.ts';
import * as metadataLog from './metadataLog.ts';
import { settle } from './settle.ts';
import { addSnapshot, isBootstrap, newSnapshot, type RaftSnapshot, snapshotWithId } from './snapshots.ts';
import type { RaftState } from './state.ts';

/**
 * What the listener holds up to `offset` becomes a snapshot, with the voters as they were then. Nothing happens when there
 * is one already.
 */
export function createSnapshot(
  state: RaftState,
  id: metadataLog.OffsetAndEpoch,
  lastContainedLogTimestamp: Micros,
  records: readonly MetadataRecord[],
  env: KafkaEnv,
  out: KafkaOut,
): RaftState {
  const { log, controlRecords } = state;
  if (id.offset < log.startOffset || snapshotWithId(log, id) !== undefined) return state;
  assert(id.offset <= state.logHighWatermark, `a snapshot at ${id.offset} is beyond what is committed`);
  const valid = metadataLog.validateOffsetAndEpoch(log, id.offset, id.epoch).kind === 'valid';
  assert(valid, `the log has no ${id.offset}@${id.epoch} to make a snapshot at`);
  const kRaftVersion = valueAtOrBefore(controlRecords.kraftVersions, id.offset - 1) ?? 0;
  const voters = valueAtOrBefore(controlRecords.voterSets, id.offset - 1) ?? [];
  const snapshot = newSnapshot(id, lastContainedLogTimestamp, kRaftVersion, voters, records);
  const { nodeId } = state;
  const count = snapshot.records.length;
  out.fact({ type: 'SnapshotWritten', id: nodeId, endOffset: id.offset, epoch: id.epoch, records: count });
  const written = { ...state, log: addSnapshot(log, snapshot, out) };
  return settle(state, withControlRecords(written, truncateOldEntries(controlRecords, id.offset)), env, out);
}

/** The newest one, where a listener that has read up to `nextOffset` must or may as well begin with it. */
export function snapshotToLoad({ log }: RaftState, nextOffset: number): RaftSnapshot | undefined {
  const latest = metadataLog.latestSnapshot(log);
  if (latest === undefined || isBootstrap(latest)) return undefined;
  return nextOffset === 0 || nextOffset < log.startOffset ? latest : undefined;
}
