/**
 * What members of groups and their coordinator say to each other, and what administrators ask of it.
 * *Simplified:* a member's subscription and assignment are data, not bytes (ConsumerProtocolSubscription, -Assignment).
 */
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Correlated } from './correlated.ts';

// ---- finding the coordinator -----------------------------------------------------------------------------------------

export interface FindCoordinatorRequest extends Correlated {
  readonly type: 'FindCoordinatorRequest';
  /** 0 group, 1 transaction. */
  readonly keyType: 0 | 1;
  readonly coordinatorKeys: readonly string[];
}
export interface FindCoordinatorResponse extends Correlated {
  readonly type: 'FindCoordinatorResponse';
  readonly coordinators: readonly {
    readonly key: string;
    /** -1 with an error. */
    readonly nodeId: number;
    readonly host: string;
    readonly port: number;
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
  }[];
}

// ---- the classic protocol --------------------------------------------------------------------------------------------

/** ConsumerProtocolSubscription: what a member tells the leader of the group through JoinGroup. */
export interface MemberSubscription {
  readonly topics: readonly string[];
  /** Since version 1: what it holds now; empty for eager assignors. */
  readonly ownedPartitions: readonly TopicPartition[];
  /** Sticky assignors: the generation in which it was given those; -1 unknown. */
  readonly generationId: number;
  readonly rackId: string | null;
  /** What its assignor adds: as data, of the sticky ones. Absent: nothing. */
  readonly userData?: { readonly partitions: readonly TopicPartition[]; readonly generation: number | null };
}
export interface JoinGroupRequest extends Correlated {
  readonly type: 'JoinGroupRequest';
  readonly groupId: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  /** Empty when it has none yet. */
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly protocolType: string;
  /** In the order of its preference. */
  readonly protocols: readonly { readonly name: string; readonly metadata: MemberSubscription }[];
  readonly reason: string | null;
}
export interface JoinGroupResponse extends Correlated {
  readonly type: 'JoinGroupResponse';
  readonly errorCode: ErrorName;
  readonly generationId: number;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly leader: string;
  readonly skipAssignment: boolean;
  readonly memberId: string;
  /** Only the leader is told. */
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly metadata: MemberSubscription;
  }[];
}
export interface SyncGroupRequest extends Correlated {
  readonly type: 'SyncGroupRequest';
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  /** Only from the leader. */
  readonly assignments: readonly { readonly memberId: string; readonly assignment: readonly TopicPartition[] }[];
}
export interface SyncGroupResponse extends Correlated {
  readonly type: 'SyncGroupResponse';
  readonly errorCode: ErrorName;
  readonly protocolType: string | null;
  readonly protocolName: string | null;
  readonly assignment: readonly TopicPartition[];
}
export interface HeartbeatRequest extends Correlated {
  readonly type: 'HeartbeatRequest';
  readonly groupId: string;
  readonly generationId: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}
export interface HeartbeatResponse extends Correlated {
  readonly type: 'HeartbeatResponse';
  readonly errorCode: ErrorName;
}
export interface LeaveGroupRequest extends Correlated {
  readonly type: 'LeaveGroupRequest';
  readonly groupId: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly reason: string | null;
  }[];
}
export interface LeaveGroupResponse extends Correlated {
  readonly type: 'LeaveGroupResponse';
  readonly errorCode: ErrorName;
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId: string | null;
    readonly errorCode: ErrorName;
  }[];
}

// ---- the consumer protocol, KIP-848 ----------------------------------------------------------------------------------

export interface ConsumerGroupHeartbeatRequest extends Correlated {
  readonly type: 'ConsumerGroupHeartbeatRequest';
  readonly groupId: string;
  readonly memberId: string;
  /** 0 joins, -1 leaves, -2 a static member leaves for a while. */
  readonly memberEpoch: number;
  /** null: as said before, here and below. */
  readonly instanceId: string | null;
  readonly rackId: string | null;
  /** -1: as said before. */
  readonly rebalanceTimeoutMs: number;
  readonly subscribedTopicNames: readonly string[] | null;
  /** RE2J; empty: none. */
  readonly subscribedTopicRegex: string | null;
  readonly serverAssignor: string | null;
  /** What it holds: named, where Kafka has topic ids. */
  readonly topicPartitions: readonly TopicPartition[] | null;
}
export interface ConsumerGroupHeartbeatResponse extends Correlated {
  readonly type: 'ConsumerGroupHeartbeatResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly heartbeatIntervalMs: number;
  /** null: nothing new. */
  readonly assignment: readonly TopicPartition[] | null;
}

// ---- offsets ---------------------------------------------------------------------------------------------------------

