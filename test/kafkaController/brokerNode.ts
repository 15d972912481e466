/**
 * A broker that is nothing but a session with ZooKeeper, its znode and its controller: it answers what a controller tells it
 * without doing any of it. What leaders, administrators and tools would write to ZooKeeper, a story writes (`call`).
 */
import { get, tableOf } from '../../src/base/table.ts';
import { millis } from '../../src/base/time.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import { CONTROLLER_LANE } from '../../src/kafka/kafkaController/controllerChannelManager.ts';
import type { ControllerAnswer, ControllerCallback } from '../../src/kafka/kafkaController/controllerEvent.ts';
import { CONTROLLER_EVENT_THREAD } from '../../src/kafka/kafkaController/controllerEventManager.ts';
import { describeKafkaControllerMessage } from '../../src/kafka/kafkaController/describe.ts';
import * as kafkaController from '../../src/kafka/kafkaController/kafkaController.ts';
import { replicaAssignment } from '../../src/kafka/kafkaController/replicaAssignment.ts';
import {
  type KafkaControllerState,
  type KafkaControllerTimer,
  NEW_KAFKA_CONTROLLER,
} from '../../src/kafka/kafkaController/state.ts';
import type { ControllerHost } from '../../src/kafka/kafkaController/work.ts';
import type { Config, KafkaEnv, KafkaEvent, KafkaOut } from '../../src/kafka/kinds.ts';
import type {
  ControllerToBrokerRequest,
  ControllerToBrokerResponse,
  UpdateMetadataRequest,
  WatchedEventType,
  ZooKeeperMessage,
} from '../../src/kafka/messages.ts';
import { topicPartition } from '../../src/kafka/topicPartition.ts';
import { type KafkaVersion, kafkaVersion } from '../../src/kafka/versions.ts';
import type { ZkClientTimer } from '../../src/kafka/zk/clientState.ts';
import * as zk from '../../src/kafka/zk/kafkaZkClient.ts';
import { once, waitUntilConnected, type ZkRun } from '../../src/kafka/zk/run.ts';
import { newZkRuntime, type ZkHost, type ZkOutcome, type ZkRuntime } from '../../src/kafka/zk/threadState.ts';
import {
  runZkThreads as runThreads,
  startZkThread as startThread,
  wakeZkThreads as wake,
} from '../../src/kafka/zk/threads.ts';
import { encodePartitionState } from '../../src/kafka/zk/zkData.ts';
import { topicPartitionStatePath } from '../../src/kafka/zk/zkPaths.ts';
import {
  handleZkArrival,
  handleZkDisconnected,
  handleZkTimer,
  openZkClient,
} from '../../src/kafka/zk/zooKeeperClient.ts';
import type { ZooKeeperSetup } from '../../src/kafka/zookeeper/setup.ts';
import type { ZooKeeperServerState, ZooKeeperTimer } from '../../src/kafka/zookeeper/state.ts';
import { handleZooKeeper } from '../../src/kafka/zookeeper/zooKeeperServer.ts';
import type { Env, NodeEvent, Out, Protocol } from '../../src/sim/protocol.ts';

export interface BrokerSetup {
  readonly kind: 'broker';
  readonly id: number;
  readonly connect: readonly string[];
  readonly version: string;
  readonly sessionTimeoutMs: number;
  readonly settings: Readonly<Record<string, boolean | number>>;
}

export interface BrokerState {
  readonly kind: 'broker';
  readonly setup: BrokerSetup;
  readonly config: Config;
  readonly zk: ZkRuntime<Job>;
  readonly controller: KafkaControllerState;
  readonly brokerEpoch: number;
  /** As UpdateMetadata requests have told it: leader, epoch and ISR of partitions. */
  readonly heard: Readonly<Record<string, string>>;
}

type Job =
  | { readonly type: 'startup' }
  | { readonly type: 'controller-event' }
  | { readonly type: 'call'; readonly words: readonly string[] };

export type Said = { readonly type: 'Said'; readonly text: string };

export interface BrokerWorld {
  setup: ZooKeeperSetup | BrokerSetup;
  state: ZooKeeperServerState | BrokerState;
  message: ZooKeeperMessage | ControllerToBrokerRequest | ControllerToBrokerResponse;
  order: { readonly type: 'call'; readonly words: readonly string[] };
  timer: ZooKeeperTimer | ZkClientTimer | KafkaControllerTimer;
  fact: KafkaFact | Said;
}

type BrokerEvent = NodeEvent<BrokerWorld>;

