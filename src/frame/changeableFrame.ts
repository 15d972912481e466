/** What can be changed in a run, of one thing or of everything: settings, lines of the script, the Kafka, the network. */
import type { Micros } from '../base/time.ts';
import type { ChangeOwnerKind } from '../scenario/schemaChange.ts';

export interface ChangeableFrame {
  /** Those of what was asked for first. */
  readonly owners: readonly ChangeableOwner[];
  /** How many of the owners are those. */
  readonly near: number;
  readonly lines: readonly ChangeableLine[];
  readonly version: string;
  readonly protocol: string;
  readonly era: string;
  /** Newest first; its own is among them. One that cannot keep its metadata as this run does takes the way it can. */
  readonly versions: readonly string[];
  readonly protocols: readonly string[];
  readonly eras: readonly string[];
  /** Levels the cluster is formatted with, and those that this release knows; with ZooKeeper there are none. */
  readonly features: readonly ChangeableFeature[];
  readonly seed: number;
  /** As text with its unit. */
  readonly latency: string;
  readonly jitter: string;
  readonly until: Micros;
  /** Whom a fault can befall. */
  readonly nodes: readonly string[];
  /** Of what was asked for: the node it is, if it is one. */
  readonly node: string | null;
}

export interface ChangeableFeature {
  readonly name: string;
  readonly level: string;
  readonly levels: readonly string[];
}

export interface ChangeableOwner {
  readonly kind: ChangeOwnerKind;
  /** Empty: the whole cluster. */
  readonly name: string;
  readonly settings: readonly ChangeableSetting[];
}

export interface ChangeableSetting {
  readonly key: string;
  readonly type: 'boolean' | 'number' | 'text' | 'list';
  /** As the run began; null: it is not set, and has no default. */
  readonly value: string | null;
  /** At the playhead, where it was altered since; null: it was not. */
  readonly now: string | null;
  /** Kafka's own in this release. */
  readonly standard: string | null;
  /** It stands in the file. */
  readonly isSet: boolean;
  readonly oneOf: readonly string[] | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Of a number, as its name says. */
  readonly unit: 'ms' | 'bytes' | 'seconds' | null;
  /** It can be changed while the run goes on: kafka-configs --alter. */
  readonly isDynamic: boolean;
}

export interface ChangeableLine {
  /** In the timeline of the file, from 1. */
  readonly number: number;
  /** null: it waits for a fact. */
  readonly at: Micros | null;
  /** As it is written. */
  readonly time: string;
  /** `kill b1` */
  readonly words: string;
  /** Where another node may stand in the place of its one. */
  readonly node: string | null;
  readonly others: readonly string[];
  /** What was asked for came from it, or is about the same node. */
  readonly isNear: boolean;
}
