/** A setting as the screen tells of it: what Kafka declares in each release, and what is in force where, and by whose word. */
import type { Micros } from '../../base/time.ts';

/** Who can have it. `zookeeper`: a server of the ensemble, in its zoo.cfg. */
export type ConfigOwner =
  | 'server'
  | 'topic'
  | 'group'
  | 'producer'
  | 'consumer'
  | 'zookeeper-consumer'
  | 'admin'
  | 'zookeeper';

export interface ConfigFrame {
  readonly key: string;
  /** One for each kind of owner that has a setting of this name. */
  readonly declared: readonly DeclaredConfig[];
}

export interface DeclaredConfig {
  readonly owner: ConfigOwner;
  /** As ConfigDef calls it: int, long, boolean, list … */
  readonly type: string;
  readonly importance: 'high' | 'medium' | 'low' | null;
  /** null: no bound but that of the type. */
  readonly min: string | null;
  readonly max: string | null;
  readonly oneOf: readonly string[] | null;
  /** Of a topic's or a group's: the server's setting that it has by default. */
  readonly serverDefault: string | null;
  /** Of a running server 4.3.1 takes it: for one broker, for all at once, or not at all before a restart. */
  readonly changeable: 'while-running' | 'per-broker' | 'cluster-wide' | 'at-start';
  /** The model goes by it; otherwise it is read and changes nothing here. */
  readonly isModelled: boolean;
  /** Oldest release first. */
  readonly defaults: readonly ConfigDefault[];
  readonly places: readonly ConfigPlace[];
  /** Places beyond those listed. */
  readonly more: number;
}

export interface ConfigDefault {
  readonly version: string;
  /** There is no such setting in it yet, or no more. */
  readonly isAbsent: boolean;
  /** null: it has none, it must be given. */
  readonly value: string | null;
  /** Not that of the release before which had it. */
  readonly isChanged: boolean;
  /** Something of this run is of this release. */
  readonly isOfRun: boolean;
}

/** As kafka-configs.sh --describe --all names them; a client has its own. */
export type ConfigSource =
  | 'DYNAMIC_TOPIC_CONFIG'
  | 'DYNAMIC_GROUP_CONFIG'
  | 'DYNAMIC_BROKER_CONFIG'
  | 'DYNAMIC_DEFAULT_BROKER_CONFIG'
  | 'STATIC_BROKER_CONFIG'
  | 'CLIENT_CONFIG'
  | 'ZOO_CFG'
  | 'DEFAULT_CONFIG';

export interface ConfigPlace {
  /** A node's id, a topic, a group. */
  readonly name: string;
  readonly value: string;
  readonly source: ConfigSource;
  /** What was asked about. */
  readonly isHere: boolean;
  /** Of what stands in the metadata log: the record that says so. null: not known, or not from there. */
  readonly written: { readonly offset: number; readonly at: Micros } | null;
}
