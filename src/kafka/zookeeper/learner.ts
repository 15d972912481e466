/**
 * Following: the leader's epoch is taken, then what is lacking, then proposals are logged and commits applied, as long as the
 * leader is heard of (org.apache.zookeeper.server.quorum.Learner, Follower, FollowerZooKeeperServer).
 *
 * *Simplified:* who finds its leader's epoch too old tries again as if it had not reached it, where ZooKeeper looks for a
 * leader at once, again and again. The log has reached the platter before the epoch is written and NEWLEADER acknowledged, as ZAB demands; 3.8.4
 * does not wait for that (ZOOKEEPER-4643, ZOOKEEPER-4646).
 */
import { emptyTable, get, remove } from '../../base/table.ts';
import { type Micros, millis } from '../../base/time.ts';
import type { LoggedTxn, ZooKeeperPacket } from '../messages.ts';
import { cnxnOfSession, finishFirst, finishSessionInit, servingOf } from './cnxns.ts';
import { applyCommitted } from './finalRequest.ts';
import { leaderHost, QUORUM_LANE, sendToLeader } from './learnerLink.ts';
import { changeRole } from './roles.ts';
import { startServing } from './serving.ts';
import { CONNECT_TIMER, DEADLINE_TIMER, standDown } from './standDown.ts';
import type { Following, LearnerSync, Peer, Snapshot, Vote } from './state.ts';
import { appendTxn, loggedAfter, replaceBySnapshot, setAcceptedEpoch, setCurrentEpoch, truncateLog } from './txnLog.ts';
import { restored } from './zkDatabase.ts';
import { makeZxid } from './zxid.ts';

/** Learner.connectToLeader; leaderConnectDelayDuringRetryMs */
const CONNECT_ATTEMPTS = 5;
const CONNECT_DELAY = 100;

/** Follower.followLeader */
export function followLeader(peer: Peer, vote: Vote): void {
  changeRole(peer, {
    name: 'FOLLOWING',
    vote,
    phase: 'DISCOVERY',
    epoch: undefined,
    failures: 0,
    sync: undefined,
    pendingTxns: [],
    touched: emptyTable(),
    pendingSyncs: [],
    pendingRevalidations: emptyTable(),
    heardAt: peer.env.now,
  });
  armDeadline(peer, patience(peer));
  register(peer);
}

function following(peer: Peer): Following {
  return peer.state.role as Following;
}

function register(peer: Peer): void {
  const { setup, acceptedEpoch } = peer.state;
  sendToLeader(peer, following(peer), { packet: 'FOLLOWERINFO', sid: setup.myid, acceptedEpoch });
}

/** Its leader does not lead yet, or no more. */
export function leaderGone(peer: Peer): void {
  const role = following(peer);
  const failures = role.failures + 1;
  if (role.epoch !== undefined || failures === CONNECT_ATTEMPTS) {
    standDown(peer);
    return;
  }
  peer.state.role = { ...role, failures };
  peer.out.setTimer(CONNECT_TIMER, millis(CONNECT_DELAY), { part: 'zookeeper', type: 'connect' });
}

export function connectAgain(peer: Peer): void {
  register(peer);
}

/** Silence of its leader that it bears: the timeout of its socket. */
function patience(peer: Peer): Micros {
  const { initLimit, syncLimit, tickTime } = peer.state.setup.zooCfg;
  const { phase, sync } = following(peer);
  const isSynced = phase === 'BROADCAST' || sync?.newLeader !== undefined;
  return millis((isSynced ? syncLimit : initLimit) * tickTime);
}

function armDeadline(peer: Peer, delay: Micros): void {
  peer.out.setTimer(DEADLINE_TIMER, delay, { part: 'zookeeper', type: 'deadline' });
}

/** Not set anew with each packet: when it is due, it looks when the last one came. */
export function followerDeadline(peer: Peer): void {
  const left = following(peer).heardAt + patience(peer) - peer.env.now;
  if (left > 0) armDeadline(peer, left);
  else standDown(peer);
}

