/**
 * The election: every server tells all others whom it would follow, takes over a better proposal, and decides when a quorum
 * is of its mind and nothing better is heard for a while. Better is who has the later epoch, then the later change, then the
 * greater number (org.apache.zookeeper.server.quorum.FastLeaderElection; QuorumCnxManager).
 *
 * *Simplified:* two connections between two servers, one for each direction, in place of the one that the greater number
 * opens.
 */
import { emptyTable, get, set, type Table } from '../../base/table.ts';
import { millis } from '../../base/time.ts';
import type { ZooKeeperNotification } from '../messages.ts';
import { hostOf, isQuorum } from './quorum.ts';
import { changeRole } from './roles.ts';
import type { ZooKeeperSetup } from './setup.ts';
import type { Looking, Peer, ReceivedVote, Vote } from './state.ts';

export const ELECTION_LANE = 'election';
const NOTIFICATION_TIMER = 'zookeeper notification';
const FINALIZE_TIMER = 'zookeeper finalize';

/** Milliseconds. */
const FINALIZE_WAIT = 200;
const MAX_NOTIFICATION_INTERVAL = 60_000;

/** Of a server that has just started. */
export function beforeElection({ myid }: ZooKeeperSetup): Looking {
  return {
    name: 'LOOKING',
    proposal: { leader: myid, zxid: 0, electionEpoch: 0, peerEpoch: 0 },
    received: emptyTable(),
    outOfElection: emptyTable(),
    notificationTimeout: FINALIZE_WAIT,
    finalizing: false,
    decided: undefined,
  };
}

/** FastLeaderElection.lookForLeader */
export function lookForLeader(peer: Peer): void {
  const { state } = peer;
  const { setup, database, currentEpoch } = state;
  state.logicalClock += 1;
  const electionEpoch = state.logicalClock;
  const proposal = { leader: setup.myid, zxid: database.lastProcessedZxid, electionEpoch, peerEpoch: currentEpoch };
  changeRole(peer, { ...beforeElection(setup), proposal });
  waitForNotification(peer);
  sendNotifications(peer);
}

function waitForNotification(peer: Peer): void {
  const delay = millis(looking(peer).notificationTimeout);
  peer.out.setTimer(NOTIFICATION_TIMER, delay, { part: 'zookeeper', type: 'notification' });
}

function looking(peer: Peer): Looking {
  return peer.state.role as Looking;
}

/** To all, itself among them. */
function sendNotifications(peer: Peer): void {
  const { setup } = peer.state;
  for (const { myid } of setup.servers) if (myid !== setup.myid) sendTo(peer, myid, notification(peer));
  consider(peer, notification(peer));
}

function notification(peer: Peer): ZooKeeperNotification {
  const { role, setup } = peer.state;
  const vote = role.name === 'LOOKING' ? role.proposal : (role as { readonly vote: Vote }).vote;
  const { leader, zxid, electionEpoch, peerEpoch } = vote;
  const name = role.name as ZooKeeperNotification['state'];
  return { type: 'ZooKeeperNotification', sid: setup.myid, state: name, leader, zxid, electionEpoch, peerEpoch };
}

/** Kept until a newer one takes its place: who was not there gets it when it comes. */
function sendTo(peer: Peer, sid: number, message: ZooKeeperNotification): void {
  peer.state.lastNotifications = set(peer.state.lastNotifications, sid, message);
  peer.out.send(hostOf(peer.state.setup, sid), ELECTION_LANE, message);
}

export function notificationTimedOut(peer: Peer): void {
  const { role } = peer.state;
  if (role.name !== 'LOOKING' || role.finalizing) return;
  const notificationTimeout = Math.min(2 * role.notificationTimeout, MAX_NOTIFICATION_INTERVAL);
  peer.state.role = { ...role, notificationTimeout };
  waitForNotification(peer);
  sendNotifications(peer);
}

/** Nothing better was heard. */
export function finalizeTimedOut(peer: Peer): void {
  const { role } = peer.state;
  if (role.name === 'LOOKING' && role.finalizing) decide(peer, role.proposal);
}

/** Of another server (FastLeaderElection.Messenger.WorkerReceiver). */
export function receiveNotification(peer: Peer, connection: number, received: ZooKeeperNotification): void {
  const { state } = peer;
  const { sid } = received;
  if (!state.setup.servers.some(({ myid }) => myid === sid)) return;
  if (get(state.electionConnections, sid) !== connection) {
    state.electionConnections = set(state.electionConnections, sid, connection);
    const last = get(state.lastNotifications, sid);
    if (last !== undefined) sendTo(peer, sid, last);
  }
  const asks = received.state === 'LOOKING';
  if (state.role.name !== 'LOOKING') {
    if (asks) sendTo(peer, sid, notification(peer));
    return;
  }
  if (asks && received.electionEpoch < state.logicalClock) sendTo(peer, sid, notification(peer));
  consider(peer, received);
}

