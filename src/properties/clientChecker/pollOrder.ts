/**
 * A consumer is handed the records of a partition in the order of their offsets and none is left out: within one poll
 * (int-…), and from one poll to the next.
 */
import type { TopicPartition } from '../../kafka/topicPartition.ts';
import { nameOf, type SentRecord, type Tell } from './found.ts';
import type { PartitionView } from './partitionView.ts';

/** What one poll handed out of one partition: record `ids[n]` at `offsets[n]`. */
export interface Read {
  readonly partition: TopicPartition;
  readonly offsets: readonly number[];
  readonly ids: readonly string[];
}

/** Where a consumer is in a partition. */
export interface Cursor {
  /** The last record it was handed; undefined: none since it was assigned the partition. */
  last: SentRecord | undefined;
  lastOffset: number;
  /** Where its next record may be. */
  next: number;
}

export function newCursor(): Cursor {
  return { last: undefined, lastOffset: -1, next: 0 };
}

/** The records of one read with each other, and with what this consumer was handed before. */
export function comparePoll(
  process: string,
  { last, lastOffset }: Cursor,
  view: PartitionView,
  { offsets }: Read,
  records: readonly SentRecord[],
  isRebalanced: boolean,
  tell: Tell,
): void {
  const compare = (from: SentRecord, after: number, to: SentRecord, at: number, isOnePoll: boolean) => {
    if (at === after + 1) return;
    if (at > after) {
      view.follow(isOnePoll ? 'int-poll-skip' : 'poll-skip', process, from, after, to, at);
      return;
    }
    const { partition } = view;
    const name = isOnePoll ? 'int-nonmonotonic-poll' : 'nonmonotonic-poll';
    const detail = `${partition}: ${process} was handed ${nameOf(to)} at offset ${at} after ${nameOf(from)} at ${after}`;
    tell({ name, partition, detail, records: [from, to] });
  };
  if (last !== undefined) compare(last, lastOffset, records[0]!, offsets[0]!, false);
  for (let place = 1; place < records.length && !isRebalanced; place++) {
    compare(records[place - 1]!, offsets[place - 1]!, records[place]!, offsets[place]!, true);
  }
}

/** The consumer has gone past all it was handed, and what may lie between. */
export function advance(
  process: string,
  cursor: Cursor,
  view: PartitionView,
  { offsets }: Read,
  records: readonly SentRecord[],
): void {
  const count = records.length;
  const end = offsets[count - 1]! + 1;
  view.pass(Math.min(cursor.next, offsets[0]!), end, process);
  for (let place = 0; place < count; place++) view.readBefore(records[place]!, offsets[place]!);
  cursor.last = records[count - 1];
  cursor.lastOffset = end - 1;
  cursor.next = end;
}
