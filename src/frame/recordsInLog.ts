/** Which of the records that were appended a leader's log still holds: what is lost, twice there, or out of order. */
import type { Entry, PartitionLedger } from './recordLedger.ts';

/** What of the current leader's log is needed to say whether it holds a record. */
export interface LeaderLog {
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  /** Ascending. */
  readonly epochs: readonly { readonly epoch: number; readonly startOffset: number }[];
}

export function holds(log: LeaderLog, { offset, epoch }: Pick<Entry, 'offset' | 'epoch'>): boolean {
  if (offset < log.logStartOffset) return true; // Deleted by retention, not lost.
  if (offset >= log.logEndOffset) return false;
  let found = -1;
  for (const run of log.epochs) {
    if (run.startOffset > offset) break;
    found = run.epoch;
  }
  return found === epoch;
}

/** An earlier copy of the same record is there too. */
export function isRepeated(entry: Entry, log: LeaderLog, step: number): boolean {
  if (entry.step > step || !holds(log, entry)) return false;
  return hasEarlierCopy(entry, log);
}

function hasEarlierCopy(entry: Entry, log: LeaderLog): boolean {
  for (const copy of entry.sent.copies) {
    if (copy === entry) return false;
    if (holds(log, copy)) return true;
  }
  return false;
}

/** It lies behind one that was sent later, and is not only a second copy: the first, or the one its producer was told of. */
export function isMisplaced(
  { entry, by }: PartitionLedger['overtaken'][number],
  log: LeaderLog,
  step: number,
): boolean {
  if (entry.step > step || !holds(log, entry) || !holds(log, by)) return false;
  const { offset, fateStep } = entry.sent;
  return (offset === entry.offset && fateStep <= step) || !hasEarlierCopy(entry, log);
}

/** None of its copies is there. */
export function isLost({ sent }: Entry, log: LeaderLog): boolean {
  return !sent.copies.some((copy) => holds(log, copy));
}

/** A log that only grew since the last look has lost nothing more: then only the new acknowledgements are looked at. */
export function lostIn(ledger: PartitionLedger, log: LeaderLog, step: number): number {
  const { acknowledged, cache } = ledger;
  let upTo = acknowledged.length;
  while (upTo > 0 && acknowledged[upTo - 1]!.step > step) upTo--;
  const grown = cache !== null && cache.epochs === log.epochs && cache.end <= log.logEndOffset && cache.upTo <= upTo;
  let lost = grown ? cache.lost : 0;
  for (let place = grown ? cache.upTo : 0; place < upTo; place++) {
    if (isLost(acknowledged[place]!.entry, log)) lost++;
  }
  ledger.cache = { upTo, epochs: log.epochs, end: log.logEndOffset, lost };
  return lost;
}
