/**
 * What a member of a classic group knows of itself, of its group and of its commits (the fields of
 * org.apache.kafka.clients.consumer.internals.AbstractCoordinator and ConsumerCoordinator).
 */
import type { Draft } from '../../../base/draft.ts';
import type { Micros } from '../../../base/time.ts';
import type { InFlightRequest } from '../../client/connectionStates.ts';
import type { ErrorName } from '../../errors.ts';
import type { GroupRequest, JoinGroupResponse, KafkaResponse, OffsetFetchResponse } from '../../messages.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { StickyUserData } from '../assignor/subscription.ts';
import type { OffsetsToCommit } from '../commit.ts';
import type { ConsumerRun } from '../state.ts';
import type { Heartbeat } from './heartbeat.ts';

/** AbstractCoordinator.MemberState */
export type MemberState = 'UNJOINED' | 'PREPARING_REBALANCE' | 'COMPLETING_REBALANCE' | 'STABLE';

export interface Generation {
  readonly generationId: number;
  /** Empty: none. */
  readonly memberId: string;
  readonly protocolName: string | null;
}

export const NO_GENERATION: Generation = { generationId: -1, memberId: '', protocolName: null };

export interface CoordinatorNode {
  readonly nodeId: number;
  readonly host: string;
}

/** Exceptions that stand for no error code. */
export type ExceptionName =
  | 'CommitFailedException'
  | 'RetriableCommitFailedException'
  | 'UnjoinedGroupException'
  | 'DisconnectException'
  | 'TimeoutException'
  | 'KafkaException';

/** Why what a future stood for failed, and whether it may be tried again. */
export interface Failure {
  readonly error: ErrorName | ExceptionName;
  readonly message: string;
  readonly retriable: boolean;
}

/** A future that a call of the application may wait for. */
export type Pending =
  | { readonly type: 'waiting' }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Joining: JoinGroup is on its way, then SyncGroup; the leader may have to wait for metadata between the two. */
export type Joining =
  | { readonly type: 'waiting' }
  | { readonly type: 'leading'; readonly response: JoinGroupResponse }
  | { readonly type: 'done'; readonly assignment: readonly TopicPartition[] }
  | { readonly type: 'failed'; readonly failure: Failure };

/** Topics and their partitions as they were when the leader assigned them, or are (ConsumerCoordinator.MetadataSnapshot). */
export interface MetadataSnapshot {
  readonly version: number;
  /** `orders 3, payments 1` */
  readonly partitionsPerTopic: string;
}

export type CommitKind = 'sync' | 'async' | 'auto' | 'before-rebalance';

/** What became of an asynchronous commit; told to its callback when the application calls in next. */
export interface CompletedCommit {
  readonly offsets: OffsetsToCommit;
  readonly kind: CommitKind;
  readonly failure: Failure | null;
}

export interface CommitInFlight {
  readonly correlationId: number;
  readonly kind: CommitKind;
  readonly offsets: OffsetsToCommit;
  readonly sent: Generation;
}

/** commitSync(): its offsets, and how far the attempt is; null between two attempts. */
export interface SyncCommit {
  readonly offsets: OffsetsToCommit;
  readonly pending: Pending | null;
  readonly attempts: number;
  readonly retryAt: Micros;
}

/** Committed offsets that are being fetched, for these partitions and in that generation; `pending` is null between attempts. */
export interface CommittedFetch {
  readonly partitions: readonly TopicPartition[];
  readonly generationId: number;
  readonly correlationId: number;
  readonly pending: Pending | null;
  /** The answer, once it is there: it counts when poll() comes to it. */
  readonly found: OffsetFetchResponse['partitions'];
  readonly attempts: number;
  readonly retryAt: Micros;
}

/** What an assignor keeps from one generation to the next. */
export interface AssignorMemory {
  readonly maxGeneration: number;
  readonly userData: StickyUserData | null;
}

/** A request that waits for its connection. */
export interface Unsent {
  readonly key: string;
  readonly request: GroupRequest;
  readonly timeout: Micros | null;
}

