/**
 * What a server-side assignor is told and what it answers (org.apache.kafka.coordinator.group.api.assignor.{GroupSpec,
 * SubscribedTopicDescriber,GroupAssignment} and TargetAssignmentBuilder, KIP-848). The order of members, topics and
 * partitions is the one in which Kafka's maps and sets are walked: it decides who gets what.
 */
import { stringHashCode } from '../../hash.ts';
import { integerHashCode, JavaHashMap, javaHashSetOf } from '../../javaHashMap.ts';
import { type TopicId, topicIdHashCode } from './topicId.ts';

/** A member's partitions by topic. */
export type MemberAssignment = readonly (readonly [topicId: TopicId, partitions: readonly number[]])[];

export interface MemberSpec {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly subscribedTopicIds: readonly TopicId[];
  /** How many topics it names: also those that do not exist. It only shows in the size of Kafka's maps. */
  readonly numSubscriptions: number;
  /** Its target assignment until now. */
  readonly assignment: MemberAssignment;
}

export interface GroupSpec {
  readonly members: readonly MemberSpec[];
  /** HOMOGENEOUS: all members subscribe to the same topics. */
  readonly subscriptionType: 'HOMOGENEOUS' | 'HETEROGENEOUS';
  readonly isPartitionAssigned: (topicId: TopicId, partition: number) => boolean;
  /** Undefined for a topic that is not there. */
  readonly numPartitions: (topicId: TopicId) => number | undefined;
}

export type GroupAssignment =
  /** A member that is not in it gets nothing. */
  | { readonly ok: true; readonly members: ReadonlyMap<string, MemberAssignment> }
  /** The message of Kafka's PartitionAssignorException. */
  | { readonly ok: false; readonly message: string };

export const NOBODY_GETS_ANYTHING: GroupAssignment = { ok: true, members: new Map() };

/** A partition set of a member, in the making. */
export type PartitionSet = JavaHashMap<number, true>;
export type MutableAssignment = JavaHashMap<TopicId, PartitionSet>;

/** AssignorHelpers.deepCopyAssignment */
export function deepCopyAssignment(assignment: MemberAssignment): MutableAssignment {
  const copy: MutableAssignment = new JavaHashMap(topicIdHashCode, assignment.length);
  for (const [topicId, partitions] of assignment) copy.put(topicId, javaHashSetOf(integerHashCode, partitions));
  return copy;
}

export function asMemberAssignment(assignment: MutableAssignment): MemberAssignment {
  return Array.from(assignment, ([topicId, partitions]) => [topicId, partitions.keys()]);
}

export interface GroupMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly subscribedTopicNames: readonly string[];
  readonly assignment: MemberAssignment;
}

/**
 * The group as its coordinator puts it to the assignor: members in a HashMap, the topics of each in a HashSet of names,
 * without those that do not exist, and its partitions as the record of its target assignment has them.
 */
export function groupSpecOf(
  members: readonly GroupMember[],
  topicIdOf: (name: string) => TopicId | undefined,
  numPartitions: (topicId: TopicId) => number | undefined,
  subscriptionType: GroupSpec['subscriptionType'],
): GroupSpec {
  const specs = new JavaHashMap<string, MemberSpec>(stringHashCode);
  const assigned = new Set<string>();
  for (const { memberId, instanceId, subscribedTopicNames, assignment } of members) {
    const names = javaHashSetOf(stringHashCode, subscribedTopicNames).keys();
    const subscribedTopicIds = names.flatMap((name) => topicIdOf(name) ?? []);
    const ofRecord: MutableAssignment = new JavaHashMap(topicIdHashCode);
    for (const [topicId, partitions] of assignment) {
      ofRecord.put(topicId, javaHashSetOf(integerHashCode, partitions));
      for (const partition of partitions) assigned.add(`${topicId}:${partition}`);
    }
    specs.put(memberId, {
      memberId,
      instanceId,
      subscribedTopicIds,
      numSubscriptions: names.length,
      assignment: asMemberAssignment(ofRecord),
    });
  }
  return {
    members: specs.values(),
    subscriptionType,
    isPartitionAssigned: (topicId, partition) => assigned.has(`${topicId}:${partition}`),
    numPartitions,
  };
}