export interface OffsetCommitRequest extends Correlated {
  readonly type: 'OffsetCommitRequest';
  readonly groupId: string;
  /** Generation or member epoch; -1 from outside a group. */
  readonly generationIdOrMemberEpoch: number;
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    readonly committedOffset: number;
    readonly committedLeaderEpoch: number;
    readonly committedMetadata: string;
  }[];
}
export interface OffsetCommitResponse extends Correlated {
  readonly type: 'OffsetCommitResponse';
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorName }[];
}
export interface OffsetFetchRequest extends Correlated {
  readonly type: 'OffsetFetchRequest';
  readonly groupId: string;
  /** null and -1 with the classic protocol. */
  readonly memberId: string | null;
  readonly memberEpoch: number;
  /** null: all there are. */
  readonly partitions: readonly TopicPartition[] | null;
  readonly requireStable: boolean;
}
export interface OffsetFetchResponse extends Correlated {
  readonly type: 'OffsetFetchResponse';
  readonly groupId: string;
  readonly errorCode: ErrorName;
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition;
    /** -1: nothing committed. */
    readonly committedOffset: number;
    readonly committedLeaderEpoch: number;
    readonly metadata: string | null;
    readonly errorCode: ErrorName;
  }[];
}
export interface OffsetDeleteRequest extends Correlated {
  readonly type: 'OffsetDeleteRequest';
  readonly groupId: string;
  readonly partitions: readonly TopicPartition[];
}
export interface OffsetDeleteResponse extends Correlated {
  readonly type: 'OffsetDeleteResponse';
  readonly errorCode: ErrorName;
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorName }[];
}

// ---- administration --------------------------------------------------------------------------------------------------

export interface ListGroupsRequest extends Correlated {
  readonly type: 'ListGroupsRequest';
  readonly statesFilter: readonly string[];
  readonly typesFilter: readonly string[];
}
export interface ListGroupsResponse extends Correlated {
  readonly type: 'ListGroupsResponse';
  readonly errorCode: ErrorName;
  readonly groups: readonly {
    readonly groupId: string;
    readonly protocolType: string;
    readonly groupState: string;
    /** `classic` or `consumer`. */
    readonly groupType: string;
  }[];
}
export interface DescribeGroupsRequest extends Correlated {
  readonly type: 'DescribeGroupsRequest';
  readonly groups: readonly string[];
}
export interface DescribeGroupsResponse extends Correlated {
  readonly type: 'DescribeGroupsResponse';
  readonly groups: readonly {
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
    readonly groupId: string;
    readonly groupState: string;
    readonly protocolType: string;
    /** The name of the protocol chosen, such as `range`. */
    readonly protocolData: string;
    readonly members: readonly {
      readonly memberId: string;
      readonly groupInstanceId: string | null;
      readonly clientId: string;
      readonly clientHost: string;
      readonly memberMetadata: MemberSubscription | null;
      readonly memberAssignment: readonly TopicPartition[];
    }[];
  }[];
}
export interface ConsumerGroupDescribeRequest extends Correlated {
  readonly type: 'ConsumerGroupDescribeRequest';
  readonly groupIds: readonly string[];
}
export interface ConsumerGroupDescribeResponse extends Correlated {
  readonly type: 'ConsumerGroupDescribeResponse';
  readonly groups: readonly {
    readonly errorCode: ErrorName;
    readonly errorMessage: string | null;
    readonly groupId: string;
    readonly groupState: string;
    readonly groupEpoch: number;
    readonly assignmentEpoch: number;
    readonly assignorName: string;
    readonly members: readonly {
      readonly memberId: string;
      readonly instanceId: string | null;
      readonly rackId: string | null;
      readonly memberEpoch: number;
      readonly clientId: string;
      readonly clientHost: string;
      readonly subscribedTopicNames: readonly string[];
      readonly subscribedTopicRegex: string | null;
      readonly assignment: readonly TopicPartition[];
      readonly targetAssignment: readonly TopicPartition[];
      /** -1 unknown, 0 classic, 1 consumer. */
      readonly memberType: number;
    }[];
  }[];
}
export interface DeleteGroupsRequest extends Correlated {
  readonly type: 'DeleteGroupsRequest';
  readonly groupsNames: readonly string[];
}
export interface DeleteGroupsResponse extends Correlated {
  readonly type: 'DeleteGroupsResponse';
  readonly results: readonly { readonly groupId: string; readonly errorCode: ErrorName }[];
}

export type GroupRequest =
  | FindCoordinatorRequest
  | JoinGroupRequest
  | SyncGroupRequest
  | HeartbeatRequest
  | LeaveGroupRequest
  | ConsumerGroupHeartbeatRequest
  | OffsetCommitRequest
  | OffsetFetchRequest
  | OffsetDeleteRequest
  | ListGroupsRequest
  | DescribeGroupsRequest
  | ConsumerGroupDescribeRequest
  | DeleteGroupsRequest;

export type GroupResponse =
  | FindCoordinatorResponse
  | JoinGroupResponse
  | SyncGroupResponse
  | HeartbeatResponse
  | LeaveGroupResponse
  | ConsumerGroupHeartbeatResponse
  | OffsetCommitResponse
  | OffsetFetchResponse
  | OffsetDeleteResponse
  | ListGroupsResponse
  | DescribeGroupsResponse
  | ConsumerGroupDescribeResponse
  | DeleteGroupsResponse;
