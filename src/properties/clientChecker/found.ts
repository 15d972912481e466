/** What the client-visible checker speaks of: records as clients know them, and the anomalies found among them. */
import type { TopicPartition } from '../../kafka/topicPartition.ts';

/** Jepsen's names (jepsen.tests.kafka); a name ends up in scenario files, so none is ever changed. */
export type AnomalyName =
  | 'lost-write'
  | 'unseen'
  | 'duplicate'
  | 'inconsistent-offsets'
  | 'poll-skip'
  | 'nonmonotonic-poll'
  | 'int-poll-skip'
  | 'int-nonmonotonic-poll'
  | 'nonmonotonic-send'
  | 'int-send-skip'
  | 'int-nonmonotonic-send'
  | 'G1a'
  | 'precommitted-read';

/** `ok`, `fail` and `info` in Jepsen. A record that is pending may have been written as well as an unknown one. */
export type SendOutcome = 'pending' | 'acknowledged' | 'failed' | 'unknown';

/** What a producer did as one: a single record, or all records of a transaction. */
export interface SendOperation {
  readonly process: string;
  readonly records: SentRecord[];
  outcome: SendOutcome;
  /** One of its records was read, so it happened, whatever its producer was told. */
  proven: boolean;
}

/** One record: what its producer was told of it, and where clients met it. */
export interface SentRecord {
  readonly id: string;
  readonly partition: TopicPartition;
  /** undefined: read by somebody, sent by nobody we know. */
  readonly operation: SendOperation | undefined;
  /** Where it stands among its producer's records for this partition. */
  readonly chain: SendChain | undefined;
  readonly place: number;
  /** The one its producer was told, else the first at which it was read; -1: not known. */
  offset: number;
  /** Told by its producer's answer, but not believed before something proves that the operation happened. */
  claimed: number;
  /** Every offset at which it is known to be. */
  readonly offsets: number[];
  /** The first consumer that was handed it. */
  seenBy: string | undefined;
}

/** A producer's records for one partition, in the order in which it sent them. */
export interface SendChain {
  readonly records: SentRecord[];
  /** Place of the last record whose offset is known. */
  lastKnown: number;
  /** Acknowledged without an offset (acks=0), not seen by anybody yet. */
  unplaced: SentRecord[];
}

export interface Found {
  readonly name: AnomalyName;
  readonly partition: TopicPartition;
  /** In English, with names and numbers. */
  readonly detail: string;
  /** What a promise would have to cover. */
  readonly records: readonly SentRecord[];
}

export type Tell = (found: Found) => void;

export function isAcknowledged({ operation }: SentRecord): boolean {
  return operation?.outcome === 'acknowledged';
}

/** jepsen.tests.kafka/must-have-committed? */
export function mustBeThere({ operation }: SentRecord): boolean {
  return operation !== undefined && (operation.outcome === 'acknowledged' || operation.proven);
}

/** `record 12 of p1` */
export function nameOf({ id }: SentRecord): string {
  const hash = id.lastIndexOf('#');
  return hash < 0 ? `record ${id}` : `record ${id.slice(hash + 1)} of ${id.slice(0, hash)}`;
}
