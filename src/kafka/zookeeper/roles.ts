/** What a server of the quorum is (org.apache.zookeeper.server.quorum.QuorumPeer.ServerState), and that it is told. */
import type { Peer, PeerRole } from './state.ts';

export function changeRole(peer: Peer, role: PeerRole): void {
  const from = peer.state.role.name;
  peer.state.role = role;
  if (from === role.name) return;
  peer.out.fact({ type: 'ZooKeeperStateChanged', server: peer.state.setup.myid, from, to: role.name });
}
