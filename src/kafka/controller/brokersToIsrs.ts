/**
 * Which partitions concern a broker (org.apache.kafka.controller.BrokersToIsrs, BrokersToElrs). *Simplified:* Kafka keeps
 * an index beside the partitions; these look through them all, which happens only when a broker registers, is fenced,
 * unfenced or shut down, and in the checks every five minutes. The order is topic, then partition, where Kafka has that
 * of its hash maps.
 */
import type { MetadataImage, TopicImage } from '../metadata/image.ts';
import { hasLeader, hasPreferredLeader, type PartitionRegistration } from '../metadata/partitionRegistration.ts';

export interface LocatedPartition {
  readonly topic: TopicImage;
  readonly partitionId: number;
  readonly partition: PartitionRegistration;
}

function partitionsWhere(
  image: MetadataImage,
  test: (partition: PartitionRegistration) => boolean,
): LocatedPartition[] {
  const found: LocatedPartition[] = [];
  for (const topic of image.topics.values) {
    topic.partitions.forEach((partition, partitionId) => {
      if (test(partition)) found.push({ topic, partitionId, partition });
    });
  }
  return found;
}

export function partitionsWithBrokerInIsr(image: MetadataImage, brokerId: number): LocatedPartition[] {
  return partitionsWhere(image, ({ isr }) => isr.includes(brokerId));
}

export function partitionsWithBrokerInElr(image: MetadataImage, brokerId: number): LocatedPartition[] {
  return partitionsWhere(image, ({ elr }) => elr.includes(brokerId));
}

export function partitionsWithNoLeader(image: MetadataImage): LocatedPartition[] {
  return partitionsWhere(image, (partition) => !hasLeader(partition));
}

export function imbalancedPartitions(image: MetadataImage): LocatedPartition[] {
  return partitionsWhere(image, (partition) => !hasPreferredLeader(partition));
}

/** As in Kafka's index, a leader counts while it is in the ISR, which it always is. */
export function hasLeaderships(image: MetadataImage, brokerId: number): boolean {
  return image.topics.values.some(({ partitions }) =>
    partitions.some(({ leader, isr }) => leader === brokerId && isr.includes(brokerId)),
  );
}
