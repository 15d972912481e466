/**
 * A scripted cluster for clients: brokers that answer as Kafka's would, from logs kept here, unless a test says otherwise.
 * The clients and the engine under them are the real ones; only the servers are played.
 */
import type { Micros } from '../../src/base/time.ts';
import { handleAdmin } from '../../src/kafka/admin/admin.ts';
import type { AdminState } from '../../src/kafka/admin/state.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import type { ConfigScope } from '../../src/kafka/config/definitions.ts';
import { handleConsumer } from '../../src/kafka/consumer/consumer.ts';
import type { ConsumerState } from '../../src/kafka/consumer/state.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type {
  AdminSetup,
  Config,
  ConsumerSetup,
  KafkaEnv,
  KafkaEvent,
  KafkaOrder,
  KafkaOut,
  KafkaTimer,
  ProducerSetup,
  ProducerWorkload,
} from '../../src/kafka/kinds.ts';
import type {
  FetchRequest,
  FetchResponse,
  KafkaMessage,
  KafkaRequest,
  KafkaResponse,
  ListOffsetsResponse,
  MetadataResponse,
  OffsetForLeaderEpochResponse,
  ProduceRequest,
  ProduceResponse,
} from '../../src/kafka/messages.ts';
import { handleProducer } from '../../src/kafka/producer/producer.ts';
import type { ProducerState } from '../../src/kafka/producer/state.ts';
import type { RecordBatch } from '../../src/kafka/records.ts';
import { partitionOf, topicOf, topicPartition } from '../../src/kafka/topicPartition.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import type { Command } from '../../src/sim/command.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import type { NodeEvent, Out, Protocol } from '../../src/sim/protocol.ts';

interface BrokerSetup {
  readonly kind: 'fake broker';
  readonly id: number;
}
interface BrokerTimer {
  readonly part: 'fake broker';
  readonly park: number;
}
type ClientState = ProducerState | ConsumerState | AdminState;
interface TestKinds {
  setup: ProducerSetup | ConsumerSetup | AdminSetup | BrokerSetup;
  state: ClientState | { readonly kind: 'fake broker'; readonly id: number };
  message: KafkaMessage;
  order: KafkaOrder;
  timer: KafkaTimer | BrokerTimer;
  fact: KafkaFact;
}

interface Partition {
  leader: number;
  epoch: number;
  batches: RecordBatch[];
  highWatermark: number;
  logStartOffset: number;
}

export interface SeenRequest {
  readonly at: Micros;
  readonly from: string;
  readonly broker: number;
  readonly request: KafkaRequest;
}

/** An answer of the test's own; 'silence' leaves the request unanswered; undefined: as a broker would. */
export type Script = (request: KafkaRequest, broker: number, now: Micros) => KafkaResponse | 'silence' | undefined;

export class FakeCluster {
  #nextProducerId = 0;
  readonly brokers: number[];
  readonly partitions = new Map<string, Partition>();
  /** Who the brokers believe leads, where that lags behind the truth. */
  readonly staleLeaders = new Map<string, { leader: number; epoch: number }>();
  readonly requests: SeenRequest[] = [];
  script: Script = () => undefined;
  readonly #parked: { id: number; broker: number; connection: number; request: FetchRequest }[] = [];
  #parkings = 0;

  constructor(brokers: number[], topics: Record<string, number[]>) {
    this.brokers = brokers;
    for (const [topic, leaders] of Object.entries(topics)) {
      leaders.forEach((leader, index) => {
        const partition = { leader, epoch: 0, batches: [], highWatermark: 0, logStartOffset: 0 };
        this.partitions.set(topicPartition(topic, index), partition);
      });
    }
  }

  partition(tp: string): Partition {
    return this.partitions.get(tp)!;
  }

  endOffset(tp: string): number {
    return this.partition(tp).batches.reduce((end, batch) => Math.max(end, batch.baseOffset + batch.records.length), 0);
  }

