/**
 * What became of every record that a producer sent: acknowledged, failed, unknown or pending; in the log, twice in it,
 * behind one that was sent later, or lost. Built from facts as they are told, once; asked for any step. An all-seeing eye:
 * no node knows this.
 */
import { get } from '../base/table.ts';
import { at, partitionPoint } from '../base/vector.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { Kafka, KafkaState } from '../kafka/kinds.ts';
import { type DataRecord, nextOffsetOf, recordId } from '../kafka/records.ts';
import type { Step } from '../sim/world.ts';
import type { LedgerFrame, RecordFate } from './frame.ts';
import { isMisplaced, isRepeated, type LeaderLog, lostIn } from './recordsInLog.ts';
import { StepCounter } from './stepCounter.ts';

export type { LeaderLog } from './recordsInLog.ts';

/** A record as its producer numbers it. */
export interface Sent {
  readonly client: string;
  readonly record: number;
  /** null: it failed before a partition was chosen. */
  readonly partition: string | null;
  readonly key: string | null;
  /** Step of send(). */
  readonly step: number;
  fate: Exclude<RecordFate, 'pending'> | null;
  /** Step of the fate. */
  fateStep: number;
  /** Where it is, as its producer was told; -1: not told. */
  offset: number;
  /** Every append of it, oldest first. */
  readonly copies: Entry[];
}

/** A record at a place in a log. Two appends at one offset have different epochs. */
export interface Entry {
  readonly offset: number;
  readonly epoch: number;
  readonly step: number;
  readonly sent: Sent;
}

export interface PartitionLedger {
  readonly byOffset: Map<number, Entry[]>;
  readonly acknowledged: { readonly entry: Entry; readonly step: number }[];
  /** The same record again. */
  readonly repeated: Entry[];
  /** Appended after one that its producer sent later. */
  readonly overtaken: { readonly entry: Entry; readonly by: Entry }[];
  /** Of each client the one with the highest number so far. */
  readonly newest: Map<string, Entry>;
  /** Grows with everything that may change a fate. */
  readonly changes: StepCounter;
  cache: { upTo: number; epochs: LeaderLog['epochs']; end: number; lost: number } | null;
}

/** A fact with what its message shows of the records. */
interface Told {
  readonly step: number;
  readonly fact: KafkaFact;
  readonly batch: readonly DataRecord[];
}

type Count = 'sent' | 'acknowledged' | 'failed' | 'unknown' | 'consumed';
const FATES = { RecordAcknowledged: 'acknowledged', RecordFailed: 'failed', RecordUnknown: 'unknown' } as const;

