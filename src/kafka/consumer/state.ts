/** A consumer process: an application that polls, the consumer it polls with, and what it has been handed. */
import type { Draft } from '../../base/draft.ts';
import { placeOf, set, type Table, withOwnValues } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { Vector } from '../../base/vector.ts';
import type { ClientTimerType, NetworkClient } from '../client/clientState.ts';
import type { ErrorName } from '../errors.ts';
import type { ConsumerSetup, KafkaEnv, KafkaOut } from '../kinds.ts';
import type { RecordBatch, RecordHeader } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { Application } from './application.ts';
import type { AsyncState } from './async/state.ts';
import type { ClassicDraft, ClassicMember } from './classic/state.ts';
import type { ConsumerSettings } from './settings.ts';
import type { SubscriptionInfo } from './subscription.ts';
import type { PartitionState } from './subscriptionState.ts';
import type { Connector } from './zookeeper/state.ts';

/** What a fetch brought for one partition, until the application has been handed all of it. */
export interface CompletedFetch {
  readonly partition: TopicPartition;
  readonly host: string;
  readonly brokerId: number;
  readonly errorCode: ErrorName;
  readonly batches: readonly RecordBatch[];
  readonly nextFetchOffset: number;
  readonly highWatermark: number;
  readonly logStartOffset: number;
  readonly preferredReadReplica: number;
  /** Its error and its offsets have been looked at. */
  readonly initialized: boolean;
}

export interface ConsumedRecord {
  readonly partition: TopicPartition;
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
  /** Of the record, micros. */
  readonly timestamp: number;
  /** Absent: none. */
  readonly headers?: readonly RecordHeader[];
  readonly at: Micros;
}

export interface ConsumerState {
  readonly kind: 'consumer';
  readonly setup: ConsumerSetup;
  readonly settings: ConsumerSettings;
  readonly client: NetworkClient;
  readonly subscription: SubscriptionInfo;
  /** Topics to be assigned whole once their partitions are known. */
  readonly topicsToAssign: readonly string[];
  /** Assigned now, by the application or by the group. */
  readonly partitions: Table<PartitionState>;
  /** Fetched from in this order: who was read from goes to the end. */
  readonly fetchOrder: readonly TopicPartition[];
  /** Partitions that may not be fetched now, for want of a position or of its validation. */
  readonly unsettled: number;
  /** Metadata answers up to this one have been compared with the positions. */
  readonly validatedVersion: number;
  readonly buffer: readonly CompletedFetch[];
  readonly application: Application;
  /** A member of a classic group, or one that only commits; null without group.id and with the new protocol. */
  readonly classic: ClassicMember | null;
  /** The same with group.protocol=consumer. */
  readonly async: AsyncState | null;
  /** The same of one whose group is in ZooKeeper. */
  readonly connector: Connector | null;
  /** When the thread in poll() looks again for want of anything better; null: no timer. */
  readonly retryWakeAt: Micros | null;
  readonly consumedCount: number;
  /** The newest, oldest first. */
  readonly consumed: Vector<ConsumedRecord>;
}

export type ConsumerTimer =
  | { readonly part: 'consumer'; readonly type: ClientTimerType }
  /** The application's thread goes on: it polls, or a record is processed. */
  | { readonly part: 'consumer'; readonly type: 'application' }
  /** Something that a call of the application waits for may be tried again. */
  | { readonly part: 'consumer'; readonly type: 'retry' }
  /** A thread of the application's pool is through with its record. */
  | { readonly part: 'consumer'; readonly type: 'worker'; readonly worker: number }
  /** The application is stopped: ConsumerSetup.stopAt. */
  | { readonly part: 'consumer'; readonly type: 'stop' }
  | { readonly part: 'consumer'; readonly type: 'heartbeat' }
  /** Of the new protocol's background thread. */
  | { readonly part: 'consumer'; readonly type: 'background' };

/** One event being handled: the parts of the state as they stand so far. */
export type ConsumerRun = Draft<Omit<ConsumerState, 'client' | 'classic'>> & {
  readonly client: Draft<NetworkClient>;
  classic: ClassicDraft | null;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  /** Earliest time something waits for; collected while the event is handled. */
  wakeAt: Micros;
  /** The values of `partitions` are a copy that this event made, and may change further. */
  ownsPartitions: boolean;
  /** An exception that a call throws and the application does not catch. */
  thrown: string | undefined;
  /** The process has ended. */
  exited: boolean;
};

/** The earliest of what a call waits for: it is looked at again then. */
export function wakeBy(run: ConsumerRun, at: Micros): void {
  if (at < run.wakeAt) run.wakeAt = at;
}

/** An event may change many partitions: the table is copied for the first of them, whatever their number. */
export function setPartition(run: ConsumerRun, next: PartitionState): void {
  const place = placeOf(run.partitions, next.partition);
  const was = place === undefined ? undefined : run.partitions.values[place];
  if (was === next) return;
  const wasUnsettled = was !== undefined && was.fetchState !== 'FETCHING' ? 1 : 0;
  run.unsettled += (next.fetchState !== 'FETCHING' ? 1 : 0) - wasUnsettled;
  if (place === undefined) {
    run.partitions = set(run.partitions, next.partition, next);
    return;
  }
  if (!run.ownsPartitions) {
    run.partitions = withOwnValues(run.partitions);
    run.ownsPartitions = true;
  }
  (run.partitions.values as PartitionState[])[place] = next;
}
