/**
 * The server process: hands each event to the part it is for, and carries what the quorum commits to the controller and
 * the broker above it, in that order (kafka.server.SharedServer; RaftClient.Listener: handleCommit, handleLeaderChange).
 *
 * *Simplified:* one process is one thread: a request is handled the moment it arrives.
 */
import { unreachable } from '../../base/assert.ts';
import type { Files } from '../../sim/protocol.ts';
import * as broker from '../broker/brokerServer.ts';
import type { BrokerState } from '../broker/state.ts';
import type { ControllerResult } from '../controller/quorumController.ts';
import * as controller from '../controller/quorumController.ts';
import type {
  Arrived,
  Disconnected,
  KafkaEnv,
  KafkaEvent,
  KafkaOrder,
  KafkaOut,
  KafkaTimer,
  ServerSetup,
} from '../kinds.ts';
import { emptyImage, type MetadataImage } from '../metadata/image.ts';
import { isMigrationEnabled } from '../migration/enabled.ts';
import type { MigrationHost } from '../migration/host.ts';
import * as migration from '../migration/migration.ts';
import * as raft from '../raft/raftClient.ts';
import type { RaftState } from '../raft/state.ts';
import type { MetadataEntry } from '../records.ts';
import { countRecords, isSnapshotDue, resetCounters } from './snapshotGenerator.ts';
import { loadSnapshot, writeSnapshot } from './snapshots.ts';
import { draftOf, type ServerState } from './state.ts';

export function handleServer(
  state: ServerState | undefined,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): ServerState {
  if (event.type === 'booted') return boot(event.setup as ServerSetup, event.files, env, out);
  const server = state as ServerState;
  switch (event.type) {
    case 'arrived':
      return arrived(server, event, env, out);
    case 'disconnected':
      return disconnected(server, event, env, out);
    case 'timer':
      return timerFired(server, event.timer, env, out);
    case 'told':
      return told(server, event.order, env, out);
    case 'flushed': {
      if (server.broker === undefined) return server;
      const { directory, token } = event;
      return withBroker(server, broker.handleFlushed(server.broker, directory, token, env, out), env, out);
    }
    default:
      return unreachable(event);
  }
}

/** KafkaRaftServer; of the servers that use ZooKeeper, those that have a quorum of controllers to move to (KIP-866). */
function usesRaft({ zookeeper, voters, bootstrapServers }: ServerSetup): boolean {
  return zookeeper === undefined || voters.length > 0 || (bootstrapServers ?? []).length > 0;
}

function boot(setup: ServerSetup, files: Files, env: KafkaEnv, out: KafkaOut): ServerState {
  const quorum = usesRaft(setup) ? raft.bootRaft(setup, files, env, out) : undefined;
  const server: ServerState = {
    kind: 'server',
    setup,
    raft: quorum,
    controller: setup.roles.controller ? controller.bootController(setup, env, out) : undefined,
    broker: setup.roles.broker ? broker.bootBroker(setup, files, env, out) : undefined,
    migration: setup.roles.controller && isMigrationEnabled(setup) ? migration.newMigration(setup) : undefined,
    deliveredOffset: 0,
    snapshots: resetCounters(env.now),
    announced: undefined,
  };
  const started = quorum === undefined ? server : deliverQuorum(server, quorum, env, out);
  return withMigration(started, env, out, migration.begin);
}

function arrived(server: ServerState, event: Arrived, env: KafkaEnv, out: KafkaOut): ServerState {
  const { message } = event;
  const quorum = server.raft;
  if (quorum !== undefined && event.lane === raft.RAFT_LANE) {
    return withRaft(server, raft.handleRaftArrival(quorum, event, env, out), env, out);
  }
  if (quorum !== undefined && message.type === 'EnvelopeRequest' && raft.isRaftAdminRequest(message.requestData)) {
    const { correlationId, requestData } = message;
    const next = raft.handleRaftAdmin(quorum, event.connection, requestData, correlationId, env, out);
    return withRaft(server, next, env, out);
  }
  if (
    quorum !== undefined &&
    server.controller !== undefined &&
    controller.isControllerMessage(message) &&
    !event.client &&
    !toBroker(server, event)
  ) {
    const nextOffset = raft.logEndOffset(quorum);
    return withController(
      server,
      controller.handleControllerArrival(server.controller, event, nextOffset, env, out),
      env,
      out,
    );
  }
  if (server.migration !== undefined && migration.isForMigration(event)) {
    return withMigration(server, env, out, (host) => migration.arrived(host, event));
  }
  if (server.broker === undefined) return server;
  return withBroker(server, broker.handleBrokerArrival(server.broker, event, env, out), env, out);
}