export class RecordLedger {
  readonly #partitions = new Map<string, PartitionLedger>();
  /** By the name that logs know them by: `p1#12`. */
  readonly #sent = new Map<string, Sent>();
  readonly #counts: Readonly<Record<Count, StepCounter>> = {
    sent: new StepCounter(),
    acknowledged: new StepCounter(),
    failed: new StepCounter(),
    unknown: new StepCounter(),
    consumed: new StepCounter(),
  };
  /** All that was told, for forks. */
  readonly #told: Told[] = [];

  watch(step: Step<Kafka>): void {
    for (const { fact } of step.facts) {
      const batch = fact.type === 'RecordsAppended' ? appendedRecords(step.after, fact.partition, fact.baseOffset) : [];
      this.#tell({ step: step.step, fact, batch });
    }
  }

  fork(step: number): RecordLedger {
    const ledger = new RecordLedger();
    for (const told of this.#told) if (told.step <= step) ledger.#tell(told);
    return ledger;
  }

  /** null: nobody we know sent what is at this place. */
  fateOf(partition: string, offset: number, epoch: number, step: number): RecordFate | null {
    const entry = this.#entry(partition, offset, epoch);
    if (entry === undefined || entry.step > step) return null;
    const { fate, fateStep } = entry.sent;
    return fate !== null && fateStep <= step ? fate : 'pending';
  }

  /** Fates in this partition are the same at two steps for which this is. */
  version(partition: string, step: number): number {
    return this.#partitions.get(partition)?.changes.upTo(step) ?? 0;
  }

  /** Who sent the record at this place, and its number. */
  senderOf(partition: string, offset: number, epoch: number): { client: string; record: number } | null {
    return this.#entry(partition, offset, epoch)?.sent ?? null;
  }

  sentOf(client: string, record: number): Sent | undefined {
    return this.#sent.get(recordId(client, record));
  }

  /** Records sent so far. */
  get size(): number {
    return this.#sent.size;
  }

  /** Oldest first. */
  all(): Iterable<Sent> {
    return this.#sent.values();
  }

  get partitions(): ReadonlyMap<string, PartitionLedger> {
    return this.#partitions;
  }

  frame(step: number, leaderLogs: ReadonlyMap<string, LeaderLog>): LedgerFrame {
    const count = (name: Count) => this.#counts[name].upTo(step);
    const [sent, acknowledged, failed, unknown] = [
      count('sent'),
      count('acknowledged'),
      count('failed'),
      count('unknown'),
    ];
    let [lost, duplicated, reordered] = [0, 0, 0];
    for (const [partition, ledger] of this.#partitions) {
      const log = leaderLogs.get(partition);
      if (log === undefined) continue;
      lost += lostIn(ledger, log, step);
      for (const entry of ledger.repeated) if (isRepeated(entry, log, step)) duplicated++;
      for (const overtaken of ledger.overtaken) if (isMisplaced(overtaken, log, step)) reordered++;
    }
    const pending = Math.max(0, sent - acknowledged - failed - unknown);
    const consumed = count('consumed');
    return { sent, acknowledged, failed, unknown, pending, lost, duplicated, reordered, consumed };
  }

  #entry(partition: string, offset: number, epoch: number): Entry | undefined {
    return this.#partitions
      .get(partition)
      ?.byOffset.get(offset)
      ?.find((entry) => entry.epoch === epoch);
  }

  #tell(told: Told): void {
    const { fact, step } = told;
    switch (fact.type) {
      case 'RecordSent':
        this.#enter(fact.client, fact.record, fact.partition, fact.key, step);
        break;
      case 'RecordsAppended':
        this.#append(fact.partition, fact.baseOffset, fact.leaderEpoch, step, told.batch);
        break;
      case 'RecordAcknowledged':
      case 'RecordFailed':
      case 'RecordUnknown': {
        const fate = FATES[fact.type];
        this.#counts[fate].add(step, 1);
        // One that fails in send() was never said to be sent.
        const known = this.#sent.get(recordId(fact.client, fact.record));
        const sent = known ?? this.#enter(fact.client, fact.record, fact.partition, null, step);
        sent.fate = fate;
        sent.fateStep = step;
        if (fact.partition !== null) this.#partition(fact.partition).changes.add(step, 1);
        if (fact.type === 'RecordAcknowledged' && fact.offset >= 0)
          this.#acknowledge(fact.partition, fact.offset, sent, step);
        break;
      }
      case 'RecordsConsumed':
        this.#counts.consumed.add(step, fact.count);
        break;
      default:
        return;
    }
    this.#told.push(told);
  }

  #enter(client: string, record: number, partition: string | null, key: string | null, step: number): Sent {
    const sent: Sent = { client, record, partition, key, step, fate: null, fateStep: 0, offset: -1, copies: [] };
    this.#sent.set(recordId(client, record), sent);
    this.#counts.sent.add(step, 1);
    return sent;
  }

  #append(partition: string, base: number, epoch: number, step: number, batch: readonly DataRecord[]): void {
    const ledger = this.#partition(partition);
    ledger.changes.add(step, 1);
    batch.forEach(({ id }, place) => {
      const sent = id === undefined ? undefined : this.#sent.get(id);
      if (sent === undefined) return;
      const entry: Entry = { offset: base + place, epoch, step, sent };
      const there = ledger.byOffset.get(entry.offset);
      if (there === undefined) ledger.byOffset.set(entry.offset, [entry]);
      else there.push(entry);
      if (sent.copies.length > 0) ledger.repeated.push(entry);
      sent.copies.push(entry);
      const newest = ledger.newest.get(sent.client);
      if (newest === undefined || newest.sent.record < sent.record) ledger.newest.set(sent.client, entry);
      else if (newest.sent !== sent) ledger.overtaken.push({ entry, by: newest });
    });
  }

  #acknowledge(partition: string, offset: number, sent: Sent, step: number): void {
    const ledger = this.#partition(partition);
    const entry = ledger.byOffset.get(offset)?.find((candidate) => candidate.sent === sent);
    sent.offset = offset;
    if (entry !== undefined) ledger.acknowledged.push({ entry, step });
  }

  #partition(id: string): PartitionLedger {
    let ledger = this.#partitions.get(id);
    if (ledger === undefined) {
      ledger = {
        byOffset: new Map(),
        acknowledged: [],
        repeated: [],
        overtaken: [],
        newest: new Map(),
        changes: new StepCounter(),
        cache: null,
      };
      this.#partitions.set(id, ledger);
    }
    return ledger;
  }
}

function appendedRecords(state: KafkaState | undefined, partition: string, baseOffset: number): readonly DataRecord[] {
  const log =
    state?.kind === 'server' && state.broker !== undefined ? get(state.broker.partitions, partition)?.log : undefined;
  if (log === undefined) return [];
  const place = partitionPoint(log.batches, (batch) => nextOffsetOf(batch) > baseOffset);
  return at(log.batches, place)?.records ?? [];
}
