/** The log of each partition's leader at the playhead. */
import type { Recording } from '../recording.ts';
import type { LeaderLog } from '../recordsInLog.ts';
import { type FoundReplica, replicasOf } from '../replicaFrames.ts';

/** Of each partition the leader of the highest epoch: while a deposed one does not know it yet, there are two. */
export function leadersOf(all: readonly (readonly FoundReplica[])[]): ReadonlyMap<string, FoundReplica> {
  const leaders = new Map<string, FoundReplica>();
  for (const replicas of all) {
    for (const replica of replicas) {
      if (replica.role !== 'leader') continue;
      const known = leaders.get(replica.partition);
      if (known === undefined || known.leaderEpoch < replica.leaderEpoch) leaders.set(replica.partition, replica);
    }
  }
  return leaders;
}

export function logsOfLeaders(all: readonly (readonly FoundReplica[])[]): ReadonlyMap<string, LeaderLog> {
  const logs = new Map<string, LeaderLog>();
  for (const [partition, { log }] of leadersOf(all)) {
    const { logStartOffset, logEndOffset, leaderEpochs } = log;
    logs.set(partition, { logStartOffset, logEndOffset, epochs: leaderEpochs });
  }
  return logs;
}

export function leaderLogsAt({ kernel }: Pick<Recording, 'kernel'>): ReadonlyMap<string, LeaderLog> {
  return logsOfLeaders(kernel.nodes.map(replicasOf));
}
