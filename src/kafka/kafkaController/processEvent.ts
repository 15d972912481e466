/** What each event is to the controller (kafka.controller.KafkaController.process). */
import { unreachable } from '../../base/assert.ts';
import { ControllerMovedException } from '../zk/exceptions.ts';
import type { ZkRun } from '../zk/run.ts';
import { processBrokerChange, processBrokerModification } from './brokerChange.ts';
import { processControlledShutdown } from './controlledShutdown.ts';
import { partitionAndReplica } from './controllerContext.ts';
import type { ControllerEvent } from './controllerEvent.ts';
import { processAutoPreferredReplicaLeaderElection, processReplicaLeaderElection } from './elections.ts';
import { elect, maybeResign, onControllerResignation, processStartup } from './failover.ts';
import { processAlterPartition, processIsrChangeNotification } from './isrChange.ts';
import { triggerOnlinePartitionStateChange } from './partitionStateMachine.ts';
import { processAllocateProducerIds } from './producerIds.ts';
import { maybeCompleteReassignment } from './reassignment.ts';
import {
  processApiPartitionReassignment,
  processListPartitionReassignments,
  processZkPartitionReassignment,
} from './reassignmentRequests.ts';
import { processPartitionModifications, processTopicChange, processTopicDeletion } from './topicChange.ts';
import { completeReplicaDeletion, failReplicaDeletion } from './topicDeletionManager.ts';
import { type ControllerWork, isActive, kafkaError } from './work.ts';

export function* process(work: ControllerWork): ZkRun<void> {
  try {
    yield* dispatch(work);
  } catch (thrown) {
    kafkaError(thrown);
    if (!(thrown instanceof ControllerMovedException)) return;
    try {
      yield* maybeResign(work);
    } catch (again) {
      // ControllerEventThread: "Uncaught error processing event".
      kafkaError(again);
    }
  }
}

function* dispatch(work: ControllerWork): ZkRun<void> {
  const { event } = work;
  switch (event.type) {
    case 'Startup':
      return yield* processStartup(work);
    case 'ControllerChange':
      return yield* maybeResign(work);
    case 'Reelect':
      yield* maybeResign(work);
      return yield* elect(work);
    case 'RegisterBrokerAndReelect':
      return yield* registerBrokerAndReelect(work);
    case 'Expire':
      work.activeControllerId = -1;
      return yield* onControllerResignation(work);
    case 'ShutdownEventThread':
      return yield* onControllerResignation(work);
    // Those that a request waits for are answered by a controller that is not active, too.
    case 'ApiPartitionReassignment':
      return yield* processApiPartitionReassignment(work, event.reassignments, event.callback);
    case 'ListPartitionReassignments':
      return processListPartitionReassignments(work, event.partitions, event.callback);
    case 'ReplicaLeaderElection':
      return yield* processReplicaLeaderElection(work, event);
    case 'ControlledShutdown':
      return yield* processControlledShutdown(work, event);
    case 'AlterPartitionReceived':
      return yield* processAlterPartition(work, event.request, event.callback);
    case 'AllocateProducerIds':
      return yield* processAllocateProducerIds(work, event);
    default:
      if (isActive(work)) yield* dispatchToActive(work, event);
  }
}

type ActiveEvent = Extract<
  ControllerEvent,
  {
    type:
      | 'BrokerChange'
      | 'BrokerModifications'
      | 'TopicChange'
      | 'PartitionModifications'
      | 'TopicDeletion'
      | 'IsrChangeNotification'
      | 'PartitionReassignmentIsrChange'
      | 'ZkPartitionReassignment'
      | 'AutoPreferredReplicaLeaderElection'
      | 'UncleanLeaderElectionEnable'
      | 'TopicUncleanLeaderElectionEnable'
      | 'LeaderAndIsrResponseReceived'
      | 'UpdateMetadataResponseReceived'
      | 'TopicDeletionStopReplicaResponseReceived';
  }
>;

function* dispatchToActive(work: ControllerWork, event: ActiveEvent): ZkRun<void> {
  switch (event.type) {
    case 'BrokerChange':
      return yield* processBrokerChange(work);
    case 'BrokerModifications':
      return yield* processBrokerModification(work, event.brokerId);
    case 'TopicChange':
      return yield* processTopicChange(work);
    case 'PartitionModifications':
      return yield* processPartitionModifications(work, event.topic);
    case 'TopicDeletion':
      return yield* processTopicDeletion(work);
    case 'IsrChangeNotification':
      return yield* processIsrChangeNotification(work);
    case 'PartitionReassignmentIsrChange':
      return yield* maybeCompleteReassignment(work, event.partition);
    case 'ZkPartitionReassignment':
      yield* processZkPartitionReassignment(work);
      return;
    case 'AutoPreferredReplicaLeaderElection':
      return yield* processAutoPreferredReplicaLeaderElection(work);
    case 'UncleanLeaderElectionEnable':
      yield* triggerOnlinePartitionStateChange(work);
      return;
    case 'TopicUncleanLeaderElectionEnable':
      yield* triggerOnlinePartitionStateChange(work, event.topic);
      return;
    case 'TopicDeletionStopReplicaResponseReceived':
      return yield* processStopReplicaResponse(work, event);
    case 'LeaderAndIsrResponseReceived':
    case 'UpdateMetadataResponseReceived':
      // What failed is written to the log: the broker has heard of another controller, or of another life of its own.
      return;
    default:
      unreachable(event);
  }
}

/** Of replicas that are to be deleted with their topic. */
function* processStopReplicaResponse(
  work: ControllerWork,
  {
    replicaId,
    errorCode,
    partitionErrors,
  }: Extract<ControllerEvent, { type: 'TopicDeletionStopReplicaResponseReceived' }>,
): ZkRun<void> {
  const failed = partitionErrors.filter((partition) => errorCode !== 'NONE' || partition.errorCode !== 'NONE');
  const deleted = partitionErrors.filter((partition) => !failed.includes(partition));
  const replicas = (of: typeof partitionErrors): string[] =>
    of.map(({ topicPartition }) => partitionAndReplica(topicPartition, replicaId));
  yield* failReplicaDeletion(work, replicas(failed));
  if (deleted.length > 0) yield* completeReplicaDeletion(work, replicas(deleted));
}

/** KafkaHealthcheck hears of the new session after the controller has; who registers first stays out if that is refused. */
function* registerBrokerAndReelect(work: ControllerWork): ZkRun<void> {
  if (work.version.kafka5642) yield* work.host.registerBroker();
  yield* maybeResign(work);
  yield* elect(work);
  if (!work.version.kafka5642) yield* work.host.registerBroker();
}
