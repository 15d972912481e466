/**
 * Who led each partition, when, and with which ISR: read off the facts of a branch as they come, once. Elections are the
 * controller's; a partition is *served* while the process that was elected lives and has taken over.
 */
import type { Micros } from '../base/time.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { RecordedFact } from '../record/history.ts';
import type { FactLog } from './factFrames.ts';
import type { PartitionFrame } from './frame.ts';
import type { LeadershipFrame, LeadershipRow, LeadershipSpan } from './lookFrames.ts';

interface Change extends Omit<LeadershipSpan, 'to' | 'isr'> {
  /** null: as it was when the partition was created, which no fact has said yet. */
  isr: readonly number[] | null;
}

interface Serving {
  readonly from: Micros;
  to: Micros | null;
  readonly leaderEpoch: number;
  readonly node: string;
}

interface History {
  readonly changes: Change[];
  readonly served: Serving[];
  replicationFactor: number;
}

const KEPT = new WeakMap<FactLog, LeadershipHistory>();

/** Kept beside the facts: what has been read is not read again. */
export function leadershipOf(facts: FactLog): LeadershipHistory {
  let history = KEPT.get(facts);
  if (history === undefined) {
    history = new LeadershipHistory();
    KEPT.set(facts, history);
  }
  history.catchUp(facts);
  return history;
}

export class LeadershipHistory {
  readonly #partitions = new Map<string, History>();
  readonly #topics = new Map<string, { readonly at: Micros; readonly step: number; readonly factor: number }>();
  #read = 0;

  catchUp(facts: FactLog): void {
    for (; this.#read < facts.length; this.#read++) this.#take(facts.recorded(this.#read)!);
  }

  /** Everything up to `until`; `partitions` as they are known at the playhead, in their order, others after them. */
  frame(until: Micros, partitions: readonly PartitionFrame[]): LeadershipFrame {
    const known = new Map(partitions.map((partition) => [partition.id, partition]));
    const rest = [...this.#partitions.keys()].filter((id) => !known.has(id)).sort();
    const rows: LeadershipRow[] = [];
    for (const id of [...known.keys(), ...rest]) {
      const history = this.#partitions.get(id);
      if (history === undefined) continue;
      const spans = spansOf(history, until, known.get(id)?.isr ?? []);
      if (spans.length === 0) continue;
      rows.push({
        partition: id,
        replicationFactor: known.get(id)?.replicas.length ?? history.replicationFactor,
        minInsyncReplicas: known.get(id)?.minInsyncReplicas ?? 0,
        spans,
        served: servedOf(history, until),
      });
    }
    return { until, partitions: rows };
  }

  #take({ step, at, node, fact }: RecordedFact<Kafka>): void {
    switch (fact.type) {
      case 'TopicCreated':
        this.#topics.set(fact.topic, { at, step, factor: fact.replicationFactor });
        return;
      case 'LeaderElected': {
        const { leader, leaderEpoch, unclean, isr } = fact;
        const { changes } = this.#of(fact.partition);
        const before = changes[changes.length - 1];
        if (before !== undefined && before.leaderEpoch > leaderEpoch) return;
        // Where the ISR changed too, a fact of the same step says what it was.
        if (before?.isr === null) before.isr = isr;
        changes.push({
          from: at,
          step,
          leader,
          leaderEpoch,
          isr,
          elr: before?.elr ?? [],
          began: 'elected',
          unclean,
        });
        this.#stop(fact.partition, at, leaderEpoch);
        return;
      }
      case 'IsrChanged': {
        const { changes } = this.#of(fact.partition);
        const before = changes[changes.length - 1];
        const wasElected = before?.began === 'elected' && before.step === step;
        const older = wasElected ? changes[changes.length - 2] : before;
        if (
          older !== undefined &&
          (older.isr === null || (wasElected && changes.length === 2 && older.began === 'created'))
        )
          older.isr = fact.previousIsr;
        this.#change(fact.partition, { step, at }, 'isr', { isr: fact.isr });
        return;
      }
      case 'ElrChanged':
        this.#change(fact.partition, { step, at }, 'elr', { elr: fact.elr });
        return;
      case 'BecameLeader':
        this.#serve(fact.partition, fact.broker, fact.leaderEpoch, { node, step, at });
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
      case 'ProcessPaused':
        for (const { served } of this.#partitions.values()) {
          const last = served[served.length - 1];
          if (last?.node === fact.node && last.to === null) last.to = at;
        }
        return;
      case 'ProcessResumed':
        for (const { served, changes } of this.#partitions.values()) {
          const last = served[served.length - 1];
          const elected = changes[changes.length - 1];
          if (last?.node !== fact.node || last.to === null || elected?.leaderEpoch !== last.leaderEpoch) continue;
          served.push({ from: at, to: null, leaderEpoch: last.leaderEpoch, node });
        }
        return;
      default:
    }
  }

  #of(partition: string): History {
    let history = this.#partitions.get(partition);
    if (history === undefined) {
      const factor = this.#topics.get(topicOf(partition))?.factor ?? 0;
      history = { changes: [], served: [], replicationFactor: factor };
      this.#partitions.set(partition, history);
    }
    return history;
  }

