/** A record for one partition: the tool cannot choose one, but a key does. */
import { utf8Bytes } from '../../base/utf8.ts';
import { partitionForKey } from '../../kafka/hash.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { CANNOT, type CannotList } from './cannot.ts';

/** Of topics that are there at the start. */
export type PartitionCounts = ReadonlyMap<string, number>;

/** So many keys are tried for each partition: that none leads there is then less likely than one in a hundred million. */
const TRIES = 20;

export function partitionCounts({ topics = [] }: Scenario): PartitionCounts {
  return new Map(topics.map(({ name, partitions, assignment }) => [name, assignment?.length ?? partitions ?? 1]));
}

interface Send {
  readonly topic: string;
  readonly partition?: number | undefined;
  readonly key?: string | undefined;
}

/** The key to send with, if there is any. */
export function keyOf(send: Send, producer: string, counts: PartitionCounts, cannot: CannotList): string | undefined {
  const { topic, partition, key } = send;
  const count = counts.get(topic);
  if (partition === undefined || count === 1) return key;
  const found = key === undefined && count !== undefined ? keyLeadingTo(partition, count) : undefined;
  const what = `${producer}: ${topic}-${partition}`;
  cannot.add(what, found === undefined ? CANNOT.partitionOfSend : CANNOT.partitionByKey(found));
  return found ?? key;
}

function keyLeadingTo(partition: number, count: number): string | undefined {
  const keys = Array.from({ length: TRIES * count }, (_, place) => `k${place}`);
  return keys.find((key) => partitionForKey(utf8Bytes(key), count) === partition);
}
