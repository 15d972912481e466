/** What two runs have come to, as the screen gets it: figures that words and a table are made of. */
import type { Micros } from '../base/time.ts';

export type FigureName =
  | 'sent'
  | 'acknowledged'
  | 'failed'
  | 'unknown'
  | 'lost'
  | 'duplicated'
  | 'reordered'
  | 'consumed'
  /** The longest stretch in which a producer was trying and none of its records was acknowledged. */
  | 'silence'
  /** Of the partition that was longest without a leader, all its times together. */
  | 'leaderless'
  | 'leaderChanges'
  /** Partitions that have fewer replicas in sync than they should, at the end of it. */
  | 'underReplicated'
  | 'uncleanElections'
  /** As the coordinators began them: rebalances, or epochs of groups. */
  | 'rebalances'
  /** Of all partitions that had an owner in a group, their times without one together. */
  | 'unassigned'
  | 'redelivered'
  /** From the send to the acknowledgement, of the record in the middle: half of them were quicker. */
  | 'acknowledging'
  /** Produce requests that were answered. */
  | 'requests'
  /** Of groups, in all their partitions: end of the log minus committed. */
  | 'lag'
  /** Properties that were promised. */
  | 'broken';

export interface RunOutcome {
  readonly at: Micros;
  readonly figures: Readonly<Record<FigureName, number>>;
  readonly silence: { readonly client: string; readonly from: Micros; readonly to: Micros } | null;
  readonly leaderlessPartition: string | null;
  readonly broken: readonly string[];
}

export interface OutcomeFigure {
  readonly name: FigureName;
  readonly unit: 'count' | 'span';
  readonly one: number;
  readonly other: number;
  /** Which of the two a person would rather have; `differs`: it says nothing by itself. */
  readonly verdict: 'one' | 'other' | 'same' | 'differs';
}

export interface OutcomeDifference {
  readonly one: RunOutcome;
  readonly other: RunOutcome;
  /** Gravest first. */
  readonly figures: readonly OutcomeFigure[];
}