  #change(
    partition: string,
    { step, at }: { readonly step: number; readonly at: Micros },
    began: 'isr' | 'elr',
    change: Partial<Pick<Change, 'isr' | 'elr'>>,
  ): void {
    const { changes } = this.#of(partition);
    const last = changes[changes.length - 1];
    if (last === undefined) return;
    if (last.step === step) changes[changes.length - 1] = { ...last, ...change };
    else changes.push({ ...last, unclean: false, ...change, from: at, step, began });
  }

  /** The elected process has taken over. The first leader of all is known by this alone. */
  #serve(
    partition: string,
    leader: number,
    leaderEpoch: number,
    { node, step, at }: { readonly node: string; readonly step: number; readonly at: Micros },
  ): void {
    const { changes, served } = this.#of(partition);
    const newest = changes[changes.length - 1];
    if (newest !== undefined && newest.leaderEpoch > leaderEpoch) return;
    if (newest === undefined) {
      const created = this.#topics.get(topicOf(partition));
      const from = created?.at ?? at;
      const began = { from, step: created?.step ?? step, began: 'created', unclean: false } as const;
      changes.push({ ...began, leader, leaderEpoch, isr: null, elr: [] });
    }
    this.#stop(partition, at, leaderEpoch);
    const last = served[served.length - 1];
    if (last?.to === null && last.leaderEpoch === leaderEpoch && last.node === node) return;
    served.push({ from: at, to: null, leaderEpoch, node });
  }

  /** Whoever led in an older epoch no longer counts. */
  #stop(partition: string, at: Micros, leaderEpoch: number): void {
    const { served } = this.#of(partition);
    const last = served[served.length - 1];
    if (last !== undefined && last.to === null && last.leaderEpoch < leaderEpoch) last.to = at;
  }
}

function topicOf(partition: string): string {
  return partition.slice(0, partition.lastIndexOf('-'));
}

function spansOf({ changes }: History, until: Micros, isrNow: readonly number[]): LeadershipSpan[] {
  const spans: LeadershipSpan[] = [];
  for (let place = 0; place < changes.length; place++) {
    const change = changes[place]!;
    if (change.from > until) break;
    const to = Math.min(until, changes[place + 1]?.from ?? until);
    spans.push({ ...change, isr: change.isr ?? isrNow, to });
  }
  return spans;
}

function servedOf({ served }: History, until: Micros): LeadershipRow['served'] {
  return served
    .filter(({ from }) => from <= until)
    .map(({ from, to, leaderEpoch }) => ({ from, to: Math.min(until, to ?? until), leaderEpoch }));
}
