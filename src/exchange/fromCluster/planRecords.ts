/**
 * How many records each partition gets, and where each group has committed, so that the lag is what was described. Offsets
 * of a real cluster are far larger than a run: those that fit are kept, others begin at 0, and a lag that is too large is
 * scaled, by topic, so that a small topic is exact beside a huge one.
 */
import type { DescribedCluster, DescribedGroup } from './described.ts';
import type { Notes } from './notes.ts';
import { isInternal, type PlannedTopic } from './planTopics.ts';
import { REASONS } from './reasons.ts';

/** All records that are loaded; more would keep a page waiting. */
const MOST_RECORDS = 10_000;
/** Of a topic whose offsets are kept as they are. */
const FEW_RECORDS = 2_000;
/** What lies before the committed offset where offsets begin anew. */
const BEFORE = 10;

export interface PlannedOffsets {
  /** Log ends, by partition; 0: nothing is known. */
  readonly ends: ReadonlyMap<string, number>;
  /** Committed offsets, by group and partition. */
  readonly committed: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Topics whose records stand for several each. */
  readonly scaled: ReadonlySet<string>;
  /** Topics whose offsets are what they were. */
  readonly exact: ReadonlySet<string>;
}

interface Wanted {
  readonly group: DescribedGroup;
  readonly committed: number;
  readonly lag: number;
}

interface OfTopic {
  readonly topic: PlannedTopic;
  readonly line: number;
  readonly wanted: ReadonlyMap<string, readonly Wanted[]>;
  /** As they are; undefined where one is not known or they are too large. */
  readonly exact: ReadonlyMap<string, number> | undefined;
  /** Records without scaling. */
  readonly need: number;
}

export function planOffsets(cluster: DescribedCluster, topics: readonly PlannedTopic[], notes: Notes): PlannedOffsets {
  const wanted = wantedOffsets(cluster, topics, notes);
  const byTopic = topics.flatMap((topic) => ofTopic(cluster, topic, wanted));
  const shares = sharesOf(byTopic);
  const ends = new Map<string, number>();
  const committed = new Map<string, Map<string, number>>();
  const scaled = new Set<string>();
  let hasMoved = false;
  for (const one of byTopic) {
    const scale = Math.max(1, Math.ceil(one.need / Math.max(1, shares.get(one)!)));
    if (scale > 1) {
      scaled.add(one.topic.name);
      notes.leave(one.line, one.topic.name, REASONS.scaled(scale));
    } else if (one.exact === undefined) hasMoved = true;
    for (const [partition, list] of one.wanted) {
      const lags = list.map(({ lag }) => Math.ceil(lag / scale));
      const before = list.reduce((least, each) => Math.min(least, each.committed), BEFORE);
      const end = one.exact?.get(partition) ?? before + lags.reduce((most, lag) => Math.max(most, lag), 0);
      ends.set(partition, end);
      list.forEach(({ group }, place) => {
        const known = committed.get(group.name) ?? new Map<string, number>();
        known.set(partition, Math.max(0, end - lags[place]!));
        committed.set(group.name, known);
      });
    }
    for (const [partition, end] of one.exact ?? []) ends.set(partition, end);
  }
  if (hasMoved) notes.leave(0, 'offsets', REASONS.offsetsMoved);
  const exact = new Set(byTopic.filter(({ exact }) => exact !== undefined).map(({ topic }) => topic.name));
  for (const name of scaled) exact.delete(name);
  return { ends, committed, scaled, exact };
}

function wantedOffsets(
  { groups, ends }: DescribedCluster,
  topics: readonly PlannedTopic[],
  notes: Notes,
): ReadonlyMap<string, readonly Wanted[]> {
  const counts = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
  const wanted = new Map<string, Wanted[]>();
  const furthest = furthestCommitted(groups);
  for (const group of groups.values()) {
    for (const [partition, { line, topic, partition: number, committed, end, lag }] of group.offsets) {
      const text = `${group.name} ${partition}`;
      if (number >= (counts.get(topic) ?? 0)) {
        if (!isInternal({ name: topic })) notes.leave(line, text, REASONS.unknownTopic);
        continue;
      }
      if (committed === null) continue;
      const known = end ?? ends.get(partition);
      const behind = lag ?? (known === undefined ? undefined : known - committed);
      // Nobody leads it, and so nobody knows its end: it is where the furthest group stands.
      if (behind === undefined) notes.leave(line, text, REASONS.noLag);
      if (behind !== undefined && behind < 0) notes.leave(line, text, REASONS.aheadOfEnd);
      const list = wanted.get(partition) ?? [];
      list.push({ group, committed, lag: Math.max(0, behind ?? furthest.get(partition)! - committed) });
      wanted.set(partition, list);
    }
  }
  return wanted;
}

function furthestCommitted(groups: DescribedCluster['groups']): ReadonlyMap<string, number> {
  const furthest = new Map<string, number>();
  for (const { offsets } of groups.values()) {
    for (const [partition, { committed }] of offsets) {
      furthest.set(partition, Math.max(committed ?? 0, furthest.get(partition) ?? 0));
    }
  }
  return furthest;
}

function ofTopic(
  cluster: DescribedCluster,
  topic: PlannedTopic,
  wanted: ReadonlyMap<string, readonly Wanted[]>,
): OfTopic[] {
  const own = new Map<string, readonly Wanted[]>();
  const exact = new Map<string, number>();
  let [sum, need, line] = [0, 0, topic.line];
  for (const { partition } of topic.partitions) {
    const name = `${topic.name}-${partition}`;
    const list = wanted.get(name);
    const end = endOf(cluster, name);
    if (list !== undefined) {
      own.set(name, list);
      need += BEFORE + list.reduce((most, { lag }) => Math.max(most, lag), 0);
      line = list[0]!.group.offsets.get(name)!.line;
    }
    if (end === undefined && list === undefined) continue;
    const highest = (list ?? []).reduce((most, { committed, lag }) => Math.max(most, committed + lag), end ?? 0);
    exact.set(name, highest);
    sum += highest;
  }
  if (exact.size === 0) return [];
  const isSmall = sum <= FEW_RECORDS;
  return [{ topic, line, wanted: own, exact: isSmall ? exact : undefined, need: isSmall ? sum : need }];
}

function endOf({ groups, ends }: DescribedCluster, partition: string): number | undefined {
  let end = ends.get(partition);
  for (const { offsets } of groups.values()) {
    const own = offsets.get(partition)?.end ?? undefined;
    if (own !== undefined) end = Math.max(own, end ?? 0);
  }
  return end;
}

/** Whoever needs little gets it; the others share what is left. */
function sharesOf(topics: readonly OfTopic[]): ReadonlyMap<OfTopic, number> {
  const shares = new Map<OfTopic, number>();
  let [left, waiting] = [MOST_RECORDS, topics.length];
  for (const one of [...topics].sort((a, b) => a.need - b.need)) {
    const share = Math.min(one.need, Math.floor(left / waiting));
    shares.set(one, share);
    left -= share;
    waiting--;
  }
  return shares;
}
