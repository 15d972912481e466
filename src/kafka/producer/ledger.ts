/**
 * What became of every record this producer was asked to send: exact counts, and the newest records one by one. It is
 * for people and properties; the client itself keeps nothing like it.
 */

import type { Micros } from '../../base/time.ts';
import { drop, emptyVector, push, updateAt, type Vector } from '../../base/vector.ts';
import type { TopicPartition } from '../topicPartition.ts';

export type Outcome = 'pending' | 'acknowledged' | 'failed' | 'unknown';

export interface LedgerEntry {
  readonly record: number;
  /** null: it failed before a partition was chosen. */
  readonly partition: TopicPartition | null;
  readonly key: string | null;
  readonly value: string | null;
  readonly outcome: Outcome;
  /** -1: not known. */
  readonly offset: number;
  readonly acks: number;
  readonly sentAt: Micros;
  readonly doneAt: Micros | null;
}

export interface ProducerLedger {
  /** The number the next record gets. */
  readonly nextRecord: number;
  /** Number of the first entry kept. */
  readonly firstRecord: number;
  readonly entries: Vector<LedgerEntry>;
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly unknown: number;
}

const KEPT_AT_MOST = 65_536;
const KEPT_AFTER_DROP = 49_152;

export function emptyLedger(nextRecord: number): ProducerLedger {
  return {
    nextRecord,
    firstRecord: nextRecord,
    entries: emptyVector(),
    sent: 0,
    acknowledged: 0,
    failed: 0,
    unknown: 0,
  };
}

export function pendingCount({ sent, acknowledged, failed, unknown }: ProducerLedger): number {
  return sent - acknowledged - failed - unknown;
}

/** A record handed to send(); `outcome` is pending, or failed when it never came to a batch. */
export function enter(ledger: ProducerLedger, entry: LedgerEntry): ProducerLedger {
  const dropped = ledger.entries.length < KEPT_AT_MOST ? 0 : ledger.entries.length - KEPT_AFTER_DROP;
  return {
    nextRecord: ledger.nextRecord + 1,
    firstRecord: ledger.firstRecord + dropped,
    entries: push(drop(ledger.entries, dropped), entry),
    sent: ledger.sent + 1,
    acknowledged: ledger.acknowledged,
    failed: ledger.failed + (entry.outcome === 'failed' ? 1 : 0),
    unknown: ledger.unknown,
  };
}

/** The records of one batch have come to their end. `baseOffset` -1: the offset is not known. */
export function settle(
  ledger: ProducerLedger,
  records: readonly number[],
  outcome: Exclude<Outcome, 'pending'>,
  baseOffset: number,
  doneAt: Micros,
): ProducerLedger {
  const { nextRecord, firstRecord, sent } = ledger;
  const count = records.length;
  // Records too old to be kept are only counted.
  const places: number[] = [];
  for (const record of records) if (record >= firstRecord) places.push(record - firstRecord);
  const forgotten = count - places.length;
  const entries = updateAt(ledger.entries, places, (entry, nth) => {
    const { record, partition, key, value, acks, sentAt } = entry;
    const offset = baseOffset < 0 ? -1 : baseOffset + forgotten + nth;
    return { record, partition, key, value, outcome, offset, acks, sentAt, doneAt };
  });
  const acknowledged = ledger.acknowledged + (outcome === 'acknowledged' ? count : 0);
  const failed = ledger.failed + (outcome === 'failed' ? count : 0);
  const unknown = ledger.unknown + (outcome === 'unknown' ? count : 0);
  return { nextRecord, firstRecord, entries, sent, acknowledged, failed, unknown };
}
