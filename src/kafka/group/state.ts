/**
 * What a broker keeps as coordinator of groups: one shard for each partition of __consumer_offsets that it leads, as data.
 * A shard is loaded from its log, changed by replaying what is appended to it, and given up with the leadership.
 *
 * Kafka: org.apache.kafka.coordinator.common.runtime.{CoordinatorRuntime,SnapshottableCoordinator},
 * org.apache.kafka.coordinator.group.GroupCoordinatorShard.
 */
import type { Table } from '../../base/table.ts';
import type { KafkaFact } from '../facts.ts';
import type { GroupRequest, GroupResponse } from '../messages/group.ts';
import type { DataRecord } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { TopicId } from './assignor/topicId.ts';
import type { ClassicGroup } from './classic/classicGroup.ts';
import type { AppendFuture } from './coordinatorResult.ts';
import type { ConsumerGroup } from './modern/consumerGroup.ts';

/** Told apart by `type`: `classic` or `consumer`. */
export type GroupState = ClassicGroup | ConsumerGroup;

/** org.apache.kafka.coordinator.group.OffsetAndMetadata */
export interface OffsetAndMetadata {
  /** Where its record lies in __consumer_offsets. */
  readonly recordOffset: number;
  readonly committedOffset: number;
  /** -1: not known. */
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestampMs: number;
  /** null: by offsets.retention.minutes. */
  readonly expireTimestampMs: number | null;
  readonly topicId: TopicId;
}

/** What a partition of __consumer_offsets is about. */
export interface GroupShard {
  /** By group.id. */
  readonly groups: Table<GroupState>;
  /** By group.id, and there by partition. */
  readonly offsets: Table<Table<OffsetAndMetadata>>;
}

/** Whom an answer goes to: the request's connection, and its number there. */
export interface Waiter {
  readonly connection: number;
  readonly correlationId: number;
}

/** A write operation whose records wait to be committed (CoordinatorRuntime.CoordinatorWriteEvent). */
export interface DeferredEvent {
  readonly id: number;
  /** The request to answer; null: of a timer. */
  readonly request: GroupRequest | null;
  readonly connection: number;
  /** null: this operation answers in another way. */
  readonly response: GroupResponse | null;
  readonly appendFuture: AppendFuture | null;
  readonly facts: readonly KafkaFact[];
  /** Of a timer: the operation, to be tried again should the append fail. */
  readonly retry: { readonly key: string; readonly operation: TimerOperation; readonly backoffMs: number } | null;
}

/** Records that are replayed and not yet in the log (group.coordinator.append.linger.ms). */
export interface CoordinatorBatch {
  readonly records: readonly DataRecord[];
  readonly sizeInBytes: number;
  readonly deferred: readonly DeferredEvent[];
}

interface InContext {
  readonly topicPartition: TopicPartition;
  /** The leader epoch it is the coordinator under. */
  readonly epoch: number;
}

export interface LoadingContext extends InContext {
  readonly state: 'LOADING';
}

export interface FailedContext extends InContext {
  readonly state: 'FAILED';
}

export interface ActiveContext extends InContext {
  readonly state: 'ACTIVE';
  /** With everything that is written, committed or not. */
  readonly shard: GroupShard;
  /** Offsets as Kafka counts them: of the next record. */
  readonly lastWrittenOffset: number;
  readonly lastCommittedOffset: number;
  /** As it was at these offsets, rising, the first of them committed: what is read, and what a failed append goes back to. */
  readonly snapshots: readonly { readonly offset: number; readonly shard: GroupShard }[];
  /** Not answered before the high watermark reaches `offset`; rising. */
  readonly deferred: readonly { readonly offset: number; readonly event: DeferredEvent }[];
  readonly batch: CoordinatorBatch | null;
  /** Keys of the timers that run (CoordinatorTimer). */
  readonly timers: Table<true>;
}

/** CoordinatorRuntime.CoordinatorContext; a context that is closed is not there. */
export type CoordinatorContext = LoadingContext | FailedContext | ActiveContext;

export interface GroupCoordinatorState {
  /** Of __consumer_offsets, as it was when the broker started; 0 before. */
  readonly numPartitions: number;
  /** By partition of __consumer_offsets. */
  readonly contexts: Table<CoordinatorContext>;
  readonly nextOperation: number;
}

/** What a timer of a shard does when it fires (CoordinatorTimer.TimeoutOperation). */
export type TimerOperation =
  | { readonly type: 'classic-heartbeat'; readonly groupId: string; readonly memberId: string }
  | { readonly type: 'classic-join'; readonly groupId: string }
  | {
      readonly type: 'classic-initial-join';
      readonly groupId: string;
      readonly delayMs: number;
      readonly remainingMs: number;
    }
  | { readonly type: 'classic-sync'; readonly groupId: string; readonly generationId: number }
  | { readonly type: 'consumer-session'; readonly groupId: string; readonly memberId: string }
  | {
      readonly type: 'consumer-rebalance';
      readonly groupId: string;
      readonly memberId: string;
      readonly memberEpoch: number;
    }
  | { readonly type: 'consumer-join'; readonly groupId: string; readonly memberId: string }
  | { readonly type: 'consumer-sync'; readonly groupId: string; readonly memberId: string }
  | { readonly type: 'consumer-regex-refresh'; readonly groupId: string }
  | { readonly type: 'group-expiration' };

/** Timers of the coordinator among those of a broker. */
export type GroupTimer =
  | {
      readonly type: 'group-operation';
      readonly topicPartition: TopicPartition;
      readonly key: string;
      readonly operation: TimerOperation;
    }
  | { readonly type: 'group-load'; readonly topicPartition: TopicPartition; readonly epoch: number }
  | { readonly type: 'group-flush'; readonly topicPartition: TopicPartition }
  | { readonly type: 'group-write-timeout'; readonly topicPartition: TopicPartition; readonly operationId: number };
