/** What the output of Kafka's tools says about a cluster, before anything is made of it. Lines count from 1. */
import type { Words } from '../words.ts';

export interface DescribedPartition {
  readonly line: number;
  readonly partition: number;
  /** null: none. */
  readonly leader: number | null;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Eligible to lead although out of the ISR (KIP-966), then those that were last in it. */
  readonly elr: readonly number[];
  readonly lastKnownElr: readonly number[];
  readonly adding: readonly number[];
  readonly removing: readonly number[];
  /** Replicas of Confluent Server that are never in the ISR. */
  readonly observers: readonly number[];
}

export interface DescribedConfig {
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

export interface DescribedTopic {
  readonly name: string;
  readonly line: number;
  /** PartitionCount of its own line; null: that line is not there. */
  count: number | null;
  readonly configs: Map<string, DescribedConfig>;
  readonly partitions: Map<number, DescribedPartition>;
}

export interface DescribedBroker {
  readonly id: number;
  rack: string | null;
  /** Line where it answered (kafka-broker-api-versions); null: there is no such line. */
  answered: number | null;
  isFenced: boolean;
  readonly configs: Map<string, DescribedConfig>;
}

export interface DescribedOffset {
  readonly line: number;
  readonly topic: string;
  readonly partition: number;
  /** null: `-`, it is not known. */
  readonly committed: number | null;
  readonly end: number | null;
  readonly lag: number | null;
  readonly member: string | null;
}

export interface DescribedMember {
  readonly id: string;
  readonly line: number;
  readonly clientId: string;
  instanceId: string | null;
  /** Topics that it has partitions of. */
  readonly topics: Set<string>;
}

export interface DescribedGroup {
  readonly name: string;
  readonly line: number;
  readonly offsets: Map<string, DescribedOffset>;
  readonly members: Map<string, DescribedMember>;
  state: string | null;
  assignor: string | null;
  coordinator: number | null;
  isRebalancing: boolean;
  /** `Share` or `Streams`: no group of consumers. */
  otherType: string | null;
  /** Tables that its rows are from: a later table of the same kind replaces an earlier one. */
  offsetsFrom: number;
  /** Those of an earlier table: what they read is known from there. */
  former: ReadonlyMap<string, DescribedMember>;
  membersFrom: number;
  /** The consumer protocol (KIP-848), as far as anything says so. */
  isNewProtocol: boolean;
}

export interface Left {
  /** 0: it is no single line. */
  readonly line: number;
  readonly text: string;
  readonly reason: Words;
}

/** What only some releases print. */
export interface Hints {
  hasTopicIds: boolean;
  hasElr: boolean;
  /** A column that 4.0 renamed, or an ISR without a leader, which ELR (on by default since 4.1) does not leave. */
  isBefore4: boolean;
  /** `Topic:orders`, without a space: until 2.3. */
  isTight: boolean;
  /** --zookeeper in a command line. */
  hasZooKeeper: boolean;
  hasQuorum: boolean;
  /** Of the first broker that answered kafka-broker-api-versions: what it knows of Fetch. */
  fetch: { readonly lowest: number; readonly highest: number } | null;
  /** `4.3`, from a metadata.version in force. */
  release: string | null;
}

export interface DescribedCluster {
  readonly topics: Map<string, DescribedTopic>;
  readonly brokers: Map<number, DescribedBroker>;
  readonly groups: Map<string, DescribedGroup>;
  /** Voters of the quorum. */
  readonly voters: Set<number>;
  /** Of the cluster's brokers together. */
  readonly brokerDefaults: Map<string, DescribedConfig>;
  /** Log end offsets, by `topic-partition`. */
  readonly ends: Map<string, number>;
  /** Partitions described more than once, not the same each time: the later one counts. */
  readonly repeated: Map<string, number>;
  /** Columns of other distributions, with their first line. */
  readonly otherColumns: Map<string, number>;
  readonly hints: Hints;
  readonly left: Left[];
}

export function emptyDescription(): DescribedCluster {
  return {
    topics: new Map(),
    brokers: new Map(),
    groups: new Map(),
    voters: new Set(),
    brokerDefaults: new Map(),
    ends: new Map(),
    repeated: new Map(),
    otherColumns: new Map(),
    hints: {
      hasTopicIds: false,
      hasElr: false,
      isBefore4: false,
      isTight: false,
      hasZooKeeper: false,
      hasQuorum: false,
      fetch: null,
      release: null,
    },
    left: [],
  };
}

export function brokerOf({ brokers }: DescribedCluster, id: number): DescribedBroker {
  const known = brokers.get(id);
  if (known !== undefined) return known;
  const added = { id, rack: null, answered: null, isFenced: false, configs: new Map() };
  brokers.set(id, added);
  return added;
}

export function topicOf({ topics }: DescribedCluster, name: string, line: number): DescribedTopic {
  const known = topics.get(name);
  if (known !== undefined) return known;
  const added = { name, line, count: null, configs: new Map(), partitions: new Map() };
  topics.set(name, added);
  return added;
}

export function groupOf({ groups }: DescribedCluster, name: string, line: number): DescribedGroup {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const added = {
    name,
    line,
    offsets: new Map(),
    members: new Map(),
    state: null,
    assignor: null,
    coordinator: null,
    isRebalancing: false,
    otherType: null,
    offsetsFrom: -1,
    former: new Map(),
    membersFrom: -1,
    isNewProtocol: false,
  };
  groups.set(name, added);
  return added;
}
