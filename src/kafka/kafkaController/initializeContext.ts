/**
 * What the controller reads from ZooKeeper when it becomes it, and the watches it sets (kafka.controller.KafkaController:
 * initializeControllerContext, registerPartitionModificationsHandlers, processTopicIds, updateLeaderAndIsrCache).
 */
import { entries, tableOf } from '../../base/table.ts';
import { randomUuid } from '../controller/uuid.ts';
import type { TopicPartition } from '../topicPartition.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import { onClient, once, type ZkRun } from '../zk/run.ts';
import type { TopicIdReplicaAssignment } from '../zk/zkData.ts';
import { brokerIdPath, topicPath } from '../zk/zkPaths.ts';
import { addBroker } from './controllerChannelManager.ts';
import {
  addLiveBrokers,
  allPartitions,
  liveOrShuttingDownBrokerIds,
  putAssignments,
  putLeadership,
} from './controllerContext.ts';
import { HANDLERS } from './handlers.ts';
import { isBeingReassigned } from './replicaAssignment.ts';
import { contains, put } from './scratch.ts';
import { type ControllerWork, effect, expectedEpochZkVersion } from './work.ts';

export function* initializeControllerContext(work: ControllerWork): ZkRun<void> {
  const { context } = work;
  const brokers = yield* zk.getAllBrokerAndEpochsInCluster();
  context.liveBrokers = [];
  addLiveBrokers(
    context,
    brokers.map(({ broker, epoch }) => ({ ...broker, epoch })),
  );
  const topics = yield* zk.getAllTopicsInCluster(true);
  for (const topic of topics) put(context.allTopics, topic, true);
  yield* registerPartitionModificationsHandlers(work, topics);
  const assignments = yield* zk.getReplicaAssignmentAndTopicIdForTopics(topics);
  yield* processTopicIds(work, assignments);
  for (const { topic, assignment } of assignments) {
    putAssignments(context, topic, assignment);
    for (const [tp, one] of entries(assignment)) {
      if (isBeingReassigned(one)) put(context.partitionsBeingReassigned, tp, true);
    }
  }
  context.shuttingDownBrokerIds = [];
  yield* registerBrokerModificationsHandler(work, liveOrShuttingDownBrokerIds(context));
  yield* updateLeaderAndIsrCache(work, allPartitions(context));
  for (const broker of context.liveBrokers) effect(work, (now) => addBroker(now, broker));
}

export function* updateLeaderAndIsrCache(work: ControllerWork, partitions: readonly TopicPartition[]): ZkRun<void> {
  const states = yield* zk.getTopicPartitionStates(partitions);
  for (const [tp, state] of entries(states)) putLeadership(work.context, tp, state);
}

/** The watch is set when the topic is read. */
export function* registerPartitionModificationsHandlers(work: ControllerWork, topics: readonly string[]): ZkRun<void> {
  for (const topic of topics) put(work.partitionModificationsHandlers, topic, true);
  yield* onClient((client) => {
    for (const topic of topics) {
      zk.registerChangeHandler(client, topicPath(topic), HANDLERS.partitionModifications);
    }
  });
}

export function* registerBrokerModificationsHandler(work: ControllerWork, ids: readonly number[]): ZkRun<void> {
  for (const id of ids) {
    yield* zk.registerZNodeChangeHandlerAndCheckExistence(brokerIdPath(id), HANDLERS.brokerModifications);
    work.brokerModificationsHandlers = [...work.brokerModificationsHandlers.filter((other) => other !== id), id];
  }
}

export function* unregisterBrokerModificationsHandler(work: ControllerWork, ids: readonly number[]): ZkRun<void> {
  for (const id of ids.filter((one) => work.brokerModificationsHandlers.includes(one))) {
    work.brokerModificationsHandlers = work.brokerModificationsHandlers.filter((other) => other !== id);
    yield* zk.unregisterZNodeChangeHandler(brokerIdPath(id));
  }
}

/** A topic that was made by an older version gets its id from the controller (KIP-516). */
export function* processTopicIds(work: ControllerWork, assignments: readonly TopicIdReplicaAssignment[]): ZkRun<void> {
  const { version, context } = work;
  const missing = version.kip516 ? assignments.filter(({ topicId }) => topicId === null) : [];
  const given: TopicIdReplicaAssignment[] = [];
  for (const one of missing) {
    given.push({ ...one, topicId: yield* once(() => randomUuid(work.host.env, `of topic ${one.topic}`)) });
  }
  if (given.length > 0) yield* zk.setTopicIds(given, expectedEpochZkVersion(work), version);
  const ids = tableOf(given.map(({ topic, topicId }) => [topic, topicId]));
  for (const { topic, topicId } of assignments) {
    const id = topicId ?? ids.values[ids.keys.indexOf(topic)];
    if (id !== undefined && contains(context.allTopics, topic)) put(context.topicIds, topic, id);
  }
}
