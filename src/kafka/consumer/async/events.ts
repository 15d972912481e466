/**
 * What the application's thread and the background thread of one consumer tell each other, through two queues
 * (org.apache.kafka.clients.consumer.internals.events: ApplicationEvent, BackgroundEvent and their kinds).
 *
 * A CompletableFuture is the number of its event: what waits for it is data that names the number.
 *
 * *Simplified:* seek, pause, resume and a new subscription are done at once by the application's thread, which in Kafka
 * waits until the background thread has done them.
 */
import type { Micros } from '../../../base/time.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { OffsetsToCommit } from '../commit.ts';

/** From the application's thread to the background thread. */
export type ApplicationEvent =
  /** poll() has begun, or goes round again: everything that belongs to a poll is done behind the application's back. */
  | { readonly type: 'ASYNC_POLL'; readonly id: number; readonly deadline: Micros }
  /** poll() returns records: meanwhile the next are fetched. */
  | { readonly type: 'CREATE_FETCH_REQUESTS' }
  | { readonly type: 'COMMIT_ASYNC'; readonly id: number; readonly offsets: OffsetsToCommit }
  | {
      readonly type: 'COMMIT_SYNC';
      readonly id: number;
      readonly offsets: OffsetsToCommit;
      readonly deadline: Micros;
    }
  | { readonly type: 'UNSUBSCRIBE'; readonly id: number }
  | {
      readonly type: 'CONSUMER_REBALANCE_LISTENER_CALLBACK_COMPLETED';
      readonly after: AfterCallback;
      /** It was not run at all: the application has unsubscribed. */
      readonly skipped: boolean;
    }
  | { readonly type: 'COMMIT_ON_CLOSE' }
  | { readonly type: 'STOP_FIND_COORDINATOR_ON_CLOSE' }
  | { readonly type: 'LEAVE_GROUP_ON_CLOSE'; readonly id: number; readonly operation: LeaveOperation };

/** CloseOptions.GroupMembershipOperation */
export type LeaveOperation = 'DEFAULT' | 'LEAVE_GROUP' | 'REMAIN_IN_GROUP';

/** What the background thread goes on with once a callback of the application has run. */
export type AfterCallback =
  | 'reconciliation revoked'
  | 'reconciliation assigned'
  | 'fenced'
  | 'stale'
  | 'fatal'
  | 'leaving';

export interface PartitionsAssignedEvent {
  readonly type: 'PARTITIONS_ASSIGNED';
  readonly assigned: readonly TopicPartition[];
  readonly added: readonly TopicPartition[];
}

/** From the background thread to the application's, which reads them in poll(), unsubscribe() and close(). */
export type BackgroundEvent =
  /** poll() throws it. */
  | { readonly type: 'ERROR'; readonly error: string }
  | PartitionsAssignedEvent
  | {
      readonly type: 'PARTITIONS_REMOVED';
      readonly method: 'onPartitionsRevoked' | 'onPartitionsLost';
      readonly partitions: readonly TopicPartition[];
      readonly after: AfterCallback;
    };

/** One AsyncPollEvent as the application's thread sees it: the background thread marks how far it has come. */
export interface InflightPoll {
  readonly id: number;
  readonly deadline: Micros;
  readonly isReconciliationChecked: boolean;
  readonly arePositionsValidated: boolean;
  readonly isComplete: boolean;
}
