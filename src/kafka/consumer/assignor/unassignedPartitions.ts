// AbstractStickyAssignor.getUnassignedPartitions of both builders.
import type { TopicPartition } from '../../topicPartition.ts';

/**
 * All partitions without those that are assigned, both lists in the same order and walked side by side. As in Kafka an
 * assigned partition that does not exist (any more) is waited for in vain, and all after it count as unassigned.
 */
export function unassignedPartitions(
  allPartitions: readonly TopicPartition[],
  assigned: readonly TopicPartition[],
): TopicPartition[] {
  let next = 0;
  return allPartitions.filter((partition) => {
    if (partition !== assigned[next]) return true;
    next++;
    return false;
  });
}