function handle(
  state: BrokerWorld['state'] | undefined,
  event: BrokerEvent,
  env: Env,
  out: Out<BrokerWorld>,
): BrokerWorld['state'] {
  const kind = event.type === 'booted' ? event.setup.kind : state!.kind;
  if (kind === 'broker') return handleBroker(state as BrokerState | undefined, event, env, out);
  const [kafkaEvent, kafkaOut] = [event as unknown as KafkaEvent, out as unknown as KafkaOut];
  return handleZooKeeper(state as ZooKeeperServerState | undefined, kafkaEvent, env, kafkaOut);
}

class Broker implements ZkHost<Job>, ControllerHost {
  state: BrokerState;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  readonly #out: Out<BrokerWorld>;

  constructor(state: BrokerState, env: Env, out: Out<BrokerWorld>) {
    this.state = state;
    this.env = env;
    this.out = out as unknown as KafkaOut;
    this.#out = out;
  }

  get zk(): ZkRuntime<Job> {
    return this.state.zk;
  }

  set zk(value: ZkRuntime<Job>) {
    this.state = { ...this.state, zk: value };
  }

  get controller(): KafkaControllerState {
    return this.state.controller;
  }

  set controller(value: KafkaControllerState) {
    this.state = { ...this.state, controller: value };
  }

  get brokerId(): number {
    return this.state.setup.id;
  }

  get config(): Config {
    return this.state.config;
  }

  get version(): KafkaVersion {
    return kafkaVersion(this.state.setup.version)!;
  }

  say(text: string): void {
    this.#out.fact({ type: 'Said', text });
  }

  startControllerThread(): void {
    startThread(this, CONTROLLER_EVENT_THREAD, { type: 'controller-event' });
  }

  wake(signal: string): void {
    wake(this, signal);
  }

  answer(_callback: ControllerCallback, answer: ControllerAnswer): void {
    this.say(`answers ${answerText(answer)}`);
  }

  *registerBroker(): ZkRun<void> {
    const { id } = this.state.setup;
    const endpoints = [{ name: 'PLAINTEXT', host: `b${id}`, port: 9092 }];
    const epoch = yield* zk.registerBroker({ id, endpoints, rack: null }, this.version);
    yield* once(() => {
      this.state = { ...this.state, brokerEpoch: epoch };
      return null;
    });
  }

  runOf(job: Job): ZkRun<unknown> {
    switch (job.type) {
      case 'startup':
        return this.#startup();
      case 'controller-event':
        return kafkaController.controllerThread(this);
      case 'call':
        return call(this, job.words);
    }
  }

  *#startup(): ZkRun<void> {
    yield* waitUntilConnected();
    yield* zk.createTopLevelPaths(this.version);
    yield* this.registerBroker();
    yield* kafkaController.startup(this);
  }

  ended(_thread: string, job: Job, outcome: ZkOutcome): void {
    const error = outcome.type === 'threw' ? outcome.error : undefined;
    const ofZooKeeper = zk.isKeeperException(error) || error instanceof zk.ZooKeeperClientExpiredException;
    // Its id is still taken: it gives up.
    if (job.type === 'startup' && ofZooKeeper) this.out.exit(false);
    else if (job.type === 'call' && ofZooKeeper) this.say(`${job.words.join(' ')}: ${(error as Error).message}`);
    else if (error !== undefined) throw error;
    if (job.type === 'controller-event') kafkaController.controllerThreadEnded(this);
  }

  watchFired(handler: string, event: WatchedEventType, path: string): void {
    if (!kafkaController.watchFired(this, handler, event, path)) throw new Error(`whose is ${handler}?`);
  }

  beforeInitializingSession(): ZkRun<void> {
    return kafkaController.beforeInitializingSession(this);
  }

  afterInitializingSession(): ZkRun<void> {
    return kafkaController.afterInitializingSession(this);
  }
}

function answerText(answer: ControllerAnswer): string {
  switch (answer.type) {
    case 'ElectLeadersResult':
      return `ElectLeaders ${answer.outcomes.map(([tp, one]) => `${tp} ${'leader' in one ? `b${one.leader}` : one.error}`).join(', ')}`;
    case 'AlterReassignmentsResult':
      return `AlterPartitionReassignments ${answer.error.error} ${answer.outcomes
        .map(([tp, { error, message }]) => `${tp} ${error}${error === 'NONE' ? '' : ` ${message}`}`)
        .join(', ')}`.trim();
    case 'ListPartitionReassignmentsResponse':
      return `ListPartitionReassignments ${answer.partitions
        .map((p) => `${p.topicPartition} [${p.replicas}] adding [${p.addingReplicas}] removing [${p.removingReplicas}]`)
        .join(', ')}`;
    case 'ControlledShutdownResponse':
      return `ControlledShutdown ${answer.errorCode} remaining [${answer.remainingPartitions.join(',')}]`;
    case 'AllocateProducerIdsResponse':
      return `AllocateProducerIds ${answer.errorCode} ${answer.producerIdStart} +${answer.producerIdLen}`;
    case 'AlterPartitionResponse':
      return `AlterPartition ${answer.errorCode} ${answer.partitions
        .map(
          (p) => `${p.topicPartition} ${p.errorCode === 'NONE' ? `[${p.isr}] epoch ${p.partitionEpoch}` : p.errorCode}`,
        )
        .join(', ')}`.trim();
  }
}

