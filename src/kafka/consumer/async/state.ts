/**
 * What a consumer of the new protocol keeps: the queues between its two threads, and the request managers of the
 * background thread (org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer, RequestManagers).
 *
 * *Simplified:* the two threads take no time of their own: what one puts into a queue, the other reads in the same
 * instant. Where it matters who comes first, chance decides by name.
 */
import type { Table } from '../../../base/table.ts';
import type { Micros } from '../../../base/time.ts';
import type { KafkaRequest, OffsetFetchResponse } from '../../messages.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { OffsetsToCommit } from '../commit.ts';
import type { ApplicationEvent, BackgroundEvent, InflightPoll, LeaveOperation } from './events.ts';
import type { LocalAssignment } from './localAssignment.ts';
import type { MemberState } from './memberState.ts';
import type { RequestState } from './requestState.ts';

export interface AsyncState {
  readonly applicationEvents: readonly ApplicationEvent[];
  readonly backgroundEvents: readonly BackgroundEvent[];
  /** Numbers of events, requests and polls are taken from here. */
  readonly lastId: number;
  readonly inflightPoll: InflightPoll | null;
  /** The poll() that waits for records, and until when it waits; null: none does. */
  readonly polling: { readonly since: Micros; readonly awaitUntil: Micros } | null;
  /** FetchBuffer.wokenup: the poll() that waits looks again. */
  readonly isWoken: boolean;
  /** The last commitAsync(), until it is through; what follows waits for it. */
  readonly pendingAsyncCommit: number | null;
  readonly pendingSyncCommit: number | null;
  readonly closing: Closing | null;
  readonly coordinator: CoordinatorLookup;
  readonly membership: Membership;
  readonly heartbeat: HeartbeatRequests;
  readonly commits: Commits;
  readonly positions: PositionUpdates;
  /** FetchRequestManager.pendingFetchRequestFuture: fetches are to be made. */
  readonly areFetchesWanted: boolean;
  /** As many were on their way when the background thread last looked. */
  readonly fetchesInFlight: number;
  /** NetworkClientDelegate.unsentRequests, in order. */
  readonly unsent: readonly UnsentRequest[];
  /** What the answers belong to, by correlation id. */
  readonly inFlight: Table<Purpose>;
  /** Events that are done, and that the application's thread has not looked at yet. */
  readonly completed: readonly { readonly id: number; readonly failure: EventFailure | null }[];
  /** The metadata answer up to which a pattern was matched (ApplicationEventProcessor.metadataVersionSnapshot). */
  readonly patternVersion: number;
  /** When the background thread is to look again by itself; null: its timer is not set. */
  readonly wakeAt: Micros | null;
}

/** How far close() is: it commits, leaves the group, and lets what is on its way come to an end. */
export interface Closing {
  readonly stage: 'committing' | 'leaving' | 'draining';
  /** What it waits for; null: nothing. */
  readonly event: number | null;
}

/** What a CompletableFuture is completed exceptionally with. */
export interface EventFailure {
  readonly error: string;
  readonly message: string;
  readonly retriable: boolean;
}

/** CoordinatorRequestManager */
export interface CoordinatorLookup {
  readonly request: RequestState;
  readonly node: { readonly nodeId: number; readonly host: string } | null;
  readonly isClosing: boolean;
  readonly fatalError: string | null;
}

/** AbstractMembershipManager, ConsumerMembershipManager */
export interface Membership {
  /** Made by the client, for as long as it lives. */
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly state: MemberState;
  readonly currentAssignment: LocalAssignment;
  readonly targetAssignment: LocalAssignment;
  /** Topics of assignments whose metadata was known once (assignedTopicNamesCache). */
  readonly topicsKnown: readonly string[];
  /** null: none in progress. */
  readonly reconciliation: Reconciliation | null;
  /** Of the last member it was (ConsumerGroupMetadata.generationId); -1: of none. */
  readonly lastEpoch: number;
  /** Those who wait for the member to have left; null: it is not leaving. */
  readonly leaveInProgress: readonly number[] | null;
  /** What a stale member held: being given up, to join again after that, or given up. */
  readonly staleRelease: 'none' | 'releasing' | 'releasing, then joins' | 'released';
  readonly isSubscriptionUpdated: boolean;
  readonly isPollTimerExpired: boolean;
  readonly leaveOperation: LeaveOperation;
}

