/**
 * Replicas are moved to other brokers while the partition goes on working (KIP-455; ReplicationControlManager.
 * alterPartitionReassignments, cancelPartitionReassignment, changePartitionReassignment, listPartitionReassignments).
 * A record names all replicas of both sides; the leader takes those that catch up into the ISR as it does with any; and
 * the AlterPartition that brings in the last of them completes the move (partitionReassignment.ts).
 * *Simplified:* no throttle for the traffic of a reassignment.
 */
import { get } from '../../base/table.ts';
import type {
  AlterPartitionReassignmentsRequest,
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
  ReassignablePartition,
} from '../messages.ts';
import { partitionAt, topicByName } from '../metadata/image.ts';
import type { PartitionRegistration } from '../metadata/partitionRegistration.ts';
import { sameReplicas, without } from '../metadata/replicas.ts';
import type { MetadataRecord } from '../records.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../topicPartition.ts';
import { type ApiError, apiError, NO_ERROR } from './apiError.ts';
import type { LocatedPartition } from './brokersToIsrs.ts';
import type { Operation } from './controllerResult.ts';
import { assignmentProblem } from './partitionAssignment.ts';
import type { PartitionChange } from './partitionChangeBuilder.ts';
import { isReassignmentInProgress, reassignmentOf, revertReassignment } from './partitionReassignment.ts';
import { isUncleanElectionEnabled, partitionChange } from './replicationControl.ts';
import type { ControllerState } from './state.ts';

export function alterPartitionReassignments(
  state: ControllerState,
  request: AlterPartitionReassignmentsRequest,
): Operation {
  const records: MetadataRecord[] = [];
  const responses = request.partitions.map((asked) => {
    const { error, message } = alterOne(state, asked, request.allowReplicationFactorChange, records);
    return { topicPartition: asked.topicPartition, errorCode: error, errorMessage: message };
  });
  const { correlationId } = request;
  const response = { correlationId, errorCode: 'NONE', errorMessage: null, responses } as const;
  return { state, records, response: { type: 'AlterPartitionReassignmentsResponse', ...response } };
}

/** Appends the record, if one is needed. */
function alterOne(
  state: ControllerState,
  { topicPartition: tp, replicas }: ReassignablePartition,
  mayChangeFactor: boolean,
  records: MetadataRecord[],
): ApiError {
  const name = topicOf(tp);
  const partitionId = partitionOf(tp);
  const topic = topicByName(state.image, name);
  if (topic === undefined) {
    return apiError('UNKNOWN_TOPIC_OR_PARTITION', `Unable to find a topic named ${name}.`);
  }
  const partition = topic.partitions[partitionId];
  if (partition === undefined) {
    return apiError('UNKNOWN_TOPIC_OR_PARTITION', `Unable to find partition ${name}:${partitionId}.`);
  }
  const located = { topic, partitionId, partition };
  const wanted = replicas === null ? cancel(state, located) : change(state, partition, replicas, mayChangeFactor);
  if ('error' in wanted) return wanted;
  const record = partitionChange(state, located, wanted);
  if (record !== undefined) records.push(record);
  return NO_ERROR;
}

function cancel(state: ControllerState, { topic, partitionId, partition }: LocatedPartition): Wanted {
  if (!isReassignmentInProgress(partition)) return apiError('NO_REASSIGNMENT_IN_PROGRESS');
  const { replicas, isr, unclean } = revertReassignment(partition);
  const mayBeUnclean = isUncleanElectionEnabled(state, topic.name);
  if (unclean && !mayBeUnclean) {
    return apiError(
      'INVALID_REPLICA_ASSIGNMENT',
      `Unable to revert partition assignment for ${topic.name}:${partitionId} because it would require an unclean ` +
        'leader election.',
    );
  }
  const election = mayBeUnclean ? 'UNCLEAN' : 'ONLINE';
  return { election, targetIsr: isr, targetReplicas: replicas, targetRemoving: [], targetAdding: [] };
}

type Wanted = Partial<PartitionChange> | ApiError;

function change(
  { image }: ControllerState,
  partition: PartitionRegistration,
  target: readonly number[],
  mayChangeFactor: boolean,
): Wanted {
  const problem = assignmentProblem(image, target, undefined);
  if (problem !== undefined) return apiError('INVALID_REPLICA_ASSIGNMENT', problem);
  const factor = without(partition.replicas, ...partition.removingReplicas).length;
  if (!mayChangeFactor && factor !== target.length) {
    return apiError(
      'INVALID_REPLICATION_FACTOR',
      `The replication factor is changed from ${factor} to ${target.length}`,
    );
  }
  const { replicas, removing, adding } = reassignmentOf(partition.replicas, target);
  // An empty list changes nothing, as in Kafka 4.3.1: a second wish that adds nobody leaves standing what the first was
  // about to add. When the second wish is to be rid of that replica, the two wait for each other until they are cancelled.
  return {
    ...(sameReplicas(replicas, partition.replicas) ? {} : { targetReplicas: replicas }),
    ...(removing.length === 0 ? {} : { targetRemoving: removing }),
    ...(adding.length === 0 ? {} : { targetAdding: adding }),
  };
}

// ---- looking ---------------------------------------------------------------------------------------------------------

type Ongoing = ListPartitionReassignmentsResponse['partitions'][number];

/** Read from what is committed, and so answered at once. */
export function listPartitionReassignments(
  state: ControllerState,
  { correlationId, topicPartitions }: ListPartitionReassignmentsRequest,
): Operation {
  const partitions = (topicPartitions ?? everyPartition(state)).flatMap((tp) => ongoing(state, tp));
  const response = { correlationId, errorCode: 'NONE', errorMessage: null, partitions } as const;
  return { state, records: [], response: { type: 'ListPartitionReassignmentsResponse', ...response }, read: true };
}

function everyPartition({ committed }: ControllerState): TopicPartition[] {
  return committed.topics.keys.flatMap((name) =>
    get(committed.topics, name)!.partitions.map((_, id) => topicPartition(name, id)),
  );
}

function ongoing({ committed }: ControllerState, tp: TopicPartition): Ongoing[] {
  const partition = partitionAt(committed, tp);
  if (partition === undefined || !isReassignmentInProgress(partition)) return [];
  const { replicas, addingReplicas, removingReplicas } = partition;
  return [{ topicPartition: tp, replicas, addingReplicas, removingReplicas }];
}