  /** Every record of a partition's log, in order. */
  values(tp: string): (string | null)[] {
    return this.partition(tp).batches.flatMap(({ records }) => records.map(({ value }) => value));
  }

  keys(tp: string): (string | null)[] {
    return this.partition(tp).batches.flatMap(({ records }) => records.map(({ key }) => key));
  }

  /** Puts records there without a producer. */
  fill(tp: string, values: string[], epoch = this.partition(tp).epoch): void {
    const partition = this.partition(tp);
    const baseOffset = this.endOffset(tp);
    const records = values.map((value) => ({ key: null, value, timestamp: 0 }));
    const idempotence = { producerId: -1, producerEpoch: -1, baseSequence: -1 };
    partition.batches.push({ baseOffset, partitionLeaderEpoch: epoch, ...idempotence, sizeInBytes: 100, records });
    partition.highWatermark = this.endOffset(tp);
  }

  moveLeader(tp: string, leader: number): void {
    const partition = this.partition(tp);
    partition.leader = leader;
    partition.epoch++;
  }

  of<T extends KafkaRequest['type']>(
    type: T,
  ): (SeenRequest & { readonly request: Extract<KafkaRequest, { type: T }> })[] {
    return this.requests.filter(({ request }) => request.type === type) as never;
  }

  /** Metadata requests but for the handshakes. */
  metadataRequests(): SeenRequest[] {
    return this.of('MetadataRequest').filter(({ request }) => request.topics === null || request.topics.length > 0);
  }

  handle(id: number, event: NodeEvent<TestKinds>, env: KafkaEnv, out: Out<TestKinds>): void {
    if (event.type === 'timer') this.#unpark((event.timer as BrokerTimer).park, out);
    if (event.type !== 'arrived') return;
    const request = event.message as KafkaRequest;
    this.requests.push({ at: env.now, from: event.from, broker: id, request });
    const scripted = this.script(request, id, env.now);
    if (scripted === 'silence') return;
    if (scripted !== undefined) out.reply(event.connection, scripted);
    else if (request.type === 'FetchRequest') this.#fetch(id, request, event.connection, out);
    else {
      const response = this.answer(id, request);
      if (response !== undefined && !(request.type === 'ProduceRequest' && request.acks === 0))
        out.reply(event.connection, response);
      if (request.type === 'ProduceRequest') this.#wakeParked(id, out);
    }
  }

  answer(id: number, request: KafkaRequest): KafkaResponse | undefined {
    switch (request.type) {
      case 'MetadataRequest':
        return this.metadata(request.correlationId, request.topics);
      case 'ProduceRequest':
        return this.#produce(id, request);
      case 'InitProducerIdRequest':
        return {
          type: 'InitProducerIdResponse',
          correlationId: request.correlationId,
          errorCode: 'NONE',
          producerId: this.#nextProducerId++,
          producerEpoch: 0,
        };
      case 'ListOffsetsRequest': {
        const partitions = request.partitions.map(({ topicPartition: tp, timestamp }) => {
          const { leader, epoch, highWatermark, logStartOffset } = this.partition(tp);
          const errorCode = leader === id ? ('NONE' as const) : ('NOT_LEADER_OR_FOLLOWER' as const);
          const offset = timestamp === -2 ? logStartOffset : highWatermark;
          return { topicPartition: tp, errorCode, timestamp: -1, offset, leaderEpoch: epoch };
        });
        const { correlationId } = request;
        return { type: 'ListOffsetsResponse', correlationId, partitions } satisfies ListOffsetsResponse;
      }
      case 'OffsetForLeaderEpochRequest': {
        const partitions = request.partitions.map(({ topicPartition: tp, leaderEpoch }) => {
          const later = this.partition(tp).batches.find((batch) => batch.partitionLeaderEpoch > leaderEpoch);
          const endOffset = later?.baseOffset ?? this.endOffset(tp);
          return { topicPartition: tp, errorCode: 'NONE' as const, leaderEpoch, endOffset };
        });
        const { correlationId } = request;
        return {
          type: 'OffsetForLeaderEpochResponse',
          correlationId,
          partitions,
        } satisfies OffsetForLeaderEpochResponse;
      }
      case 'CreateTopicsRequest':
        return {
          type: 'CreateTopicsResponse',
          correlationId: request.correlationId,
          topics: request.topics.map(({ name, numPartitions, replicationFactor }) => {
            const common = { name, topicId: `${name}-id`, numPartitions, replicationFactor, errorMessage: null };
            return { ...common, errorCode: 'NONE' };
          }),
        };
      default:
        return undefined;
    }
  }

