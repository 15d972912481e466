/**
 * One Kafka server process: a raft replica of the metadata log (voter or observer), and on top of it a controller, a
 * broker, or both (kafka.server.KafkaRaftServer, SharedServer); or a broker that keeps its metadata in ZooKeeper
 * (kafka.server.KafkaServer), in which case it has no such log.
 */
import type { Draft } from '../../base/draft.ts';
import type { BrokerState } from '../broker/state.ts';
import type { ControllerState } from '../controller/state.ts';
import type { ServerSetup } from '../kinds.ts';
import type { MigrationPart } from '../migration/state.ts';
import type { RaftState } from '../raft/state.ts';
import type { SnapshotCounters } from './snapshotGenerator.ts';

export interface ServerState {
  readonly kind: 'server';
  readonly setup: ServerSetup;
  /** Undefined where the metadata is in ZooKeeper alone. */
  readonly raft: RaftState | undefined;
  readonly controller: ControllerState | undefined;
  readonly broker: BrokerState | undefined;
  /** A controller that moves the metadata of a cluster from ZooKeeper (KIP-866). */
  readonly migration: MigrationPart | undefined;
  /** Entries of the metadata log below this offset have been handed to the controller and the broker. */
  readonly deliveredOffset: number;
  readonly snapshots: SnapshotCounters;
  /** The quorum leader they were told of last. */
  readonly announced: { readonly leaderId: number | undefined; readonly epoch: number } | undefined;
}

/** A copy to change. */
export function draftOf(server: ServerState): Draft<ServerState> {
  return {
    kind: server.kind,
    setup: server.setup,
    raft: server.raft,
    controller: server.controller,
    broker: server.broker,
    migration: server.migration,
    deliveredOffset: server.deliveredOffset,
    snapshots: server.snapshots,
    announced: server.announced,
  };
}
