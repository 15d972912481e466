/** Offsets that a consumer commits, and what its application is told of it (KafkaConsumer.commitSync, commitAsync). */
import type { TopicPartition } from '../topicPartition.ts';
import type { ConsumerRun } from './state.ts';

/** OffsetAndMetadata, by partition. */
export type OffsetsToCommit = readonly {
  readonly partition: TopicPartition;
  /** Of the next record to read. */
  readonly offset: number;
  /** Of the record before it; -1 unknown. */
  readonly leaderEpoch: number;
}[];

/** Where the consumer stands in all it may fetch now (SubscriptionState.allConsumed). */
export function allConsumed(run: ConsumerRun): OffsetsToCommit {
  const consumed: OffsetsToCommit[number][] = [];
  for (const { partition, fetchState, position } of run.partitions.values) {
    if (fetchState !== 'FETCHING' || position === null) continue;
    consumed.push({ partition, offset: position.offset, leaderEpoch: position.offsetEpoch ?? -1 });
  }
  return consumed;
}

/** As facts have them. */
export function offsetsByPartition(offsets: OffsetsToCommit): Readonly<Record<TopicPartition, number>> {
  const byPartition: Record<TopicPartition, number> = {};
  for (const { partition, offset } of offsets) byPartition[partition] = offset;
  return byPartition;
}

export function tellSent({ client, settings, out }: ConsumerRun, offsets: OffsetsToCommit): void {
  const group = settings.groupId ?? '';
  out.fact({ type: 'OffsetCommitSent', client: client.clientId, group, offsets: offsetsByPartition(offsets) });
}

export function tellCompleted({ client, settings, out }: ConsumerRun, offsets: OffsetsToCommit): void {
  const group = settings.groupId ?? '';
  out.fact({ type: 'OffsetCommitCompleted', client: client.clientId, group, offsets: offsetsByPartition(offsets) });
}

/** `error`: Kafka's name of it, or of the exception that the application sees. */
export function tellFailed(
  { client, settings, out }: ConsumerRun,
  offsets: OffsetsToCommit,
  { error, message, retriable }: { readonly error: string; readonly message: string; readonly retriable: boolean },
): void {
  const what = { group: settings.groupId ?? '', offsets: offsetsByPartition(offsets), error, message, retriable };
  out.fact({ type: 'OffsetCommitFailed', client: client.clientId, ...what });
}
