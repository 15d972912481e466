/**
 * Topics and partitions that somebody has written to ZooKeeper (kafka.controller.KafkaController: processTopicChange,
 * processPartitionModifications, processTopicDeletion, onNewPartitionCreation).
 */
import { entries, tableOf } from '../../base/table.ts';
import { partitionOf, type TopicPartition, topicOf } from '../topicPartition.ts';
import {
  deleteTopicDeletions,
  getAllTopicsInCluster,
  getChildren,
  getFullReplicaAssignmentForTopics,
  getReplicaAssignmentAndTopicIdForTopics,
  getTopicDeletions,
  setTopicAssignment,
} from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import { topicPartitionsPath } from '../zk/zkPaths.ts';
import {
  assignedReplicas,
  fullAssignment,
  partitionsOfTopic,
  removeTopic,
  replicasForPartitions,
  updateFullAssignment,
} from './controllerContext.ts';
import { processTopicIds, registerPartitionModificationsHandlers } from './initializeContext.ts';
import * as partitionStateMachine from './partitionStateMachine.ts';
import type { ReplicaAssignment } from './replicaAssignment.ts';
import * as replicaStateMachine from './replicaStateMachine.ts';
import { contains, drop, keysOf, look, put } from './scratch.ts';
import { enqueueTopicsForDeletion, isDeleteTopicEnabled, isQueuedUp, markIneligible } from './topicDeletionManager.ts';
import { type ControllerWork, expectedEpochZkVersion, tell } from './work.ts';

export function* processTopicChange(work: ControllerWork): ZkRun<void> {
  const { context } = work;
  const topics = yield* getAllTopicsInCluster(true);
  const fresh = topics.filter((topic) => !contains(context.allTopics, topic));
  const gone = keysOf(context.allTopics).filter((topic) => !topics.includes(topic));
  for (const topic of gone) drop(context.allTopics, topic);
  for (const topic of fresh) put(context.allTopics, topic, true);
  yield* registerPartitionModificationsHandlers(work, fresh);
  const added = yield* getReplicaAssignmentAndTopicIdForTopics(fresh);
  for (const topic of gone) removeTopic(context, topic);
  yield* processTopicIds(work, added);
  for (const { assignment } of added) assign(work, entries(assignment));
  yield* onNewPartitionCreation(
    work,
    added.flatMap(({ assignment }) => assignment.keys),
  );
  for (const { topic, assignment } of added) {
    const [first] = assignment.values;
    if (first === undefined) continue;
    const [partitions, replicationFactor] = [assignment.keys.length, first.replicas.length];
    tell(work, { type: 'TopicCreated', topic, partitions, replicationFactor });
  }
}

function assign({ context }: ControllerWork, assignments: readonly (readonly [string, ReplicaAssignment])[]): void {
  for (const [tp, assignment] of assignments) updateFullAssignment(context, tp, assignment);
}

function* onNewPartitionCreation(work: ControllerWork, partitions: readonly TopicPartition[]): ZkRun<void> {
  const { context } = work;
  yield* partitionStateMachine.handleStateChanges(work, partitions, 'NewPartition');
  yield* replicaStateMachine.handleStateChanges(work, replicasForPartitions(context, partitions), 'NewReplica');
  yield* partitionStateMachine.handleStateChanges(work, partitions, 'OnlinePartition');
  yield* replicaStateMachine.handleStateChanges(work, replicasForPartitions(context, partitions), 'OnlineReplica');
}

export function* processPartitionModifications(work: ControllerWork, topic: string): ZkRun<void> {
  const { context } = work;
  const read = yield* getFullReplicaAssignmentForTopics([topic]);
  const added = entries(read).filter(([tp]) => assignedReplicas(context, tp).length === 0);
  if (added.length === 0) return;
  if (isQueuedUp(work, topic)) {
    yield* restorePartitionReplicaAssignment(work, topic, read.keys);
    return;
  }
  assign(work, added);
  yield* onNewPartitionCreation(
    work,
    added.map(([tp]) => tp),
  );
  const partitions = partitionsOfTopic(context, topic).length;
  tell(work, { type: 'PartitionsAdded', topic, partitions, added: added.length });
}

/** A topic that is being deleted gets no more partitions. */
function* restorePartitionReplicaAssignment(
  work: ControllerWork,
  topic: string,
  partitions: readonly TopicPartition[],
): ZkRun<void> {
  const { context, version } = work;
  const children = yield* getChildren(topicPartitionsPath(topic));
  const existing = partitions.filter((tp) => children.includes(`${partitionOf(tp)}`));
  const assignment = tableOf(existing.map((tp) => [tp, fullAssignment(context, tp)]));
  const topicId = look(context.topicIds, topic) ?? null;
  yield* setTopicAssignment(topic, topicId, assignment, version, expectedEpochZkVersion(work));
}

export function* processTopicDeletion(work: ControllerWork): ZkRun<void> {
  const { context } = work;
  const asked = yield* getTopicDeletions();
  const unknown = asked.filter((topic) => !contains(context.allTopics, topic));
  if (unknown.length > 0) yield* deleteTopicDeletions(unknown, expectedEpochZkVersion(work));
  const topics = asked.filter((topic) => contains(context.allTopics, topic));
  if (!isDeleteTopicEnabled(work)) {
    yield* deleteTopicDeletions(topics, expectedEpochZkVersion(work));
    return;
  }
  if (topics.length === 0) return;
  // As in Kafka, none of them is in the list of those to be deleted yet, so this halts only what was there before.
  const reassigned = new Set(keysOf(context.partitionsBeingReassigned).map(topicOf));
  markIneligible(
    work,
    topics.filter((topic) => reassigned.has(topic)),
  );
  yield* enqueueTopicsForDeletion(work, topics);
}
