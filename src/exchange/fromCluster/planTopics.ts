/** Topics with their replicas, and what has to happen to them until they stand as they are described. */
import type { DescribedCluster, DescribedPartition, DescribedTopic } from './described.ts';
import type { Notes } from './notes.ts';
import type { PlannedServers } from './planBrokers.ts';
import { REASONS } from './reasons.ts';

const MOST_TOPICS = 400;

export interface PlannedPartition {
  readonly partition: number;
  readonly line: number;
  /** In the order in which they are described. */
  readonly replicas: readonly number[];
  /** Who has to lead before anybody leaves: the leader, or whoever was the last in sync. */
  readonly first: number;
  readonly isLed: boolean;
  readonly isr: readonly number[];
  /** Who was the last in sync of one that nobody leads, or may still lead it; of one that is led: who may. */
  readonly last: readonly number[];
  /** Where a reassignment that is under way leads. */
  readonly target: readonly number[] | null;
}

export interface PlannedTopic {
  readonly name: string;
  readonly line: number;
  readonly partitions: readonly PlannedPartition[];
  readonly described: DescribedTopic;
}

export function planTopics(
  cluster: DescribedCluster,
  servers: PlannedServers,
  most: number,
  notes: Notes,
): PlannedTopic[] {
  const planned: PlannedTopic[] = [];
  let partitions = 0;
  for (const topic of cluster.topics.values()) {
    if (isInternal(topic)) continue;
    if (topic.name.startsWith('__')) {
      notes.leave(topic.line, topic.name, REASONS.reservedName);
      continue;
    }
    if (topic.partitions.size === 0) {
      notes.leave(topic.line, topic.name, REASONS.noPartitions);
      continue;
    }
    const count = countOf(topic);
    if (partitions + count > most || planned.length === MOST_TOPICS) {
      notes.leave(topic.line, topic.name, REASONS.tooManyTopics(most));
      continue;
    }
    partitions += count;
    planned.push({
      name: topic.name,
      line: topic.line,
      partitions: partitionsOf(topic, count, servers, notes),
      described: topic,
    });
  }
  return planned;
}

const OFFSETS = '__consumer_offsets';
const INTERNAL: readonly string[] = [OFFSETS, '__transaction_state', '__share_group_state', '__cluster_metadata'];
/** Of the model's own default; more would hold up the prelude. */
const MOST_INTERNAL = 50;

/** Kafka makes those itself, here too. */
export function isInternal({ name }: { readonly name: string }): boolean {
  return INTERNAL.includes(name);
}

/** Made by the first group, and then moved to where it was: a group's coordinator follows from that. */
export function planOffsetsTopic(
  cluster: DescribedCluster,
  servers: PlannedServers,
  notes: Notes,
): PlannedTopic | null {
  for (const topic of cluster.topics.values()) {
    if (isInternal(topic) && topic.name !== OFFSETS) notes.leave(topic.line, topic.name, REASONS.internal);
  }
  const topic = cluster.topics.get(OFFSETS);
  if (topic === undefined) return null;
  const count = countOf(topic);
  const isWhole = count === topic.partitions.size && count <= MOST_INTERNAL;
  if (!isWhole || cluster.groups.size === 0) {
    notes.leave(topic.line, topic.name, cluster.groups.size === 0 ? REASONS.noGroups : REASONS.internal);
    return null;
  }
  return { name: OFFSETS, line: topic.line, partitions: partitionsOf(topic, count, servers, notes), described: topic };
}

function countOf({ count, partitions }: DescribedTopic): number {
  let most = count ?? 0;
  for (const partition of partitions.keys()) most = Math.max(most, partition + 1);
  return most;
}

function partitionsOf(
  topic: DescribedTopic,
  count: number,
  servers: PlannedServers,
  notes: Notes,
): readonly PlannedPartition[] {
  const planned: PlannedPartition[] = [];
  const missing: number[] = [];
  let near = topic.partitions.values().next().value!;
  for (let partition = 0; partition < count; partition++) {
    const described = topic.partitions.get(partition);
    if (described !== undefined) near = described;
    else missing.push(partition);
    planned.push(partitionOf(near, partition, servers, described === undefined ? null : notes, topic.name));
  }
  if (missing.length > 0) {
    const shown = `${missing.slice(0, 20).join(', ')}${missing.length > 20 ? '…' : ''}`;
    notes.leave(topic.line, topic.name, REASONS.partitionAssumed(shown));
  }
  return planned;
}

function partitionOf(
  described: DescribedPartition,
  partition: number,
  { ids, brokers }: PlannedServers,
  notes: Notes | null,
  topic: string,
): PlannedPartition {
  const here = (list: readonly number[]) => list.flatMap((id) => ids.get(id) ?? []);
  const { adding, removing, leader, isr, elr, lastKnownElr, line, observers } = described;
  const kept = described.replicas.filter((id) => !observers.includes(id));
  if (observers.length > 0) notes?.leave(line, `${topic}-${partition}`, REASONS.observers(observers.join(', ')));
  const all = here(kept);
  const isMoving = adding.length > 0 || removing.length > 0;
  const before = kept.filter((id) => !adding.includes(id));
  const target = here(kept.filter((id) => !removing.includes(id)));
  const replicas = isMoving && before.length > 0 ? here(before) : all;
  // All its replicas are on brokers that are left out: it goes to the first that is there.
  const safe = replicas.length > 0 ? replicas : [brokers[0]!.id];
  const leaders = [leader ?? -1, ...isr, ...elr, ...lastKnownElr].flatMap((id) => ids.get(id) ?? []);
  return {
    partition,
    line,
    replicas: safe,
    first: leaders.find((id) => safe.includes(id)) ?? safe[0]!,
    isLed: leader !== null,
    isr: here(isr).filter((id) => safe.includes(id)),
    last: here(leader !== null || isr.length === 0 ? [...elr, ...lastKnownElr] : isr),
    target: isMoving && target.length > 0 ? target : null,
  };
}
