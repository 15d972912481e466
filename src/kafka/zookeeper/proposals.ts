/**
 * Changes on their way: given their number, logged, acknowledged by a quorum, committed in order (the LeaderZooKeeperServer's
 * processors: PrepRequestProcessor, ProposalRequestProcessor, SyncRequestProcessor, AckRequestProcessor; Leader.propose,
 * processAck, tryToCommit). A server alone is its own quorum.
 */
import { get, mapTable, set } from '../../base/table.ts';
import type { LoggedTxn } from '../messages.ts';
import { servingOf } from './cnxns.ts';
import { applyCommitted } from './finalRequest.ts';
import { prepare, type ZkRequest } from './prepRequest.ts';
import { isQuorum } from './quorum.ts';
import { checkSession, setOwner, setSessionClosing, type Tracker, trackSession } from './sessionTracker.ts';
import type { Leading, LearnerHandler, Peer, Proposal } from './state.ts';
import { appendTxn, completeFlush } from './txnLog.ts';
import { counterOf } from './zxid.ts';

/** A leader, or a server alone, takes a request that needs a place in the order of all changes. */
export function order(peer: Peer, request: ZkRequest): void {
  const { state, env } = peer;
  const serving = servingOf(peer);
  const { sessionId, xid, operation, owner } = request;
  const tracker = serving.tracker as Tracker;
  const isSession =
    operation.op === 'createSession' || operation.op === 'closeSession' || operation.op === 'expireSession';
  const refusal = isSession ? undefined : checkSession(tracker, sessionId, owner);
  const zxid = serving.zxid + 1;
  const isOpen = get(tracker, sessionId)?.isClosing === false;
  const client = isOpen ? (get(state.database.sessions, sessionId)?.client ?? null) : null;
  const header = { zxid, sessionId, xid, time: env.now, client };
  const { entry, tree } = prepare(serving.outstanding ?? state.database.tree, header, operation, refusal);
  state.serving = { ...serving, zxid, outstanding: tree, tracker: trackerWith(peer, tracker, request) };
  propose(peer, entry);
}

function trackerWith(peer: Peer, tracker: Tracker, { sessionId, operation, owner }: ZkRequest): Tracker {
  const { env, state } = peer;
  switch (operation.op) {
    case 'createSession':
      return trackSession(tracker, sessionId, operation.timeOut, owner, env.now, state.setup.zooCfg.tickTime);
    case 'closeSession':
    case 'expireSession':
      return setSessionClosing(tracker, sessionId);
    default:
      return setOwner(tracker, sessionId, owner);
  }
}

function propose(peer: Peer, entry: LoggedTxn): void {
  const { role } = peer.state;
  if (role.name === 'STANDALONE') {
    peer.state.role = { ...role, toFlush: [...role.toFlush, entry] };
  } else if (role.name === 'LEADING') {
    const learners = mapTable(role.learners, (learner) =>
      learner.forwarding ? awaiting(peer, learner, entry) : learner,
    );
    const proposals: readonly Proposal[] = [...role.proposals, { entry, acks: [] }];
    peer.state.role = { ...role, learners, proposals, lastProposed: entry.zxid };
  }
  appendTxn(peer, entry);
}

function awaiting(peer: Peer, learner: LearnerHandler, entry: LoggedTxn): LearnerHandler {
  peer.out.reply(learner.connection, { type: 'ZooKeeperQuorumPacket', body: { packet: 'PROPOSAL', entry } });
  if (learner.stage === 'syncing') return learner;
  const newest = { zxid: entry.zxid, since: peer.env.now };
  if (learner.awaited === undefined) return { ...learner, awaited: newest };
  return { ...learner, awaitedNext: newest };
}

/** The log of this server has reached the platter: of a leader that is one more acknowledgement. */
export function handleFlushed(peer: Peer, token: number): readonly LoggedTxn[] {
  const { role } = peer.state;
  const flushed = completeFlush(peer, token);
  if (role.name === 'STANDALONE') {
    const zxid = peer.state.log.flushedZxid;
    peer.state.role = { ...role, toFlush: role.toFlush.filter((entry) => entry.zxid > zxid) };
    for (const entry of role.toFlush) if (entry.zxid <= zxid) applyCommitted(peer, entry);
  } else if (role.name === 'LEADING') {
    for (const { zxid } of flushed) processAck(peer, peer.state.setup.myid, zxid);
  }
  return flushed;
}

/** Leader.processAck: what a quorum has on its disks is committed, once all before it is. */
export function processAck(peer: Peer, sid: number, zxid: number): void {
  const role = peer.state.role as Leading;
  // The acknowledgement of NEWLEADER, or of UPTODATE.
  if (counterOf(zxid) === 0) return;
  const proposals = role.proposals.map((proposal) =>
    proposal.entry.zxid === zxid && !proposal.acks.includes(sid)
      ? { entry: proposal.entry, acks: [...proposal.acks, sid] }
      : proposal,
  );
  peer.state.role = { ...role, proposals };
  tryToCommit(peer);
}

function tryToCommit(peer: Peer): void {
  for (;;) {
    const role = peer.state.role as Leading;
    const [first, ...others] = role.proposals;
    if (first === undefined || !isQuorum(peer.state.setup, first.acks)) return;
    const { entry } = first;
    const due = role.pendingSyncs.filter((sync) => sync.zxid <= entry.zxid);
    const pendingSyncs = due.length === 0 ? role.pendingSyncs : role.pendingSyncs.slice(due.length);
    peer.state.role = { ...role, proposals: others, lastCommitted: entry.zxid, pendingSyncs };
    const body = { packet: 'COMMIT', zxid: entry.zxid } as const;
    for (const learner of role.learners.values) {
      if (learner.forwarding) peer.out.reply(learner.connection, { type: 'ZooKeeperQuorumPacket', body });
    }
    applyCommitted(peer, entry);
    for (const sync of due) sendSync(peer, sync.connection);
  }
}

/** Leader.processSync: answered behind all that is on its way now. */
export function processSync(peer: Peer, connection: number): void {
  const role = peer.state.role as Leading;
  if (role.proposals.length === 0) sendSync(peer, connection);
  else peer.state.role = { ...role, pendingSyncs: [...role.pendingSyncs, { zxid: role.lastProposed, connection }] };
}

function sendSync(peer: Peer, connection: number): void {
  peer.out.reply(connection, { type: 'ZooKeeperQuorumPacket', body: { packet: 'SYNC' } });
}

/** LearnerHandler.SyncLimitCheck.updateAck */
export function ackAwaited(learner: LearnerHandler, zxid: number): LearnerHandler {
  if (learner.awaited?.zxid === zxid) return { ...learner, awaited: learner.awaitedNext, awaitedNext: undefined };
  return learner;
}

export function putLearner(role: Leading, learner: LearnerHandler): Leading {
  return { ...role, learners: set(role.learners, learner.connection, learner) };
}
