/** What became of each append of a record: copied, committed, cut off, deleted, cleaned away. */
import type { Entry } from '../recordLedger.ts';
import type { Telling } from './biography.ts';

export function eventsOfCopies(telling: Telling): void {
  const { sent, recording } = telling;
  for (const entry of sent.copies) if (entry.step <= recording.step) eventsOfCopy(telling, entry);
}

function eventsOfCopy(telling: Telling, entry: Entry): void {
  const { sent, recording } = telling;
  const { offset, epoch } = entry;
  const partition = sent.partition;
  const from = recording.facts.countUpTo(entry.step - 1);
  /** Brokers that have it. */
  const holding = new Set<number>();
  let isCommitted = false;
  telling.each(
    [
      'RecordsAppended',
      'RecordsReplicated',
      'HighWatermarkAdvanced',
      'LogTruncated',
      'SegmentsDeleted',
      'LogStartOffsetAdvanced',
      'LogCleaned',
      'ReplicaDeleted',
    ],
    (fact, recorded, index) => {
      if (fact.partition !== partition) return;
      const { broker } = fact;
      switch (fact.type) {
        case 'RecordsAppended':
          if (recorded.step !== entry.step || !covers(fact, offset) || fact.leaderEpoch !== epoch) return;
          holding.add(broker);
          telling.tell('appended', recorded, index, { broker, offset, epoch });
          return;
        case 'RecordsReplicated':
          if (!covers(fact, offset) || holding.has(broker) || isReplaced(telling, entry, recorded.step)) return;
          holding.add(broker);
          telling.tell('replicated', recorded, index, { broker, offset });
          return;
        case 'HighWatermarkAdvanced':
          if (isCommitted || !fact.leader || fact.highWatermark <= offset || !holding.has(broker)) return;
          isCommitted = true;
          telling.tell('committed', recorded, index, { broker, highWatermark: fact.highWatermark });
          return;
        case 'LogTruncated':
          if (fact.endOffset > offset || !holding.delete(broker)) return;
          telling.tell('truncated', recorded, index, {
            broker,
            offset,
            endOffset: fact.endOffset,
            reason: fact.reason,
          });
          return;
        case 'SegmentsDeleted':
        case 'LogStartOffsetAdvanced':
          if (fact.logStartOffset <= offset || !holding.delete(broker)) return;
          telling.tell('deleted', recorded, index, {
            broker,
            logStartOffset: fact.logStartOffset,
            reason: fact.reason,
          });
          return;
        case 'LogCleaned':
          if (offset < fact.from || offset >= fact.upTo || !holding.has(broker)) return;
          telling.tell('cleaned', recorded, index, { broker, removed: fact.removed });
          return;
        case 'ReplicaDeleted':
          if (!holding.delete(broker)) return;
          telling.tell('deleted', recorded, index, { broker, logStartOffset: '', reason: fact.reason });
          return;
      }
    },
    from,
  );
}

function covers(
  { baseOffset, count }: { readonly baseOffset: number; readonly count: number },
  offset: number,
): boolean {
  return baseOffset <= offset && offset < baseOffset + count;
}

/** Another record was appended at its place in a newer epoch: what is copied since then is that one. */
function isReplaced({ recording, sent }: Telling, { offset, epoch }: Entry, step: number): boolean {
  const there = recording.ledger.partitions.get(sent.partition ?? '')?.byOffset.get(offset) ?? [];
  return there.some((other) => other.epoch > epoch && other.step <= step);
}
