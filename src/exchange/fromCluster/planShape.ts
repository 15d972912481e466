/**
 * What is done to a healthy cluster until it stands as described. Whoever was to lead is listed first when a topic is
 * made; then followers that do not keep up are stopped and come back behind a cut link, the replicas are put into their
 * order, and at last the brokers that are down leave: those that were the last in sync after the others. The topic of
 * the groups' offsets is moved to where it was before all that.
 */
import type { Notes } from './notes.ts';
import type { PlannedServers } from './planBrokers.ts';
import { leavingOrder } from './planLeaving.ts';
import type { PlannedPartition, PlannedTopic } from './planTopics.ts';
import { REASONS } from './reasons.ts';

export type Line = Readonly<Record<string, unknown>> & { readonly at: string };

export interface Shaped {
  readonly lines: readonly Line[];
  /** Milliseconds from the start at which it stands. */
  readonly until: number;
  /** When members of groups begin. */
  readonly joinAt: number;
  /** What is under way then, and so is begun just before. */
  readonly underWay: (readyAtMs: number) => UnderWay;
}

interface UnderWay {
  readonly before: readonly Line[];
  readonly after: readonly Line[];
}

const LEAVING = 3_000;
/** Until it is in the other ISRs again: a fetcher that is refused waits in between. */
const COMING_BACK = 10_000;
const MOVING = 2_000;
const ASKED_BEFORE = 800;
const HEALED_AFTER = 2_000;
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
  own: readonly PlannedTopic[],
  offsets: PlannedTopic | null,
  servers: PlannedServers,
  { from, joining }: { readonly from: number; readonly joining: number },
  notes: Notes,
): Shaped {
  const lines: Line[] = [];
  let time = from;
  if (offsets !== null) {
    const to = offsets.partitions.map((one) => ({
      partition: `${offsets.name}-${one.partition}`,
      to: assignmentOf(one),
    }));
    lines.push({ at: at(time), reassign: to });
    lines.push({ at: at(time + MOVING), 'elect-leaders': { type: 'preferred', partitions: 'all' } });
    time += MOVING + 1_000;
  }
  const topics = offsets === null ? own : [...own, offsets];
  const links = followedLinks(topics, servers);
  const lagging = laggingLinks(links, notes);
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
  // Members join while everybody is there, as they had.
  const joinAt = time;
  time += joining;
  const down = servers.brokers.filter(({ isUp }) => !isUp).map(({ id }) => id);
  for (const ids of leavingOrder(down, topics)) {
    lines.push({ at: at(time), 'controlled-shutdown': ids.map(name) });
    time += LEAVING;
  }
  return { lines, joinAt, until: time, underWay: underWay(topics, servers, links, notes) };
}

/** What has little to copy would end at once: whoever is to get a replica does not reach the leader, or slowly. */
function underWay(
  topics: readonly PlannedTopic[],
  servers: PlannedServers,
  links: Links,
  notes: Notes,
): Shaped['underWay'] {
  const moving = inChunks(toMove(topics));
  const { cut, slow } = newcomers(topics, servers, links, notes);
  return (readyAtMs) => {
    const asked = at(readyAtMs - ASKED_BEFORE);
    const ends = ([from, to]: Pair) => ({ from: name(from), to: name(to) });
    const before = [
      ...cut.map((pair) => ({ at: asked, cut: ends(pair) })),
      ...slow.map((pair) => ({ at: asked, 'slow-link': { ...ends(pair), delay: '4s' } })),
      ...moving.map((reassign) => ({ at: asked, reassign })),
    ];
    return { before, after: slow.map((pair) => ({ at: at(readyAtMs + HEALED_AFTER), heal: ends(pair) })) };
  };
}

function name(id: number): string {
  return `b${id}`;
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

interface FollowedLink {
  readonly follower: number;
  readonly leader: number;
  readonly line: number;
  /** Partitions that it is out of the ISR of. */
  readonly lags: string[];
  /** It is in the ISR of another one. */
  follows: boolean;
}

type Links = ReadonlyMap<string, FollowedLink>;

/** Who follows whom, among brokers that are up. Where a topic says otherwise than the topic of offsets, that one gives way. */
function followedLinks(topics: readonly PlannedTopic[], { brokers }: PlannedServers): Links {
  const up = new Set(brokers.filter(({ isUp }) => isUp).map(({ id }) => id));
  const links = new Map<string, FollowedLink>();
  for (const { name: topic, partitions } of topics) {
    for (const { replicas, isr, first, isLed, partition, line } of partitions) {
      for (const follower of replicas) {
        if (follower === first || !up.has(follower)) continue;
        const key = `${follower} ${first}`;
        const link = links.get(key) ?? { follower, leader: first, line, lags: [], follows: false };
        links.set(key, link);
        // Without a leader it can be in sync only with one that is down.
        if (isLed && isr.includes(follower)) link.follows = true;
        else link.lags.push(`${topic}-${partition}`);
      }
    }
  }
  return links;
}

/** Followers that are up and out of an ISR, with the leaders whose link is cut. */
function laggingLinks(links: Links, notes: Notes): ReadonlyMap<number, ReadonlySet<number>> {
  const cut = new Map<number, Set<number>>();
  for (const { follower, leader, lags, follows, line } of links.values()) {
    if (lags.length === 0) continue;
    const text = lags.slice(0, 5).join(', ');
    if (follows) notes.leave(line, text, REASONS.halfLagging(name(follower), name(leader)));
    else {
      notes.leave(line, text, REASONS.cutLink(name(follower), name(leader)));
      cut.set(follower, (cut.get(follower) ?? new Set()).add(leader));
    }
  }
  return cut;
}

type Pair = readonly [newcomer: number, leader: number];

/** Links that keep a reassignment under way: cut, or only slow where another partition is followed over them. */
function newcomers(
  topics: readonly PlannedTopic[],
  { brokers }: PlannedServers,
  links: Links,
  notes: Notes,
): { cut: Pair[]; slow: Pair[] } {
  const up = new Set(brokers.filter(({ isUp }) => isUp).map(({ id }) => id));
  const [cut, slow] = [new Map<string, Pair>(), new Map<string, Pair>()];
  for (const { name: topic, partitions } of topics) {
    for (const { target, replicas, first, partition, line } of partitions) {
      if (target === null) continue;
      const shown = `${topic}-${partition}`;
      for (const id of target.filter((one) => !replicas.includes(one) && up.has(one))) {
        const key = `${id} ${first}`;
        const follows = links.get(key)?.follows === true;
        (follows ? slow : cut).set(key, [id, first]);
        const say = follows ? REASONS.slowReassignment : REASONS.heldReassignment;
        notes.leave(line, shown, say(name(id), name(first)));
      }
    }
  }
  return { cut: [...cut.values()], slow: [...slow.values()] };
}
