/** Changing and describing the voters (KIP-853, KIP-595): from an administrator, or from a controller that joins. */
import type { ErrorName } from '../errors.ts';
import type { Correlated } from './correlated.ts';

export interface AddRaftVoterRequest extends Correlated {
  readonly type: 'AddRaftVoterRequest';
  readonly voterId: number;
  readonly voterDirectoryId: string;
  /** Of its controller listener: the node's name. */
  readonly endpoint: string;
  /** KIP-1186: false where the new voter asks itself, which needs the answer before it can help to commit. */
  readonly ackWhenCommitted: boolean;
}
export interface AddRaftVoterResponse extends Correlated {
  readonly type: 'AddRaftVoterResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
}
export interface RemoveRaftVoterRequest extends Correlated {
  readonly type: 'RemoveRaftVoterRequest';
  readonly voterId: number;
  readonly voterDirectoryId: string;
}
export interface RemoveRaftVoterResponse extends Correlated {
  readonly type: 'RemoveRaftVoterResponse';
  readonly errorCode: ErrorName;
  readonly errorMessage: string | null;
}
export interface DescribeQuorumRequest extends Correlated {
  readonly type: 'DescribeQuorumRequest';
}
export interface QuorumReplica {
  readonly replicaId: number;
  readonly replicaDirectoryId: string | null;
  /** -1 when not known. */
  readonly logEndOffset: number;
  readonly lastFetchTimestamp: number;
  readonly lastCaughtUpTimestamp: number;
}
export interface DescribeQuorumResponse extends Correlated {
  readonly type: 'DescribeQuorumResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly highWatermark: number;
  readonly currentVoters: readonly QuorumReplica[];
  readonly observers: readonly QuorumReplica[];
  /** Where the voters are reached: the names of their nodes. */
  readonly nodes?: readonly { readonly nodeId: number; readonly host: string }[];
}
export type RaftAdminRequest = AddRaftVoterRequest | RemoveRaftVoterRequest | DescribeQuorumRequest;
export type RaftAdminResponse = AddRaftVoterResponse | RemoveRaftVoterResponse | DescribeQuorumResponse;
