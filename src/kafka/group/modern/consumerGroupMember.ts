/**
 * A member of a consumer group as its coordinator knows it: what it said of itself, at which epoch it is, what it holds,
 * and what it still has to give back (org.apache.kafka.coordinator.group.modern.consumer.ConsumerGroupMember, KIP-848).
 * One that speaks the classic protocol has `classicMemberMetadata`.
 */
import { isSameList } from '../../../base/lists.ts';
import type { MemberSubscription } from '../../messages/group.ts';
import { isSameSubscription } from '../memberSubscription.ts';
import { type EpochedAssignment, isSameAssignment, NO_PARTITIONS } from './epochedAssignment.ts';

/** org.apache.kafka.coordinator.group.modern.MemberState */
export type MemberState = 'STABLE' | 'UNREVOKED_PARTITIONS' | 'UNRELEASED_PARTITIONS';

/** The member wants to join, to leave, or, being static, to leave for a while. */
export const JOIN_GROUP_MEMBER_EPOCH = 0;
export const LEAVE_GROUP_MEMBER_EPOCH = -1;
export const LEAVE_GROUP_STATIC_MEMBER_EPOCH = -2;

export interface ClassicMemberMetadata {
  readonly sessionTimeoutMs: number;
  readonly supportedProtocols: readonly { readonly name: string; readonly metadata: MemberSubscription }[];
}

export interface ConsumerGroupMember {
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly previousMemberEpoch: number;
  readonly state: MemberState;
  readonly instanceId: string | null;
  readonly rackId: string | null;
  readonly rebalanceTimeoutMs: number;
  readonly clientId: string;
  readonly clientHost: string;
  /** Sorted, each once. */
  readonly subscribedTopicNames: readonly string[];
  /** Empty: none. */
  readonly subscribedTopicRegex: string;
  readonly serverAssignorName: string | null;
  readonly assignedPartitions: EpochedAssignment;
  /** Its own until it says that it has them no more. */
  readonly partitionsPendingRevocation: EpochedAssignment;
  readonly classicMemberMetadata: ClassicMemberMetadata | null;
}

export function newConsumerGroupMember(memberId: string): ConsumerGroupMember {
  return {
    memberId,
    memberEpoch: 0,
    previousMemberEpoch: -1,
    state: 'STABLE',
    instanceId: null,
    rackId: null,
    rebalanceTimeoutMs: -1,
    clientId: '',
    clientHost: '',
    subscribedTopicNames: [],
    subscribedTopicRegex: '',
    serverAssignorName: null,
    assignedPartitions: NO_PARTITIONS,
    partitionsPendingRevocation: NO_PARTITIONS,
    classicMemberMetadata: null,
  };
}

export function usesClassicProtocol(member: ConsumerGroupMember): boolean {
  return member.classicMemberMetadata !== null;
}

export function isReconciledTo(member: ConsumerGroupMember, targetAssignmentEpoch: number): boolean {
  return member.state === 'STABLE' && member.memberEpoch === targetAssignmentEpoch;
}

/** What it said of itself, as ConsumerGroupMemberMetadataValue keeps it. */
function isSaidTheSame(a: ConsumerGroupMember, b: ConsumerGroupMember): boolean {
  return (
    a.memberId === b.memberId &&
    a.instanceId === b.instanceId &&
    a.rackId === b.rackId &&
    a.rebalanceTimeoutMs === b.rebalanceTimeoutMs &&
    a.clientId === b.clientId &&
    a.clientHost === b.clientHost &&
    a.subscribedTopicRegex === b.subscribedTopicRegex &&
    a.serverAssignorName === b.serverAssignorName &&
    isSameList(a.subscribedTopicNames, b.subscribedTopicNames) &&
    isSameClassicMetadata(a.classicMemberMetadata, b.classicMemberMetadata)
  );
}

export function isSameMember(a: ConsumerGroupMember, b: ConsumerGroupMember): boolean {
  return (
    a === b ||
    (a.memberEpoch === b.memberEpoch &&
      a.previousMemberEpoch === b.previousMemberEpoch &&
      a.state === b.state &&
      isSaidTheSame(a, b) &&
      isSameAssignment(a.assignedPartitions, b.assignedPartitions) &&
      isSameAssignment(a.partitionsPendingRevocation, b.partitionsPendingRevocation))
  );
}

function isSameClassicMetadata(a: ClassicMemberMetadata | null, b: ClassicMemberMetadata | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return (
    a.sessionTimeoutMs === b.sessionTimeoutMs &&
    a.supportedProtocols.length === b.supportedProtocols.length &&
    a.supportedProtocols.every(({ name, metadata }, place) => {
      const other = b.supportedProtocols[place]!;
      return name === other.name && isSameSubscription(metadata, other.metadata);
    })
  );
}
