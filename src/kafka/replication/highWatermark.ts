/**
 * How far a partition is committed, as its leader decides it: the lowest log end among the replicas that count. Those
 * are the maximal ISR, and replicas outside it that have caught up and may join: without waiting for them, a follower
 * of a leader that is alone in the ISR could run after the high watermark for ever.
 *
 * Kafka: kafka.cluster.Partition.maybeIncrementLeaderHW; below min.insync.replicas it stands still (KAFKA-15583).
 */
import type { Micros } from '../../base/time.ts';
import { maybeIncrementHighWatermark } from '../log/partitionLog.ts';
import { isInMaximalIsr } from './isrState.ts';
import { isUnderMinIsr, type LeaderPartition, withLog } from './partition.ts';
import { isCaughtUp } from './remoteReplica.ts';

/** The same partition when nothing moves. `isEligible` says whether the controller would let a replica join the ISR. */
export function maybeIncrementLeaderHighWatermark(
  partition: LeaderPartition,
  now: Micros,
  maxLag: Micros,
  /** KAFKA-15583: below min.insync.replicas nothing is committed. Before, it was, by fewer than were asked for. */
  frozenBelowMinIsr: boolean,
  isEligible: (brokerId: number) => boolean,
): LeaderPartition {
  if (frozenBelowMinIsr && isUnderMinIsr(partition)) return partition;
  const { log, replica } = partition;
  let highWatermark = log.logEndOffset;
  for (const remote of replica.remoteReplicas) {
    if (remote.logEndOffset >= highWatermark) continue;
    const counts =
      isInMaximalIsr(replica.isrState, remote.brokerId) ||
      (isCaughtUp(remote, log.logEndOffset, now, maxLag) && isEligible(remote.brokerId));
    if (counts) highWatermark = remote.logEndOffset;
  }
  const next = maybeIncrementHighWatermark(log, highWatermark);
  return next === log ? partition : withLog(partition, next);
}
