/**
 * The uniform assignment of a group whose members all subscribe to the same topics (UniformHomogeneousAssignmentBuilder):
 * everyone gives up what is above its share or no longer wanted, then those below their share are filled up in turn.
 */
import { integerHashCode, JavaHashMap, javaHashSetOf } from '../../javaHashMap.ts';
import {
  asMemberAssignment,
  deepCopyAssignment,
  type GroupAssignment,
  type GroupSpec,
  type MemberAssignment,
  type MemberSpec,
  type MutableAssignment,
  NOBODY_GETS_ANYTHING,
} from './groupSpec.ts';
import { type TopicId, topicIdHashCode } from './topicId.ts';

type TopicIdPartition = readonly [topicId: TopicId, partition: number];

export function uniformHomogeneousAssignment(spec: GroupSpec): GroupAssignment {
  const { members } = spec;
  const [first] = members as [MemberSpec, ...MemberSpec[]];
  const subscribedTopicIds = javaHashSetOf(topicIdHashCode, first.subscribedTopicIds, first.numSubscriptions);
  if (subscribedTopicIds.size === 0) return NOBODY_GETS_ANYTHING;

  const unassigned: TopicIdPartition[] = [];
  let totalPartitions = 0;
  for (const topicId of subscribedTopicIds.keys()) {
    const numPartitions = spec.numPartitions(topicId);
    if (numPartitions === undefined) return noSuchTopic(topicId);
    for (let i = 0; i < numPartitions; i++) if (!spec.isPartitionAssigned(topicId, i)) unassigned.push([topicId, i]);
    totalPartitions += numPartitions;
  }

  const minimumMemberQuota = Math.floor(totalPartitions / members.length);
  let membersToGetAnExtraPartition = totalPartitions % members.length;
  const unfilled: { readonly memberId: string; readonly remainingQuota: number }[] = [];
  const target = new Map<string, MemberAssignment | MutableAssignment>();
  members.forEach((member, place) => {
    let hasExtraPartition = membersToGetAnExtraPartition > 0;
    const quota = minimumMemberQuota + (hasExtraPartition ? 1 : 0);
    const revocation = revoke(member, subscribedTopicIds, quota);
    let { remainingQuota } = revocation;
    // Who does not need its extra partition leaves it to another, as long as there are enough others.
    if (remainingQuota > 0 && hasExtraPartition && members.length - place > membersToGetAnExtraPartition) {
      remainingQuota--;
      hasExtraPartition = false;
    }
    if (remainingQuota > 0) unfilled.push({ memberId: member.memberId, remainingQuota });
    if (hasExtraPartition) membersToGetAnExtraPartition--;
    unassigned.push(...revocation.revoked);
    target.set(member.memberId, revocation.kept);
  });

  let next = 0;
  for (const { memberId, remainingQuota } of unfilled) {
    const kept = target.get(memberId)!;
    const assignment = kept instanceof JavaHashMap ? kept : deepCopyAssignment(kept);
    target.set(memberId, assignment);
    for (let i = 0; i < remainingQuota && next < unassigned.length; i++) {
      const [topicId, partition] = unassigned[next++]!;
      assignment.computeIfAbsent(topicId, () => new JavaHashMap(integerHashCode)).put(partition, true);
    }
  }
  if (next < unassigned.length) return { ok: false, message: 'Partitions were left unassigned' };
  return { ok: true, members: finished(target) };
}

/** What a member keeps: an assignment of its own only if it is another than before. */
function revoke({ assignment }: MemberSpec, subscribedTopicIds: JavaHashMap<TopicId, true>, quota: number) {
  const revoked: TopicIdPartition[] = [];
  let remainingQuota = quota;
  let changed: MutableAssignment | null = null;
  for (const [topicId, partitions] of assignment) {
    if (!subscribedTopicIds.has(topicId)) {
      changed ??= deepCopyAssignment(assignment);
      changed.remove(topicId);
      continue;
    }
    const kept = Math.min(remainingQuota, partitions.length);
    remainingQuota -= kept;
    for (const partition of partitions.slice(kept)) {
      changed ??= deepCopyAssignment(assignment);
      const left = changed.get(topicId)!;
      left.remove(partition);
      if (left.size === 0) changed.remove(topicId);
      revoked.push([topicId, partition]);
    }
  }
  return { kept: changed ?? assignment, revoked, remainingQuota };
}

export function finished(
  target: ReadonlyMap<string, MemberAssignment | MutableAssignment>,
): ReadonlyMap<string, MemberAssignment> {
  return new Map(
    Array.from(target, ([memberId, assignment]) => [
      memberId,
      assignment instanceof JavaHashMap ? asMemberAssignment(assignment) : assignment,
    ]),
  );
}

export function noSuchTopic(topicId: TopicId): GroupAssignment {
  const message = `Members are subscribed to topic ${topicId} which doesn't exist in the topic metadata.`;
  return { ok: false, message };
}
