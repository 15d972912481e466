/**
 * What became of every record that a producer sent: acknowledged, failed, unknown or pending; in the log, twice in it, or
 * lost. Built from facts as they are told, once; asked for any step. An all-seeing eye: no node knows this.
 */
import { get } from '../base/table.ts';
import { at, partitionPoint } from '../base/vector.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { Kafka, KafkaState } from '../kafka/kinds.ts';
import { type DataRecord, nextOffsetOf } from '../kafka/records.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Step } from '../sim/world.ts';
import type { LedgerFrame, RecordFate } from './frame.ts';
import { StepCounter } from './stepCounter.ts';

/** A record as its producer numbers it. */
interface Sent {
  readonly client: string;
  readonly record: number;
  fate: Exclude<RecordFate, 'pending'> | null;
  /** Step of the fate. */
  fateStep: number;
  first: Entry | null;
}

/** A record at a place in a log. Two appends at one offset have different epochs. */
interface Entry {
  readonly offset: number;
  readonly epoch: number;
  readonly step: number;
  readonly sent: Sent;
}

/** What of the current leader's log is needed to say whether it holds a record. */
export interface LeaderLog {
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  /** Ascending. */
  readonly epochs: readonly { readonly epoch: number; readonly startOffset: number }[];
}

interface PartitionLedger {
  readonly byOffset: Map<number, Entry[]>;
  readonly acknowledged: { readonly entry: Entry; readonly step: number }[];
  /** The same record again. */
  readonly repeated: Entry[];
  /** Grows with everything that may change a fate. */
  readonly changes: StepCounter;
  cache: { upTo: number; epochs: LeaderLog['epochs']; end: number; lost: number } | null;
}

/** A fact with what its message shows of the records. */
interface Told {
  readonly step: number;
  readonly at: number;
  readonly fact: KafkaFact;
  readonly batch: readonly DataRecord[];
  readonly from: string;
}

type Count = 'sent' | 'acknowledged' | 'failed' | 'unknown' | 'consumed';
const FATES = { RecordAcknowledged: 'acknowledged', RecordFailed: 'failed', RecordUnknown: 'unknown' } as const;

