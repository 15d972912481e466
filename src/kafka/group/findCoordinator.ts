/**
 * FindCoordinator: the coordinator of a group is whoever leads the partition of __consumer_offsets that the group's name
 * hashes to. The first who asks has the topic made.
 *
 * Kafka: kafka.server.KafkaApis.getCoordinator. *Simplified:* no transaction coordinators.
 */
import { autoCreateTopics } from '../broker/autoTopicCreationManager.ts';
import { aliveBrokerEpoch, registration, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import type { FindCoordinatorRequest, FindCoordinatorResponse } from '../messages/group.ts';
import { clientListener, partitionAt, topicByName } from '../metadata/image.ts';
import { GROUP_METADATA_TOPIC, partitionOfGroup } from './contexts.ts';

type Coordinator = FindCoordinatorResponse['coordinators'][number];

export function findCoordinator(work: Work, request: FindCoordinatorRequest): FindCoordinatorResponse {
  const { correlationId, keyType, coordinatorKeys } = request;
  const coordinators = coordinatorKeys.map((key) =>
    keyType === 0 ? coordinatorOf(work, key) : nowhere(key, 'COORDINATOR_NOT_AVAILABLE'),
  );
  return { type: 'FindCoordinatorResponse', correlationId, coordinators };
}

function coordinatorOf(work: Work, key: string): Coordinator {
  const { image } = work.state;
  if (topicByName(image, GROUP_METADATA_TOPIC) === undefined) {
    autoCreateTopics(work, [GROUP_METADATA_TOPIC]);
    return nowhere(key, 'COORDINATOR_NOT_AVAILABLE');
  }
  const leader = partitionAt(image, partitionOfGroup(work, key))?.leader ?? -1;
  const broker = aliveBrokerEpoch(work, leader) === undefined ? undefined : registration(work, leader);
  const listener = broker === undefined ? undefined : clientListener(broker);
  if (listener === undefined) return nowhere(key, 'COORDINATOR_NOT_AVAILABLE');
  const { host, port } = listener;
  return { key, nodeId: leader, host, port, errorCode: 'NONE', errorMessage: null };
}

function nowhere(key: string, errorCode: ErrorName): Coordinator {
  return { key, nodeId: -1, host: '', port: -1, errorCode, errorMessage: null };
}
