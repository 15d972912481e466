/** The connection of a learner to its leader. */
import type { ZooKeeperPacket } from '../messages.ts';
import { hostOf } from './quorum.ts';
import type { Following, Peer } from './state.ts';

export const QUORUM_LANE = 'quorum';

export function leaderHost(peer: Peer, role: Following): string {
  return hostOf(peer.state.setup, role.vote.leader);
}

export function sendToLeader(peer: Peer, role: Following, body: ZooKeeperPacket): void {
  peer.out.send(leaderHost(peer, role), QUORUM_LANE, { type: 'ZooKeeperQuorumPacket', body });
}

export function sendToLearner(peer: Peer, connection: number, body: ZooKeeperPacket): void {
  peer.out.reply(connection, { type: 'ZooKeeperQuorumPacket', body });
}
