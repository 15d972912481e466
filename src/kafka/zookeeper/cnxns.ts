/**
 * The connections of clients. Requests of a session are answered in the order in which they came: behind a change that is
 * on its way all others wait, even a ping (org.apache.zookeeper.server.NIOServerCnxn; quorum.CommitProcessor).
 */
import { get, remove, set } from '../../base/table.ts';
import type { ZooKeeperOperation, ZooKeeperResult } from '../messages.ts';
import { answerRead, isRead } from './readRequest.ts';
import { expiryOf } from './sessionTracker.ts';
import type { Peer, ServerCnxn, Serving } from './state.ts';
import { removeWatcher } from './watchManager.ts';

/** NIOServerCnxnFactory: connections that are silent are closed at the end of such an interval. Milliseconds. */
const CNXN_INTERVAL = 10_000;

export function servingOf(peer: Peer): Serving {
  return peer.state.serving as Serving;
}

export function putCnxn(peer: Peer, cnxn: ServerCnxn): void {
  const serving = servingOf(peer);
  peer.state.serving = { ...serving, cnxns: set(serving.cnxns, cnxn.connection, cnxn) };
}

export function openCnxn(peer: Peer, cnxn: Omit<ServerCnxn, 'established' | 'queue' | 'expiresAt'>): void {
  putCnxn(peer, { ...cnxn, established: false, queue: [], expiresAt: silentUntil(peer, cnxn.timeout) });
  const serving = servingOf(peer);
  const cnxnOfSession = set(serving.cnxnOfSession, cnxn.sessionId, cnxn.connection);
  peer.state.serving = { ...serving, cnxnOfSession };
}

export function cnxnOfSession(peer: Peer, sessionId: number): ServerCnxn | undefined {
  const serving = peer.state.serving;
  if (serving === undefined) return undefined;
  const connection = get(serving.cnxnOfSession, sessionId);
  return connection === undefined ? undefined : get(serving.cnxns, connection);
}

/** It has been heard of. */
export function refreshCnxn(peer: Peer, cnxn: ServerCnxn): ServerCnxn {
  const expiresAt = silentUntil(peer, cnxn.timeout);
  if (expiresAt === cnxn.expiresAt) return cnxn;
  const heard: ServerCnxn = { ...cnxn, expiresAt };
  putCnxn(peer, heard);
  return heard;
}

function silentUntil(peer: Peer, timeout: number): number {
  return expiryOf(peer.env.now, timeout, CNXN_INTERVAL);
}

/** Its watches go with it; its session does not. */
export function forgetCnxn(peer: Peer, connection: number): void {
  const serving = peer.state.serving;
  const cnxn = serving === undefined ? undefined : get(serving.cnxns, connection);
  if (serving === undefined || cnxn === undefined) return;
  const { sessionId } = cnxn;
  const isItsOwn = get(serving.cnxnOfSession, sessionId) === connection;
  peer.state.serving = {
    ...serving,
    cnxns: remove(serving.cnxns, connection),
    cnxnOfSession: isItsOwn ? remove(serving.cnxnOfSession, sessionId) : serving.cnxnOfSession,
    dataWatches: removeWatcher(serving.dataWatches, connection),
    childWatches: removeWatcher(serving.childWatches, connection),
  };
}

export function closeCnxn(peer: Peer, connection: number): void {
  peer.out.closeConnection(connection);
  forgetCnxn(peer, connection);
}

export function closeSilentCnxns(peer: Peer): void {
  const silent = servingOf(peer).cnxns.values.filter(({ expiresAt }) => expiresAt <= peer.env.now);
  for (const { connection } of silent) closeCnxn(peer, connection);
}

/** ZooKeeperServer.finishSessionInit */
export function finishSessionInit(peer: Peer, cnxn: ServerCnxn, valid: boolean): void {
  const { connection, sessionId, timeout } = cnxn;
  peer.out.reply(connection, {
    type: 'ZooKeeperConnectResponse',
    timeOut: valid ? timeout : 0,
    sessionId: valid ? sessionId : 0,
    passwd: valid ? passwdOf(sessionId) : '',
  });
  if (valid) putCnxn(peer, { ...cnxn, established: true });
  else closeCnxn(peer, connection);
}

/** Any server can reckon it from the session's number: it is no secret here. */
export function passwdOf(sessionId: number): string {
  return `p${sessionId.toString(16)}`;
}

export function respond(
  peer: Peer,
  cnxn: ServerCnxn,
  xid: number,
  op: ZooKeeperOperation['op'],
  result: ZooKeeperResult,
): void {
  const zxid = peer.state.database.lastProcessedZxid;
  peer.out.reply(cnxn.connection, { type: 'ZooKeeperResponse', xid, zxid, op, result });
}

/** A read is answered, unless something of its session is on its way; then it waits behind that, as anything else does. */
export function enqueue(peer: Peer, cnxn: ServerCnxn, xid: number, operation: ZooKeeperOperation): void {
  if (cnxn.queue.length === 0 && isRead(peer, operation)) {
    respond(peer, cnxn, xid, operation.op, answerRead(peer, cnxn.connection, operation));
    return;
  }
  putCnxn(peer, { ...cnxn, queue: [...cnxn.queue, { xid, operation }] });
}

/** The first of the queue is answered; so are the reads that waited behind it. */
export function finishFirst(peer: Peer, cnxn: ServerCnxn, result: ZooKeeperResult): void {
  const [first, ...others] = cnxn.queue;
  respond(peer, cnxn, first!.xid, first!.operation.op, result);
  while (others.length > 0 && isRead(peer, others[0]!.operation)) {
    const { xid, operation } = others.shift()!;
    respond(peer, cnxn, xid, operation.op, answerRead(peer, cnxn.connection, operation));
  }
  putCnxn(peer, { ...(get(servingOf(peer).cnxns, cnxn.connection) ?? cnxn), queue: others });
}
