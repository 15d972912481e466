/** Tells the client-visible checker what happens in a run: the facts of producers and consumers, and nothing else. */
import type { KafkaFact } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import { recordId } from '../../kafka/records.ts';
import type { Step, WorldSetup } from '../../sim/world.ts';
import { ClientHistory } from './clientHistory.ts';
import { Copies } from './copies.ts';
import type { Found, SendOperation, SendOutcome } from './found.ts';
import type { Read } from './pollOrder.ts';

export class ClientWatch {
  #history = new ClientHistory((found) => this.#found.push(found));
  /** Sent, and without an outcome yet. */
  readonly #pending = new Map<string, SendOperation>();
  /** Facts of processes speak of nodes, facts of clients of clients. */
  readonly #consumers: ReadonlyMap<string, string>;
  #found: Found[] = [];

  constructor(consumers: ReadonlyMap<string, string>) {
    this.#consumers = consumers;
  }

  static over(world: WorldSetup<Kafka>): ClientWatch {
    const consumers = new Map<string, string>();
    for (const { id, setup } of world.nodes) if (setup.kind === 'consumer') consumers.set(id, setup.clientId);
    return new ClientWatch(consumers);
  }

  fork(): ClientWatch {
    const forked = new ClientWatch(this.#consumers);
    const copies = new Copies();
    forked.#history = this.#history.fork((found) => forked.#found.push(found), copies);
    for (const [id, operation] of this.#pending) forked.#pending.set(id, copies.operation(operation));
    return forked;
  }

  get knowledge(): readonly unknown[] {
    return this.#history.knowledge;
  }

  /** What a step shows. */
  watch({ facts }: Step<Kafka>): readonly Found[] {
    let reads: Read[] | undefined;
    let reader = '';
    for (const { fact } of facts) {
      if (fact.type !== 'RecordsConsumed') this.#fact(fact);
      else if (fact.records.length > 0) {
        reader = fact.client;
        reads = withRead(reads ?? [], fact);
      }
    }
    // One poll() hands out everything in one step.
    if (reads !== undefined) this.#history.poll(reader, true, reads);
    return this.#take();
  }

  /** What only the end of a run can show. */
  finish(): readonly Found[] {
    this.#history.finish();
    const found = [...this.#take()];
    // Where nobody reads, that nobody has read is no news: Jepsen's clients all poll in the end.
    if (this.#consumers.size === 0 && !this.#history.hasReaders) return found;
    const { unseen } = this.#history;
    const [first] = unseen;
    if (first === undefined) return found;
    const count = unseen.size === 1 ? 'one record was' : `${unseen.size} records were`;
    const detail = `${count} acknowledged and never read, first ${first.id} in ${first.partition}`;
    return [...found, { name: 'unseen', partition: first.partition, detail, records: [...unseen] }];
  }

  #take(): readonly Found[] {
    if (this.#found.length === 0) return NOTHING;
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #fact(fact: KafkaFact): void {
    switch (fact.type) {
      case 'RecordSent': {
        const id = recordId(fact.client, fact.record);
        this.#pending.set(id, this.#history.send(fact.client, [{ partition: fact.partition, id }]));
        return;
      }
      case 'RecordAcknowledged':
        this.#complete(fact.client, fact.record, 'acknowledged', fact.offset);
        return;
      case 'RecordFailed':
        this.#complete(fact.client, fact.record, 'failed', -1);
        return;
      case 'RecordUnknown':
        this.#complete(fact.client, fact.record, 'unknown', -1);
        return;
      case 'OffsetReset':
        this.#history.seek(fact.client, fact.partition, fact.offset);
        return;
      case 'PartitionsAssigned':
        this.#history.begin(fact.client, fact.partitions);
        return;
      case 'PositionSought':
        this.#history.begin(fact.client, [fact.partition]);
        return;
      case 'CommittedOffsetFound':
        this.#history.seek(fact.client, fact.partition, fact.offset);
        return;
      case 'ProcessStarted':
      case 'ProcessKilled':
      case 'ProcessExited':
      case 'PowerLost': {
        const consumer = this.#consumers.get(fact.node);
        if (consumer !== undefined) this.#history.restart(consumer);
        return;
      }
      default:
    }
  }

  #complete(client: string, record: number, outcome: SendOutcome, offset: number): void {
    const id = recordId(client, record);
    const operation = this.#pending.get(id);
    if (operation === undefined) return;
    this.#pending.delete(id);
    this.#history.complete(operation, outcome, [offset]);
  }
}

const NOTHING: readonly Found[] = [];

/** What a poll hands out of one partition may be told in two facts: the rest of one fetch, and the next. */
function withRead(reads: Read[], fact: Extract<KafkaFact, { type: 'RecordsConsumed' }>): Read[] {
  const { partition, from, records } = fact;
  const offsets = records.map((_, place) => from + place);
  const place = reads.findIndex((read) => read.partition === partition);
  const known = reads[place];
  if (known === undefined) reads.push({ partition, offsets, ids: records });
  else reads[place] = { partition, offsets: [...known.offsets, ...offsets], ids: [...known.ids, ...records] };
  return reads;
}
