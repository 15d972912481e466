/** The partition of __consumer_offsets that a group is in, record by record: which one replaced which, and what was deleted. */
import { at as itemAt } from '../../base/vector.ts';
import type { CoordinatorRecord } from '../../kafka/group/records.ts';
import { recordOf } from '../../kafka/group/recordTexts.ts';
import { offsetAt } from '../../kafka/records.ts';
import type { CoordinatedGroup } from './coordinators.ts';
import type { OffsetsLogFrame, OffsetsRecord } from './groupFrame.ts';
import type { GroupContext } from './groupNow.ts';

const MOST_RECORDS = 120;

export function offsetsLog(found: CoordinatedGroup | undefined, context: GroupContext): OffsetsLogFrame | null {
  const log = found === undefined ? undefined : context.leaders.get(found.partition)?.log;
  if (found === undefined || log === undefined) return null;
  const records: OffsetsRecord[] = [];
  const topics: Record<string, string> = {};
  const clients: Record<string, string> = {};
  const newest = new Map<string, number>();
  let more = 0;
  // From the end: what has been seen already is newer.
  for (let place = log.batches.length - 1; place >= 0; place--) {
    const batch = itemAt(log.batches, place)!;
    for (let nth = batch.records.length - 1; nth >= 0; nth--) {
      const { key, value, timestamp } = batch.records[nth]!;
      const offset = offsetAt(batch, nth);
      if (key === null || offset < log.logStartOffset) continue;
      const supersededBy = newest.get(key) ?? null;
      newest.set(key, supersededBy ?? offset);
      if (records.length >= MOST_RECORDS) {
        more++;
        continue;
      }
      const record = readable(key, value);
      if (record !== null) note(record, clients);
      records.push({ offset, at: timestamp, group: groupOf(record), record, key, value, supersededBy });
    }
  }
  for (const { name, topicId } of context.image.topics.values) topics[topicId] = name;
  const { partition, broker } = found;
  const { logStartOffset, logEndOffset } = log;
  return { partition, broker, logStartOffset, logEndOffset, records, more, topics, clients };
}

function readable(key: string, value: string | null): CoordinatorRecord | null {
  try {
    return recordOf({ key, value }) ?? null;
  } catch {
    // Somebody else wrote into the topic.
    return null;
  }
}

function groupOf(record: CoordinatorRecord | null): string {
  if (record === null) return '';
  return 'group' in record.key ? record.key.group : record.key.groupId;
}

/** Whose member ids these are. */
function note(record: CoordinatorRecord, clients: Record<string, string>): void {
  if (record.value === null) return;
  if (record.type === 'GroupMetadata')
    for (const { memberId, clientId } of record.value.members) clients[memberId] = clientId;
  else if (record.type === 'ConsumerGroupMemberMetadata') clients[record.key.memberId] = record.value.clientId;
}
