/**
 * How a reassignment of a partition goes (kafka.controller.KafkaController.onPartitionReassignment and around it). The letters
 * are those of Kafka's own description: U writes the new assignment down, A starts the new replicas, B, when they are in
 * sync, removes the old ones.
 */
import { get, set, tableOf } from '../../base/table.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import type { Reassignment } from '../zk/zkContents.ts';
import { topicPartitionStatePath } from '../zk/zkPaths.ts';
import { addLeaderAndIsrRequestForBrokers, newBatch, sendRequestsToBrokers } from './controllerBrokerRequestBatch.ts';
import {
  assignmentsOfTopic,
  fullAssignment,
  isPartitionBeingReassigned,
  isReplicaOnline,
  leadershipOf,
  liveOrShuttingDownBrokerIds,
  partitionAndReplica,
  putLeadership,
  updateFullAssignment,
} from './controllerContext.ts';
import { put as putEvent } from './controllerEventManager.ts';
import { HANDLERS } from './handlers.ts';
import { type LeaderIsrAndControllerEpoch, newLeaderAndIsr } from './leaderAndIsr.ts';
import * as partitionStateMachine from './partitionStateMachine.ts';
import {
  isBeingReassigned,
  originReplicas,
  type ReplicaAssignment,
  replicaAssignment,
  sameAssignment,
  targetReplicas,
} from './replicaAssignment.ts';
import * as replicaStateMachine from './replicaStateMachine.ts';
import { drop, keysOf, look, put } from './scratch.ts';
import { sendUpdateMetadataRequest } from './sendUpdateMetadata.ts';
import { markIneligible, resumeDeletionForTopics } from './topicDeletionManager.ts';
import {
  type ControllerWork,
  effect,
  expectedEpochZkVersion,
  IllegalStateException,
  StateChangeFailedException,
  tell,
} from './work.ts';

export function* maybeResumeReassignments(
  work: ControllerWork,
  shouldResume: (tp: TopicPartition, assignment: ReplicaAssignment) => boolean,
): ZkRun<void> {
  const { context } = work;
  for (const tp of keysOf(context.partitionsBeingReassigned)) {
    const assignment = fullAssignment(context, tp);
    if (shouldResume(tp, assignment)) yield* onPartitionReassignment(work, tp, assignment);
  }
}

export function* onPartitionReassignment(
  work: ControllerWork,
  tp: TopicPartition,
  reassignment: ReplicaAssignment,
): ZkRun<void> {
  const { context, version } = work;
  const before = fullAssignment(context, tp);
  markIneligible(work, [topicOf(tp)]);
  yield* updateCurrentReassignment(work, tp, reassignment);
  if (!(yield* isReassignmentComplete(tp, reassignment))) {
    // A1, A2
    yield* updateLeaderEpochAndSendRequest(work, tp, reassignment, []);
    for (const id of reassignment.addingReplicas) {
      yield* replicaStateMachine.handleStateChanges(work, [partitionAndReplica(tp, id)], 'NewReplica');
    }
    return;
  }
  const { addingReplicas, removingReplicas } = reassignment;
  // B1, B2. Before 2.4 those that were there already were told once more.
  const brought = version.kip455 ? addingReplicas : targetReplicas(reassignment);
  for (const id of brought) {
    yield* replicaStateMachine.handleStateChanges(work, [partitionAndReplica(tp, id)], 'OnlineReplica');
  }
  const completed = replicaAssignment(targetReplicas(reassignment));
  updateFullAssignment(context, tp, completed);
  // B3. Before 2.4 those that are to go were told too.
  yield* moveReassignedPartitionLeaderIfRequired(work, tp, completed, version.kip455 ? [] : removingReplicas);
  // B4, B5
  yield* stopRemovedReplicas(work, tp, removingReplicas);
  // B6, B7, B8
  yield* updateReplicaAssignmentForPartition(work, tp, completed);
  yield* removePartitionFromReassigningPartitions(work, tp, completed);
  sendUpdateMetadataRequest(work, liveOrShuttingDownBrokerIds(context), [tp]);
  tellEnd(work, tp, before, reassignment);
  yield* resumeDeletionForTopics(work, [topicOf(tp)]);
}

