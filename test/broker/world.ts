/**
 * Brokers on the real engine, with a controller that is a stub: it registers and unfences whoever asks, accepts what
 * AlterPartition proposes, and for the rest puts into the metadata whatever a test tells it to.
 */
import { seconds } from '../../src/base/time.ts';
import * as broker from '../../src/kafka/broker/brokerServer.ts';
import { describeBrokerMessage } from '../../src/kafka/broker/describe.ts';
import type { BrokerState, BrokerTimer } from '../../src/kafka/broker/state.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import type { ErrorName } from '../../src/kafka/errors.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Arrived, Disconnected, KafkaOrder, KafkaOut, ServerSetup } from '../../src/kafka/kinds.ts';
import {
  type AlterPartitionRequest,
  isZooKeeperMessage,
  type KafkaMessage,
  type KafkaRequest,
  type KafkaResponse,
} from '../../src/kafka/messages.ts';
import { emptyImage, type MetadataImage, partitionAt, replayEntries } from '../../src/kafka/metadata/image.ts';
import { recordBatchSizeInBytes } from '../../src/kafka/record/recordSize.ts';
import type { MetadataEntry, MetadataRecord, UnassignedBatch } from '../../src/kafka/records.ts';
import type { Partition } from '../../src/kafka/replication/partition.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import { History } from '../../src/record/history.ts';
import type { Env, NodeEvent, Out, Protocol } from '../../src/sim/protocol.ts';

type Delivery = { readonly type: 'Delivery'; readonly entries: readonly MetadataEntry[]; readonly correlationId: 0 };

interface ControllerNode {
  readonly kind: 'controller';
  readonly entries: readonly MetadataEntry[];
  readonly image: MetadataImage;
  readonly rejectWith: ErrorName;
  readonly silent: boolean;
}
interface BrokerNode {
  readonly kind: 'broker';
  readonly broker: BrokerState;
}
interface ClientNode {
  readonly kind: 'client';
  readonly answers: readonly { readonly from: string; readonly message: KafkaResponse; readonly at: number }[];
  readonly disconnects: readonly string[];
}

export interface TestKafka {
  setup:
    | { readonly kind: 'controller'; readonly brokers: readonly string[] }
    | { readonly kind: 'client' }
    | ServerSetup;
  state: ControllerNode | BrokerNode | ClientNode;
  message: KafkaMessage | Delivery;
  order:
    | KafkaOrder
    | { readonly type: 'append'; readonly records: readonly MetadataRecord[] }
    | { readonly type: 'reject-alter-partition'; readonly error: ErrorName }
    | { readonly type: 'be-silent'; readonly silent: boolean }
    | { readonly type: 'request'; readonly to: string; readonly request: KafkaRequest };
  timer: BrokerTimer;
  fact: KafkaFact;
}

type Event = NodeEvent<TestKafka>;
const BROKER_LIST = (count: number): string[] => Array.from({ length: count }, (_, i) => `b${i + 1}`);

function handle(
  state: TestKafka['state'] | undefined,
  event: Event,
  env: Env,
  out: Out<TestKafka>,
): TestKafka['state'] {
  if (event.type === 'booted') return boot(event, env, out);
  switch (state!.kind) {
    case 'controller':
      return controllerHandles(state as ControllerNode, event, env, out);
    case 'client':
      return clientHandles(state as ClientNode, event, env, out);
    case 'broker':
      return {
        kind: 'broker',
        broker: brokerHandles((state as BrokerNode).broker, event, env, out as unknown as KafkaOut),
      };
  }
}

function boot(event: Event & { type: 'booted' }, env: Env, out: Out<TestKafka>): TestKafka['state'] {
  if (event.setup.kind === 'client') return { kind: 'client', answers: [], disconnects: [] };
  if (event.setup.kind === 'controller') {
    return { kind: 'controller', entries: [], image: emptyImage(), rejectWith: 'NONE', silent: false };
  }
  const booted = broker.bootBroker(event.setup, event.files, env, out as unknown as KafkaOut);
  return { kind: 'broker', broker: broker.handleQuorumLeader(booted, { id: 3000, host: 'c1' }) };
}

