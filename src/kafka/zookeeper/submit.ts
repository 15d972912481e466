/**
 * Where a request goes that its server cannot answer by itself: a follower hands it to its leader, all others order it
 * (org.apache.zookeeper.server.quorum.FollowerRequestProcessor, LeaderRequestProcessor).
 */
import type { ZooKeeperOperation } from '../messages.ts';
import { sendToLeader } from './learnerLink.ts';
import type { OrderedOperation, ZkRequest } from './prepRequest.ts';
import { order } from './proposals.ts';
import type { Peer } from './state.ts';

export function submit(peer: Peer, sessionId: number, xid: number, operation: OrderedOperation): void {
  const { role, setup } = peer.state;
  if (role.name !== 'FOLLOWING') {
    const request: ZkRequest = { owner: setup.myid, sessionId, xid, operation };
    order(peer, request);
    return;
  }
  if (operation.op === 'expireSession') return;
  sendToLeader(peer, role, { packet: 'REQUEST', sessionId, xid, operation });
}

/** Of a follower: remembered, and answered in the order in which the leader answers. */
export function submitSync(peer: Peer, sessionId: number, xid: number, operation: ZooKeeperOperation): void {
  const { role } = peer.state;
  if (role.name !== 'FOLLOWING') return;
  peer.state.role = { ...role, pendingSyncs: [...role.pendingSyncs, { sessionId, xid }] };
  sendToLeader(peer, role, { packet: 'REQUEST', sessionId, xid, operation });
}
