/**
 * Pulls one leader's records into this broker's followers: one request in flight, the next one as soon as its answer is
 * dealt with. Most of the time it waits at the leader, for at most replica.fetch.wait.max.ms.
 *
 * Kafka: kafka.server.{AbstractFetcherThread,ReplicaFetcherThread,RemoteLeaderEndPoint}, truncation on fetch as since
 * 2.7 (KAFKA-10554), else by asking first (offsetsForLeaderEpoch.ts); org.apache.kafka.clients.FetchSessionHandler
 * (KIP-227).
 * *Simplified:* no quotas.
 */
import { remembered } from '../../base/remembered.ts';
import { emptyTable, get, has, remove, set } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { FetchPartition } from '../broker/state.ts';
import {
  brokerId,
  configMicros,
  configNumber,
  hostedPartition,
  nextCorrelationId,
  update,
  type Work,
} from '../broker/work.ts';
import { brokerEpoch } from '../broker/zk/state.ts';
import type { FetchRequest, FetchResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import {
  draftOf,
  fetcherOf,
  type PartitionFetchState,
  type ReplicaFetcher,
  requestEpoch,
  setFetcher,
  withPartition,
} from './fetcherState.ts';
import { replicate, truncateOnDivergence } from './followerLog.ts';
import { maybeTruncate } from './offsetsForLeaderEpoch.ts';
import { lookUpOffset } from './outOfRange.ts';

const fetcherTimer = remembered((key: string) => `broker/fetcher ${key}`);
export const fetcherTimeoutTimer = remembered((key: string) => `broker/fetcher-timeout ${key}`);

export function cancelFetcherTimers(work: Work, key: string): void {
  work.out.cancelTimer(fetcherTimer(key));
  work.out.cancelTimer(fetcherTimeoutTimer(key));
}

// ---- asking ----------------------------------------------------------------------------------------------------------

/** One turn of the thread: a look-up if one is due, else a fetch, else a rest of replica.fetch.backoff.ms. */
export function doWork(work: Work, key: string): void {
  const fetcher = fetcherOf(work, key);
  if (fetcher === undefined || fetcher.inFlight !== null) return;
  const [first] = fetcher.outOfRange;
  if (first !== undefined) {
    lookUpOffset(work, key, first);
    return;
  }
  if (fetcher.truncating.length > 0 && maybeTruncate(work, key)) return;
  const request = buildFetch(work, fetcherOf(work, key)!);
  if (request === undefined) {
    if (fetcher.partitions.keys.length === 0) return;
    const backoff = configMicros(work, 'replica.fetch.backoff.ms');
    work.out.setTimer(fetcherTimer(key), backoff, { part: 'broker', type: 'fetcher', fetcher: key });
    return;
  }
  work.out.cancelTimer(fetcherTimer(key));
  sendToLeader(work, key, request);
}

export function sendToLeader(work: Work, key: string, request: Parameters<Work['out']['send']>[2]): void {
  const { host, lane } = fetcherOf(work, key)!;
  work.out.send(host, lane, request);
  const timeout = configMicros(work, 'replica.socket.timeout.ms');
  work.out.setTimer(fetcherTimeoutTimer(key), timeout, {
    part: 'broker',
    type: 'fetcher-timeout',
    fetcher: key,
  });
}

/** Names what changed since the last request; a new session names everything. Undefined when there is nothing to fetch. */
function buildFetch(work: Work, before: ReplicaFetcher): FetchRequest | undefined {
  const fetcher = withoutExpiredDelays(before, work.env.now);
  const full = fetcher.sessionEpoch === 0;
  let sent = full ? emptyTable<FetchPartition>() : fetcher.sent;
  const named: FetchPartition[] = [];
  const forgotten: TopicPartition[] = [];
  for (const tp of full ? fetcher.partitions.keys : fetcher.changed) {
    const state = get(fetcher.partitions, tp);
    if (state === undefined || state.delayedUntil !== null || fetcher.truncating.includes(tp)) {
      if (!has(sent, tp)) continue;
      sent = remove(sent, tp);
      forgotten.push(tp);
      continue;
    }
    const wanted = fetchPartition(work, tp, state);
    if (sameRequest(get(sent, tp), wanted)) continue;
    sent = set(sent, tp, wanted);
    named.push(wanted);
  }
  const next = draftOf(fetcher);
  next.sent = sent;
  next.changed = [];
  if (sent.keys.length === 0 && forgotten.length === 0) {
    setFetcher(work, next);
    return undefined;
  }
  const correlationId = nextCorrelationId(work);
  next.inFlight = { type: 'fetch', correlationId };
  setFetcher(work, next);
  return {
    type: 'FetchRequest',
    correlationId,
    replicaId: brokerId(work),
    replicaEpoch: brokerEpoch(work),
    maxWaitMs: configNumber(work, 'replica.fetch.wait.max.ms'),
    minBytes: configNumber(work, 'replica.fetch.min.bytes'),
    maxBytes: configNumber(work, 'replica.fetch.response.max.bytes'),
    isolationLevel: 'read_uncommitted',
    rackId: '',
    sessionId: fetcher.sessionId,
    sessionEpoch: fetcher.sessionEpoch,
    forgottenTopicsData: forgotten,
    partitions: named,
  };
}

export function withoutExpiredDelays(fetcher: ReplicaFetcher, now: Micros): ReplicaFetcher {
  let next = fetcher;
  for (const tp of fetcher.delayed) {
    const state = get(fetcher.partitions, tp);
    if (state === undefined || state.delayedUntil === null || state.delayedUntil > now) continue;
    next = withPartition(next, tp, { ...state, delayedUntil: null });
  }
  if (next === fetcher) return fetcher;
  return { ...next, delayed: next.delayed.filter((tp) => (get(next.partitions, tp)?.delayedUntil ?? null) !== null) };
}

function fetchPartition(work: Work, topicPartition: TopicPartition, state: PartitionFetchState): FetchPartition {
  return {
    topicPartition,
    currentLeaderEpoch: requestEpoch(work, state),
    fetchOffset: state.fetchOffset,
    lastFetchedEpoch: work.state.setup.version.kafka10554 ? state.lastFetchedEpoch : -1,
    logStartOffset: hostedPartition(work, topicPartition)?.log.logStartOffset ?? -1,
    partitionMaxBytes: configNumber(work, 'replica.fetch.max.bytes'),
  };
}

function sameRequest(a: FetchPartition | undefined, b: FetchPartition): boolean {
  return (
    a !== undefined &&
    a.fetchOffset === b.fetchOffset &&
    a.currentLeaderEpoch === b.currentLeaderEpoch &&
    a.lastFetchedEpoch === b.lastFetchedEpoch &&
    a.logStartOffset === b.logStartOffset &&
    a.partitionMaxBytes === b.partitionMaxBytes
  );
}

// ---- answers ---------------------------------------------------------------------------------------------------------

export function fetchAnswered(work: Work, key: string, response: FetchResponse): void {
  const fetcher = fetcherOf(work, key);
  if (fetcher?.inFlight?.type !== 'fetch' || fetcher.inFlight.correlationId !== response.correlationId) return;
  work.out.cancelTimer(fetcherTimeoutTimer(key));
  const { sessionId, sessionEpoch } = nextSession(fetcher, response);
  const next = draftOf(fetcher);
  next.sessionId = sessionId;
  next.sessionEpoch = sessionEpoch;
  next.inFlight = null;
  setFetcher(work, next);
  for (const answer of response.partitions) processPartition(work, key, answer);
  doWork(work, key);
}

function nextSession(
  fetcher: ReplicaFetcher,
  response: FetchResponse,
): Pick<ReplicaFetcher, 'sessionId' | 'sessionEpoch'> {
  if (response.errorCode === 'FETCH_SESSION_ID_NOT_FOUND') return { sessionId: 0, sessionEpoch: 0 };
  if (response.errorCode !== 'NONE') return { sessionId: fetcher.sessionId, sessionEpoch: 0 };
  const sessionId = response.sessionId ?? 0;
  return { sessionId, sessionEpoch: sessionId === 0 ? 0 : fetcher.sessionEpoch + 1 };
}

/** Only if the partition is still where it was when the request was sent: it may have been truncated or re-added since. */
function processPartition(work: Work, key: string, answer: FetchResponse['partitions'][number]): void {
  const fetcher = fetcherOf(work, key)!;
  const tp = answer.topicPartition;
  const state = get(fetcher.partitions, tp);
  const asked = get(fetcher.sent, tp);
  if (state === undefined || asked === undefined || state.delayedUntil !== null) return;
  if (asked.fetchOffset !== state.fetchOffset || asked.currentLeaderEpoch !== requestEpoch(work, state)) return;
  if (fetcher.truncating.includes(tp)) return;
  switch (answer.errorCode) {
    case 'NONE': {
      const next =
        answer.divergingEpoch === null
          ? replicate(work, answer, state)
          : truncateOnDivergence(work, tp, answer.divergingEpoch, state);
      if (next === undefined) markPartitionFailed(work, key, tp);
      else if (next !== state) setFetcher(work, withPartition(fetcher, tp, next));
      return;
    }
    case 'OFFSET_OUT_OF_RANGE':
      setFetcher(work, { ...fetcher, outOfRange: [...fetcher.outOfRange, tp] });
      return;
    case 'FENCED_LEADER_EPOCH':
      // Nothing to do until the metadata names a newer epoch.
      markPartitionFailed(work, key, tp);
      return;
    default:
      delayPartition(work, key, tp);
      return;
  }
}

export function markPartitionFailed(work: Work, key: string, tp: TopicPartition): void {
  setFetcher(work, withPartition(fetcherOf(work, key)!, tp, undefined));
  update(work, { failedPartitions: [...work.state.failedPartitions, tp] });
}

export function delayPartition(work: Work, key: string, tp: TopicPartition): void {
  const fetcher = fetcherOf(work, key)!;
  const state = get(fetcher.partitions, tp);
  if (state === undefined || state.delayedUntil !== null) return;
  const delayedUntil = work.env.now + configMicros(work, 'replica.fetch.backoff.ms');
  const next = withPartition(fetcher, tp, { ...state, delayedUntil });
  setFetcher(work, { ...next, delayed: [...next.delayed, tp] });
}

/** The connection is gone, or silent for too long: everything backs off, and the session has to be opened anew. */
export function fetcherDisconnected(work: Work, key: string): void {
  const fetcher = fetcherOf(work, key);
  if (fetcher === undefined || fetcher.inFlight === null) return;
  const { inFlight } = fetcher;
  work.out.cancelTimer(fetcherTimeoutTimer(key));
  if (inFlight.type === 'fetch') {
    setFetcher(work, { ...fetcher, inFlight: null, sessionEpoch: 0 });
    for (const tp of fetcher.partitions.keys) delayPartition(work, key, tp);
  } else if (inFlight.type === 'offset-for-leader-epoch') {
    setFetcher(work, { ...fetcher, inFlight: null });
    for (const { topicPartition } of inFlight.partitions) delayPartition(work, key, topicPartition);
  } else {
    const outOfRange = fetcher.outOfRange.filter((tp) => tp !== inFlight.topicPartition);
    setFetcher(work, { ...fetcher, inFlight: null, outOfRange });
    delayPartition(work, key, inFlight.topicPartition);
  }
  doWork(work, key);
}

export function fetcherTimedOut(work: Work, key: string): void {
  const fetcher = fetcherOf(work, key);
  if (fetcher === undefined || fetcher.inFlight === null) return;
  work.out.close(fetcher.host, fetcher.lane);
  fetcherDisconnected(work, key);
}
