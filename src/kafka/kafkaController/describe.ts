/** The one text form of what the ZooKeeper controller and the brokers tell each other. */
import { counted, some } from '../describeWords.ts';
import type {
  ControlledShutdownRequest,
  ControlledShutdownResponse,
  ControllerToBrokerRequest,
  ControllerToBrokerResponse,
} from '../messages.ts';

export type KafkaControllerMessage =
  | ControllerToBrokerRequest
  | ControllerToBrokerResponse
  | ControlledShutdownRequest
  | ControlledShutdownResponse;

const NAMES: Readonly<Record<KafkaControllerMessage['type'], true>> = {
  LeaderAndIsrRequest: true,
  LeaderAndIsrResponse: true,
  UpdateMetadataRequest: true,
  UpdateMetadataResponse: true,
  StopReplicaRequest: true,
  StopReplicaResponse: true,
  ControlledShutdownRequest: true,
  ControlledShutdownResponse: true,
};

export function isKafkaControllerMessage(message: { readonly type: string }): message is KafkaControllerMessage {
  return Object.hasOwn(NAMES, message.type);
}

export function describeKafkaControllerMessage(message: KafkaControllerMessage): string {
  switch (message.type) {
    case 'LeaderAndIsrRequest':
      return `LeaderAndIsr epoch ${message.controllerEpoch} ${some(
        message.partitionStates.map(
          ({ topicPartition, leader, leaderEpoch, isr }) =>
            `${topicPartition} b${leader}@${leaderEpoch} [${isr.join(',')}]`,
        ),
      )}`;
    case 'UpdateMetadataRequest':
      return `UpdateMetadata epoch ${message.controllerEpoch} ${counted(message.liveBrokers.length, 'broker')}, ${counted(message.partitionStates.length, 'partition')}`;
    case 'StopReplicaRequest':
      return `StopReplica epoch ${message.controllerEpoch} ${some(
        message.partitionStates.map(({ topicPartition, deletePartition }) =>
          deletePartition ? `${topicPartition} and delete` : topicPartition,
        ),
      )}`;
    case 'ControlledShutdownRequest':
      return `ControlledShutdown b${message.brokerId}`;
    case 'ControlledShutdownResponse':
      return `ControlledShutdown ${message.errorCode}, ${counted(message.remainingPartitions.length, 'partition')} remaining`;
    default:
      return `${message.type.replace('Response', '')} ${message.errorCode}`;
  }
}