  metadata(correlationId: number, names: readonly string[] | null): MetadataResponse {
    const topics = names ?? [...new Set([...this.partitions.keys()].map(topicOf))];
    return {
      type: 'MetadataResponse',
      correlationId,
      brokers: this.brokers.map((nodeId) => ({ nodeId, host: `b${nodeId}`, port: 9092, rack: null })),
      clusterId: 'fake',
      controllerId: this.brokers[0] ?? -1,
      topics: topics.map((name) => {
        const partitions = [...this.partitions].filter(([tp]) => topicOf(tp) === name);
        if (partitions.length === 0) {
          return { name, errorCode: 'UNKNOWN_TOPIC_OR_PARTITION', topicId: '', partitions: [] };
        }
        return {
          name,
          errorCode: 'NONE',
          topicId: `${name}-id`,
          partitions: partitions.map(([tp, truth]) => {
            const { leader, epoch } = this.staleLeaders.get(tp) ?? truth;
            const errorCode = leader < 0 ? 'LEADER_NOT_AVAILABLE' : 'NONE';
            const replicas = { replicaNodes: this.brokers, isrNodes: this.brokers, offlineReplicas: [] };
            return { errorCode, partitionIndex: partitionOf(tp), leaderId: leader, leaderEpoch: epoch, ...replicas };
          }),
        };
      }),
    };
  }

