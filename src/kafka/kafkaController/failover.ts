import { type TopicPartition, topicOf } from '../topicPartition.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import {
  BROKER_IDS,
  CONTROLLER,
  DELETE_TOPICS,
  ISR_CHANGE_NOTIFICATION,
  LOG_DIR_EVENT_NOTIFICATION,
  PREFERRED_REPLICA_ELECTION,
  REASSIGN_PARTITIONS,
  TOPICS,
  topicPartitionStatePath,
} from '../zk/zkPaths.ts';
import { resetContext } from './contextState.ts';
import { shutdown } from './controllerChannelManager.ts';
import {
  assignedReplicas,
  isReplicaOnline,
  leadershipOf,
  liveOrShuttingDownBrokerIds,
  replicaOf,
  replicasForTopic,
} from './controllerContext.ts';
import { AUTO_REBALANCE_TIMER, onReplicaElection, scheduleAutoLeaderRebalance } from './elections.ts';
import { maybeSetupFeatureVersioning } from './features.ts';
import { HANDLERS } from './handlers.ts';
import { initializeControllerContext, unregisterBrokerModificationsHandler } from './initializeContext.ts';
import * as partitionStateMachine from './partitionStateMachine.ts';
import { initializePartitionReassignments } from './reassignmentRequests.ts';
import * as replicaStateMachine from './replicaStateMachine.ts';
import { keysOf } from './scratch.ts';
import { sendUpdateMetadataRequest } from './sendUpdateMetadata.ts';
import {
  init,
  isQueuedUp,
  tryTopicDeletion,
  unregisterPartitionModificationsHandlers,
} from './topicDeletionManager.ts';
import {
  type ControllerWork,
  effect,
  expectedEpochZkVersion,
  IllegalStateException,
  isActive,
  kafkaError,
  tell,
} from './work.ts';

const NOBODY = -1;

export function* processStartup(work: ControllerWork): ZkRun<void> {
  yield* zk.registerZNodeChangeHandlerAndCheckExistence(CONTROLLER, HANDLERS.controllerChange);
  yield* elect(work);
}

/** Whoever makes /controller is it; the others watch it. */
export function* elect(work: ControllerWork): ZkRun<void> {
  const { brokerId, context } = work;
  work.activeControllerId = (yield* zk.getControllerId()) ?? NOBODY;
  if (work.activeControllerId !== NOBODY) return;
  const startedAt = work.now;
  try {
    const { epoch, epochZkVersion } = yield* register(work);
    context.epoch = epoch;
    context.epochZkVersion = epochZkVersion;
    work.activeControllerId = brokerId;
    tell(work, { type: 'ControllerActivated', id: brokerId, epoch });
    yield* onControllerFailover(work);
    const took = work.now - startedAt;
    const partitions = context.partitionLeadershipInfo;
    const count = keysOf(partitions).length;
    tell(work, { type: 'ControllerFailoverCompleted', id: brokerId, epoch, took, partitions: count });
  } catch (thrown) {
    if (thrown instanceof zk.ControllerMovedException) yield* maybeResign(work);
    else {
      kafkaError(thrown);
      yield* triggerControllerMove(work);
    }
  }
}

/** Before KAFKA-6082 it took two steps: to make /controller, and to raise the epoch under the version it was read with. */
function* register(work: ControllerWork): ZkRun<zk.ControllerEpoch> {
  const { brokerId, version } = work;
  if (version.kafka6082) return yield* zk.registerControllerAndIncrementControllerEpoch(brokerId, version);
  try {
    yield* zk.registerController(brokerId, version);
  } catch (thrown) {
    if (!zk.isKeeperException(thrown, 'NODEEXISTS')) throw thrown;
    throw new zk.ControllerMovedException('Controller moved to another broker.');
  }
  return yield* incrementControllerEpoch();
}

function* incrementControllerEpoch(): ZkRun<zk.ControllerEpoch> {
  const current = yield* zk.getControllerEpoch();
  const epoch = (current?.epoch ?? 0) + 1;
  const { code, stat } = yield* zk.setControllerEpochRaw(epoch, current?.epochZkVersion ?? 0);
  if (code === 'OK') return { epoch, epochZkVersion: stat!.version };
  if (code === 'NONODE') {
    const created = yield* zk.createControllerEpochRaw(1);
    if (created.code === 'OK') return { epoch: 1, epochZkVersion: 0 };
  }
  // It gives /controller back.
  throw new IllegalStateException('Controller moved to another broker. Aborting controller startup procedure');
}

