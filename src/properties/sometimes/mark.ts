/**
 * Marked states: what a good run *sometimes* comes to. They say how much of the protocol a set of runs has been through; a
 * fuzzer that never sees a vote refused has proved nothing about votes.
 *
 * After the `sometimes` assertions of FoundationDB's and Antithesis' testing (TEST macros, "sometimes properties").
 */
import type { FactType, KafkaFact } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { RaftState } from '../../kafka/raft/state.ts';
import type { Partition } from '../../kafka/replication/partition.ts';
import type { ServerState } from '../../kafka/server/state.ts';
import type { Step } from '../../sim/world.ts';
import type { MetadataChange, Witness } from '../property.ts';

/** What a mark may look at. */
export interface Moment {
  readonly witness: Witness;
  readonly step: Step<Kafka>;
  readonly node: string;
  /** A server as it was last seen: of one that was just killed, its last state. */
  seen(node: string): ServerState | undefined;
}

type OfFact<T extends FactType> = Extract<KafkaFact, { type: T }>;
type OfMessage<T extends KafkaMessage['type']> = Extract<KafkaMessage, { type: T }>;

interface Named {
  readonly name: string;
}

export interface FactMark extends Named {
  readonly fact: FactType;
  readonly is: (fact: KafkaFact, moment: Moment) => boolean;
}

export interface MessageMark extends Named {
  readonly message: KafkaMessage['type'];
  readonly is: (message: KafkaMessage, moment: Moment) => boolean;
}

export interface PartitionMark extends Named {
  readonly partition: true;
  readonly is: (now: Partition, before: Partition | undefined, moment: Moment) => boolean;
}

export interface RaftMark extends Named {
  readonly raft: true;
  readonly is: (now: RaftState, before: RaftState | undefined, moment: Moment) => boolean;
}

export interface MetadataMark extends Named {
  readonly metadata: true;
  readonly is: (change: MetadataChange) => boolean;
}

/** What it is asked of, and its question. */
export type Mark = FactMark | MessageMark | PartitionMark | RaftMark | MetadataMark;

/** A fact was told, and is so. */
export function onFact<T extends FactType>(
  name: string,
  fact: T,
  is: (fact: OfFact<T>, moment: Moment) => boolean = () => true,
): FactMark {
  return { name, fact, is: (told, moment) => is(told as OfFact<T>, moment) };
}

/** A message arrived at a process that runs, and is so. */
export function onMessage<T extends KafkaMessage['type']>(
  name: string,
  message: T,
  is: (message: OfMessage<T>, moment: Moment) => boolean = () => true,
): MessageMark {
  return { name, message, is: (arrived, moment) => is(arrived as OfMessage<T>, moment) };
}

/** A partition changed at a broker. */
export function onPartition(
  name: string,
  is: (now: Partition, before: Partition | undefined, moment: Moment) => boolean,
): PartitionMark {
  return { name, partition: true, is };
}

/** A replica of the metadata log changed. */
export function onRaft(
  name: string,
  is: (now: RaftState, before: RaftState | undefined, moment: Moment) => boolean,
): RaftMark {
  return { name, raft: true, is };
}

/** Metadata was committed. */
export function onMetadata(name: string, is: (change: MetadataChange) => boolean): MetadataMark {
  return { name, metadata: true, is };
}