  #produce(id: number, request: ProduceRequest): ProduceResponse {
    const partitions = request.partitions.map(({ topicPartition: tp, batch }) => {
      const partition = this.partition(tp);
      const currentLeader = { leaderId: partition.leader, leaderEpoch: partition.epoch };
      if (partition.leader !== id) {
        return {
          topicPartition: tp,
          errorCode: 'NOT_LEADER_OR_FOLLOWER' as const,
          baseOffset: -1,
          logStartOffset: -1,
          currentLeader,
        };
      }
      const noLeader = { leaderId: -1, leaderEpoch: -1 };
      const known = partition.batches.filter((one) => one.producerId >= 0 && one.producerId === batch.producerId);
      const again = known.find(
        (one) => one.producerEpoch === batch.producerEpoch && one.baseSequence === batch.baseSequence,
      );
      if (again !== undefined) {
        const { baseOffset } = again;
        return {
          topicPartition: tp,
          errorCode: 'NONE' as const,
          baseOffset,
          logStartOffset: 0,
          currentLeader: noLeader,
        };
      }
      const last = known.at(-1);
      const expected = last?.producerEpoch === batch.producerEpoch ? last.baseSequence + last.records.length : 0;
      // Stricter than Kafka, which takes any sequence of a producer it does not know (KAFKA-14359).
      if (batch.producerId >= 0 && batch.baseSequence !== expected) {
        const errorCode = 'OUT_OF_ORDER_SEQUENCE_NUMBER' as const;
        return { topicPartition: tp, errorCode, baseOffset: -1, logStartOffset: 0, currentLeader: noLeader };
      }
      const baseOffset = this.endOffset(tp);
      partition.batches.push({ ...batch, baseOffset, partitionLeaderEpoch: partition.epoch });
      partition.highWatermark = this.endOffset(tp);
      return { topicPartition: tp, errorCode: 'NONE' as const, baseOffset, logStartOffset: 0, currentLeader: noLeader };
    });
    return { type: 'ProduceResponse', correlationId: request.correlationId, partitions };
  }

  #fetch(id: number, request: FetchRequest, connection: number, out: Out<TestKinds>): void {
    const response = this.fetchResponse(id, request);
    const bytes = response.partitions.reduce(
      (sum, { records }) => sum + records.reduce((n, r) => n + r.sizeInBytes, 0),
      0,
    );
    const hasError = response.partitions.some(({ errorCode }) => errorCode !== 'NONE');
    if (bytes >= request.minBytes || hasError) {
      out.reply(connection, response);
      return;
    }
    const park = ++this.#parkings;
    this.#parked.push({ id: park, broker: id, connection, request });
    out.setTimer(`park ${park}`, request.maxWaitMs * 1000, { part: 'fake broker', park });
  }

  fetchResponse(id: number, request: FetchRequest): FetchResponse {
    const partitions = request.partitions.map(({ topicPartition: tp, fetchOffset, currentLeaderEpoch }) => {
      const { leader, epoch, batches, highWatermark, logStartOffset } = this.partition(tp);
      const outOfRange = fetchOffset > this.endOffset(tp) || fetchOffset < logStartOffset;
      const isStale = currentLeaderEpoch >= 0 && currentLeaderEpoch < epoch;
      const errorCode =
        leader !== id
          ? 'NOT_LEADER_OR_FOLLOWER'
          : isStale
            ? 'FENCED_LEADER_EPOCH'
            : outOfRange
              ? 'OFFSET_OUT_OF_RANGE'
              : 'NONE';
      const readable = batches.filter(
        ({ baseOffset, records }) =>
          baseOffset + records.length > fetchOffset && baseOffset + records.length <= highWatermark,
      );
      return {
        topicPartition: tp,
        errorCode,
        highWatermark,
        lastStableOffset: highWatermark,
        logStartOffset,
        divergingEpoch: null,
        currentLeader: leader !== id ? { leaderId: leader, leaderEpoch: epoch } : { leaderId: -1, leaderEpoch: -1 },
        preferredReadReplica: -1,
        records: errorCode === 'NONE' ? readable : [],
      } satisfies FetchResponse['partitions'][number];
    });
    return { type: 'FetchResponse', correlationId: request.correlationId, errorCode: 'NONE', partitions };
  }

  #wakeParked(id: number, out: Out<TestKinds>): void {
    for (const { id: park, broker } of this.#parked.slice()) {
      if (broker !== id) continue;
      out.cancelTimer(`park ${park}`);
      this.#unpark(park, out);
    }
  }

  #unpark(park: number, out: Out<TestKinds>): void {
    const place = this.#parked.findIndex(({ id }) => id === park);
    const [parked] = place < 0 ? [] : this.#parked.splice(place, 1);
    if (parked !== undefined) out.reply(parked.connection, this.fetchResponse(parked.broker, parked.request));
  }
}

// ---- running ------------------------------------------------------------------------------------------------------------

type Overrides = Record<string, string | number | boolean>;

function config(scope: ConfigScope, overrides: Overrides): Config {
  return resolvedConfig(scope, overrides);
}

const COMMON = { version: DEFAULT_KAFKA_VERSION, bootstrap: ['b1'] };

/** Not idempotent unless it is asked for: most tests are about something else. */
export function producer(overrides: Overrides, workload: readonly Partial<ProducerWorkload>[]): ProducerSetup {
  return {
    ...COMMON,
    kind: 'producer',
    clientId: 'p1',
    config: config('producer', { 'enable.idempotence': false, ...overrides }),
    workload: workload.map((given) => ({
      topic: 'orders',
      partition: null,
      key: null,
      value: 'v{n}',
      startAt: 0,
      every: 100_000,
      count: 1,
      ...given,
    })),
  };
}

export function consumer(
  overrides: Overrides,
  { pollEvery = 10_000, ...given }: Partial<ConsumerSetup> & { readonly pollEvery?: number } = {},
): ConsumerSetup {
  return {
    ...COMMON,
    kind: 'consumer',
    clientId: 'c1',
    config: config('consumer', overrides),
    subscription: { type: 'assign', partitions: [{ topic: 'orders' }] },
    application: { pollEvery, processEach: 0, commit: 'none', workers: 0 },
    startAt: 0,
    stopAt: null,
    ...given,
  };
}

