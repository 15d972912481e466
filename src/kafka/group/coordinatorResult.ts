/**
 * What an operation on a shard comes to: records to be appended and an answer for when they are committed; or an error,
 * and then it changed nothing (org.apache.kafka.coordinator.common.runtime.CoordinatorResult; the error is what Kafka
 * throws, before GroupCoordinatorService translates it).
 */
import type { ErrorName } from '../errors.ts';
import type { KafkaFact } from '../facts.ts';
import type { GroupResponse, JoinGroupRequest, JoinGroupResponse, SyncGroupResponse } from '../messages/group.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { CoordinatorRecord } from './records.ts';
import type { Waiter } from './state.ts';

/** What has to be done when the append has failed or its records are committed (CoordinatorResult.appendFuture). */
export type AppendFuture =
  /** The first record of a group. */
  | { readonly type: 'group-created'; readonly groupId: string; readonly waiter: Waiter }
  | { readonly type: 'group-emptied'; readonly groupId: string }
  | {
      readonly type: 'static-member-replaced';
      readonly groupId: string;
      readonly groupInstanceId: string;
      readonly oldMemberId: string;
      readonly newMemberId: string;
      readonly previousLeader: string | null;
      /** To go back to. */
      readonly old: Pick<JoinGroupRequest, 'protocols' | 'rebalanceTimeoutMs' | 'sessionTimeoutMs'>;
      readonly waiter: Waiter;
    }
  | {
      readonly type: 'assignment-stored';
      readonly groupId: string;
      readonly generationId: number;
      readonly memberId: string;
      readonly assignments: readonly { readonly memberId: string; readonly assignment: readonly TopicPartition[] }[];
    }
  | ClassicMemberOfConsumerGroup;

/** A member of the classic protocol in a consumer group is answered (modern/classicMembers.ts). */
export type ClassicMemberOfConsumerGroup =
  | {
      readonly type: 'classic-member-joined';
      readonly groupId: string;
      readonly memberId: string;
      readonly sessionTimeoutMs: number;
      readonly rebalanceTimeoutMs: number;
      /** The group is a classic one by now. */
      readonly isDowngrade: boolean;
      readonly response: JoinGroupResponse;
      readonly waiter: Waiter;
    }
  | {
      readonly type: 'classic-member-synced';
      readonly groupId: string;
      readonly memberId: string;
      readonly sessionTimeoutMs: number;
      readonly response: SyncGroupResponse;
      readonly waiter: Waiter;
    };

export type CoordinatorResult =
  | {
      readonly records: readonly CoordinatorRecord[];
      /** null: this operation answers in another way, as joins and syncs do. */
      readonly response: GroupResponse | null;
      readonly appendFuture?: AppendFuture;
      /** False where the state is already as the records say. Absent: true. */
      readonly replayRecords?: boolean;
      /** False where the records may go in several batches. Absent: true. */
      readonly isAtomic?: boolean;
      /** Told once the records are committed. */
      readonly facts?: readonly KafkaFact[];
    }
  | { readonly error: ErrorName; readonly message?: string };

export const EMPTY_RESULT: CoordinatorResult = { records: [], response: null };

export function failure(error: ErrorName, message?: string): CoordinatorResult {
  return message === undefined ? { error } : { error, message };
}

export function answerOnly(response: GroupResponse): CoordinatorResult {
  return { records: [], response };
}
