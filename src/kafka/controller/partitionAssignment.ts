/**
 * Replicas chosen by hand, checked in Kafka's order and words (ReplicationControlManager.validateManualPartitionAssignment),
 * and the record of a new partition (buildPartitionRegistration).
 */
import { isActive } from '../metadata/brokerRegistration.ts';
import { brokerOf, type MetadataImage } from '../metadata/image.ts';
import { ascending } from '../metadata/replicas.ts';
import type { MetadataRecord } from '../records.ts';

/** Without `expected` any number of replicas will do. */
export function assignmentProblem(
  image: MetadataImage,
  replicas: readonly number[],
  expected: number | undefined,
): string | undefined {
  if (replicas.length === 0) return 'The manual partition assignment includes an empty replica list.';
  const sorted = ascending(replicas);
  for (const [place, broker] of sorted.entries()) {
    if (brokerOf(image, broker) === undefined) {
      return `The manual partition assignment includes broker ${broker}, but no such broker is registered.`;
    }
    if (sorted[place - 1] === broker) {
      return `The manual partition assignment includes the broker ${broker} more than once.`;
    }
  }
  if (expected === undefined || replicas.length === expected) return undefined;
  return (
    `The manual partition assignment includes a partition with ${replicas.length} replica(s), but this is not ` +
    `consistent with previous partitions, which have ${expected} replica(s).`
  );
}

/** Its ISR are the replicas that are active, the first of these its leader. */
export function partitionRecord(
  image: MetadataImage,
  topicId: string,
  partitionId: number,
  replicas: readonly number[],
): MetadataRecord {
  const isr = replicas.filter((broker) => isActive(brokerOf(image, broker)));
  return {
    type: 'PartitionRecord',
    topicId,
    partitionId,
    replicas,
    isr,
    removingReplicas: [],
    addingReplicas: [],
    leader: isr[0] as number,
    leaderRecoveryState: 'RECOVERED',
    leaderEpoch: 0,
    partitionEpoch: 0,
    eligibleLeaderReplicas: [],
    lastKnownElr: [],
  };
}
