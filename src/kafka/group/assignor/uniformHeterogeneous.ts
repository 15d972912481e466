/**
 * The uniform assignment of a group whose members subscribe to different topics (UniformHeterogeneousAssignmentBuilder):
 * everyone keeps what it still subscribes to, the rest goes to the least loaded subscribers, then topic after topic is
 * evened out, sixteen times at most.
 */
import { integerHashCode, JavaHashMap } from '../../javaHashMap.ts';
import {
  deepCopyAssignment,
  type GroupAssignment,
  type GroupSpec,
  type MemberAssignment,
  type MutableAssignment,
  NOBODY_GETS_ANYTHING,
} from './groupSpec.ts';
import { MemberAssignmentBalancer } from './memberAssignmentBalancer.ts';
import { compareTopicIds, type TopicId } from './topicId.ts';
import { finished, noSuchTopic } from './uniformHomogeneous.ts';

const MAX_ITERATION_COUNT = 16;
const NOBODY = -1;

interface Topic {
  readonly topicId: TopicId;
  /** Members by their place in the group. */
  readonly subscribers: number[];
  /** Of each partition. */
  readonly owners: number[];
}

/** One assignment in the making. Members are known by their place in the group. */
interface Builder {
  readonly memberIds: readonly string[];
  readonly topics: Map<TopicId, Topic>;
  readonly target: Map<string, MemberAssignment | MutableAssignment>;
  /** How many partitions each member has. */
  readonly sizes: number[];
  readonly balancer: MemberAssignmentBalancer;
}

export function uniformHeterogeneousAssignment({ members, numPartitions }: GroupSpec): GroupAssignment {
  const topics = new Map<TopicId, Topic>();
  for (let member = 0; member < members.length; member++) {
    for (const topicId of members[member]!.subscribedTopicIds) {
      const count = numPartitions(topicId);
      if (count === undefined) return noSuchTopic(topicId);
      const topic = topics.get(topicId) ?? { topicId, subscribers: [], owners: new Array<number>(count).fill(NOBODY) };
      topic.subscribers.push(member);
      topics.set(topicId, topic);
    }
  }
  if (topics.size === 0) return NOBODY_GETS_ANYTHING;

  const sizes = members.map(() => 0);
  const balancer = new MemberAssignmentBalancer(sizes);
  const memberIds = members.map(({ memberId }) => memberId);
  const builder: Builder = { memberIds, topics, target: new Map(), sizes, balancer };
  members.forEach(({ memberId, assignment, subscribedTopicIds }, member) => {
    let changed: MutableAssignment | null = null;
    for (const [topicId, partitions] of assignment) {
      if (subscribedTopicIds.includes(topicId)) {
        sizes[member]! += partitions.length;
        for (const partition of partitions) topics.get(topicId)!.owners[partition] = member;
      } else {
        changed ??= deepCopyAssignment(assignment);
        changed.remove(topicId);
      }
    }
    builder.target.set(memberId, changed ?? assignment);
  });

  const sorted = [...topics.values()].sort(compareTopics);
  for (const topic of sorted) assignRemaining(builder, topic);
  balanceTopics(
    builder,
    sorted.filter(({ subscribers }) => subscribers.length >= 2),
  );
  return { ok: true, members: finished(builder.target) };
}

/** Most partitions a subscriber first, then fewest subscribers, then the smallest id. */
function compareTopics(a: Topic, b: Topic): number {
  return (
    b.owners.length / b.subscribers.length - a.owners.length / a.subscribers.length ||
    a.subscribers.length - b.subscribers.length ||
    compareTopicIds(a.topicId, b.topicId)
  );
}

function assignRemaining(builder: Builder, topic: Topic): void {
  const unassigned = topic.owners.flatMap((owner, partition) => (owner === NOBODY ? [partition] : []));
  if (unassigned.length === 0) return;
  builder.balancer.initialize(topic.subscribers);
  for (const partition of unassigned) assign(builder, topic, partition, builder.balancer.nextLeastLoadedMember());
}

/** Over and over, until a whole round has changed nothing. */
function balanceTopics(builder: Builder, topics: readonly Topic[]): void {
  let lastRebalanced = -1;
  for (let i = 0; i < MAX_ITERATION_COUNT; i++) {
    for (let place = 0; place < topics.length; place++) {
      if (place === lastRebalanced) return;
      const reassigned = balanceTopic(builder, topics[place]!);
      if (reassigned > 0 || lastRebalanced === -1) lastRebalanced = place;
    }
  }
}

/** From the most loaded subscribers that own some of the topic to the least loaded: how many moved. */
function balanceTopic(builder: Builder, topic: Topic): number {
  const { balancer } = builder;
  if (balancer.initialize(topic.subscribers) <= 1) return 0;
  const partitionsOf = new Map<number, number[]>();
  topic.owners.forEach((owner, partition) => {
    const partitions = partitionsOf.get(owner);
    if (partitions === undefined) partitionsOf.set(owner, [partition]);
    else partitions.push(partition);
  });

  let reassigned = 0;
  while (!balancer.isBalanced()) {
    const partition = nextToGiveUp(balancer, partitionsOf);
    if (partition === undefined) break;
    const leastLoaded = balancer.nextLeastLoadedMember();
    if (balancer.isBalanced()) break;
    assign(builder, topic, partition, leastLoaded);
    reassigned++;
  }
  return reassigned;
}

/** The last partition of the most loaded member that had one when this began. */
function nextToGiveUp(
  balancer: MemberAssignmentBalancer,
  partitionsOf: ReadonlyMap<number, number[]>,
): number | undefined {
  for (;;) {
    const mostLoaded = balancer.nextMostLoadedMember();
    if (mostLoaded === -1) return undefined;
    const partition = partitionsOf.get(mostLoaded)?.pop();
    if (partition !== undefined) return partition;
    balancer.excludeMostLoadedMember();
  }
}

function assign(builder: Builder, topic: Topic, partition: number, member: number): void {
  const before = topic.owners[partition]!;
  if (before !== NOBODY) takeAway(builder, topic, partition, before);
  const { length: numSubscribers } = topic.subscribers;
  const partitionsPerSubscriber = Math.floor((topic.owners.length + numSubscribers - 1) / numSubscribers);
  const capacity = Math.floor(partitionsPerSubscriber / 0.75 + 1);
  ownAssignment(builder, member)
    .computeIfAbsent(topic.topicId, () => new JavaHashMap(integerHashCode, capacity))
    .put(partition, true);
  topic.owners[partition] = member;
  builder.sizes[member]!++;
}

function takeAway(builder: Builder, topic: Topic, partition: number, member: number): void {
  const assignment = ownAssignment(builder, member);
  const partitions = assignment.get(topic.topicId);
  partitions?.remove(partition);
  if (partitions?.size === 0) assignment.remove(topic.topicId);
  topic.owners[partition] = NOBODY;
  builder.sizes[member]!--;
}

/** An assignment that is not yet changed is the one before, and nobody changes that. */
function ownAssignment({ memberIds, target }: Builder, member: number): MutableAssignment {
  const memberId = memberIds[member]!;
  const assignment = target.get(memberId)!;
  if (assignment instanceof JavaHashMap) return assignment;
  const copy = deepCopyAssignment(assignment);
  target.set(memberId, copy);
  return copy;
}
