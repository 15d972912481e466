/** The arithmetic of majorities (org.apache.zookeeper.server.quorum.flexible.QuorumMaj): more than half of the members. */
import type { ZooKeeperSetup } from './setup.ts';

export function quorumSize(members: number): number {
  return Math.floor(members / 2) + 1;
}

export function isQuorum(setup: ZooKeeperSetup, sids: readonly number[]): boolean {
  return sids.length >= quorumSize(setup.servers.length);
}

export function hostOf(setup: ZooKeeperSetup, sid: number): string {
  return setup.servers.find(({ myid }) => myid === sid)!.host;
}
