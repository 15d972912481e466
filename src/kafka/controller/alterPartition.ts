/**
 * A leader asks for another ISR (KIP-497; ReplicationControlManager.alterPartition). The checks and their order are
 * Kafka's: the first that fails is the answer. *Simplified:* topics are named, so a topic that was deleted and made again
 * under the same name cannot be told from the first.
 */
import type { ErrorName } from '../errors.ts';
import type { AlterPartitionRequest, AlterPartitionResponse } from '../messages.ts';
import { brokerOf, type MetadataImage, topicByName } from '../metadata/image.ts';
import { merge, type PartitionRegistration } from '../metadata/partitionRegistration.ts';
import { isValidIsr } from '../metadata/replicas.ts';
import type { MetadataRecord } from '../records.ts';
import { partitionOf, topicOf } from '../topicPartition.ts';
import type { Operation } from './controllerResult.ts';
import { isUncleanElectionEnabled, partitionChange } from './replicationControl.ts';
import type { ControllerState } from './state.ts';

type Asked = AlterPartitionRequest['partitions'][number];
type Answered = AlterPartitionResponse['partitions'][number];

export function alterPartition(state: ControllerState, request: AlterPartitionRequest): Operation {
  if (brokerOf(state.image, request.brokerId)?.epoch !== request.brokerEpoch) {
    return { state, records: [], response: alterPartitionFailed(request, 'STALE_BROKER_EPOCH'), failed: true };
  }
  const records: MetadataRecord[] = [];
  const partitions = request.partitions.map((asked) => alterOne(state, request.brokerId, asked, records));
  const { correlationId } = request;
  return { state, records, response: { type: 'AlterPartitionResponse', correlationId, errorCode: 'NONE', partitions } };
}

export function alterPartitionFailed(
  { correlationId }: AlterPartitionRequest,
  errorCode: ErrorName,
): AlterPartitionResponse {
  return { type: 'AlterPartitionResponse', correlationId, errorCode, partitions: [] };
}

function alterOne(state: ControllerState, brokerId: number, asked: Asked, records: MetadataRecord[]): Answered {
  const topic = topicByName(state.image, topicOf(asked.topicPartition));
  if (topic === undefined) return failed(asked, 'UNKNOWN_TOPIC_ID');
  const partitionId = partitionOf(asked.topicPartition);
  const partition = topic.partitions[partitionId];
  if (partition === undefined) return failed(asked, 'UNKNOWN_TOPIC_OR_PARTITION');
  const error = validate(state.image, brokerId, partition, asked);
  if (error !== 'NONE') return failed(asked, error);

  const located = { topic, partitionId, partition };
  const record = partitionChange(state, located, {
    election: isUncleanElectionEnabled(state, topic.name) ? 'UNCLEAN' : 'ONLINE',
    targetIsr: asked.newIsrWithEpochs.map((member) => member.brokerId),
    targetLeaderRecoveryState: asked.leaderRecoveryState,
  });
  if (record === undefined) return answer(asked, partition);
  records.push(record);
  // The leader asked, and a reassignment that this completes takes the leadership away from it.
  if (record.leader !== undefined && record.leader !== brokerId) return failed(asked, 'NEW_LEADER_ELECTED');
  return answer(asked, merge(partition, record));
}

function validate(image: MetadataImage, brokerId: number, partition: PartitionRegistration, asked: Asked): ErrorName {
  // Ahead of this controller: then it is not the active one any more, and the leader should look for another.
  if (asked.leaderEpoch > partition.leaderEpoch) return 'NOT_CONTROLLER';
  if (asked.partitionEpoch > partition.partitionEpoch) return 'NOT_CONTROLLER';
  if (asked.leaderEpoch < partition.leaderEpoch) return 'FENCED_LEADER_EPOCH';
  if (brokerId !== partition.leader) return 'INVALID_REQUEST';
  if (asked.partitionEpoch < partition.partitionEpoch) return 'INVALID_UPDATE_VERSION';
  const newIsr = asked.newIsrWithEpochs.map((member) => member.brokerId);
  if (!isValidIsr(partition.replicas, newIsr)) return 'INVALID_REQUEST';
  if (!newIsr.includes(partition.leader)) return 'INVALID_REQUEST';
  if (asked.leaderRecoveryState === 'RECOVERING' && newIsr.length > 1) return 'INVALID_REQUEST';
  if (partition.leaderRecoveryState === 'RECOVERED' && asked.leaderRecoveryState === 'RECOVERING') {
    return 'INVALID_REQUEST';
  }
  return asked.newIsrWithEpochs.every((member) => isEligible(image, member)) ? 'NONE' : 'INELIGIBLE_REPLICA';
}

/** KIP-903: the epoch says in which life the replica caught up; -1 is not checked. */
function isEligible(image: MetadataImage, member: Asked['newIsrWithEpochs'][number]): boolean {
  const registration = brokerOf(image, member.brokerId);
  if (registration === undefined || registration.inControlledShutdown || registration.fenced) return false;
  return member.brokerEpoch === -1 || member.brokerEpoch === registration.epoch;
}

function failed({ topicPartition }: Asked, errorCode: ErrorName): Answered {
  return {
    topicPartition,
    errorCode,
    leaderId: 0,
    leaderEpoch: 0,
    isr: [],
    leaderRecoveryState: 'RECOVERED',
    partitionEpoch: 0,
  };
}

function answer({ topicPartition }: Asked, partition: PartitionRegistration): Answered {
  return {
    topicPartition,
    errorCode: 'NONE',
    leaderId: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    isr: partition.isr,
    leaderRecoveryState: partition.leaderRecoveryState,
    partitionEpoch: partition.partitionEpoch,
  };
}
