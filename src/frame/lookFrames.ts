/**
 * What the lenses ask for beside the frame: the whole run so far in one picture, a state chart, two runs side by side.
 * Asked for while the lens is in sight; nothing in it is later than the furthest point a person has seen.
 */
import type { Micros } from '../base/time.ts';
import type { FactFrame, FactGroup } from './frame.ts';
import type { OutcomeDifference } from './outcomeFrames.ts';

/** Who led each partition, when, and with which ISR. */
export interface LeadershipFrame {
  /** Known up to here: the furthest point seen. */
  readonly until: Micros;
  readonly partitions: readonly LeadershipRow[];
}

export interface LeadershipRow {
  readonly partition: string;
  /** 0: not known yet. */
  readonly replicationFactor: number;
  readonly minInsyncReplicas: number;
  /** As the controller decided; oldest first, each until the next one. */
  readonly spans: readonly LeadershipSpan[];
  /** When a process led the partition in its newest epoch; outside of these nobody could produce to it. */
  readonly served: readonly { readonly from: Micros; readonly to: Micros; readonly leaderEpoch: number }[];
}

export interface LeadershipSpan {
  readonly from: Micros;
  readonly to: Micros;
  /** Event that began it. */
  readonly step: number;
  /** -1: none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly elr: readonly number[];
  /** What began it, as against the span before. */
  readonly began: 'created' | 'elected' | 'isr' | 'elr';
  readonly unclean: boolean;
}

/** A small life cycle of Kafka's as a chart: where a node is in it, and which way it came. */
export interface ChartFrame {
  readonly chart:
    | 'raft-role'
    | 'broker-lifecycle'
    | 'broker-control'
    | 'classic-group'
    | 'consumer-group'
    | 'classic-member'
    | 'consumer-member'
    | 'group-member'
    | 'zookeeper-peer'
    | 'zk-partition'
    | 'zk-replica'
    | 'migration-driver';
  /** The class in Kafka. */
  readonly kafka: string;
  /** Node, group or partition whose life it is, as it was asked for. */
  readonly node: string;
  /** Where there are several of one kind: whose this one is, such as the broker of a replica. */
  readonly of?: string;
  /** null: the process is dead, or the node has not begun. */
  readonly current: string | null;
  readonly states: readonly ChartState[];
  readonly transitions: readonly ChartTransition[];
  /** The newest changes up to the playhead, newest first. */
  readonly taken: readonly { readonly step: number; readonly at: Micros; readonly from: string; readonly to: string }[];
}

export interface ChartState {
  readonly name: string;
  /** Times it was entered so far. */
  readonly entered: number;
  readonly lastEnteredAt: Micros | null;
}

export interface ChartTransition {
  readonly from: string;
  readonly to: string;
  readonly when: { readonly en: string; readonly ko: string };
  readonly count: number;
  readonly last: { readonly step: number; readonly at: Micros } | null;
  /** Why a run never shows it, where it does not. */
  readonly unseen: { readonly en: string; readonly ko: string } | null;
}

/** Two runs of the same cluster beside each other. */
export interface DifferenceFrame {
  readonly one: number;
  readonly other: number;
  /** Both are known up to here. */
  readonly until: Micros;
  /** Metadata is kept elsewhere in the other: what one era alone can tell is no difference yet. */
  readonly ofTwoEras: boolean;
  /** The first fact that only one of them has, or that both have at times that differ. */
  readonly divergence: { readonly at: Micros; readonly stepOfOne: number; readonly stepOfOther: number } | null;
  /** Oldest first. */
  readonly rows: readonly DifferenceRow[];
  /** Rows beyond the largest number an answer holds. */
  readonly more: number;
  /** What each of them told first that the other did not, or not then; of what is told all the time only if need be. */
  readonly partings: { readonly one: FactFrame | null; readonly other: FactFrame | null };
  /** Up to the playhead of each. */
  readonly outcomes: readonly PartitionOutcome[];
  readonly outcome: OutcomeDifference;
}

export type DifferenceRow =
  /** In both at the same time: only how many, and of which kinds. */
  | {
      readonly type: 'same';
      readonly from: Micros;
      readonly to: Micros;
      readonly count: number;
      readonly groups: Readonly<Partial<Record<FactGroup, number>>>;
    }
  | { readonly type: 'one' | 'other'; readonly fact: FactFrame }
  /** In both, but not at the same time. */
  | { readonly type: 'moved'; readonly one: FactFrame; readonly other: FactFrame };

export interface PartitionOutcome {
  readonly partition: string;
  readonly one: Outcome | null;
  readonly other: Outcome | null;
}

export interface Outcome {
  /** Time in which nobody led it, from its first leader on. */
  readonly unavailable: Micros;
  readonly leaderChanges: number;
  readonly uncleanElections: number;
  readonly leader: number;
  readonly isr: readonly number[];
}