/** An answer that nobody has read: no thread of the consumer is at the network. */
export interface Unread {
  readonly sent: InFlightRequest;
  readonly response: KafkaResponse;
}

export interface ClassicMember {
  readonly groupId: string;
  readonly memberState: MemberState;
  /** A lens shows who is paused, and for how long. */
  readonly memberStateSince: Micros;
  readonly generation: Generation;
  readonly coordinator: CoordinatorNode | null;
  readonly finding: Pending | null;
  readonly findAttempts: number;
  /** FindCoordinator is not sent before, nor while its metadata is still of this version. */
  readonly findAfter: Micros;
  readonly findAfterMetadata: number;
  readonly needsJoinPrepare: boolean;
  readonly rejoinNeeded: boolean;
  readonly rejoinReason: string;
  readonly joining: Joining | null;
  /** JoinGroup is not sent before. */
  readonly joinAfter: Micros;
  readonly heartbeat: Heartbeat;
  readonly isLeader: boolean;
  /** Topics as it named them in its last JoinGroup. */
  readonly joinedSubscription: readonly string[] | null;
  readonly metadataSnapshot: MetadataSnapshot;
  /** Of the leader. */
  readonly assignmentSnapshot: MetadataSnapshot | null;
  /** Of the sticky assignors, by name. */
  readonly assignorMemory: Readonly<Record<string, AssignorMemory>>;
  /** null: it does not commit by itself. */
  readonly nextAutoCommitAt: Micros | null;
  /** onJoinPrepare gives up waiting for its commit then; null: it is not under way. */
  readonly joinPrepareUntil: Micros | null;
  readonly joinPrepareCommit: Pending | null;
  readonly commitsInFlight: readonly CommitInFlight[];
  readonly syncCommit: SyncCommit | null;
  readonly completedCommits: readonly CompletedCommit[];
  /** Asynchronous commits that wait for the coordinator to be found, in the order in which they were asked for. */
  readonly commitsAwaitingCoordinator: readonly { readonly offsets: OffsetsToCommit; readonly kind: CommitKind }[];
  readonly committedFetch: CommittedFetch | null;
  /** Fenced by another with its group.instance.id: the next call of the application throws. */
  readonly isFenced: boolean;
  readonly unsent: readonly Unsent[];
  readonly unread: readonly Unread[];
  /** How far close() is; null: it has not begun. */
  readonly closing: 'committing' | 'leaving' | null;
}

export type ClassicDraft = Draft<ClassicMember>;

/** A run of a consumer that has a group with the classic protocol. */
export type ClassicRun = ConsumerRun & { readonly classic: ClassicDraft };

export function draftOfClassic(member: ClassicMember): ClassicDraft {
  return {
    groupId: member.groupId,
    memberState: member.memberState,
    memberStateSince: member.memberStateSince,
    generation: member.generation,
    coordinator: member.coordinator,
    finding: member.finding,
    findAttempts: member.findAttempts,
    findAfter: member.findAfter,
    findAfterMetadata: member.findAfterMetadata,
    needsJoinPrepare: member.needsJoinPrepare,
    rejoinNeeded: member.rejoinNeeded,
    rejoinReason: member.rejoinReason,
    joining: member.joining,
    joinAfter: member.joinAfter,
    heartbeat: member.heartbeat,
    isLeader: member.isLeader,
    joinedSubscription: member.joinedSubscription,
    metadataSnapshot: member.metadataSnapshot,
    assignmentSnapshot: member.assignmentSnapshot,
    assignorMemory: member.assignorMemory,
    nextAutoCommitAt: member.nextAutoCommitAt,
    joinPrepareUntil: member.joinPrepareUntil,
    joinPrepareCommit: member.joinPrepareCommit,
    commitsInFlight: member.commitsInFlight,
    syncCommit: member.syncCommit,
    completedCommits: member.completedCommits,
    commitsAwaitingCoordinator: member.commitsAwaitingCoordinator,
    committedFetch: member.committedFetch,
    isFenced: member.isFenced,
    unsent: member.unsent,
    unread: member.unread,
    closing: member.closing,
  };
}
