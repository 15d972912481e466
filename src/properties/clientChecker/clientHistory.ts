/**
 * The history of a run as its clients could tell it, and the anomalies in it: the checker of jepsen.tests.kafka, told one
 * operation at a time, so that an anomaly is known with the operation that shows it. Nothing is looked at but what
 * producers sent and were told, and what consumers were handed, at which offset.
 *
 * *Differs from Jepsen:* order is compared by offsets, where Jepsen compares places in an order of values that is
 * ambiguous once a value is twice in it. A consumer misses a record only if it went past it, where Jepsen takes it that
 * all are read from the beginning. Records that were acknowledged without an offset can be lost, too. Cycles between
 * transactions (G0, G1c …) are not looked for.
 */
import type { TopicPartition } from '../../kafka/topicPartition.ts';
import type { Copies } from './copies.ts';
import {
  isAcknowledged,
  nameOf,
  type SendChain,
  type SendOperation,
  type SendOutcome,
  type SentRecord,
  type Tell,
} from './found.ts';
import { PartitionView } from './partitionView.ts';
import { advance, type Cursor, comparePoll, newCursor, type Read } from './pollOrder.ts';
import { checkOrder, newChain } from './sendOrder.ts';

interface Client {
  readonly chains: Map<TopicPartition, SendChain>;
  readonly cursors: Map<TopicPartition, Cursor>;
}

export class ClientHistory {
  readonly #tell: Tell;
  readonly #views = new Map<TopicPartition, PartitionView>();
  readonly #clients = new Map<string, Client>();
  /** Acknowledged, and not handed to anybody yet. */
  readonly #unseen = new Set<SentRecord>();

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  /** One that goes on by itself from here. Operations it is told of are those of `copies`. */
  fork(tell: Tell, copies: Copies): ClientHistory {
    const forked = new ClientHistory(tell);
    for (const [partition, view] of this.#views) forked.#views.set(partition, view.fork(tell, copies));
    for (const [process, { chains, cursors }] of this.#clients) {
      const client = forked.#client(process);
      for (const [partition, chain] of chains) client.chains.set(partition, copies.chain(chain));
      for (const [partition, cursor] of cursors) {
        const last = cursor.last === undefined ? undefined : copies.record(cursor.last);
        client.cursors.set(partition, { ...cursor, last });
      }
    }
    for (const record of this.#unseen) forked.#unseen.add(copies.record(record));
    return forked;
  }

  /** All that later findings depend on, as plain data. */
  get knowledge(): readonly unknown[] {
    const views = [...this.#views.values()].map(({ knowledge }) => knowledge);
    const clients = [...this.#clients].map(([process, { cursors }]) => [
      process,
      [...cursors].map(([partition, { lastOffset, next }]) => [partition, lastOffset, next]),
    ]);
    return [views, clients];
  }

  // ---- sending -----------------------------------------------------------------------------------------------------

  send(
    process: string,
    records: readonly { readonly partition: TopicPartition; readonly id: string }[],
  ): SendOperation {
    const operation: SendOperation = { process, records: [], outcome: 'pending', proven: false };
    for (const { partition, id } of records) operation.records.push(this.#sent(operation, partition, id));
    return operation;
  }

  /** What became of it; an offset for each of its records, -1 where the answer had none. */
  complete(operation: SendOperation, outcome: SendOutcome, offsets: readonly number[]): void {
    operation.outcome = outcome;
    if (outcome === 'unknown' && operation.records.some(({ seenBy }) => seenBy !== undefined)) operation.proven = true;
    operation.records.forEach((record, place) => {
      const offset = offsets[place] ?? -1;
      if (outcome === 'failed') this.#maybeAborted(record);
      else if (outcome === 'acknowledged') this.#acknowledged(record, offset);
      else this.#unknown(record, offset);
      if (operation.proven) this.#believe(record);
    });
  }

  #sent(operation: SendOperation, partition: TopicPartition, id: string): SentRecord {
    const { chains } = this.#client(operation.process);
    let chain = chains.get(partition);
    if (chain === undefined) {
      chain = newChain();
      chains.set(partition, chain);
    }
    return this.#view(partition).sent(id, operation, chain);
  }

  #acknowledged(record: SentRecord, offset: number): void {
    if (record.seenBy === undefined) this.#unseen.add(record);
    if (offset < 0) {
      if (record.seenBy === undefined) record.chain!.unplaced.push(record);
      return;
    }
    const view = this.#view(record.partition);
    view.learn(record, offset);
    record.offset = offset;
    checkOrder(record, view, this.#tell);
    view.mustBeRead(record, offset);
  }

  #unknown(record: SentRecord, offset: number): void {
    record.claimed = offset;
    if (record.offset >= 0) checkOrder(record, this.#view(record.partition), this.#tell);
  }

  /** An operation of unknown outcome did happen: what it said of its offsets counts. */
  #believe(record: SentRecord): void {
    const { claimed } = record;
    if (claimed < 0) return;
    record.claimed = -1;
    const view = this.#view(record.partition);
    view.learn(record, claimed);
    this.#place(record, claimed, view);
    view.mustBeRead(record, claimed);
  }

  /** Where a record is, unless its producer has said so. */
  #place(record: SentRecord, offset: number, view: PartitionView): void {
    if (record.offset >= 0) return;
    record.offset = offset;
    checkOrder(record, view, this.#tell);
  }

  #maybeAborted(record: SentRecord): void {
    const { partition, seenBy, operation } = record;
    if (seenBy === undefined || operation?.outcome !== 'failed') return;
    const detail = `${partition}: ${nameOf(record)} failed, and was read by ${seenBy}`;
    this.#tell({ name: 'G1a', partition, detail, records: [record] });
  }

