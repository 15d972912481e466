/** What the controller asks and tells its context (kafka.controller.ControllerContext). */
import { emptyTable, get, set } from '../../base/table.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import type { Context, LiveBroker, TopicAssignment } from './contextState.ts';
import { EPOCH_DURING_DELETE, type LeaderIsrAndControllerEpoch, NO_EPOCH } from './leaderAndIsr.ts';
import { isBeingReassigned, NO_ASSIGNMENT, type ReplicaAssignment } from './replicaAssignment.ts';
import { contains, drop, keysOf, look, put } from './scratch.ts';
import type { PartitionState, ReplicaState } from './states.ts';

export type { ControllerContext, LiveBroker } from './contextState.ts';

/** A partition on a broker: `orders-0@2`. */
export type PartitionAndReplica = string;

export function partitionAndReplica(tp: TopicPartition, replica: number): PartitionAndReplica {
  return `${tp}@${replica}`;
}

export function replicaOf(of: PartitionAndReplica): number {
  return Number(of.slice(of.lastIndexOf('@') + 1));
}

export function topicPartitionOf(of: PartitionAndReplica): TopicPartition {
  return of.slice(0, of.lastIndexOf('@'));
}

// ---- brokers ---------------------------------------------------------------------------------------------------------

export function addLiveBrokers(context: Context, brokers: readonly LiveBroker[]): void {
  const ids = brokers.map(({ id }) => id);
  const others = context.liveBrokers.filter(({ id }) => !ids.includes(id));
  context.liveBrokers = [...others, ...brokers].sort((one, other) => one.id - other.id);
}

export function removeLiveBrokers(context: Context, ids: readonly number[]): void {
  context.liveBrokers = context.liveBrokers.filter(({ id }) => !ids.includes(id));
}

export function liveOrShuttingDownBroker(context: Context, id: number): LiveBroker | undefined {
  return context.liveBrokers.find((broker) => broker.id === id);
}

export function liveOrShuttingDownBrokerIds(context: Context): readonly number[] {
  return context.liveBrokers.map(({ id }) => id);
}

export function isLiveBroker(context: Context, id: number): boolean {
  return liveOrShuttingDownBroker(context, id) !== undefined && !context.shuttingDownBrokerIds.includes(id);
}

export function isReplicaOnline(context: Context, id: number, includeShuttingDownBrokers = false): boolean {
  return includeShuttingDownBrokers ? liveOrShuttingDownBroker(context, id) !== undefined : isLiveBroker(context, id);
}

// ---- assignments -----------------------------------------------------------------------------------------------------

export function fullAssignment(context: Context, tp: TopicPartition): ReplicaAssignment {
  return get(assignmentsOfTopic(context, topicOf(tp)), tp) ?? NO_ASSIGNMENT;
}

export function assignedReplicas(context: Context, tp: TopicPartition): readonly number[] {
  return fullAssignment(context, tp).replicas;
}

export function updateFullAssignment(context: Context, tp: TopicPartition, assignment: ReplicaAssignment): void {
  const topic = topicOf(tp);
  const assignments = assignmentsOfTopic(context, topic);
  const previous = get(assignments, tp);
  const leadership = leadershipOf(context, tp);
  put(context.partitionAssignments, topic, set(assignments, tp, assignment));
  countImbalance(context, tp, previous, leadership, -1);
  countImbalance(context, tp, assignment, leadership, 1);
}

/** All those of a topic that is new here. */
export function putAssignments(context: Context, topic: string, assignments: TopicAssignment): void {
  put(context.partitionAssignments, topic, assignments);
}

export function assignmentsOfTopic(context: Context, topic: string): TopicAssignment {
  return look(context.partitionAssignments, topic) ?? emptyTable();
}

export function partitionsOfTopic(context: Context, topic: string): readonly TopicPartition[] {
  return assignmentsOfTopic(context, topic).keys;
}

export function allPartitions(context: Context): readonly TopicPartition[] {
  return keysOf(context.partitionAssignments).flatMap((topic) => partitionsOfTopic(context, topic));
}

export function partitionsOnBroker(context: Context, broker: number): readonly TopicPartition[] {
  return allPartitions(context).filter((tp) => assignedReplicas(context, tp).includes(broker));
}

export function replicasOnBrokers(context: Context, brokers: readonly number[]): readonly PartitionAndReplica[] {
  return brokers.flatMap((id) => partitionsOnBroker(context, id).map((tp) => partitionAndReplica(tp, id)));
}

export function replicasForPartitions(
  context: Context,
  partitions: readonly TopicPartition[],
): readonly PartitionAndReplica[] {
  return partitions.flatMap((tp) => assignedReplicas(context, tp).map((id) => partitionAndReplica(tp, id)));
}

export function replicasForTopic(context: Context, topic: string): readonly PartitionAndReplica[] {
  return replicasForPartitions(context, partitionsOfTopic(context, topic));
}

// ---- topics ----------------------------------------------------------------------------------------------------------

export function removeTopic(context: Context, topic: string): void {
  if (!context.topicsToBeDeleted.includes(topic)) forgetImbalance(context, topic);
  context.topicsToBeDeleted = context.topicsToBeDeleted.filter((name) => name !== topic);
  context.topicsWithDeletionStarted = context.topicsWithDeletionStarted.filter((name) => name !== topic);
  drop(context.allTopics, topic);
  drop(context.topicIds, topic);
  for (const tp of partitionsOfTopic(context, topic)) drop(context.partitionLeadershipInfo, tp);
  drop(context.partitionAssignments, topic);
}