export interface Reconciliation {
  readonly stage: 'committing' | 'in callbacks';
  readonly resolved: LocalAssignment;
  readonly revoked: readonly TopicPartition[];
  readonly added: readonly TopicPartition[];
  /** The member joined again meanwhile: it has become pointless. */
  readonly hasRejoined: boolean;
}

/** AbstractHeartbeatRequestManager, HeartbeatRequestState, HeartbeatState.SentFields */
export interface HeartbeatRequests {
  readonly request: RequestState;
  /** As the coordinator says; 0 before it has. */
  readonly interval: Micros;
  readonly nextAt: Micros;
  /** max.poll.interval.ms after the last poll. */
  readonly pollDeadline: Micros;
  /** null: not sent since it was last forgotten. */
  readonly sent: SentFields;
}

export interface SentFields {
  readonly rebalanceTimeoutMs: number | null;
  readonly subscribedTopicNames: readonly string[] | null;
  readonly subscribedTopicRegex: string | null;
  readonly serverAssignor: string | null;
  readonly localAssignment: LocalAssignment | null;
}

export const NOTHING_SENT: SentFields = {
  rebalanceTimeoutMs: null,
  subscribedTopicNames: null,
  subscribedTopicRegex: null,
  serverAssignor: null,
  localAssignment: null,
};

/** CommitRequestManager. Its MemberInfo: the epoch that commits carry; null: not in the group. */
export interface Commits {
  readonly memberId: string;
  readonly memberEpoch: number | null;
  readonly lastEpochSent: number | null;
  readonly isClosing: boolean;
  /** null: enable.auto.commit=false. */
  readonly autoCommit: { readonly nextAt: Micros; readonly isInFlight: boolean } | null;
  /** What is consumed is being committed before partitions are given up. */
  readonly isCommittingBeforeRebalance: boolean;
  readonly unsentCommits: readonly OffsetCommitState[];
  readonly unsentFetches: readonly OffsetFetchState[];
  readonly inflightFetches: readonly OffsetFetchState[];
  /** Lookups that have come to an end, and that nobody has looked at. */
  readonly found: readonly OffsetFetchResult[];
}

export interface OffsetCommitState {
  readonly id: number;
  readonly why:
    | { readonly type: 'auto' }
    | { readonly type: 'before rebalance' }
    | { readonly type: 'async' | 'sync'; readonly event: number };
  readonly offsets: OffsetsToCommit;
  readonly request: RequestState;
  readonly deadline: Micros;
}

export interface OffsetFetchState {
  readonly id: number;
  /** Sorted. */
  readonly partitions: readonly TopicPartition[];
  readonly request: RequestState;
  readonly deadline: Micros;
}

/** What a lookup of committed offsets has come to. */
export interface OffsetFetchResult {
  readonly id: number;
  readonly offsets: OffsetFetchResponse['partitions'];
  readonly error: string | null;
}

/** OffsetsRequestManager: polls that wait until every partition has a position. */
export interface PositionUpdates {
  /** The lookup whose answer they wait for; null: none. */
  readonly pendingFetch: { readonly id: number; readonly partitions: readonly TopicPartition[] } | null;
  /** Numbers of AsyncPollEvents. */
  readonly waiting: readonly number[];
  /** Until when the newest of them waits. */
  readonly deadline: Micros;
  /** The next poll throws it. */
  readonly cachedError: string | null;
}

/** Who takes the answer to a request. */
export type Purpose =
  | { readonly type: 'find coordinator' }
  | { readonly type: 'heartbeat'; readonly isAnswerIgnored: boolean }
  | { readonly type: 'commit'; readonly commit: OffsetCommitState }
  | { readonly type: 'fetch offsets'; readonly fetch: OffsetFetchState };

export interface UnsentRequest {
  /** null: any broker. */
  readonly host: string | null;
  /** Its number is given when it goes out. */
  readonly request: KafkaRequest;
  readonly purpose: Purpose;
  /** request.timeout.ms after it was put here. */
  readonly expiresAt: Micros;
}
