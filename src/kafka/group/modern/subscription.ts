/** What a member says of itself, taken over where it says anything (ConsumerGroupMember.Builder.maybeUpdate…). */
import { isSameList } from '../../../base/lists.ts';
import { compareText } from '../../../base/sorted.ts';
import type { CoordinatorRecord } from '../records.ts';
import { type ClassicMemberMetadata, type ConsumerGroupMember, isSameMember } from './consumerGroupMember.ts';
import { subscriptionRecord } from './consumerGroupRecords.ts';

/** null, and a timeout of -1: as said before. */
export interface Said {
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly serverAssignorName: string | null;
  readonly subscribedTopicNames: readonly string[] | null;
  readonly subscribedTopicRegex: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly classicMemberMetadata: ClassicMemberMetadata | null;
}

export function saidAnew(member: ConsumerGroupMember, said: Said): ConsumerGroupMember {
  const names = said.subscribedTopicNames;
  return {
    memberId: member.memberId,
    memberEpoch: member.memberEpoch,
    previousMemberEpoch: member.previousMemberEpoch,
    state: member.state,
    instanceId: said.instanceId ?? member.instanceId,
    rackId: said.rackId ?? member.rackId,
    rebalanceTimeoutMs: said.rebalanceTimeoutMs === -1 ? member.rebalanceTimeoutMs : said.rebalanceTimeoutMs,
    clientId: said.clientId,
    clientHost: said.clientHost,
    subscribedTopicNames: names === null ? member.subscribedTopicNames : sortedSet(names),
    subscribedTopicRegex: said.subscribedTopicRegex ?? member.subscribedTopicRegex,
    serverAssignorName: said.serverAssignorName ?? member.serverAssignorName,
    assignedPartitions: member.assignedPartitions,
    partitionsPendingRevocation: member.partitionsPendingRevocation,
    classicMemberMetadata: said.classicMemberMetadata,
  };
}

export function sortedSet(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}

/** Any change is written down; true when it is one of the topics it names. */
export function subscriptionRecordIfChanged(
  groupId: string,
  member: ConsumerGroupMember,
  updated: ConsumerGroupMember,
  records: CoordinatorRecord[],
): boolean {
  if (isSameMember(updated, member)) return false;
  records.push(subscriptionRecord(groupId, updated));
  return !isSameList(updated.subscribedTopicNames, member.subscribedTopicNames);
}
