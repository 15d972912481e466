/**
 * A consumer that says in which rack it is may be sent to a follower there (KIP-392): the leader answers without records
 * and names the replica, among those in sync that have what the consumer asks for.
 *
 * Kafka: kafka.server.ReplicaManager.findPreferredReadReplica, org.apache.kafka.common.replica.RackAwareReplicaSelector.
 * *Simplified:* no other `replica.selector.class`.
 */
import { brokerId, registration, type Work } from '../broker/work.ts';
import { withSessionFetchTimes } from './fetchSession.ts';
import { committedIsr } from './isrState.ts';
import type { LeaderPartition } from './partition.ts';
import type { RemoteReplica } from './remoteReplica.ts';

export const RACK_AWARE_REPLICA_SELECTOR = 'org.apache.kafka.common.replica.RackAwareReplicaSelector';

/** -1: read from the leader. */
export function findPreferredReadReplica(
  work: Work,
  partition: LeaderPartition,
  rackId: string,
  fetchOffset: number,
): number {
  if (rackId === '' || work.state.setup.config['replica.selector.class'] !== RACK_AWARE_REPLICA_SELECTOR) return -1;
  if (registration(work, brokerId(work))?.rack === rackId) return -1;
  const isr = committedIsr(partition.replica.isrState);
  let best: RemoteReplica | undefined;
  for (const replica of withSessionFetchTimes(work, partition).replica.remoteReplicas) {
    const { brokerId: id, logStartOffset, logEndOffset } = replica;
    const endpoint = registration(work, id);
    if (endpoint === undefined || endpoint.fenced || endpoint.rack !== rackId) continue;
    // Outside the ISR it might fall behind for ever, and be named again each time.
    if (!isr.includes(id) || logEndOffset < fetchOffset || logStartOffset > fetchOffset) continue;
    if (best === undefined || isMoreCaughtUp(replica, best)) best = replica;
  }
  return best?.brokerId ?? -1;
}

/** ReplicaView.comparator */
function isMoreCaughtUp(one: RemoteReplica, other: RemoteReplica): boolean {
  if (one.logEndOffset !== other.logEndOffset) return one.logEndOffset > other.logEndOffset;
  if (one.lastCaughtUpTime !== other.lastCaughtUpTime) return one.lastCaughtUpTime > other.lastCaughtUpTime;
  return one.brokerId > other.brokerId;
}
