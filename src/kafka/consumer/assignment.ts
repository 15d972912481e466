/** The set of partitions a consumer has (SubscriptionState.assignFromUser, assignFromSubscribed; Fetcher's buffer). */
import { emptyTable, get, has, type Table, tableOf } from '../../base/table.ts';
import { compareTopicPartitions, type TopicPartition } from '../topicPartition.ts';
import { type ConsumerRun, setPartition } from './state.ts';
import { initialPartition, type PartitionState, withCommitted } from './subscriptionState.ts';

/** These and no others; where it stands in those it keeps stays. */
export function assignPartitions(run: ConsumerRun, partitions: readonly TopicPartition[]): void {
  const states: [string, PartitionState][] = [];
  for (const partition of partitions) {
    states.push([partition, get(run.partitions, partition) ?? initialPartition(partition)]);
  }
  const next: Table<PartitionState> = states.length === 0 ? emptyTable() : tableOf(states);
  run.partitions = next;
  run.ownsPartitions = false;
  run.fetchOrder = next.keys;
  let unsettled = 0;
  for (const { fetchState } of next.values) if (fetchState !== 'FETCHING') unsettled++;
  run.unsettled = unsettled;
}

export function addPartition(run: ConsumerRun, partition: TopicPartition): void {
  if (has(run.partitions, partition)) return;
  run.fetchOrder = [...run.fetchOrder, partition];
  setPartition(run, initialPartition(partition));
}

/** Fetcher.clearBufferedDataForUnassignedPartitions */
export function dropBufferOutside(run: ConsumerRun, partitions: readonly TopicPartition[]): void {
  if (run.buffer.length === 0) return;
  run.buffer = run.buffer.filter(({ partition }) => partitions.includes(partition));
}

export function assignedPartitions({ partitions }: ConsumerRun): readonly TopicPartition[] {
  return partitions.keys;
}

/** By topic, then by number. */
export function sortedPartitions(partitions: Iterable<TopicPartition>): TopicPartition[] {
  return [...partitions].sort(compareTopicPartitions);
}

/** Where the coordinator says a partition is committed. */
export function noteCommitted(run: ConsumerRun, partition: TopicPartition, committed: number): void {
  const state = get(run.partitions, partition);
  if (state !== undefined) setPartition(run, withCommitted(state, committed));
}