export class RecordLedger {
  readonly #partitions = new Map<string, PartitionLedger>();
  readonly #sent = new Map<string, Sent>();
  /** Sent, by what the log will show of it: client, partition, time, key. */
  readonly #bySight = new Map<string, Sent[]>();
  readonly #counts: Readonly<Record<Count, StepCounter>> = {
    sent: new StepCounter(),
    acknowledged: new StepCounter(),
    failed: new StepCounter(),
    unknown: new StepCounter(),
    consumed: new StepCounter(),
  };
  /** All that was told, for forks. */
  readonly #told: Told[] = [];

  /** Facts speak of clients, messages of nodes. */
  readonly #clients = new Map<string, string>();

  /** Whose records these are: a log keeps the very array that a request brought. */
  readonly #senders: WeakMap<readonly DataRecord[], string>;

  constructor(senders: WeakMap<readonly DataRecord[], string> = new WeakMap()) {
    this.#senders = senders;
  }

  watch(step: Step<Kafka>, kernel: Kernel<Kafka>): void {
    const { event } = step.scheduled;
    if (event?.type === 'arrived' && event.message.type === 'ProduceRequest') {
      // It may wait behind another request of its connection: what is appended later is known by its records.
      const client = this.#clientOf(kernel, event.from);
      for (const { batch } of event.message.partitions) this.#senders.set(batch.records, client);
    }
    for (const { fact } of step.facts) {
      const batch = fact.type === 'RecordsAppended' ? appendedRecords(step.after, fact.partition, fact.baseOffset) : [];
      this.#tell({ step: step.step, at: step.at, fact, batch, from: this.#senders.get(batch) ?? '' });
    }
  }

  fork(step: number): RecordLedger {
    const ledger = new RecordLedger(this.#senders);
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

  frame(step: number, leaderLogs: ReadonlyMap<string, LeaderLog>): LedgerFrame {
    const count = (name: Count) => this.#counts[name].upTo(step);
    const [sent, acknowledged, failed, unknown] = [
      count('sent'),
      count('acknowledged'),
      count('failed'),
      count('unknown'),
    ];
    let [lost, duplicated] = [0, 0];
    for (const [partition, ledger] of this.#partitions) {
      const log = leaderLogs.get(partition);
      if (log === undefined) continue;
      lost += lostIn(ledger, log, step);
      for (const entry of ledger.repeated) {
        if (entry.step <= step && holds(log, entry) && holds(log, entry.sent.first!)) duplicated++;
      }
    }
    const pending = Math.max(0, sent - acknowledged - failed - unknown);
    return { sent, acknowledged, failed, unknown, pending, lost, duplicated, consumed: count('consumed') };
  }

  #clientOf(kernel: Kernel<Kafka>, node: string): string {
    if (this.#clients.size === 0) {
      for (const { id, setup } of kernel.world.nodes) this.#clients.set(id, 'clientId' in setup ? setup.clientId : id);
    }
    return this.#clients.get(node) ?? node;
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
      case 'RecordSent': {
        const sent: Sent = { client: fact.client, record: fact.record, fate: null, fateStep: 0, first: null };
        this.#sent.set(`${fact.client} ${fact.record}`, sent);
        const sight = sightOf(fact.client, fact.partition, told.at, fact.key);
        this.#bySight.set(sight, [...(this.#bySight.get(sight) ?? []), sent]);
        this.#counts.sent.add(step, 1);
        break;
      }
      case 'RecordsAppended':
        this.#append(told.from, fact.partition, fact.baseOffset, fact.leaderEpoch, step, told.batch);
        break;
      case 'RecordAcknowledged':
      case 'RecordFailed':
      case 'RecordUnknown': {
        const fate = FATES[fact.type];
        this.#counts[fate].add(step, 1);
        const sent = this.#sent.get(`${fact.client} ${fact.record}`);
        if (sent === undefined) break;
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

  #append(
    from: string,
    partition: string,
    base: number,
    epoch: number,
    step: number,
    batch: readonly DataRecord[],
  ): void {
    const ledger = this.#partition(partition);
    ledger.changes.add(step, 1);
    const seen = new Map<string, number>();
    batch.forEach((record, place) => {
      const sight = sightOf(from, partition, record.timestamp, record.key);
      const turn = seen.get(sight) ?? 0;
      seen.set(sight, turn + 1);
      const sent = this.#bySight.get(sight)?.[turn];
      if (sent === undefined) return;
      const entry: Entry = { offset: base + place, epoch, step, sent };
      const there = ledger.byOffset.get(entry.offset);
      if (there === undefined) ledger.byOffset.set(entry.offset, [entry]);
      else there.push(entry);
      if (sent.first === null) sent.first = entry;
      else ledger.repeated.push(entry);
    });
  }

  #acknowledge(partition: string, offset: number, sent: Sent, step: number): void {
    const ledger = this.#partition(partition);
    const entry = ledger.byOffset.get(offset)?.find((candidate) => candidate.sent === sent);
    if (entry !== undefined) ledger.acknowledged.push({ entry, step });
  }

  #partition(id: string): PartitionLedger {
    let ledger = this.#partitions.get(id);
    if (ledger === undefined) {
      ledger = { byOffset: new Map(), acknowledged: [], repeated: [], changes: new StepCounter(), cache: null };
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

function sightOf(client: string, partition: string, at: number, key: string | null): string {
  return `${client} ${partition} ${at} ${key === null ? '' : `=${key}`}`;
}

function holds(log: LeaderLog, { offset, epoch }: Entry): boolean {
  if (offset < log.logStartOffset) return true; // Deleted by retention, not lost.
  if (offset >= log.logEndOffset) return false;
  let found = -1;
  for (const run of log.epochs) {
    if (run.startOffset > offset) break;
    found = run.epoch;
  }
  return found === epoch;
}

/** A log that only grew since the last look has lost nothing more: then only the new acknowledgements are looked at. */
function lostIn(ledger: PartitionLedger, log: LeaderLog, step: number): number {
  const { acknowledged, cache } = ledger;
  let upTo = acknowledged.length;
  while (upTo > 0 && acknowledged[upTo - 1]!.step > step) upTo--;
  const grown = cache !== null && cache.epochs === log.epochs && cache.end <= log.logEndOffset && cache.upTo <= upTo;
  let lost = grown ? cache.lost : 0;
  for (let place = grown ? cache.upTo : 0; place < upTo; place++) {
    if (!holds(log, acknowledged[place]!.entry)) lost++;
  }
  ledger.cache = { upTo, epochs: log.epochs, end: log.logEndOffset, lost };
  return lost;
}
