/**
 * One partition as all clients together know it: which record stands at which offset, from what producers were told and
 * consumers were handed, and which offsets consumers have gone past. Jepsen calls it the version order.
 */
import type { TopicPartition } from '../../kafka/topicPartition.ts';
import type { Copies } from './copies.ts';
import {
  type AnomalyName,
  mustBeThere,
  nameOf,
  type SendChain,
  type SendOperation,
  type SentRecord,
  type Tell,
} from './found.ts';
import { Intervals } from './intervals.ts';

/** Two records that followed each other with offsets missing between them: an anomaly once one of these is known. */
interface Gap {
  readonly name: AnomalyName;
  readonly from: SentRecord;
  readonly to: SentRecord;
  readonly after: number;
  readonly before: number;
  readonly who: string;
}

export class PartitionView {
  readonly partition: TopicPartition;
  readonly #tell: Tell;
  readonly #records = new Map<string, SentRecord>();
  /** By offset: one, as it should be, or more. */
  readonly #at: (SentRecord | SentRecord[] | undefined)[] = [];
  #passed = new Intervals();
  #gaps: Gap[] = [];
  /** Acknowledged at an offset that consumers had gone past before: they may come back for it. */
  #late: SentRecord[] = [];

  constructor(partition: TopicPartition, tell: Tell) {
    this.partition = partition;
    this.#tell = tell;
  }

