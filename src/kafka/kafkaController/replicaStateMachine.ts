/**
 * NonExistent -> New -> Online <-> Offline -> Deletion: what the controller does with the replica of a partition on each of
 * these ways (kafka.controller.ZkReplicaStateMachine).
 */
import { unreachable } from '../../base/assert.ts';
import { entries, tableOf } from '../../base/table.ts';
import { ascending } from '../metadata/replicas.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { updateLeaderAndIsr } from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import {
  addLeaderAndIsrRequestForBrokers,
  addStopReplicaRequestForBrokers,
  addUpdateMetadataRequestForBrokers,
  newBatch,
  type RequestBatch,
  sendRequestsToBrokers,
} from './controllerBrokerRequestBatch.ts';
import {
  allPartitions,
  assignedReplicas,
  fullAssignment,
  isReplicaOnline,
  isTopicQueuedUpForDeletion,
  leadershipOf,
  liveOrShuttingDownBrokerIds,
  type PartitionAndReplica,
  partitionAndReplica,
  putLeadership,
  putReplicaState,
  removeReplicaState,
  replicaOf,
  replicaStateOf,
  topicPartitionOf,
  updateFullAssignment,
} from './controllerContext.ts';
import { type LeaderAndIsr, NO_LEADER, newLeaderAndIsr } from './leaderAndIsr.ts';
import { readStates } from './readStates.ts';
import { removeReplica } from './replicaAssignment.ts';
import { REPLICA_PREVIOUS_STATES, type ReplicaState } from './states.ts';
import { tellLeadership } from './tellLeadership.ts';
import { uncleanLeaderElectionOfTopics } from './topicConfigs.ts';
import { type ControllerWork, expectedEpochZkVersion, tell, unlessMoved } from './work.ts';

export function* startup(work: ControllerWork): ZkRun<void> {
  const { context } = work;
  const online: PartitionAndReplica[] = [];
  const offline: PartitionAndReplica[] = [];
  for (const tp of allPartitions(context)) {
    for (const id of assignedReplicas(context, tp)) {
      const replica = partitionAndReplica(tp, id);
      const isOnline = isReplicaOnline(context, id);
      (isOnline ? online : offline).push(replica);
      // A topic of it that is to be deleted waits until its broker is back.
      putReplicaState(context, replica, isOnline ? 'OnlineReplica' : 'ReplicaDeletionIneligible');
    }
  }
  yield* handleStateChanges(work, online, 'OnlineReplica');
  if (work.version.offlineAtStartup) yield* handleStateChanges(work, offline, 'OfflineReplica');
}

export function* handleStateChanges(
  work: ControllerWork,
  replicas: readonly PartitionAndReplica[],
  target: ReplicaState,
): ZkRun<void> {
  if (replicas.length === 0) return;
  const batch = newBatch();
  const byBroker = new Map<number, PartitionAndReplica[]>();
  for (const replica of replicas) {
    const id = replicaOf(replica);
    byBroker.set(id, [...(byBroker.get(id) ?? []), replica]);
  }
  try {
    for (const id of ascending([...byBroker.keys()])) {
      yield* doHandleStateChanges(work, batch, id, byBroker.get(id)!, target);
    }
    sendRequestsToBrokers(work, batch);
  } catch (thrown) {
    unlessMoved(thrown);
  }
}

function* doHandleStateChanges(
  work: ControllerWork,
  batch: RequestBatch,
  id: number,
  replicas: readonly PartitionAndReplica[],
  target: ReplicaState,
): ZkRun<void> {
  const { context } = work;
  const valid = replicas.filter((one) => REPLICA_PREVIOUS_STATES[target].includes(replicaStateOf(context, one)));
  switch (target) {
    case 'NewReplica':
      for (const replica of valid) {
        const tp = topicPartitionOf(replica);
        const leadership = leadershipOf(context, tp);
        // A leader is no new replica.
        if (leadership?.leaderAndIsr.leader === id) continue;
        if (leadership !== undefined) {
          addLeaderAndIsrRequestForBrokers(context, batch, [id], tp, leadership, fullAssignment(context, tp), true);
        }
        change(work, replica, target);
      }
      break;
    case 'OnlineReplica':
      for (const replica of valid) {
        bringOnline(work, batch, id, replica);
        change(work, replica, target);
      }
      break;
    case 'OfflineReplica':
      yield* takeOffline(work, batch, id, valid);
      break;
    case 'ReplicaDeletionStarted':
      for (const replica of valid) {
        change(work, replica, target);
        addStopReplicaRequestForBrokers(context, batch, [id], topicPartitionOf(replica), true);
      }
      break;
    case 'ReplicaDeletionIneligible':
    case 'ReplicaDeletionSuccessful':
      for (const replica of valid) change(work, replica, target);
      break;
    case 'NonExistentReplica':
      for (const replica of valid) {
        const tp = topicPartitionOf(replica);
        updateFullAssignment(context, tp, removeReplica(fullAssignment(context, tp), id));
        change(work, replica, target);
        removeReplicaState(context, replica);
      }
      break;
    default:
      unreachable(target);
  }
}