function handleBroker(
  state: BrokerState | undefined,
  event: BrokerEvent,
  env: Env,
  out: Out<BrokerWorld>,
): BrokerState {
  const broker = new Broker(event.type === 'booted' ? booted(event.setup as BrokerSetup) : state!, env, out);
  switch (event.type) {
    case 'booted':
      openZkClient(broker);
      startThread(broker, 'main', { type: 'startup' });
      break;
    case 'arrived':
      arrived(broker, event);
      break;
    case 'disconnected':
      if (event.lane === CONTROLLER_LANE) {
        if (event.client) kafkaController.brokerDisconnected(broker, event.from);
      } else handleZkDisconnected(broker, event);
      break;
    case 'timer':
      if (event.timer.part === 'zk-client') handleZkTimer(broker, event.timer);
      else if (event.timer.part === 'kafka-controller') kafkaController.timerFired(broker, event.timer);
      break;
    case 'told':
      told(broker, event.order.words);
      break;
    case 'flushed':
      break;
  }
  runThreads(broker);
  return broker.state;
}

function booted(setup: BrokerSetup): BrokerState {
  const config = { ...(resolvedConfig('server', {}) as Config), ...setup.settings };
  const { connect, sessionTimeoutMs } = setup;
  const version = kafkaVersion(setup.version)!;
  const client = { connect, sessionTimeout: millis(sessionTimeoutMs), maxInFlight: 10, lane: 'zookeeper' };
  const runtime = newZkRuntime<Job>({ ...client, pipelined: version.kafka5642 });
  return { kind: 'broker', setup, config, zk: runtime, controller: NEW_KAFKA_CONTROLLER, brokerEpoch: -1, heard: {} };
}

function arrived(broker: Broker, event: Extract<BrokerEvent, { type: 'arrived' }>): void {
  const { message } = event;
  if (event.lane !== CONTROLLER_LANE) {
    handleZkArrival(broker, event as unknown as Extract<KafkaEvent, { type: 'arrived' }>);
    return;
  }
  switch (message.type) {
    case 'LeaderAndIsrRequest':
    case 'UpdateMetadataRequest':
    case 'StopReplicaRequest':
      broker.say(`<- b${message.controllerId} ${describeKafkaControllerMessage(message)}`);
      if (message.type === 'UpdateMetadataRequest') hear(broker, message);
      broker.out.reply(event.connection, answerTo(message));
      break;
    case 'LeaderAndIsrResponse':
    case 'UpdateMetadataResponse':
    case 'StopReplicaResponse':
      kafkaController.brokerResponded(broker, event.from, message);
      break;
    default:
  }
}

function hear(broker: Broker, { partitionStates }: UpdateMetadataRequest): void {
  const heard = { ...broker.state.heard };
  for (const { topicPartition: tp, leader, leaderEpoch, isr } of partitionStates) {
    if (leader === -2) delete heard[tp];
    else heard[tp] = `${leader}@${leaderEpoch} [${isr}]`;
  }
  broker.state = { ...broker.state, heard };
}

function answerTo(message: ControllerToBrokerRequest): ControllerToBrokerResponse {
  const { correlationId } = message;
  if (message.type === 'UpdateMetadataRequest')
    return { type: 'UpdateMetadataResponse', correlationId, errorCode: 'NONE' };
  const partitionErrors = message.partitionStates.map(({ topicPartition: tp }) => ({
    topicPartition: tp,
    errorCode: 'NONE' as const,
  }));
  const type = message.type === 'LeaderAndIsrRequest' ? 'LeaderAndIsrResponse' : 'StopReplicaResponse';
  return { type, correlationId, errorCode: 'NONE', partitionErrors };
}

const CALLBACK: ControllerCallback = { connection: 1, correlationId: 1 };

