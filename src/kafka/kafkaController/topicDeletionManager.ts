/**
 * Topics on their way out (kafka.controller.TopicDeletionManager): all their replicas are stopped and deleted by their brokers,
 * then their znodes go. A broker that is down, or a reassignment, makes a topic wait.
 */
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import {
  deleteTopicConfigs,
  deleteTopicDeletions,
  deleteTopicZNode,
  unregisterZNodeChangeHandler,
} from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import { topicPath } from '../zk/zkPaths.ts';
import {
  isReplicaOnline,
  isTopicQueuedUpForDeletion,
  liveOrShuttingDownBrokerIds,
  type PartitionAndReplica,
  partitionsOfTopic,
  queueTopicDeletion,
  removeTopic,
  replicaOf,
  replicaStateOf,
  replicasForTopic,
  replicasInState,
  topicPartitionOf,
} from './controllerContext.ts';
import { handleStateChanges as handlePartitions } from './partitionStateMachine.ts';
import { handleStateChanges as handleReplicas } from './replicaStateMachine.ts';
import { contains, drop } from './scratch.ts';
import { sendUpdateMetadataRequest } from './sendUpdateMetadata.ts';
import type { ReplicaState } from './states.ts';
import { type ControllerWork, expectedEpochZkVersion, tell } from './work.ts';

export function isDeleteTopicEnabled({ config }: ControllerWork): boolean {
  return config['delete.topic.enable'] as boolean;
}

/** Whether a topic waits to be deleted; none does where nothing is. */
export function isQueuedUp(work: ControllerWork, topic: string): boolean {
  return isDeleteTopicEnabled(work) && isTopicQueuedUpForDeletion(work.context, topic);
}

/** When the controller starts: what was asked for before it was there. */
export function* init(work: ControllerWork, topics: readonly string[], ineligible: readonly string[]): ZkRun<void> {
  const { context } = work;
  if (!isDeleteTopicEnabled(work)) {
    yield* deleteTopicDeletions(topics, expectedEpochZkVersion(work));
    return;
  }
  queueTopicDeletion(context, topics);
  markIneligible(work, ineligible);
}

export function* tryTopicDeletion(work: ControllerWork): ZkRun<void> {
  if (isDeleteTopicEnabled(work)) yield* resumeDeletions(work);
}

export function* enqueueTopicsForDeletion(work: ControllerWork, topics: readonly string[]): ZkRun<void> {
  if (!isDeleteTopicEnabled(work)) return;
  queueTopicDeletion(work.context, topics);
  yield* resumeDeletions(work);
}

/** A broker is back, or a reassignment complete. */
export function* resumeDeletionForTopics(work: ControllerWork, topics: readonly string[]): ZkRun<void> {
  const { context } = work;
  const resumed = topics.filter((topic) => isQueuedUp(work, topic));
  if (resumed.length === 0) return;
  context.topicsIneligibleForDeletion = context.topicsIneligibleForDeletion.filter((name) => !resumed.includes(name));
  yield* resumeDeletions(work);
}

/** Their broker is gone, or would not delete them. */
export function* failReplicaDeletion(work: ControllerWork, replicas: readonly PartitionAndReplica[]): ZkRun<void> {
  const failed = replicas.filter((replica) => isQueuedUp(work, topicOfReplica(replica)));
  if (failed.length === 0) return;
  yield* handleReplicas(work, failed, 'ReplicaDeletionIneligible');
  markIneligible(work, failed.map(topicOfReplica));
  yield* resumeDeletions(work);
}

export function* completeReplicaDeletion(work: ControllerWork, replicas: readonly PartitionAndReplica[]): ZkRun<void> {
  const done = replicas.filter((replica) => isQueuedUp(work, topicOfReplica(replica)));
  yield* handleReplicas(work, done, 'ReplicaDeletionSuccessful');
  yield* resumeDeletions(work);
}

/** markTopicIneligibleForDeletion: only those that wait to be deleted. */
export function markIneligible(work: ControllerWork, topics: readonly string[]): void {
  const { context } = work;
  if (!isDeleteTopicEnabled(work)) return;
  const halted = topics.filter(
    (topic, place) =>
      isTopicQueuedUpForDeletion(context, topic) &&
      !context.topicsIneligibleForDeletion.includes(topic) &&
      topics.indexOf(topic) === place,
  );
  if (halted.length > 0) context.topicsIneligibleForDeletion = [...context.topicsIneligibleForDeletion, ...halted];
}