/** On a combined node an admin's request may come to either half: the client lane is the broker's. */
function toBroker(server: ServerState, event: Arrived): boolean {
  return server.broker !== undefined && event.lane === 'client';
}

function disconnected(server: ServerState, event: Disconnected, env: KafkaEnv, out: KafkaOut): ServerState {
  const quorum = server.raft;
  if (quorum !== undefined && event.lane === raft.RAFT_LANE)
    return withRaft(server, raft.handleRaftDisconnected(quorum, event, env, out), env, out);
  if (server.migration !== undefined && migration.isForMigration(event)) {
    return withMigration(server, env, out, (host) => migration.disconnected(host, event));
  }
  if (server.broker === undefined) return server;
  return withBroker(server, broker.handleBrokerDisconnected(server.broker, event, env, out), env, out);
}

function timerFired(server: ServerState, timer: KafkaTimer, env: KafkaEnv, out: KafkaOut): ServerState {
  const quorum = server.raft;
  switch (timer.part) {
    case 'raft':
      if (quorum === undefined) return server;
      return withRaft(server, raft.handleRaftTimer(quorum, timer, env, out), env, out);
    case 'controller': {
      if (server.controller === undefined || quorum === undefined) return server;
      const nextOffset = raft.logEndOffset(quorum);
      return withController(
        server,
        controller.handleControllerTimer(server.controller, timer, nextOffset, env, out),
        env,
        out,
      );
    }
    case 'broker':
      if (server.broker === undefined) return server;
      return withBroker(server, broker.handleBrokerTimer(server.broker, timer, env, out), env, out);
    case 'zk-client':
    case 'kafka-controller':
    case 'migration':
      if (server.migration !== undefined) {
        return withMigration(server, env, out, (host) => migration.timerFired(host, timer));
      }
      if (timer.part === 'migration') return server;
      if (server.broker === undefined) return server;
      return withBroker(server, broker.handleZooKeeperTimer(server.broker, timer, env, out), env, out);
    default:
      return server;
  }
}

/** SIGTERM. A broker leaves in order first; then a controller hands the quorum over (KafkaRaftClient.shutdown). */
function told(server: ServerState, order: KafkaOrder, env: KafkaEnv, out: KafkaOut): ServerState {
  if (order.type !== 'controlled-shutdown') return server;
  if (server.broker !== undefined) {
    return withBroker(server, broker.handleBrokerOrder(server.broker, order, env, out), env, out);
  }
  return leaveQuorum(server, env, out);
}

function leaveQuorum(server: ServerState, env: KafkaEnv, out: KafkaOut): ServerState {
  if (server.raft === undefined) return server;
  return withRaft(server, raft.shutdownRaft(server.raft, env, out), env, out);
}

/** The process of a controller ends once another leads, or when it has waited long enough. */
function endIfShutDown(server: ServerState, env: KafkaEnv, out: KafkaOut): ServerState {
  if (server.broker !== undefined || server.raft === undefined) return server;
  if (!raft.isRaftShutdownComplete(server.raft, env.now)) return server;
  out.fact({ type: 'ProcessExited', node: env.self, clean: true, reason: 'shutdown' });
  out.exit(true);
  return server;
}

function withBroker(server: ServerState, next: BrokerState, env: KafkaEnv, out: KafkaOut): ServerState {
  if (next === server.broker) return server;
  const changed = draftOf(server);
  changed.broker = next;
  if (server.controller === undefined || !broker.isStopped(next) || next.lifecycle.crashed) return changed;
  // Of a combined node the broker goes first; the controller is left, and goes as one on its own does.
  changed.broker = undefined;
  return leaveQuorum(changed, env, out);
}

/** The controller's records go to the log before anything else happens, at the offsets it was promised. */
function withController(server: ServerState, result: ControllerResult, env: KafkaEnv, out: KafkaOut): ServerState {
  let next = server;
  if (result.state !== server.controller) {
    const changed = draftOf(server);
    changed.controller = result.state;
    next = changed;
  }
  if (result.append.length > 0 && next.raft !== undefined) {
    next = withRaft(next, raft.appendToQuorum(next.raft, result.append, env, out), env, out);
  }
  if (result.resign !== true || next.raft === undefined) return next;
  return withRaft(next, raft.resign(next.raft, env, out), env, out);
}

function withRaft(server: ServerState, next: RaftState, env: KafkaEnv, out: KafkaOut): ServerState {
  return endIfShutDown(next === server.raft ? server : deliverQuorum(server, next, env, out), env, out);
}

/**
 * What the listener hears after the quorum moved: entries that became committed, then a change of leader. A leader is
 * announced on its own node only once it has committed up to the start of its epoch.
 */
