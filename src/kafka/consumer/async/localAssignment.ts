/**
 * What a member holds or is to hold, with a number of its own: partitions that come back are another assignment than
 * when they were here before (AbstractMembershipManager.LocalAssignment).
 */
import { isSameList } from '../../../base/lists.ts';
import { type TopicPartition, topicOf } from '../../topicPartition.ts';

export interface LocalAssignment {
  /** -1: there was none yet. */
  readonly localEpoch: number;
  /** Sorted by topic, then by number. */
  readonly partitions: readonly TopicPartition[];
}

export const NO_ASSIGNMENT: LocalAssignment = { localEpoch: -1, partitions: [] };

export function isNone({ localEpoch }: LocalAssignment): boolean {
  return localEpoch === NO_ASSIGNMENT.localEpoch;
}

export function sameAssignment(a: LocalAssignment, b: LocalAssignment): boolean {
  return a.localEpoch === b.localEpoch && isSameList(a.partitions, b.partitions);
}

/** The same when nothing is new, else a later one. `partitions` are sorted. */
export function updatedWith(assignment: LocalAssignment, partitions: readonly TopicPartition[]): LocalAssignment {
  if (!isNone(assignment) && isSameList(assignment.partitions, partitions)) return assignment;
  return { localEpoch: assignment.localEpoch + 1, partitions };
}

export function without(
  partitions: readonly TopicPartition[],
  gone: readonly TopicPartition[],
): readonly TopicPartition[] {
  if (gone.length === 0) return partitions;
  return partitions.filter((partition) => !gone.includes(partition));
}

export function topicsOfPartitions(partitions: readonly TopicPartition[]): readonly string[] {
  return [...new Set(partitions.map(topicOf))];
}
