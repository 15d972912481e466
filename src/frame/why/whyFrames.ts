/** Why and why not, as the screen and the terminal are told: causes as sentences, each with its rule, in both languages. */
import type { Micros } from '../../base/time.ts';
import type { FactFrame } from '../frame.ts';
import type { Target } from '../target.ts';

export interface Said {
  readonly en: string;
  readonly ko: string;
}

/** Whatever can be asked about: all that can be pointed at, and what is more than one thing on the screen. */
export type WhySubject =
  | Target
  | { readonly type: 'group'; readonly id: string }
  /** What became of one record of a producer. */
  | { readonly type: 'sent-record'; readonly client: string; readonly record: number }
  | { readonly type: 'position'; readonly client: string; readonly partition: string }
  /** What a group has committed for a partition. */
  | { readonly type: 'committed'; readonly group: string; readonly partition: string }
  | { readonly type: 'property'; readonly name: string };

/** One text form a subject: what is asked about is the same as long as it is. */
export function whyKey(subject: WhySubject): string {
  return Object.values(subject).join(' ');
}

/** One side of a thing: of a partition its leader, its ISR; of a replica its high watermark. */
export type WhyAspect =
  | 'newest'
  | 'status'
  | 'quorum-role'
  | 'leader'
  | 'isr'
  | 'elr'
  | 'high-watermark'
  | 'log-end'
  | 'role'
  | 'fate'
  | 'assignment'
  | 'position'
  | 'committed'
  | 'lag'
  | 'rebalance'
  | 'members'
  | 'state';

export interface WhyFrame {
  readonly aspect: WhyAspect;
  /** Those that something has been told of so far. */
  readonly aspects: readonly WhyAspect[];
  /** Newest first; each was brought about by the one after it. Empty: the run started this way. */
  readonly steps: readonly WhyStep[];
  /** How the chain ends. `plan`: with what an application does by itself. `cut`: it goes on, and is not followed any further. */
  readonly root: 'command' | 'plan' | 'start' | 'timer' | 'cut';
  /** That in words, with what decides it; null: there is no more to say than that. */
  readonly ends: WhyEnd | null;
}

export interface WhyEnd {
  readonly says: Said;
  readonly settings: readonly SettingSeen[];
}

export interface WhyStep {
  /** A place to jump to. */
  readonly step: number;
  readonly at: Micros;
  /** Who handled the event; empty: the world itself, for a command. */
  readonly node: string;
  /** message, timer, command, boot, disconnect … */
  readonly kind: string;
  /** What happened; null: nothing was told there, and `event` says what it was. */
  readonly fact: FactFrame | null;
  /** The event in the simulation's words; null where it was not looked up. */
  readonly event: string | null;
  /** What about the event made it so, with the values seen. */
  readonly because: readonly Said[];
  readonly rule: RuleFrame | null;
  /** Settings that decided it, as they were. */
  readonly settings: readonly SettingSeen[];
  /** Routine hops between this step and its cause, newest first. */
  readonly folded: readonly FoldedStep[];
}

export interface SettingSeen {
  readonly key: string;
  readonly value: string;
}

export interface FoldedStep {
  readonly step: number;
  readonly at: Micros;
  readonly node: string;
  readonly kind: string;
  /** null: not looked up. */
  readonly event: string | null;
}

/** What Kafka goes by, and where it says so. */
export interface RuleFrame {
  readonly says: Said;
  /** `kafka.cluster.Partition.maybeIncrementLeaderHW, KAFKA-15583` */
  readonly source: string;
}

// ---- why not ---------------------------------------------------------------------------------------------------------

export type WhyNotQuestion =
  | 'not-read'
  | 'not-in-isr'
  | 'no-leader'
  | 'not-written'
  | 'no-progress'
  | 'watermark-stands'
  | 'leads-nothing';

/** A question about one thing, with the other thing it needs. */
export interface WhyNotAsk {
  readonly question: WhyNotQuestion;
  readonly node?: string;
  readonly partition?: string;
  readonly broker?: number;
  readonly offset?: number;
  readonly group?: string;
  readonly client?: string;
  readonly record?: number;
}

/** What can be asked about the selected thing, in words. */
export interface WhyNotOffer {
  readonly ask: WhyNotAsk;
  readonly says: Said;
}

export interface WhyNotFrame {
  readonly ask: WhyNotAsk;
  readonly says: Said;
  /** In one sentence: the first condition that is not met, or that all are. */
  readonly answer: Said;
  /** In the order in which Kafka comes to them. */
  readonly conditions: readonly ConditionFrame[];
}

export interface ConditionFrame {
  /** What has to be true. */
  readonly says: Said;
  /** null: not come to, since one before it is not met; or not known. */
  readonly met: boolean | null;
  /** What was seen. */
  readonly seen: Said;
  readonly rule: RuleFrame | null;
  readonly settings: readonly SettingSeen[];
  /** The moment that made it so. */
  readonly since: { readonly step: number; readonly at: Micros; readonly fact: FactFrame } | null;
}
