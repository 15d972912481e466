/**
 * What a record does to the shard: the only way in which what outlives the coordinator changes, when it is written and
 * when it is loaded (GroupCoordinatorShard.replay, GroupMetadataManager.replay, OffsetMetadataManager.replay).
 */
import { has, remove, set } from '../../base/table.ts';
import { topicPartition } from '../topicPartition.ts';
import { newClassicGroup } from './classic/classicGroup.ts';
import { groupOfRecord } from './classic/replayClassic.ts';
import { replayConsumerGroupRecord } from './modern/replayConsumerGroup.ts';
import { withOffset, withoutOffset } from './offsets/offsets.ts';
import type { CoordinatorRecord, GroupMetadataRecord, OffsetCommitRecord } from './records.ts';
import type { GroupShard } from './state.ts';

export function replayRecord(
  shard: GroupShard,
  record: CoordinatorRecord,
  recordOffset: number,
  nowMs: number,
): GroupShard {
  switch (record.type) {
    case 'OffsetCommit':
      return replayOffset(shard, record, recordOffset, nowMs);
    case 'GroupMetadata':
      return replayGroup(shard, record);
    default:
      return replayConsumerGroupRecord(shard, record);
  }
}

/** Offsets alone make a group. */
function replayOffset(
  shard: GroupShard,
  { key, value }: OffsetCommitRecord,
  recordOffset: number,
  nowMs: number,
): GroupShard {
  const { group } = key;
  const tp = topicPartition(key.topic, key.partition);
  if (value === null) return withoutOffset(shard, group, tp);
  const { groups, offsets } = shard;
  const known = has(groups, group) ? shard : { groups: set(groups, group, newClassicGroup(group, nowMs)), offsets };
  return withOffset(known, group, tp, {
    recordOffset,
    committedOffset: value.offset,
    leaderEpoch: value.leaderEpoch,
    metadata: value.metadata,
    commitTimestampMs: value.commitTimestamp,
    expireTimestampMs: value.expireTimestamp === -1 ? null : value.expireTimestamp,
    topicId: value.topicId,
  });
}

function replayGroup(shard: GroupShard, record: GroupMetadataRecord): GroupShard {
  const { groups, offsets } = shard;
  const group = groupOfRecord(record);
  if (group !== undefined) return { groups: set(groups, group.groupId, group), offsets };
  return { groups: remove(groups, record.key.group), offsets };
}
