/** The servers of the ensemble and what they have, for every part of the ZooKeeper lens. */
import type { Kafka } from '../../kafka/kinds.ts';
import type { ZooKeeperSetup } from '../../kafka/zookeeper/setup.ts';
import type { LearnerHandler, ZooKeeperServerState } from '../../kafka/zookeeper/state.ts';
import type { NodeView } from '../../sim/world.ts';
import { isLeading } from './zooKeeperFrame.ts';
import type { EnsembleQuorum } from './zooKeeperLens.ts';

export interface ZooKeeperNode {
  readonly view: NodeView<Kafka>;
  readonly setup: ZooKeeperSetup;
  /** Undefined while its process is dead. */
  readonly state: ZooKeeperServerState | undefined;
}

export function zooKeeperNodes(nodes: readonly NodeView<Kafka>[]): readonly ZooKeeperNode[] {
  return nodes.flatMap((view): ZooKeeperNode[] => {
    const { setup, state } = view;
    if (setup.kind !== 'zookeeper') return [];
    return [{ view, setup, state: state?.kind === 'zookeeper' ? state : undefined }];
  });
}

/** The one that leads in the newest epoch: one that was cut off may not know yet that it does not. */
export function leaderOf(servers: readonly ZooKeeperNode[]): ZooKeeperNode | undefined {
  let found: ZooKeeperNode | undefined;
  for (const server of servers) {
    if (server.state === undefined || !isLeading(server.state)) continue;
    if (found === undefined || server.state.currentEpoch > found.state!.currentEpoch) found = server;
  }
  return found;
}

/** The leader, else who knows most of those that live. */
export function truthOf(servers: readonly ZooKeeperNode[]): ZooKeeperNode | undefined {
  const leader = leaderOf(servers);
  if (leader !== undefined) return leader;
  let found: ZooKeeperNode | undefined;
  for (const server of servers) {
    const zxid = server.state?.database.lastProcessedZxid;
    if (zxid !== undefined && (found === undefined || zxid > found.state!.database.lastProcessedZxid)) found = server;
  }
  return found;
}

export function quorumOf(servers: readonly ZooKeeperNode[]): EnsembleQuorum {
  const size = servers[0]?.setup.servers.length ?? 0;
  const leader = leaderOf(servers) ?? servers.find(({ state }) => state?.role.name === 'LEADING');
  const living = servers.filter(({ state }) => state !== undefined);
  return {
    size,
    majority: (size - (size % 2)) / 2 + 1,
    living: living.length,
    leader: leader?.setup.myid ?? null,
    epoch: Math.max(0, ...living.map(({ state }) => state!.currentEpoch)),
    members: leader === undefined ? [] : membersOf(leader),
    isServing: leader?.state !== undefined && isLeading(leader.state),
  };
}

/** Of a leader that serves: those that have what it has. Of one that does not yet: those that have come so far. */
function membersOf({ setup, state }: ZooKeeperNode): readonly number[] {
  if (state?.role.name !== 'LEADING') return [setup.myid];
  const { phase, learners } = state.role;
  const isWith = (stage: LearnerHandler['stage']): boolean =>
    phase === 'BROADCAST' ? stage === 'acknowledged' || stage === 'up-to-date' : stage !== 'waits-for-epoch';
  const others = learners.values.filter(({ stage }) => isWith(stage)).map(({ sid }) => sid);
  return [...new Set([setup.myid, ...others])].sort((a, b) => a - b);
}
