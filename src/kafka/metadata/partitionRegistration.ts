/**
 * What the metadata log says about one partition (org.apache.kafka.metadata.PartitionRegistration), and how a change
 * record moves it on: the partition epoch with every record, the leader epoch with every record that names a leader,
 * even the same one. *Simplified:* the directory each replica lives in (KIP-858) is not kept.
 */
import type { LeaderRecoveryState, MetadataRecord } from '../records.ts';
import { NO_LEADER } from '../records.ts';

export type PartitionRecord = Extract<MetadataRecord, { type: 'PartitionRecord' }>;
export type PartitionChangeRecord = Extract<MetadataRecord, { type: 'PartitionChangeRecord' }>;

export interface PartitionRegistration {
  /** The first is the preferred leader. */
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly addingReplicas: readonly number[];
  /** -1: none. */
  readonly leader: number;
  readonly leaderRecoveryState: LeaderRecoveryState;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  /** Eligible leader replicas (KIP-966): not in the ISR, but known to hold every committed record. */
  readonly elr: readonly number[];
  /** With balanced recovery: the last leader, while there is none. */
  readonly lastKnownElr: readonly number[];
}

export function partitionRegistration(record: PartitionRecord): PartitionRegistration {
  return {
    replicas: record.replicas,
    isr: record.isr,
    removingReplicas: record.removingReplicas,
    addingReplicas: record.addingReplicas,
    leader: record.leader,
    leaderRecoveryState: record.leaderRecoveryState,
    leaderEpoch: record.leaderEpoch,
    partitionEpoch: record.partitionEpoch,
    elr: record.eligibleLeaderReplicas,
    lastKnownElr: record.lastKnownElr,
  };
}

export function merge(
  partition: PartitionRegistration,
  record: Omit<PartitionChangeRecord, 'type' | 'topicId' | 'partitionId'>,
): PartitionRegistration {
  return {
    replicas: record.replicas ?? partition.replicas,
    isr: record.isr ?? partition.isr,
    removingReplicas: record.removingReplicas ?? partition.removingReplicas,
    addingReplicas: record.addingReplicas ?? partition.addingReplicas,
    leader: record.leader ?? partition.leader,
    leaderRecoveryState: record.leaderRecoveryState ?? partition.leaderRecoveryState,
    leaderEpoch: record.leader === undefined ? partition.leaderEpoch : partition.leaderEpoch + 1,
    partitionEpoch: partition.partitionEpoch + 1,
    elr: record.eligibleLeaderReplicas ?? partition.elr,
    lastKnownElr: record.lastKnownElr ?? partition.lastKnownElr,
  };
}

export function hasLeader(partition: PartitionRegistration): boolean {
  return partition.leader !== NO_LEADER;
}

export function preferredReplica(partition: PartitionRegistration): number {
  return partition.replicas[0] ?? NO_LEADER;
}

export function hasPreferredLeader(partition: PartitionRegistration): boolean {
  return partition.leader === preferredReplica(partition);
}