function brokerHandles(
  state: BrokerState,
  event: Exclude<Event, { type: 'booted' }>,
  env: Env,
  out: KafkaOut,
): BrokerState {
  switch (event.type) {
    case 'arrived':
      if (event.message.type !== 'Delivery') return broker.handleBrokerArrival(state, event as Arrived, env, out);
      return deliver(state, event.message.entries, env, out);
    case 'disconnected':
      return event.lane === 'metadata'
        ? state
        : broker.handleBrokerDisconnected(state, event as Disconnected, env, out);
    case 'timer':
      return broker.handleBrokerTimer(state, event.timer, env, out);
    case 'told':
      return broker.handleBrokerOrder(state, event.order as KafkaOrder, env, out);
    default:
      return state;
  }
}

function deliver(state: BrokerState, entries: readonly MetadataEntry[], env: Env, out: KafkaOut): BrokerState {
  const fresh = entries.filter(({ offset }) => offset > state.image.offset);
  return fresh.length === 0 ? state : broker.handleMetadataEntries(state, fresh, env, out);
}

// ---- the stub controller -------------------------------------------------------------------------------------------

function append(state: ControllerNode, records: readonly MetadataRecord[], out: Out<TestKafka>): ControllerNode {
  const fresh = records.map((record, i) => ({ offset: state.entries.length + i, epoch: 1, timestamp: 0, record }));
  const entries = [...state.entries, ...fresh];
  for (const host of BROKER_LIST(5)) out.send(host, 'metadata', { type: 'Delivery', entries, correlationId: 0 });
  return { ...state, entries, image: replayEntries(state.image, fresh) };
}

function controllerHandles(state: ControllerNode, event: Event, _env: Env, out: Out<TestKafka>): ControllerNode {
  if (event.type === 'told') {
    if (event.order.type === 'append') return append(state, event.order.records, out);
    if (event.order.type === 'reject-alter-partition') return { ...state, rejectWith: event.order.error };
    if (event.order.type === 'be-silent') return { ...state, silent: event.order.silent };
    return state;
  }
  if (event.type !== 'arrived' || state.silent) return state;
  const { message: request, connection, from } = event;
  if (isZooKeeperMessage(request)) return state;
  const { correlationId } = request;
  switch (request.type) {
    case 'BrokerRegistrationRequest': {
      const brokerEpoch = state.entries.length;
      const { brokerId, incarnationId, rack, logDirs } = request;
      const endPoints = [{ name: 'PLAINTEXT', host: from, port: 9092 }];
      const next = append(
        state,
        [
          {
            type: 'RegisterBrokerRecord',
            brokerId,
            incarnationId,
            brokerEpoch,
            endPoints,
            rack,
            fenced: true,
            inControlledShutdown: false,
            logDirs,
          },
        ],
        out,
      );
      out.reply(connection, { type: 'BrokerRegistrationResponse', correlationId, errorCode: 'NONE', brokerEpoch });
      return next;
    }
    case 'BrokerHeartbeatRequest': {
      const { brokerId, brokerEpoch, wantFence, wantShutDown, currentMetadataOffset } = request;
      let next = state;
      const known = state.image.brokers.values.find(({ id }) => id === brokerId)!;
      const isCaughtUp = currentMetadataOffset >= known.registeredAt;
      const { entries } = state;
      if (!isCaughtUp) out.send(from, 'metadata', { type: 'Delivery', entries, correlationId: 0 });
      if (!wantFence && isCaughtUp && known.fenced) {
        next = append(
          state,
          [{ type: 'BrokerRegistrationChangeRecord', brokerId, brokerEpoch, fenced: -1, inControlledShutdown: 0 }],
          out,
        );
      } else if (wantShutDown && !known.inControlledShutdown) {
        next = append(
          state,
          [{ type: 'BrokerRegistrationChangeRecord', brokerId, brokerEpoch, fenced: 0, inControlledShutdown: 1 }],
          out,
        );
      }
      const isFenced = wantFence;
      const shouldShutDown = wantShutDown && known.inControlledShutdown;
      out.reply(connection, {
        type: 'BrokerHeartbeatResponse',
        correlationId,
        errorCode: 'NONE',
        isCaughtUp,
        isFenced,
        shouldShutDown,
      });
      return next;
    }
    case 'AlterPartitionRequest':
      return alterPartition(state, request, connection, out);
    case 'EnvelopeRequest': {
      const { requestData } = request;
      const topics = {
        topicId: 'id',
        errorCode: 'NONE',
        errorMessage: null,
        numPartitions: 1,
        replicationFactor: 1,
      } as const;
      const responseData =
        requestData.type === 'CreateTopicsRequest'
          ? ({ type: 'CreateTopicsResponse', correlationId: 0, topics: [{ name: 'made', ...topics }] } as const)
          : null;
      out.reply(connection, { type: 'EnvelopeResponse', correlationId, errorCode: 'NONE', responseData });
      return state;
    }
    default:
      return state;
  }
}

