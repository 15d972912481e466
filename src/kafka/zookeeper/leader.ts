/**
 * Leading: an epoch that no quorum has seen, learners brought to what the leader has, then changes proposed and committed,
 * as long as a quorum is heard of (org.apache.zookeeper.server.quorum.Leader, LearnerHandler.run).
 */
import { emptyTable, get, remove } from '../../base/table.ts';
import { millis } from '../../base/time.ts';
import type { ZooKeeperPacket } from '../messages.ts';
import { syncFollower } from './learnerHandler.ts';
import { sendToLearner } from './learnerLink.ts';
import { ackAwaited, order, processAck, processSync, putLearner } from './proposals.ts';
import { isQuorum } from './quorum.ts';
import { changeRole } from './roles.ts';
import { startServing, touch } from './serving.ts';
import { DEADLINE_TIMER, standDown, TICK_TIMER } from './standDown.ts';
import type { Leading, LearnerHandler, Peer, Vote } from './state.ts';
import { tellTxn } from './tellTxn.ts';
import { setAcceptedEpoch, setCurrentEpoch } from './txnLog.ts';
import { committedProposals } from './zkDatabase.ts';
import { makeZxid } from './zxid.ts';

/** Leader.lead */
export function lead(peer: Peer, vote: Vote): void {
  const { setup, database, currentEpoch, acceptedEpoch } = peer.state;
  changeRole(peer, {
    name: 'LEADING',
    vote,
    phase: 'DISCOVERY',
    epoch: acceptedEpoch + 1,
    epochChosen: false,
    summary: { currentEpoch, lastZxid: database.lastProcessedZxid },
    learners: emptyTable(),
    connectingFollowers: [setup.myid],
    electingFollowers: [],
    newLeaderAcks: [],
    proposals: [],
    lastProposed: 0,
    lastCommitted: 0,
    pendingSyncs: [],
    tick: 0,
    tickSkip: true,
  });
  armDeadline(peer);
}

function leading(peer: Peer): Leading {
  return peer.state.role as Leading;
}

/** Each of the quorums it waits for has so long to come together. */
function armDeadline(peer: Peer): void {
  const { initLimit, tickTime } = peer.state.setup.zooCfg;
  peer.out.setTimer(DEADLINE_TIMER, millis(initLimit * tickTime), { part: 'zookeeper', type: 'deadline' });
}

export function leaderDeadline(peer: Peer): void {
  const role = leading(peer);
  if (role.phase === 'BROADCAST') return;
  if (role.phase === 'SYNCHRONIZATION') giveUp(peer, `only synced with sids: [${role.newLeaderAcks.join(',')}]`);
  else if (role.epochChosen) giveUp(peer, 'Timeout while waiting for epoch to be acked by quorum');
  else giveUp(peer, 'Timeout while waiting for epoch from quorum');
}

function giveUp(peer: Peer, reason: string): void {
  peer.out.fact({ type: 'ZooKeeperQuorumLost', server: peer.state.setup.myid, reason });
  standDown(peer);
}

export function handleLearnerPacket(peer: Peer, connection: number, body: ZooKeeperPacket): void {
  const role = leading(peer);
  if (body.packet === 'FOLLOWERINFO') {
    followerInfo(peer, connection, body.sid, body.acceptedEpoch);
    return;
  }
  const known = get(role.learners, connection);
  if (known === undefined) {
    peer.out.closeConnection(connection);
    return;
  }
  const isSynced = known.stage === 'acknowledged' || known.stage === 'up-to-date';
  const tickOfNextAckDeadline = isSynced ? role.tick + peer.state.setup.zooCfg.syncLimit : known.tickOfNextAckDeadline;
  const learner: LearnerHandler = { ...known, heardAt: peer.env.now, tickOfNextAckDeadline };
  peer.state.role = putLearner(role, learner);
  switch (body.packet) {
    case 'ACKEPOCH':
      ackEpoch(peer, learner, body.currentEpoch, body.lastLoggedZxid);
      return;
    case 'ACK':
      if (learner.stage === 'syncing') ackNewLeader(peer, learner, body.zxid);
      else ack(peer, learner, body.zxid);
      return;
    case 'PING':
      for (const { sessionId, timeOut } of body.touched ?? []) touch(peer, sessionId, timeOut);
      return;
    case 'REVALIDATE': {
      const { sessionId, timeOut } = body;
      const valid = touch(peer, sessionId, timeOut, learner.sid);
      sendToLearner(peer, connection, { packet: 'REVALIDATE', sessionId, timeOut, valid });
      return;
    }
    case 'REQUEST': {
      const { sessionId, xid, operation } = body;
      if (operation.op === 'sync') processSync(peer, connection);
      else
        order(peer, {
          owner: learner.sid,
          sessionId,
          xid,
          operation: operation as Parameters<typeof order>[1]['operation'],
        });
      return;
    }
    default:
      return;
  }
}

