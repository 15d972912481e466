/**
 * StopReplica: this broker is to follow partitions no more, and may be told to delete them.
 *
 * Kafka: kafka.server.ReplicaManager (stopReplicas, stopPartitions), kafka.server.KafkaApis.handleStopReplicaRequest.
 */
import type { ErrorName } from '../../errors.ts';
import { GROUP_METADATA_TOPIC } from '../../group/contexts.ts';
import { onResignation } from '../../group/coordinatorLoader.ts';
import { EPOCH_DURING_DELETE, NO_EPOCH } from '../../kafkaController/leaderAndIsr.ts';
import type { StopReplicaRequest, StopReplicaResponse } from '../../messages.ts';
import { shutdownIdleFetchers } from '../../replication/replicaFetcherManager.ts';
import { stopPartition } from '../../replication/replicaManager.ts';
import { topicOf } from '../../topicPartition.ts';
import { hostedPartition, type Work } from '../work.ts';
import { isControllerStale } from './staleRequests.ts';
import type { PartitionError } from './state.ts';

type StopReplicaPartitionState = StopReplicaRequest['partitionStates'][number];

export function stopReplicas(work: Work, request: StopReplicaRequest): StopReplicaResponse {
  const response = { type: 'StopReplicaResponse', correlationId: request.correlationId } as const;
  if (isControllerStale(work, request)) {
    return { ...response, errorCode: 'STALE_CONTROLLER_EPOCH', partitionErrors: [] };
  }
  const partitionErrors: PartitionError[] = request.partitionStates.map((state) => {
    const errorCode = refusal(work, state);
    const { topicPartition, leaderEpoch, deletePartition } = state;
    if (errorCode === 'NONE') {
      stopPartition(work, topicPartition, deletePartition, reasonOf(leaderEpoch));
      if (deletePartition && topicOf(topicPartition) === GROUP_METADATA_TOPIC) {
        onResignation(work, topicPartition, leaderEpoch >= 0 ? leaderEpoch : undefined);
      }
    }
    return { topicPartition, errorCode };
  });
  shutdownIdleFetchers(work);
  return { ...response, errorCode: 'NONE', partitionErrors };
}

/** While its topic is deleted the epoch of a partition does not move: a value of its own is above all. */
function refusal(work: Work, { topicPartition, leaderEpoch }: StopReplicaPartitionState): ErrorName {
  if (leaderEpoch === EPOCH_DURING_DELETE || leaderEpoch === NO_EPOCH) return 'NONE';
  const known = hostedPartition(work, topicPartition)?.leaderEpoch ?? -1;
  return leaderEpoch >= known ? 'NONE' : 'FENCED_LEADER_EPOCH';
}

function reasonOf(leaderEpoch: number): string {
  return leaderEpoch === EPOCH_DURING_DELETE ? 'the topic was deleted' : 'it was reassigned';
}