function alterPartition(
  state: ControllerNode,
  request: AlterPartitionRequest,
  connection: number,
  out: Out<TestKafka>,
): ControllerNode {
  let next = state;
  const partitions = request.partitions.map((asked) => {
    const { topicPartition } = asked;
    const known = partitionAt(next.image, topicPartition)!;
    const stale = known.partitionEpoch !== asked.partitionEpoch ? 'INVALID_UPDATE_VERSION' : 'NONE';
    const errorCode: ErrorName = state.rejectWith !== 'NONE' ? state.rejectWith : stale;
    const isr = asked.newIsrWithEpochs.map(({ brokerId }) => brokerId);
    if (errorCode === 'NONE')
      next = append(next, [{ type: 'PartitionChangeRecord', topicId: 'T', partitionId: 0, isr }], out);
    const { leader, leaderEpoch, leaderRecoveryState, partitionEpoch } = partitionAt(next.image, topicPartition)!;
    return { topicPartition, errorCode, leaderId: leader, leaderEpoch, isr, leaderRecoveryState, partitionEpoch };
  });
  const { correlationId } = request;
  out.reply(connection, { type: 'AlterPartitionResponse', correlationId, errorCode: 'NONE', partitions });
  return next;
}

// ---- the client ------------------------------------------------------------------------------------------------------

function clientHandles(state: ClientNode, event: Event, env: Env, out: Out<TestKafka>): ClientNode {
  if (event.type === 'told' && event.order.type === 'request') {
    out.send(event.order.to, 'client', event.order.request);
    return state;
  }
  if (event.type === 'disconnected') return { ...state, disconnects: [...state.disconnects, event.from] };
  if (event.type !== 'arrived') return state;
  return {
    ...state,
    answers: [...state.answers, { from: event.from, message: event.message as KafkaResponse, at: env.now }],
  };
}

const protocol: Protocol<TestKafka> = {
  handle,
  sizeOf: () => 100,
  describeMessage: (message) =>
    message.type === 'FetchRequest' || message.type === 'FetchResponse' ? describeBrokerMessage(message) : message.type,
  describeFact: (fact) => JSON.stringify(fact),
  describeOrder: (order) => order.type,
  factOfCommand: () => undefined,
};

// ---- what tests say ----------------------------------------------------------------------------------------------------

export const TP = 'orders-0';
type Overrides = Readonly<Record<string, string | number | boolean>>;

export class BrokerWorld {
  readonly history: History<TestKafka>;
  readonly brokers: number;
  #correlation = 100;

  constructor(brokers = 3, config: Overrides = {}) {
    this.brokers = brokers;
    const server = (nodeId: number): ServerSetup => ({
      kind: 'server',
      nodeId,
      roles: { controller: false, broker: true },
      rack: null,
      clusterId: 'test',
      voters: [{ id: 3000, host: 'c1' }],
      config: resolvedConfig('server', config),
      version: DEFAULT_KAFKA_VERSION,
    });
    const hosts = BROKER_LIST(brokers);
    this.history = new History<TestKafka>(
      {
        protocol,
        seed: 1,
        network: { latency: 1_000, jitter: 0, connectTimeout: seconds(10) },
        nodes: [
          { id: 'c1', setup: { kind: 'controller', brokers: hosts }, startAt: 0 },
          ...['b1', 'b2', 'b3', 'b4', 'b5'].map((id, i) => ({
            id,
            setup: server(i + 1),
            startAt: i < brokers ? 1_000 : seconds(100_000_000),
          })),
          ...['k1', 'k2', 'k3'].map((id) => ({ id, setup: { kind: 'client' as const }, startAt: 0 })),
        ],
        script: [],
      },
      { freeze: true },
    );
  }

  /** Runs until `at` seconds. */
  until(at: number): this {
    this.history.runUntil(Math.round(at * 1_000_000));
    return this;
  }

  forMillis(millis: number): this {
    this.history.runUntil(this.now + millis * 1_000);
    return this;
  }

  get now(): number {
    return this.history.kernel.now;
  }

  /** All brokers unfenced, and one partition led by b1. */
  ready(replicas: readonly number[] = [1, 2, 3]): this {
    this.until(1);
    this.append(...newTopic(replicas));
    return this.forMillis(2_500);
  }

  append(...records: MetadataRecord[]): void {
    this.history.command({ type: 'tell', node: 'c1', order: { type: 'append', records } });
  }

