/** What the screen and the terminal are told of single records, and of all of them together. */
import type { Micros } from '../../base/time.ts';
import type { LedgerFrame, RecordFate } from '../frame.ts';

/** A record by name, with what helps to recognize it. */
export interface RecordRef {
  readonly client: string;
  readonly record: number;
  readonly partition: string | null;
  readonly key: string | null;
  /** Where it was appended, oldest first. */
  readonly offsets: readonly number[];
  readonly fate: RecordFate;
  readonly sentAt: Micros;
}

// ---- the ledger of the run ----------------------------------------------------------------------------------------------

export interface RunLedgerFrame {
  readonly totals: LedgerFrame;
  readonly producers: readonly ProducerLedgerRow[];
  readonly groups: readonly GroupLedgerRow[];
}

export type ProducerFigure =
  | 'sent'
  | 'acknowledged'
  | 'failed'
  | 'unknown'
  | 'pending'
  /** Acknowledged, and in no leader's log. */
  | 'lost'
  /** More than once in the leader's log. */
  | 'duplicated'
  /** Behind one that was sent later. */
  | 'reordered'
  /** Of the unknown: in the leader's log. */
  | 'unknownWritten';

export type GroupFigure =
  | 'delivered'
  /** Of the delivered: handed out more than once. */
  | 'redelivered'
  | 'processed'
  /** The group has committed past it, and nobody has processed it. */
  | 'skipped';

export interface ProducerLedgerRow extends Readonly<Record<ProducerFigure, number>> {
  readonly client: string;
  /** null: records that failed before a partition was chosen. */
  readonly partition: string | null;
}

export interface GroupLedgerRow extends Readonly<Record<GroupFigure, number>> {
  /** null: the consumer is in none. */
  readonly group: string | null;
  /** Nodes. */
  readonly consumers: readonly string[];
  readonly partition: string;
  /** null: nothing was committed. */
  readonly committed: number | null;
}

/** Which records of the ledger. */
export type LedgerPick =
  | {
      readonly of: 'producer';
      readonly figure: ProducerFigure;
      /** null: all of them. */
      readonly client: string | null;
      /** Absent: all of them. */
      readonly partition?: string | null;
    }
  | {
      readonly of: 'group';
      readonly figure: GroupFigure;
      readonly group: string | null;
      readonly consumers: readonly string[];
      readonly partition: string;
    };

export interface FoundRecords {
  readonly records: readonly RecordRef[];
  /** Beyond those. */
  readonly more: number;
}

// ---- the life of one record -----------------------------------------------------------------------------------------------

/** What the producer was told, against what the leader's log says now. */
export type Verdict =
  | 'pending'
  /** Acknowledged, and there. */
  | 'kept'
  /** There more than once. */
  | 'duplicated'
  | 'lost'
  /** It was there; retention has deleted it. */
  | 'deleted'
  /** A newer record with its key has taken its place. */
  | 'compacted'
  /** Failed, and not there. */
  | 'refused'
  /** Failed, and yet there. */
  | 'refused-but-written'
  | 'unknown-written'
  | 'unknown-not-written'
  /** acks=0, and never written. */
  | 'never-written'
  /** Nobody leads the partition now. */
  | 'no-leader';

export interface BiographyFrame {
  readonly record: RecordRef;
  /** null: not known any more. */
  readonly value: string | null;
  readonly verdict: Verdict;
  /** As the fact that told it says; null: none was told. */
  readonly error: string | null;
  readonly copies: readonly CopyFrame[];
  /** Oldest first, up to the playhead. */
  readonly events: readonly BiographyEvent[];
}

export interface CopyFrame {
  readonly offset: number;
  readonly epoch: number;
  readonly at: Micros;
  /** In the log of the leader of now. */
  readonly counts: boolean;
  readonly replicas: readonly {
    readonly broker: number;
    readonly leader: boolean;
    readonly alive: boolean;
    /** `other`: another record lies at its place; `absent`: the log ends before it. */
    readonly state: 'held' | 'committed' | 'absent' | 'other' | 'deleted' | 'compacted';
  }[];
}

export type BiographyEventType =
  | 'waited-in-send'
  | 'sent'
  | 'failed-in-send'
  | 'waited'
  | 'batch-sent'
  | 'refused'
  | 'duplicate-answered'
  | 'appended'
  | 'replicated'
  | 'committed'
  | 'request-lost'
  | 'retried'
  | 'split'
  | 'acknowledged'
  | 'failed'
  | 'unknown'
  | 'truncated'
  | 'deleted'
  | 'cleaned'
  | 'delivered'
  | 'processed'
  | 'offset-committed'
  | 'resent';

export interface BiographyEvent {
  readonly type: BiographyEventType;
  readonly step: number;
  readonly at: Micros;
  /** Place of its fact in the list of facts. */
  readonly index: number;
  /** For sentences in either language. */
  readonly fields: Readonly<Record<string, string>>;
}