function tellEnd(
  work: ControllerWork,
  partition: TopicPartition,
  before: ReplicaAssignment,
  reassignment: ReplicaAssignment,
): void {
  const replicas = targetReplicas(reassignment);
  const cancelled = isBeingReassigned(before) && !isBeingReassigned(reassignment);
  if (cancelled) tell(work, { type: 'ReassignmentCancelled', partition, replicas });
  else {
    tell(work, { type: 'ReassignmentCompleted', partition, replicas, previousReplicas: originReplicas(before) });
  }
}

/** U1 to U3: ZooKeeper first, so that whoever is the controller next goes on with it. */
function* updateCurrentReassignment(
  work: ControllerWork,
  tp: TopicPartition,
  reassignment: ReplicaAssignment,
): ZkRun<void> {
  const { context, version } = work;
  const current = fullAssignment(context, tp);
  if (!sameAssignment(current, reassignment)) {
    yield* updateReplicaAssignmentForPartition(work, tp, reassignment);
    updateFullAssignment(context, tp, reassignment);
    const { addingReplicas: adding, removingReplicas: removing } = reassignment;
    if (isBeingReassigned(reassignment)) {
      const target = targetReplicas(reassignment);
      tell(work, { type: 'ReassignmentStarted', partition: tp, target, adding, removing });
    }
    const unneeded = current.replicas.filter((id) => !reassignment.replicas.includes(id));
    if (unneeded.length > 0) yield* stopRemovedReplicas(work, tp, unneeded);
  }
  if (!version.kip497) {
    yield* zk.registerZNodeChangeHandler(topicPartitionStatePath(tp), HANDLERS.partitionReassignmentIsrChange);
  }
  put(context.partitionsBeingReassigned, tp, true);
}

/** All that are to stay are in sync, as ZooKeeper has it. */
function* isReassignmentComplete(tp: TopicPartition, assignment: ReplicaAssignment): ZkRun<boolean> {
  if (!isBeingReassigned(assignment)) return true;
  const state = get(yield* zk.getTopicPartitionStates([tp]), tp);
  return state !== undefined && targetReplicas(assignment).every((id) => state.leaderAndIsr.isr.includes(id));
}

export function* maybeCompleteReassignment(work: ControllerWork, tp: TopicPartition): ZkRun<void> {
  if (!isPartitionBeingReassigned(work.context, tp)) return;
  const reassignment = fullAssignment(work.context, tp);
  if (yield* isReassignmentComplete(tp, reassignment)) yield* onPartitionReassignment(work, tp, reassignment);
}

function* moveReassignedPartitionLeaderIfRequired(
  work: ControllerWork,
  tp: TopicPartition,
  assignment: ReplicaAssignment,
  leaving: readonly number[],
): ZkRun<void> {
  const { context } = work;
  const { leader } = leadershipOf(context, tp)!.leaderAndIsr;
  if (assignment.replicas.includes(leader) && isReplicaOnline(context, leader)) {
    yield* updateLeaderEpochAndSendRequest(work, tp, assignment, leaving);
    return;
  }
  const strategy = { type: 'ReassignPartitionLeaderElectionStrategy' } as const;
  yield* partitionStateMachine.handleStateChanges(work, [tp], 'OnlinePartition', strategy);
}

function* stopRemovedReplicas(work: ControllerWork, tp: TopicPartition, ids: readonly number[]): ZkRun<void> {
  const replicas = ids.map((id) => partitionAndReplica(tp, id));
  // It is not waited for that the brokers have really deleted them.
  yield* replicaStateMachine.handleStateChanges(work, replicas, 'OfflineReplica');
  yield* replicaStateMachine.handleStateChanges(work, replicas, 'ReplicaDeletionStarted');
  yield* replicaStateMachine.handleStateChanges(work, replicas, 'ReplicaDeletionSuccessful');
  yield* replicaStateMachine.handleStateChanges(work, replicas, 'NonExistentReplica');
}

