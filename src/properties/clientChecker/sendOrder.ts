/**
 * A producer's records lie in a partition in the order in which they were sent: within one operation (int-…), and from
 * one operation to the next.
 */
import { nameOf, type SendChain, type SentRecord, type Tell } from './found.ts';
import type { PartitionView } from './partitionView.ts';

export function newChain(): SendChain {
  return { records: [], lastKnown: -1, unplaced: [] };
}

/** The offset of a record has become known, or is another than was thought: is it behind what was sent before it? */
export function checkOrder(record: SentRecord, view: PartitionView, tell: Tell): void {
  const { chain, place } = record;
  if (chain === undefined || !isKnown(record)) return;
  const before = knownBefore(chain, place);
  if (before !== undefined) compare(before, record, view, tell);
  if (place >= chain.lastKnown) chain.lastKnown = place;
  else {
    const after = knownAfter(chain, place);
    if (after !== undefined) compare(record, after, view, tell);
  }
}

function compare(first: SentRecord, second: SentRecord, view: PartitionView, tell: Tell): void {
  const isOne = first.operation === second.operation;
  if (second.offset <= first.offset) {
    const { partition } = view;
    const detail = `${partition}: ${nameOf(second)} is at offset ${second.offset}, though sent after ${nameOf(first)}, which is at ${first.offset}`;
    const name = isOne ? 'int-nonmonotonic-send' : 'nonmonotonic-send';
    tell({ name, partition, detail, records: [first, second] });
  } else if (isOne) {
    view.follow('int-send-skip', second.operation!.process, first, first.offset, second, second.offset);
  }
}

// A failed record is nowhere. One that is pending may have been read, and yet be acknowledged at another offset.
function isKnown({ offset, operation }: SentRecord): boolean {
  return offset >= 0 && (operation?.outcome === 'acknowledged' || operation?.outcome === 'unknown');
}

function knownBefore({ records }: SendChain, place: number): SentRecord | undefined {
  for (let earlier = place - 1; earlier >= 0; earlier--) if (isKnown(records[earlier]!)) return records[earlier];
  return undefined;
}

function knownAfter({ records, lastKnown }: SendChain, place: number): SentRecord | undefined {
  for (let later = place + 1; later <= lastKnown; later++) if (isKnown(records[later]!)) return records[later];
  return undefined;
}
