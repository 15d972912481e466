/**
 * Runs the properties after every event. It looks at what the event changed and shows each property that; a property
 * that broke stays broken, with the step that broke it. Attach it to a history: it sees every step once.
 */
import { get, has } from '../base/table.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { Kafka, KafkaState } from '../kafka/kinds.ts';
import { changedPartitions, emptyImage, type MetadataImage, replayEntry } from '../kafka/metadata/image.ts';
import { DEFAULT_PROTOCOL, type ProtocolId, protocolOf } from '../kafka/protocolGenerations.ts';
import { entriesBetween } from '../kafka/raft/raftClient.ts';
import type { Partition } from '../kafka/replication/partition.ts';
import type { ServerState } from '../kafka/server/state.ts';
import { type TopicPartition, topicOf } from '../kafka/topicPartition.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Step } from '../sim/world.ts';
import { ClientWatch } from './clientChecker/clientWatch.ts';
import type { Found } from './clientChecker/found.ts';
import { Promises } from './clientChecker/promises.ts';
import { CommittedLog } from './committedLog.ts';
import { Memory, type Noted } from './memory.ts';
import { ProducerMemory } from './producerMemory.ts';
import type { Checker, Finding, Property, ReplicaChange, ReplicaView, Witness } from './property.ts';
import { viewOf } from './replicaView.ts';

export interface Break {
  readonly name: string;
  readonly step: number;
  readonly at: number;
  readonly detail: string;
  /** False: nothing promised it here, so this is a lesson and not a bug. */
  readonly promised: boolean;
}

interface When {
  readonly step: number;
  readonly at: number;
}

/** One property's question about one kind of change. */
interface Question<Hook extends keyof Checker> {
  readonly property: Property;
  readonly ask: NonNullable<Checker[Hook]>;
}

export class PropertyWatcher implements Witness {
  readonly #properties: readonly Property[];
  readonly #memories: readonly Memory[];
  readonly #onReplica: readonly Question<'replica'>[];
  readonly #onMetadata: readonly Question<'metadata'>[];
  readonly #onRaft: readonly Question<'raft'>[];
  readonly #onFact: readonly Question<'fact'>[];
  readonly #onClients: readonly Question<'clients'>[];
  /** Made with the first step, and only for who asks. */
  #clients: { readonly watch: ClientWatch; readonly promises: Promises } | undefined;
  #breaks = new Map<string, Break>();
  #committed = new Map<TopicPartition, CommittedLog>();
  #replicas = new Map<TopicPartition, Map<number, ReplicaView>>();
  lossyBrokers = new Set<string>();
  uncleanElections = new Set<TopicPartition>();
  shortened = new Set<TopicPartition>();
  #producers = new ProducerMemory();
  /** By name: a topic made anew under it is another one, and nothing is promised of what was in the first. */
  #deletedTopics = new Set<string>();
  metadata: MetadataImage = emptyImage();
  #delivered = 0;
  #protocol: ProtocolId | undefined;
  /** Every server as last seen, by its place in the world: a command changes processes too, and its step shows none. */
  #seen: (ServerState | undefined)[] = [];

  constructor(properties: readonly Property[], memories: readonly Memory[] = properties.map(() => new Memory())) {
    this.#properties = properties;
    this.#memories = memories;
    const running = properties.map((property, place) => ({ property, checker: property.start(memories[place]!) }));
    const asking = <Hook extends keyof Checker>(hook: Hook): Question<Hook>[] =>
      running.flatMap(({ property, checker }) => {
        const ask = checker[hook];
        return ask === undefined ? [] : [{ property, ask }];
      });
    this.#onReplica = asking('replica');
    this.#onMetadata = asking('metadata');
    this.#onRaft = asking('raft');
    this.#onFact = asking('fact');
    this.#onClients = asking('clients');
  }

