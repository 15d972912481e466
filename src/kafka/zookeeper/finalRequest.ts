/**
 * A committed change is applied, whoever watches hears of it, and whoever asked for it is answered: in this order, so that a
 * client hears of a change by its watch before it can see it by a read (org.apache.zookeeper.server.FinalRequestProcessor,
 * ZooKeeperServer.processTxn).
 */
import type { LoggedTxn, OpResult, ZooKeeperOperation, ZooKeeperResult } from '../messages.ts';
import { closeCnxn, cnxnOfSession, finishFirst, finishSessionInit, respond, servingOf } from './cnxns.ts';
import { fireWatch } from './readRequest.ts';
import { removeSession } from './sessionTracker.ts';
import type { Peer, ServerCnxn } from './state.ts';
import { tellTxn } from './tellTxn.ts';
import { triggerWatches } from './watchManager.ts';
import { type Applied, applyTxn, type WatchedEvent } from './zkDatabase.ts';

export function applyCommitted(peer: Peer, entry: LoggedTxn): void {
  const { state, out } = peer;
  const applied = applyTxn(state.database, entry);
  state.database = applied.database;
  state.committedZxid = entry.zxid;
  // A follower hears of a commit from who has told it.
  if (state.role.name !== 'FOLLOWING') tellTxn(out, entry, true);
  if (state.serving === undefined) return;
  for (const event of applied.events) trigger(peer, event);
  answer(peer, entry, applied);
}

function trigger(peer: Peer, event: WatchedEvent): void {
  const serving = servingOf(peer);
  const { watches, connections } = triggerWatches(serving, event);
  if (connections.length === 0) return;
  peer.state.serving = { ...serving, ...watches };
  for (const connection of connections) fireWatch(peer, connection, event.event, event.path);
}

function answer(peer: Peer, entry: LoggedTxn, applied: Applied): void {
  const { txn, sessionId, xid } = entry;
  const cnxn = cnxnOfSession(peer, sessionId);
  if (txn.type === 'closeSession') {
    endSession(peer, sessionId, xid, cnxn);
    return;
  }
  if (cnxn === undefined) return;
  if (txn.type === 'createSession') {
    finishSessionInit(peer, cnxn, true);
    return;
  }
  const first = cnxn.queue[0];
  if (first === undefined || first.xid !== xid) return;
  if (applied.result.code === 'SESSIONMOVED') {
    // The session is at another server: this connection is one too many.
    closeCnxn(peer, cnxn.connection);
    return;
  }
  tellRefusal(peer, cnxn, first.operation, applied);
  finishFirst(peer, cnxn, resultOf(applied.result, applied.results));
}

function resultOf(result: OpResult, results: readonly OpResult[] | undefined): ZooKeeperResult {
  return results === undefined ? result : { code: result.code, results };
}

function endSession(peer: Peer, sessionId: number, xid: number, cnxn: ServerCnxn | undefined): void {
  const serving = servingOf(peer);
  if (serving.tracker !== undefined) {
    peer.state.serving = { ...serving, tracker: removeSession(serving.tracker, sessionId) };
  }
  if (cnxn === undefined) return;
  const first = cnxn.queue[0];
  if (first?.operation.op === 'closeSession' && first.xid === xid)
    respond(peer, cnxn, xid, 'closeSession', { code: 'OK' });
  closeCnxn(peer, cnxn.connection);
}

/** Somebody was first, or knew an older state of things. That a parent is not there, or that it is, is no news. */
function tellRefusal(peer: Peer, cnxn: ServerCnxn, operation: ZooKeeperOperation, applied: Applied): void {
  const { code } = applied.result;
  if (code === 'OK') return;
  const culprit = (applied.results ?? []).findIndex((result) => result.code !== 'OK');
  const op = operation.op === 'multi' ? operation.ops[culprit] : operation;
  if (op === undefined || !('path' in op)) return;
  const isRace = op.op === 'create' && code === 'NODEEXISTS' && op.mode === 'EPHEMERAL';
  if (code !== 'BADVERSION' && !isRace) return;
  peer.out.fact({ type: 'ZnodeChangeRefused', path: op.path, code, client: cnxn.client });
}
