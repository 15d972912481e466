/**
 * The server process: hands each event to the part it is for, and carries what the quorum commits to the controller and
 * the broker above it, in that order (kafka.server.SharedServer; RaftClient.Listener: handleCommit, handleLeaderChange).
 *
 * *Simplified:* one process is one thread: a request is handled the moment it arrives.
 */
import { unreachable } from '../../base/assert.ts';
import type { Draft } from '../../base/draft.ts';
import type { Micros } from '../../base/time.ts';
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
import { featureLevel, recordsOfImage } from '../metadata/image.ts';
import * as raft from '../raft/raftClient.ts';
import type { RaftState } from '../raft/state.ts';
import { countRecords, isSnapshotDue, resetCounters } from './snapshotGenerator.ts';
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

function boot(setup: ServerSetup, files: Files, env: KafkaEnv, out: KafkaOut): ServerState {
  const quorum = raft.bootRaft(setup, files, env, out);
  const server: ServerState = {
    kind: 'server',
    setup,
    raft: quorum,
    controller: setup.roles.controller ? controller.bootController(setup, env, out) : undefined,
    broker: setup.roles.broker ? broker.bootBroker(setup, files, env, out) : undefined,
    deliveredOffset: 0,
    snapshots: resetCounters(env.now),
    announced: undefined,
  };
  return deliverQuorum(server, quorum, env, out);
}

function arrived(server: ServerState, event: Arrived, env: KafkaEnv, out: KafkaOut): ServerState {
  const { message } = event;
  if (event.lane === raft.RAFT_LANE) {
    return withRaft(server, raft.handleRaftArrival(server.raft, event, env, out), env, out);
  }
  if (message.type === 'EnvelopeRequest' && raft.isRaftAdminRequest(message.requestData)) {
    const { correlationId, requestData } = message;
    const next = raft.handleRaftAdmin(server.raft, event.connection, requestData, correlationId, env, out);
    return withRaft(server, next, env, out);
  }
  if (
    server.controller !== undefined &&
    controller.isControllerMessage(message) &&
    !event.client &&
    !toBroker(server, event)
  ) {
    const nextOffset = raft.logEndOffset(server.raft);
    return withController(
      server,
      controller.handleControllerArrival(server.controller, event, nextOffset, env, out),
      env,
      out,
    );
  }
  if (server.broker === undefined) return server;
  return withBroker(server, broker.handleBrokerArrival(server.broker, event, env, out), env, out);
}

/** On a combined node an admin's request may come to either half: the client lane is the broker's. */
function toBroker(server: ServerState, event: Arrived): boolean {
  return server.broker !== undefined && event.lane === 'client';
}

function disconnected(server: ServerState, event: Disconnected, env: KafkaEnv, out: KafkaOut): ServerState {
  if (event.lane === raft.RAFT_LANE)
    return withRaft(server, raft.handleRaftDisconnected(server.raft, event, env, out), env, out);
  if (server.broker === undefined) return server;
  return withBroker(server, broker.handleBrokerDisconnected(server.broker, event, env, out), env, out);
}

function timerFired(server: ServerState, timer: KafkaTimer, env: KafkaEnv, out: KafkaOut): ServerState {
  switch (timer.part) {
    case 'raft':
      return withRaft(server, raft.handleRaftTimer(server.raft, timer, env, out), env, out);
    case 'controller': {
      if (server.controller === undefined) return server;
      const nextOffset = raft.logEndOffset(server.raft);
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
  return withRaft(server, raft.shutdownRaft(server.raft, env, out), env, out);
}

/** The process of a controller ends once another leads, or when it has waited long enough. */
function endIfShutDown(server: ServerState, env: KafkaEnv, out: KafkaOut): ServerState {
  if (server.broker !== undefined || !raft.isRaftShutdownComplete(server.raft, env.now)) return server;
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
  return withRaft(changed, raft.shutdownRaft(server.raft, env, out), env, out);
}

/** The controller's records go to the log before anything else happens, at the offsets it was promised. */
function withController(server: ServerState, result: ControllerResult, env: KafkaEnv, out: KafkaOut): ServerState {
  let next = server;
  if (result.state !== server.controller) {
    const changed = draftOf(server);
    changed.controller = result.state;
    next = changed;
  }
  if (result.append.length > 0) {
    next = withRaft(next, raft.appendToQuorum(next.raft, result.append, env, out), env, out);
  }
  return result.resign === true ? withRaft(next, raft.resign(next.raft, env, out), env, out) : next;
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
  const to = next.highWatermark ?? 0;
  if (to > current.deliveredOffset) loadSnapshot(current, env, out);
  if (to > current.deliveredOffset) {
    const entries = raft.entriesBetween(next, current.deliveredOffset, to);
    current.deliveredOffset = to;
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
  }
  const knowsOtherVoters = next.voters !== server.raft.voters;
  return announceLeader(knowsOtherVoters ? withControllerNode(current) : current, env, out);
}

/** In place of what the log no longer has; and at the start of the process, in place of most of it. */
function loadSnapshot(current: Draft<ServerState>, env: KafkaEnv, out: KafkaOut): void {
  const snapshot = raft.snapshotToLoad(current.raft, current.deliveredOffset);
  if (snapshot === undefined) return;
  current.deliveredOffset = snapshot.offset;
  current.snapshots = resetCounters(env.now);
  if (current.controller !== undefined) current.controller = controller.handleSnapshot(current.controller, snapshot);
  if (current.broker !== undefined) current.broker = broker.handleMetadataSnapshot(current.broker, snapshot, env, out);
  const { offset: endOffset, epoch, records } = snapshot;
  out.fact({ type: 'SnapshotLoaded', id: current.setup.nodeId, endOffset, epoch, records: records.length });
}

/** Of what is applied, once there is a metadata.version to write it in. */
function writeSnapshot(current: Draft<ServerState>, timestamp: Micros, env: KafkaEnv, out: KafkaOut): void {
  const image = current.controller?.committed ?? current.broker?.image;
  if (image === undefined || featureLevel(image, 'metadata.version') === 0) return;
  current.snapshots = resetCounters(env.now);
  const id = { offset: image.offset + 1, epoch: image.epoch };
  current.raft = raft.createSnapshot(current.raft, id, timestamp, recordsOfImage(image), env, out);
}

/** RaftControllerNodeProvider: the leader by its id, its address by the voters. One may be known before the other. */
function withControllerNode(server: ServerState): ServerState {
  if (server.broker === undefined || server.announced === undefined) return server;
  const { leaderId } = server.announced;
  const host = leaderId === undefined ? undefined : raft.leaderHost(server.raft);
  const leader = leaderId === undefined || host === undefined ? null : { id: leaderId, host };
  const next = broker.handleQuorumLeader(server.broker, leader);
  return next === server.broker ? server : { ...server, broker: next };
}

function announceLeader(server: ServerState, env: KafkaEnv, out: KafkaOut): ServerState {
  const { leaderId, epoch } = raft.leaderAndEpoch(server.raft);
  const { announced } = server;
  if (announced !== undefined && announced.leaderId === leaderId && announced.epoch === epoch) return server;
  if (raft.isQuorumLeader(server.raft) && !raft.leaderReady(server.raft)) return server;
  const next = withControllerNode({ ...server, announced: { leaderId, epoch } });
  if (next.controller === undefined) return next;
  const nextOffset = raft.logEndOffset(next.raft);
  const result = controller.handleQuorumLeaderChange(next.controller, { leaderId, epoch }, nextOffset, env, out);
  return withController(next, result, env, out);
}
