/** What a producer was told of a record, held against what the log of the leader says now. */
import type { RecordFate } from '../frame.ts';
import type { Verdict } from './biographyFrames.ts';
import type { Copies } from './copies.ts';

export function verdictOf(fate: RecordFate, toldOffset: number, { copies, hasLeader }: Copies): Verdict {
  if (fate === 'pending') return 'pending';
  const count = copies.filter(({ counts }) => counts).length;
  if (count > 0) {
    if (fate === 'failed') return 'refused-but-written';
    if (count > 1) return 'duplicated';
    return fate === 'unknown' ? 'unknown-written' : 'kept';
  }
  if (copies.length > 0 && !hasLeader) return 'no-leader';
  const leaders = copies.flatMap(({ replicas }) => replicas.filter(({ leader }) => leader).map(({ state }) => state));
  if (leaders.includes('deleted')) return 'deleted';
  if (leaders.includes('compacted')) return 'compacted';
  if (fate === 'failed') return 'refused';
  if (fate === 'unknown') return 'unknown-not-written';
  return copies.length === 0 && toldOffset < 0 ? 'never-written' : 'lost';
}