function* updateReplicaAssignmentForPartition(
  work: ControllerWork,
  tp: TopicPartition,
  assignment: ReplicaAssignment,
): ZkRun<void> {
  const { context, version } = work;
  const topic = topicOf(tp);
  const all = set(assignmentsOfTopic(context, topic), tp, assignment);
  const topicId = look(context.topicIds, topic) ?? null;
  const expected = expectedEpochZkVersion(work);
  const { code } = yield* zk.setTopicAssignmentRaw(topic, topicId, all, expected, version);
  if (code === 'NONODE') {
    throw new IllegalStateException(`Failed to update assignment for ${tp} since the topic has no current assignment`);
  }
  if (code !== 'OK') throw new zk.KeeperException(code);
}

/** A new epoch for the same leader, so that it learns of the replicas that there are now. */
function* updateLeaderEpochAndSendRequest(
  work: ControllerWork,
  tp: TopicPartition,
  assignment: ReplicaAssignment,
  leaving: readonly number[],
): ZkRun<void> {
  const { context, version } = work;
  const state = yield* updateLeaderEpoch(work, tp);
  const batch = newBatch();
  const { addingReplicas } = assignment;
  const known = [...originReplicas(assignment), ...leaving];
  addLeaderAndIsrRequestForBrokers(context, batch, known, tp, state, assignment, false);
  // Since 2.7 the new ones hear at once that they are new.
  addLeaderAndIsrRequestForBrokers(context, batch, addingReplicas, tp, state, assignment, version.kip497);
  sendRequestsToBrokers(work, batch);
}

/** Until it is written, or somebody says why not. */
function* updateLeaderEpoch(work: ControllerWork, tp: TopicPartition): ZkRun<LeaderIsrAndControllerEpoch> {
  const { context, version } = work;
  while (true) {
    const state = get(yield* zk.getTopicPartitionStates([tp]), tp);
    if (state === undefined) {
      throw new IllegalStateException(`Cannot update leader epoch for partition ${tp} as leaderAndIsr path is empty.`);
    }
    if (state.controllerEpoch > context.epoch) {
      throw new StateChangeFailedException('Leader and isr path written by another controller.');
    }
    const { leaderAndIsr } = state;
    const bumped = newLeaderAndIsr(leaderAndIsr, leaderAndIsr.leader, leaderAndIsr.isr);
    const updates = tableOf([[tp, bumped]]);
    const { finished } = yield* zk.updateLeaderAndIsr(updates, context.epoch, expectedEpochZkVersion(work));
    const result = get(finished, tp);
    if (result instanceof Error) throw result;
    if (result === undefined) continue;
    const updated = { leaderAndIsr: result, controllerEpoch: context.epoch };
    // Before 2.4 it forgot what it had just written, and went on telling others of the epoch before.
    if (version.kip455) putLeadership(context, tp, updated);
    return updated;
  }
}

function* removePartitionFromReassigningPartitions(
  work: ControllerWork,
  tp: TopicPartition,
  assignment: ReplicaAssignment,
): ZkRun<void> {
  const { context, version } = work;
  if (!version.kip497) yield* zk.unregisterZNodeChangeHandler(topicPartitionStatePath(tp));
  yield* maybeRemoveFromZkReassignment(
    work,
    ({ topicPartition, replicas }) => topicPartition === tp && replicas.join() === assignment.replicas.join(),
  );
  drop(context.partitionsBeingReassigned, tp);
}

export function* maybeRemoveFromZkReassignment(
  work: ControllerWork,
  shouldRemove: (reassignment: Reassignment) => boolean,
): ZkRun<void> {
  if (!(yield* zk.reassignPartitionsInProgress())) return;
  const staying = (yield* zk.getPartitionReassignment()).filter((one) => !shouldRemove(one));
  const expected = expectedEpochZkVersion(work);
  if (staying.length > 0) yield* zk.setOrCreatePartitionReassignment(staying, expected);
  else {
    yield* zk.deletePartitionReassignment(expected);
    // So that the next is seen: it registers the watch anew.
    effect(work, (host) => putEvent(host, { type: 'ZkPartitionReassignment' }));
  }
}