/** What a request would ask of the controller in this broker; else it is a call of a thread of its own. */
function told(broker: Broker, words: readonly string[]): void {
  const [verb, ...args] = words as [string, ...string[]];
  switch (verb) {
    case 'elect':
      kafkaController.electLeaders(broker, args.slice(1), args[0] as 'PREFERRED', CALLBACK);
      return;
    case 'reassign':
      kafkaController.alterPartitionReassignments(
        broker,
        args.map((arg) => {
          const [tp, ids] = arg.split('=') as [string, string];
          return { topicPartition: tp, replicas: ids === 'cancel' ? null : idsOf(ids) };
        }),
        CALLBACK,
      );
      return;
    case 'list-reassignments':
      kafkaController.listPartitionReassignments(broker, null, CALLBACK);
      return;
    case 'shut-down': {
      const id = Number(args[0]);
      const brokerEpoch = epochOf(broker, id);
      const request = { type: 'ControlledShutdownRequest', correlationId: 1, brokerId: id, brokerEpoch } as const;
      kafkaController.controlledShutdown(broker, request, CALLBACK);
      return;
    }
    case 'producer-ids': {
      const id = Number(args[0]);
      const request = { type: 'AllocateProducerIdsRequest', correlationId: 1, brokerId: id } as const;
      kafkaController.allocateProducerIds(broker, { ...request, brokerEpoch: epochOf(broker, id) }, CALLBACK);
      return;
    }
    case 'alter-partition': {
      const [leader, tp, isr, leaderEpoch, partitionEpoch] = args as [string, string, string, string, string];
      const brokerId = Number(leader);
      kafkaController.alterPartitions(
        broker,
        {
          type: 'AlterPartitionRequest',
          correlationId: 1,
          brokerId,
          brokerEpoch: epochOf(broker, brokerId),
          partitions: [
            {
              topicPartition: tp,
              leaderEpoch: Number(leaderEpoch),
              newIsrWithEpochs: idsOf(isr).map((id) => ({ brokerId: id, brokerEpoch: -1 })),
              leaderRecoveryState: 'RECOVERED',
              partitionEpoch: Number(partitionEpoch),
            },
          ],
        },
        CALLBACK,
      );
      return;
    }
    default:
      startThread(broker, `call ${words.join(' ')}`, { type: 'call', words });
  }
}

/** As the controller here knows it. */
function epochOf(broker: Broker, id: number): number {
  return broker.controller.owned.context.liveBrokers.find((one) => one.id === id)?.epoch ?? -1;
}

function idsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(',').map(Number);
}

function assignmentOf(topic: string, args: readonly string[]) {
  return tableOf(args.map((ids, partition) => [topicPartition(topic, partition), replicaAssignment(idsOf(ids))]));
}

function* call(broker: Broker, [name, ...args]: readonly string[]): ZkRun<unknown> {
  const [first, ...rest] = args as [string, ...string[]];
  const { version } = broker;
  switch (name) {
    case 'create-topic':
      return yield* zk.createTopicAssignment(
        first,
        version.kip516 ? `id-of-${first}` : null,
        assignmentOf(first, rest),
        version,
      );
    case 'add-partitions':
      return yield* zk.setTopicAssignment(
        first,
        version.kip516 ? `id-of-${first}` : null,
        assignmentOf(first, rest),
        version,
      );
    case 'delete-topic':
      return yield* zk.createDeleteTopicPath(first);
    case 'unclean':
      return yield* zk.setOrCreateEntityConfigs('topics', first, { 'unclean.leader.election.enable': rest[0]! }, false);
    case 'elect-by-znode':
      return yield* zk.createPreferredReplicaElection(args);
    case 'reassign-by-znode':
      return yield* zk.createPartitionReassignment(
        args.map((arg) => ({ topicPartition: arg.split('=')[0]!, replicas: idsOf(arg.split('=')[1]!) })),
      );
    case 'write-isr': {
      // As a leader did it before KIP-497: to the znode, and then a notification.
      const before = get(yield* zk.getTopicPartitionStates([first]), first)!;
      const state = { ...before, leaderAndIsr: { ...before.leaderAndIsr, isr: idsOf(rest[0]!) } };
      const path = topicPartitionStatePath(first);
      yield* zk.conditionalUpdatePath(path, encodePartitionState(state), before.leaderAndIsr.partitionEpoch);
      return yield* zk.propagateIsrChanges([first]);
    }
    case 'state': {
      const found = yield* zk.getData(topicPartitionStatePath(first));
      return yield* once(() => broker.say(`${first} ${found?.data ?? 'none'} version ${found?.stat.version}`) ?? null);
    }
    case 'get': {
      const found = yield* zk.getData(first);
      return yield* once(() => broker.say(`${first} ${found === undefined ? 'does not exist' : found.data}`) ?? null);
    }
    case 'children': {
      const found = yield* zk.getChildren(first, false);
      return yield* once(() => broker.say(`${first} [${[...found].sort().join(', ')}]`) ?? null);
    }
    case 'delete':
      return yield* zk.deletePath(first);
    default:
      throw new Error(`no call ${name}`);
  }
}

export const brokerProtocol: Protocol<BrokerWorld> = {
  handle,
  sizeOf: () => 100,
  describeMessage: (message) => message.type,
  describeFact: (fact) => (fact.type === 'Said' ? fact.text : describeFact(fact)),
  describeOrder: (order) => order.words.join(' '),
  factOfCommand: () => undefined,
};
