/** What crosses between the members of the quorum, and between them and those who administer it. */
import type {
  ApiVersionsRequest,
  ApiVersionsResponse,
  BeginQuorumEpochRequest,
  BeginQuorumEpochResponse,
  EndQuorumEpochRequest,
  EndQuorumEpochResponse,
  FetchSnapshotRequest,
  FetchSnapshotResponse,
  KafkaMessage,
  QuorumFetchRequest,
  QuorumFetchResponse,
  RaftAdminRequest,
  RaftAdminResponse,
  VoteRequest,
  VoteResponse,
} from '../messages.ts';

export type RaftRequest =
  | VoteRequest
  | BeginQuorumEpochRequest
  | EndQuorumEpochRequest
  | QuorumFetchRequest
  | FetchSnapshotRequest
  | ApiVersionsRequest
  | RaftAdminRequest;
export type RaftResponse =
  | VoteResponse
  | BeginQuorumEpochResponse
  | EndQuorumEpochResponse
  | QuorumFetchResponse
  | FetchSnapshotResponse
  | ApiVersionsResponse
  | RaftAdminResponse;
export type RaftMessage = RaftRequest | RaftResponse;

export function isRaftMessage(message: KafkaMessage): message is RaftMessage {
  switch (message.type) {
    case 'VoteRequest':
    case 'VoteResponse':
    case 'BeginQuorumEpochRequest':
    case 'BeginQuorumEpochResponse':
    case 'EndQuorumEpochRequest':
    case 'EndQuorumEpochResponse':
    case 'QuorumFetchRequest':
    case 'QuorumFetchResponse':
    case 'FetchSnapshotRequest':
    case 'FetchSnapshotResponse':
    case 'ApiVersionsRequest':
    case 'ApiVersionsResponse':
    case 'AddRaftVoterRequest':
    case 'AddRaftVoterResponse':
    case 'RemoveRaftVoterRequest':
    case 'RemoveRaftVoterResponse':
    case 'DescribeQuorumRequest':
    case 'DescribeQuorumResponse':
      return true;
    default:
      return false;
  }
}
