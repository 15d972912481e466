/**
 * How many members of a group name a topic, and by how many of its patterns the topic is found; the same for patterns
 * and for server-side assignors (org.apache.kafka.coordinator.group.modern.SubscriptionCount, ModernGroup, ConsumerGroup).
 */
import { isSameList } from '../../../base/lists.ts';
import { get, remove, set, type Table } from '../../../base/table.ts';
import { stringHashCode } from '../../hash.ts';
import { JavaHashMap } from '../../javaHashMap.ts';
import type { GroupSpec } from '../assignor/groupSpec.ts';
import type { ConsumerGroupMember } from './consumerGroupMember.ts';
import { inTimelineOrder } from './timelineOrder.ts';

export interface SubscriptionCount {
  readonly byName: number;
  readonly byRegex: number;
}

export type SubscriptionCounts = Table<SubscriptionCount>;

const NONE: SubscriptionCount = { byName: 0, byRegex: 0 };

type MaybeMember = ConsumerGroupMember | undefined;

export function countNames(counts: SubscriptionCounts, before: MaybeMember, after: MaybeMember): SubscriptionCounts {
  const [old, next] = [before?.subscribedTopicNames ?? [], after?.subscribedTopicNames ?? []];
  return isSameList(old, next) ? counts : counted(counted(counts, old, 'byName', -1), next, 'byName', 1);
}

export function countResolvedTopics(
  counts: SubscriptionCounts,
  before: readonly string[] = [],
  after: readonly string[] = [],
): SubscriptionCounts {
  return isSameList(before, after) ? counts : counted(counted(counts, before, 'byRegex', -1), after, 'byRegex', 1);
}

function counted(
  counts: SubscriptionCounts,
  topics: readonly string[],
  by: keyof SubscriptionCount,
  change: 1 | -1,
): SubscriptionCounts {
  let next = counts;
  for (const topic of topics) {
    const count = get(next, topic) ?? NONE;
    const now = { ...count, [by]: count[by] + change };
    const isGone = now.byName <= 0 && now.byRegex <= 0;
    next = isGone ? remove(next, topic) : set(next, topic, now);
  }
  return next;
}

export function countRegex(counts: Table<number>, before: MaybeMember, after: MaybeMember): Table<number> {
  return recounted(counts, before?.subscribedTopicRegex || null, after?.subscribedTopicRegex || null);
}

export function countAssignor(counts: Table<number>, before: MaybeMember, after: MaybeMember): Table<number> {
  return recounted(counts, before?.serverAssignorName ?? null, after?.serverAssignorName ?? null);
}

function recounted(counts: Table<number>, before: string | null, after: string | null): Table<number> {
  if (before === after) return counts;
  return plus(plus(counts, before, -1), after, 1);
}

function plus(counts: Table<number>, key: string | null, change: 1 | -1): Table<number> {
  if (key === null) return counts;
  const count = (get(counts, key) ?? 0) + change;
  return count <= 0 ? remove(counts, key) : set(counts, key, count);
}

/** The one that most members ask for; of two with as many, the first in a Java map. Undefined: nobody asks. */
export function preferredServerAssignor(counts: Table<number>): string | undefined {
  return mostWanted(inTimelineOrder(counts.keys).map((name) => [name, get(counts, name) ?? 0]));
}

/** With a member as it will be: its wish is taken out of a copy and put back, which makes it the first of its bucket. */
export function computePreferredServerAssignor(
  counts: Table<number>,
  before: ConsumerGroupMember,
  after: ConsumerGroupMember,
): string | undefined {
  const size = counts.keys.length;
  const map = new JavaHashMap<string, number>(stringHashCode, size === 0 ? undefined : Math.floor(size / 0.75 + 1));
  for (const name of inTimelineOrder(counts.keys)) map.put(name, get(counts, name)!);
  const [was, is] = [before.serverAssignorName, after.serverAssignorName];
  const count = was === null ? undefined : map.get(was);
  if (was !== null && count === 1) map.remove(was);
  else if (was !== null && count !== undefined) map.put(was, count - 1);
  if (is !== null) map.put(is, map.computeIfAbsent(is, () => 0) + 1);
  return mostWanted(map);
}

function mostWanted(counts: Iterable<readonly [name: string, count: number]>): string | undefined {
  let [preferred, most]: [string | undefined, number] = [undefined, 0];
  for (const [name, count] of counts) if (count > most) [preferred, most] = [name, count];
  return preferred;
}

/** ConsumerGroup.subscriptionType: whether all members subscribe to the same. */
export function subscriptionTypeOf(
  regularExpressions: Table<number>,
  topics: SubscriptionCounts,
  members: number,
): GroupSpec['subscriptionType'] {
  const isSame =
    regularExpressions.keys.length === 0
      ? topics.values.every(({ byName }) => byName === members)
      : regularExpressions.values[0] === members &&
        topics.values.every(({ byName, byRegex }) => byRegex === 1 && byName === 0);
  return isSame ? 'HOMOGENEOUS' : 'HETEROGENEOUS';
}
