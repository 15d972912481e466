/**
 * The topics of a group looked at anew: when they are no longer what the group's epoch stands for, or the subscriptions
 * have changed, the epoch goes up (GroupMetadataManager.updateSubscriptionMetadata and onMetadataUpdate).
 */
import { get, has, mapTable } from '../../../base/table.ts';
import type { GroupSpec } from '../assignor/groupSpec.ts';
import type { CoordinatorRecord } from '../records.ts';
import { nowMs, type ShardContext, setGroup } from '../shardContext.ts';
import type { GroupShard, GroupState } from '../state.ts';
import { type ConsumerGroup, numMembers, REFRESH_METADATA_NOW } from './consumerGroup.ts';
import type { ConsumerGroupMember } from './consumerGroupMember.ts';
import { epochRecord } from './consumerGroupRecords.ts';
import { computeMetadataHash } from './metadataHash.ts';
import {
  countNames,
  countRegex,
  countResolvedTopics,
  type SubscriptionCounts,
  subscriptionTypeOf,
} from './subscriptionCounts.ts';

/** For ever, nearly: changes of topics are noticed when they happen. */
export const METADATA_REFRESH_INTERVAL_MS = 0x7fffffff;

export interface SubscriptionMetadata {
  readonly groupEpoch: number;
  readonly subscriptionType: GroupSpec['subscriptionType'];
}

export function updateSubscriptionMetadata(
  context: ShardContext,
  group: ConsumerGroup,
  bumpGroupEpoch: boolean,
  member: ConsumerGroupMember,
  updatedMember: ConsumerGroupMember,
  records: CoordinatorRecord[],
): SubscriptionMetadata {
  const { groupId } = group;
  const regularExpressions = countRegex(group.subscribedRegularExpressions, member, updatedMember);
  const topics = subscribedTopicNamesWith(group, member, updatedMember);
  const metadataHash = computeMetadataHash(topics, context.image);
  const isThere =
    has(group.members, updatedMember.memberId) ||
    (updatedMember.instanceId !== null && has(group.staticMembers, updatedMember.instanceId));
  const members = numMembers(group) + (isThere ? 0 : 1);
  const isBumped = bumpGroupEpoch || metadataHash !== group.metadataHash;
  const groupEpoch = group.groupEpoch + (isBumped ? 1 : 0);
  if (isBumped) records.push(epochRecord(groupId, groupEpoch, metadataHash));
  refreshLater(context, group, groupEpoch);
  return { groupEpoch, subscriptionType: subscriptionTypeOf(regularExpressions, topics, members) };
}

/** ConsumerGroup.computeSubscribedTopicNames: a pattern that loses its last member takes its topics along. */
function subscribedTopicNamesWith(
  group: ConsumerGroup,
  member: ConsumerGroupMember,
  updatedMember: ConsumerGroupMember,
): SubscriptionCounts {
  const counts = countNames(group.subscribedTopicNames, member, updatedMember);
  const regex = member.subscribedTopicRegex;
  const isLast =
    regex !== '' &&
    regex !== updatedMember.subscribedTopicRegex &&
    get(group.subscribedRegularExpressions, regex) === 1;
  return isLast ? countResolvedTopics(counts, get(group.resolvedRegularExpressions, regex)?.topics) : counts;
}

/** Of a group that is not there yet nobody keeps it. */
function refreshLater(context: ShardContext, group: ConsumerGroup, epoch: number): void {
  const there = get(context.shard.groups, group.groupId);
  if (there?.type !== 'consumer') return;
  const deadlineMs = nowMs(context) + METADATA_REFRESH_INTERVAL_MS;
  setGroup(context, { ...there, metadataRefreshDeadline: { deadlineMs, epoch } });
}

export interface ChangedTopics {
  /** Created, changed or deleted. */
  readonly names: ReadonlySet<string>;
  /** The offset of this metadata, where topics are new in it; or null. */
  readonly newTopicsVersion: number | null;
}

/** Groups whose topics these are will look at them with the next heartbeat. */
export function onTopicsChanged(shard: GroupShard, { names, newTopicsVersion }: ChangedTopics): GroupShard {
  let hasChanged = false;
  const groups = mapTable<GroupState, GroupState>(shard.groups, (group) => {
    if (group.type !== 'consumer') return group;
    const isAboutIt = group.subscribedTopicNames.keys.some((name) => names.has(name));
    const hasPatterns = group.subscribedRegularExpressions.keys.length > 0 && newTopicsVersion !== null;
    if (!isAboutIt && !hasPatterns) return group;
    hasChanged = true;
    return {
      ...group,
      metadataRefreshDeadline: isAboutIt ? REFRESH_METADATA_NOW : group.metadataRefreshDeadline,
      newTopicsVersion: newTopicsVersion ?? group.newTopicsVersion,
    };
  });
  return hasChanged ? { ...shard, groups } : shard;
}