/** Leader.getEpochToPropose: greater than any that a quorum has accepted. */
function followerInfo(peer: Peer, connection: number, sid: number, acceptedEpoch: number): void {
  const role = leading(peer);
  const { initLimit, syncLimit } = peer.state.setup.zooCfg;
  const learner: LearnerHandler = {
    sid,
    connection,
    stage: 'waits-for-epoch',
    lastZxid: 0,
    forwarding: false,
    lastAckedZxid: 0,
    heardAt: peer.env.now,
    tickOfNextAckDeadline: role.tick + initLimit + syncLimit,
    awaited: undefined,
    awaitedNext: undefined,
  };
  peer.state.role = putLearner(role, learner);
  if (role.epochChosen) {
    sendLeaderInfo(peer, learner);
    return;
  }
  const connectingFollowers = including(role.connectingFollowers, sid);
  const epoch = Math.max(role.epoch, acceptedEpoch + 1);
  peer.state.role = { ...leading(peer), connectingFollowers, epoch };
  if (!isQuorum(peer.state.setup, connectingFollowers)) return;
  setAcceptedEpoch(peer, epoch);
  peer.state.role = { ...leading(peer), epochChosen: true, electingFollowers: [peer.state.setup.myid] };
  armDeadline(peer);
  for (const waiting of leading(peer).learners.values) sendLeaderInfo(peer, waiting);
}

function sendLeaderInfo(peer: Peer, learner: LearnerHandler): void {
  const role = leading(peer);
  peer.state.role = putLearner(role, { ...learner, stage: 'epoch-sent' });
  sendToLearner(peer, learner.connection, { packet: 'LEADERINFO', newEpoch: role.epoch });
}

/** Leader.waitForEpochAck. A learner that has acknowledged this epoch before says -1. */
function ackEpoch(peer: Peer, learner: LearnerHandler, currentEpoch: number, lastZxid: number): void {
  const { summary } = leading(peer);
  const isAhead =
    currentEpoch > summary.currentEpoch || (currentEpoch === summary.currentEpoch && lastZxid > summary.lastZxid);
  if (leading(peer).phase === 'DISCOVERY' && currentEpoch !== -1 && isAhead) {
    dropLearner(peer, learner.connection);
    return;
  }
  const role = putLearner(leading(peer), { ...learner, stage: 'waits-for-sync', lastZxid });
  peer.state.role = role;
  if (role.phase !== 'DISCOVERY') {
    synchronize(peer, learner.connection);
    return;
  }
  const electingFollowers =
    currentEpoch === -1 ? role.electingFollowers : including(role.electingFollowers, learner.sid);
  peer.state.role = { ...role, electingFollowers };
  if (!isQuorum(peer.state.setup, electingFollowers)) return;
  setCurrentEpoch(peer, role.epoch);
  const newLeaderAcks = [peer.state.setup.myid];
  const lastProposed = makeZxid(role.epoch, 0);
  peer.state.role = { ...leading(peer), phase: 'SYNCHRONIZATION', newLeaderAcks, lastProposed };
  armDeadline(peer);
  for (const { connection, stage } of leading(peer).learners.values) {
    if (stage === 'waits-for-sync') synchronize(peer, connection);
  }
}

function synchronize(peer: Peer, connection: number): void {
  const role = leading(peer);
  const learner = get(role.learners, connection) as LearnerHandler;
  for (const body of syncFollower(peer.state.database, role, learner)) sendToLearner(peer, connection, body);
  peer.state.role = putLearner(role, { ...learner, stage: 'syncing', forwarding: true });
}

/** Leader.waitForNewLeaderAck: a quorum has what the leader has. */
function ackNewLeader(peer: Peer, learner: LearnerHandler, zxid: number): void {
  const role = putLearner(leading(peer), { ...learner, stage: 'acknowledged', lastAckedZxid: zxid });
  peer.state.role = role;
  if (role.phase === 'BROADCAST') {
    sendUpToDate(peer, learner.connection);
    return;
  }
  if (zxid !== makeZxid(role.epoch, 0)) return;
  const newLeaderAcks = including(role.newLeaderAcks, learner.sid);
  peer.state.role = { ...role, newLeaderAcks };
  if (isQuorum(peer.state.setup, newLeaderAcks)) startZkServer(peer);
}

