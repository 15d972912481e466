/**
 * A member's partitions, each with the member epoch at which it was given: sorted by topic id and by number, so that two
 * that are equal are equal field by field (the maps of org.apache.kafka.coordinator.group.modern.consumer
 * .ConsumerGroupMember and the lists of ConsumerGroupCurrentMemberAssignmentValue; epochs since KIP-1251).
 */
import { isSameList } from '../../../base/lists.ts';
import { compareText } from '../../../base/sorted.ts';
import type { MemberAssignment } from '../assignor/groupSpec.ts';
import type { TopicId } from '../assignor/topicId.ts';

export interface EpochedTopic {
  readonly topicId: TopicId;
  readonly partitions: readonly number[];
  readonly assignmentEpochs: readonly number[];
}

export type EpochedAssignment = readonly EpochedTopic[];

export const NO_PARTITIONS: EpochedAssignment = [];

/** While it is made: epochs by partition by topic. */
export type MutableEpochs = Map<TopicId, Map<number, number>>;

export function epochOf(assignment: EpochedAssignment, topicId: TopicId, partition: number): number | undefined {
  const topic = assignment.find((each) => each.topicId === topicId);
  if (topic === undefined) return undefined;
  const place = topic.partitions.indexOf(partition);
  return place === -1 ? undefined : topic.assignmentEpochs[place];
}

export function mutableEpochs(assignment: EpochedAssignment): MutableEpochs {
  const epochs: MutableEpochs = new Map();
  for (const { topicId, partitions, assignmentEpochs } of assignment)
    epochs.set(topicId, new Map(partitions.map((partition, place) => [partition, assignmentEpochs[place] as number])));
  return epochs;
}

/** Topics without partitions are left out. */
export function epochedAssignment(epochs: MutableEpochs): EpochedAssignment {
  const topics: EpochedTopic[] = [];
  for (const topicId of [...epochs.keys()].sort(compareText)) {
    const ofTopic = epochs.get(topicId)!;
    if (ofTopic.size === 0) continue;
    const partitions = [...ofTopic.keys()].sort((a, b) => a - b);
    topics.push({ topicId, partitions, assignmentEpochs: partitions.map((partition) => ofTopic.get(partition)!) });
  }
  return topics;
}

export function addTo(epochs: MutableEpochs, topicId: TopicId, partition: number, epoch: number): void {
  const ofTopic = epochs.get(topicId);
  if (ofTopic === undefined) epochs.set(topicId, new Map([[partition, epoch]]));
  else ofTopic.set(partition, epoch);
}

export function withEpoch(assignment: MemberAssignment, epoch: number): EpochedAssignment {
  const epochs: MutableEpochs = new Map();
  for (const [topicId, partitions] of assignment) {
    for (const partition of partitions) addTo(epochs, topicId, partition, epoch);
  }
  return epochedAssignment(epochs);
}

/** Utils.assignmentFromTopicPartitions: a record written before there were epochs has those of its member. */
export function fromRecord(
  topics: readonly {
    readonly topicId: TopicId;
    readonly partitions: readonly number[];
    readonly assignmentEpochs: readonly number[] | null;
  }[],
  memberEpoch: number,
): EpochedAssignment {
  const epochs: MutableEpochs = new Map();
  for (const { topicId, partitions, assignmentEpochs } of topics) {
    partitions.forEach((partition, place) => {
      addTo(epochs, topicId, partition, assignmentEpochs?.[place] ?? Math.max(memberEpoch, 0));
    });
  }
  return epochedAssignment(epochs);
}

export function isSameAssignment(a: EpochedAssignment, b: EpochedAssignment): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((topic, place) => {
      const other = b[place]!;
      return (
        topic.topicId === other.topicId &&
        isSameList(topic.partitions, other.partitions) &&
        isSameList(topic.assignmentEpochs, other.assignmentEpochs)
      );
    })
  );
}
