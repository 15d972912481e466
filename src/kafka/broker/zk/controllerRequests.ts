/**
 * What a controller among the brokers tells this one, by one connection and one request after the other.
 *
 * Kafka: kafka.server.KafkaApis (handleLeaderAndIsrRequest, handleUpdateMetadataRequest, handleStopReplicaRequest),
 * kafka.server.ReplicaManager.maybeUpdateMetadataCache.
 */
import { has } from '../../../base/table.ts';
import { forgetDeletedTopics } from '../../group/coordinatorLoader.ts';
import type { LeaderAndIsrRequest, StopReplicaRequest, UpdateMetadataRequest } from '../../messages.ts';
import { type PartitionDelta, topicByName } from '../../metadata/image.ts';
import { topicOf } from '../../topicPartition.ts';
import { brokerId, hostedPartition, hostOf, update, type Work } from '../work.ts';
import { becomeLeaderOrFollower } from './becomeLeaderOrFollower.ts';
import { startRequestThread } from './hosts.ts';
import { follow } from './migration.ts';
import { isBrokerEpochStale, isControllerStale } from './staleRequests.ts';
import { updateKafkaServer } from './state.ts';
import { stopReplicas } from './stopReplicas.ts';
import { completeDelayedTopicOperations } from './topicPurgatory.ts';
import { updateMetadata } from './zkMetadataCache.ts';

const STALE = 'STALE_BROKER_EPOCH';

/** The settings of a topic are asked of ZooKeeper when its first log is made here (ZkConfigRepository, LogManager). */
export function handleLeaderAndIsr(work: Work, connection: number, request: LeaderAndIsrRequest): void {
  if (isBrokerEpochStale(work, request)) {
    const response = { type: 'LeaderAndIsrResponse', correlationId: request.correlationId } as const;
    const partitionErrors = request.partitionStates.map(
      ({ topicPartition }) => ({ topicPartition, errorCode: STALE }) as const,
    );
    work.out.reply(connection, { ...response, errorCode: STALE, partitionErrors });
    return;
  }
  if (topicsOfNewLogs(work, request).length === 0) {
    work.out.reply(connection, becomeLeaderOrFollower(work, request));
    return;
  }
  startRequestThread(work, connection, request);
}

export function topicsOfNewLogs(work: Work, { partitionStates }: LeaderAndIsrRequest): readonly string[] {
  const topics = new Set<string>();
  for (const { topicPartition: tp, replicas } of partitionStates) {
    const isNew = hostedPartition(work, tp) === undefined && !has(work.state.unhostedLogs, tp);
    if (isNew && replicas.includes(brokerId(work))) topics.add(topicOf(tp));
  }
  return [...topics];
}

export function handleStopReplica(work: Work, connection: number, request: StopReplicaRequest): void {
  const { correlationId } = request;
  const refused = { type: 'StopReplicaResponse', correlationId, errorCode: STALE, partitionErrors: [] } as const;
  work.out.reply(connection, isBrokerEpochStale(work, request) ? refused : stopReplicas(work, request));
}

export function handleUpdateMetadata(work: Work, connection: number, request: UpdateMetadataRequest): void {
  const response = { type: 'UpdateMetadataResponse', correlationId: request.correlationId } as const;
  if (isBrokerEpochStale(work, request)) work.out.reply(connection, { ...response, errorCode: STALE });
  else if (isControllerStale(work, request)) {
    work.out.reply(connection, { ...response, errorCode: 'STALE_CONTROLLER_EPOCH' });
  } else {
    applyUpdateMetadata(work, request);
    work.out.reply(connection, { ...response, errorCode: 'NONE' });
  }
}

function applyUpdateMetadata(work: Work, request: UpdateMetadataRequest): void {
  const before = work.state.image;
  const { image, deleted } = updateMetadata(before, request);
  const { controllerId, controllerEpoch, partitionStates } = request;
  update(work, { image });
  const host = hostOf(work, controllerId);
  update(work, { quorumLeader: host === undefined ? null : { id: controllerId, host } });
  updateKafkaServer(work, { controllerId });
  follow(work, request.isKRaftController);
  const fact = { broker: brokerId(work), controllerEpoch, partitions: partitionStates.length };
  work.out.fact({ type: 'MetadataReceived', ...fact });
  const gone = deleted.map((topicPartition): PartitionDelta => {
    const topicId = topicByName(before, topicOf(topicPartition))?.topicId ?? '';
    return { topicPartition, topicId, before: undefined, after: undefined };
  });
  forgetDeletedTopics(work, gone);
  completeDelayedTopicOperations(work);
}
