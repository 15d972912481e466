/**
 * Runs the properties after every event. It looks at what the event changed and shows each property that; a property
 * that broke stays broken, with the step that broke it. Attach it to a history: it sees every step once.
 */
import { get, has } from '../base/table.ts';
import type { Kafka, KafkaState } from '../kafka/kinds.ts';
import {
  changedPartitions,
  emptyImage,
  type MetadataImage,
  type PartitionDelta,
  replayEntry,
} from '../kafka/metadata/image.ts';
import { DEFAULT_PROTOCOL, type ProtocolId, protocolOf } from '../kafka/protocolGenerations.ts';
import { entriesBetween } from '../kafka/raft/raftClient.ts';
import type { ServerState } from '../kafka/server/state.ts';
import { type TopicPartition, topicOf } from '../kafka/topicPartition.ts';
import type { KafkaVersion } from '../kafka/versions.ts';
import { imageOfZnodes, partitionsWrittenBetween } from '../kafka/zk/imageOfZnodes.ts';
import { isServing } from '../kafka/zookeeper/committedDatabase.ts';
import type { ZooKeeperServerState } from '../kafka/zookeeper/state.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Step } from '../sim/world.ts';
import { type Break, Breaks, type When } from './breaks.ts';
import { ClientWatch } from './clientChecker/clientWatch.ts';
import type { Found } from './clientChecker/found.ts';
import { Promises } from './clientChecker/promises.ts';
import { CommittedLog } from './committedLog.ts';
import { isServer, isShortening, LogAside } from './logAside.ts';
import { Memory, type Noted } from './memory.ts';
import { ProducerMemory } from './producerMemory.ts';
import type { Finding, Property, ReplicaChange, ReplicaView, Witness } from './property.ts';
import { type Questions, questionsOf } from './questions.ts';
import { ReplicaViews } from './replicaViews.ts';

export type { Break } from './breaks.ts';

export class PropertyWatcher implements Witness {
  readonly #properties: readonly Property[];
  readonly #memories: readonly Memory[];
  readonly #on: Questions;
  /** Made with the first step, and only for who asks. */
  #clients: { readonly watch: ClientWatch; readonly promises: Promises } | undefined;
  #breaks = new Breaks();
  #committed = new Map<TopicPartition, CommittedLog>();
  #replicas = new ReplicaViews();
  lossyBrokers = new Set<string>();
  uncleanElections = new Set<TopicPartition>();
  shortened = new Set<TopicPartition>();
  #producers = new ProducerMemory();
  /** By name: a topic made anew under it is another one, and nothing is promised of what was in the first. */
  #deletedTopics = new Set<string>();
  metadata: MetadataImage = emptyImage();
  #delivered = 0;
  #deliveredZxid = 0;
  #aside = new LogAside();
  #protocol: ProtocolId | undefined;
  version: KafkaVersion | undefined;
  usesZooKeeper = false;
  /** Every server as last seen, by its place in the world: a command changes processes too, and its step shows none. */
  #seen: (ServerState | undefined)[] = [];
  #ensemble: (ZooKeeperServerState | undefined)[] = [];

  constructor(properties: readonly Property[], memories: readonly Memory[] = properties.map(() => new Memory())) {
    this.#properties = properties;
    this.#memories = memories;
    this.#on = questionsOf(properties, memories);
  }

