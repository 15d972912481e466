/**
 * What the space-time lens asks for and gets: processes as lanes, messages between them, over a window of time. Nothing in
 * it is later than the furthest point a person has seen.
 */
import type { Micros } from '../../base/time.ts';
import type { FactFrame, NodeKind, NodeStatus } from '../frame.ts';
import type { Target } from '../target.ts';

export interface SpaceTimeAsk {
  readonly from: Micros;
  readonly to: Micros;
  /** Whose messages and facts; empty: everybody's. A message has two ends, and one of them is enough. */
  readonly nodes: readonly string[];
  /** Empty: all. */
  readonly apis: readonly string[];
  /** Only messages and facts about it. */
  readonly partition: string | null;
  readonly onlyErrors: boolean;
  /** What repeats whatever happens is drawn, too. */
  readonly unfolded: boolean;
  /** Whose leaders are bands on the lanes; null: the first partition. */
  readonly leadersOf: string | null;
  readonly follow: Follow | null;
}

/** The rest of the picture steps back behind it. */
export type Follow =
  | { readonly of: 'record'; readonly client: string; readonly record: number }
  /** A message, or what happened in a step: its other half, what led to it, what it led to. */
  | { readonly of: 'target'; readonly target: Target; readonly causes: boolean; readonly effects: boolean };

export interface SpaceTimeFrame {
  readonly from: Micros;
  readonly to: Micros;
  /** The furthest point seen. */
  readonly until: Micros;
  readonly lanes: readonly Lane[];
  /** By the time they were sent. */
  readonly messages: readonly SpaceTimeMessage[];
  readonly folded: readonly FoldedMessages[];
  readonly facts: readonly FactFrame[];
  readonly counts: SpaceTimeCounts;
  /** Of the messages of the window, for the filter: most frequent first. */
  readonly apis: readonly { readonly api: string; readonly count: number }[];
  readonly leadersOf: string | null;
  readonly path: FollowedPath | null;
}

/** `all` = drawn + folded + filtered. */
export interface SpaceTimeCounts {
  readonly all: number;
  readonly drawn: number;
  readonly folded: number;
  readonly filtered: number;
  readonly facts: number;
}

export interface Lane {
  readonly id: string;
  readonly kind: NodeKind;
  readonly life: readonly LifeSpan[];
  readonly bands: readonly LaneBand[];
}

export interface LifeSpan {
  readonly from: Micros;
  readonly to: Micros;
  readonly step: number;
  readonly status: NodeStatus;
  /** Of what is down: it ended by itself and in order. */
  readonly closed?: true;
}

export interface LaneBand {
  /** `elected`: as the controller decided; `leads`: the process has taken over and serves. */
  readonly what: 'elected' | 'leads' | 'controller' | 'ensemble' | 'group';
  readonly from: Micros;
  readonly to: Micros;
  /** Leader epoch, controller epoch, ZooKeeper's epoch, generation. */
  readonly epoch: number;
  /** Partition or group; else empty. */
  readonly of: string;
}

/** What has become of it: `received`: it lies at a process that sleeps. */
export type MessageState = 'arrived' | 'flying' | 'held' | 'received' | 'broken' | 'no-power' | 'refused';

export interface SpaceTimeMessage {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  /** Empty for the end of a connection. */
  readonly api: string;
  readonly kind: 'request' | 'response' | 'close';
  readonly sentAt: Micros;
  readonly sentStep: number;
  /** Where it is at an end; while it flies, when it is to arrive; null: nobody can say. */
  readonly endAt: Micros | null;
  /** 0: it has not come to any end. */
  readonly endStep: number;
  readonly state: MessageState;
  /** When it was held back, and when it lay at a process that slept. */
  readonly waits: readonly { readonly what: 'held' | 'received'; readonly from: Micros; readonly to: Micros | null }[];
  readonly records: number;
  readonly partitions: readonly string[];
  readonly error: boolean;
  /** The other half of the exchange; null: there is none, or not yet. */
  readonly partner: number | null;
  readonly routine: boolean;
}

/** Messages that are not drawn one by one: of one kind, from one process, in one part of the window. */
export interface FoldedMessages {
  readonly from: string;
  readonly api: string;
  readonly start: Micros;
  readonly end: Micros;
  readonly count: number;
}

export interface FollowedPath {
  readonly messages: readonly number[];
  /** Places in the list of facts. */
  readonly facts: readonly number[];
  readonly steps: readonly number[];
  readonly from: Micros;
  readonly to: Micros;
  /** `p1#12`, or null for what is no record. */
  readonly record: string | null;
}
