/** Messages of the quorum: votes, epochs, and fetches of the metadata log (KafkaRaftClient; KIP-595, KIP-630, KIP-853, KIP-996). */
import type { ErrorName } from '../errors.ts';
import type { ControlRecord, MetadataEntry, MetadataRecord } from '../records.ts';
import type { Correlated } from './correlated.ts';

export interface VoteRequest extends Correlated {
  readonly type: 'VoteRequest';
  readonly voterId: number;
  /** KIP-853: the disk that is asked; null where the voters are static. */
  readonly voterDirectoryId: string | null;
  readonly replicaEpoch: number;
  readonly replicaId: number;
  readonly replicaDirectoryId: string | null;
  readonly lastOffsetEpoch: number;
  readonly lastOffset: number;
  /** KIP-996. */
  readonly preVote: boolean;
}
export interface VoteResponse extends Correlated {
  readonly type: 'VoteResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  /** Where the leader is: the node's name. null when it is not known. */
  readonly leaderEndpoint: string | null;
  readonly voteGranted: boolean;
}
export interface BeginQuorumEpochRequest extends Correlated {
  readonly type: 'BeginQuorumEpochRequest';
  readonly voterId: number;
  readonly voterDirectoryId: string | null;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
}
export interface BeginQuorumEpochResponse extends Correlated {
  readonly type: 'BeginQuorumEpochResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
}
export interface EndQuorumEpochRequest extends Correlated {
  readonly type: 'EndQuorumEpochRequest';
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
  readonly preferredSuccessors: readonly number[];
}
export interface EndQuorumEpochResponse extends Correlated {
  readonly type: 'EndQuorumEpochResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
}

/** Fetch on `__cluster_metadata-0`, between voters and from brokers, which observe. Same API as the data Fetch. */
export interface QuorumFetchRequest extends Correlated {
  readonly type: 'QuorumFetchRequest';
  readonly replicaId: number;
  readonly replicaDirectoryId: string | null;
  readonly currentLeaderEpoch: number;
  readonly fetchOffset: number;
  readonly lastFetchedEpoch: number;
  readonly maxWaitMs: number;
  /** KIP-1166: the high watermark the follower knows; -1 when none. */
  readonly highWatermark: number;
}
export interface QuorumFetchResponse extends Correlated {
  readonly type: 'QuorumFetchResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
  /** -1 while the leader does not know it. */
  readonly highWatermark: number;
  readonly logStartOffset: number;
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | null;
  /** KIP-630: what was asked for is no longer in the log; this snapshot is to be fetched in its place. */
  readonly snapshotId: SnapshotId | null;
  readonly records: readonly MetadataEntry[];
}

/** Snapshots hold records without offsets of their own. */
export type SnapshotRecord = MetadataRecord | ControlRecord;

/** A snapshot holds everything before `endOffset`; `epoch` is that of its last record. */
export interface SnapshotId {
  readonly endOffset: number;
  readonly epoch: number;
}
export interface FetchSnapshotRequest extends Correlated {
  readonly type: 'FetchSnapshotRequest';
  readonly replicaId: number;
  readonly replicaDirectoryId: string | null;
  readonly currentLeaderEpoch: number;
  readonly snapshotId: SnapshotId;
  /** Bytes fetched so far. */
  readonly position: number;
  readonly maxBytes: number;
}
export interface FetchSnapshotResponse extends Correlated {
  readonly type: 'FetchSnapshotResponse';
  readonly errorCode: ErrorName;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly leaderEndpoint: string | null;
  readonly snapshotId: SnapshotId;
  /** Of the whole snapshot, in bytes. */
  readonly size: number;
  readonly position: number;
  readonly records: readonly SnapshotRecord[];
}

/**
 * What a leader asks of a controller that shall become a voter; the answer names the levels of kraft.version it knows.
 * To clients, brokers tell which versions of which APIs they understand.
 */
export interface ApiVersionsRequest extends Correlated {
  readonly type: 'ApiVersionsRequest';
}
export interface ApiVersionsResponse extends Correlated {
  readonly type: 'ApiVersionsResponse';
  readonly errorCode: ErrorName;
  readonly supportedKRaftVersions: { readonly minVersion: number; readonly maxVersion: number };
  /** From brokers. */
  readonly apiKeys?: readonly { readonly apiKey: number; readonly minVersion: number; readonly maxVersion: number }[];
}