export function handleLeaderPacket(peer: Peer, body: ZooKeeperPacket): void {
  peer.state.role = { ...following(peer), heardAt: peer.env.now };
  switch (body.packet) {
    case 'LEADERINFO':
      leaderInfo(peer, body.newEpoch);
      return;
    case 'DIFF':
      beginSync(peer, 'DIFF');
      return;
    case 'TRUNC':
      beginSync(peer, 'TRUNC');
      truncateTo(peer, body.zxid);
      return;
    case 'SNAP':
      beginSync(peer, 'SNAP');
      peer.state.database = restored(body.snapshot as Snapshot, []);
      return;
    case 'PROPOSAL':
      proposal(peer, body.entry);
      return;
    case 'COMMIT':
      commit(peer, body.zxid);
      return;
    case 'NEWLEADER':
      newLeader(peer);
      return;
    case 'UPTODATE':
      upToDate(peer);
      return;
    case 'PING':
      ping(peer);
      return;
    case 'REVALIDATE':
      revalidated(peer, body.sessionId, body.valid === true);
      return;
    case 'SYNC':
      synced(peer);
      return;
    default:
      return;
  }
}

/** Learner.registerWithLeader */
function leaderInfo(peer: Peer, newEpoch: number): void {
  const { acceptedEpoch, currentEpoch, database } = peer.state;
  if (newEpoch < acceptedEpoch) {
    // It has answered a later leader, and never follows this one.
    peer.out.close(leaderHost(peer, following(peer)), QUORUM_LANE);
    leaderGone(peer);
    return;
  }
  const role: Following = { ...following(peer), epoch: newEpoch, phase: 'SYNCHRONIZATION' };
  peer.state.role = role;
  // An epoch that it has acknowledged before, perhaps to another, it does not acknowledge again.
  const told = newEpoch > acceptedEpoch ? currentEpoch : -1;
  if (newEpoch > acceptedEpoch) setAcceptedEpoch(peer, newEpoch);
  sendToLeader(peer, role, { packet: 'ACKEPOCH', lastLoggedZxid: database.lastProcessedZxid, currentEpoch: told });
}

function beginSync(peer: Peer, mode: LearnerSync['mode']): void {
  const sync: LearnerSync = { mode, proposals: [], committed: [], newLeader: undefined };
  peer.state.role = { ...following(peer), sync };
}

function truncateTo(peer: Peer, zxid: number): void {
  truncateLog(peer, zxid);
  const { log } = peer.state;
  const snapshot = log.snapshots[0];
  const database = restored(snapshot, loggedAfter(log, snapshot?.zxid ?? 0));
  peer.state.database = { ...database, lastProcessedZxid: zxid };
}

function proposal(peer: Peer, entry: LoggedTxn): void {
  const role = following(peer);
  if (role.sync !== undefined) {
    peer.state.role = { ...role, sync: { ...role.sync, proposals: [...role.sync.proposals, entry] } };
    return;
  }
  peer.state.role = { ...role, pendingTxns: [...role.pendingTxns, entry] };
  appendTxn(peer, entry);
}

function commit(peer: Peer, zxid: number): void {
  const role = following(peer);
  const { sync } = role;
  if (sync === undefined) {
    commitPending(peer, zxid);
    return;
  }
  const [first, ...others] = sync.proposals;
  if (sync.mode === 'SNAP' && sync.newLeader === undefined && first?.zxid === zxid) {
    // Goes into the snapshot that is written with NEWLEADER.
    peer.state.role = { ...role, sync: { ...sync, proposals: others } };
    applyCommitted(peer, first);
    return;
  }
  peer.state.role = { ...role, sync: { ...sync, committed: [...sync.committed, zxid] } };
}

/** FollowerZooKeeperServer.commit */
function commitPending(peer: Peer, zxid: number): void {
  const role = following(peer);
  const [first, ...others] = role.pendingTxns;
  if (first?.zxid !== zxid) {
    peer.out.fact({ type: 'ProcessExited', node: peer.env.self, clean: false, reason: 'a commit of what is not next' });
    peer.out.exit(false);
    return;
  }
  peer.state.role = { ...role, pendingTxns: others };
  applyCommitted(peer, first);
}

