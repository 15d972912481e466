/** The controller of the era: who holds it, what its thread is at, and what it has still to tell each broker. */
import { get, has } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import { sessionText } from '../../kafka/facts/zookeeper.ts';
import { STATE_OF_EVENT } from '../../kafka/kafkaController/controllerEvent.ts';
import { describeKafkaControllerMessage } from '../../kafka/kafkaController/describe.ts';
import type { KafkaControllerState, QueueItem, RunningEvent } from '../../kafka/kafkaController/state.ts';
import type { PartitionState, ReplicaState } from '../../kafka/kafkaController/states.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { ControllerToBrokerRequest } from '../../kafka/messages.ts';
import { compareTopicPartitions } from '../../kafka/topicPartition.ts';
import type { ZooKeeperPart } from '../../kafka/zk/part.ts';
import { getZnode } from '../../kafka/zookeeper/dataTree.ts';
import type { NodeView } from '../../sim/world.ts';
import type { NodeStatus } from '../frame.ts';
import { truthOf, type ZooKeeperNode } from './databases.ts';
import { type MigrationFrame, migrationFrame } from './migrationFrame.ts';

export type { PartitionState, ReplicaState } from '../../kafka/kafkaController/states.ts';

export interface EraControllerFrame {
  /** What the znodes say: null: there is none. */
  readonly znode: { readonly controller: number | null; readonly epoch: number | null };
  /** Brokers that take themselves for the controller: more than one where one does not know yet. */
  readonly acting: readonly ActingController[];
  readonly brokers: readonly EraBroker[];
  /** Where the metadata is moved to a quorum of controllers; null: it is not. */
  readonly migration: MigrationFrame | null;
}

export interface EraBroker {
  readonly node: string;
  readonly brokerId: number;
  readonly status: NodeStatus;
  /** null: its process is dead. */
  readonly session: { readonly id: string | null; readonly state: string; readonly server: string | null } | null;
  /** Its znode under /brokers/ids: the czxid is its epoch. */
  readonly registeredAs: number | null;
  /** Whom it has read in /controller, -1: none; whom the last UpdateMetadata named; and the epoch it holds for the newest. */
  readonly readController: number | null;
  readonly toldController: number | null;
  readonly knownEpoch: number | null;
  /** What waits for ZooKeeper in it. */
  readonly threads: readonly { readonly name: string; readonly doing: string; readonly since: Micros }[];
}

export interface ActingController {
  readonly node: string;
  readonly brokerId: number;
  readonly epoch: number;
  /** /controller names it. */
  readonly isTrue: boolean;
  readonly running: WaitingEvent | null;
  /** ControllerState of the event: JMX ControllerState. */
  readonly state: string;
  readonly queue: readonly WaitingEvent[];
  readonly channels: readonly ChannelFrame[];
  readonly partitions: readonly (readonly [PartitionState, number])[];
  readonly replicas: readonly (readonly [ReplicaState, number])[];
  /** Those without a leader, or that it is at: at most a few. */
  readonly troubled: readonly {
    readonly partition: string;
    readonly state: PartitionState;
    readonly leader: number;
    readonly leaderEpoch: number;
    readonly isr: readonly number[];
  }[];
}

export interface WaitingEvent {
  readonly event: string;
  /** `orders`, `b2`: what it is about. */
  readonly about: string;
  readonly since: Micros;
}

/** The thread that tells one broker. */
export interface ChannelFrame {
  readonly brokerId: number;
  readonly inFlight: ChannelRequest | null;
  /** The connection was lost: it waits before it tries again. */
  readonly backingOff: boolean;
  readonly queue: readonly ChannelRequest[];
}

export interface ChannelRequest {
  readonly api: 'LeaderAndIsr' | 'UpdateMetadata' | 'StopReplica';
  readonly text: string;
  readonly partitions: number;
  readonly since: Micros;
}

const MOST_QUEUED = 60;
const MOST_TROUBLED = 24;

export function eraControllerFrame(
  servers: readonly ZooKeeperNode[],
  nodes: readonly NodeView<Kafka>[],
): EraControllerFrame {
  const tree = truthOf(servers)?.state?.database.tree;
  const read = (path: string): string | null => (tree === undefined ? null : (getZnode(tree, path)?.data ?? null));
  const controller = brokerIn(read('/controller'));
  const epoch = read('/controller_epoch');
  const brokers: EraBroker[] = [];
  const acting: ActingController[] = [];
  for (const node of nodes) {
    const { setup, state } = node;
    if (setup.kind !== 'server' || setup.zookeeper === undefined || !setup.roles.broker) continue;
    const part = state?.kind === 'server' ? state.broker?.zookeeper : undefined;
    const registration = tree === undefined ? undefined : getZnode(tree, `/brokers/ids/${setup.nodeId}`);
    brokers.push(brokerOf(node, setup.nodeId, part, registration?.czxid ?? null));
    if (part !== undefined && part.controller.owned.activeControllerId === setup.nodeId)
      acting.push(actingOf(node.id, setup.nodeId, part.controller, controller === setup.nodeId));
  }
  acting.sort((a, b) => b.epoch - a.epoch);
  const migration = migrationFrame(nodes, read('/migration'));
  return { znode: { controller, epoch: epoch === null ? null : Number(epoch) }, acting, brokers, migration };
}

