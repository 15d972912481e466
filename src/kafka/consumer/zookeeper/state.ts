/**
 * What a consumer keeps that has its group in ZooKeeper (the fields of kafka.consumer.ZookeeperConsumerConnector, and the
 * event thread of org.I0Itec.zkclient.ZkClient). Partitions and positions are those of every consumer: what Kafka calls its
 * topicRegistry are the partitions it is assigned.
 */
import type { Table } from '../../../base/table.ts';
import type { Micros } from '../../../base/time.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { ZkRuntime } from '../../zk/threadState.ts';
import type { OffsetsToCommit } from '../commit.ts';
import type { ConsumerRun } from '../state.ts';
import type { OldConsumerSettings } from './oldConsumerConfig.ts';
import type { TopicCount } from './topicCount.ts';

/** What a thread of the connector does. */
export type ConnectorJob =
  /** The application's, in createMessageStreams(): connect, register, rebalance. */
  | { readonly type: 'create-streams' }
  /** `<consumer>_watcher_executor`: a rebalance, because a watch fired. */
  | { readonly type: 'watcher-executor' }
  /** ZkClient-EventThread: one event at a time. */
  | { readonly type: 'event'; readonly event: ZkEvent }
  /** kafka-consumer-scheduler: at that time, and again every so often. */
  | { readonly type: 'auto-commit'; readonly at: Micros }
  /** commitOffsets(), called by the application. */
  | { readonly type: 'commit'; readonly offsets: OffsetsToCommit }
  | { readonly type: 'shutdown' };

export type ZkEvent =
  | { readonly type: 'new-session' }
  | { readonly type: 'children'; readonly path: string }
  | { readonly type: 'data'; readonly path: string };

/** Of synchronized: rebalanceLock and offsetsChannelLock. */
export type LockName = 'rebalance' | 'offsets-channel';

export interface Connector {
  readonly settings: OldConsumerSettings;
  readonly consumerId: string;
  readonly topicCount: TopicCount;
  readonly zk: ZkRuntime<ConnectorJob>;
  /** The thread that is in it; null: nobody. */
  readonly locks: Readonly<Record<LockName, string | null>>;
  /** A watch has fired that the watcher executor has not come to. */
  readonly watcherTriggered: boolean;
  /** Of ZkClient: what its thread has not come to. */
  readonly events: readonly ZkEvent[];
  /** What stands in ZooKeeper, as far as is known: the same offset is not written twice (checkpointedZkOffsets). */
  readonly checkpointed: Table<number>;
  /** Topics whose partitions are watched. */
  readonly watchedTopics: readonly string[];
  /** The broker that keeps the group's offsets, where they are in Kafka; null: to be looked for. */
  readonly offsetManager: string | null;
  /** The request to a broker whose answer is waited for; null: none. */
  readonly awaited: number | null;
  /** What a commit of the application has come to; null: none was begun. */
  readonly applicationCommit: 'waiting' | 'done' | null;
  readonly isShuttingDown: boolean;
  readonly isShutDown: boolean;
  /** Rebalances that it came through. */
  readonly rebalances: number;
}

export type ConnectorRun = ConsumerRun & { connector: Connector };

export function withConnector(run: ConnectorRun, change: Partial<Connector>): void {
  run.connector = { ...run.connector, ...change };
}

/** Its topicRegistry. */
export function registered(run: ConsumerRun): readonly TopicPartition[] {
  return run.partitions.keys;
}
