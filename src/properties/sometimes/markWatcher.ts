/** Watches one run for marked states. What has been reached is not asked for again. */
import { get } from '../../base/table.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { ServerState } from '../../kafka/server/state.ts';
import type { Step } from '../../sim/world.ts';
import { always, type Property, type Witness } from '../property.ts';
import type { FactMark, Mark, MessageMark, MetadataMark, Moment, PartitionMark, RaftMark } from './mark.ts';

const LIFE_ENDS: ReadonlySet<string> = new Set(['ProcessKilled', 'PowerLost', 'ProcessExited', 'ProcessStarted']);

export class MarkWatcher {
  readonly reached = new Set<string>();
  /** As last seen: a command changes a process too, and no step shows that. */
  readonly #seen = new Map<string, ServerState>();
  readonly #facts: Map<string, FactMark[]>;
  readonly #messages: Map<string, MessageMark[]>;
  #partition: readonly PartitionMark[];
  #raft: readonly RaftMark[];
  #metadata: readonly MetadataMark[];

  constructor(marks: readonly Mark[]) {
    this.#facts = grouped(
      marks.filter((mark) => 'fact' in mark),
      ({ fact }) => fact,
    );
    this.#messages = grouped(
      marks.filter((mark) => 'message' in mark),
      ({ message }) => message,
    );
    this.#partition = marks.filter((mark) => 'partition' in mark);
    this.#raft = marks.filter((mark) => 'raft' in mark);
    this.#metadata = marks.filter((mark) => 'metadata' in mark);
  }

  /** To be watched with the properties, and never broken: through it comes what metadata has been committed. */
  readonly property: Property = {
    name: 'sometimes',
    source: 'tidemark',
    statement: { en: 'Always holds.', ko: '항상 참이에요.' },
    guard: undefined,
    promised: always,
    start: () => ({
      metadata: (change) => {
        this.#metadata = this.#without(this.#metadata, ({ is }) => is(change));
        return undefined;
      },
    }),
  };

  /** After the properties have watched the same step. */
  watch(step: Step<Kafka>, witness: Witness): void {
    const seen = this.#last;
    for (const { fact, node } of step.facts) {
      const waiting = this.#facts.get(fact.type);
      if (waiting !== undefined) this.#facts.set(fact.type, this.#ask(waiting, { witness, step, node, seen }, fact));
      if (LIFE_ENDS.has(fact.type) && 'node' in fact) this.#seen.delete(fact.node);
    }
    if (!step.handled) return;
    const { event, node } = step.scheduled;
    if (event?.type === 'arrived') {
      const waiting = this.#messages.get(event.message.type);
      if (waiting !== undefined && waiting.length > 0) {
        this.#messages.set(event.message.type, this.#ask(waiting, { witness, step, node, seen }, event.message));
      }
    }
    if (step.after?.kind === 'server') {
      this.#server(this.#seen.get(node), step.after, { witness, step, node, seen });
      this.#seen.set(node, step.after);
    }
  }

  readonly #last = (node: string): ServerState | undefined => this.#seen.get(node);

  #ask<M extends FactMark | MessageMark>(marks: M[], moment: Moment, what: KafkaFact | KafkaMessage): M[] {
    const left = marks.filter(({ is, name }) => {
      if (!(is as (asked: unknown, moment: Moment) => boolean)(what, moment)) return true;
      this.reached.add(name);
      return false;
    });
    return left.length < marks.length ? left : marks;
  }

  #server(before: ServerState | undefined, after: ServerState, moment: Moment): void {
    const { raft } = after;
    if (raft !== undefined && before?.raft !== raft && this.#raft.length > 0) {
      this.#raft = this.#without(this.#raft, ({ is }) => is(raft, before?.raft, moment));
    }
    const [was, now] = [before?.broker?.partitions, after.broker?.partitions];
    if (now === undefined || was === now || this.#partition.length === 0) return;
    for (let place = 0; place < now.values.length; place++) {
      const partition = now.values[place]!;
      const old =
        was === undefined ? undefined : was.keys === now.keys ? was.values[place] : get(was, now.keys[place]!);
      if (old === partition) continue;
      this.#partition = this.#without(this.#partition, ({ is }) => is(partition, old, moment));
    }
  }

  #without<M extends Mark>(marks: readonly M[], isReached: (mark: M) => boolean): readonly M[] {
    let left: M[] | undefined;
    for (const mark of marks) {
      if (!isReached(mark)) continue;
      this.reached.add(mark.name);
      left = (left ?? [...marks]).filter((one) => one !== mark);
    }
    return left ?? marks;
  }
}

function grouped<M>(marks: readonly M[], keyOf: (mark: M) => string): Map<string, M[]> {
  const groups = new Map<string, M[]>();
  for (const mark of marks) groups.set(keyOf(mark), [...(groups.get(keyOf(mark)) ?? []), mark]);
  return groups;
}