function* resumeDeletions(work: ControllerWork): ZkRun<void> {
  const { context } = work;
  const toRetry: string[] = [];
  const toDelete: string[] = [];
  for (const topic of context.topicsToBeDeleted) {
    const states = statesOf(work, topic);
    const started = states.includes('ReplicaDeletionStarted');
    if (states.every((state) => state === 'ReplicaDeletionSuccessful')) yield* completeDeleteTopic(work, topic);
    else if (!started && states.includes('ReplicaDeletionIneligible')) toRetry.push(topic);
    if (isEligible(work, topic)) toDelete.push(topic);
  }
  if (toRetry.length > 0) {
    const failed = toRetry.flatMap((topic) => replicasInState(context, topic, 'ReplicaDeletionIneligible'));
    yield* handleReplicas(work, failed, 'OfflineReplica');
  }
  if (toDelete.length > 0) yield* onTopicDeletion(work, toDelete);
}

/** Not complete, not under way, and nothing stands against it. */
function isEligible(work: ControllerWork, topic: string): boolean {
  const { context } = work;
  return (
    isTopicQueuedUpForDeletion(context, topic) &&
    !statesOf(work, topic).includes('ReplicaDeletionStarted') &&
    !context.topicsIneligibleForDeletion.includes(topic)
  );
}

function statesOf({ context }: ControllerWork, topic: string): readonly ReplicaState[] {
  return replicasForTopic(context, topic).map((replica) => replicaStateOf(context, replica));
}

function* completeDeleteTopic(work: ControllerWork, topic: string): ZkRun<void> {
  const { context } = work;
  // It may be made anew by somebody at once: then it is a new topic that is heard of, not new partitions of this one.
  yield* unregisterPartitionModificationsHandlers(work, [topic]);
  const deleted = replicasInState(context, topic, 'ReplicaDeletionSuccessful');
  yield* handleReplicas(work, deleted, 'NonExistentReplica');
  const expected = expectedEpochZkVersion(work);
  yield* deleteTopicZNode(topic, expected);
  yield* deleteTopicConfigs([topic], expected);
  yield* deleteTopicDeletions([topic], expected);
  removeTopic(context, topic);
  tell(work, { type: 'TopicDeleted', topic });
}

export function* unregisterPartitionModificationsHandlers(
  work: ControllerWork,
  topics: readonly string[],
): ZkRun<void> {
  const handlers = work.partitionModificationsHandlers;
  const registered = topics.filter((topic) => contains(handlers, topic));
  for (const topic of registered) {
    drop(handlers, topic);
    yield* unregisterZNodeChangeHandler(topicPath(topic));
  }
}

function* onTopicDeletion(work: ControllerWork, topics: readonly string[]): ZkRun<void> {
  const { context } = work;
  const partitionsOf = (names: readonly string[]): readonly TopicPartition[] =>
    names.flatMap((topic) => partitionsOfTopic(context, topic));
  const unseen = topics.filter((topic) => !context.topicsWithDeletionStarted.includes(topic));
  if (unseen.length > 0) {
    const partitions = partitionsOf(unseen);
    yield* handlePartitions(work, partitions, 'OfflinePartition');
    yield* handlePartitions(work, partitions, 'NonExistentPartition');
    context.topicsWithDeletionStarted = [...context.topicsWithDeletionStarted, ...unseen];
  }
  // The leader that brokers hear of is -2: they forget the topic.
  sendUpdateMetadataRequest(work, liveOrShuttingDownBrokerIds(context), partitionsOf(topics));
  yield* onPartitionDeletion(work, topics);
}

function* onPartitionDeletion(work: ControllerWork, topics: readonly string[]): ZkRun<void> {
  const { context } = work;
  const dead: PartitionAndReplica[] = [];
  const alive: PartitionAndReplica[] = [];
  for (const replica of topics.flatMap((topic) => replicasForTopic(context, topic))) {
    if (!isReplicaOnline(context, replicaOf(replica))) dead.push(replica);
    else if (replicaStateOf(context, replica) !== 'ReplicaDeletionSuccessful') alive.push(replica);
  }
  yield* handleReplicas(work, dead, 'ReplicaDeletionIneligible');
  // Followers stop fetching first.
  yield* handleReplicas(work, alive, 'OfflineReplica');
  yield* handleReplicas(work, alive, 'ReplicaDeletionStarted');
  markIneligible(work, dead.map(topicOfReplica));
}

function topicOfReplica(replica: PartitionAndReplica): string {
  return topicOf(topicPartitionOf(replica));
}