function deliverQuorum(server: ServerState, next: RaftState, env: KafkaEnv, out: KafkaOut): ServerState {
  const current = draftOf(server);
  current.raft = next;
  let delivered: ServerState = current;
  const to = next.highWatermark ?? 0;
  if (to > current.deliveredOffset && loadSnapshot(current, env, out)) {
    Object.assign(current, metadataChanged(current, emptyImage(), null, env, out));
  }
  if (to > current.deliveredOffset) {
    const entries = raft.entriesBetween(next, current.deliveredOffset, to);
    current.deliveredOffset = to;
    const before = current.controller?.committed;
    if (current.controller !== undefined) {
      const isLeader = raft.isQuorumLeader(next);
      current.controller = controller.handleCommittedEntries(current.controller, entries, isLeader, out);
    }
    if (current.broker !== undefined) {
      current.broker = broker.handleMetadataEntries(current.broker, entries, env, out);
    }
    current.snapshots = countRecords(current.snapshots, entries.length);
    const last = entries[entries.length - 1];
    if (last !== undefined && isSnapshotDue(current.snapshots, current.setup.config, env.now)) {
      writeSnapshot(current, last.timestamp, env, out);
    }
    if (before !== undefined) delivered = metadataChanged(current, before, entries, env, out);
  }
  const knowsOtherVoters = next.voters !== server.raft?.voters;
  return announceLeader(knowsOtherVoters ? withControllerNode(delivered) : delivered, env, out);
}

/** RaftControllerNodeProvider: the leader by its id, its address by the voters. One may be known before the other. */
function withControllerNode(server: ServerState): ServerState {
  const { raft: quorum } = server;
  if (server.broker === undefined || server.announced === undefined || quorum === undefined) return server;
  const { leaderId } = server.announced;
  const host = leaderId === undefined ? undefined : raft.leaderHost(quorum);
  const leader = leaderId === undefined || host === undefined ? null : { id: leaderId, host };
  const next = broker.handleQuorumLeader(server.broker, leader);
  return next === server.broker ? server : { ...server, broker: next };
}

function announceLeader(server: ServerState, env: KafkaEnv, out: KafkaOut): ServerState {
  const { announced, raft: quorum } = server;
  if (quorum === undefined) return server;
  const { leaderId, epoch } = raft.leaderAndEpoch(quorum);
  if (announced !== undefined && announced.leaderId === leaderId && announced.epoch === epoch) return server;
  if (raft.isQuorumLeader(quorum) && !raft.leaderReady(quorum)) return server;
  const next = withControllerNode({ ...server, announced: { leaderId, epoch } });
  if (next.controller === undefined) return next;
  const nextOffset = raft.logEndOffset(quorum);
  const result = controller.handleQuorumLeaderChange(next.controller, { leaderId, epoch }, nextOffset, env, out);
  const announcedTo = withMigration(withController(next, result, env, out), env, out, (host) => {
    if (leaderId !== server.setup.nodeId) migration.leadershipLost(host);
    migration.leaderChanged(host, { leaderId, epoch });
  });
  return announcedTo;
}

// ---- the migration from ZooKeeper ------------------------------------------------------------------------------------

/** Acts; then the records that the driver wants to have written go to the log. */
function withMigration(
  server: ServerState,
  env: KafkaEnv,
  out: KafkaOut,
  act: (host: MigrationHost) => void,
): ServerState {
  if (server.migration === undefined) return server;
  const loader = {
    image: server.controller?.committed ?? emptyImage(),
    leader: server.announced ?? { leaderId: undefined, epoch: 0 },
  };
  const next = draftOf(server);
  next.migration = migration.withMigrationHost(server.migration, server.setup, loader, env, out, act);
  return next.migration === server.migration ? server : writeMigrated(next, env, out);
}

function writeMigrated(server: ServerState, env: KafkaEnv, out: KafkaOut): ServerState {
  const records = server.migration?.driver.toWrite ?? null;
  if (records === null || server.controller === undefined || server.raft === undefined) return server;
  const nextOffset = raft.logEndOffset(server.raft);
  const result = controller.writeMigrationRecords(server.controller, records, nextOffset);
  const lastOffset = result === undefined ? null : nextOffset + records.length - 1;
  const noted = withMigration(server, env, out, (host) => migration.recordsWritten(host, lastOffset));
  return result === undefined ? noted : withController(noted, result, env, out);
}

function metadataChanged(
  server: ServerState,
  before: MetadataImage,
  entries: readonly MetadataEntry[] | null,
  env: KafkaEnv,
  out: KafkaOut,
): ServerState {
  if (server.controller === undefined) return server;
  const image = server.controller.committed;
  const records = entries?.map(({ record }) => record) ?? null;
  return withMigration(server, env, out, (host) => migration.metadataChanged(host, { before, image, records }));
}
