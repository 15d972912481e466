/**
 * Hands buffered records to the application, up to max.poll.records a poll, and acts on the errors that fetches brought
 * (org.apache.kafka.clients.consumer.internals.FetchCollector, CompletedFetch).
 *
 * *Simplified:* no transactions: nothing is skipped with read_committed beyond what the broker leaves out.
 */
import { get } from '../../base/table.ts';
import { drop, pushAll } from '../../base/vector.ts';
import { requestUpdate } from '../client/metadata.ts';
import { nextOffsetOf, offsetAt } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { HandedRecord } from './application.ts';
import { noteProgress } from './fetcher.ts';
import { type CompletedFetch, type ConsumedRecord, type ConsumerRun, setPartition } from './state.ts';
import { isFetchableAndSubscribed } from './subscription.ts';
import { advancedTo, requestReset, withoutPreferredReplica } from './subscriptionState.ts';

/** What one poll hands out. */
interface Collected {
  readonly records: ConsumedRecord[];
  /** Whose they are, in the same order. */
  readonly ids: string[];
  /** Partitions whose fetch is used up, in this order. */
  readonly served: TopicPartition[];
}

/** The records that are handed out; undefined when nothing has changed, not even a position. */
export function collectFetch(run: ConsumerRun): readonly HandedRecord[] | undefined {
  const { buffer } = run;
  if (buffer.length === 0) return undefined;
  const collected: Collected = { records: [], ids: [], served: [] };
  // What is paused waits behind what is not.
  const paused: CompletedFetch[] = [];
  let left: CompletedFetch | undefined;
  let place = 0;
  while (hasRoom(run, collected) && place < buffer.length && run.thrown === undefined) {
    const fetch = buffer[place]!;
    place++;
    if (!fetch.initialized && !initialize(run, fetch, collected)) continue;
    if (get(run.partitions, fetch.partition)?.paused === true) {
      paused.push({ ...fetch, initialized: true });
    } else left = handOut(run, fetch, collected);
  }
  const rest = [...buffer.slice(place), ...paused];
  run.buffer = left === undefined ? rest : [left, ...rest];
  moveToEnd(run, collected.served);
  keep(run, collected.records);
  if (collected.records.length === 0) return undefined;
  return collected.records.map(({ partition, offset }, nth) => ({ partition, offset, id: collected.ids[nth]! }));
}

function hasRoom({ settings }: ConsumerRun, { records }: Collected): boolean {
  return records.length < settings.maxPollRecords;
}

/** Looks at its error and its offsets. False: there is nothing in it to hand out. */
function initialize(run: ConsumerRun, fetch: CompletedFetch, { served }: Collected): boolean {
  const state = get(run.partitions, fetch.partition);
  if (fetch.errorCode !== 'NONE') served.push(fetch.partition);
  if (state?.fetchState !== 'FETCHING' || state.position === null) return false;
  if (fetch.errorCode !== 'NONE') {
    handleError(run, fetch);
    return false;
  }
  if (state.position.offset !== fetch.nextFetchOffset) return false;
  noteProgress(run, fetch);
  return true;
}

function handleError(run: ConsumerRun, { partition, errorCode, nextFetchOffset }: CompletedFetch): void {
  const state = get(run.partitions, partition)!;
  switch (errorCode) {
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'REPLICA_NOT_AVAILABLE':
    case 'KAFKA_STORAGE_ERROR':
    case 'FENCED_LEADER_EPOCH':
    case 'OFFSET_NOT_AVAILABLE':
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      run.client.metadata = requestUpdate(run.client.metadata);
      setPartition(run, withoutPreferredReplica(state));
      return;
    case 'OFFSET_OUT_OF_RANGE':
      // Said by a follower it may only be behind: the leader is asked next.
      if (state.preferredReadReplica !== null) setPartition(run, withoutPreferredReplica(state));
      else if (state.position?.offset === nextFetchOffset) {
        if (run.settings.resetStrategy.type === 'none') {
          run.thrown = `OffsetOutOfRangeException for ${partition} at ${nextFetchOffset}`;
        } else setPartition(run, requestReset(state, `offset ${nextFetchOffset} out of range`));
      }
      return;
    case 'UNKNOWN_LEADER_EPOCH':
    case 'UNKNOWN_SERVER_ERROR':
      return;
    case 'TOPIC_AUTHORIZATION_FAILED':
      run.thrown = `TopicAuthorizationException for ${partition}`;
      return;
    default:
      run.thrown = `unexpected error ${errorCode} for ${partition} at ${nextFetchOffset}`;
  }
}

