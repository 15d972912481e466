/**
 * Where the replicas of a new topic go (org.apache.kafka.metadata.placement.StripedReplicaPlacer): racks in turn from a
 * random start, in each rack its brokers in turn from a random start, the first replica always on an unfenced broker,
 * all shuffled again after as many partitions as there are unfenced brokers. Chance is an argument, so that what a real
 * java.util.Random drew can be played back.
 *
 * *Simplified:* Kafka walks its racks in the order of a Java HashMap when it draws; ours in the order of first sight,
 * unless told otherwise. Both are arbitrary.
 */
import { assert, present } from '../../base/assert.ts';

export interface UsableBroker {
  readonly id: number;
  readonly rack: string | null;
  readonly fenced: boolean;
}

export interface PlacementSpec {
  readonly numPartitions: number;
  readonly numReplicas: number;
}

/** An integer in [0, bound). */
export type Random = (bound: number) => number;

export type Placement =
  | { readonly ok: true; readonly assignments: readonly (readonly number[])[] }
  /** The message of Kafka's InvalidReplicationFactorException. */
  | { readonly ok: false; readonly message: string };

export function placeReplicas(
  { numPartitions, numReplicas }: PlacementSpec,
  brokers: readonly UsableBroker[],
  random: Random,
  rackOrder?: readonly (string | null)[],
): Placement {
  const cluster = rackList(brokers, random, rackOrder);
  if (numReplicas <= 0) {
    return failure(`Invalid replication factor ${numReplicas}: the replication factor must be positive.`);
  }
  if (cluster.unfencedBrokers === 0) {
    return failure('All brokers are currently fenced, or have all their log directories cordoned.');
  }
  if (numReplicas > brokers.length) {
    return failure(
      `The target replication factor of ${numReplicas} cannot be reached because only ${brokers.length} broker(s) are ` +
        'registered or some brokers have all their log directories cordoned.',
    );
  }
  const assignments: number[][] = [];
  for (let i = 0; i < numPartitions; i++) assignments.push(placePartition(cluster, numReplicas, random));
  return { ok: true, assignments };
}

function failure(message: string): Placement {
  return { ok: false, message };
}

/** Brokers in turn, once each within an epoch; a new epoch starts one further. Local to one placement, so it may change. */
interface BrokerList {
  readonly brokers: number[];
  epoch: number;
  index: number;
  offset: number;
}

interface Rack {
  readonly name: string | null;
  readonly fenced: BrokerList;
  readonly unfenced: BrokerList;
}

interface RackList {
  /** In the order in which the placer draws. */
  readonly racks: readonly Rack[];
  /** In the order in which it hands out. */
  readonly turns: Rack[];
  readonly unfencedBrokers: number;
  epoch: number;
  offset: number;
}

function rackList(
  brokers: readonly UsableBroker[],
  random: Random,
  rackOrder: readonly (string | null)[] | undefined,
): RackList {
  const names = rackOrder ?? [...new Set(brokers.map(({ rack }) => rack))];
  const racks = names.map((name): Rack => {
    const inRack = brokers.filter(({ rack }) => rack === name);
    const fenced = brokerList(
      inRack.filter((broker) => broker.fenced),
      random,
    );
    return {
      name,
      fenced,
      unfenced: brokerList(
        inRack.filter((broker) => !broker.fenced),
        random,
      ),
    };
  });
  const turns = [...racks].sort((left, right) => compareNames(left.name, right.name));
  return {
    racks,
    turns,
    unfencedBrokers: brokers.filter(({ fenced }) => !fenced).length,
    epoch: 0,
    offset: turns.length === 0 ? 0 : random(turns.length),
  };
}

/** Brokers without a rack come first. */
function compareNames(left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}

function brokerList(brokers: readonly UsableBroker[], random: Random): BrokerList {
  const ids = brokers.map(({ id }) => id).sort((left, right) => left - right);
  return { brokers: ids, epoch: 0, index: 0, offset: ids.length === 0 ? 0 : random(ids.length) };
}

function nextBroker(list: BrokerList, epoch: number): number | undefined {
  const { brokers } = list;
  if (brokers.length === 0) return undefined;
  if (list.epoch !== epoch) {
    list.epoch = epoch;
    list.index = 0;
    list.offset = (list.offset + 1) % brokers.length;
  }
  if (list.index >= brokers.length) return undefined;
  const broker = brokers[(list.index + list.offset) % brokers.length];
  list.index++;
  return broker;
}

function placePartition(cluster: RackList, numReplicas: number, random: Random): number[] {
  const { turns, unfencedBrokers } = cluster;
  if (cluster.epoch === unfencedBrokers && unfencedBrokers > 1) {
    reshuffle(cluster, random);
    cluster.epoch = 0;
  }
  if (cluster.offset === turns.length) cluster.offset = 0;
  const { epoch } = cluster;
  const replicas: number[] = [];

  let leaderRack = cluster.offset;
  for (let tried = 0; replicas.length === 0; tried++) {
    assert(tried <= turns.length, 'some rack has an unfenced broker left in this epoch');
    const leader = nextBroker(turnOf(cluster, leaderRack).unfenced, epoch);
    if (leader !== undefined) replicas.push(leader);
    else leaderRack = (leaderRack + 1) % turns.length;
  }

  // The leader's rack has had its turn in the first round.
  let skipped: number | undefined = leaderRack;
  let rack = cluster.offset;
  while (replicas.length < numReplicas) {
    if (rack === skipped) skipped = undefined;
    else {
      const { unfenced, fenced } = turnOf(cluster, rack);
      const broker = nextBroker(unfenced, epoch) ?? nextBroker(fenced, epoch);
      if (broker !== undefined) replicas.push(broker);
    }
    rack = (rack + 1) % turns.length;
  }
  cluster.epoch++;
  cluster.offset++;
  return replicas;
}

function turnOf(cluster: RackList, place: number): Rack {
  return present(cluster.turns[place], `rack ${place}`);
}

function reshuffle(cluster: RackList, random: Random): void {
  shuffle(cluster.turns, random);
  for (const { fenced, unfenced } of cluster.racks) {
    shuffle(fenced.brokers, random);
    shuffle(unfenced.brokers, random);
  }
}

/** Fisher-Yates from the end, as java.util.Collections.shuffle. */
function shuffle<T>(items: T[], random: Random): void {
  for (let size = items.length; size > 1; size--) {
    const other = random(size);
    const last = items[size - 1] as T;
    items[size - 1] = items[other] as T;
    items[other] = last;
  }
}
