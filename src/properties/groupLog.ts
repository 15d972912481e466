/**
 * What the log of __consumer_offsets says of a group last. Facts of a coordinator are told once their write is committed,
 * and the coordinator may not live to tell them: its successor knows what was written all the same.
 */

import { get } from '../base/table.ts';
import { at } from '../base/vector.ts';
import { GROUP_METADATA_TOPIC } from '../kafka/group/contexts.ts';
import type { ConsumerGroupRecord } from '../kafka/group/records.ts';
import { recordOf } from '../kafka/group/recordTexts.ts';
import { partitionForGroup } from '../kafka/hash.ts';
import { topicPartition } from '../kafka/topicPartition.ts';
import type { Witness } from './property.ts';

/** The newest one of that type, of that member if one is named; undefined: none is there (any more). */
export function lastWritten<Type extends ConsumerGroupRecord['type']>(
  witness: Witness,
  groupId: string,
  type: Type,
  memberId?: string,
): Extract<ConsumerGroupRecord, { type: Type }> | undefined {
  const partitions = get(witness.metadata.topics, GROUP_METADATA_TOPIC)?.partitions.length ?? 0;
  if (partitions === 0) return undefined;
  const partition = topicPartition(GROUP_METADATA_TOPIC, partitionForGroup(groupId, partitions));
  const leader = witness.replicas(partition).find(({ role }) => role === 'leader');
  if (leader === undefined) return undefined;
  const { batches } = leader.log;
  for (let place = batches.length - 1; place >= 0; place--) {
    const { records } = at(batches, place)!;
    for (let nth = records.length - 1; nth >= 0; nth--) {
      const record = recordOf(records[nth]!);
      if (record?.type !== type) continue;
      const key: { readonly groupId?: string; readonly memberId?: string } = record.key;
      if (key.groupId !== groupId || (memberId !== undefined && key.memberId !== memberId)) continue;
      return record as Extract<ConsumerGroupRecord, { type: Type }>;
    }
  }
  return undefined;
}