  /** One that knows what this one knows and goes on by itself. */
  fork(): PropertyWatcher {
    const forked = new PropertyWatcher(
      this.#properties,
      this.#memories.map((memory) => memory.fork()),
    );
    forked.#breaks = this.#breaks.fork();
    for (const [partition, log] of this.#committed) forked.#committed.set(partition, log.fork());
    forked.#replicas = this.#replicas.fork();
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
    forked.#deliveredZxid = this.#deliveredZxid;
    forked.#aside = this.#aside.fork();
    forked.#protocol = this.#protocol;
    forked.version = this.version;
    forked.usesZooKeeper = this.usesZooKeeper;
    forked.#seen = this.#seen.slice();
    forked.#ensemble = this.#ensemble.slice();
    return forked;
  }

  /**
   * All that later verdicts depend on besides the world itself, as lists of lists of immutable data: two runs of one world
   * that agree in it go on alike.
   */
  get knowledge(): readonly unknown[] {
    const committed = [...this.#committed].map(([partition, log]) => [partition, log.start, log.end, log.batches]);
    const replicas = this.#replicas.content;
    const memories = this.#memories.map(({ content }) => content.map((map: Noted) => [...map]));
    const broken = this.#breaks.names;
    const clients = this.#clients?.watch.knowledge ?? [];
    const { lossyBrokers, uncleanElections, shortened } = this;
    const sets = [lossyBrokers, uncleanElections, shortened, this.#deletedTopics, ...this.#producers.content];
    const conditions = sets.map((set) => [...set]);
    const read = [this.#delivered, this.#deliveredZxid, this.#aside.image];
    return [committed, replicas, memories, broken, clients, conditions, this.metadata, ...read];
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
    return this.#breaks.list;
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
      for (const { property, ask } of this.#on.fact) {
        const finding = ask(fact, node, this);
        if (finding === undefined) continue;
        this.#broken(step, property, 'partition' in fact ? (fact.partition ?? undefined) : undefined, finding);
      }
    }
    if (this.#on.clients.length > 0 && step.facts.length > 0) this.#toldClients(step, kernel);
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
    return this.#replicas.one(partition, broker);
  }

  replicas(partition: TopicPartition): readonly (ReplicaView & { readonly broker: number })[] {
    return this.#replicas.all(partition);
  }

  #toldClients(step: Step<Kafka>, kernel: Kernel<Kafka>): void {
    this.#clients ??= { watch: ClientWatch.over(kernel.world), promises: new Promises(kernel.world, this) };
    const { watch, promises } = this.#clients;
    for (const { fact } of step.facts) if (fact.type === 'RecordAcknowledged') promises.acknowledged(fact.partition);
    for (const found of watch.watch(step)) this.#foundByClients(step, found);
  }

  #foundByClients(when: When, found: Found): void {
    const { promises } = this.#clients!;
    for (const { property, ask } of this.#on.clients) {
      this.#broken(when, property, found.partition, ask(found, promises));
    }
  }

  #look(step: Step<Kafka>, place: number, state: KafkaState | undefined): void {
    if (state?.kind === 'zookeeper') this.#zooKeeper(step, place, state);
    else if (state === undefined) this.#ensemble[place] = undefined;
    const before = this.#seen[place];
    const after = isServer(state) ? state : undefined;
    if (before === after) return;
    this.#seen[place] = after;
    if (after !== undefined) this.#server(step, before, after);
  }

  #server(step: Step<Kafka>, before: ServerState | undefined, after: ServerState): void {
    const id = after.setup.nodeId;
    if (this.#protocol === undefined) this.#learnVersion(after);
    if (after.raft !== undefined && before?.raft !== after.raft) {
      const change = { id, before: before?.raft, after: after.raft };
      for (const { property, ask } of this.#on.raft) this.#broken(step, property, undefined, ask(change, this));
    }
    // A server that is both commits metadata and acts on it in one step. So metadata is judged against the newest view of
    // every log, and what became of the logs against the newest metadata.
    const changes: ReplicaChange[] = [];
    const [was, is] = [before?.broker?.partitions, after.broker?.partitions];
    if (is !== undefined && was !== is) {
      for (let place = 0; place < is.values.length; place++) {
        const partition = is.values[place]!;
        const old = was?.keys === is.keys ? was.values[place] : was && get(was, is.keys[place]!);
        if (old !== partition) changes.push(this.#replicas.change(id, old, partition));
      }
      // A replica that was moved away or deleted is no witness of anything any more.
      if (was !== undefined && was.keys !== is.keys) {
        for (const tp of was.keys) if (!has(is, tp)) this.#replicas.forget(tp, id);
      }
    }
    if (after.deliveredOffset > this.#delivered) this.#metadata(step, after);
    for (const change of changes) {
      for (const { property, ask } of this.#on.replica)
        this.#broken(step, property, change.partition, ask(change, this));
    }
  }

  #metadata(step: Step<Kafka>, server: ServerState): void {
    if (server.raft === undefined) return;
    // Whoever jumped over entries with a snapshot has jumped to where another had been, so none is missed here.
    const entries = entriesBetween(server.raft, this.#delivered, server.deliveredOffset);
    this.#delivered = server.deliveredOffset;
    for (const entry of entries) {
      if (this.usesZooKeeper) {
        if (this.#aside.replay(entry)) [this.usesZooKeeper, this.metadata] = [false, this.#aside.image];
        continue;
      }
      const before = this.metadata;
      const after = replayEntry(before, entry);
      this.metadata = after;
      this.#changed(step, before, after, changedPartitions(before, after, [entry.record]));
    }
  }

  #learnVersion({ setup }: ServerState): void {
    this.#protocol = protocolOf(setup.version);
    this.version = setup.version;
    this.usesZooKeeper = setup.zookeeper !== undefined;
  }

  #zooKeeper(step: Step<Kafka>, place: number, after: ZooKeeperServerState): void {
    const before = this.#ensemble[place];
    if (before === after) return;
    this.#ensemble[place] = after;
    const change = { id: after.setup.myid, before, after, facts: step.facts };
    for (const { property, ask } of this.#on.ensemble) this.#broken(step, property, undefined, ask(change, this));
    this.#znodes(step, after);
  }

  /** The same of metadata in ZooKeeper: what the first server has applied is what the ensemble has committed. */
  #znodes(step: Step<Kafka>, server: ZooKeeperServerState): void {
    const { tree, lastProcessedZxid } = server.database;
    if (this.#aside.moved || lastProcessedZxid <= this.#deliveredZxid || !isServing(server)) return;
    this.#deliveredZxid = lastProcessedZxid;
    const before = this.metadata;
    const after = imageOfZnodes(tree, lastProcessedZxid);
    this.metadata = after;
    this.#changed(step, before, after, partitionsWrittenBetween(before, after));
  }

  #changed(
    step: Step<Kafka>,
    before: MetadataImage,
    after: MetadataImage,
    partitions: readonly PartitionDelta[],
  ): void {
    for (const { topicPartition, after: registration } of partitions) {
      if (registration?.leaderRecoveryState === 'RECOVERING') this.#forgetUncommon(topicPartition, registration.leader);
    }
    if (before === after) return;
    const change = { before, after, partitions };
    const partition = partitions[0]?.topicPartition;
    for (const { property, ask } of this.#on.metadata) this.#broken(step, property, partition, ask(change, this));
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
    this.#replicas.forgetBroker(world.setup.nodeId);
  }

  #broken(when: When, property: Property, partition: TopicPartition | undefined, finding: Finding): void {
    if (finding === undefined) return;
    if (partition !== undefined && this.#deletedTopics.has(topicOf(partition))) return;
    const { name } = property;
    if (this.#breaks.isSettled(name)) return;
    const judged =
      typeof finding === 'string' ? { detail: finding, promised: property.promised(this, partition) } : finding;
    this.#breaks.add(name, when, judged);
  }
}
