/**
 * Runs the properties after every event. It looks at what the event changed and shows each property that; a property
 * that broke stays broken, with the step that broke it. Attach it to a history: it sees every step once.
 */
import { get } from '../base/table.ts';
import type { Kafka, KafkaState } from '../kafka/kinds.ts';
import { changedPartitions, emptyImage, type MetadataImage, replayEntry } from '../kafka/metadata/image.ts';
import { entriesBetween } from '../kafka/raft/raftClient.ts';
import type { Partition } from '../kafka/replication/partition.ts';
import type { ServerState } from '../kafka/server/state.ts';
import type { TopicPartition } from '../kafka/topicPartition.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Step } from '../sim/world.ts';
import { CommittedLog } from './committedLog.ts';
import type { Checker, Finding, Property, ReplicaView, Witness } from './property.ts';

export interface Break {
  readonly name: string;
  readonly step: number;
  readonly at: number;
  readonly detail: string;
  /** False: nothing promised it here, so this is a lesson and not a bug. */
  readonly promised: boolean;
}

/** One property's question about one kind of change. */
interface Question<Hook extends keyof Checker> {
  readonly property: Property;
  readonly ask: NonNullable<Checker[Hook]>;
}

export class PropertyWatcher implements Witness {
  readonly #onReplica: readonly Question<'replica'>[];
  readonly #onMetadata: readonly Question<'metadata'>[];
  readonly #onRaft: readonly Question<'raft'>[];
  readonly #onFact: readonly Question<'fact'>[];
  readonly #breaks = new Map<string, Break>();
  readonly #committed = new Map<TopicPartition, CommittedLog>();
  readonly #replicas = new Map<TopicPartition, Map<number, ReplicaView>>();
  readonly lossyBrokers = new Set<string>();
  readonly uncleanElections = new Set<TopicPartition>();
  metadata: MetadataImage = emptyImage();
  #delivered = 0;

  constructor(properties: readonly Property[]) {
    const running = properties.map((property) => ({ property, checker: property.start() }));
    const asking = <Hook extends keyof Checker>(hook: Hook): Question<Hook>[] =>
      running.flatMap(({ property, checker }) => {
        const ask = checker[hook];
        return ask === undefined ? [] : [{ property, ask }];
      });
    this.#onReplica = asking('replica');
    this.#onMetadata = asking('metadata');
    this.#onRaft = asking('raft');
    this.#onFact = asking('fact');
  }

  /** In the order in which they broke. */
  get breaks(): readonly Break[] {
    return [...this.#breaks.values()];
  }

  readonly watch = (step: Step<Kafka>, kernel: Kernel<Kafka>): void => {
    for (const { fact } of step.facts) {
      if (fact.type === 'PowerLost' || fact.type === 'DiskWiped') this.lossyBrokers.add(fact.node);
      if (fact.type === 'LeaderElected' && fact.unclean) this.#forgetUncommon(fact.partition, fact.leader);
      if (fact.type === 'ProcessKilled' || fact.type === 'PowerLost' || fact.type === 'ProcessExited') {
        this.#forgetProcess(kernel, fact.node);
      }
    }
    if (isServer(step.after)) this.#server(step, isServer(step.before) ? step.before : undefined, step.after);
    for (const { node, fact } of step.facts) {
      for (const { property, ask } of this.#onFact) {
        const finding = ask(fact, node, this);
        if (finding === undefined) continue;
        this.#broken(step, property, 'partition' in fact ? (fact.partition ?? undefined) : undefined, finding);
      }
    }
  };

  committed(partition: TopicPartition): CommittedLog {
    let log = this.#committed.get(partition);
    if (log === undefined) {
      log = new CommittedLog();
      this.#committed.set(partition, log);
    }
    return log;
  }

  replica(partition: TopicPartition, broker: number): ReplicaView | undefined {
    return this.#replicas.get(partition)?.get(broker);
  }

  replicas(partition: TopicPartition): readonly (ReplicaView & { readonly broker: number })[] {
    return [...(this.#replicas.get(partition) ?? [])].map(([broker, view]) => ({ ...view, broker }));
  }

  #server(step: Step<Kafka>, before: ServerState | undefined, after: ServerState): void {
    const id = after.setup.nodeId;
    if (before?.raft !== after.raft) {
      const change = { id, before: before?.raft, after: after.raft };
      for (const { property, ask } of this.#onRaft) this.#broken(step, property, undefined, ask(change, this));
    }
    // Replicas first: metadata is judged against the newest view of every log.
    const [was, is] = [before?.broker?.partitions, after.broker?.partitions];
    if (is !== undefined && was !== is) {
      for (let place = 0; place < is.values.length; place++) {
        const partition = is.values[place]!;
        const old = was?.keys === is.keys ? was.values[place] : was && get(was, is.keys[place]!);
        if (old !== partition) this.#replica(step, id, old, partition);
      }
    }
    if (after.deliveredOffset > this.#delivered) this.#metadata(step, after);
  }

  #replica(step: Step<Kafka>, broker: number, old: Partition | undefined, now: Partition): void {
    const partition = now.topicPartition;
    const before = old === undefined ? undefined : viewOf(old);
    const after = viewOf(now);
    let known = this.#replicas.get(partition);
    if (known === undefined) {
      known = new Map();
      this.#replicas.set(partition, known);
    }
    known.set(broker, after);
    const change = { partition, broker, before, after };
    for (const { property, ask } of this.#onReplica) this.#broken(step, property, partition, ask(change, this));
  }

  #metadata(step: Step<Kafka>, server: ServerState): void {
    const entries = entriesBetween(server.raft, this.#delivered, server.deliveredOffset);
    this.#delivered = server.deliveredOffset;
    for (const entry of entries) {
      const before = this.metadata;
      const after = replayEntry(before, entry);
      this.metadata = after;
      const partitions = changedPartitions(before, after, [entry.record]);
      for (const { topicPartition, after: registration } of partitions) {
        if (registration?.leaderRecoveryState === 'RECOVERING')
          this.#forgetUncommon(topicPartition, registration.leader);
      }
      if (before === after) continue;
      const change = { before, after, partitions };
      const partition = partitions[0]?.topicPartition;
      for (const { property, ask } of this.#onMetadata) this.#broken(step, property, partition, ask(change, this));
    }
  }

  /** An unclean election makes the new leader's log the truth, from where it ends. */
  #forgetUncommon(partition: TopicPartition, leader: number): void {
    if (this.uncleanElections.has(partition)) return;
    this.uncleanElections.add(partition);
    const log = this.replica(partition, leader)?.log;
    if (log !== undefined) this.committed(partition).forgetFrom(log.logEndOffset);
  }

  #forgetProcess(kernel: Kernel<Kafka>, node: string): void {
    const world = kernel.world.nodes.find(({ id }) => id === node);
    if (world?.setup.kind !== 'server') return;
    for (const replicas of this.#replicas.values()) replicas.delete(world.setup.nodeId);
  }

  #broken({ step, at }: Step<Kafka>, property: Property, partition: TopicPartition | undefined, detail: Finding): void {
    const { name } = property;
    if (detail === undefined || this.#breaks.has(name)) return;
    this.#breaks.set(name, { name, step, at, detail, promised: property.promised(this, partition) });
  }
}

function isServer(state: KafkaState | undefined): state is ServerState {
  return state?.kind === 'server';
}

function viewOf({ replica, leaderEpoch, log }: Partition): ReplicaView {
  return { role: replica.role, leaderEpoch, log };
}
