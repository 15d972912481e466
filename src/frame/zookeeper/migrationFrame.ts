/** The move from ZooKeeper to KRaft (KIP-866) as the screen draws it: how far it is, and where each server stands. */
import type { Kafka, ServerSetup } from '../../kafka/kinds.ts';
import { brokerOf, emptyImage, type MetadataImage, zkMigrationState } from '../../kafka/metadata/image.ts';
import { isMigrationEnabled } from '../../kafka/migration/enabled.ts';
import type { MigrationDriverState } from '../../kafka/migration/state.ts';
import type { ZkMigrationState } from '../../kafka/records.ts';
import type { ServerState } from '../../kafka/server/state.ts';
import { decodeMigration } from '../../kafka/zk/zkContents.ts';
import type { NodeView } from '../../sim/world.ts';
import type { NodeStatus } from '../frame.ts';

/** What a server's file says: zookeeper.connect, that with the migration enabled, or process.roles alone. */
export type ServerMode = 'zookeeper' | 'migration' | 'kraft';

export interface MigrationFrame {
  /** As the metadata log says; NONE: it says nothing yet. */
  readonly state: ZkMigrationState;
  /** Up to which offset of the log ZooKeeper has everything, as /migration says; -1: nothing was moved; null: there is none. */
  readonly writtenOffset: number | null;
  readonly logEndOffset: number;
  readonly controllers: readonly MigratingController[];
  readonly brokers: readonly MigratingBroker[];
}

interface MigratingServer {
  readonly node: string;
  readonly status: NodeStatus;
  readonly mode: ServerMode;
  /** What it will be from its next start on; null: the same. */
  readonly nextMode: ServerMode | null;
}

export interface MigratingController extends MigratingServer {
  readonly leads: boolean;
  /** null: it does not run, or has no ZooKeeper any more. */
  readonly driver: MigrationDriverState | null;
  /** The controller epoch in ZooKeeper under which it writes; -1: none. */
  readonly zkEpoch: number;
}

export interface MigratingBroker extends MigratingServer {
  /** With the quorum. */
  readonly registered: 'no' | 'fenced' | 'unfenced';
  /** Who tells it what to do; null: nobody has so far. */
  readonly follows: 'broker' | 'quorum' | null;
}

/** null: this cluster has not both. */
export function migrationFrame(nodes: readonly NodeView<Kafka>[], znode: string | null): MigrationFrame | null {
  const servers = nodes.flatMap((node) => (node.setup.kind === 'server' ? [{ node, setup: node.setup }] : []));
  const controllers = servers.filter(({ setup }) => setup.roles.controller);
  if (controllers.length === 0 || !nodes.some(({ setup }) => setup.kind === 'zookeeper')) return null;
  const image = newestLog(controllers.map(({ node }) => stateOf(node)));
  return {
    state: zkMigrationState(image),
    writtenOffset: znode === null ? null : decodeMigration(znode).kraftMetadataOffset,
    logEndOffset: image.offset,
    controllers: controllers.map(({ node, setup }) => controllerOf(node, setup)),
    brokers: servers
      .filter(({ setup }) => setup.roles.broker)
      .map(({ node, setup }) => migratingBroker(node, setup, image)),
  };
}

function stateOf({ state }: NodeView<Kafka>): ServerState | undefined {
  return state?.kind === 'server' ? state : undefined;
}

function newestLog(states: readonly (ServerState | undefined)[]): MetadataImage {
  let newest = emptyImage();
  for (const state of states) {
    const image = state?.controller?.committed;
    if (image !== undefined && image.offset > newest.offset) newest = image;
  }
  return newest;
}

function modeOf(setup: ServerSetup): ServerMode {
  if (setup.zookeeper === undefined) return 'kraft';
  return isMigrationEnabled(setup) ? 'migration' : 'zookeeper';
}

function serverOf({ id, status, nextSetup }: NodeView<Kafka>, setup: ServerSetup): MigratingServer {
  const mode = modeOf(setup);
  const next = nextSetup?.kind === 'server' ? modeOf(nextSetup) : mode;
  return { node: id, status, mode, nextMode: next === mode ? null : next };
}

function controllerOf(node: NodeView<Kafka>, setup: ServerSetup): MigratingController {
  const state = stateOf(node);
  const driver = state?.migration?.driver;
  return {
    ...serverOf(node, setup),
    leads: (state?.controller?.claimEpoch ?? -1) >= 0,
    driver: driver?.state ?? null,
    zkEpoch: driver?.leadership.zkControllerEpoch ?? -1,
  };
}

function migratingBroker(node: NodeView<Kafka>, setup: ServerSetup, image: MetadataImage): MigratingBroker {
  const state = stateOf(node);
  const registration = brokerOf(image, setup.nodeId);
  const registered = registration === undefined ? 'no' : registration.fenced ? 'fenced' : 'unfenced';
  return { ...serverOf(node, setup), registered, follows: state === undefined ? null : followedBy(state) };
}

function followedBy({ broker, setup }: ServerState): MigratingBroker['follows'] {
  if (broker === undefined) return null;
  if (setup.zookeeper === undefined) return 'quorum';
  const server = broker.zookeeper?.server;
  if (server === undefined || server.controllerId < 0) return null;
  return server.migration?.followsKRaft === true ? 'quorum' : 'broker';
}
