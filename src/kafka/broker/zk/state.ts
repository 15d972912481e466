/**
 * What a broker keeps only where the metadata is in ZooKeeper (kafka.server.KafkaServer, and the fields of ReplicaManager,
 * ZkConfigManager and ZkAlterPartitionManager that serve that era).
 */
import type { Micros } from '../../../base/time.ts';
import type { ErrorName } from '../../errors.ts';
import type { Voter } from '../../kinds.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { Lifecycle } from '../state.ts';
import { update, type Work } from '../work.ts';

/** A broker that is ready to be moved to KRaft (KIP-866): it knows the quorum, and is registered there as well. */
export interface BrokerMigration {
  /** BrokerLifecycleManager: what the quorum knows of it. What it is itself is in the state of the broker. */
  readonly lifecycle: Lifecycle;
  /** RaftControllerNodeProvider */
  readonly quorumLeader: Voter | null;
  /** OffsetTrackingListener: of the metadata log it reads no more than how long it is. */
  readonly highestOffset: number;
  /** KRaftCachedControllerId: the last UpdateMetadata came from a KRaft controller. */
  readonly followsKRaft: boolean;
}

export interface KafkaServerPart {
  /** ReplicaManager.controllerEpoch: of the newest controller whose request was carried out. */
  readonly controllerEpoch: number;
  /** The controller as the last UpdateMetadata named it (CachedControllerId); -1: none heard of. */
  readonly controllerId: number;
  /** A LeaderAndIsr request was carried out: high watermarks are checkpointed from then on. */
  readonly heardOfPartitions: boolean;
  readonly configChanges: {
    /** -1: none. */
    readonly lastExecuted: number;
    /** To be looked at again. */
    readonly waiting: boolean;
    readonly looking: boolean;
  };
  /** Requests that wait for the metadata to say what they have brought about: their connections (DelayedOperationPurgatory). */
  readonly topicPurgatory: readonly number[];
  /** ZkAlterPartitionManager: what leaders have written themselves and the controller is not told yet. */
  readonly isrChanges: {
    readonly partitions: readonly TopicPartition[];
    readonly lastChangeAt: Micros;
    readonly lastPropagationAt: Micros;
  };
  readonly propagating: boolean;
  /** The request for a controlled shutdown that is not answered yet, and the node that it was sent to. */
  readonly shutdown: { readonly correlationId: number; readonly controller: string } | null;
  readonly migration: BrokerMigration | undefined;
}

/** `migration`: its life towards the quorum; undefined: it knows of none. */
export function newKafkaServer(now: Micros, migration: Lifecycle | undefined): KafkaServerPart {
  return {
    controllerEpoch: 0,
    controllerId: -1,
    heardOfPartitions: false,
    configChanges: { lastExecuted: -1, waiting: false, looking: false },
    topicPurgatory: [],
    isrChanges: { partitions: [], lastChangeAt: now, lastPropagationAt: now },
    propagating: false,
    shutdown: null,
    migration:
      migration === undefined
        ? undefined
        : { lifecycle: migration, quorumLeader: null, highestOffset: 0, followsKRaft: false },
  };
}

export interface PartitionError {
  readonly topicPartition: TopicPartition;
  readonly errorCode: ErrorName;
}

/** Only for what runs where the metadata is in ZooKeeper. */
export function kafkaServer({ state }: Work): KafkaServerPart {
  return state.zookeeper!.server;
}

export function updateKafkaServer(work: Work, change: Partial<KafkaServerPart>): void {
  const zookeeper = work.state.zookeeper!;
  update(work, { zookeeper: { ...zookeeper, server: { ...zookeeper.server, ...change } } });
}

/** undefined: it keeps its metadata in ZooKeeper and knows of no quorum, or keeps none there. */
export function brokerMigration({ state }: Work): BrokerMigration | undefined {
  return state.zookeeper?.server.migration;
}

export function updateBrokerMigration(work: Work, change: Partial<BrokerMigration>): void {
  updateKafkaServer(work, { migration: { ...brokerMigration(work)!, ...change } });
}

/** Its controller is one of the quorum. */
export function followsKRaft(work: Work): boolean {
  return brokerMigration(work)?.followsKRaft === true;
}

/** ZkBrokerEpochManager.get: under which its controller knows this life of the broker. */
export function brokerEpoch(work: Work): number {
  const { lifecycle } = work.state;
  return followsKRaft(work) ? brokerMigration(work)!.lifecycle.brokerEpoch : lifecycle.brokerEpoch;
}
