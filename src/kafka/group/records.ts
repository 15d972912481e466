/**
 * The records of __consumer_offsets: what the state of every group is made of, and all that outlives its coordinator.
 * `value: null` is a tombstone. Field names are Kafka's (group-coordinator/src/main/resources/common/message/*.json,
 * org.apache.kafka.coordinator.group.GroupCoordinatorRecordHelpers). In the log they are texts: recordTexts.ts.
 * *Simplified:* no LegacyOffsetCommit, no share or streams groups.
 */
import type { MemberSubscription } from '../messages/group.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { TopicId } from './assignor/topicId.ts';

export interface OffsetCommitRecord {
  readonly type: 'OffsetCommit';
  readonly key: { readonly group: string; readonly topic: string; readonly partition: number };
  readonly value: {
    readonly offset: number;
    /** -1: not known. */
    readonly leaderEpoch: number;
    readonly metadata: string;
    /** Milliseconds, here and below. */
    readonly commitTimestamp: number;
    /** Version 1 only; -1: none. */
    readonly expireTimestamp: number;
    readonly topicId: TopicId;
  } | null;
}

export interface GroupMetadataMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeout: number;
  readonly sessionTimeout: number;
  readonly subscription: MemberSubscription;
  readonly assignment: readonly TopicPartition[];
}

export interface GroupMetadataRecord {
  readonly type: 'GroupMetadata';
  readonly key: { readonly group: string };
  readonly value: {
    readonly protocolType: string;
    readonly generation: number;
    readonly protocol: string | null;
    readonly leader: string | null;
    /** -1: not known. */
    readonly currentStateTimestamp: number;
    readonly members: readonly GroupMetadataMember[];
  } | null;
}

// ---- the consumer protocol, KIP-848 ----------------------------------------------------------------------------------

export interface ConsumerGroupMetadataRecord {
  readonly type: 'ConsumerGroupMetadata';
  readonly key: { readonly groupId: string };
  readonly value: { readonly epoch: number; readonly metadataHash: string } | null;
}

/** What kept the topics of a group before there was a hash of them (4.1); only its tombstones are written any more. */
export interface ConsumerGroupPartitionMetadataRecord {
  readonly type: 'ConsumerGroupPartitionMetadata';
  readonly key: { readonly groupId: string };
  readonly value: null;
}

interface MemberKey {
  readonly groupId: string;
  readonly memberId: string;
}

export interface ConsumerGroupMemberMetadataRecord {
  readonly type: 'ConsumerGroupMemberMetadata';
  readonly key: MemberKey;
  readonly value: {
    readonly instanceId: string | null;
    readonly rackId: string | null;
    readonly clientId: string;
    readonly clientHost: string;
    readonly subscribedTopicNames: readonly string[];
    readonly subscribedTopicRegex: string | null;
    readonly rebalanceTimeoutMs: number;
    readonly serverAssignor: string | null;
    readonly classicMemberMetadata: {
      readonly sessionTimeoutMs: number;
      readonly supportedProtocols: readonly { readonly name: string; readonly metadata: MemberSubscription }[];
    } | null;
  } | null;
}

export interface ConsumerGroupTargetAssignmentMetadataRecord {
  readonly type: 'ConsumerGroupTargetAssignmentMetadata';
  readonly key: { readonly groupId: string };
  readonly value: { readonly assignmentEpoch: number; readonly assignmentTimestamp: number } | null;
}

export interface ConsumerGroupTargetAssignmentMemberRecord {
  readonly type: 'ConsumerGroupTargetAssignmentMember';
  readonly key: MemberKey;
  readonly value: {
    readonly topicPartitions: readonly { readonly topicId: TopicId; readonly partitions: readonly number[] }[];
  } | null;
}

/** ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions */
export interface CurrentTopicPartitions {
  readonly topicId: TopicId;
  readonly partitions: readonly number[];
  readonly assignmentEpochs: readonly number[] | null;
}

export interface ConsumerGroupCurrentMemberAssignmentRecord {
  readonly type: 'ConsumerGroupCurrentMemberAssignment';
  readonly key: MemberKey;
  readonly value: {
    readonly memberEpoch: number;
    readonly previousMemberEpoch: number;
    /** MemberState.value(): 0 stable, 1 unrevoked partitions, 2 unreleased partitions. */
    readonly state: number;
    readonly assignedPartitions: readonly CurrentTopicPartitions[];
    readonly partitionsPendingRevocation: readonly CurrentTopicPartitions[];
  } | null;
}

export interface ConsumerGroupRegularExpressionRecord {
  readonly type: 'ConsumerGroupRegularExpression';
  readonly key: { readonly groupId: string; readonly regularExpression: string };
  readonly value: { readonly topics: readonly string[]; readonly version: number; readonly timestamp: number } | null;
}

export type ConsumerGroupRecord =
  | ConsumerGroupMetadataRecord
  | ConsumerGroupPartitionMetadataRecord
  | ConsumerGroupMemberMetadataRecord
  | ConsumerGroupTargetAssignmentMetadataRecord
  | ConsumerGroupTargetAssignmentMemberRecord
  | ConsumerGroupCurrentMemberAssignmentRecord
  | ConsumerGroupRegularExpressionRecord;

export type CoordinatorRecord = OffsetCommitRecord | GroupMetadataRecord | ConsumerGroupRecord;
