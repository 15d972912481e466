/**
 * The two last steps of a heartbeat, and of a classic member's JoinGroup: a target assignment for the group's epoch, where
 * there is none yet and it is not too early; then the member goes one step towards it.
 *
 * Kafka: GroupMetadataManager.{maybeUpdateTargetAssignment,canComputeNextTargetAssignment,maybeReconcile}.
 */

import { get } from '../../../base/table.ts';
import { listElements } from '../../config/config.ts';
import { type ApiError, apiError } from '../../controller/apiError.ts';
import type { ServerAssignorName } from '../assignor/assignors.ts';
import type { MemberAssignment } from '../assignor/groupSpec.ts';
import type { CoordinatorRecord } from '../records.ts';
import { nowMs, type ShardContext } from '../shardContext.ts';
import { type ConsumerGroup, isOwnedIn, targetAssignmentFor } from './consumerGroup.ts';
import { type ConsumerGroupMember, isReconciledTo, isSameMember, usesClassicProtocol } from './consumerGroupMember.ts';
import { currentAssignmentRecord } from './consumerGroupRecords.ts';
import { buildCurrentAssignment } from './currentAssignmentBuilder.ts';
import { groupConfigNumber } from './groupConfig.ts';
import { rebalanceKey, scheduleRebalanceTimeout } from './groupTimers.ts';
import type { SubscriptionMetadata } from './metadataRefresh.ts';
import { topicsOf } from './regularExpressions.ts';
import { computePreferredServerAssignor } from './subscriptionCounts.ts';
import { buildTargetAssignment } from './targetAssignmentBuilder.ts';

export interface Target {
  readonly epoch: number;
  readonly assignment: MemberAssignment;
}

/** The first of group.consumer.assignors. */
export function defaultAssignor({ config }: Pick<ShardContext, 'config'>): ServerAssignorName {
  return supportedAssignors({ config })[0]!;
}

export function supportedAssignors({ config }: Pick<ShardContext, 'config'>): readonly ServerAssignorName[] {
  return listElements(config['group.consumer.assignors'] ?? null).map(assignorName);
}

/** By name, or by the name of its class. */
function assignorName(named: string): ServerAssignorName {
  return /range/i.test(named) ? 'range' : 'uniform';
}

export function lastTarget(group: ConsumerGroup, member: ConsumerGroupMember): Target {
  return {
    epoch: group.targetAssignmentEpoch,
    assignment: targetAssignmentFor(group, member.memberId, member.instanceId),
  };
}

export function maybeUpdateTargetAssignment(
  context: ShardContext,
  group: ConsumerGroup,
  { groupEpoch, subscriptionType }: SubscriptionMetadata,
  member: ConsumerGroupMember,
  updatedMember: ConsumerGroupMember,
  records: CoordinatorRecord[],
): Target | ApiError {
  if (group.targetAssignmentEpoch >= groupEpoch || !canComputeNext(context, group))
    return lastTarget(group, updatedMember);
  const assignor = computePreferredServerAssignor(group.serverAssignors, member, updatedMember);
  const built = buildTargetAssignment({
    group,
    groupEpoch,
    assignor: (assignor as ServerAssignorName | undefined) ?? defaultAssignor(context),
    subscriptionType,
    image: context.image,
    nowMs: nowMs(context),
    updatedMember,
  });
  if (!built.ok) {
    const message = `Failed to compute a new target assignment for epoch ${groupEpoch}: ${built.message}`;
    return apiError('UNKNOWN_SERVER_ERROR', message);
  }
  records.push(...built.records);
  return { epoch: groupEpoch, assignment: built.ofMember };
}

/** KIP-1263: at most one in group.consumer.assignment.interval.ms. */
function canComputeNext(context: ShardContext, { groupId, targetAssignmentTimestamp: last }: ConsumerGroup): boolean {
  const intervalMs = groupConfigNumber(context, groupId, 'consumer.assignment.interval.ms');
  return last === 0 || intervalMs === 0 || nowMs(context) >= last + intervalMs;
}

export function maybeReconcile(
  context: ShardContext,
  group: ConsumerGroup,
  member: ConsumerGroupMember,
  target: Target,
  hasSubscriptionChanged: boolean,
  ownedTopicPartitions: MemberAssignment | null,
  records: CoordinatorRecord[],
): ConsumerGroupMember {
  if (!hasSubscriptionChanged && isReconciledTo(member, target.epoch)) return member;
  const { groupId } = group;
  const topics = topicsOf(member, group.resolvedRegularExpressions);
  const updated = buildCurrentAssignment(member, {
    targetAssignmentEpoch: target.epoch,
    targetAssignment: target.assignment,
    hasSubscriptionChanged,
    namesTopics: topics.length > 0,
    subscribesTo: (topicId) => {
      const name = get(context.image.topicNames, topicId);
      return name !== undefined && topics.includes(name);
    },
    isOwned: isOwnedIn(group),
    ownedTopicPartitions,
  });
  if (isSameMember(updated, member)) return updated;
  records.push(currentAssignmentRecord(groupId, updated));
  if (usesClassicProtocol(updated)) return updated;
  const { memberId, memberEpoch, rebalanceTimeoutMs } = updated;
  if (updated.state === 'UNREVOKED_PARTITIONS')
    scheduleRebalanceTimeout(context, groupId, memberId, memberEpoch, rebalanceTimeoutMs);
  else context.cancel(rebalanceKey(groupId, memberId));
  return updated;
}
