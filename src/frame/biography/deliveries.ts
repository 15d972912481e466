/** What consumers were handed and have processed, by node, partition and offset: read off the facts once, when asked for. */
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';
import type { FactLog } from '../factFrames.ts';

/** Steps at which it was handed out, and processed; rising. */
export interface Handled {
  readonly delivered: number[];
  readonly processed: number[];
}

/** By offset. */
export type HandledByOffset = ReadonlyMap<number, Handled>;

const KEPT = new WeakMap<FactLog, Deliveries>();

export function deliveriesOf(facts: FactLog): Deliveries {
  let deliveries = KEPT.get(facts);
  if (deliveries === undefined) {
    deliveries = new Deliveries();
    KEPT.set(facts, deliveries);
  }
  deliveries.catchUp(facts);
  return deliveries;
}

export class Deliveries {
  /** By node, then partition. */
  readonly #nodes = new Map<string, Map<string, Map<number, Handled>>>();
  /** By group, then partition: where each commit put it. */
  readonly #commits = new Map<string, Map<string, { readonly step: number; readonly offset: number }[]>>();
  /** By node: the group that it said it is in. */
  readonly #groups = new Map<string, string>();
  #read = 0;

  catchUp(facts: FactLog): void {
    for (; this.#read < facts.length; this.#read++) this.#take(facts.recorded(this.#read)!);
  }

  get nodes(): ReadonlyMap<string, ReadonlyMap<string, HandledByOffset>> {
    return this.#nodes;
  }

  groupOf(node: string): string | null {
    return this.#groups.get(node) ?? null;
  }

  /** null: nothing was committed. */
  committed(group: string, partition: string, step: number): number | null {
    let offset: number | null = null;
    for (const commit of this.#commits.get(group)?.get(partition) ?? []) {
      if (commit.step > step) break;
      offset = commit.offset;
    }
    return offset;
  }

  #take({ step, node, fact }: RecordedFact<Kafka>): void {
    switch (fact.type) {
      case 'CoordinatorDiscovered':
      case 'PartitionsAssigned':
        this.#groups.set(node, fact.group);
        return;
      case 'RecordsConsumed':
      case 'RecordsProcessed': {
        const offsets = this.#offsets(node, fact.partition);
        for (let offset = fact.from; offset < fact.from + fact.count; offset++) {
          let handled = offsets.get(offset);
          if (handled === undefined) {
            handled = { delivered: [], processed: [] };
            offsets.set(offset, handled);
          }
          (fact.type === 'RecordsConsumed' ? handled.delivered : handled.processed).push(step);
        }
        return;
      }
      case 'OffsetCommitted': {
        const partitions = this.#commits.get(fact.group) ?? new Map();
        const commits = partitions.get(fact.partition) ?? [];
        commits.push({ step, offset: fact.offset });
        partitions.set(fact.partition, commits);
        this.#commits.set(fact.group, partitions);
        return;
      }
      default:
    }
  }

  #offsets(node: string, partition: string): Map<number, Handled> {
    let partitions = this.#nodes.get(node);
    if (partitions === undefined) {
      partitions = new Map();
      this.#nodes.set(node, partitions);
    }
    let offsets = partitions.get(partition);
    if (offsets === undefined) {
      offsets = new Map();
      partitions.set(partition, offsets);
    }
    return offsets;
  }
}
