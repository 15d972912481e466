/**
 * One partition as one broker hosts it: its log, and the role of this replica. A leader keeps what it knows of its
 * followers and the ISR; a follower keeps whom it follows; neither has what the other needs.
 *
 * Kafka: kafka.cluster.Partition, kafka.server.HostedPartition. The rules live beside this file, one a file:
 * leaderChange.ts, highWatermark.ts, inSyncReplicas.ts, leaderEpochLookup.ts.
 * *Simplified:* no future replica (moving between log directories), no listeners.
 */
import type { Draft } from '../../base/draft.ts';
import type { ErrorName } from '../errors.ts';
import type { LogConfig } from '../log/logConfig.ts';
import type { PartitionLog } from '../log/partitionLog.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { committedIsr, type IsrState } from './isrState.ts';
import type { RemoteReplica } from './remoteReplica.ts';

export interface Leader {
  readonly role: 'leader';
  /** The end of the log when this epoch began here. */
  readonly leaderEpochStartOffset: number;
  readonly remoteReplicas: readonly RemoteReplica[];
  readonly isrState: IsrState;
}

export interface Follower {
  readonly role: 'follower';
  /** -1: the partition has no leader now. */
  readonly leaderId: number;
}

/** The log directory has failed: the partition is known, its log is not. */
export interface Offline {
  readonly role: 'offline';
}

export type Replica = Leader | Follower | Offline;

export interface Partition {
  readonly topicPartition: TopicPartition;
  readonly topicId: string;
  /** Of the ZooKeeper controller that made the last decision; 0: none has. */
  readonly controllerEpoch: number;
  /** -1 before the first leader. */
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly log: PartitionLog;
  readonly config: LogConfig;
  readonly replica: Replica;
  /** Connections whose parked produce waits for the high watermark of this partition. */
  readonly produceWatchers: readonly number[];
  /** Connections that parked a fetch of this partition outside a session. */
  readonly fetchWatchers: readonly number[];
  /** Connections whose parked DeleteRecords waits for the followers of this partition. */
  readonly deleteRecordsWatchers: readonly number[];
  /** Fetch sessions that hold this partition. */
  readonly sessions: readonly number[];
}

export type LeaderPartition = Partition & { readonly replica: Leader };

/** A copy to change. */
export function draftOf<P extends Partition>(partition: P): Draft<P> {
  const draft: Draft<Partition> = {
    topicPartition: partition.topicPartition,
    topicId: partition.topicId,
    controllerEpoch: partition.controllerEpoch,
    leaderEpoch: partition.leaderEpoch,
    partitionEpoch: partition.partitionEpoch,
    replicas: partition.replicas,
    addingReplicas: partition.addingReplicas,
    removingReplicas: partition.removingReplicas,
    log: partition.log,
    config: partition.config,
    replica: partition.replica,
    produceWatchers: partition.produceWatchers,
    fetchWatchers: partition.fetchWatchers,
    deleteRecordsWatchers: partition.deleteRecordsWatchers,
    sessions: partition.sessions,
  };
  return draft as Draft<P>;
}

export function withLog<P extends Partition>(partition: P, log: PartitionLog): P {
  const next = draftOf(partition);
  next.log = log;
  return next;
}

export function isLeader(partition: Partition): partition is LeaderPartition {
  return partition.replica.role === 'leader';
}

/** min.insync.replicas cannot ask for more replicas than there are. */
export function effectiveMinIsr(partition: LeaderPartition): number {
  return Math.min(partition.config.minInsyncReplicas, partition.replica.remoteReplicas.length + 1);
}

export function isUnderMinIsr(partition: LeaderPartition): boolean {
  return committedIsr(partition.replica.isrState).length < effectiveMinIsr(partition);
}

export function remoteReplica(partition: LeaderPartition, brokerId: number): RemoteReplica | undefined {
  for (const replica of partition.replica.remoteReplicas) if (replica.brokerId === brokerId) return replica;
  return undefined;
}

export function withRemoteReplica(partition: LeaderPartition, replica: RemoteReplica): LeaderPartition {
  const remoteReplicas = partition.replica.remoteReplicas.slice();
  for (let place = 0; place < remoteReplicas.length; place++) {
    if (remoteReplicas[place]!.brokerId === replica.brokerId) remoteReplicas[place] = replica;
  }
  return withRemoteReplicas(partition, remoteReplicas);
}

export function withRemoteReplicas(
  partition: LeaderPartition,
  remoteReplicas: readonly RemoteReplica[],
): LeaderPartition {
  const { leaderEpochStartOffset, isrState } = partition.replica;
  const next = draftOf(partition);
  next.replica = { role: 'leader', leaderEpochStartOffset, remoteReplicas, isrState };
  return next;
}

export function withIsrState(partition: LeaderPartition, isrState: IsrState): LeaderPartition {
  const { leaderEpochStartOffset, remoteReplicas } = partition.replica;
  const next = draftOf(partition);
  next.replica = { role: 'leader', leaderEpochStartOffset, remoteReplicas, isrState };
  return next;
}

/** -1 in a request means that the client does not know the epoch, and nothing is checked. */
function checkCurrentLeaderEpoch(partition: Partition, currentLeaderEpoch: number): ErrorName {
  if (currentLeaderEpoch < 0 || currentLeaderEpoch === partition.leaderEpoch) return 'NONE';
  return currentLeaderEpoch < partition.leaderEpoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH';
}

/** The checks before any read, in Kafka's order: epoch, then leadership (Partition.getLocalLog). */
export function localLogError(partition: Partition, currentLeaderEpoch: number, requireLeader: boolean): ErrorName {
  const error = checkCurrentLeaderEpoch(partition, currentLeaderEpoch);
  if (error !== 'NONE') return error;
  if (requireLeader && !isLeader(partition)) return 'NOT_LEADER_OR_FOLLOWER';
  return partition.replica.role === 'offline' ? 'KAFKA_STORAGE_ERROR' : 'NONE';
}
