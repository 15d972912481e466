/**
 * The controller among the brokers of a cluster with ZooKeeper: what its broker hands to it (kafka.controller.KafkaController).
 * Everything but the answers of brokers goes into one queue.
 */
import type {
  AllocateProducerIdsRequest,
  AlterPartitionRequest,
  ControlledShutdownRequest,
  KafkaMessage,
  ReassignablePartition,
  WatchedEventType,
} from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { registerStateChangeHandler } from '../zk/kafkaZkClient.ts';
import { once, signal, type ZkRun } from '../zk/run.ts';
import { backoffIsOver, connectionLost, requestTimedOut, responded } from './controllerChannelManager.ts';
import type { ControllerCallback, ControllerStateName, ElectionType } from './controllerEvent.ts';
import { STATE_OF_EVENT } from './controllerEvent.ts';
import { CONTROLLER_SHUT_DOWN, clearAndPut, EXPIRE_PROCESSING, ended, put } from './controllerEventManager.ts';
import { CONTROLLER_STATE_HANDLER, eventOf } from './handlers.ts';
import { process } from './processEvent.ts';
import type { KafkaControllerState, KafkaControllerTimer } from './state.ts';
import { type ControllerHost, controllerEventThread } from './work.ts';

// ---- its life --------------------------------------------------------------------------------------------------------

/** KafkaController.startup, in the thread that starts the broker. */
export function* startup(host: ControllerHost): ZkRun<void> {
  yield* registerStateChangeHandler(CONTROLLER_STATE_HANDLER);
  yield* once(() => put(host, { type: 'Startup' }));
}

/** KafkaController.shutdown, in the thread that stops the broker: until its own thread is done. */
export function* shutdown(host: ControllerHost): ZkRun<void> {
  const closed = yield* once(() => {
    clearAndPut(host, { type: 'ShutdownEventThread' });
    return host.controller.closed;
  });
  if (!closed) yield* signal(CONTROLLER_SHUT_DOWN);
}

/** The run of the thread `controller-event-thread`: one event. */
export function controllerThread(host: ControllerHost): ZkRun<void> {
  return controllerEventThread(host, process);
}

export function controllerThreadEnded(host: ControllerHost): void {
  ended(host);
}

// ---- what comes from ZooKeeper ---------------------------------------------------------------------------------------

/** False: the handler is somebody else's. */
export function watchFired(host: ControllerHost, handler: string, event: WatchedEventType, path: string): boolean {
  const controllerEvent = eventOf(handler, event, path);
  if (controllerEvent === undefined) return false;
  if (controllerEvent !== null) put(host, controllerEvent);
  return true;
}

/**
 * The session has expired: whatever waits is dropped, and no new session is asked for before the controller is at the event
 * that tells it so.
 */
export function* beforeInitializingSession(host: ControllerHost): ZkRun<void> {
  const processing = yield* once(() => {
    clearAndPut(host, { type: 'Expire' });
    return !host.controller.queue.some(({ event }) => event.type === 'Expire');
  });
  if (!processing) yield* signal(EXPIRE_PROCESSING);
}

export function* afterInitializingSession(host: ControllerHost): ZkRun<void> {
  yield* once(() => put(host, { type: 'RegisterBrokerAndReelect' }));
}

// ---- what comes from brokers and by timers ---------------------------------------------------------------------------

/** On a connection of lane CONTROLLER_LANE that it opened. */
export function brokerResponded(host: ControllerHost, from: string, message: KafkaMessage): void {
  switch (message.type) {
    case 'LeaderAndIsrResponse':
    case 'UpdateMetadataResponse':
    case 'StopReplicaResponse':
      responded(host, from, message);
      break;
    default:
  }
}

export function brokerDisconnected(host: ControllerHost, from: string): void {
  connectionLost(host, from);
}

export function timerFired(host: ControllerHost, timer: KafkaControllerTimer): void {
  switch (timer.type) {
    case 'auto-leader-rebalance-task':
      put(host, { type: 'AutoPreferredReplicaLeaderElection' });
      break;
    case 'send-thread':
      backoffIsOver(host, timer.brokerId);
      break;
    case 'request-timeout':
      requestTimedOut(host, timer.brokerId, timer.correlationId);
      break;
  }
}

// ---- requests --------------------------------------------------------------------------------------------------------

export function isActive({ owned }: KafkaControllerState, brokerId: number): boolean {
  return owned.activeControllerId === brokerId;
}

export function controllerState({ running }: KafkaControllerState): ControllerStateName {
  return running === null ? 'Idle' : STATE_OF_EVENT[running.event.type];
}

export function alterPartitions(
  host: ControllerHost,
  request: AlterPartitionRequest,
  callback: ControllerCallback,
): void {
  put(host, { type: 'AlterPartitionReceived', request, callback });
}

export function controlledShutdown(
  host: ControllerHost,
  { brokerId, brokerEpoch }: ControlledShutdownRequest,
  callback: ControllerCallback,
): void {
  put(host, { type: 'ControlledShutdown', brokerId, brokerEpoch, callback });
}

export function allocateProducerIds(
  host: ControllerHost,
  { brokerId, brokerEpoch }: AllocateProducerIdsRequest,
  callback: ControllerCallback,
): void {
  put(host, { type: 'AllocateProducerIds', brokerId, brokerEpoch, callback });
}

export function electLeaders(
  host: ControllerHost,
  partitions: readonly TopicPartition[],
  electionType: ElectionType,
  callback: ControllerCallback,
): void {
  const trigger = 'AdminClientTriggered';
  put(host, { type: 'ReplicaLeaderElection', partitions, electionType, trigger, callback });
}

export function alterPartitionReassignments(
  host: ControllerHost,
  reassignments: readonly ReassignablePartition[],
  callback: ControllerCallback,
): void {
  put(host, { type: 'ApiPartitionReassignment', reassignments, callback });
}

export function listPartitionReassignments(
  host: ControllerHost,
  partitions: readonly TopicPartition[] | null,
  callback: ControllerCallback,
): void {
  put(host, { type: 'ListPartitionReassignments', partitions, callback });
}

/** unclean.leader.election.enable of all brokers is true now. */
export function enableDefaultUncleanLeaderElection(host: ControllerHost): void {
  put(host, { type: 'UncleanLeaderElectionEnable' });
}

export function enableTopicUncleanLeaderElection(host: ControllerHost, topic: string): void {
  if (isActive(host.controller, host.brokerId)) put(host, { type: 'TopicUncleanLeaderElectionEnable', topic });
}

export function isTopicQueuedForDeletion(host: ControllerHost, topic: string): boolean {
  return (
    (host.config['delete.topic.enable'] as boolean) && host.controller.owned.context.topicsToBeDeleted.includes(topic)
  );
}
