/** Who of the brokers is up, which ids they get, and who keeps the metadata. */
import type { DescribedCluster, DescribedPartition } from './described.ts';
import type { Notes } from './notes.ts';
import { REASONS } from './reasons.ts';

const MOST_BROKERS = 50;
const HIGHEST_ID = 999;

export interface PlannedBroker {
  /** As it is called here; `realId` is what the tools print. */
  readonly id: number;
  readonly realId: number;
  readonly rack: string | null;
  readonly isUp: boolean;
  readonly isVoter: boolean;
}

export interface PlannedServers {
  readonly version: string;
  readonly hasZooKeeper: boolean;
  readonly brokers: readonly PlannedBroker[];
  /** Beside the brokers. */
  readonly controllers: number;
  /** By the id that the tools print. */
  readonly ids: ReadonlyMap<number, number>;
}

export function planServers(cluster: DescribedCluster, notes: Notes): PlannedServers {
  const { version, hasZooKeeper } = releaseOf(cluster, notes);
  const up = brokersUp(cluster);
  const ids = idsOf(cluster, notes);
  const voters = hasZooKeeper ? new Set<number>() : cluster.voters;
  const controllers = [...voters].filter((id) => !ids.has(id)).sort((a, b) => a - b);
  const brokers = [...ids].map(([realId, id]) => {
    const { rack } = cluster.brokers.get(realId)!;
    return { id, realId, rack: rackOf(rack), isUp: up.has(realId), isVoter: voters.has(realId) };
  });
  brokers.sort((a, b) => a.id - b.id);
  const shown = controllers.slice(0, 9).map((realId, place) => `${realId} = c${place + 1}`);
  if (shown.length > 0) notes.leave(0, 'controllers', REASONS.controllersRenumbered(shown.join(', ')));
  if (controllers.length > 9) notes.leave(0, 'controllers', REASONS.tooManyVoters);
  if (voters.size === 0 && !hasZooKeeper) notes.leave(0, 'controllers', REASONS.controllersAssumed);
  const count = voters.size === 0 ? 3 : Math.min(9, controllers.length);
  return { version, hasZooKeeper, brokers, controllers: hasZooKeeper ? 0 : count, ids };
}

/** The newest release of those that print such columns; none prints its own name. */
function releaseOf({ hints }: DescribedCluster, notes: Notes): { version: string; hasZooKeeper: boolean } {
  const hasZooKeeper = !hints.hasQuorum && !hints.hasElr && (hints.hasZooKeeper || !hints.hasTopicIds);
  if (hasZooKeeper) {
    notes.leave(0, 'version', REASONS.zooKeeperAssumed);
    return { version: '2.6.3', hasZooKeeper };
  }
  const version = hints.isBefore4 || (hints.hasTopicIds && !hints.hasElr) ? '3.9.1' : '4.3.1';
  notes.leave(0, 'version', REASONS.versionAssumed(version));
  return { version, hasZooKeeper };
}

/** Whoever leads, is in the ISR of a partition that is led, or has answered. */
function brokersUp({ topics, brokers }: DescribedCluster): Set<number> {
  const up = new Set<number>();
  for (const { partitions } of topics.values()) {
    for (const { leader, isr } of partitions.values()) {
      if (leader === null) continue;
      up.add(leader);
      for (const id of isr) up.add(id);
    }
  }
  for (const { id, answered, isFenced } of brokers.values()) if (answered !== null && !isFenced) up.add(id);
  // Of a cluster without a single topic nobody can be told to be down.
  if (topics.size === 0) for (const id of brokers.keys()) up.add(id);
  return up;
}

function idsOf({ brokers, topics }: DescribedCluster, notes: Notes): ReadonlyMap<number, number> {
  const lineOf = (id: number) => lineWith(topics.values(), id);
  const all = [...brokers.keys()].sort((a, b) => a - b);
  const kept = all.slice(0, MOST_BROKERS);
  for (const id of all.slice(MOST_BROKERS))
    notes.leave(lineOf(id), `broker ${id}`, REASONS.tooManyBrokers(MOST_BROKERS));
  const taken = new Set(kept.filter((id) => id <= HIGHEST_ID));
  let next = 1;
  const ids = new Map<number, number>();
  for (const id of kept) {
    if (id <= HIGHEST_ID) {
      ids.set(id, id);
      continue;
    }
    while (taken.has(next)) next++;
    taken.add(next);
    ids.set(id, next);
    notes.leave(lineOf(id), `broker ${id}`, REASONS.renumbered(next));
  }
  return ids;
}

function lineWith(topics: Iterable<{ partitions: Map<number, DescribedPartition> }>, id: number): number {
  for (const { partitions } of topics) {
    for (const { line, replicas } of partitions.values()) if (replicas.includes(id)) return line;
  }
  return 0;
}

function rackOf(rack: string | null): string | null {
  return rack === null || rack === '' ? null : rack.slice(0, 60);
}
