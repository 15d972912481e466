/** Nodes as the screen draws them. Display order is that of the world: controllers, brokers, producers, consumers, admin. */
import { has } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { Vector } from '../base/vector.ts';
import type { ConsumerState } from '../kafka/consumer/state.ts';
import { sessionText } from '../kafka/facts/zookeeper.ts';
import type { ConsumerSetup, Kafka, ProducerSetup, ServerSetup } from '../kafka/kinds.ts';
import { type BrokerRegistration, brokerOf, type MetadataImage, zkMigrationState } from '../kafka/metadata/image.ts';
import type { ProducerState } from '../kafka/producer/state.ts';
import type { ServerState } from '../kafka/server/state.ts';
import type { ZooKeeperServerState } from '../kafka/zookeeper/state.ts';
import type { NodeView } from '../sim/world.ts';
import type {
  BrokerFrame,
  ConsumerFrame,
  ControllerFrame,
  NodeFrame,
  ProducerFrame,
  ReplicaFrame,
  ZkClientFrame,
} from './frame.ts';
import { activityOf } from './groups/activity.ts';
import { raftFrame } from './metadataFrames.ts';
import type { LeaderLog } from './recordLedger.ts';
import { zooKeeperFrame } from './zookeeper/zooKeeperFrame.ts';

export interface NodeContext {
  readonly now: Micros;
  /** Groups by the broker that coordinates them. */
  readonly coordinated: ReadonlyMap<number, readonly string[]>;
  readonly image: MetadataImage;
  readonly leaderLogs: ReadonlyMap<string, LeaderLog>;
  replicas(node: NodeView<Kafka>, brokerId: number): readonly ReplicaFrame[];
}

export function nodeFrame(node: NodeView<Kafka>, context: NodeContext): NodeFrame {
  const { id, setup, status, lives, state } = node;
  const base = { id, status, lives };
  switch (setup.kind) {
    case 'server': {
      const server = state as ServerState | undefined;
      return setup.roles.broker ? brokerFrame(node, setup, server, context) : controllerFrame(node, setup, server);
    }
    case 'zookeeper':
      return zooKeeperFrame(node, setup, state as ZooKeeperServerState | undefined);
    case 'producer':
      return producerFrame(node, setup, state as ProducerState | undefined);
    case 'consumer':
      return consumerFrame(node, setup, state as ConsumerState | undefined, context);
    case 'admin':
      return {
        ...base,
        kind: 'admin',
        done: setup.topics.every(({ name }) => has(context.image.topics, name)),
      };
    case 'tool':
      return { ...base, kind: 'tool', tool: setup.tool, line: setup.line };
  }
}

function isActive(server: ServerState | undefined): boolean {
  const kafkaController = server?.broker?.zookeeper?.controller;
  if (kafkaController !== undefined) return kafkaController.owned.activeControllerId === server?.setup.nodeId;
  // One that waits for what is in ZooKeeper is no controller to anybody yet (KIP-866).
  const waits = server?.controller !== undefined && zkMigrationState(server.controller.image) === 'PRE_MIGRATION';
  return server?.controller !== undefined && server.controller.claimEpoch >= 0 && !waits;
}

function controllerFrame(
  { id, status, lives }: NodeView<Kafka>,
  setup: ServerSetup,
  server?: ServerState,
): ControllerFrame {
  return {
    id,
    status,
    lives,
    kind: 'controller',
    nodeId: setup.nodeId,
    raft: raftFrame(server?.raft),
    active: isActive(server),
  };
}

function brokerFrame(
  node: NodeView<Kafka>,
  setup: ServerSetup,
  server: ServerState | undefined,
  context: NodeContext,
): BrokerFrame {
  const { id, status, lives } = node;
  const registration = brokerOf(context.image, setup.nodeId);
  return {
    id,
    status,
    lives,
    kind: setup.roles.controller ? 'combined' : 'broker',
    nodeId: setup.nodeId,
    rack: setup.rack,
    raft: raftFrame(server?.raft),
    active: isActive(server),
    // A combined server whose broker has gone lives on until its controller has handed the quorum over.
    brokerState: server === undefined ? null : (server.broker?.lifecycle.state ?? 'SHUTTING_DOWN'),
    fenced: registration?.fenced ?? true,
    inControlledShutdown: registration?.inControlledShutdown ?? false,
    brokerEpoch: registration?.epoch ?? -1,
    metadataOffset: server?.broker?.image.offset ?? -1,
    replicas: context.replicas(node, setup.nodeId),
    coordinates: context.coordinated.get(setup.nodeId) ?? NO_GROUPS,
    ...(setup.zookeeper === undefined ? {} : { zookeeper: zkClientFrame(server, registration) }),
  };
}

