/**
 * What the request managers do with the partitions of the consumer (org.apache.kafka.clients.consumer.internals.
 * SubscriptionState, as both threads share it).
 *
 * *Simplified:* a rebalance listener takes no time, so no partition waits for onPartitionsAssigned to return.
 */
import { isSameList } from '../../../base/lists.ts';
import { get } from '../../../base/table.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import * as assignment from '../assignment.ts';
import { retainTopics } from '../consumerMetadata.ts';
import { setPartition } from '../state.ts';
import { hasAutoAssignedPartitions, NO_SUBSCRIPTION, sortedTopics } from '../subscription.ts';
import { withPendingRevocation } from '../subscriptionState.ts';
import { topicsOfPartitions } from './localAssignment.ts';
import type { AsyncRun } from './run.ts';

/** As TreeSet has them. */
export function assignedPartitions(run: AsyncRun): readonly TopicPartition[] {
  return assignment.sortedPartitions(run.partitions.keys);
}

/** Nothing of them is fetched or handed out any more. */
export function markPendingRevocation(run: AsyncRun, partitions: readonly TopicPartition[]): void {
  for (const partition of partitions) {
    const state = get(run.partitions, partition);
    if (state !== undefined) setPartition(run, withPendingRevocation(state));
  }
}

export function assignFromSubscribed(run: AsyncRun, partitions: readonly TopicPartition[]): void {
  if (!hasAutoAssignedPartitions(run)) return;
  assignment.assignPartitions(run, partitions);
  assignment.dropBufferOutside(run, partitions);
}

export function unsubscribe(run: AsyncRun): void {
  run.subscription = NO_SUBSCRIPTION;
  run.topicsToAssign = [];
  assignment.assignPartitions(run, []);
  retainTopics(run);
}

/** Metadata is needed of what it is assigned, whether it has named the topics itself or only a pattern. */
export function wantAssignedTopics(run: AsyncRun, partitions: readonly TopicPartition[]): void {
  const groupTopics = sortedTopics(topicsOfPartitions(partitions));
  if (isSameList(groupTopics, run.subscription.groupTopics)) return;
  run.subscription = { ...run.subscription, groupTopics };
  retainTopics(run);
}

export function initializingPartitions({ partitions }: AsyncRun): readonly TopicPartition[] {
  const initializing: TopicPartition[] = [];
  for (const { partition, fetchState, pendingRevocation } of partitions.values) {
    if (fetchState === 'INITIALIZING' && !pendingRevocation) initializing.push(partition);
  }
  return assignment.sortedPartitions(initializing);
}