/** It has been sent all its leader has. */
function newLeader(peer: Peer): void {
  const role = following(peer);
  const sync = role.sync as LearnerSync;
  if (sync.mode === 'SNAP') {
    const { tree, sessions, lastProcessedZxid } = peer.state.database;
    replaceBySnapshot(peer, { zxid: lastProcessedZxid, tree, sessions });
  }
  logProposals(peer, sync.proposals);
  peer.state.role = { ...following(peer), sync: { ...sync, proposals: [], newLeader: 'flushing' } };
  acknowledgeNewLeader(peer);
}

function logProposals(peer: Peer, entries: readonly LoggedTxn[]): void {
  const role = following(peer);
  peer.state.role = { ...role, pendingTxns: [...role.pendingTxns, ...entries] };
  for (const entry of entries) appendTxn(peer, entry);
}

/** Once all it was sent has reached the platter. */
function acknowledgeNewLeader(peer: Peer): void {
  const role = following(peer);
  const { log } = peer.state;
  if (role.sync?.newLeader !== 'flushing' || log.flushedZxid < log.lastLoggedZxid) return;
  const epoch = role.epoch as number;
  setCurrentEpoch(peer, epoch);
  peer.state.role = { ...role, sync: { ...role.sync, newLeader: 'acknowledged' } };
  armDeadline(peer, patience(peer));
  sendToLeader(peer, role, { packet: 'ACK', zxid: makeZxid(epoch, 0) });
}

/**
 * SendAckRequestProcessor: each change that has reached the platter; none before NEWLEADER, or its leader would take the
 * first for that.
 */
export function followerFlushed(peer: Peer, flushed: readonly LoggedTxn[]): void {
  const wasFlushing = following(peer).sync?.newLeader === 'flushing';
  acknowledgeNewLeader(peer);
  const { sync, pendingTxns } = following(peer);
  if (sync?.newLeader === 'flushing') return;
  for (const { zxid } of wasFlushing ? pendingTxns : flushed) {
    sendToLeader(peer, following(peer), { packet: 'ACK', zxid });
  }
}

/** A quorum is where this server is: it serves. */
function upToDate(peer: Peer): void {
  const role = following(peer);
  const sync = role.sync as LearnerSync;
  const epoch = role.epoch as number;
  sendToLeader(peer, role, { packet: 'ACK', zxid: makeZxid(epoch, 0) });
  peer.state.role = { ...role, phase: 'BROADCAST', sync: undefined, vote: { ...role.vote, peerEpoch: epoch } };
  startServing(peer, 0);
  logProposals(peer, sync.proposals);
  for (const zxid of sync.committed) commitPending(peer, zxid);
  const { lastProcessedZxid: zxid } = peer.state.database;
  const { leader } = role.vote;
  const server = peer.state.setup.myid;
  peer.out.fact({ type: 'ZooKeeperFollowerSynced', server, leader, epoch, mode: sync.mode, zxid });
}

/** Learner.ping: the leader learns from the answer whose sessions live. */
function ping(peer: Peer): void {
  const role = following(peer);
  const touched = role.touched.keys.map((id, place) => ({
    sessionId: Number(id),
    timeOut: role.touched.values[place]!,
  }));
  peer.state.role = { ...role, touched: emptyTable() };
  sendToLeader(peer, role, touched.length === 0 ? { packet: 'PING' } : { packet: 'PING', touched });
}

function revalidated(peer: Peer, sessionId: number, valid: boolean): void {
  const role = following(peer);
  const connection = get(role.pendingRevalidations, sessionId);
  if (connection === undefined) return;
  peer.state.role = { ...role, pendingRevalidations: remove(role.pendingRevalidations, sessionId) };
  const cnxn = get(servingOf(peer).cnxns, connection);
  if (cnxn !== undefined) finishSessionInit(peer, cnxn, valid);
}

function synced(peer: Peer): void {
  const role = following(peer);
  const [first, ...others] = role.pendingSyncs;
  if (first === undefined) return;
  peer.state.role = { ...role, pendingSyncs: others };
  const cnxn = cnxnOfSession(peer, first.sessionId);
  const head = cnxn?.queue[0];
  if (cnxn === undefined || head?.operation.op !== 'sync' || head.xid !== first.xid) return;
  finishFirst(peer, cnxn, { code: 'OK', path: head.operation.path });
}
