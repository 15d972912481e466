/**
 * Which partitions a piece of the metadata log moved (org.apache.kafka.image.MetadataDelta, TopicsDelta): found by the
 * records alone, so that a broker which applies them looks at nothing else.
 */
import { get } from '../../base/table.ts';
import type { ControlRecord, MetadataRecord } from '../records.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import type { MetadataImage, TopicImage } from './metadataImage.ts';
import type { PartitionRegistration } from './partitionRegistration.ts';

export interface PartitionDelta {
  readonly topicPartition: TopicPartition;
  readonly topicId: string;
  /** Undefined: the partition is new. */
  readonly before: PartitionRegistration | undefined;
  /** Undefined: the partition is gone. */
  readonly after: PartitionRegistration | undefined;
}

/** The partitions that `records` moved from `before` to `after`, each once, in the order of the records. */
export function changedPartitions(
  before: MetadataImage,
  after: MetadataImage,
  records: Iterable<MetadataRecord | ControlRecord>,
): PartitionDelta[] {
  const seen = new Set<string>();
  const deltas: PartitionDelta[] = [];
  const look = (topicId: string, partitionId: number): void => {
    const key = `${topicId}:${partitionId}`;
    if (seen.has(key)) return;
    seen.add(key);
    const [was, is] = [topicWithId(before, topicId), topicWithId(after, topicId)];
    const [from, to] = [was?.partitions[partitionId], is?.partitions[partitionId]];
    if (from === to) return;
    const name = (is ?? was)?.name as string;
    deltas.push({ topicPartition: topicPartition(name, partitionId), topicId, before: from, after: to });
  };
  const lookAtTopic = (topic: TopicImage | undefined): void => {
    if (topic !== undefined) for (let i = 0; i < topic.partitions.length; i++) look(topic.topicId, i);
  };
  for (const record of records) {
    if (record.type === 'PartitionChangeRecord' || record.type === 'PartitionRecord') {
      look(record.topicId, record.partitionId);
    } else if (record.type === 'RemoveTopicRecord') lookAtTopic(topicWithId(before, record.topicId));
    else if (record.type === 'ClearElrRecord') {
      if (record.topicName === '') after.topics.values.forEach(lookAtTopic);
      else lookAtTopic(get(after.topics, record.topicName));
    }
  }
  return deltas;
}

function topicWithId(image: MetadataImage, topicId: string): TopicImage | undefined {
  const name = get(image.topicNames, topicId);
  return name === undefined ? undefined : get(image.topics, name);
}
