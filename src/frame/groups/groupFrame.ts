/**
 * A consumer group as its lens shows it: who owned what and when, who stood still meanwhile, and at the playhead what
 * Kafka's own tools would say. Plain data; nothing in the history is later than the furthest point a person has seen.
 */
import type { Micros } from '../../base/time.ts';
import type { CoordinatorRecord } from '../../kafka/group/records.ts';

export type { CoordinatorRecord } from '../../kafka/group/records.ts';

export interface GroupLensFrame {
  /** Groups known at the playhead, or heard of before it. */
  readonly groups: readonly GroupSummary[];
  /** The one asked for. */
  readonly group: GroupFrame | null;
}

/** kafka-consumer-groups --list, and what its other views say first. */
export interface GroupSummary {
  readonly id: string;
  /** null: no coordinator has it now. */
  readonly type: 'classic' | 'consumer' | null;
  readonly state: string | null;
  readonly members: number;
  /** Broker id; null: nobody. */
  readonly coordinator: number | null;
  readonly lag: number | null;
}

export interface GroupFrame {
  readonly id: string;
  readonly history: GroupHistoryFrame;
  readonly now: GroupNow;
  readonly log: OffsetsLogFrame | null;
}

// ---- over time ---------------------------------------------------------------------------------------------------------

export interface GroupHistoryFrame {
  /** Known up to here. */
  readonly until: Micros;
  /** In the order in which they came. */
  readonly members: readonly GroupMemberRow[];
  readonly partitions: readonly GroupPartitionRow[];
  /** Generations and group epochs, oldest first. */
  readonly marks: readonly GroupMark[];
}

export type MemberPhase =
  | 'joining'
  | 'syncing'
  | 'stable'
  | 'reconciling'
  | 'leaving'
  | 'kicked'
  | 'out'
  | 'dead'
  | 'closed';

export interface GroupMemberRow {
  /** The node. */
  readonly node: string;
  /** Its sign in every picture of the group: A, B, … */
  readonly letter: string;
  readonly phases: readonly {
    readonly from: Micros;
    readonly to: Micros;
    readonly step: number;
    readonly phase: MemberPhase;
  }[];
  /** The application has records in hand and does not poll. Short ones that follow each other are one. */
  readonly busy: readonly { readonly from: Micros; readonly to: Micros }[];
  /** In the group, and without any partition because a rebalance took them all and has not given any back. */
  readonly stopped: Micros;
}

export interface OwnedSpan {
  readonly from: Micros;
  readonly to: Micros;
  readonly step: number;
  /** Place in `members`. */
  readonly member: number;
  /** Generation or member epoch in which it was given. */
  readonly generation: number;
}

/** A partition that had an owner has none. */
export interface OwnerGap {
  readonly from: Micros;
  readonly to: Micros;
  readonly step: number;
  /** What the owner before did. */
  readonly cause: 'revoked' | 'lost' | 'died' | 'closed';
  /** Place in `members`. */
  readonly member: number;
}

export interface GroupPartitionRow {
  readonly partition: string;
  /** As the consumers have it: two may believe in it at once. */
  readonly owned: readonly OwnedSpan[];
  readonly gaps: readonly OwnerGap[];
  /** All gaps together. */
  readonly stopped: Micros;
  /** Log end minus committed offset, where it changed; at most a few hundred points, each the largest of its stretch. */
  readonly lag: readonly { readonly at: Micros; readonly lag: number }[];
}

export interface GroupMark {
  readonly at: Micros;
  readonly step: number;
  readonly kind: 'generation' | 'epoch' | 'coordinator';
  /** Of the generation or the epoch; of a coordinator its broker. */
  readonly number: number;
  /** The assignor that was chosen, where it is known. */
  readonly assignor: string | null;
  /** Who came or went; null: something else. */
  readonly because: { readonly what: 'joined' | 'removed'; readonly client: string; readonly how: string } | null;
  /** In the coordinator's words; empty: it gives none. */
  readonly reason: string;
  /** Since the group began to rebalance; 0: at once. */
  readonly took: Micros;
}

// ---- at the playhead -----------------------------------------------------------------------------------------------------

/** kafka-consumer-groups --describe with --offsets, --members and --state. */
export interface GroupNow {
  readonly type: 'classic' | 'consumer' | null;
  readonly state: string | null;
  readonly coordinator: number | null;
  /** Which partition of __consumer_offsets it is in. */
  readonly offsetsPartition: string | null;
  /** Generation, or group epoch. */
  readonly epoch: number | null;
  readonly targetEpoch: number | null;
  readonly assignor: string | null;
  /** Of a classic group: the member that assigns. */
  readonly leader: string | null;
  readonly offsets: readonly OffsetRow[];
  readonly members: readonly MemberRow[];
}

export interface OffsetRow {
  readonly topic: string;
  readonly partition: number;
  /** null: `-`. */
  readonly currentOffset: number | null;
  readonly logEndOffset: number | null;
  readonly lag: number | null;
  readonly consumerId: string | null;
  readonly host: string | null;
  readonly clientId: string | null;
  /** What the tools do not show: where the consumer is, beyond what it committed; and how far it may read. */
  readonly position: number | null;
  readonly highWatermark: number | null;
  /** The node that owns it. */
  readonly node: string | null;
}

export interface MemberRow {
  readonly consumerId: string;
  readonly instanceId: string | null;
  readonly host: string;
  readonly clientId: string;
  /** null: no process with this id is alive. */
  readonly node: string | null;
  /** Of the consumer protocol, else null. */
  readonly epoch: number | null;
  readonly state: string | null;
  readonly assignment: readonly string[];
  readonly target: readonly string[] | null;
  readonly pendingRevocation: readonly string[];
  /** As the client has it, with what its application does. */
  readonly activity: ConsumerActivity | null;
  readonly isLeader: boolean;
}

/** What a consumer is at. */
export interface ConsumerActivity {
  readonly doing:
    | 'starting'
    | 'joining'
    | 'syncing'
    | 'reconciling'
    | 'kicked'
    | 'polling'
    | 'processing'
    | 'committing'
    | 'sleeping'
    | 'closing'
    | 'closed';
  /** Records in hand; 0 where that means nothing. */
  readonly records: number;
  readonly since: Micros;
}

// ---- __consumer_offsets ----------------------------------------------------------------------------------------------------

/** The partition of __consumer_offsets that the group is in, as its leader has it. */
export interface OffsetsLogFrame {
  readonly partition: string;
  readonly broker: number;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  /** The newest ones, newest first. */
  readonly records: readonly OffsetsRecord[];
  /** Older ones that are not listed. */
  readonly more: number;
  /** Topic names by id, and client ids by member id, for what the records name. */
  readonly topics: Readonly<Record<string, string>>;
  readonly clients: Readonly<Record<string, string>>;
}

export interface OffsetsRecord {
  readonly offset: number;
  readonly at: Micros;
  readonly group: string;
  /** null: none that is known. */
  readonly record: CoordinatorRecord | null;
  readonly key: string;
  /** null: a tombstone. */
  readonly value: string | null;
  /** A later record with the same key: what is left when the log is cleaned. null: this is the newest. */
  readonly supersededBy: number | null;
}
