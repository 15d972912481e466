/**
 * Each topic on its own: its partitions in order, cut into as many ranges as it has members, the first ranges one longer
 * (org.apache.kafka.clients.consumer.RangeAssignor). Topics of equal size and equal members are cut alike, so that
 * partition 3 of both is in one hand.
 *
 * Where racks matter (KIP-881) a first pass hands out only partitions that have a replica in the member's rack, topics
 * that belong together still cut alike; what is left is handed out without looking at racks.
 */
import { present } from '../../../base/assert.ts';
import { compareTopicPartitions, type TopicPartition, topicPartition } from '../../topicPartition.ts';
import {
  type MemberRacks,
  maxAssignable,
  onAssigned,
  racksMatch,
  type TopicAssignmentState,
  topicAssignmentState,
} from './rangeTopicState.ts';
import {
  type Assignment,
  compareMembers,
  type PartitionsPerTopic,
  rackOf,
  type Subscription,
  type Subscriptions,
  stringMap,
} from './subscription.ts';

export function rangeAssignment(partitionsPerTopic: PartitionsPerTopic, subscriptions: Subscriptions): Assignment {
  const membersOf = membersPerTopic(subscriptions);
  const states: TopicAssignmentState[] = [];
  for (const [topic, partitions] of partitionsPerTopic) {
    if (partitions.length > 0) states.push(topicAssignmentState(topic, partitions, membersOf.get(topic) ?? new Map()));
  }

  const assignment: Assignment = stringMap();
  for (const memberId of subscriptions.keys()) assignment.put(memberId, []);

  const useRackAware = states.some((state) => state.needsRackAwareAssignment);
  if (useRackAware) assignWithRackMatching(states, assignment);
  for (const state of states) assignRanges(state, () => true, assignment);
  if (useRackAware) for (const partitions of assignment.values()) partitions.sort(compareTopicPartitions);
  return assignment;
}

/** Each topic's members in the order of their turns, with their racks. */
function membersPerTopic(subscriptions: Subscriptions): ReadonlyMap<string, MemberRacks> {
  const unsorted = new Map<string, (readonly [string, Subscription])[]>();
  for (const member of subscriptions) {
    for (const topic of member[1].topics) {
      const members = unsorted.get(topic);
      if (members === undefined) unsorted.set(topic, [member]);
      else members.push(member);
    }
  }
  return new Map(
    Array.from(unsorted, ([topic, members]) => [
      topic,
      new Map(members.sort(compareMembers).map(([id, member]) => [id, rackOf(member)])),
    ]),
  );
}

function assignRanges(
  state: TopicAssignmentState,
  mayAssign: (consumer: string, partition: TopicPartition) => boolean,
  assignment: Assignment,
): void {
  for (const consumer of state.consumers.keys()) {
    const room = maxAssignable(state, consumer);
    const partitions: TopicPartition[] = [];
    for (const partition of state.unassignedPartitions) {
      if (partitions.length >= room) break;
      if (mayAssign(consumer, partition)) partitions.push(partition);
    }
    if (partitions.length > 0) assign(consumer, partitions, state, assignment);
  }
}

/** Topics with the same members and as many partitions are handed out together. */
function assignWithRackMatching(states: readonly TopicAssignmentState[], assignment: Assignment): void {
  const groups = new Map<string, TopicAssignmentState[]>();
  for (const state of states) {
    const members = [...state.consumers].sort(([a], [b]) => (a < b ? -1 : 1));
    const alike = JSON.stringify([members, state.partitionRacks.size]);
    const group = groups.get(alike);
    if (group === undefined) groups.set(alike, [state]);
    else group.push(state);
  }
  for (const group of groups.values()) {
    const [state] = group as [TopicAssignmentState];
    if (group.length > 1) assignCoPartitioned(state, group, assignment);
    else if (state.needsRackAwareAssignment) {
      assignRanges(state, (consumer, partition) => racksMatch(state, consumer, partition), assignment);
    }
  }
}

/** Partition p of all these topics to the first member with room whose rack has all of them. */
function assignCoPartitioned(
  { consumers, partitionRacks }: TopicAssignmentState,
  states: readonly TopicAssignmentState[],
  assignment: Assignment,
): void {
  const remaining = [...consumers.keys()];
  for (let p = 0; p < partitionRacks.size && remaining.length > 0; p++) {
    const match = remaining.findIndex((consumer) =>
      states.every(
        (state) => racksMatch(state, consumer, topicPartition(state.topic, p)) && maxAssignable(state, consumer) > 0,
      ),
    );
    if (match === -1) continue;
    const consumer = remaining[match]!;
    for (const state of states) assign(consumer, [topicPartition(state.topic, p)], state, assignment);
    if (states.every((state) => maxAssignable(state, consumer) === 0)) remaining.splice(match, 1);
  }
}

function assign(
  consumer: string,
  partitions: readonly TopicPartition[],
  state: TopicAssignmentState,
  assignment: Assignment,
): void {
  present(assignment.get(consumer), 'every member has a list').push(...partitions);
  onAssigned(state, consumer, partitions);
}