export function queueTopicDeletion(context: Context, topics: readonly string[]): void {
  const fresh = topics.filter((topic) => !context.topicsToBeDeleted.includes(topic));
  context.topicsToBeDeleted = [...context.topicsToBeDeleted, ...fresh];
  for (const topic of fresh) forgetImbalance(context, topic);
}

export function isTopicQueuedUpForDeletion(context: Context, topic: string): boolean {
  return context.topicsToBeDeleted.includes(topic);
}

export function isTopicDeletionInProgress(context: Context, topic: string): boolean {
  return context.topicsWithDeletionStarted.includes(topic);
}

// ---- leadership ------------------------------------------------------------------------------------------------------

export function leadershipOf(context: Context, tp: TopicPartition): LeaderIsrAndControllerEpoch | undefined {
  return look(context.partitionLeadershipInfo, tp);
}

export function putLeadership(context: Context, tp: TopicPartition, leadership: LeaderIsrAndControllerEpoch): void {
  const previous = leadershipOf(context, tp);
  put(context.partitionLeadershipInfo, tp, leadership);
  const assignment = fullAssignment(context, tp);
  countImbalance(context, tp, assignment, previous, -1);
  countImbalance(context, tp, assignment, leadership, 1);
}

/** What a StopReplica request says: a partition that is being deleted is above every epoch. */
export function leaderEpochOf(context: Context, tp: TopicPartition): number {
  if (isTopicQueuedUpForDeletion(context, topicOf(tp))) return EPOCH_DURING_DELETE;
  return leadershipOf(context, tp)?.leaderAndIsr.leaderEpoch ?? NO_EPOCH;
}

export function partitionsWithLeaders(context: Context): readonly TopicPartition[] {
  return keysOf(context.partitionLeadershipInfo).filter((tp) => !isTopicQueuedUpForDeletion(context, topicOf(tp)));
}

export function partitionsWithOfflineLeader(context: Context): readonly TopicPartition[] {
  return partitionsWithLeaders(context).filter(
    (tp) => !isReplicaOnline(context, leadershipOf(context, tp)!.leaderAndIsr.leader),
  );
}

export function partitionLeadersOnBroker(context: Context, broker: number): readonly TopicPartition[] {
  return partitionsWithLeaders(context).filter(
    (tp) => leadershipOf(context, tp)!.leaderAndIsr.leader === broker && assignedReplicas(context, tp).length > 1,
  );
}

// ---- states ----------------------------------------------------------------------------------------------------------

export function partitionStateOf(context: Context, tp: TopicPartition): PartitionState {
  return look(context.partitionStates, tp) ?? 'NonExistentPartition';
}

export function putPartitionState(context: Context, tp: TopicPartition, state: PartitionState): void {
  const current = partitionStateOf(context, tp);
  put(context.partitionStates, tp, state);
  if (isTopicDeletionInProgress(context, topicOf(tp))) return;
  if (current !== 'OfflinePartition' && state === 'OfflinePartition') context.offlinePartitionCount += 1;
  else if (current === 'OfflinePartition' && state !== 'OfflinePartition') context.offlinePartitionCount -= 1;
}

export function partitionsInStates(context: Context, states: readonly PartitionState[]): readonly TopicPartition[] {
  return keysOf(context.partitionStates).filter((tp) => states.includes(partitionStateOf(context, tp)));
}

export function replicaStateOf(context: Context, replica: PartitionAndReplica): ReplicaState {
  return look(context.replicaStates, replica) ?? 'NonExistentReplica';
}

export function putReplicaState(context: Context, replica: PartitionAndReplica, state: ReplicaState): void {
  put(context.replicaStates, replica, state);
}

export function removeReplicaState(context: Context, replica: PartitionAndReplica): void {
  drop(context.replicaStates, replica);
}

export function replicasInState(context: Context, topic: string, state: ReplicaState): readonly PartitionAndReplica[] {
  return replicasForTopic(context, topic).filter((replica) => replicaStateOf(context, replica) === state);
}

export function isPartitionBeingReassigned(context: Context, tp: TopicPartition): boolean {
  return contains(context.partitionsBeingReassigned, tp);
}

// ---- JMX PreferredReplicaImbalanceCount ------------------------------------------------------------------------------

function countImbalance(
  context: Context,
  tp: TopicPartition,
  assignment: ReplicaAssignment | undefined,
  leadership: LeaderIsrAndControllerEpoch | undefined,
  by: 1 | -1,
): void {
  if (assignment === undefined || leadership === undefined || isTopicQueuedUpForDeletion(context, topicOf(tp))) return;
  if (!hasPreferredLeader(assignment, leadership)) context.preferredReplicaImbalanceCount += by;
}

function forgetImbalance(context: Context, topic: string): void {
  for (const tp of partitionsOfTopic(context, topic)) {
    const leadership = leadershipOf(context, tp);
    if (leadership !== undefined && !hasPreferredLeader(fullAssignment(context, tp), leadership)) {
      context.preferredReplicaImbalanceCount -= 1;
    }
  }
}

function hasPreferredLeader(assignment: ReplicaAssignment, { leaderAndIsr }: LeaderIsrAndControllerEpoch): boolean {
  const preferred = assignment.replicas[0]!;
  // One that is being added counts when it has come into the ISR.
  return isBeingReassigned(assignment) && assignment.addingReplicas.includes(preferred)
    ? !leaderAndIsr.isr.includes(preferred)
    : leaderAndIsr.leader === preferred;
}
