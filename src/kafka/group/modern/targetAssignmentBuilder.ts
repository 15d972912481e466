/**
 * Who shall have what: the assignor of the group is asked, with the member that is just changing taken as it will be, and
 * what differs from the target until now becomes records; the last of them says which group epoch the target is for.
 *
 * Kafka: org.apache.kafka.coordinator.group.modern.TargetAssignmentBuilder (KIP-848).
 */
import { get } from '../../../base/table.ts';
import { type MetadataImage, topicById, topicByName } from '../../metadata/image.ts';
import { computeTargetAssignment, type ServerAssignorName } from '../assignor/assignors.ts';
import { type GroupMember, type GroupSpec, groupSpecOf, type MemberAssignment } from '../assignor/groupSpec.ts';
import type { ConsumerGroupRecord } from '../records.ts';
import { type ConsumerGroup, membersOf } from './consumerGroup.ts';
import type { ConsumerGroupMember } from './consumerGroupMember.ts';
import { targetAssignmentEpochRecord, targetAssignmentRecord } from './consumerGroupRecords.ts';
import { topicsOf } from './regularExpressions.ts';

export interface TargetAssignmentRequest {
  readonly group: ConsumerGroup;
  readonly groupEpoch: number;
  readonly assignor: ServerAssignorName;
  readonly subscriptionType: GroupSpec['subscriptionType'];
  readonly image: MetadataImage;
  readonly nowMs: number;
  /** New, changed, or in place of the static member with its instance id. */
  readonly updatedMember: ConsumerGroupMember;
}

export type TargetAssignmentResult =
  | { readonly ok: true; readonly records: readonly ConsumerGroupRecord[]; readonly ofMember: MemberAssignment }
  | { readonly ok: false; readonly message: string };

export function buildTargetAssignment(request: TargetAssignmentRequest): TargetAssignmentResult {
  const { group, groupEpoch, image, updatedMember } = request;
  const spec = groupSpecOf(
    specsOf(group, updatedMember),
    (name) => topicByName(image, name)?.topicId,
    (topicId) =>
      get(image.topicNames, topicId) === undefined ? undefined : topicById(image, topicId).partitions.length,
    request.subscriptionType,
  );
  const computed = computeTargetAssignment(request.assignor, spec);
  if (!computed.ok) return computed;
  const records: ConsumerGroupRecord[] = [];
  for (const { memberId } of spec.members) {
    const before = get(group.targetAssignment, memberId);
    const after = computed.members.get(memberId) ?? [];
    if (before === undefined || !isSamePartitions(before, after))
      records.push(targetAssignmentRecord(group.groupId, memberId, after));
  }
  records.push(targetAssignmentEpochRecord(group.groupId, groupEpoch, request.nowMs));
  return { ok: true, records, ofMember: computed.members.get(updatedMember.memberId) ?? [] };
}

function specsOf(group: ConsumerGroup, updated: ConsumerGroupMember): readonly GroupMember[] {
  const replaced = updated.instanceId === null ? undefined : get(group.staticMembers, updated.instanceId);
  const specified = (member: ConsumerGroupMember, holder: string): GroupMember => ({
    memberId: member.memberId,
    instanceId: member.instanceId,
    subscribedTopicNames: topicsOf(member, group.resolvedRegularExpressions),
    assignment: get(group.targetAssignment, holder) ?? [],
  });
  const specs: GroupMember[] = [];
  let isThere = false;
  for (const member of membersOf(group)) {
    if (member.memberId === updated.memberId) {
      isThere = true;
      specs.push(specified(updated, updated.memberId));
    } else if (member.memberId !== replaced) specs.push(specified(member, member.memberId));
  }
  if (!isThere) specs.push(specified(updated, replaced ?? updated.memberId));
  return specs;
}

/** As the maps and sets of Java are equal: whatever their order. */
export function isSamePartitions(a: MemberAssignment, b: MemberAssignment): boolean {
  if (a.length !== b.length) return false;
  const other = new Map(b);
  return a.every(([topicId, partitions]) => {
    const wanted = other.get(topicId);
    return (
      wanted !== undefined &&
      wanted.length === partitions.length &&
      partitions.every((partition) => wanted.includes(partition))
    );
  });
}
