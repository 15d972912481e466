/**
 * Serving clients: sessions are made and found again, requests taken, sessions expired
 * (org.apache.zookeeper.server.ZooKeeperServer; LearnerSessionTracker of a follower).
 *
 * *Simplified:* no limit to connections and outstanding requests; passwords that any server can reckon; a session's number
 * is of 51 bits.
 */
import { emptyTable, get, has, set } from '../../base/table.ts';
import type { Arrived } from '../kinds.ts';
import type { ZooKeeperClientMessage, ZooKeeperOperation } from '../messages.ts';
import {
  closeCnxn,
  closeSilentCnxns,
  cnxnOfSession,
  enqueue,
  finishSessionInit,
  openCnxn,
  passwdOf,
  refreshCnxn,
  respond,
  servingOf,
} from './cnxns.ts';
import { sendToLeader } from './learnerLink.ts';
import { isRead } from './readRequest.ts';
import { checkSession, expiredSessions, expiryOf, setOwner, touchSession, trackAll } from './sessionTracker.ts';
import type { Peer, ServerCnxn } from './state.ts';
import { submit, submitSync } from './submit.ts';
import { NO_WATCHES } from './watchManager.ts';

const SESSIONS_TIMER = 'zookeeper sessions';

/** `zxid`: the last that was given out, of a server that gives them out. */
export function startServing(peer: Peer, zxid: number): void {
  const { state, env } = peer;
  const { setup, database } = state;
  const isOrdering = state.role.name !== 'FOLLOWING';
  state.serving = {
    cnxns: emptyTable(),
    cnxnOfSession: emptyTable(),
    ...NO_WATCHES,
    tracker: isOrdering ? trackAll(database.sessions, env.now, setup.zooCfg.tickTime) : undefined,
    outstanding: isOrdering ? database.tree : undefined,
    zxid,
    nextSessionId: firstSessionId(setup.myid, env.now),
  };
  armSessionsTimer(peer);
}

/** SessionTrackerImpl.initializeNextSessionId: the server, the time in milliseconds, and room for many. */
function firstSessionId(myid: number, now: number): number {
  const ofServer = myid * 0x1_0000_0000_0000;
  return ofServer + (Math.floor(now / 1000) % 0x1_0000_0000) * 0x1_0000;
}

export function stopServing(peer: Peer): void {
  const { serving } = peer.state;
  if (serving === undefined) return;
  for (const { connection } of serving.cnxns.values) peer.out.closeConnection(connection);
  peer.state.serving = undefined;
  peer.out.cancelTimer(SESSIONS_TIMER);
}

function armSessionsTimer(peer: Peer): void {
  const { env, out, state } = peer;
  const due = expiryOf(env.now, 0, state.setup.zooCfg.tickTime);
  out.setTimer(SESSIONS_TIMER, due - env.now, { part: 'zookeeper', type: 'sessions' });
}

/** The end of a tick. */
export function sessionsTick(peer: Peer): void {
  const { serving } = peer.state;
  if (serving === undefined) return;
  for (const sessionId of expiredSessions(serving.tracker ?? emptyTable(), peer.env.now)) {
    submit(peer, sessionId, 0, { op: 'expireSession' });
  }
  closeSilentCnxns(peer);
  armSessionsTimer(peer);
}

export function handleClient(peer: Peer, event: Arrived, message: ZooKeeperClientMessage): void {
  const { serving } = peer.state;
  if (serving === undefined) {
    peer.out.closeConnection(event.connection);
    return;
  }
  const cnxn = get(serving.cnxns, event.connection);
  if (message.type === 'ZooKeeperConnectRequest' && cnxn === undefined) {
    connect(peer, event, message);
  } else if (message.type === 'ZooKeeperRequest' && cnxn?.established === true) {
    take(peer, heard(peer, cnxn), message.xid, message.operation);
  } else closeCnxn(peer, event.connection);
}

