/**
 * What is done to a healthy cluster until it stands as described. Whoever was to lead is listed first when a topic is
 * made; then followers that do not keep up are stopped and come back behind a cut link, the replicas are put into their
 * order, and at last the brokers that are down leave: those that were the last in sync after the others.
 */
import type { Notes } from './notes.ts';
import type { PlannedServers } from './planBrokers.ts';
import type { PlannedPartition, PlannedTopic } from './planTopics.ts';
import { REASONS } from './reasons.ts';

export type Line = Readonly<Record<string, unknown>> & { readonly at: string };

export interface Shaped {
  readonly lines: readonly Line[];
  /** Milliseconds from the start at which it stands. */
  readonly until: number;
}

const LEAVING = 3_000;
const COMING_BACK = 5_000;
const MOST_REASSIGNED = 100;

/** `22.66s`, as a scenario has it. */
export function at(milliseconds: number): string {
  return `${milliseconds / 1000}s`;
}

/** As they are when the topic is made. */
export function assignmentOf({ replicas, first }: PlannedPartition): readonly number[] {
  return [first, ...replicas.filter((id) => id !== first)];
}

export function planShape(
  topics: readonly PlannedTopic[],
  servers: PlannedServers,
  from: number,
  notes: Notes,
): Shaped {
  const lines: Line[] = [];
  let time = from;
  const lagging = laggingLinks(topics, servers, notes);
  for (const [follower, leaders] of lagging) {
    lines.push({ at: at(time), 'controlled-shutdown': name(follower) });
    for (const leader of leaders)
      lines.push({ at: at(time + LEAVING), cut: { from: name(follower), to: name(leader) } });
    lines.push({ at: at(time + LEAVING), start: name(follower) });
    time += LEAVING + COMING_BACK;
  }
  if (lagging.size > 0) {
    lines.push({ at: at(time), 'elect-leaders': { type: 'preferred', partitions: 'all' } });
    time += 1_000;
  }
  const reordered = inChunks(toReorder(topics));
  for (const reassign of reordered) lines.push({ at: at(time), reassign });
  if (reordered.length > 0) time += 1_500;
  const down = servers.brokers.filter(({ isUp }) => !isUp).map(({ id }) => id);
  const last = lastInSync(topics);
  for (const ids of [down.filter((id) => !last.has(id)), down.filter((id) => last.has(id))]) {
    if (ids.length === 0) continue;
    lines.push({ at: at(time), 'controlled-shutdown': ids.map(name) });
    time += LEAVING;
  }
  for (const reassign of inChunks(toMove(topics))) lines.push({ at: at(time), reassign });
  return { lines, until: time };
}

function name(id: number): string {
  return `b${id}`;
}

/** Brokers that were the last in sync of a partition that nobody leads. */
function lastInSync(topics: readonly PlannedTopic[]): ReadonlySet<number> {
  const last = new Set<number>();
  for (const { partitions } of topics) for (const { isLed, first } of partitions) if (!isLed) last.add(first);
  return last;
}

type Reassigned = { readonly partition: string; readonly to: readonly number[] };

function toReorder(topics: readonly PlannedTopic[]): Reassigned[] {
  return topics.flatMap(({ name: topic, partitions }) =>
    partitions
      .filter(({ replicas, first }) => replicas[0] !== first)
      .map(({ partition, replicas }) => ({ partition: `${topic}-${partition}`, to: replicas })),
  );
}

function toMove(topics: readonly PlannedTopic[]): Reassigned[] {
  return topics.flatMap(({ name: topic, partitions }) =>
    partitions.flatMap(({ partition, target }) =>
      target === null ? [] : [{ partition: `${topic}-${partition}`, to: target }],
    ),
  );
}

function inChunks(list: readonly Reassigned[]): (readonly Reassigned[])[] {
  const chunks: Reassigned[][] = [];
  for (let from = 0; from < list.length; from += MOST_REASSIGNED) chunks.push(list.slice(from, from + MOST_REASSIGNED));
  return chunks;
}

/** Followers that are up and out of an ISR, with the leaders whose link is cut. */
function laggingLinks(
  topics: readonly PlannedTopic[],
  { brokers }: PlannedServers,
  notes: Notes,
): ReadonlyMap<number, ReadonlySet<number>> {
  const up = new Set(brokers.filter(({ isUp }) => isUp).map(({ id }) => id));
  const pairs = new Map<number, Map<number, { lags: string[]; follows: boolean; line: number }>>();
  for (const { name: topic, partitions } of topics) {
    for (const { replicas, isr, first, isLed, partition, line } of partitions) {
      for (const follower of replicas) {
        if (follower === first || !up.has(follower)) continue;
        const ofFollower = pairs.get(follower) ?? new Map<number, { lags: string[]; follows: boolean; line: number }>();
        pairs.set(follower, ofFollower);
        const pair = ofFollower.get(first) ?? { lags: [], follows: false, line };
        ofFollower.set(first, pair);
        // Without a leader it can be in sync only with one that is down.
        if (isLed && isr.includes(follower)) pair.follows = true;
        else pair.lags.push(`${topic}-${partition}`);
      }
    }
  }
  const cut = new Map<number, Set<number>>();
  for (const [follower, leaders] of pairs) {
    for (const [leader, { lags, follows, line }] of leaders) {
      if (lags.length === 0) continue;
      const text = lags.slice(0, 5).join(', ');
      if (follows) {
        notes.leave(line, text, REASONS.halfLagging(name(follower), name(leader)));
        continue;
      }
      notes.leave(line, text, REASONS.cutLink(name(follower), name(leader)));
      cut.set(follower, (cut.get(follower) ?? new Set()).add(leader));
    }
  }
  return cut;
}
