/**
 * The one true committed log of a partition, as the run established it: the first replica whose high watermark passes an
 * offset settles what is committed there, and whoever says otherwise later has diverged.
 */
import { at } from '../base/vector.ts';
import { type PartitionLog, placeOf } from '../kafka/log/partitionLog.ts';
import { type DataRecord, nextOffsetOf, type RecordBatch } from '../kafka/records.ts';

export class CommittedLog {
  /** By offset, from `start`: the batch that holds it. */
  #batches: RecordBatch[] = [];
  #start = 0;
  #end = 0;
  /** Another one has the same array: who changes it takes a copy first. */
  #shared = false;

  /** One that goes on by itself from here. */
  fork(): CommittedLog {
    const forked = new CommittedLog();
    forked.#batches = this.#batches;
    forked.#start = this.#start;
    forked.#end = this.#end;
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
    return batch?.records[offset - batch.baseOffset];
  }

  /** Takes over or compares offsets [from, to) of a log; the first offset that differs, or undefined. */
  settle(log: PartitionLog, from: number, to: number): number | undefined {
    if (from >= to) return undefined;
    let place = placeOf(log, from);
    for (let offset = Math.max(from, log.logStartOffset); offset < to; ) {
      const batch = at(log.batches, place++);
      if (batch === undefined || batch.baseOffset > offset) return offset;
      const end = Math.min(nextOffsetOf(batch), to);
      for (; offset < end; offset++) {
        if (offset < this.#end) {
          if (!sameRecord(this.batchAt(offset), batch, offset)) return offset;
        } else this.#append(batch, offset);
      }
    }
    return undefined;
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

function sameRecord(a: RecordBatch | undefined, b: RecordBatch, offset: number): boolean {
  if (a === b || a === undefined) return true;
  const [left, right] = [a.records[offset - a.baseOffset], b.records[offset - b.baseOffset]];
  return (
    a.partitionLeaderEpoch === b.partitionLeaderEpoch &&
    left?.key === right?.key &&
    left?.value === right?.value &&
    left?.timestamp === right?.timestamp
  );
}
