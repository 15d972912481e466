/** Committed offsets of a shard, looked up and changed (OffsetMetadataManager.Offsets). */
import { emptyTable, get, remove, set, type Table } from '../../../base/table.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { GroupShard, OffsetAndMetadata } from '../state.ts';

const NONE: Table<OffsetAndMetadata> = emptyTable();

export function offsetsOf({ offsets }: GroupShard, groupId: string): Table<OffsetAndMetadata> {
  return get(offsets, groupId) ?? NONE;
}

export function committedOffsetOf(
  shard: GroupShard,
  groupId: string,
  tp: TopicPartition,
): OffsetAndMetadata | undefined {
  return get(offsetsOf(shard, groupId), tp);
}

export function withOffset(
  { groups, offsets }: GroupShard,
  groupId: string,
  tp: TopicPartition,
  offset: OffsetAndMetadata,
): GroupShard {
  return { groups, offsets: set(offsets, groupId, set(get(offsets, groupId) ?? NONE, tp, offset)) };
}

export function withoutOffset(shard: GroupShard, groupId: string, tp: TopicPartition): GroupShard {
  const ofGroup = get(shard.offsets, groupId);
  if (ofGroup === undefined) return shard;
  const left = remove(ofGroup, tp);
  const offsets = left.keys.length === 0 ? remove(shard.offsets, groupId) : set(shard.offsets, groupId, left);
  return { groups: shard.groups, offsets };
}
