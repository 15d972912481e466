/**
 * Offsets go: asked for (OffsetDelete), when their time is up (offsets.retention.minutes, KIP-211), with their group, or
 * with their topic. A group without offsets and without members goes as well.
 *
 * Kafka: org.apache.kafka.coordinator.group.OffsetMetadataManager (deleteOffsets, deleteAllOffsets, cleanupExpiredOffsets,
 * onTopicsDeleted), GroupCoordinatorShard.cleanupGroupMetadata.
 */
import { entries, get } from '../../../base/table.ts';
import type { KafkaFact } from '../../facts.ts';
import type { OffsetDeleteRequest, OffsetDeleteResponse } from '../../messages/group.ts';
import { type TopicPartition, topicOf } from '../../topicPartition.ts';
import { type CoordinatorResult, failure } from '../coordinatorResult.ts';
import { agesSince, isEmptyGroup, isSubscribedToTopic, offsetDeleteError, tombstonesOf } from '../group.ts';
import { newOffsetCommitTombstoneRecord } from '../recordHelpers.ts';
import type { CoordinatorRecord } from '../records.ts';
import { configNumber, groupOf, nowMs, type ShardContext } from '../shardContext.ts';
import type { GroupState, OffsetAndMetadata } from '../state.ts';
import { committedOffsetOf, offsetsOf } from './offsets.ts';

const MS_PER_MINUTE = 60_000;

export function deleteOffsets(context: ShardContext, request: OffsetDeleteRequest): CoordinatorResult {
  const { groupId, correlationId } = request;
  const group = groupOf(context, groupId);
  if (group === undefined) return failure('GROUP_ID_NOT_FOUND', `Group ${groupId} not found.`);
  const error = offsetDeleteError(group);
  if (error !== 'NONE') return failure(error);
  const records: CoordinatorRecord[] = [];
  const partitions: OffsetDeleteResponse['partitions'][number][] = [];
  for (const topicPartition of request.partitions) {
    const subscribed = isSubscribedToTopic(group, topicOf(topicPartition));
    partitions.push({ topicPartition, errorCode: subscribed ? 'GROUP_SUBSCRIBED_TO_TOPIC' : 'NONE' });
    if (!subscribed && committedOffsetOf(context.shard, groupId, topicPartition) !== undefined)
      records.push(newOffsetCommitTombstoneRecord(groupId, topicPartition));
  }
  return { records, response: { type: 'OffsetDeleteResponse', correlationId, errorCode: 'NONE', partitions } };
}

export function offsetTombstonesOf({ shard }: ShardContext, groupId: string): readonly CoordinatorRecord[] {
  return offsetsOf(shard, groupId).keys.map((tp) => newOffsetCommitTombstoneRecord(groupId, tp));
}

export const EXPIRATION_KEY = 'expire-group-metadata';

export function scheduleExpiration(context: ShardContext): void {
  const interval = configNumber(context, 'offsets.retention.check.interval.ms');
  context.schedule(EXPIRATION_KEY, interval, { type: 'group-expiration' });
}

/** Every offsets.retention.check.interval.ms. */
export function cleanupGroupMetadata(context: ShardContext): CoordinatorResult {
  const records: CoordinatorRecord[] = [];
  const facts: KafkaFact[] = [];
  for (const group of context.shard.groups.values) {
    const { groupId } = group;
    const offsets = offsetsOf(context.shard, groupId);
    const expired = expiredOffsets(context, group);
    for (const tp of expired) records.push(newOffsetCommitTombstoneRecord(groupId, tp));
    const { broker } = context;
    if (expired.length > 0) facts.push({ type: 'OffsetsExpired', group: groupId, broker, partitions: expired });
    if (expired.length < offsets.keys.length || !isEmptyGroup(group)) continue;
    records.push(...tombstonesOf(group));
    facts.push({ type: 'GroupDeleted', group: groupId, broker });
  }
  scheduleExpiration(context);
  return { records, response: null, isAtomic: false, facts };
}

function expiredOffsets(context: ShardContext, group: GroupState): readonly TopicPartition[] {
  const retentionMs = configNumber(context, 'offsets.retention.minutes') * MS_PER_MINUTE;
  const now = nowMs(context);
  const isExpired = (offset: OffsetAndMetadata): boolean => {
    const since = agesSince(group, offset);
    if (since === undefined) return false;
    return offset.expireTimestampMs === null ? now - since >= retentionMs : now >= offset.expireTimestampMs;
  };
  const found: TopicPartition[] = [];
  for (const [tp, offset] of entries(offsetsOf(context.shard, group.groupId)))
    if (isExpired(offset) && !isSubscribedToTopic(group, topicOf(tp))) found.push(tp);
  return found;
}

/** Offsets of a topic of that id, or of none that is known. */
export function onTopicsDeleted(
  context: ShardContext,
  deleted: readonly { readonly name: string; readonly topicId: string }[],
): CoordinatorResult {
  const records: CoordinatorRecord[] = [];
  for (const [groupId, offsets] of entries(context.shard.offsets)) {
    for (const tp of offsets.keys) {
      const { topicId } = get(offsets, tp)!;
      const gone = deleted.some((topic) => topic.name === topicOf(tp) && (topicId === '' || topicId === topic.topicId));
      if (gone) records.push(newOffsetCommitTombstoneRecord(groupId, tp));
    }
  }
  return { records, response: null, isAtomic: false };
}
