/**
 * What crosses the network: Kafka's requests and responses under their API names, with Kafka's field names
 * (clients/src/main/resources/common/message/*.json of Kafka 4.3). *Simplified:* topics are named, not numbered by id;
 * the nesting topics -> partitions is flattened to a list of partitions; fields nothing reads yet are left out; there is
 * no ApiVersions, SASL or TLS exchange before the first request.
 */
import type {
  EnvelopeRequest,
  EnvelopeResponse,
  ForwardedRequest,
  ForwardedResponse,
} from './messages/administration.ts';
import type {
  AlterPartitionRequest,
  AlterPartitionResponse,
  BrokerHeartbeatRequest,
  BrokerHeartbeatResponse,
  BrokerRegistrationRequest,
  BrokerRegistrationResponse,
} from './messages/brokerToController.ts';
import type {
  ControlledShutdownRequest,
  ControlledShutdownResponse,
  ControllerToBrokerRequest,
  ControllerToBrokerResponse,
} from './messages/controllerToBroker.ts';
import type {
  FetchRequest,
  FetchResponse,
  ListOffsetsRequest,
  ListOffsetsResponse,
  MetadataRequest,
  MetadataResponse,
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse,
  ProduceRequest,
  ProduceResponse,
} from './messages/data.ts';
import type { DeleteRecordsRequest, DeleteRecordsResponse } from './messages/deleteRecords.ts';
import type { DescriptionRequest, DescriptionResponse } from './messages/description.ts';
import type { GroupRequest, GroupResponse } from './messages/group.ts';
import type {
  AllocateProducerIdsRequest,
  AllocateProducerIdsResponse,
  InitProducerIdRequest,
  InitProducerIdResponse,
} from './messages/producerIds.ts';
import type {
  ApiVersionsRequest,
  ApiVersionsResponse,
  BeginQuorumEpochRequest,
  BeginQuorumEpochResponse,
  EndQuorumEpochRequest,
  EndQuorumEpochResponse,
  FetchSnapshotRequest,
  FetchSnapshotResponse,
  QuorumFetchRequest,
  QuorumFetchResponse,
  VoteRequest,
  VoteResponse,
} from './messages/quorum.ts';

import type { ZooKeeperMessage } from './messages/zookeeper.ts';

export type * from './messages/administration.ts';
export type * from './messages/brokerToController.ts';
export type * from './messages/controllerToBroker.ts';
export type * from './messages/data.ts';
export type * from './messages/deleteRecords.ts';
export type * from './messages/description.ts';
export type * from './messages/group.ts';
export type * from './messages/producerIds.ts';
export type * from './messages/quorum.ts';
export type * from './messages/voters.ts';
export type * from './messages/zookeeper.ts';
export { isZooKeeperMessage } from './messages/zookeeper.ts';

export type KafkaRequest =
  | VoteRequest
  | BeginQuorumEpochRequest
  | EndQuorumEpochRequest
  | QuorumFetchRequest
  | FetchSnapshotRequest
  | ApiVersionsRequest
  | BrokerRegistrationRequest
  | BrokerHeartbeatRequest
  | AlterPartitionRequest
  | EnvelopeRequest
  | ForwardedRequest
  | MetadataRequest
  | ProduceRequest
  | DeleteRecordsRequest
  | FetchRequest
  | ListOffsetsRequest
  | OffsetForLeaderEpochRequest
  | GroupRequest
  | DescriptionRequest
  | InitProducerIdRequest
  | AllocateProducerIdsRequest
  | ControllerToBrokerRequest
  | ControlledShutdownRequest;

export type KafkaResponse =
  | VoteResponse
  | BeginQuorumEpochResponse
  | EndQuorumEpochResponse
  | QuorumFetchResponse
  | FetchSnapshotResponse
  | ApiVersionsResponse
  | BrokerRegistrationResponse
  | BrokerHeartbeatResponse
  | AlterPartitionResponse
  | EnvelopeResponse
  | ForwardedResponse
  | MetadataResponse
  | ProduceResponse
  | DeleteRecordsResponse
  | FetchResponse
  | ListOffsetsResponse
  | OffsetForLeaderEpochResponse
  | GroupResponse
  | DescriptionResponse
  | InitProducerIdResponse
  | AllocateProducerIdsResponse
  | ControllerToBrokerResponse
  | ControlledShutdownResponse;

export type KafkaMessage = KafkaRequest | KafkaResponse | ZooKeeperMessage;

/** `FetchRequest` and `FetchResponse` are both the API `Fetch`. */
export function apiOf(message: KafkaMessage): string {
  return message.type.replace(/(Request|Response)$/, '').replace(/^QuorumFetch$/, 'Fetch');
}

export function isRequest(message: KafkaMessage): message is KafkaRequest {
  return message.type.endsWith('Request') && !message.type.startsWith('ZooKeeper');
}
