/**
 * Fetches that wait: for fetch.min.bytes to be there, for their maximum wait to pass, or for something that has to be
 * said at once (an error, a diverging history). That the high watermark moved is no reason to answer a follower.
 *
 * Kafka: kafka.server.DelayedFetch, kafka.server.ReplicaManager.fetchMessages, kafka.server.KafkaApis.handleFetchRequest.
 */
import { get } from '../../base/table.ts';
import { millis } from '../../base/time.ts';
import { connectionOf, delayedOperationTimer, park, release } from '../broker/connections.ts';
import type { FetchParams, FetchPartition, ParkedFetch } from '../broker/state.ts';
import { brokerId, configNumber, hostedPartition, setPartition, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import { bytesBetween, onOlderSegment } from '../log/logRead.ts';
import type { FetchRequest, FetchResponse } from '../messages.ts';
import { partitionAt } from '../metadata/image.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { fetchError, isFromFollower, readFromLog, sizeOf } from './fetchRecords.ts';
import {
  answeredSession,
  enterSession,
  type FetchedPartition,
  isSessionless,
  mustRespond,
  parkSession,
  sessionOf,
} from './fetchSession.ts';
import { lookUp } from './leaderEpochLookup.ts';
import { draftOf, localLogError, type Partition } from './partition.ts';

export function handleFetch(work: Work, connection: number, request: FetchRequest): void {
  const maxBytes = Math.min(request.maxBytes, configNumber(work, 'fetch.max.bytes'));
  const params: FetchParams = {
    replicaId: request.replicaId,
    replicaEpoch: request.replicaEpoch,
    minBytes: Math.min(request.minBytes, maxBytes),
    maxBytes,
    rackId: request.rackId,
  };
  let { partitions } = request;
  let sessionId = 0;
  if (!isSessionless(request)) {
    const session = enterSession(work, request);
    if (typeof session === 'string') return void work.out.reply(connection, topLevelError(request, session));
    sessionId = session.id;
    partitions = [];
  }
  const full = request.sessionEpoch === 0;
  const parked: ParkedFetch = {
    type: 'fetch',
    correlationId: request.correlationId,
    params,
    sessionId,
    full,
    partitions,
  };
  const requested = requestedOf(work, parked);
  const interesting = knownOf(work, requested);
  const results = readFromLog(work, params, interesting, true);
  if (isSatisfied(work, parked, request.maxWaitMs, interesting, results)) {
    work.out.reply(connection, response(work, parked, requested, results));
    return;
  }
  parkFetch(work, connection, parked, interesting, request.maxWaitMs);
}

function topLevelError(request: FetchRequest, errorCode: ErrorName): FetchResponse {
  return { type: 'FetchResponse', correlationId: request.correlationId, errorCode, partitions: [] };
}

/** What the fetch is about: all it named, or what its session has to look at. */
function requestedOf(work: Work, parked: ParkedFetch): readonly FetchPartition[] {
  if (parked.sessionId === 0) return parked.partitions;
  const session = sessionOf(work, parked.sessionId);
  return session === undefined ? [] : session.attention.map((tp) => get(session.partitions, tp)!.request);
}

/** The same, as far as it is about one partition. */
function requestedOfOne(work: Work, parked: ParkedFetch, tp: TopicPartition): readonly FetchPartition[] {
  if (parked.sessionId === 0) return parked.partitions.filter(({ topicPartition }) => topicPartition === tp);
  const session = sessionOf(work, parked.sessionId);
  return session?.attention.includes(tp) ? [get(session.partitions, tp)!.request] : [];
}

/** Unknown topics are answered, not read. */
function knownOf(work: Work, requested: readonly FetchPartition[]): readonly FetchPartition[] {
  for (const { topicPartition } of requested) {
    if (!isKnown(work, topicPartition)) return requested.filter((asked) => isKnown(work, asked.topicPartition));
  }
  return requested;
}

function isKnown(work: Work, tp: TopicPartition): boolean {
  return hostedPartition(work, tp) !== undefined || partitionAt(work.state.image, tp) !== undefined;
}

function isSatisfied(
  work: Work,
  parked: ParkedFetch,
  maxWaitMs: number,
  interesting: readonly FetchPartition[],
  results: readonly FetchedPartition[],
): boolean {
  if (maxWaitMs <= 0) return true;
  const session = sessionOf(work, parked.sessionId);
  // Nothing that is known here: there is nothing to wait for. What a session does not look at is known.
  const unknown = session === undefined || session.attention.length === session.partitions.keys.length;
  if (unknown && interesting.length === 0) return true;
  let bytes = 0;
  for (const { errorCode, divergingEpoch, preferredReadReplica, records } of results) {
    if (errorCode !== 'NONE' || divergingEpoch !== null || preferredReadReplica >= 0) return true;
    bytes += sizeOf(records);
  }
  if (bytes >= parked.params.minBytes) return true;
  return isCompletable(work, parked.params, interesting);
}

function parkFetch(
  work: Work,
  connection: number,
  parked: ParkedFetch,
  interesting: readonly FetchPartition[],
  maxWaitMs: number,
): void {
  park(work, connection, parked);
  const session = sessionOf(work, parked.sessionId);
  if (session !== undefined) parkSession(work, session, connection);
  else for (const { topicPartition } of interesting) watch(work, topicPartition, connection);
  work.out.setTimer(delayedOperationTimer(connection), millis(maxWaitMs), {
    part: 'broker',
    type: 'delayed-operation',
    connection,
  });
}

function watch(work: Work, tp: TopicPartition, connection: number): void {
  const partition = hostedPartition(work, tp);
  if (partition === undefined || partition.fetchWatchers.includes(connection)) return;
  setPartition(work, withFetchWatchers(partition, [...partition.fetchWatchers, connection]));
}

function withFetchWatchers(partition: Partition, fetchWatchers: readonly number[]): Partition {
  const next = draftOf(partition);
  next.fetchWatchers = fetchWatchers;
  return next;
}

// ---- completion ------------------------------------------------------------------------------------------------------

/** Something about this partition changed: looks at the fetches that are parked on it. */
export function completeDelayedFetches(work: Work, touched: Partition): void {
  const partition = hostedPartition(work, touched.topicPartition) ?? touched;
  for (const id of partition.sessions) {
    const session = sessionOf(work, id);
    if (session !== undefined && session.connection !== 0)
      tryComplete(work, session.connection, partition.topicPartition);
  }
  const { fetchWatchers } = partition;
  if (fetchWatchers.length === 0) return;
  const waiting = fetchWatchers.filter((connection) => !tryComplete(work, connection, partition.topicPartition));
  const hosted = hostedPartition(work, partition.topicPartition);
  if (hosted !== undefined && waiting.length < fetchWatchers.length)
    setPartition(work, withFetchWatchers(hosted, waiting));
}

/** True when the connection does not wait for this partition any more. */
function tryComplete(work: Work, connection: number, tp: TopicPartition): boolean {
  const parked = connectionOf(work, connection)?.parked;
  if (parked?.type !== 'fetch') return true;
  // One byte is enough for most: then only what was touched can have become enough.
  const toLookAt =
    parked.params.minBytes <= 1
      ? requestedOfOne(work, parked, tp)
      : requestedOf(work, parked).filter(({ topicPartition: one }) => one === tp || isKnown(work, one));
  if (!isCompletable(work, parked.params, toLookAt)) return false;
  completeFetch(work, connection, parked);
  return true;
}

function isCompletable(work: Work, params: FetchParams, partitions: readonly FetchPartition[]): boolean {
  let bytes = 0;
  for (const request of partitions) {
    const available = bytesAvailable(work, params, request);
    if (available === 'answer-now') return true;
    bytes += available;
  }
  return partitions.length > 0 && bytes >= params.minBytes;
}

function bytesAvailable(work: Work, params: FetchParams, request: FetchPartition): number | 'answer-now' {
  const partition = hostedPartition(work, request.topicPartition);
  if (partition === undefined) return 'answer-now';
  const follower = isFromFollower(params);
  if (localLogError(partition, request.currentLeaderEpoch, follower) !== 'NONE') return 'answer-now';
  const { log } = partition;
  const { fetchOffset } = request;
  const end = follower ? log.logEndOffset : log.highWatermark;
  if (fetchOffset > end) return 'answer-now';
  if (fetchOffset < end && onOlderSegment(log, fetchOffset, end)) return 'answer-now';
  const { kip320 } = work.state.setup.version;
  if (lookUp(log, request.lastFetchedEpoch, fetchOffset, kip320).type !== 'same-history') return 'answer-now';
  return Math.min(bytesBetween(log, fetchOffset, end, params.minBytes), request.partitionMaxBytes);
}

/** With whatever there is. The follower's progress was noted when the request came. */
export function completeFetch(work: Work, connection: number, parked: ParkedFetch): void {
  work.out.cancelTimer(delayedOperationTimer(connection));
  const requested = requestedOf(work, parked);
  const results = readFromLog(work, parked.params, knownOf(work, requested), false);
  release(work, connection, response(work, parked, requested, results));
}

function response(
  work: Work,
  parked: ParkedFetch,
  requested: readonly FetchPartition[],
  read: FetchedPartition[],
): FetchResponse {
  if (read.length < requested.length) {
    for (const { topicPartition } of requested) {
      if (isKnown(work, topicPartition)) continue;
      read.push(fetchError(work, topicPartition, 'UNKNOWN_TOPIC_OR_PARTITION'));
    }
  }
  let partitions: readonly FetchedPartition[] = read;
  const session = sessionOf(work, parked.sessionId);
  if (session !== undefined) {
    if (!parked.full) {
      partitions = read.filter((result) => {
        const cached = get(session.partitions, result.topicPartition);
        return cached !== undefined && mustRespond(cached, result);
      });
    }
    answeredSession(work, session, read);
  }
  const { correlationId, sessionId } = parked;
  if (!isFromFollower(parked.params)) tellServed(work, partitions);
  return { type: 'FetchResponse', correlationId, errorCode: 'NONE', sessionId, partitions };
}

/** BrokerTopicMetrics.BytesOutPerSec is of consumers alone. */
function tellServed(work: Work, partitions: readonly FetchedPartition[]): void {
  let bytes = 0;
  for (const { records } of partitions) bytes += sizeOf(records);
  if (bytes > 0) work.out.fact({ type: 'RecordsServed', broker: brokerId(work), bytes });
}
