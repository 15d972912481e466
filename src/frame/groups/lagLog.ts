/** How far every group is behind in every partition, over time: ends of logs against what is committed. */
import type { Micros } from '../../base/time.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';

interface Points {
  readonly at: Micros[];
  readonly offset: number[];
}

/** Points of one picture. */
const MOST_POINTS = 240;

export class LagLog {
  readonly #ends = new Map<string, Points>();
  /** By group and partition. */
  readonly #committed = new Map<string, Points>();

  take({ at, fact }: RecordedFact<Kafka>): void {
    if (fact.type === 'RecordsAppended') add(this.#ends, fact.partition, at, fact.baseOffset + fact.count);
    else if (fact.type === 'OffsetCommitted') add(this.#committed, keyOf(fact.group, fact.partition), at, fact.offset);
  }

  /** From the first commit on. */
  points(group: string, partition: string, until: Micros): readonly { readonly at: Micros; readonly lag: number }[] {
    const committed = this.#committed.get(keyOf(group, partition));
    const ends = this.#ends.get(partition);
    if (committed === undefined) return [];
    const width = Math.max(1, Math.ceil(until / MOST_POINTS));
    const points: { at: Micros; lag: number }[] = [];
    let nextCommit = 0;
    let nextEnd = 0;
    let offset = 0;
    let end = 0;
    while (true) {
      const commitAt = committed.at[nextCommit] ?? Number.MAX_SAFE_INTEGER;
      const endAt = ends?.at[nextEnd] ?? Number.MAX_SAFE_INTEGER;
      const at = Math.min(commitAt, endAt);
      if (at > until) break;
      if (commitAt <= endAt) offset = committed.offset[nextCommit++]!;
      else end = ends!.offset[nextEnd++]!;
      if (nextCommit === 0) continue;
      const lag = Math.max(0, end - offset);
      const last = points[points.length - 1];
      const before = points[points.length - 2];
      // Of each stretch the largest and the last are kept: a peak between two commits is what there is to see.
      const slot = Math.floor(at / width);
      if (last === undefined || Math.floor(last.at / width) !== slot) points.push({ at, lag });
      else if (before !== undefined && Math.floor(before.at / width) === slot) {
        if (last.lag > before.lag) points[points.length - 2] = last;
        points[points.length - 1] = { at, lag };
      } else points.push({ at, lag });
    }
    return points;
  }
}

function keyOf(group: string, partition: string): string {
  return `${partition} ${group}`;
}

function add(map: Map<string, Points>, key: string, at: Micros, offset: number): void {
  let points = map.get(key);
  if (points === undefined) {
    points = { at: [], offset: [] };
    map.set(key, points);
  }
  points.at.push(at);
  points.offset.push(offset);
}
