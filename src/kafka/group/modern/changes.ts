/**
 * What an operation on a consumer group comes to, told as facts once its records are committed: found by holding the group
 * after them against the group before, since its state is derived and nothing else says when it changes.
 */
import { get, has } from '../../../base/table.ts';
import type { KafkaFact } from '../../facts.ts';
import type { CoordinatorResult } from '../coordinatorResult.ts';
import { replayRecord } from '../replayRecord.ts';
import { groupOf, type ShardContext } from '../shardContext.ts';
import type { GroupState } from '../state.ts';
import { type ConsumerGroup, consumerGroupState, newConsumerGroup } from './consumerGroup.ts';
import { type ConsumerGroupMember, LEAVE_GROUP_STATIC_MEMBER_EPOCH } from './consumerGroupMember.ts';
import { isSameAssignment } from './epochedAssignment.ts';
import { memberRemoved } from './fencing.ts';
import { namedPartitions, namedTarget } from './heartbeatResponse.ts';
import { defaultAssignor } from './reconciling.ts';
import { preferredServerAssignor } from './subscriptionCounts.ts';

export function withFacts(context: ShardContext, groupId: string, result: CoordinatorResult): CoordinatorResult {
  if ('error' in result || result.records.length === 0 || result.replayRecords === false) return result;
  const before = groupOf(context, groupId);
  let { shard } = context;
  for (const record of result.records) shard = replayRecord(shard, record, 0, 0);
  const after = get(shard.groups, groupId);
  if (after?.type !== 'consumer') return result;
  return { ...result, facts: [...(result.facts ?? []), ...changes(context, before, after)] };
}

function changes(context: ShardContext, before: GroupState | undefined, after: ConsumerGroup): KafkaFact[] {
  const { broker } = context;
  const ofGroup = { group: after.groupId, broker };
  const facts: KafkaFact[] = [];
  const generation = after.groupEpoch;
  // Where it was none it comes from nothing, or from a classic group as it stood.
  const isConverted = before?.type === 'classic' && before.state !== 'Empty';
  const former = before?.type === 'consumer' ? before : undefined;
  if (isConverted) facts.push({ type: 'GroupConverted', ...ofGroup, to: 'consumer', generation: before.generationId });
  facts.push(...memberChanges(context, before, former, after));
  const epochBefore = former?.groupEpoch ?? (isConverted ? before.generationId : newConsumerGroup('').groupEpoch);
  if (epochBefore !== after.groupEpoch) facts.push({ type: 'GroupEpochBumped', ...ofGroup, epoch: after.groupEpoch });
  const targetBefore = former?.targetAssignmentEpoch ?? epochBefore;
  if (targetBefore !== after.targetAssignmentEpoch) facts.push(targetAssignmentComputed(context, after));
  facts.push(...assignmentChanges(context, former, after));
  const from = former !== undefined ? consumerGroupState(former) : isConverted ? 'Stable' : 'Empty';
  const to = consumerGroupState(after);
  if (from !== to) facts.push({ type: 'GroupStateChanged', ...ofGroup, from, to, generation });
  return facts;
}

function ofMember({ broker }: ShardContext, { groupId }: ConsumerGroup, member: ConsumerGroupMember) {
  const { memberId, clientId, instanceId } = member;
  return { group: groupId, broker, member: memberId, client: clientId, instance: instanceId };
}

/** Who was removed for a reason of its own has been told already: here, static members whose place another took. */
function memberChanges(
  context: ShardContext,
  before: GroupState | undefined,
  former: ConsumerGroup | undefined,
  after: ConsumerGroup,
): KafkaFact[] {
  const facts: KafkaFact[] = [];
  for (const member of after.members.values) {
    if (before !== undefined && has(before.members as ConsumerGroup['members'], member.memberId)) continue;
    const replaced = member.instanceId === null ? undefined : get(before?.staticMembers ?? NOBODY, member.instanceId);
    const predecessor = replaced === undefined || former === undefined ? undefined : get(former.members, replaced);
    if (predecessor !== undefined) facts.push(memberRemoved(context, after, predecessor, 'replaced'));
    facts.push({ type: 'GroupMemberJoined', ...ofMember(context, after, member) });
  }
  return facts;
}

const NOBODY = newConsumerGroup('').staticMembers;

function targetAssignmentComputed(context: ShardContext, group: ConsumerGroup): KafkaFact {
  const { groupId, targetAssignmentEpoch: epoch, targetAssignment, serverAssignors } = group;
  const assignment = Object.fromEntries(
    targetAssignment.keys.map((member, place) => [member, namedTarget(context.image, targetAssignment.values[place]!)]),
  );
  const assignor = preferredServerAssignor(serverAssignors) ?? defaultAssignor(context);
  return { type: 'TargetAssignmentComputed', group: groupId, broker: context.broker, epoch, assignor, assignment };
}

function assignmentChanges(
  context: ShardContext,
  former: ConsumerGroup | undefined,
  after: ConsumerGroup,
): KafkaFact[] {
  const facts: KafkaFact[] = [];
  for (const member of after.members.values) {
    const { memberEpoch: epoch, state, assignedPartitions, partitionsPendingRevocation, memberId } = member;
    const was = former === undefined ? undefined : get(former.members, memberId);
    if (epoch === LEAVE_GROUP_STATIC_MEMBER_EPOCH && was?.memberEpoch === epoch) continue;
    const isSame =
      was?.memberEpoch === epoch &&
      was.state === state &&
      isSameAssignment(was.assignedPartitions, assignedPartitions) &&
      isSameAssignment(was.partitionsPendingRevocation, partitionsPendingRevocation);
    if (isSame) continue;
    facts.push({
      type: 'MemberAssignmentChanged',
      ...ofMember(context, after, member),
      epoch,
      state,
      assigned: namedPartitions(context.image, assignedPartitions),
      pendingRevocation: namedPartitions(context.image, partitionsPendingRevocation),
    });
  }
  return facts;
}
