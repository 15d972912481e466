/** The one text form of what crosses between brokers and controllers, and of each record of the metadata log. */
import { unreachable } from '../../base/assert.ts';
import type {
  CreatableTopic,
  ForwardedRequest,
  ForwardedResponse,
  KafkaMessage,
  ListPartitionReassignmentsResponse,
} from '../messages.ts';
import { describeRaftMessage } from '../raft/describe.ts';
import { isRaftMessage } from '../raft/raftMessages.ts';
import type { ControlRecord, MetadataRecord } from '../records.ts';
import type { ControllerRequest, ControllerResponse } from './state.ts';

export type ControllerMessage = ControllerRequest | ControllerResponse;

const RPC = new RegExp(
  '^(BrokerRegistration|BrokerHeartbeat|AlterPartition|AllocateProducerIds|Envelope|CreateTopics|ElectLeaders|IncrementalAlterConfigs|' +
    'AlterPartitionReassignments|ListPartitionReassignments|CreatePartitions|UnregisterBroker|DeleteTopics)Re',
);

/** Requests and answers alike, unlike `isControllerMessage`. */
export function isControllerRpc(message: KafkaMessage): message is ControllerMessage {
  return RPC.test(message.type);
}

const list = (items: readonly (number | string)[]): string => `[${items.join(',')}]`;
const broker = (id: number): string => (id === -1 ? 'none' : `b${id}`);

export function describeControllerMessage(message: ControllerMessage): string {
  switch (message.type) {
    case 'BrokerRegistrationRequest':
      return `BrokerRegistration ${broker(message.brokerId)} previous broker epoch ${message.previousBrokerEpoch}`;
    case 'BrokerRegistrationResponse':
      return message.errorCode === 'NONE'
        ? `BrokerRegistration broker epoch ${message.brokerEpoch}`
        : `BrokerRegistration ${message.errorCode}`;
    case 'BrokerHeartbeatRequest': {
      const wants = `${message.wantFence ? ' wants fence' : ''}${message.wantShutDown ? ' wants shutdown' : ''}`;
      const at = `broker epoch ${message.brokerEpoch} metadata offset ${message.currentMetadataOffset}`;
      return `BrokerHeartbeat ${broker(message.brokerId)} ${at}${wants}`;
    }
    case 'BrokerHeartbeatResponse': {
      if (message.errorCode !== 'NONE') return `BrokerHeartbeat ${message.errorCode}`;
      const state = `${message.isFenced ? 'fenced' : 'unfenced'}${message.shouldShutDown ? ' shut down now' : ''}`;
      return `BrokerHeartbeat ${state}${message.isCaughtUp ? '' : ' not caught up'}`;
    }
    case 'AlterPartitionRequest':
      return `AlterPartition from ${broker(message.brokerId)} ${message.partitions.map(describeAsked).join('; ')}`;
    case 'AlterPartitionResponse':
      if (message.errorCode !== 'NONE') return `AlterPartition ${message.errorCode}`;
      return `AlterPartition ${message.partitions.map(describeAnswered).join('; ')}`;
    case 'AllocateProducerIdsRequest':
      return `AllocateProducerIds for broker ${message.brokerId}`;
    case 'AllocateProducerIdsResponse':
      if (message.errorCode !== 'NONE') return `AllocateProducerIds ${message.errorCode}`;
      return `AllocateProducerIds ${message.producerIdStart} to ${message.producerIdStart + message.producerIdLen - 1}`;
    case 'EnvelopeRequest':
      return `Envelope of ${describeForwarded(message.requestData)}`;
    case 'EnvelopeResponse':
      if (message.responseData === null) return `Envelope ${message.errorCode}`;
      return `Envelope of ${describeForwarded(message.responseData)}`;
    case 'CreateTopicsRequest':
      return `CreateTopics ${message.topics.map(describeTopic).join('; ')}`;
    case 'CreateTopicsResponse':
      return `CreateTopics ${message.topics.map(({ name, errorCode }) => `${name} ${errorCode}`).join('; ')}`;
    case 'ElectLeadersRequest': {
      const { topicPartitions } = message;
      return `ElectLeaders ${message.electionType} ${topicPartitions === null ? 'all' : topicPartitions.join(' ')}`;
    }
    case 'ElectLeadersResponse': {
      if (message.errorCode !== 'NONE') return `ElectLeaders ${message.errorCode}`;
      const results = message.results.map(({ topicPartition, errorCode }) => `${topicPartition} ${errorCode}`);
      return `ElectLeaders ${results.length === 0 ? 'nothing to do' : results.join('; ')}`;
    }
    case 'IncrementalAlterConfigsRequest': {
      const changes = Object.entries(message.configs).map(([name, value]) =>
        value === null ? `-${name}` : `${name}=${value}`,
      );
      return `IncrementalAlterConfigs ${message.resourceType} ${message.resourceName} ${changes.join(' ')}`;
    }
    case 'IncrementalAlterConfigsResponse':
      return `IncrementalAlterConfigs ${message.errorCode}`;
    case 'AlterPartitionReassignmentsRequest':
      return `AlterPartitionReassignments ${message.partitions
        .map(({ topicPartition, replicas }) => `${topicPartition} ${replicas === null ? 'cancel' : list(replicas)}`)
        .join('; ')}`;
    case 'AlterPartitionReassignmentsResponse': {
      if (message.errorCode !== 'NONE') return `AlterPartitionReassignments ${message.errorCode}`;
      const results = message.responses.map(({ topicPartition, errorCode }) => `${topicPartition} ${errorCode}`);
      return `AlterPartitionReassignments ${results.join('; ')}`;
    }
    case 'ListPartitionReassignmentsRequest':
      return `ListPartitionReassignments ${message.topicPartitions?.join(' ') ?? 'all'}`;
    case 'ListPartitionReassignmentsResponse':
      if (message.errorCode !== 'NONE') return `ListPartitionReassignments ${message.errorCode}`;
      return `ListPartitionReassignments ${describeReassignments(message)}`;
    case 'CreatePartitionsRequest':
      return `CreatePartitions ${message.topics.map(({ name, count }) => `${name} ${count}`).join('; ')}`;
    case 'CreatePartitionsResponse':
      return `CreatePartitions ${message.results.map(({ name, errorCode }) => `${name} ${errorCode}`).join('; ')}`;
    case 'UnregisterBrokerRequest':
      return `UnregisterBroker ${broker(message.brokerId)}`;
    case 'UnregisterBrokerResponse':
      return `UnregisterBroker ${message.errorCode}`;
    case 'DeleteTopicsRequest':
      return `DeleteTopics ${message.topicNames.join(' ')}`;
    case 'DeleteTopicsResponse':
      return `DeleteTopics ${message.responses.map(({ name, errorCode }) => `${name} ${errorCode}`).join('; ')}`;
    default:
      return unreachable(message);
  }
}

