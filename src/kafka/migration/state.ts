/**
 * What a KRaft controller keeps to move the metadata of a cluster from ZooKeeper (KIP-866): a client of ZooKeeper of its own,
 * the driver with its queue of events, and the channels to brokers that still have ZooKeeper
 * (kafka.server.ControllerMigrationSupport; org.apache.kafka.metadata.migration.KRaftMigrationDriver).
 */
import type { KafkaControllerState } from '../kafkaController/state.ts';
import { emptyImage, type MetadataImage } from '../metadata/image.ts';
import type { ControlRecord, MetadataRecord } from '../records.ts';
import { EMPTY_MIGRATION_STATE, type ZkMigrationLeadershipState } from '../zk/kafkaZkClient.ts';
import type { ZkRuntime } from '../zk/threadState.ts';

/** org.apache.kafka.metadata.migration.MigrationDriverState */
export type MigrationDriverState =
  | 'UNINITIALIZED'
  | 'INACTIVE'
  | 'WAIT_FOR_CONTROLLER_QUORUM'
  | 'WAIT_FOR_BROKERS'
  | 'BECOME_CONTROLLER'
  | 'ZK_MIGRATION'
  | 'SYNC_KRAFT_TO_ZK'
  | 'KRAFT_CONTROLLER_TO_BROKER_COMM'
  | 'DUAL_WRITE';

/** org.apache.kafka.raft.LeaderAndEpoch */
export interface LeaderAndEpoch {
  readonly leaderId: number | undefined;
  readonly epoch: number;
}

/** What the metadata log has moved on. */
export interface MetadataChange {
  readonly before: MetadataImage;
  readonly image: MetadataImage;
  /** null: from a snapshot, or everything there is. */
  readonly records: readonly (MetadataRecord | ControlRecord)[] | null;
}

/** What its thread does, one after the other. */
export type MigrationEvent =
  | { readonly type: 'PollEvent' }
  | { readonly type: 'RecoverMigrationStateFromZKEvent' }
  | { readonly type: 'KRaftLeaderEvent'; readonly leader: LeaderAndEpoch }
  | ({ readonly type: 'MetadataChangeEvent'; readonly leader: LeaderAndEpoch } & MetadataChange)
  | { readonly type: 'WaitForControllerQuorumEvent' }
  | { readonly type: 'WaitForZkBrokersEvent' }
  /** These write, and only for the leadership that they were made for. */
  | { readonly type: WriteEventName; readonly leader: LeaderAndEpoch };

export type WriteEventName =
  | 'BecomeZkControllerEvent'
  | 'MigrateMetadataEvent'
  | 'SyncKRaftMetadataEvent'
  | 'SendRPCsToBrokersEvent';

export interface MigrationDriver {
  readonly state: MigrationDriverState;
  /** What /migration says, and under which epochs this controller writes. */
  readonly leadership: ZkMigrationLeadershipState;
  readonly image: MetadataImage;
  /** It has seen metadata of its own log. */
  readonly firstPublish: boolean;
  readonly leader: LeaderAndEpoch;
  /** It hears of leaders and metadata: from when it knows what /migration says. */
  readonly installed: boolean;
  readonly queue: readonly MigrationEvent[];
  readonly running: MigrationEvent | null;
  /** PollTimeSupplier.pollCount */
  readonly polls: number;
  /** Records for the metadata log; then the offset that is to be committed. */
  readonly toWrite: readonly MetadataRecord[] | null;
  readonly awaitedOffset: number | null;
}

export const NEW_MIGRATION_DRIVER: MigrationDriver = {
  state: 'UNINITIALIZED',
  leadership: EMPTY_MIGRATION_STATE,
  image: emptyImage(),
  firstPublish: false,
  leader: { leaderId: undefined, epoch: 0 },
  installed: false,
  queue: [],
  running: null,
  polls: 0,
  toWrite: null,
  awaitedOffset: null,
};

export type MigrationJob =
  /** ControllerServer.startup: until there is a session. */
  | { readonly type: 'connect' }
  /** The driver's thread: the event that is `running`. */
  | { readonly type: 'event' };

export interface MigrationPart {
  readonly zk: ZkRuntime<MigrationJob>;
  readonly driver: MigrationDriver;
  /** MigrationPropagator's ControllerChannelManager: the same as that of a controller among the brokers, of which no more is used. */
  readonly propagator: KafkaControllerState;
  /** As the propagator told it last. */
  readonly propagated: MetadataImage;
}

export type MigrationTimer = { readonly part: 'migration'; readonly type: 'poll' };

/** MigrationDriverState.allowDualWrite: what the metadata log says is written to ZooKeeper as well. */
export function allowsDualWrite(state: MigrationDriverState): boolean {
  return state === 'KRAFT_CONTROLLER_TO_BROKER_COMM' || state === 'DUAL_WRITE';
}