/** Hands out what there is room for, and moves the position behind it. Answers what is left for the next poll. */
function handOut(run: ConsumerRun, fetch: CompletedFetch, collected: Collected): CompletedFetch | undefined {
  const { partition } = fetch;
  const state = get(run.partitions, partition);
  if (state === undefined || !isFetchableAndSubscribed(run, state)) return undefined;
  if (state.position === null || state.position.offset !== fetch.nextFetchOffset) return undefined;
  const { records: handed, ids, served } = collected;
  const from = handed.length;
  let offset = fetch.nextFetchOffset;
  let { offsetEpoch } = state.position;
  let isDrained = true;
  for (const batch of fetch.batches) {
    const { records, partitionLeaderEpoch } = batch;
    const end = nextOffsetOf(batch);
    if (end <= offset) continue;
    if (!hasRoom(run, collected)) {
      isDrained = false;
      break;
    }
    offsetEpoch = partitionLeaderEpoch < 0 ? null : partitionLeaderEpoch;
    let place = placeFrom(batch, offset);
    for (; place < records.length && hasRoom(run, collected); place++) {
      const { key, value, timestamp, headers, id = '' } = records[place]!;
      const at = offsetAt(batch, place);
      ids.push(id);
      const plain: ConsumedRecord = { partition, offset: at, key, value, timestamp, at: run.env.now };
      handed.push(headers === undefined ? plain : { ...plain, headers });
      offset = at + 1;
    }
    // Behind the last record there may be a gap that compaction left.
    if (place === records.length) offset = end;
    else isDrained = false;
  }
  setPartition(run, advancedTo(state, offset, offsetEpoch));
  tellConsumed(run, fetch, handed, ids, from, offset);
  if (!isDrained) return unfinished(fetch, offset);
  served.push(partition);
  return undefined;
}

/** The first record of a batch at this offset or behind it. */
function placeFrom(batch: CompletedFetch['batches'][number], offset: number): number {
  if (batch.offsetDeltas === undefined) return Math.max(0, offset - batch.baseOffset);
  let place = 0;
  while (place < batch.records.length && offsetAt(batch, place) < offset) place++;
  return place;
}

function unfinished(fetch: CompletedFetch, nextFetchOffset: number): CompletedFetch {
  const { partition, host, brokerId, errorCode, batches, highWatermark, logStartOffset, preferredReadReplica } = fetch;
  const progress = { highWatermark, logStartOffset, preferredReadReplica };
  return { partition, host, brokerId, errorCode, batches, nextFetchOffset, ...progress, initialized: true };
}

/** One fact for each stretch without a gap. */
function tellConsumed(
  run: ConsumerRun,
  fetch: CompletedFetch,
  handed: readonly ConsumedRecord[],
  ids: readonly string[],
  first: number,
  position: number,
): void {
  const { partition, brokerId: broker } = fetch;
  const highWatermark = get(run.partitions, partition)?.highWatermark ?? null;
  const lag = highWatermark === null ? -1 : Math.max(0, highWatermark - position);
  let start = first;
  for (let place = first + 1; place <= handed.length; place++) {
    if (place < handed.length && handed[place]!.offset === handed[place - 1]!.offset + 1) continue;
    const of = ids.slice(start, place);
    const records = of.every((id) => id !== '') ? of : [];
    const from = handed[start]!.offset;
    run.out.fact({
      type: 'RecordsConsumed',
      client: run.client.clientId,
      partition,
      from,
      count: of.length,
      broker,
      bytes: bytesOf(fetch, from, from + of.length),
      lag,
      records,
    });
    start = place;
  }
}

/** A part of a batch weighs its share. */
function bytesOf({ batches }: CompletedFetch, from: number, to: number): number {
  let bytes = 0;
  for (const batch of batches) {
    const end = nextOffsetOf(batch);
    if (end <= from || batch.baseOffset >= to) continue;
    const share = Math.min(end, to) - Math.max(batch.baseOffset, from);
    bytes += Math.floor((batch.sizeInBytes * share) / (end - batch.baseOffset));
  }
  return bytes;
}

const KEPT_AT_MOST = 65_536;
const KEPT_AFTER_DROP = 49_152;

function keep(run: ConsumerRun, records: readonly ConsumedRecord[]): void {
  const { consumed } = run;
  const room = consumed.length < KEPT_AT_MOST ? consumed : drop(consumed, consumed.length - KEPT_AFTER_DROP);
  run.consumed = pushAll(room, records);
  run.consumedCount += records.length;
}

/** Whoever was served goes behind the others, so that none is starved. */
function moveToEnd(run: ConsumerRun, served: readonly TopicPartition[]): void {
  if (served.length === 0) return;
  const last = new Set<TopicPartition>();
  for (const partition of served) {
    last.delete(partition);
    last.add(partition);
  }
  const order: TopicPartition[] = [];
  for (const partition of run.fetchOrder) if (!last.has(partition)) order.push(partition);
  for (const partition of last) order.push(partition);
  run.fetchOrder = order;
}
