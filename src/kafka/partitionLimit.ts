/**
 * How many partitions a cluster here may have, whoever asks for more: a file, a tool, a topic that makes itself. A real
 * cluster would go on, and so would its memory; here the request is refused as a create.topic.policy of Kafka's would
 * refuse it (POLICY_VIOLATION). It is more than a scenario's own 2,000, so that Kafka's internal topics have room.
 */
import type { MetadataImage } from './metadata/image.ts';

export const MOST_PARTITIONS = 2_500;

/** What the refusal says; undefined: there is room for so many more. */
export function tooManyPartitions({ topics }: MetadataImage, more: number): string | undefined {
  const before = topics.values.reduce((count, { partitions }) => count + partitions.length, 0);
  if (before + more <= MOST_PARTITIONS) return undefined;
  return `A cluster in Tidemark has at most ${MOST_PARTITIONS} partitions: there are ${before}, and ${more} are asked for.`;
}
