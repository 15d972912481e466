/** The words for what a controller has written of the leader and the ISR of a partition. */
import { sameReplicas } from '../metadata/replicas.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { LeaderAndIsr } from './leaderAndIsr.ts';
import { type ControllerWork, tell } from './work.ts';

/** An election is told even where the same broker leads again. */
export function tellLeadership(
  work: ControllerWork,
  partition: TopicPartition,
  before: LeaderAndIsr,
  after: LeaderAndIsr,
  why: 'election' | 'isr',
): void {
  const { leader, leaderEpoch, isr, partitionEpoch } = after;
  if (why === 'election' || leader !== before.leader) {
    const unclean = leader >= 0 && !before.isr.includes(leader);
    const previousLeader = before.leader;
    tell(work, { type: 'LeaderElected', partition, leader, previousLeader, leaderEpoch, isr, unclean });
  }
  if (!sameReplicas(before.isr, isr)) {
    tell(work, { type: 'IsrChanged', partition, isr, previousIsr: before.isr, leaderEpoch, partitionEpoch });
  }
}