  change(
    change: Omit<Extract<MetadataRecord, { type: 'PartitionChangeRecord' }>, 'type' | 'topicId' | 'partitionId'>,
  ): void {
    this.append({ type: 'PartitionChangeRecord', topicId: 'T', partitionId: 0, ...change });
  }

  tell(node: string, order: TestKafka['order']): void {
    this.history.command({ type: 'tell', node, order });
  }

  kill(node: string): void {
    this.history.command({ type: 'kill', node });
  }

  start(node: string): void {
    this.history.command({ type: 'start', node });
  }

  cut(from: readonly string[], to: readonly string[]): void {
    this.history.command({ type: 'link', from, to, rule: { cut: true } });
    this.history.command({ type: 'link', from: to, to: from, rule: { cut: true } });
  }

  heal(): void {
    this.history.command({ type: 'heal' });
  }

  state(id: string): BrokerState {
    return (this.history.kernel.node(id)!.state as BrokerNode).broker;
  }

  partition(id: string): Partition {
    const { partitions } = this.state(id);
    return partitions.values[partitions.index[TP]!]!;
  }

  /** `leo 2 hw 1 epoch 0` */
  log(id: string): string {
    const { log, leaderEpoch } = this.partition(id);
    return `leo ${log.logEndOffset} hw ${log.highWatermark} epoch ${leaderEpoch}`;
  }

  isr(id = 'b1'): string {
    const { replica } = this.partition(id);
    if (replica.role !== 'leader') return replica.role;
    const { isrState } = replica;
    return isrState.type === 'CommittedPartitionState' ? `[${isrState.isr}]` : isrState.type;
  }

  facts<T extends KafkaFact['type']>(type: T): Extract<KafkaFact, { type: T }>[] {
    return this.history.facts.filter(({ fact }) => fact.type === type).map(({ fact }) => fact) as never;
  }

  request(client: string, to: string, request: DistributiveOmit<KafkaRequest, 'correlationId'>): void {
    const correlationId = this.#correlation++;
    this.tell(client, { type: 'request', to, request: { ...request, correlationId } as KafkaRequest });
  }

  produce(client: string, values: readonly string[], acks = -1, to = 'b1', timeoutMs = 30_000, tp = TP): void {
    const partitions = [{ topicPartition: tp, batch: batchOf(values) }];
    this.request(client, to, { type: 'ProduceRequest', transactionalId: null, acks, timeoutMs, partitions });
  }

  consume(
    client: string,
    offset: number,
    options: {
      to?: string;
      epoch?: number;
      maxWaitMs?: number;
      minBytes?: number;
      tp?: string;
      lastFetchedEpoch?: number;
    } = {},
  ): void {
    const { to = 'b1', epoch = -1, maxWaitMs = 500, minBytes = 1, tp = TP, lastFetchedEpoch = -1 } = options;
    this.request(client, to, {
      type: 'FetchRequest',
      replicaId: -1,
      replicaEpoch: -1,
      maxWaitMs,
      minBytes,
      maxBytes: 50_000_000,
      isolationLevel: 'read_uncommitted',
      rackId: '',
      partitions: [
        {
          topicPartition: tp,
          currentLeaderEpoch: epoch,
          fetchOffset: offset,
          lastFetchedEpoch,
          logStartOffset: -1,
          partitionMaxBytes: 1_000_000,
        },
      ],
    });
  }

  client(id: string): ClientNode {
    return this.history.kernel.node(id)!.state as ClientNode;
  }

  /** The text of each answer a client got. */
  answers(id: string): string[] {
    return this.client(id).answers.map(({ message }) => describeBrokerMessage(message as never));
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export function newTopic(replicas: readonly number[], isr = replicas, leader = replicas[0]!): MetadataRecord[] {
  return [
    { type: 'TopicRecord', name: 'orders', topicId: 'T' },
    {
      type: 'PartitionRecord',
      topicId: 'T',
      partitionId: 0,
      replicas,
      isr,
      removingReplicas: [],
      addingReplicas: [],
      leader,
      leaderRecoveryState: 'RECOVERED',
      leaderEpoch: 0,
      partitionEpoch: 0,
      eligibleLeaderReplicas: [],
      lastKnownElr: [],
    },
  ];
}

export function batchOf(values: readonly string[]): UnassignedBatch {
  const records = values.map((value) => ({ key: null, value, timestamp: 0 }));
  return { producerId: -1, producerEpoch: -1, baseSequence: -1, sizeInBytes: recordBatchSizeInBytes(records), records };
}