  // ---- polling -----------------------------------------------------------------------------------------------------

  /**
   * One poll, or all polls of one transaction, which may have sent as well. `rebalanced` partitions were taken away and
   * given back meanwhile. A poll that did not succeed tells where records are, but its consumer stays where it was.
   */
  poll(
    process: string,
    succeeded: boolean,
    reads: readonly Read[],
    within?: SendOperation,
    rebalanced?: readonly TopicPartition[],
  ): void {
    for (const read of reads) {
      const view = this.#view(read.partition);
      const records = read.ids.map((id) => view.recordOf(id));
      for (let place = 0; place < records.length; place++) {
        this.#read(process, succeeded, view, records[place]!, read.offsets[place]!, within);
      }
      if (records.length === 0) continue;
      const cursor = this.#cursor(process, read.partition);
      comparePoll(process, cursor, view, read, records, rebalanced?.includes(read.partition) === true, this.#tell);
      if (succeeded) advance(process, cursor, view, read, records);
    }
  }

  /** assign() or subscribe(): where the consumer was in partitions that are not among these counts no more. */
  assign(process: string, partitions: readonly TopicPartition[]): void {
    const { chains, cursors } = this.#client(process);
    for (const partition of [...cursors.keys()]) if (!partitions.includes(partition)) cursors.delete(partition);
    for (const partition of [...chains.keys()]) if (!partitions.includes(partition)) chains.delete(partition);
  }

  /** The consumer takes up reading here: what is before it is not missed by it. */
  seek(process: string, partition: TopicPartition, offset: number): void {
    this.#cursor(process, partition).next = offset;
  }

  /** The group gave it these: where it was in them before counts no more, and what is before its next record is not missed. */
  begin(process: string, partitions: readonly TopicPartition[]): void {
    const { cursors } = this.#client(process);
    for (const partition of partitions) cursors.set(partition, { ...newCursor(), next: Number.MAX_SAFE_INTEGER });
  }

  /** A process that is started again is a new consumer. */
  restart(process: string): void {
    this.#clients.get(process)?.cursors.clear();
  }

  /** The history is over. */
  finish(): void {
    for (const view of this.#views.values()) view.finish();
  }

  /** Somebody has had a place to read from. */
  get hasReaders(): boolean {
    for (const { cursors } of this.#clients.values()) if (cursors.size > 0) return true;
    return false;
  }

  /** Acknowledged and never handed to anybody, so far. */
  get unseen(): ReadonlySet<SentRecord> {
    return this.#unseen;
  }

  #read(
    process: string,
    succeeded: boolean,
    view: PartitionView,
    record: SentRecord,
    offset: number,
    within: SendOperation | undefined,
  ): void {
    const { partition } = view;
    if (view.learn(record, offset)) this.#place(record, offset, view);
    if (within !== undefined && record.operation === within) {
      const detail = `${partition}: ${process} read ${nameOf(record)} in the transaction that sent it`;
      this.#tell({ name: 'precommitted-read', partition, detail, records: [record] });
    }
    if (!succeeded) return;
    if (record.seenBy === undefined) {
      record.seenBy = process;
      if (isAcknowledged(record)) this.#unseen.delete(record);
      const { operation } = record;
      if (operation?.outcome === 'unknown' && !operation.proven) {
        operation.proven = true;
        for (const sibling of operation.records) this.#believe(sibling);
      }
    }
    this.#maybeAborted(record);
  }

  // ---- what is known of whom ------------------------------------------------------------------------------------------

  #view(partition: TopicPartition): PartitionView {
    let view = this.#views.get(partition);
    if (view === undefined) {
      view = new PartitionView(partition, this.#tell);
      this.#views.set(partition, view);
    }
    return view;
  }

  #client(process: string): Client {
    let client = this.#clients.get(process);
    if (client === undefined) {
      client = { chains: new Map(), cursors: new Map() };
      this.#clients.set(process, client);
    }
    return client;
  }

  #cursor(process: string, partition: TopicPartition): Cursor {
    const { cursors } = this.#client(process);
    let cursor = cursors.get(partition);
    if (cursor === undefined) {
      cursor = newCursor();
      cursors.set(partition, cursor);
    }
    return cursor;
  }
}
