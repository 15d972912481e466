/**
 * A server that cannot lead or follow any more: it closes all connections, takes all it has logged for done, and looks for a
 * leader again (org.apache.zookeeper.server.quorum.QuorumPeer.run; ZooKeeperServer.shutdown, ZKDatabase.fastForwardDataBase).
 */
import { lookForLeader } from './fastLeaderElection.ts';
import { leaderHost, QUORUM_LANE } from './learnerLink.ts';
import { stopServing } from './serving.ts';
import type { Peer } from './state.ts';
import { flushNow, loggedAfter } from './txnLog.ts';
import { applyTxn, restored } from './zkDatabase.ts';

export const DEADLINE_TIMER = 'zookeeper deadline';
export const CONNECT_TIMER = 'zookeeper connect';
export const TICK_TIMER = 'zookeeper tick';

export function standDown(peer: Peer): void {
  const { state, out } = peer;
  const { role } = state;
  stopServing(peer);
  if (role.name === 'LEADING') for (const { connection } of role.learners.values) out.closeConnection(connection);
  if (role.name === 'FOLLOWING') out.close(leaderHost(peer, role), QUORUM_LANE);
  for (const timer of [DEADLINE_TIMER, CONNECT_TIMER, TICK_TIMER]) out.cancelTimer(timer);
  flushNow(peer);
  if (role.name === 'FOLLOWING' && role.sync?.mode === 'SNAP' && role.sync.newLeader === undefined) {
    // The snapshot it was sent is nowhere but in its memory (ZooKeeperServer.shutdown with fullyShutDown).
    const snapshot = state.log.snapshots[0];
    state.database = restored(snapshot, loggedAfter(state.log, snapshot?.zxid ?? 0));
  }
  for (const entry of loggedAfter(state.log, state.database.lastProcessedZxid)) {
    state.database = applyTxn(state.database, entry).database;
  }
  lookForLeader(peer);
}
