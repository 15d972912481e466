/**
 * One server of a ZooKeeper ensemble: each event goes to the part it is for (org.apache.zookeeper.server.quorum.QuorumPeer,
 * QuorumPeerMain, ZooKeeperServerMain).
 *
 * *Simplified:* one process is one thread: its queues between processors are never seen.
 */
import { unreachable } from '../../base/assert.ts';
import { emptyTable } from '../../base/table.ts';
import type { Files } from '../../sim/protocol.ts';
import type { Arrived, Disconnected, KafkaEnv, KafkaEvent, KafkaOut } from '../kinds.ts';
import { isZooKeeperMessage, type ZooKeeperPacket } from '../messages.ts';
import { forgetCnxn } from './cnxns.ts';
import {
  beforeElection,
  ELECTION_LANE,
  finalizeTimedOut,
  lookForLeader,
  notificationTimedOut,
  receiveNotification,
} from './fastLeaderElection.ts';
import { forgetLearner, handleLearnerPacket, lead, leaderDeadline, leaderTick } from './leader.ts';
import {
  connectAgain,
  followerDeadline,
  followerFlushed,
  followLeader,
  handleLeaderPacket,
  leaderGone,
} from './learner.ts';
import { leaderHost, QUORUM_LANE } from './learnerLink.ts';
import { handleFlushed } from './proposals.ts';
import { handleClient, sessionsTick, startServing } from './serving.ts';
import type { ZooKeeperSetup } from './setup.ts';
import { draftOf, type Peer, type ZooKeeperServerState, type ZooKeeperTimer } from './state.ts';
import { tellTxn } from './tellTxn.ts';
import { flushNow, loggedAfter, nextSnapshotAfter, readDisk } from './txnLog.ts';
import { committedProposals, restored } from './zkDatabase.ts';

export function handleZooKeeper(
  state: ZooKeeperServerState | undefined,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): ZooKeeperServerState {
  if (event.type === 'booted') return boot(event.setup as ZooKeeperSetup, event.files, env, out);
  const peer: Peer = { state: draftOf(state as ZooKeeperServerState), env, out };
  switch (event.type) {
    case 'arrived':
      arrived(peer, event);
      break;
    case 'disconnected':
      disconnected(peer, event);
      break;
    case 'timer':
      if (event.timer.part === 'zookeeper') timerFired(peer, event.timer);
      break;
    case 'flushed': {
      const flushed = handleFlushed(peer, event.token);
      if (peer.state.role.name === 'FOLLOWING') followerFlushed(peer, flushed);
      break;
    }
    case 'told':
      if (event.order.type === 'controlled-shutdown') shutDown(peer);
      break;
    default:
      return unreachable(event);
  }
  takeRole(peer);
  return peer.state;
}

/** SIGTERM: a server of the ensemble takes leave of nobody, its log is flushed. */
function shutDown(peer: Peer): void {
  flushNow(peer);
  peer.out.fact({ type: 'ProcessExited', node: peer.env.self, clean: true, reason: 'shutdown' });
  peer.out.exit(true);
}

/** An election has found somebody. */
function takeRole(peer: Peer): void {
  const { role, setup } = peer.state;
  if (role.name !== 'LOOKING' || role.decided === undefined) return;
  if (role.decided.leader === setup.myid) lead(peer, role.decided);
  else followLeader(peer, role.decided);
}

function boot(setup: ZooKeeperSetup, files: Files, env: KafkaEnv, out: KafkaOut): ZooKeeperServerState {
  const { log, currentEpoch, acceptedEpoch } = readDisk(
    files,
    nextSnapshotAfter({ env }, setup.zooCfg.snapCount, env.now),
  );
  const snapshot = log.snapshots[0];
  const database = restored(snapshot, loggedAfter(log, snapshot?.zxid ?? 0));
  const state: ZooKeeperServerState = {
    kind: 'zookeeper',
    setup,
    role: setup.servers.length > 1 ? beforeElection(setup) : { name: 'STANDALONE', toFlush: [] },
    logicalClock: 0,
    currentEpoch,
    acceptedEpoch,
    database,
    committedZxid: 0,
    log,
    serving: undefined,
    lastNotifications: emptyTable(),
    electionConnections: emptyTable(),
  };
  const peer: Peer = { state: draftOf(state), env, out };
  if (setup.servers.length > 1) lookForLeader(peer);
  else serveAlone(peer);
  return peer.state;
}

/** ZooKeeperServerMain: all it has logged is committed, there is nobody else who could say otherwise. */
function serveAlone(peer: Peer): void {
  const { database, log } = peer.state;
  for (const entry of committedProposals(database)) tellTxn(peer.out, entry, false);
  peer.state.committedZxid = database.lastProcessedZxid;
  startServing(peer, log.lastLoggedZxid);
}

function arrived(peer: Peer, event: Arrived): void {
  const { message } = event;
  if (!isZooKeeperMessage(message)) return;
  switch (message.type) {
    case 'ZooKeeperConnectRequest':
    case 'ZooKeeperRequest':
      handleClient(peer, event, message);
      return;
    case 'ZooKeeperNotification':
      receiveNotification(peer, event.connection, message);
      return;
    case 'ZooKeeperQuorumPacket':
      if (event.client) fromLeader(peer, event, message.body);
      else if (peer.state.role.name === 'LEADING') handleLearnerPacket(peer, event.connection, message.body);
      else peer.out.closeConnection(event.connection);
      return;
    case 'ZooKeeperConnectResponse':
    case 'ZooKeeperResponse':
    case 'ZooKeeperWatcherEvent':
      return;
    default:
      unreachable(message);
  }
}

/** What an older leader has sent is of no interest. */
function fromLeader(peer: Peer, event: Arrived, body: ZooKeeperPacket): void {
  const { role } = peer.state;
  if (role.name === 'FOLLOWING' && leaderHost(peer, role) === event.from) handleLeaderPacket(peer, body);
}

function disconnected(peer: Peer, event: Disconnected): void {
  const { role } = peer.state;
  if (event.lane !== QUORUM_LANE) {
    if (!event.client && event.lane !== ELECTION_LANE) forgetCnxn(peer, event.connection);
  } else if (!event.client) {
    if (role.name === 'LEADING') forgetLearner(peer, event.connection);
  } else if (role.name === 'FOLLOWING' && leaderHost(peer, role) === event.from) leaderGone(peer);
}

function timerFired(peer: Peer, timer: ZooKeeperTimer): void {
  const { role } = peer.state;
  switch (timer.type) {
    case 'sessions':
      sessionsTick(peer);
      return;
    case 'notification':
      notificationTimedOut(peer);
      return;
    case 'finalize':
      finalizeTimedOut(peer);
      return;
    case 'connect':
      if (role.name === 'FOLLOWING') connectAgain(peer);
      return;
    case 'deadline':
      if (role.name === 'LEADING') leaderDeadline(peer);
      if (role.name === 'FOLLOWING') followerDeadline(peer);
      return;
    case 'tick':
      if (role.name === 'LEADING') leaderTick(peer);
      return;
    default:
      unreachable(timer);
  }
}