function consider(peer: Peer, received: ZooKeeperNotification): void {
  const role = looking(peer);
  if (role.decided !== undefined) return;
  if (role.finalizing) {
    if (!isBetter(received, role.proposal)) {
      waitToFinalize(peer);
      return;
    }
    peer.out.cancelTimer(FINALIZE_TIMER);
    peer.state.role = { ...role, finalizing: false };
  }
  waitForNotification(peer);
  if (received.state === 'LOOKING') considerVote(peer, received);
  else considerEstablished(peer, received);
}

function considerVote(peer: Peer, received: ZooKeeperNotification): void {
  const { state } = peer;
  if (received.electionEpoch < state.logicalClock) return;
  if (received.electionEpoch > state.logicalClock) {
    state.logicalClock = received.electionEpoch;
    const own = ownVote(peer);
    propose(peer, isBetter(received, own) ? received : own, emptyTable());
  } else if (isBetter(received, looking(peer).proposal)) propose(peer, received, looking(peer).received);
  // Its own, sent a line above, may have brought the decision already.
  const role = looking(peer);
  if (role.decided !== undefined) return;
  const votes = set(role.received, received.sid, voteOf(received));
  state.role = { ...role, received: votes };
  const supporters = votes.keys.filter((_, place) => isSame(votes.values[place]!, role.proposal)).map(Number);
  if (isQuorum(state.setup, supporters)) waitToFinalize(peer);
}

function waitToFinalize(peer: Peer): void {
  peer.state.role = { ...looking(peer), finalizing: true };
  peer.out.cancelTimer(NOTIFICATION_TIMER);
  peer.out.setTimer(FINALIZE_TIMER, millis(FINALIZE_WAIT), { part: 'zookeeper', type: 'finalize' });
}

function propose(peer: Peer, vote: Vote, received: Table<ReceivedVote>): void {
  const { leader, zxid, peerEpoch } = vote;
  const electionEpoch = peer.state.logicalClock;
  peer.state.role = { ...looking(peer), proposal: { leader, zxid, electionEpoch, peerEpoch }, received };
  sendNotifications(peer);
}

function ownVote(peer: Peer): Vote {
  const { setup, database, currentEpoch, logicalClock } = peer.state;
  const { lastProcessedZxid: zxid } = database;
  return { leader: setup.myid, zxid, electionEpoch: logicalClock, peerEpoch: currentEpoch };
}

/** Others have a leader: followed if a quorum says so, and that leader, too. */
function considerEstablished(peer: Peer, received: ZooKeeperNotification): void {
  const { state } = peer;
  const vote = voteOf(received);
  let role = looking(peer);
  if (received.electionEpoch === state.logicalClock) {
    role = { ...role, received: set(role.received, received.sid, vote) };
    state.role = role;
    const agrees = (other: ReceivedVote) =>
      other.state === 'LOOKING' ? isSame(other, vote) : other.leader === vote.leader;
    if (isSupported(peer, role.received, agrees) && checkLeader(peer, role.received, vote)) {
      decide(peer, vote);
      return;
    }
  }
  role = { ...role, outOfElection: set(role.outOfElection, received.sid, vote) };
  state.role = role;
  const agrees = (other: ReceivedVote) => other.leader === vote.leader && other.peerEpoch === vote.peerEpoch;
  if (isSupported(peer, role.outOfElection, agrees) && checkLeader(peer, role.outOfElection, vote)) {
    state.logicalClock = vote.electionEpoch;
    decide(peer, vote);
  }
}

function isSupported(peer: Peer, votes: Table<ReceivedVote>, agrees: (vote: ReceivedVote) => boolean): boolean {
  const sids = votes.keys.filter((_, place) => agrees(votes.values[place]!)).map(Number);
  return isQuorum(peer.state.setup, sids);
}

/** Who is said to lead must say so itself, lest a leader that has crashed is elected again and again. */
function checkLeader(peer: Peer, votes: Table<ReceivedVote>, vote: Vote): boolean {
  if (vote.leader === peer.state.setup.myid) return vote.electionEpoch === peer.state.logicalClock;
  return get(votes, vote.leader)?.state === 'LEADING';
}

function decide(peer: Peer, vote: Vote): void {
  const { leader, zxid, electionEpoch, peerEpoch } = vote;
  peer.out.cancelTimer(NOTIFICATION_TIMER);
  peer.out.cancelTimer(FINALIZE_TIMER);
  peer.state.role = { ...looking(peer), decided: { leader, zxid, electionEpoch, peerEpoch } };
}

/** FastLeaderElection.totalOrderPredicate */
export function isBetter(vote: Omit<Vote, 'electionEpoch'>, than: Omit<Vote, 'electionEpoch'>): boolean {
  if (vote.peerEpoch !== than.peerEpoch) return vote.peerEpoch > than.peerEpoch;
  if (vote.zxid !== than.zxid) return vote.zxid > than.zxid;
  return vote.leader > than.leader;
}

function isSame(a: Vote, b: Vote): boolean {
  return (
    a.leader === b.leader && a.zxid === b.zxid && a.electionEpoch === b.electionEpoch && a.peerEpoch === b.peerEpoch
  );
}

function voteOf({ leader, zxid, electionEpoch, peerEpoch, state }: ZooKeeperNotification): ReceivedVote {
  return { leader, zxid, electionEpoch, peerEpoch, state };
}
