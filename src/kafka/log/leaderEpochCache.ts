/**
 * The leader epoch cache: which epoch wrote which offsets, as a list of [epoch, start offset] in which both strictly
 * rise. Followers find out with it where their log parts from the leader's (KIP-101, KIP-279).
 *
 * Kafka: org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache.
 * *Simplified:* a truncation is checkpointed at once, not by a background thread.
 */
export interface EpochEntry {
  readonly epoch: number;
  readonly startOffset: number;
}

export type LeaderEpochCache = readonly EpochEntry[];

export interface EpochEndOffset {
  readonly epoch: number;
  readonly endOffset: number;
}

export const UNDEFINED_EPOCH = -1;
export const UNDEFINED_EPOCH_OFFSET = -1;
export const UNDEFINED_END_OFFSET: EpochEndOffset = { epoch: UNDEFINED_EPOCH, endOffset: UNDEFINED_EPOCH_OFFSET };

const EMPTY: LeaderEpochCache = [];

export function emptyEpochCache(): LeaderEpochCache {
  return EMPTY;
}

export function latestEntry(cache: LeaderEpochCache): EpochEntry | undefined {
  return cache[cache.length - 1];
}

export function latestEpoch(cache: LeaderEpochCache): number | undefined {
  return latestEntry(cache)?.epoch;
}

/** Notes that `epoch` starts at `startOffset`; entries that this contradicts are dropped. Same cache if nothing is new. */
export function assign(cache: LeaderEpochCache, epoch: number, startOffset: number): LeaderEpochCache {
  const latest = latestEntry(cache);
  if (latest !== undefined && latest.epoch === epoch && startOffset >= latest.startOffset) return cache;
  let length = cache.length;
  while (length > 0 && (cache[length - 1]!.epoch >= epoch || cache[length - 1]!.startOffset >= startOffset)) length--;
  return [...cache.slice(0, length), { epoch, startOffset }];
}

/**
 * Where the records of `requestedEpoch`, or of the nearest epoch below it that is known here, end: at the start of the
 * next epoch, or at the end of the log for the latest one.
 */
export function endOffsetFor(cache: LeaderEpochCache, requestedEpoch: number, logEndOffset: number): EpochEndOffset {
  if (requestedEpoch === UNDEFINED_EPOCH) return UNDEFINED_END_OFFSET;
  if (latestEpoch(cache) === requestedEpoch) return { epoch: requestedEpoch, endOffset: logEndOffset };
  const higher = cache.findIndex((entry) => entry.epoch > requestedEpoch);
  if (higher < 0) return UNDEFINED_END_OFFSET;
  const floor = cache[higher - 1];
  return { epoch: floor === undefined ? requestedEpoch : floor.epoch, endOffset: cache[higher]!.startOffset };
}

/** Before KAFKA-7415: of an epoch below all that are tracked nothing was said. */
export function endOffsetForTracked(
  cache: LeaderEpochCache,
  requestedEpoch: number,
  logEndOffset: number,
): EpochEndOffset {
  const [first] = cache;
  if (first === undefined || requestedEpoch < first.epoch) return UNDEFINED_END_OFFSET;
  return endOffsetFor(cache, requestedEpoch, logEndOffset);
}

/** After the log was cut at `endOffset`: epochs that started there or later never happened. */
export function truncateFromEnd(cache: LeaderEpochCache, endOffset: number): LeaderEpochCache {
  if (endOffset < 0) return cache;
  let length = cache.length;
  while (length > 0 && cache[length - 1]!.startOffset >= endOffset) length--;
  return length === cache.length ? cache : cache.slice(0, length);
}

/** After the log lost what was before `startOffset`: the epoch that covers it now starts there. */
export function truncateFromStart(cache: LeaderEpochCache, startOffset: number): LeaderEpochCache {
  let removed = 0;
  while (removed < cache.length && cache[removed]!.startOffset <= startOffset) removed++;
  if (removed === 0) return cache;
  const covering = cache[removed - 1]!;
  if (removed === 1 && covering.startOffset === startOffset) return cache;
  return [{ epoch: covering.epoch, startOffset }, ...cache.slice(removed)];
}

export function epochForOffset(cache: LeaderEpochCache, offset: number): number | undefined {
  let found: number | undefined;
  for (const entry of cache) {
    if (entry.startOffset > offset) break;
    found = entry.epoch;
  }
  return found;
}
