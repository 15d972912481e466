/** Who of the brokers is up, which ids they get, and who keeps the metadata. */
import type { DescribedCluster, DescribedPartition, Hints } from './described.ts';
import type { Notes } from './notes.ts';
import { REASONS } from './reasons.ts';

const MOST_BROKERS = 50;
const HIGHEST_ID = 2_999;

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
    const rack = rackIn(cluster, realId);
    if (rack === UNKNOWN_RACK) notes.leave(0, `b${id}`, REASONS.rackUnknown(UNKNOWN_RACK));
    return { id, realId, rack, isUp: up.has(realId), isVoter: voters.has(realId) };
  });
  brokers.sort((a, b) => a.id - b.id);
  const shown = controllers.slice(0, 9).map((realId, place) => `${realId} = c${place + 1}`);
  if (shown.length > 0) notes.leave(0, 'controllers', REASONS.controllersRenumbered(shown.join(', ')));
  if (controllers.length > 9) notes.leave(0, 'controllers', REASONS.tooManyVoters);
  if (voters.size === 0 && !hasZooKeeper) notes.leave(0, 'controllers', REASONS.controllersAssumed);
  const count = voters.size === 0 ? 3 : Math.min(9, controllers.length);
  return { version, hasZooKeeper, brokers, controllers: hasZooKeeper ? 0 : count, ids };
}

/** The release of those that are modelled which prints such columns; no tool prints its name. */
function releaseOf({ hints }: DescribedCluster, notes: Notes): { version: string; hasZooKeeper: boolean } {
  const hasZooKeeper = !hints.hasQuorum && !hints.hasElr && (hints.hasZooKeeper || !hints.hasTopicIds);
  const version = nearestRelease(hints, hasZooKeeper);
  const isKnown = hints.release !== null || hints.fetch !== null;
  const said = isKnown ? REASONS.versionFromApis(version) : REASONS.versionAssumed(version);
  notes.leave(0, 'version', hasZooKeeper && !isKnown ? REASONS.zooKeeperAssumed(version) : said);
  if (hasZooKeeper && isKnown) notes.leave(0, 'zookeeper', REASONS.ensembleAssumed);
  return { version, hasZooKeeper };
}

function nearestRelease({ fetch, release, isBefore4, hasTopicIds, hasElr, isTight }: Hints, zk: boolean): string {
  if (release !== null) return releaseNamed(release);
  if (fetch !== null) {
    // Fetch 3 came with 0.10.1, 7 with 1.1, 11 with 2.3, 15 with 3.5, 17 with 3.9, 18 with 4.1; 4.0 dropped 0 to 3.
    if (fetch.lowest >= 4) return fetch.highest >= 18 ? '4.3.1' : '4.0.0';
    if (fetch.highest <= 3) return '0.10.2.2';
    if (fetch.highest <= 8) return '1.1.1';
    if (fetch.highest <= 12) return '2.6.3';
    return fetch.highest <= 15 ? '3.6.2' : '3.9.1';
  }
  if (zk) return isTight ? '1.1.1' : '2.6.3';
  return isBefore4 || (hasTopicIds && !hasElr) ? '3.9.1' : '4.3.1';
}

/** `4.3`, from metadata.version: the model's release of that line, or the next lower one. */
function releaseNamed(release: string): string {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  if (major >= 4) return ['4.0.0', '4.1.0', '4.2.0'][minor + (major - 4) * 10] ?? '4.3.1';
  return minor >= 9 ? '3.9.1' : '3.6.2';
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

const UNKNOWN_RACK = 'unknown';

/** Brokers with and without a rack beside each other cannot be given a topic: whoever has not answered has one too. */
function rackIn({ brokers }: DescribedCluster, id: number): string | null {
  const { rack, answered } = brokers.get(id)!;
  if (rack !== null && rack !== '') return rack.slice(0, 60);
  const others = [...brokers.values()].some((one) => one.rack !== null && one.rack !== '');
  return answered === null && others ? UNKNOWN_RACK : null;
}