/** `{"version":2,"brokerid":1,…}` */
export function brokerIn(data: string | null): number | null {
  const found = data === null ? null : /"brokerid":(-?\d+)/.exec(data);
  return found === null ? null : Number(found[1]);
}

function brokerOf(
  { id, status }: NodeView<Kafka>,
  brokerId: number,
  part: ZooKeeperPart | undefined,
  registeredAs: number | null,
): EraBroker {
  const base = { node: id, brokerId, status, registeredAs };
  if (part === undefined)
    return { ...base, session: null, readController: null, toldController: null, knownEpoch: null, threads: [] };
  const { client, threads } = part.zk;
  const { socket } = client;
  return {
    ...base,
    session: {
      id: client.sessionId === 0 ? null : sessionText(client.sessionId),
      state: client.state,
      server: socket?.type === 'established' ? socket.server : null,
    },
    readController: part.controller.owned.activeControllerId,
    toldController: part.server.controllerId,
    knownEpoch: part.server.controllerEpoch,
    threads: threads
      .filter(({ waitingFor }) => waitingFor.type !== 'nothing')
      .map(({ name, job, startedAt }) => ({ name, doing: job.type, since: startedAt })),
  };
}

function actingOf(node: string, brokerId: number, state: KafkaControllerState, isTrue: boolean): ActingController {
  const { owned, queue, running, channels } = state;
  const { context } = owned;
  return {
    node,
    brokerId,
    epoch: context.epoch,
    isTrue,
    running: running === null ? null : runningOf(running),
    state: running === null ? 'Idle' : STATE_OF_EVENT[running.event.type],
    queue: queue.slice(0, MOST_QUEUED).map(({ event, enqueuedAt }) => ({ ...nameOf(event), since: enqueuedAt })),
    channels: channels.keys
      .map((key, place) => {
        const { inFlight, backingOff, queue: waiting } = channels.values[place]!;
        return {
          brokerId: Number(key),
          inFlight: inFlight === null ? null : requestOf(inFlight),
          backingOff,
          queue: waiting.slice(0, MOST_QUEUED).map(requestOf),
        };
      })
      .sort((a, b) => a.brokerId - b.brokerId),
    partitions: counts(context.partitionStates.values),
    replicas: counts(context.replicaStates.values),
    troubled: troubledOf(context),
  };
}

function runningOf({ event, startedAt }: RunningEvent): WaitingEvent {
  return { ...nameOf(event), since: startedAt };
}

function nameOf(event: RunningEvent['event']): Pick<WaitingEvent, 'event' | 'about'> {
  const about =
    'topic' in event
      ? event.topic
      : 'partition' in event
        ? event.partition
        : 'brokerId' in event
          ? `b${event.brokerId}`
          : 'replicaId' in event
            ? `b${event.replicaId}`
            : '';
  return { event: event.type, about };
}

function requestOf({ request, enqueuedAt }: QueueItem): ChannelRequest {
  return {
    api: request.type.replace('Request', '') as ChannelRequest['api'],
    text: describeKafkaControllerMessage(request),
    partitions: partitionsIn(request),
    since: enqueuedAt,
  };
}

function partitionsIn(request: ControllerToBrokerRequest): number {
  return request.partitionStates.length;
}

function counts<S extends string>(states: readonly S[]): (readonly [S, number])[] {
  const found = new Map<S, number>();
  for (const state of states) found.set(state, (found.get(state) ?? 0) + 1);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function troubledOf({
  partitionStates,
  partitionLeadershipInfo,
}: KafkaControllerState['owned']['context']): ActingController['troubled'] {
  const found: ActingController['troubled'][number][] = [];
  partitionStates.keys.forEach((partition, place) => {
    const state = partitionStates.values[place]!;
    if (state === 'OnlinePartition' || found.length >= MOST_TROUBLED) return;
    const known = has(partitionLeadershipInfo, partition)
      ? get(partitionLeadershipInfo, partition)!.leaderAndIsr
      : undefined;
    found.push({
      partition,
      state,
      leader: known?.leader ?? -1,
      leaderEpoch: known?.leaderEpoch ?? -1,
      isr: known?.isr ?? [],
    });
  });
  return found.sort((a, b) => compareTopicPartitions(a.partition, b.partition));
}
