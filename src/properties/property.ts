/**
 * What a property is: a sentence that must be true after every event, with the name the TLA+ models of Kafka or its KIPs
 * give it. A property looks only at what an event changed, so that checking all of them costs little.
 */
import type { KafkaFact } from '../kafka/facts.ts';
import type { PartitionLog } from '../kafka/log/partitionLog.ts';
import type { MetadataImage, PartitionDelta } from '../kafka/metadata/image.ts';
import type { ProtocolId } from '../kafka/protocolGenerations.ts';
import type { RaftState } from '../kafka/raft/state.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import type { KafkaVersion } from '../kafka/versions.ts';
import type { Found } from './clientChecker/found.ts';
import type { Promises } from './clientChecker/promises.ts';
import type { CommittedLog } from './committedLog.ts';
import type { EnsembleChange } from './ensembleChange.ts';
import type { Memory } from './memory.ts';

export interface Text {
  readonly en: string;
  readonly ko: string;
}

/** One replica as a property sees it. */
export interface ReplicaView {
  readonly role: 'leader' | 'follower' | 'offline';
  readonly leaderEpoch: number;
  readonly log: PartitionLog;
  /** Of a leader: the ISR that the controller has confirmed, and how many members acks=all asks for. */
  readonly committedIsr: readonly number[];
  readonly effectiveMinIsr: number;
}

export interface ReplicaChange {
  readonly partition: TopicPartition;
  readonly broker: number;
  /** Undefined: the process has just started, or the replica is new. */
  readonly before: ReplicaView | undefined;
  readonly after: ReplicaView;
}

export interface MetadataChange {
  readonly before: MetadataImage;
  readonly after: MetadataImage;
  readonly partitions: readonly PartitionDelta[];
}

export interface RaftChange {
  readonly id: number;
  readonly before: RaftState | undefined;
  readonly after: RaftState;
}

/** What the checkers share: kept by the watcher, read by all. */
export interface Witness {
  /** Newest committed metadata any node has applied. */
  readonly metadata: MetadataImage;
  committed(partition: TopicPartition): CommittedLog;
  /** Of the running processes. */
  replica(partition: TopicPartition, broker: number): ReplicaView | undefined;
  replicas(partition: TopicPartition): readonly (ReplicaView & { readonly broker: number })[];
  /** Brokers whose disk lost something: power lost or wiped. */
  readonly lossyBrokers: ReadonlySet<string>;
  /** Of the servers of Kafka; undefined: none was seen. */
  readonly version: KafkaVersion | undefined;
  /** Their metadata is in ZooKeeper. */
  readonly usesZooKeeper: boolean;
  /** The generation of the replication protocol: what is promised depends on it (generations.ts). */
  readonly protocol: ProtocolId;
  /** Elections that no in-sync replica won, by partition. */
  readonly uncleanElections: ReadonlySet<TopicPartition>;
  /** Partitions that something was deleted from: by retention, on request, or by compaction. */
  readonly shortened: ReadonlySet<TopicPartition>;
  /**
   * Partitions in which a broker did not know a batch again: it had read what it knows of producers from a snapshot, and
   * there is only the newest batch of each.
   */
  readonly forgottenBatches: ReadonlySet<TopicPartition>;
}

/** Undefined: fine. Text: what is wrong, in English, with names and numbers. */
export type Finding = string | JudgedFinding | undefined;

/** One that knows itself whether anything promised that it would not be. */
export interface JudgedFinding {
  readonly detail: string;
  readonly promised: boolean;
}

export interface Checker {
  replica?(change: ReplicaChange, witness: Witness): Finding;
  metadata?(change: MetadataChange, witness: Witness): Finding;
  raft?(change: RaftChange, witness: Witness): Finding;
  /** Of a server of ZooKeeper. */
  ensemble?(change: EnsembleChange, witness: Witness): Finding;
  fact?(fact: KafkaFact, node: string, witness: Witness): Finding;
  /** What clients together could tell that is wrong. */
  clients?(found: Found, promises: Promises): Finding;
}

export interface Property {
  readonly name: string;
  /** An anomaly is a property under the name of what must not occur. */
  readonly kind?: 'anomaly';
  /** Only the end of a run can show it broken. */
  readonly atTheEnd?: true;
  /** The TLA+ model, KIP or class the name and the rule come from. */
  readonly source: string;
  readonly statement: Text;
  /** What promises it. A break where the promise does not apply is a lesson, not a bug. */
  readonly guard: Text | undefined;
  /** True while the promise applies: asked when the property breaks. */
  promised(witness: Witness, partition: TopicPartition | undefined): boolean;
  /** What the checker keeps it keeps in `memory`, and nowhere else: the explorer forks runs. */
  start(memory: Memory): Checker;
}

export function always(): boolean {
  return true;
}
