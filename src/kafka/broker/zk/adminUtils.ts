/**
 * Where the replicas of new partitions are put: round robin from a random broker on, followers shifted by as much as again and
 * again the whole round has passed; with racks, over brokers in the order of alternating racks, each rack first.
 *
 * Kafka: org.apache.kafka.admin.AdminUtils.assignReplicasToBrokers.
 */
import { compareText } from '../../../base/sorted.ts';
import { ApiException } from './apiException.ts';

export interface BrokerMetadata {
  readonly id: number;
  readonly rack: string | null;
}

export interface Placement {
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Both what a random start is drawn from otherwise. */
  readonly fixedStartIndex?: number;
  readonly startPartitionId?: number;
}

/** By partition, from startPartitionId on. */
export function assignReplicasToBrokers(
  brokers: readonly BrokerMetadata[],
  placement: Placement,
  random: (bound: number) => number,
): readonly (readonly number[])[] {
  const { partitions, replicationFactor } = placement;
  if (partitions <= 0) throw new ApiException('INVALID_PARTITIONS', 'Number of partitions must be larger than 0.');
  if (replicationFactor <= 0) {
    throw new ApiException('INVALID_REPLICATION_FACTOR', 'Replication factor must be larger than 0.');
  }
  if (replicationFactor > brokers.length) {
    const message = `Replication factor: ${replicationFactor} larger than available brokers: ${brokers.length}.`;
    throw new ApiException('INVALID_REPLICATION_FACTOR', message);
  }
  const isRackAware = brokers.some(({ rack }) => rack !== null);
  return isRackAware ? rackAware(brokers, placement, random) : rackUnaware(brokers, placement, random);
}

interface Start {
  readonly index: number;
  readonly shift: number;
}

function startOf({ fixedStartIndex }: Placement, brokers: number, random: (bound: number) => number): Start {
  if (fixedStartIndex !== undefined) return { index: fixedStartIndex, shift: fixedStartIndex };
  const index = random(brokers);
  return { index, shift: random(brokers) };
}

function rackUnaware(
  brokers: readonly BrokerMetadata[],
  placement: Placement,
  random: (bound: number) => number,
): readonly (readonly number[])[] {
  const ids = brokers.map(({ id }) => id);
  return eachPartition(ids.length, placement, random, (first, shift) => {
    const replicas = [ids[first]!];
    for (let nth = 0; nth < placement.replicationFactor - 1; nth++) {
      replicas.push(ids[replicaIndex(first, shift, nth, ids.length)]!);
    }
    return replicas;
  });
}

function rackAware(
  brokers: readonly BrokerMetadata[],
  placement: Placement,
  random: (bound: number) => number,
): readonly (readonly number[])[] {
  if (brokers.some(({ rack }) => rack === null)) {
    const message = 'Not all brokers have rack information for replica rack aware assignment.';
    throw new ApiException('UNKNOWN_SERVER_ERROR', message);
  }
  const arranged = rackAlternated(brokers);
  const racks = new Set(brokers.map(({ rack }) => rack)).size;
  return eachPartition(arranged.length, placement, random, (first, shift) => {
    const chosen = [arranged[first]!];
    const usedRacks = new Set([chosen[0]!.rack]);
    for (let nth = 0; chosen.length < placement.replicationFactor; nth++) {
      const broker = arranged[replicaIndex(first, shift * racks, nth, arranged.length)]!;
      // A rack a second time only when every rack has one; a broker a second time never.
      if ((usedRacks.has(broker.rack) && usedRacks.size < racks) || chosen.includes(broker)) continue;
      chosen.push(broker);
      usedRacks.add(broker.rack);
    }
    return chosen.map(({ id }) => id);
  });
}

function eachPartition(
  brokers: number,
  placement: Placement,
  random: (bound: number) => number,
  replicasOf: (first: number, shift: number) => readonly number[],
): readonly (readonly number[])[] {
  const { index, shift } = startOf(placement, brokers, random);
  const assignment: (readonly number[])[] = [];
  const from = Math.max(0, placement.startPartitionId ?? 0);
  let nextShift = shift;
  for (let partition = from; partition < from + placement.partitions; partition++) {
    if (partition > 0 && partition % brokers === 0) nextShift += 1;
    assignment.push(replicasOf((partition + index) % brokers, nextShift));
  }
  return assignment;
}

/** Never the first again. */
function replicaIndex(first: number, secondReplicaShift: number, nth: number, brokers: number): number {
  return (first + 1 + ((secondReplicaShift + nth) % (brokers - 1))) % brokers;
}

/** One broker of each rack in turn; racks by name, brokers by id. */
export function rackAlternated(brokers: readonly BrokerMetadata[]): readonly BrokerMetadata[] {
  const racks = [...new Set(brokers.map(({ rack }) => rack!))].sort(compareText);
  const byRack = racks.map((name) => brokers.filter(({ rack }) => rack === name).sort((a, b) => a.id - b.id));
  const arranged: BrokerMetadata[] = [];
  for (let nth = 0; arranged.length < brokers.length; nth++) {
    for (const ofRack of byRack) if (nth < ofRack.length) arranged.push(ofRack[nth]!);
  }
  return arranged;
}