/** As kafka-reassign-partitions.sh --list says it. */
export function describeReassignments({ partitions }: ListPartitionReassignmentsResponse): string {
  if (partitions.length === 0) return 'none';
  return partitions
    .map(({ topicPartition, replicas, addingReplicas, removingReplicas }) => {
      return `${topicPartition} replicas ${list(replicas)} adding ${list(addingReplicas)} removing ${list(removingReplicas)}`;
    })
    .join('; ');
}

function describeForwarded(message: ForwardedRequest | ForwardedResponse): string {
  return isRaftMessage(message) ? describeRaftMessage(message) : describeControllerMessage(message);
}

type Asked = Extract<ControllerMessage, { type: 'AlterPartitionRequest' }>['partitions'][number];
type Answered = Extract<ControllerMessage, { type: 'AlterPartitionResponse' }>['partitions'][number];

function describeAsked({ topicPartition, newIsrWithEpochs, leaderEpoch, partitionEpoch }: Asked): string {
  const isr = list(newIsrWithEpochs.map(({ brokerId }) => brokerId));
  return `${topicPartition} isr ${isr} leader epoch ${leaderEpoch} partition epoch ${partitionEpoch}`;
}

function describeAnswered({ topicPartition, errorCode, isr, partitionEpoch }: Answered): string {
  if (errorCode !== 'NONE') return `${topicPartition} ${errorCode}`;
  return `${topicPartition} isr ${list(isr)} partition epoch ${partitionEpoch}`;
}

function describeTopic({ name, numPartitions, replicationFactor, assignments }: CreatableTopic): string {
  if (assignments.length > 0) return `${name} replicas ${assignments.map(list).join(' ')}`;
  return `${name} partitions ${numPartitions} replication factor ${replicationFactor}`;
}