export function admin(topics: AdminSetup['topics'], overrides: Overrides = {}): AdminSetup {
  return { ...COMMON, kind: 'admin', clientId: 'admin', config: config('admin', overrides), topics, startAt: 0 };
}

export interface Happening {
  readonly at: Micros;
  readonly node: string;
  readonly fact: KafkaFact;
}

export interface At {
  readonly at: Micros;
  /** A command to the world, or a change of the cluster. */
  readonly run: Command<TestKinds> | (() => void);
}

/** A run of clients against the fake cluster, on frozen states. */
export class Run {
  readonly facts: Happening[] = [];
  readonly kernel: Kernel<TestKinds>;

  constructor(cluster: FakeCluster, clients: readonly (ProducerSetup | ConsumerSetup | AdminSetup)[], seed = 1) {
    const protocol: Protocol<TestKinds> = {
      handle: (state, event, env, out) => {
        const kind = event.type === 'booted' ? event.setup.kind : state!.kind;
        const [e, o] = [event as KafkaEvent, out as unknown as KafkaOut];
        switch (kind) {
          case 'producer':
            return handleProducer(state as ProducerState | undefined, e, env, o);
          case 'consumer':
            return handleConsumer(state as ConsumerState | undefined, e, env, o);
          case 'admin':
            return handleAdmin(state as AdminState | undefined, e, env, o);
          case 'fake broker': {
            if (event.type === 'booted') return { kind, id: (event.setup as BrokerSetup).id };
            const broker = state as { kind: 'fake broker'; id: number };
            cluster.handle(broker.id, event, env, out);
            return broker;
          }
        }
      },
      sizeOf: () => 100,
      describeMessage: ({ type }) => type,
      describeFact,
      describeOrder: ({ type }) => type,
      factOfCommand: () => undefined,
    };
    const brokers = cluster.brokers.map((id) => ({
      id: `b${id}`,
      setup: { kind: 'fake broker', id } as const,
      startAt: 0,
    }));
    const nodes = [...brokers, ...clients.map((setup) => ({ id: setup.clientId, setup, startAt: 0 }))];
    const network = { latency: 500, jitter: 0, connectTimeout: 10_000_000 };
    this.kernel = new Kernel({ protocol, seed, nodes, network, script: [] }, { freeze: true });
  }

  until(limit: Micros, script: readonly At[] = []): this {
    for (const { at, run } of script) {
      this.#runTo(at);
      if (typeof run === 'function') run();
      else this.#take(this.kernel.apply(run));
    }
    this.#runTo(limit);
    return this;
  }

  #runTo(limit: Micros): void {
    for (let steps = 0; steps < 200_000; steps++) {
      const step = this.kernel.runNext(limit);
      if (step === undefined) {
        this.kernel.idleUntil(limit);
        return;
      }
      this.#take(step);
    }
    throw new Error(`still busy at ${this.kernel.now}`);
  }

  #take(step: { at: Micros; facts: readonly { node: string; fact: KafkaFact }[] }): void {
    for (const { node, fact } of step.facts) this.facts.push({ at: step.at, node, fact });
  }

  of<T extends KafkaFact['type']>(type: T): (Happening & { readonly fact: Extract<KafkaFact, { type: T }> })[] {
    return this.facts.filter(({ fact }) => fact.type === type) as never;
  }

  /** Facts of these types, as lines with their time in milliseconds. */
  story(...types: KafkaFact['type'][]): string {
    return this.facts
      .filter(({ fact }) => types.length === 0 || types.includes(fact.type))
      .map(({ at, fact }) => `${(at / 1000).toFixed(1)}ms ${describeFact(fact)}`)
      .join('\n');
  }

  state<S extends ClientState>(node: string): S {
    return this.kernel.node(node)!.state as S;
  }
}