function sendUpToDate(peer: Peer, connection: number): void {
  const role = leading(peer);
  const learner = get(role.learners, connection) as LearnerHandler;
  const tickOfNextAckDeadline = role.tick + peer.state.setup.zooCfg.syncLimit;
  peer.state.role = putLearner(role, { ...learner, stage: 'up-to-date', tickOfNextAckDeadline });
  sendToLearner(peer, connection, { packet: 'UPTODATE' });
}

/** Leader.startZkServer: all it has logged is committed now, and clients are served. */
function startZkServer(peer: Peer): void {
  const { state, out } = peer;
  const role = leading(peer);
  const zxid = makeZxid(role.epoch, 0);
  for (const entry of committedProposals(state.database)) tellTxn(out, entry, false);
  const vote: Vote = { ...role.vote, peerEpoch: role.epoch };
  state.role = { ...role, phase: 'BROADCAST', lastCommitted: zxid, vote };
  state.database = { ...state.database, lastProcessedZxid: zxid };
  state.committedZxid = zxid;
  out.cancelTimer(DEADLINE_TIMER);
  const followers = role.newLeaderAcks.filter((sid) => sid !== state.setup.myid);
  out.fact({ type: 'ZooKeeperLeaderEstablished', server: state.setup.myid, epoch: role.epoch, followers });
  startServing(peer, zxid);
  for (const { connection, stage } of role.learners.values)
    if (stage === 'acknowledged') sendUpToDate(peer, connection);
  armTick(peer);
}

function ack(peer: Peer, learner: LearnerHandler, zxid: number): void {
  const lastAckedZxid = Math.max(learner.lastAckedZxid, zxid);
  peer.state.role = putLearner(leading(peer), { ...ackAwaited(learner, zxid), lastAckedZxid });
  processAck(peer, learner.sid, zxid);
}

function armTick(peer: Peer): void {
  const half = Math.floor(millis(peer.state.setup.zooCfg.tickTime) / 2);
  peer.out.setTimer(TICK_TIMER, half, { part: 'zookeeper', type: 'tick' });
}

/** Twice a tick: who is heard of, and pings to all. */
export function leaderTick(peer: Peer): void {
  const { setup } = peer.state;
  const role = leading(peer);
  const tick = role.tickSkip ? role.tick : role.tick + 1;
  const synced = role.learners.values.filter((learner) => tick <= learner.tickOfNextAckDeadline);
  const sids = synced.reduce<readonly number[]>((all, { sid }) => including(all, sid), [setup.myid]);
  if (!role.tickSkip && !isQuorum(setup, sids)) {
    giveUp(peer, `Not sufficient followers synced, only synced with sids: [${sids.join(',')}]`);
    return;
  }
  peer.state.role = { ...role, tick, tickSkip: !role.tickSkip };
  for (const learner of role.learners.values) ping(peer, learner);
  armTick(peer);
}

/** LearnerHandler.ping, and what its socket's timeout would find. */
function ping(peer: Peer, learner: LearnerHandler): void {
  const { initLimit, syncLimit, tickTime } = peer.state.setup.zooCfg;
  const isSynced = learner.stage === 'acknowledged' || learner.stage === 'up-to-date';
  const patience = millis((isSynced ? syncLimit : initLimit) * tickTime);
  const { now } = peer.env;
  const isSlow = isSynced && learner.awaited !== undefined && now - learner.awaited.since >= patience;
  if (isSlow || now - learner.heardAt >= patience) dropLearner(peer, learner.connection);
  else if (learner.forwarding) sendToLearner(peer, learner.connection, { packet: 'PING' });
}

function dropLearner(peer: Peer, connection: number): void {
  peer.out.closeConnection(connection);
  forgetLearner(peer, connection);
}

export function forgetLearner(peer: Peer, connection: number): void {
  const role = leading(peer);
  if (get(role.learners, connection) === undefined) return;
  const pendingSyncs = role.pendingSyncs.filter((sync) => sync.connection !== connection);
  peer.state.role = { ...role, learners: remove(role.learners, connection), pendingSyncs };
}

function including(sids: readonly number[], sid: number): readonly number[] {
  return sids.includes(sid) ? sids : [...sids, sid];
}