  /** One that knows what this one knows and goes on by itself. */
  fork(): PropertyWatcher {
    const forked = new PropertyWatcher(
      this.#properties,
      this.#memories.map((memory) => memory.fork()),
    );
    forked.#breaks = new Map(this.#breaks);
    for (const [partition, log] of this.#committed) forked.#committed.set(partition, log.fork());
    for (const [partition, views] of this.#replicas) forked.#replicas.set(partition, new Map(views));
    forked.lossyBrokers = new Set(this.lossyBrokers);
    forked.uncleanElections = new Set(this.uncleanElections);
    forked.shortened = new Set(this.shortened);
    forked.#producers = this.#producers.fork();
    forked.#deletedTopics = new Set(this.#deletedTopics);
    forked.metadata = this.metadata;
    if (this.#clients !== undefined) {
      forked.#clients = { watch: this.#clients.watch.fork(), promises: this.#clients.promises.fork(forked) };
    }
    forked.#delivered = this.#delivered;
    forked.#protocol = this.#protocol;
    forked.#seen = this.#seen.slice();
    return forked;
  }

  /**
   * All that later verdicts depend on besides the world itself, as lists of lists of immutable data: two runs of one world
   * that agree in it go on alike.
   */
  get knowledge(): readonly unknown[] {
    const committed = [...this.#committed].map(([partition, { start, end, batches }]) => [
      partition,
      start,
      end,
      batches,
    ]);
    const replicas = [...this.#replicas].map(([partition, views]) => [partition, [...views]]);
    const memories = this.#memories.map(({ content }) => content.map((map: Noted) => [...map]));
    const broken = [...this.#breaks.keys()];
    const clients = this.#clients?.watch.knowledge ?? [];
    const { lossyBrokers, uncleanElections, shortened } = this;
    const sets = [lossyBrokers, uncleanElections, shortened, this.#deletedTopics, ...this.#producers.content];
    const conditions = sets.map((set) => [...set]);
    return [committed, replicas, memories, broken, clients, conditions, this.metadata, this.#delivered];
  }

  get forgottenBatches(): ReadonlySet<TopicPartition> {
    return this.#producers.forgotten;
  }

  get protocol(): ProtocolId {
    return this.#protocol ?? DEFAULT_PROTOCOL;
  }

  /** Something broke. */
  get hasBroken(): boolean {
    return this.#breaks.size > 0;
  }

  /** In the order in which they broke. */
  get breaks(): readonly Break[] {
    return [...this.#breaks.values()];
  }

  readonly watch = (step: Step<Kafka>, kernel: Kernel<Kafka>): void => {
    for (const { node, fact } of step.facts) {
      this.#producers.note(node, fact);
      if (fact.type === 'PowerLost' || fact.type === 'DiskWiped') this.lossyBrokers.add(fact.node);
      else if (isShortening(fact)) this.shortened.add(fact.partition);
      else if (fact.type === 'TopicDeleted') this.#deletedTopics.add(fact.topic);
      if (fact.type === 'LeaderElected' && fact.unclean) this.#forgetUncommon(fact.partition, fact.leader);
      if (fact.type === 'ProcessKilled' || fact.type === 'PowerLost' || fact.type === 'ProcessExited') {
        this.#forgetProcess(kernel, fact.node);
      }
    }
    if (step.scheduled.place >= 0) this.#look(step, step.scheduled.place, step.after);
    else for (const [nth, { state }] of kernel.nodes.entries()) this.#look(step, nth, state);
    for (const { node, fact } of step.facts) {
      for (const { property, ask } of this.#onFact) {
        const finding = ask(fact, node, this);
        if (finding === undefined) continue;
        this.#broken(step, property, 'partition' in fact ? (fact.partition ?? undefined) : undefined, finding);
      }
    }
    if (this.#onClients.length > 0 && step.facts.length > 0) this.#toldClients(step, kernel);
  };

  /** The run is over: what only its end can show. */
  finish(step: number, at: number): void {
    for (const found of this.#clients?.watch.finish() ?? []) this.#foundByClients({ step, at }, found);
  }

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

  #toldClients(step: Step<Kafka>, kernel: Kernel<Kafka>): void {
    this.#clients ??= { watch: ClientWatch.over(kernel.world), promises: new Promises(kernel.world, this) };
    const { watch, promises } = this.#clients;
    for (const { fact } of step.facts) if (fact.type === 'RecordAcknowledged') promises.acknowledged(fact.partition);
    for (const found of watch.watch(step)) this.#foundByClients(step, found);
  }

  #foundByClients(when: When, found: Found): void {
    const { promises } = this.#clients!;
    for (const { property, ask } of this.#onClients) {
      this.#broken(when, property, found.partition, ask(found, promises));
    }
  }

  #look(step: Step<Kafka>, place: number, state: KafkaState | undefined): void {
    const before = this.#seen[place];
    const after = isServer(state) ? state : undefined;
    if (before === after) return;
    this.#seen[place] = after;
    if (after !== undefined) this.#server(step, before, after);
  }

  #server(step: Step<Kafka>, before: ServerState | undefined, after: ServerState): void {
    const id = after.setup.nodeId;
    this.#protocol ??= protocolOf(after.setup.version);
    if (before?.raft !== after.raft) {
      const change = { id, before: before?.raft, after: after.raft };
      for (const { property, ask } of this.#onRaft) this.#broken(step, property, undefined, ask(change, this));
    }
    // A server that is both commits metadata and acts on it in one step. So metadata is judged against the newest view of
    // every log, and what became of the logs against the newest metadata.
    const changes: ReplicaChange[] = [];
    const [was, is] = [before?.broker?.partitions, after.broker?.partitions];
    if (is !== undefined && was !== is) {
      for (let place = 0; place < is.values.length; place++) {
        const partition = is.values[place]!;
        const old = was?.keys === is.keys ? was.values[place] : was && get(was, is.keys[place]!);
        if (old !== partition) changes.push(this.#view(id, old, partition));
      }
      // A replica that was moved away or deleted is no witness of anything any more.
      if (was !== undefined && was.keys !== is.keys) {
        for (const tp of was.keys) if (!has(is, tp)) this.#replicas.get(tp)?.delete(id);
      }
    }
    if (after.deliveredOffset > this.#delivered) this.#metadata(step, after);
    for (const change of changes) {
      for (const { property, ask } of this.#onReplica)
        this.#broken(step, property, change.partition, ask(change, this));
    }
  }

  #view(broker: number, old: Partition | undefined, now: Partition): ReplicaChange {
    const partition = now.topicPartition;
    const before = old === undefined ? undefined : viewOf(old);
    const after = viewOf(now);
    let known = this.#replicas.get(partition);
    if (known === undefined) {
      known = new Map();
      this.#replicas.set(partition, known);
    }
    known.set(broker, after);
    return { partition, broker, before, after };
  }

  #metadata(step: Step<Kafka>, server: ServerState): void {
    // Whoever jumped over entries with a snapshot has jumped to where another had been, so none is missed here.
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

  /** The first break counts; and the first that was promised not to be, if those before it were not. */
  #broken({ step, at }: When, property: Property, partition: TopicPartition | undefined, finding: Finding): void {
    if (finding === undefined) return;
    if (partition !== undefined && this.#deletedTopics.has(topicOf(partition))) return;
    const { name } = property;
    const known = this.#breaks.get(name);
    if (known?.promised === true || this.#breaks.has(`${name}, promised`)) return;
    const judged =
      typeof finding === 'string' ? { detail: finding, promised: property.promised(this, partition) } : finding;
    if (known === undefined) this.#breaks.set(name, { name, step, at, ...judged });
    else if (judged.promised) this.#breaks.set(`${name}, promised`, { name, step, at, ...judged });
  }
}

function isServer(state: KafkaState | undefined): state is ServerState {
  return state?.kind === 'server';
}

function isShortening(
  fact: KafkaFact,
): fact is Extract<KafkaFact, { type: 'SegmentsDeleted' | 'LogStartOffsetAdvanced' | 'LogCleaned' }> {
  return fact.type === 'SegmentsDeleted' || fact.type === 'LogStartOffsetAdvanced' || fact.type === 'LogCleaned';
}