/** ZooKeeperServer.processConnectRequest */
function connect(
  peer: Peer,
  event: Arrived,
  request: Extract<ZooKeeperClientMessage, { type: 'ZooKeeperConnectRequest' }>,
): void {
  const { state, out } = peer;
  // It has seen more than this server has: it would go back in time.
  if (request.lastZxidSeen > state.database.lastProcessedZxid) {
    out.closeConnection(event.connection);
    return;
  }
  const timeout = negotiated(peer, request.timeOut);
  const { connection, from: client } = event;
  if (request.sessionId === 0) {
    const serving = servingOf(peer);
    const sessionId = serving.nextSessionId;
    state.serving = { ...serving, nextSessionId: sessionId + 1 };
    openCnxn(peer, { connection, client, sessionId, timeout });
    submit(peer, sessionId, 0, { op: 'createSession', timeOut: timeout, client });
    return;
  }
  const { sessionId } = request;
  const older = cnxnOfSession(peer, sessionId);
  if (older !== undefined) closeCnxn(peer, older.connection);
  openCnxn(peer, { connection, client, sessionId, timeout });
  const cnxn = cnxnOfSession(peer, sessionId) as ServerCnxn;
  if (request.passwd !== passwdOf(sessionId)) finishSessionInit(peer, cnxn, false);
  else revalidate(peer, cnxn);
}

function negotiated(peer: Peer, asked: number): number {
  const { tickTime, minSessionTimeout, maxSessionTimeout } = peer.state.setup.zooCfg;
  const least = minSessionTimeout === -1 ? 2 * tickTime : minSessionTimeout;
  const most = maxSessionTimeout === -1 ? 20 * tickTime : maxSessionTimeout;
  return Math.min(Math.max(asked, least), most);
}

/** Whether the session is still there, only who tracks sessions can say. */
function revalidate(peer: Peer, cnxn: ServerCnxn): void {
  const { role, setup } = peer.state;
  if (role.name === 'FOLLOWING') {
    const { sessionId, timeout, connection } = cnxn;
    const pendingRevalidations = set(role.pendingRevalidations, sessionId, connection);
    peer.state.role = { ...role, pendingRevalidations };
    sendToLeader(peer, role, { packet: 'REVALIDATE', sessionId, timeOut: timeout });
    return;
  }
  finishSessionInit(peer, cnxn, touch(peer, cnxn.sessionId, cnxn.timeout, setup.myid));
}

/** Of who tracks sessions: false, it is no more. `owner`: the server its client has come to, if it has moved. */
export function touch(peer: Peer, sessionId: number, timeout: number, owner?: number): boolean {
  const serving = servingOf(peer);
  if (serving.tracker === undefined) return false;
  const touched = touchSession(serving.tracker, sessionId, timeout, peer.env.now, peer.state.setup.zooCfg.tickTime);
  if (touched === undefined) return false;
  const tracker = owner === undefined ? touched : setOwner(touched, sessionId, owner);
  if (tracker !== serving.tracker) peer.state.serving = { ...serving, tracker };
  return true;
}

/** Whatever comes from a client keeps its session alive. */
function heard(peer: Peer, cnxn: ServerCnxn): ServerCnxn {
  const { role } = peer.state;
  if (role.name !== 'FOLLOWING') touch(peer, cnxn.sessionId, cnxn.timeout);
  else if (!has(role.touched, cnxn.sessionId)) {
    peer.state.role = { ...role, touched: set(role.touched, cnxn.sessionId, cnxn.timeout) };
  }
  return refreshCnxn(peer, cnxn);
}

function take(peer: Peer, cnxn: ServerCnxn, xid: number, operation: ZooKeeperOperation): void {
  if (isRead(peer, operation)) {
    const { tracker } = servingOf(peer);
    const refusal = tracker === undefined ? undefined : checkSession(tracker, cnxn.sessionId, peer.state.setup.myid);
    if (refusal === 'SESSIONMOVED') closeCnxn(peer, cnxn.connection);
    else if (refusal !== undefined && cnxn.queue.length === 0)
      respond(peer, cnxn, xid, operation.op, { code: refusal });
    else enqueue(peer, cnxn, xid, operation);
    return;
  }
  enqueue(peer, cnxn, xid, operation);
  if (operation.op === 'sync') submitSync(peer, cnxn.sessionId, xid, operation);
  else submit(peer, cnxn.sessionId, xid, operation as Parameters<typeof submit>[3]);
}
