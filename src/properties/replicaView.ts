/** A replica as properties see it. */
import { committedIsr } from '../kafka/replication/isrState.ts';
import { effectiveMinIsr, isLeader, type Partition } from '../kafka/replication/partition.ts';
import type { ReplicaView } from './property.ts';

const NOBODY: readonly number[] = [];

export function viewOf(partition: Partition): ReplicaView {
  const { replica, leaderEpoch, log } = partition;
  const leads = isLeader(partition);
  return {
    role: replica.role,
    leaderEpoch,
    log,
    committedIsr: leads ? committedIsr(partition.replica.isrState) : NOBODY,
    effectiveMinIsr: leads ? effectiveMinIsr(partition) : 0,
  };
}
