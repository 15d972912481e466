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
import { noteProgress } from './fetcher.ts';
import { type CompletedFetch, type ConsumedRecord, type ConsumerRun, setPartition } from './state.ts';
import { requestReset } from './subscriptionState.ts';

/** How many records were handed out. */
export function collectFetch(run: ConsumerRun): number {
  let remaining = run.settings.maxPollRecords;
  while (remaining > 0 && run.buffer.length > 0 && run.thrown === undefined) {
    const first = run.buffer[0]!;
    const fetch = first.initialized ? first : initialize(run, first);
    if (fetch === undefined) {
      run.buffer = run.buffer.slice(1);
      continue;
    }
    const handed = handOut(run, fetch, remaining);
    remaining -= handed;
  }
  return run.settings.maxPollRecords - remaining;
}

/** undefined: there is nothing in it to hand out. */
function initialize(run: ConsumerRun, fetch: CompletedFetch): CompletedFetch | undefined {
  const state = get(run.partitions, fetch.partition);
  if (fetch.errorCode !== 'NONE') moveToEnd(run, fetch.partition);
  if (state?.fetchState !== 'FETCHING' || state.position === null) return undefined;
  if (fetch.errorCode !== 'NONE') {
    handleError(run, fetch);
    return undefined;
  }
  if (state.position.offset !== fetch.nextFetchOffset) return undefined;
  noteProgress(run, fetch);
  return { ...fetch, initialized: true };
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
      run.client = { ...run.client, metadata: requestUpdate(run.client.metadata) };
      setPartition(run, { ...state, preferredReadReplica: null });
      return;
    case 'OFFSET_OUT_OF_RANGE':
      // Said by a follower it may only be behind: the leader is asked next.
      if (state.preferredReadReplica !== null) setPartition(run, { ...state, preferredReadReplica: null });
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

/** Hands out at most so many records of it, and moves the position behind them. */
function handOut(run: ConsumerRun, fetch: CompletedFetch, atMost: number): number {
  const state = get(run.partitions, fetch.partition);
  const rest = run.buffer.slice(1);
  if (state?.fetchState !== 'FETCHING' || state.position?.offset !== fetch.nextFetchOffset) {
    run.buffer = rest;
    return 0;
  }
  let { nextFetchOffset } = fetch;
  let { offsetEpoch } = state.position;
  const handed: ConsumedRecord[] = [];
  let isDrained = true;
  for (const batch of fetch.batches) {
    const { baseOffset, records, partitionLeaderEpoch } = batch;
    if (nextOffsetOf(batch) <= nextFetchOffset) continue;
    if (handed.length === atMost) {
      isDrained = false;
      break;
    }
    offsetEpoch = partitionLeaderEpoch < 0 ? null : partitionLeaderEpoch;
    for (
      let place = Math.max(0, nextFetchOffset - baseOffset);
      place < records.length && handed.length < atMost;
      place++
    ) {
      const { key, value } = records[place]!;
      handed.push({ partition: fetch.partition, offset: baseOffset + place, key, value, at: run.env.now });
      nextFetchOffset = baseOffset + place + 1;
    }
    if (nextFetchOffset < nextOffsetOf(batch)) isDrained = false;
  }
  setPartition(run, { ...state, position: { ...state.position, offset: nextFetchOffset, offsetEpoch } });
  run.buffer = isDrained ? rest : [{ ...fetch, nextFetchOffset }, ...rest];
  if (isDrained) moveToEnd(run, fetch.partition);
  if (handed.length > 0) keep(run, fetch, handed);
  return handed.length;
}

const KEPT_AT_MOST = 65_536;
const KEPT_AFTER_DROP = 49_152;

function keep(
  run: ConsumerRun,
  { partition, brokerId: broker }: CompletedFetch,
  records: readonly ConsumedRecord[],
): void {
  const { consumed } = run;
  const room = consumed.length < KEPT_AT_MOST ? consumed : drop(consumed, consumed.length - KEPT_AFTER_DROP);
  run.consumed = pushAll(room, records);
  run.consumedCount += records.length;
  const { offset: from } = records[0]!;
  run.out.fact({
    type: 'RecordsConsumed',
    client: run.client.clientId,
    partition,
    from,
    count: records.length,
    broker,
  });
}

/** Whoever was served goes behind the others, so that none is starved. */
function moveToEnd(run: ConsumerRun, partition: string): void {
  if (run.fetchOrder.length < 2) return;
  run.fetchOrder = [...run.fetchOrder.filter((other) => other !== partition), partition];
}
