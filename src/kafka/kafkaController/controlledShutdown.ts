/**
 * A broker that wants to leave (kafka.controller.KafkaController.doControlledShutdown): its leaders are moved to others of their
 * ISRs, and it goes out of the ISRs of the partitions that it follows. It is told which it still leads.
 */
import type { ErrorName } from '../errors.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { ControllerMovedException } from '../zk/exceptions.ts';
import type { ZkRun } from '../zk/run.ts';
import { addStopReplicaRequestForBrokers, newBatch, sendRequestsToBrokers } from './controllerBrokerRequestBatch.ts';
import {
  assignedReplicas,
  leadershipOf,
  liveOrShuttingDownBroker,
  partitionAndReplica,
  partitionLeadersOnBroker,
  partitionsOnBroker,
} from './controllerContext.ts';
import type { ControllerEvent } from './controllerEvent.ts';
import * as partitionStateMachine from './partitionStateMachine.ts';
import * as replicaStateMachine from './replicaStateMachine.ts';
import { isQueuedUp } from './topicDeletionManager.ts';
import { answer, type ControllerWork, isActive, kafkaError, tell } from './work.ts';

type ControlledShutdown = Extract<ControllerEvent, { type: 'ControlledShutdown' }>;

export function* processControlledShutdown(work: ControllerWork, event: ControlledShutdown): ZkRun<void> {
  const { context } = work;
  const respond = (errorCode: ErrorName): void =>
    answer(work, event.callback, {
      type: 'ControlledShutdownResponse',
      errorCode,
      remainingPartitions: errorCode === 'NONE' ? partitionLeadersOnBroker(context, event.brokerId) : [],
    });
  const refused = reasonToRefuse(work, event);
  if (refused !== undefined) {
    respond(refused);
    return;
  }
  try {
    yield* shutDown(work, event.brokerId);
  } catch (thrown) {
    const error = kafkaError(thrown);
    respond(error instanceof ControllerMovedException ? 'STALE_CONTROLLER_EPOCH' : 'UNKNOWN_SERVER_ERROR');
    return;
  }
  respond('NONE');
}

function reasonToRefuse(work: ControllerWork, event: ControlledShutdown): ErrorName | undefined {
  // ControllerMovedException
  if (!isActive(work)) return 'STALE_CONTROLLER_EPOCH';
  const broker = liveOrShuttingDownBroker(work.context, event.brokerId);
  const brokerEpoch = work.version.kip380 ? event.brokerEpoch : -1;
  // With an epoch it is looked up there, and not found there (NoSuchElementException).
  if (broker === undefined) return brokerEpoch === -1 ? 'BROKER_NOT_AVAILABLE' : 'UNKNOWN_SERVER_ERROR';
  return brokerEpoch !== -1 && brokerEpoch < broker.epoch ? 'STALE_BROKER_EPOCH' : undefined;
}

function* shutDown(work: ControllerWork, id: number): ZkRun<void> {
  const { context } = work;
  if (!context.shuttingDownBrokerIds.includes(id)) {
    context.shuttingDownBrokerIds = [...context.shuttingDownBrokerIds, id];
    tell(work, { type: 'BrokerInControlledShutdown', brokerId: id });
  }
  const partitions = partitionsOnBroker(context, id).filter(
    (tp) =>
      assignedReplicas(context, tp).length > 1 &&
      leadershipOf(context, tp) !== undefined &&
      !isQueuedUp(work, topicOf(tp)),
  );
  // Before KAFKA-5642 one after the other, so that the controller's lock was free in between.
  const rounds = work.version.kafka5642 ? [partitions] : partitions.map((tp) => [tp]);
  for (const round of rounds) yield* moveAway(work, id, round);
}

function* moveAway(work: ControllerWork, id: number, partitions: readonly TopicPartition[]): ZkRun<void> {
  const { context } = work;
  const led = partitions.filter((tp) => leadershipOf(context, tp)!.leaderAndIsr.leader === id);
  const followed = partitions.filter((tp) => leadershipOf(context, tp)!.leaderAndIsr.leader !== id);
  const strategy = { type: 'ControlledShutdownPartitionLeaderElectionStrategy' } as const;
  yield* partitionStateMachine.handleStateChanges(work, led, 'OnlinePartition', strategy);
  const batch = newBatch();
  for (const tp of followed) addStopReplicaRequestForBrokers(context, batch, [id], tp, false);
  sendRequestsToBrokers(work, batch);
  const replicas = followed.map((tp) => partitionAndReplica(tp, id));
  yield* replicaStateMachine.handleStateChanges(work, replicas, 'OfflineReplica');
}