  fork(tell: Tell, copies: Copies): PartitionView {
    const forked = new PartitionView(this.partition, tell);
    for (const [id, record] of this.#records) forked.#records.set(id, copies.record(record));
    this.#at.forEach((there, offset) => {
      if (there === undefined) return;
      forked.#at[offset] = Array.isArray(there) ? there.map((one) => copies.record(one)) : copies.record(there);
    });
    forked.#late = this.#late.map((record) => copies.record(record));
    forked.#passed = new Intervals(this.#passed.ends);
    forked.#gaps = this.#gaps.map((gap) => ({ ...gap, from: copies.record(gap.from), to: copies.record(gap.to) }));
    return forked;
  }

  /** All that later findings depend on, as plain data. */
  get knowledge(): readonly unknown[] {
    const records = [...this.#records.values()].map(({ id, place, operation, offset, claimed, offsets, seenBy }) => {
      const told = [operation?.outcome, operation?.proven, offset, claimed];
      return [id, place, told, offsets, seenBy !== undefined];
    });
    const gaps = this.#gaps.map(({ name, after, before }) => [name, after, before]);
    const late = this.#late.map(({ id }) => id);
    return [this.partition, records, this.#passed.ends, gaps, late];
  }

  /** A record was sent. In a history that somebody wrote down it may have been read before that is told. */
  sent(id: string, operation: SendOperation, chain: SendChain): SentRecord {
    const record = this.recordOf(id);
    const place = chain.records.push(record) - 1;
    return Object.assign(record, { operation, chain, place });
  }

  /** As sent; one that nobody sent is taken up as it is met. */
  recordOf(id: string): SentRecord {
    const known = this.#records.get(id);
    if (known !== undefined) return known;
    const { partition } = this;
    const nowhere = { operation: undefined, chain: undefined, place: -1, offset: -1, claimed: -1 };
    const record: SentRecord = { id, partition, ...nowhere, offsets: [], seenBy: undefined };
    this.#records.set(id, record);
    return record;
  }

  /** A record is known to be at an offset. True when that is news. */
  learn(record: SentRecord, offset: number): boolean {
    if (record.offsets.includes(offset)) return false;
    record.offsets.push(offset);
    const { partition } = this;
    if (record.offsets.length > 1) {
      const places = [...record.offsets].sort((a, b) => a - b).join(' and ');
      const detail = `${partition}: ${nameOf(record)} is at offsets ${places}`;
      this.#tell({ name: 'duplicate', partition, detail, records: [record] });
    }
    if (this.#at[offset] === undefined) this.#at[offset] = record;
    else {
      const there = this.recordsAt(offset);
      this.#at[offset] = [...there, record];
      const detail = `${partition}: at offset ${offset} is ${there.map(nameOf).join(', and ')}, and ${nameOf(record)}`;
      this.#tell({ name: 'inconsistent-offsets', partition, detail, records: [...there, record] });
    }
    if (this.#gaps.length > 0) this.#fillGaps(record, offset);
    return true;
  }

  recordsAt(offset: number): readonly SentRecord[] {
    const there = this.#at[offset];
    return there === undefined ? NONE : Array.isArray(there) ? there : [there];
  }

  /** Two records followed each other, `who` says for whom: what is known to be between them was skipped. */
  follow(name: AnomalyName, who: string, from: SentRecord, after: number, to: SentRecord, before: number): void {
    if (before - after < 2) return;
    const gap: Gap = { name, from, to, after, before, who };
    const end = Math.min(before, this.#at.length);
    for (let offset = after + 1; offset < end; offset++) {
      const [skipped] = this.recordsAt(offset);
      if (skipped === undefined) continue;
      this.#skipped(gap, skipped, offset);
      return;
    }
    this.#gaps.push(gap);
  }

  /** A consumer went past [from, to), and has been handed what it was handed there. */
  pass(from: number, to: number, who: string): void {
    for (let offset = from; offset < to; offset++) {
      const there = this.#at[offset];
      if (there === undefined) continue;
      if (!Array.isArray(there)) this.#maybeLost(there, offset, who);
      else for (const record of there) this.#maybeLost(record, offset, who);
    }
    this.#passed.add(from, to);
  }

  /** A record turns out to have been written: somebody may have gone past it. */
  mustBeRead(record: SentRecord, offset: number): void {
    if (record.seenBy === undefined && this.#passed.has(offset)) this.#late.push(record);
  }

  /** Nobody reads on: what they have not come back for is lost. */
  finish(): void {
    for (const record of this.#late) this.#maybeLost(record, record.offset, 'every consumer');
  }

  /**
   * A record was read, and others of its producer, sent before it, never were. They have no offset (acks=0), but a
   * consumer that has read all from the beginning must have gone past them.
   */
  readBefore(record: SentRecord, offset: number): void {
    const { chain } = record;
    if (chain === undefined || chain.unplaced.length === 0 || this.#passed.endFrom(0) <= offset) return;
    const { partition } = this;
    const passed = chain.unplaced.filter(({ place }) => place < record.place);
    chain.unplaced = chain.unplaced.filter(({ place }) => place >= record.place);
    for (const lost of passed) {
      if (lost.seenBy !== undefined) continue;
      const detail = `${partition}: ${nameOf(lost)} was acknowledged without an offset and never read, unlike ${nameOf(record)}, which was sent after it`;
      this.#tell({ name: 'lost-write', partition, detail, records: [lost] });
    }
  }

  #maybeLost(record: SentRecord, offset: number, who: string): void {
    const { seenBy, offsets } = record;
    if (seenBy !== undefined || !mustBeThere(record) || offsets[offsets.length - 1] !== offset) return;
    const { partition } = this;
    const others = this.recordsAt(offset).filter((other) => other !== record);
    const instead = others.length === 0 ? '' : ` and found ${others.map(nameOf).join(' and ')} there`;
    const told = record.operation?.outcome === 'acknowledged' ? 'acknowledged' : 'written';
    const detail = `${partition}: ${nameOf(record)}, ${told} at offset ${offset}, was never read; ${who} went past that offset${instead}`;
    this.#tell({ name: 'lost-write', partition, detail, records: [record] });
  }

  #fillGaps(record: SentRecord, offset: number): void {
    const filled = this.#gaps.filter(({ after, before }) => after < offset && offset < before);
    if (filled.length === 0) return;
    this.#gaps = this.#gaps.filter((gap) => !filled.includes(gap));
    for (const gap of filled) this.#skipped(gap, record, offset);
  }

  #skipped({ name, who, from, after, to, before }: Gap, skipped: SentRecord, offset: number): void {
    const { partition } = this;
    const detail = `${partition}: ${who} went from offset ${after} to ${before}, past ${nameOf(skipped)} at ${offset}`;
    this.#tell({ name, partition, detail, records: [from, skipped, to] });
  }
}

const NONE: readonly SentRecord[] = [];
