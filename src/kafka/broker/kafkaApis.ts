/**
 * What the broker does with requests: one handler for each API, one request of a connection at a time.
 *
 * Kafka: kafka.server.KafkaApis.
 */
import { handleGroupRequest } from '../group/groupCoordinatorService.ts';
import type { KafkaRequest } from '../messages.ts';
import { handleFetch } from '../replication/delayedFetch.ts';
import { handleDeleteRecords } from '../replication/deleteRecords.ts';
import { handleIncrementalAlterConfigs } from './configAdminManager.ts';
import { handleDescribeConfigs } from './configHelper.ts';
import * as connections from './connections.ts';
import { forwardToController } from './forwarding.ts';
import { handleApiVersions } from './handleApiVersions.ts';
import { handleDescribeCluster } from './handleDescribeCluster.ts';
import { handleDescribeLogDirs } from './handleDescribeLogDirs.ts';
import { handleDescribeTopicPartitions } from './handleDescribeTopicPartitions.ts';
import { handleListOffsets } from './handleListOffsets.ts';
import { handleMetadata } from './handleMetadata.ts';
import { handleOffsetForLeaderEpoch } from './handleOffsetForLeaderEpoch.ts';
import { handleProduce } from './handleProduce.ts';
import { handleInitProducerId } from './producerIdManager.ts';
import type { Work } from './work.ts';
import { handleZooKeeperRequest } from './zk/zooKeeperApis.ts';

export function receive(work: Work, connection: number, from: string, request: KafkaRequest): void {
  if (!work.state.acceptingRequests && !isBound(work)) {
    connections.close(work, connection);
    return;
  }
  connections.open(work, connection, from);
  if (!work.state.acceptingRequests) {
    connections.enqueue(work, connection, request);
    return;
  }
  if (connections.isMuted(work, connection)) {
    connections.enqueue(work, connection, request);
    return;
  }
  handleRequest(work, connection, request);
}

/** It is still starting, and does not read yet what arrives. */
function isBound({ state }: Work): boolean {
  const { setup, lifecycle, firstPublished } = state;
  return !setup.version.bindsWhenReady && lifecycle.state === 'RECOVERY' && firstPublished;
}

export function handleRequest(work: Work, connection: number, request: KafkaRequest): void {
  if (work.state.zookeeper !== undefined && handleZooKeeperRequest(work, connection, request)) return;
  switch (request.type) {
    case 'ProduceRequest':
      handleProduce(work, connection, request);
      return;
    case 'FetchRequest':
      handleFetch(work, connection, request);
      return;
    case 'DeleteRecordsRequest':
      handleDeleteRecords(work, connection, request);
      return;
    case 'ListOffsetsRequest':
      handleListOffsets(work, connection, request);
      return;
    case 'OffsetForLeaderEpochRequest':
      handleOffsetForLeaderEpoch(work, connection, request);
      return;
    case 'MetadataRequest':
      handleMetadata(work, connection, request);
      return;
    case 'InitProducerIdRequest':
      handleInitProducerId(work, connection, request);
      return;
    case 'ApiVersionsRequest':
      handleApiVersions(work, connection, request);
      return;
    case 'DescribeClusterRequest':
      handleDescribeCluster(work, connection, request);
      return;
    case 'DescribeTopicPartitionsRequest':
      handleDescribeTopicPartitions(work, connection, request);
      return;
    case 'DescribeConfigsRequest':
      handleDescribeConfigs(work, connection, request);
      return;
    case 'DescribeLogDirsRequest':
      handleDescribeLogDirs(work, connection, request);
      return;
    case 'FindCoordinatorRequest':
    case 'JoinGroupRequest':
    case 'SyncGroupRequest':
    case 'HeartbeatRequest':
    case 'LeaveGroupRequest':
    case 'ConsumerGroupHeartbeatRequest':
    case 'OffsetCommitRequest':
    case 'OffsetFetchRequest':
    case 'OffsetDeleteRequest':
    case 'ListGroupsRequest':
    case 'DescribeGroupsRequest':
    case 'ConsumerGroupDescribeRequest':
    case 'DeleteGroupsRequest':
      handleGroupRequest(work, connection, request);
      return;
    case 'IncrementalAlterConfigsRequest':
      handleIncrementalAlterConfigs(work, connection, request);
      return;
    case 'CreateTopicsRequest':
    case 'ElectLeadersRequest':
    case 'AlterPartitionReassignmentsRequest':
    case 'ListPartitionReassignmentsRequest':
    case 'CreatePartitionsRequest':
    case 'UnregisterBrokerRequest':
    case 'DeleteTopicsRequest':
    case 'AddRaftVoterRequest':
    case 'RemoveRaftVoterRequest':
    case 'DescribeQuorumRequest':
      forwardToController(work, connection, request);
      return;
    default:
      // Not a broker's API: the connection is closed, as on a request that cannot be parsed.
      connections.close(work, connection);
      return;
  }
}
