/**
 * What the broker does with requests: one handler for each API, one request of a connection at a time.
 *
 * Kafka: kafka.server.KafkaApis.
 */
import type { KafkaRequest } from '../messages.ts';
import { handleFetch } from '../replication/delayedFetch.ts';
import * as connections from './connections.ts';
import { forwardToController } from './forwarding.ts';
import { handleListOffsets } from './handleListOffsets.ts';
import { handleMetadata } from './handleMetadata.ts';
import { handleOffsetForLeaderEpoch } from './handleOffsetForLeaderEpoch.ts';
import { handleProduce } from './handleProduce.ts';
import type { Work } from './work.ts';

export function receive(work: Work, connection: number, request: KafkaRequest): void {
  if (!work.state.acceptingRequests) {
    connections.close(work, connection);
    return;
  }
  if (connections.isMuted(work, connection)) {
    connections.enqueue(work, connection, request);
    return;
  }
  handleRequest(work, connection, request);
}

export function handleRequest(work: Work, connection: number, request: KafkaRequest): void {
  switch (request.type) {
    case 'ProduceRequest':
      handleProduce(work, connection, request);
      return;
    case 'FetchRequest':
      handleFetch(work, connection, request);
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
    case 'CreateTopicsRequest':
    case 'ElectLeadersRequest':
    case 'IncrementalAlterConfigsRequest':
    case 'AlterPartitionReassignmentsRequest':
    case 'ListPartitionReassignmentsRequest':
    case 'CreatePartitionsRequest':
    case 'UnregisterBrokerRequest':
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