/** A topic id is printed by the first letters; `topicName`, when known, in its place. */
export function describeMetadataRecord(
  record: MetadataRecord | ControlRecord,
  topicName: (topicId: string) => string | undefined = () => undefined,
): string {
  const topic = (topicId: string): string => topicName(topicId) ?? topicId.slice(0, 6);
  switch (record.type) {
    case 'RegisterControllerRecord':
      return `RegisterController ${record.controllerId}`;
    case 'RegisterBrokerRecord': {
      const state = `${record.fenced ? ' fenced' : ''}${record.inControlledShutdown ? ' in controlled shutdown' : ''}`;
      return `RegisterBroker ${broker(record.brokerId)} broker epoch ${record.brokerEpoch}${state}`;
    }
    case 'UnregisterBrokerRecord':
      return `UnregisterBroker ${broker(record.brokerId)} broker epoch ${record.brokerEpoch}`;
    case 'BrokerRegistrationChangeRecord': {
      const fencing = record.fenced === 0 ? '' : record.fenced === 1 ? ' fenced' : ' unfenced';
      const shutdown = record.inControlledShutdown === 1 ? ' in controlled shutdown' : '';
      return `BrokerRegistrationChange ${broker(record.brokerId)}${fencing}${shutdown}`;
    }
    case 'TopicRecord':
      return `Topic ${record.name} id ${record.topicId}`;
    case 'RemoveTopicRecord':
      return `RemoveTopic ${topic(record.topicId)}`;
    case 'PartitionRecord': {
      const { partitionId, leader, leaderEpoch, isr, replicas } = record;
      const led = `leader ${broker(leader)} leader epoch ${leaderEpoch}`;
      return `Partition ${topic(record.topicId)}-${partitionId} ${led} isr ${list(isr)} replicas ${list(replicas)}`;
    }
    case 'PartitionChangeRecord':
      return `PartitionChange ${topic(record.topicId)}-${record.partitionId}${describeChange(record)}`;
    case 'ConfigRecord': {
      const resource = `${record.resourceType} ${record.resourceName === '' ? 'default' : record.resourceName}`;
      return `Config ${resource} ${record.value === null ? `-${record.name}` : `${record.name}=${record.value}`}`;
    }
    case 'ClearElrRecord':
      return `ClearElr ${record.topicName === '' ? 'of every topic' : record.topicName}`;
    case 'FeatureLevelRecord':
      return `FeatureLevel ${record.name} ${record.featureLevel}`;
    case 'ProducerIdsRecord':
      return `ProducerIds ${broker(record.brokerId)} next ${record.nextProducerId}`;
    case 'ZkMigrationStateRecord':
      return `ZkMigrationState ${record.zkMigrationState}`;
    case 'NoOpRecord':
      return 'NoOp';
    case 'LeaderChangeMessage':
      return `LeaderChange ${record.leaderId} votes ${list(record.grantingVoters)}`;
    case 'KRaftVersionRecord':
      return `KRaftVersion ${record.kRaftVersion}`;
    case 'VotersRecord':
      return `Voters ${list(record.voters.map(({ voterId }) => voterId))}`;
    case 'SnapshotHeaderRecord':
      return `SnapshotHeader last timestamp ${record.lastContainedLogTimestamp}`;
    case 'SnapshotFooterRecord':
      return 'SnapshotFooter';
    default:
      return unreachable(record);
  }
}

function describeChange(record: Extract<MetadataRecord, { type: 'PartitionChangeRecord' }>): string {
  const { leader, isr, eligibleLeaderReplicas, lastKnownElr, replicas, addingReplicas, removingReplicas } = record;
  const parts: string[] = [];
  if (leader !== undefined) parts.push(` leader ${broker(leader)}`);
  if (isr !== undefined) parts.push(` isr ${list(isr)}`);
  if (eligibleLeaderReplicas !== undefined) parts.push(` elr ${list(eligibleLeaderReplicas)}`);
  if (lastKnownElr !== undefined) parts.push(` last known leader ${list(lastKnownElr)}`);
  if (replicas !== undefined) parts.push(` replicas ${list(replicas)}`);
  if (addingReplicas !== undefined) parts.push(` adding ${list(addingReplicas)}`);
  if (removingReplicas !== undefined) parts.push(` removing ${list(removingReplicas)}`);
  if (record.leaderRecoveryState !== undefined) parts.push(` ${record.leaderRecoveryState}`);
  return parts.join('');
}
