/**
 * Hands buffered records to the application, up to max.poll.records a poll, and acts on the errors that fetches brought
 * (org.apache.kafka.clients.consumer.internals.FetchCollector, CompletedFetch).
 *
 * *Simplified:* no transactions: nothing is skipped with read_committed beyond what the broker leaves out.
 */
import { get } from '../../base/table.ts';
import { drop, pushAll } from '../../base/vector.ts';
import { requestUpdate } from '../client/metadata.ts';
import { nextOffsetOf } from '../records.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { noteProgress } from './fetcher.ts';
import { type CompletedFetch, type ConsumedRecord, type ConsumerRun, setPartition } from './state.ts';
import { advancedTo, requestReset, withoutPreferredReplica } from './subscriptionState.ts';

/** What one poll hands out. */
interface Collected {
  readonly records: ConsumedRecord[];
  /** Whose they are, in the same order. */
  readonly ids: string[];
  /** Partitions whose fetch is used up, in this order. */
  readonly served: TopicPartition[];
}

/** How many records were handed out. */
export function collectFetch(run: ConsumerRun): number {
  const { buffer } = run;
  if (buffer.length === 0) return 0;
  const collected: Collected = { records: [], ids: [], served: [] };
  let left: CompletedFetch | undefined;
  let place = 0;
  while (hasRoom(run, collected) && place < buffer.length && run.thrown === undefined) {
    const fetch = buffer[place]!;
    place++;
    if (fetch.initialized || initialize(run, fetch, collected)) left = handOut(run, fetch, collected);
  }
  run.buffer = left === undefined ? buffer.slice(place) : [left, ...buffer.slice(place)];
  moveToEnd(run, collected.served);
  keep(run, collected.records);
  return collected.records.length;
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
  if (state?.fetchState !== 'FETCHING' || state.position?.offset !== fetch.nextFetchOffset) return undefined;
  const { records: handed, ids, served } = collected;
  const from = handed.length;
  let offset = fetch.nextFetchOffset;
  let { offsetEpoch } = state.position;
  let isDrained = true;
  for (const batch of fetch.batches) {
    const { baseOffset, records, partitionLeaderEpoch } = batch;
    if (nextOffsetOf(batch) <= offset) continue;
    if (!hasRoom(run, collected)) {
      isDrained = false;
      break;
    }
    offsetEpoch = partitionLeaderEpoch < 0 ? null : partitionLeaderEpoch;
    for (let place = Math.max(0, offset - baseOffset); place < records.length && hasRoom(run, collected); place++) {
      const { key, value, id = '' } = records[place]!;
      ids.push(id);
      handed.push({ partition, offset: baseOffset + place, key, value, at: run.env.now });
      offset = baseOffset + place + 1;
    }
    if (offset < nextOffsetOf(batch)) isDrained = false;
  }
  setPartition(run, advancedTo(state, offset, offsetEpoch));
  if (handed.length > from) tell(run, fetch, handed[from]!.offset, ids.slice(from));
  if (!isDrained) return unfinished(fetch, offset);
  served.push(partition);
  return undefined;
}

function unfinished(fetch: CompletedFetch, nextFetchOffset: number): CompletedFetch {
  const { partition, host, brokerId, errorCode, batches, highWatermark, logStartOffset, preferredReadReplica } = fetch;
  const progress = { highWatermark, logStartOffset, preferredReadReplica };
  return { partition, host, brokerId, errorCode, batches, nextFetchOffset, ...progress, initialized: true };
}

function tell(
  run: ConsumerRun,
  { partition, brokerId: broker }: CompletedFetch,
  from: number,
  ids: readonly string[],
): void {
  const [client, count] = [run.client.clientId, ids.length];
  const records = ids.every((id) => id !== '') ? ids : [];
  run.out.fact({ type: 'RecordsConsumed', client, partition, from, count, broker, records });
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