function* onControllerFailover(work: ControllerWork): ZkRun<void> {
  const { context, version, config } = work;
  if (version.kip497) yield* maybeSetupFeatureVersioning(work);
  // Before it reads, so that nothing is missed.
  yield* zk.registerZNodeChildChangeHandler(BROKER_IDS, HANDLERS.brokerChange);
  yield* zk.registerZNodeChildChangeHandler(TOPICS, HANDLERS.topicChange);
  yield* zk.registerZNodeChildChangeHandler(DELETE_TOPICS, HANDLERS.topicDeletion);
  yield* zk.registerZNodeChildChangeHandler(LOG_DIR_EVENT_NOTIFICATION, HANDLERS.logDirEventNotification);
  yield* zk.registerZNodeChildChangeHandler(ISR_CHANGE_NOTIFICATION, HANDLERS.isrChangeNotification);
  yield* zk.registerZNodeChangeHandlerAndCheckExistence(PREFERRED_REPLICA_ELECTION, HANDLERS.preferredReplicaElection);
  yield* zk.registerZNodeChangeHandlerAndCheckExistence(REASSIGN_PARTITIONS, HANDLERS.partitionReassignment);
  const expected = expectedEpochZkVersion(work);
  // The states are about to be read. Before KAFKA-5642 notifications stayed until the next came: they were only watched.
  if (version.kafka5642) {
    yield* zk.deleteLogDirEventNotifications(expected);
    yield* zk.deleteIsrChangeNotifications(expected);
  } else yield* zk.getAllIsrChangeNotifications();
  yield* initializeControllerContext(work);
  const deletions = yield* zk.getTopicDeletions();
  yield* init(work, deletions, topicsIneligibleForDeletion(work));
  // Who is alive, before a LeaderAndIsr names one of them.
  sendUpdateMetadataRequest(work, liveOrShuttingDownBrokerIds(context), []);
  yield* replicaStateMachine.startup(work);
  yield* partitionStateMachine.startup(work);
  yield* initializePartitionReassignments(work);
  yield* tryTopicDeletion(work);
  const pending = yield* fetchPendingPreferredReplicaElections(work);
  yield* onReplicaElection(work, pending, 'PREFERRED', 'ZkTriggered');
  if (config['auto.leader.rebalance.enable'] as boolean) scheduleAutoLeaderRebalance(work, 5);
}

function topicsIneligibleForDeletion({ context }: ControllerWork): readonly string[] {
  const reassigned = new Set(keysOf(context.partitionsBeingReassigned).map(topicOf));
  return keysOf(context.allTopics).filter(
    (topic) =>
      reassigned.has(topic) ||
      replicasForTopic(context, topic).some((replica) => !isReplicaOnline(context, replicaOf(replica))),
  );
}

function* fetchPendingPreferredReplicaElections(work: ControllerWork): ZkRun<readonly TopicPartition[]> {
  const { context } = work;
  const asked = yield* zk.getPreferredReplicaElection();
  return asked.filter((tp) => {
    const [preferred] = assignedReplicas(context, tp);
    if (preferred === undefined || isQueuedUp(work, topicOf(tp))) return false;
    return leadershipOf(context, tp)?.leaderAndIsr.leader !== preferred;
  });
}

// ---- no longer -------------------------------------------------------------------------------------------------------

export function* onControllerResignation(work: ControllerWork): ZkRun<void> {
  const { context, version } = work;
  yield* zk.unregisterZNodeChildChangeHandler(ISR_CHANGE_NOTIFICATION);
  yield* zk.unregisterZNodeChangeHandler(REASSIGN_PARTITIONS);
  yield* zk.unregisterZNodeChangeHandler(PREFERRED_REPLICA_ELECTION);
  yield* zk.unregisterZNodeChildChangeHandler(LOG_DIR_EVENT_NOTIFICATION);
  yield* unregisterBrokerModificationsHandler(work, work.brokerModificationsHandlers);
  effect(work, ({ out }) => out.cancelTimer(AUTO_REBALANCE_TIMER));
  if (!version.kip497) {
    for (const tp of keysOf(context.partitionsBeingReassigned)) {
      yield* zk.unregisterZNodeChangeHandler(topicPartitionStatePath(tp));
    }
  }
  yield* zk.unregisterZNodeChildChangeHandler(TOPICS);
  yield* unregisterPartitionModificationsHandlers(work, keysOf(work.partitionModificationsHandlers));
  yield* zk.unregisterZNodeChildChangeHandler(DELETE_TOPICS);
  yield* zk.unregisterZNodeChildChangeHandler(BROKER_IDS);
  effect(work, shutdown);
  if (context.epoch > 0) tell(work, { type: 'ControllerDeactivated', id: work.brokerId, epoch: context.epoch });
  resetContext(context);
}

/** Who is the controller now? If it was this one and is no longer, it stops. */
export function* maybeResign(work: ControllerWork): ZkRun<void> {
  const wasActive = isActive(work);
  yield* zk.registerZNodeChangeHandlerAndCheckExistence(CONTROLLER, HANDLERS.controllerChange);
  work.activeControllerId = (yield* zk.getControllerId()) ?? NOBODY;
  if (wasActive && !isActive(work)) yield* onControllerResignation(work);
}

/** Something is wrong here: it makes room, and somebody else may try. */
export function* triggerControllerMove(work: ControllerWork): ZkRun<void> {
  // Before KAFKA-6082 it did not look, and deleted whosever /controller it was.
  if (work.version.kafka6082) {
    work.activeControllerId = (yield* zk.getControllerId()) ?? NOBODY;
    if (!isActive(work)) return;
  }
  const expected = expectedEpochZkVersion(work);
  work.activeControllerId = NOBODY;
  yield* onControllerResignation(work);
  try {
    yield* zk.deleteController(expected);
  } catch (thrown) {
    if (!(thrown instanceof zk.ControllerMovedException)) throw thrown;
  }
}
