/**
 * OffsetFetch: how far a group is, of some partitions or of all. Nothing committed is an offset of -1, and so is all of a
 * group that is not there.
 *
 * Kafka: org.apache.kafka.coordinator.group.OffsetMetadataManager (fetchOffsets, fetchAllOffsets). *Simplified:* without
 * transactions there is no offset that requireStable would have to wait for, but it reads what is written, and is
 * answered when that is committed; without it, what is committed is read at once.
 */
import { get } from '../../../base/table.ts';
import { NO_ERROR } from '../../controller/apiError.ts';
import type { ErrorName } from '../../errors.ts';
import type { OffsetFetchRequest, OffsetFetchResponse } from '../../messages/group.ts';
import { type MetadataImage, topicByName } from '../../metadata/image.ts';
import { compareTopicPartitions, type TopicPartition, topicOf } from '../../topicPartition.ts';
import { validateOffsetFetch } from '../modern/consumerOffsets.ts';
import type { GroupShard, OffsetAndMetadata } from '../state.ts';
import { offsetsOf } from './offsets.ts';

export function fetchOffsets(
  shard: GroupShard,
  image: MetadataImage,
  request: OffsetFetchRequest,
): OffsetFetchResponse {
  const { correlationId, groupId, partitions } = request;
  const group = get(shard.groups, groupId);
  const { error } = group?.type === 'consumer' ? validateOffsetFetch(group, request) : NO_ERROR;
  if (error !== 'NONE') return offsetFetchFailed(request, error);
  const exists = group !== undefined;
  const offsets = offsetsOf(shard, groupId);
  const found =
    partitions === null
      ? exists
        ? allOf(offsets).filter((tp) => topicByName(image, topicOf(tp)) !== undefined)
        : []
      : partitions;
  return {
    type: 'OffsetFetchResponse',
    correlationId,
    groupId,
    errorCode: 'NONE',
    partitions: found.map((tp) => answer(tp, exists ? validOffset(get(offsets, tp), image, tp) : undefined)),
  };
}

/** By topic, and there by partition, as nested HashMaps are walked. */
function allOf(offsets: ReturnType<typeof offsetsOf>): readonly TopicPartition[] {
  return [...offsets.keys].sort(compareTopicPartitions);
}

/** An offset of a topic that was deleted, and another made under its name, is none of this one. */
function validOffset(
  offset: OffsetAndMetadata | undefined,
  image: MetadataImage,
  tp: TopicPartition,
): OffsetAndMetadata | undefined {
  const topicId = topicByName(image, topicOf(tp))?.topicId;
  const mismatched =
    offset !== undefined && topicId !== undefined && offset.topicId !== '' && offset.topicId !== topicId;
  return mismatched ? undefined : offset;
}

function answer(
  topicPartition: TopicPartition,
  offset: OffsetAndMetadata | undefined,
): OffsetFetchResponse['partitions'][number] {
  return {
    topicPartition,
    committedOffset: offset?.committedOffset ?? -1,
    committedLeaderEpoch: offset?.leaderEpoch ?? -1,
    metadata: offset?.metadata ?? '',
    errorCode: 'NONE',
  };
}

export function offsetFetchFailed(request: OffsetFetchRequest, errorCode: ErrorName): OffsetFetchResponse {
  const { correlationId, groupId } = request;
  return { type: 'OffsetFetchResponse', correlationId, groupId, errorCode, partitions: [] };
}
