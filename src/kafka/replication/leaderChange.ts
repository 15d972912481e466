/**
 * A replica becomes leader or follower, as the metadata says. Pure: what else has to happen is the replica manager's.
 *
 * Kafka: kafka.cluster.Partition.makeLeader, makeFollower, updateAssignmentAndIsr.
 */
import type { Micros } from '../../base/time.ts';
import { assignEpochStartOffset } from '../log/partitionLog.ts';
import type { PartitionRegistration } from '../metadata/image.ts';
import { committed } from './isrState.ts';
import { isLeader, type LeaderPartition, type Partition } from './partition.ts';
import { newReplica, type RemoteReplica, resetForEpoch } from './remoteReplica.ts';

export interface LeaderChange<P extends Partition> {
  readonly partition: P;
  readonly isNewLeaderEpoch: boolean;
  /** Another broker leads than before. */
  readonly isNewLeader: boolean;
}

/**
 * Undefined when the registration is older than what an AlterPartition answer has already told. A new epoch starts at
 * the end of the log, and is noted in the epoch cache even before it has a record: followers may ask for it (KAFKA-7415).
 */
export function makeLeader(
  partition: Partition,
  registration: PartitionRegistration,
  localBrokerId: number,
  now: Micros,
  notesEpochStart = true,
): LeaderChange<LeaderPartition> | undefined {
  if (registration.partitionEpoch < partition.partitionEpoch) return undefined;
  const isNewLeader = !isLeader(partition);
  const isNewLeaderEpoch = registration.leaderEpoch > partition.leaderEpoch;
  const { logEndOffset } = partition.log;
  let remoteReplicas = registration.replicas
    .filter((id) => id !== localBrokerId)
    .map((id) => knownReplica(partition, id));
  if (isNewLeaderEpoch) {
    remoteReplicas = remoteReplicas.map((replica) =>
      resetForEpoch(replica, now, logEndOffset, isNewLeader, registration.isr.includes(replica.brokerId)),
    );
  }
  const log =
    isNewLeaderEpoch && notesEpochStart
      ? assignEpochStartOffset(partition.log, registration.leaderEpoch, logEndOffset)
      : partition.log;
  const leaderEpochStartOffset =
    isLeader(partition) && !isNewLeaderEpoch ? partition.replica.leaderEpochStartOffset : logEndOffset;
  // Whatever was lost in an unclean election is lost: the leader is not recovering any more.
  const isrState = committed(registration.isr, 'RECOVERED');
  const replica = { role: 'leader', leaderEpochStartOffset, remoteReplicas, isrState } as const;
  return { partition: { ...withAssignment(partition, registration), log, replica }, isNewLeaderEpoch, isNewLeader };
}

function knownReplica(partition: Partition, id: number): RemoteReplica {
  if (!isLeader(partition)) return newReplica(id);
  return partition.replica.remoteReplicas.find((replica) => replica.brokerId === id) ?? newReplica(id);
}

/** What was known of the ISR and of the other replicas is dropped. */
export function makeFollower(
  partition: Partition,
  registration: PartitionRegistration,
): LeaderChange<Partition> | undefined {
  if (registration.partitionEpoch < partition.partitionEpoch) return undefined;
  const isNewLeaderEpoch = registration.leaderEpoch > partition.leaderEpoch;
  const isNewLeader = partition.replica.role !== 'follower' || partition.replica.leaderId !== registration.leader;
  const replica = { role: 'follower', leaderId: registration.leader } as const;
  return { partition: { ...withAssignment(partition, registration), replica }, isNewLeaderEpoch, isNewLeader };
}

function withAssignment(partition: Partition, registration: PartitionRegistration): Partition {
  const { replicas, addingReplicas, removingReplicas, leaderEpoch, partitionEpoch } = registration;
  return { ...partition, replicas, addingReplicas, removingReplicas, leaderEpoch, partitionEpoch };
}
