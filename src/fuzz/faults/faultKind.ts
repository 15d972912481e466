/**
 * What a kind of fault is: lines of a scenario's timeline, from draws of its own, so that adding a kind moves no other draw.
 */
import type { Micros } from '../../base/time.ts';
import type { TopicPartition } from '../../kafka/topicPartition.ts';
import type { TimelineLine } from '../../scenario/schema.ts';

/** An integer in [0, bound), by a name that is this fault's own. */
export type Pick = (what: string, bound: number) => number;

/** What there is to break. */
export interface Target {
  readonly brokers: readonly string[];
  /** Who keeps the metadata: the servers of an ensemble in its era; some or all of the brokers where servers are combined. */
  readonly controllers: readonly string[];
  readonly clients: readonly string[];
  readonly consumers: readonly string[];
  /** Consumers that are members of groups. */
  readonly members: readonly string[];
  readonly producers: readonly string[];
  readonly topics: readonly TargetTopic[];
  readonly partitions: readonly TopicPartition[];
  readonly combined: boolean;
  /** The voters can be changed: kraft.version 1. */
  readonly voterChanges: boolean;
}

export interface TargetTopic {
  readonly name: string;
  readonly minIsr: number;
  readonly unclean: boolean;
  readonly replicationFactor: number;
}

export interface FaultTime {
  readonly at: Micros;
  /** How long it lasts. */
  readonly lasts: Micros;
  /** A line whose time is past this is left out: all is mended by then. */
  readonly to: Micros;
}

export interface FaultKind {
  readonly name: string;
  /** May cost what only one disk held, or gives up records: some clusters are spared. */
  readonly lossy?: boolean;
  /** May leave a partition without anyone who may lead it, until a person says that somebody shall. */
  readonly needsPerson?: boolean;
  /** How often at most in one run. */
  readonly most: number;
  lines(pick: Pick, target: Target, time: FaultTime): readonly TimelineLine[];
}

export const one = <T>(pick: Pick, what: string, of: readonly T[]): T => of[pick(what, of.length)]!;
export const servers = ({ brokers, controllers, combined }: Target) =>
  combined ? [...brokers] : [...brokers, ...controllers];
export const linked = (target: Target) => [...servers(target), ...target.clients];

/** Two different nodes. */
export function pair(pick: Pick, nodes: readonly string[]): readonly [string, string] {
  const first = pick('from', nodes.length);
  const second = pick('to', nodes.length - 1);
  return [nodes[first]!, nodes[second >= first ? second + 1 : second]!];
}

/** A cut and its healing, by name. */
export function cutFor(link: NonNullable<TimelineLine['cut']>, { at, lasts }: FaultTime): TimelineLine[] {
  return [
    { at, cut: link },
    { at: at + lasts, heal: link },
  ];
}