/** It is told what it is, unless it has just been. */
function bringOnline(work: ControllerWork, batch: RequestBatch, id: number, replica: PartitionAndReplica): void {
  const { context } = work;
  const tp = topicPartitionOf(replica);
  const assignment = fullAssignment(context, tp);
  if (replicaStateOf(context, replica) === 'NewReplica') {
    if (assignment.replicas.includes(id)) return;
    updateFullAssignment(context, tp, { ...assignment, replicas: [...assignment.replicas, id] });
    return;
  }
  const leadership = leadershipOf(context, tp);
  if (leadership === undefined) return;
  addLeaderAndIsrRequestForBrokers(context, batch, [id], tp, leadership, assignment, false);
}

/** It is told to stop, and goes out of the ISR. */
function* takeOffline(
  work: ControllerWork,
  batch: RequestBatch,
  id: number,
  replicas: readonly PartitionAndReplica[],
): ZkRun<void> {
  const { context } = work;
  for (const replica of replicas) {
    addStopReplicaRequestForBrokers(context, batch, [id], topicPartitionOf(replica), false);
  }
  const withLeadership = replicas.filter((one) => leadershipOf(context, topicPartitionOf(one)) !== undefined);
  const removed = yield* removeReplicasFromIsr(work, id, withLeadership.map(topicPartitionOf));
  const { epoch: controllerEpoch } = context;
  for (const [tp, leaderAndIsr] of removed) {
    if (!isTopicQueuedUpForDeletion(context, topicOf(tp))) {
      const others = assignedReplicas(context, tp).filter((other) => other !== id);
      const state = { leaderAndIsr, controllerEpoch };
      addLeaderAndIsrRequestForBrokers(context, batch, others, tp, state, fullAssignment(context, tp), false);
    }
    change(work, partitionAndReplica(tp, id), 'OfflineReplica');
  }
  const everybody = liveOrShuttingDownBrokerIds(context);
  for (const replica of replicas) {
    if (withLeadership.includes(replica)) continue;
    addUpdateMetadataRequestForBrokers(context, batch, everybody, [topicPartitionOf(replica)]);
    change(work, replica, 'OfflineReplica');
  }
}

/** Until no partition is left whose leader has written to ZooKeeper at the same time. */
function* removeReplicasFromIsr(
  work: ControllerWork,
  id: number,
  partitions: readonly TopicPartition[],
): ZkRun<ReadonlyMap<TopicPartition, LeaderAndIsr>> {
  const removed = new Map<TopicPartition, LeaderAndIsr>();
  let remaining = partitions;
  while (remaining.length > 0) remaining = yield* doRemoveReplicasFromIsr(work, id, remaining, removed);
  return removed;
}

function* doRemoveReplicasFromIsr(
  work: ControllerWork,
  id: number,
  partitions: readonly TopicPartition[],
  removed: Map<TopicPartition, LeaderAndIsr>,
): ZkRun<readonly TopicPartition[]> {
  const { context } = work;
  const { epoch: controllerEpoch } = context;
  const before = new Map<TopicPartition, LeaderAndIsr>();
  const adjusted: [TopicPartition, LeaderAndIsr][] = [];
  const emptied = yield* topicsWhoseIsrMayBeEmpty(work, partitions);
  for (const [tp, state] of yield* readStates(partitions)) {
    if (state === undefined || state instanceof Error || state.controllerEpoch > context.epoch) continue;
    const { leaderAndIsr } = state;
    const { leader, isr } = leaderAndIsr;
    if (!isr.includes(id)) {
      putLeadership(context, tp, { leaderAndIsr, controllerEpoch });
      removed.set(tp, leaderAndIsr);
      continue;
    }
    // The last of an ISR stays in it.
    const isKept = isr.length === 1 && !emptied.includes(topicOf(tp));
    const others = isKept ? isr : isr.filter((other) => other !== id);
    before.set(tp, leaderAndIsr);
    adjusted.push([tp, newLeaderAndIsr(leaderAndIsr, leader === id ? NO_LEADER : leader, others)]);
  }
  const updates = tableOf(adjusted);
  const updated = yield* updateLeaderAndIsr(updates, controllerEpoch, expectedEpochZkVersion(work));
  for (const [tp, leaderAndIsr] of entries(updated.finished)) {
    if (leaderAndIsr instanceof Error) continue;
    putLeadership(context, tp, { leaderAndIsr, controllerEpoch });
    removed.set(tp, leaderAndIsr);
    tellLeadership(work, tp, before.get(tp)!, leaderAndIsr, 'isr');
  }
  return updated.partitionsToRetry;
}

/** Before KAFKA-5642 the last of an ISR went out of it too, where the topic may have a leader from outside. */
function* topicsWhoseIsrMayBeEmpty(
  work: ControllerWork,
  partitions: readonly TopicPartition[],
): ZkRun<readonly string[]> {
  if (work.version.kafka5642) return [];
  const settings = yield* uncleanLeaderElectionOfTopics(work, [...new Set(partitions.map(topicOf))]);
  return [...settings].filter(([, allowed]) => allowed === true).map(([topic]) => topic);
}

function change(work: ControllerWork, of: PartitionAndReplica, to: ReplicaState): void {
  const from = replicaStateOf(work.context, of);
  putReplicaState(work.context, of, to);
  if (from === to) return;
  const partition = topicPartitionOf(of);
  const replica = replicaOf(of);
  tell(work, { type: 'ReplicaStateChanged', partition, replica, from, to, controller: work.brokerId });
}
