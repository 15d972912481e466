/**
 * The one true committed log of a partition, as the run established it: the first replica whose high watermark passes an
 * offset settles what is committed there, and whoever says otherwise later has diverged. Compaction may take away what a
 * later record of the same key supersedes, and tombstones: each replica in its own time, so that replicas may differ in
 * which of those are still there.
 */
import { at } from '../base/vector.ts';
import { placeOf } from '../kafka/log/logRead.ts';
import type { PartitionLog } from '../kafka/log/partitionLog.ts';
import { type DataRecord, nextOffsetOf, type RecordBatch, recordAt } from '../kafka/records.ts';

export class CommittedLog {
  /** By offset, from `start`: the batch that holds it. */
  #batches: RecordBatch[] = [];
  #start = 0;
  #end = 0;
  /** A replica has been cleaned: gaps may be in order. */
  #cleaned = false;
  /** Another one has the same array: who changes it takes a copy first. */
  #shared = false;

  /** One that goes on by itself from here. */
  fork(): CommittedLog {
    const forked = new CommittedLog();
    forked.#batches = this.#batches;
    forked.#start = this.#start;
    forked.#end = this.#end;
    forked.#cleaned = this.#cleaned;
    forked.#shared = true;
    this.#shared = true;
    return forked;
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#end;
  }

  /** By offset, from `start`. */
  get batches(): readonly RecordBatch[] {
    return this.#batches;
  }

  batchAt(offset: number): RecordBatch | undefined {
    return this.#batches[offset - this.#start];
  }

  recordAt(offset: number): DataRecord | undefined {
    const batch = this.batchAt(offset);
    return batch === undefined ? undefined : recordAt(batch, offset);
  }

  /** Takes over or compares offsets [from, to) of a log; the first offset that differs, or undefined. */
  settle(log: PartitionLog, from: number, to: number): number | undefined {
    if (log.cleanedUpTo !== null) this.#cleaned = true;
    if (from >= to) return undefined;
    let place = placeOf(log, from);
    for (let offset = Math.max(from, log.logStartOffset); offset < to; ) {
      const batch = at(log.batches, place++);
      // A gap that a cleaning has left; with no batch behind it, it goes to the end.
      const gapEnd = Math.min(batch?.baseOffset ?? to, to);
      for (; offset < gapEnd; offset++) if (!this.#mayBeGone(offset, log.logEndOffset)) return offset;
      if (batch === undefined) return undefined;
      const end = Math.min(nextOffsetOf(batch), to);
      for (; offset < end; offset++) {
        if (offset >= this.#end) this.#append(batch, offset);
        else if (!this.#agrees(batch, offset)) return offset;
      }
    }
    return undefined;
  }

  #agrees(batch: RecordBatch, offset: number): boolean {
    const known = this.batchAt(offset);
    if (known === batch || known === undefined) return true;
    const found = recordAt(batch, offset);
    if (found === undefined) return this.#mayBeGone(offset, nextOffsetOf(batch));
    const record = recordAt(known, offset);
    // What had gone when it was settled cannot be compared.
    return record === undefined || (known.partitionLeaderEpoch === batch.partitionLeaderEpoch && same(record, found));
  }

  /** Whether compaction can have taken it: for a later record of its key, or because it has no value, or no key. */
  #mayBeGone(offset: number, logEndOffset: number): boolean {
    if (!this.#cleaned) return false;
    if (offset >= this.#end) return logEndOffset > offset;
    const record = this.recordAt(offset);
    if (record === undefined || record.key === null || record.value === null) return true;
    for (let later = offset + 1; later < this.#end; later++) {
      if (this.recordAt(later)?.key === record.key) return true;
    }
    return false;
  }

  /** The first offset in [from, to) at which a log differs from what is committed, or ends too early. */
  differs(log: PartitionLog, from: number, to: number = this.#end): number | undefined {
    const end = Math.min(to, this.#end);
    return (
      this.settle(log, from, Math.min(end, log.logEndOffset)) ?? (log.logEndOffset < end ? log.logEndOffset : undefined)
    );
  }

  /** After an unclean election the truth is what the new leader holds: Kafka says so, and so must we. */
  forgetFrom(offset: number): void {
    if (offset >= this.#end) return;
    this.#own();
    this.#batches.length = Math.max(0, offset - this.#start);
    this.#end = Math.max(this.#start, offset);
  }

  #own(): void {
    if (this.#shared) this.#batches = this.#batches.slice();
    this.#shared = false;
  }

  #append(batch: RecordBatch, offset: number): void {
    this.#own();
    if (this.#batches.length === 0) this.#start = offset;
    this.#batches[offset - this.#start] = batch;
    this.#end = offset + 1;
  }
}

function same(a: DataRecord, b: DataRecord): boolean {
  return a.key === b.key && a.value === b.value && a.timestamp === b.timestamp;
}