/** Its client of ZooKeeper: null while the process is dead. */
function zkClientFrame(
  server: ServerState | undefined,
  registration: BrokerRegistration | undefined,
): ZkClientFrame | null {
  const part = server?.broker?.zookeeper;
  if (part === undefined) return null;
  const { state, socket, sessionId, negotiatedTimeout } = part.zk.client;
  return {
    state,
    server: socket?.server ?? null,
    connected: socket?.type === 'established',
    session: sessionId === 0 ? null : sessionText(sessionId),
    timeout: negotiatedTimeout,
    registered: registration !== undefined,
    controllerId: part.server.controllerId,
    controllerEpoch: part.server.controllerEpoch,
  };
}

const NO_GROUPS: readonly string[] = [];

function recordCount(batches: readonly { readonly records: Vector<unknown> }[]): number {
  return batches.reduce((sum, { records }) => sum + records.length, 0);
}

function producerFrame(
  { id, status, lives }: NodeView<Kafka>,
  setup: ProducerSetup,
  state?: ProducerState,
): ProducerFrame {
  const acks = state?.settings.acks ?? setup.config.acks;
  const base = { id, status, lives, kind: 'producer' as const, clientId: setup.clientId };
  const acksText = acks === -1 || acks === '-1' ? 'all' : String(acks ?? 'all');
  if (state === undefined) {
    const none = { sent: 0, acknowledged: 0, failed: 0, unknown: 0, buffered: 0, inFlight: 0, leaders: [] };
    return { ...base, acks: acksText, ...none, batches: 0, requests: 0, blocked: 0 };
  }
  const { sent, acknowledged, failed, unknown } = state.ledger;
  return {
    ...base,
    acks: acksText,
    sent,
    acknowledged,
    failed,
    unknown,
    buffered: state.accumulator.queues.reduce((sum, { batches }) => sum + recordCount(batches), 0),
    inFlight: state.inFlight.reduce((sum, { batches }) => sum + recordCount(batches), 0),
    batches: state.accumulator.queues.reduce((sum, { batches }) => sum + batches.length, 0),
    requests: state.inFlight.length,
    blocked: blockedSends(state),
    leaders: leadersOf(state),
  };
}

function blockedSends({ application: { threads, blockedOrder } }: ProducerState): number {
  return threads.filter(({ blocked }) => blocked !== null).length + (blockedOrder === null ? 0 : 1);
}

function leadersOf({ client }: ProducerState): ProducerFrame['leaders'] {
  return client.metadata.topics.values.flatMap(({ partitions }) =>
    partitions.map(({ topicPartition, leaderId }) => ({ partition: topicPartition, leader: leaderId })),
  );
}

function consumerFrame(
  { id, status, lives }: NodeView<Kafka>,
  setup: ConsumerSetup,
  state: ConsumerState | undefined,
  { leaderLogs, now }: NodeContext,
): ConsumerFrame {
  const positions = (state?.partitions.values ?? []).map(({ partition, position, paused }) => {
    const offset = position?.offset ?? null;
    const end = leaderLogs.get(partition)?.logEndOffset;
    return {
      partition,
      position: offset,
      leader: position?.currentLeader.leader?.nodeId ?? -1,
      lag: offset === null || end === undefined ? null : Math.max(0, end - offset),
      ...(paused ? { paused } : {}),
    };
  });
  const group = setup.config['group.id'];
  return {
    id,
    status,
    lives,
    kind: 'consumer',
    clientId: setup.clientId,
    consumed: state?.consumedCount ?? 0,
    group: typeof group === 'string' ? group : null,
    activity: state === undefined ? null : activityShown(state, now),
    processEach: state?.application.processEach ?? setup.application.processEach,
    positions,
  };
}

/** Without what changes with each turn of its loop: a card that flickers tells nothing. */
function activityShown(state: ConsumerState, now: Micros): ConsumerFrame['activity'] {
  const { doing, records } = activityOf(state, now);
  return { doing: doing === 'sleeping' ? 'polling' : doing, records };
}
