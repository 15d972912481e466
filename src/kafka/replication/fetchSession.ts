/**
 * Incremental fetches: a follower names a partition when something about it has changed, and the leader answers for a
 * partition when it has something new to say. A parked fetch with a thousand idle partitions is then two empty lists.
 *
 * Kafka: org.apache.kafka.server.{FetchContext,FetchSession,FetchSessionCacheShard} (KIP-227).
 * Kafka still walks all partitions of a session at each fetch. Here a session knows which need *attention*: new in the
 * request, behind the leader's log, another high watermark than last said, out of the ISR, or in error. For the others a
 * fetch says only that the follower is still at the end of the log, which is kept once, as the session's last fetch.
 * *Simplified:* followers only, no limit on the number of sessions, and consumers fetch without one.
 */
import type { Draft } from '../../base/draft.ts';
import { emptyTable, get, has, mapTable, remove, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { FetchPartition } from '../broker/state.ts';
import { setFetchSessions, setPartition, update, type Work } from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import type { FetchRequest, FetchResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { committedIsr } from './isrState.ts';
import {
  draftOf as draftOfPartition,
  isLeader,
  type LeaderPartition,
  type Partition,
  withRemoteReplicas,
} from './partition.ts';
import { type RemoteReplica, withFetchAtEnd } from './remoteReplica.ts';

export type FetchedPartition = FetchResponse['partitions'][number];

export interface CachedPartition {
  readonly request: FetchPartition;
  /** As last answered; -1 when not answered yet, or with an error. */
  readonly highWatermark: number;
  readonly logStartOffset: number;
}

export interface FetchSession {
  readonly id: number;
  /** What the next request has to say. */
  readonly epoch: number;
  readonly replicaId: number;
  readonly replicaEpoch: number;
  readonly partitions: Table<CachedPartition>;
  readonly attention: readonly TopicPartition[];
  readonly lastFetchTime: Micros;
  /** Where its fetch is parked; 0: it is not. */
  readonly connection: number;
}

/** A copy to change. */
function draftOf(session: FetchSession): Draft<FetchSession> {
  return {
    id: session.id,
    epoch: session.epoch,
    replicaId: session.replicaId,
    replicaEpoch: session.replicaEpoch,
    partitions: session.partitions,
    attention: session.attention,
    lastFetchTime: session.lastFetchTime,
    connection: session.connection,
  };
}

const INITIAL_EPOCH = 0;
const FINAL_EPOCH = -1;

export function sessionOf(work: Work, id: number): FetchSession | undefined {
  return get(work.state.fetchSessions, id);
}

export function setSession(work: Work, session: FetchSession): void {
  setFetchSessions(work, set(work.state.fetchSessions, session.id, session));
}

/** Its fetch waits on `connection` from now on. */
export function parkSession(work: Work, session: FetchSession, connection: number): void {
  const next = draftOf(session);
  next.connection = connection;
  setSession(work, next);
}

export function isSessionless(request: FetchRequest): boolean {
  return (request.sessionEpoch ?? FINAL_EPOCH) === FINAL_EPOCH;
}

/** FetchManager.newContext: opens a session, or moves it on by what the request names and forgets. */
export function enterSession(work: Work, request: FetchRequest): FetchSession | ErrorName {
  if (request.sessionEpoch === INITIAL_EPOCH) return openSession(work, request);
  const session = sessionOf(work, request.sessionId ?? 0);
  if (session === undefined) return 'FETCH_SESSION_ID_NOT_FOUND';
  if (session.epoch !== request.sessionEpoch) return 'INVALID_FETCH_SESSION_EPOCH';
  let partitions = session.partitions;
  for (const tp of request.forgottenTopicsData ?? []) {
    partitions = remove(partitions, tp);
    unwatch(work, tp, session.id);
  }
  const next = draftOf(session);
  next.epoch++;
  next.lastFetchTime = work.env.now;
  next.connection = 0;
  if (partitions !== session.partitions) {
    next.partitions = partitions;
    next.attention = session.attention.filter((tp) => has(partitions, tp));
  }
  return named(work, next, request.partitions);
}

function openSession(work: Work, request: FetchRequest): FetchSession {
  const { fetchSessions, nextSessionId: id } = work.state;
  for (const old of fetchSessions.values) {
    const replaced = old.id === request.sessionId;
    if (replaced || (old.replicaId === request.replicaId && old.replicaEpoch < request.replicaEpoch))
      closeSession(work, old);
  }
  update(work, { nextSessionId: id + 1 });
  const session: Draft<FetchSession> = {
    id,
    epoch: 1,
    replicaId: request.replicaId,
    replicaEpoch: request.replicaEpoch,
    partitions: emptyTable(),
    attention: [],
    lastFetchTime: work.env.now,
    connection: 0,
  };
  return named(work, session, request.partitions);
}

function named(work: Work, session: Draft<FetchSession>, requested: readonly FetchPartition[]): FetchSession {
  let { partitions } = session;
  const attention = session.attention.slice();
  for (const request of requested) {
    const tp = request.topicPartition;
    const known = get(partitions, tp);
    partitions = set(partitions, tp, askedAgain(known, request));
    if (!attention.includes(tp)) attention.push(tp);
    watch(work, tp, session.id);
  }
  session.partitions = partitions;
  session.attention = attention;
  setSession(work, session);
  return session;
}

function askedAgain(known: CachedPartition | undefined, request: FetchPartition): CachedPartition {
  if (known === undefined) return { request, highWatermark: -1, logStartOffset: -1 };
  return { request, highWatermark: known.highWatermark, logStartOffset: known.logStartOffset };
}

function closeSession(work: Work, session: FetchSession): void {
  const { partitions, fetchSessions } = work.state;
  update(work, {
    fetchSessions: remove(fetchSessions, session.id),
    partitions: mapTable(partitions, (partition) => withoutSession(partition, session.id)),
  });
}

function watch(work: Work, tp: TopicPartition, id: number): void {
  const partition = get(work.state.partitions, tp);
  if (partition === undefined || partition.sessions.includes(id)) return;
  setPartition(work, withSessions(partition, [...partition.sessions, id]));
}

/** Of a partition that is only now hosted here: followers that learnt of it before this broker did have named it already. */
export function sessionsNaming(work: Work, tp: TopicPartition): readonly number[] {
  return work.state.fetchSessions.values.filter(({ partitions }) => has(partitions, tp)).map(({ id }) => id);
}

function unwatch(work: Work, tp: TopicPartition, id: number): void {
  const partition = get(work.state.partitions, tp);
  if (partition !== undefined) setPartition(work, withoutSession(partition, id));
}

function withoutSession(partition: Partition, id: number): Partition {
  if (!partition.sessions.includes(id)) return partition;
  return withSessions(
    partition,
    partition.sessions.filter((session) => session !== id),
  );
}

function withSessions(partition: Partition, sessions: readonly number[]): Partition {
  const next = draftOfPartition(partition);
  next.sessions = sessions;
  return next;
}

/** Something about a partition changed: its sessions have to look at it with their next answer. */
export function attend(work: Work, partition: Partition): void {
  for (const id of partition.sessions) {
    const session = sessionOf(work, id);
    if (session === undefined || !has(session.partitions, partition.topicPartition)) continue;
    if (session.attention.includes(partition.topicPartition)) continue;
    const next = draftOf(session);
    next.attention = [...session.attention, partition.topicPartition];
    setSession(work, next);
  }
}

/** FetchSession.CachedPartition.maybeUpdateResponseData */
export function mustRespond(cached: CachedPartition, answer: FetchedPartition): boolean {
  return (
    answer.records.length > 0 ||
    answer.highWatermark !== cached.highWatermark ||
    answer.logStartOffset !== cached.logStartOffset ||
    answer.errorCode !== 'NONE' ||
    answer.divergingEpoch !== null
  );
}

/** After an answer: what was said is noted, and what is settled needs no attention until something happens to it. */
export function answeredSession(work: Work, session: FetchSession, answers: readonly FetchedPartition[]): void {
  let { partitions } = session;
  for (const answer of answers) {
    const cached = get(partitions, answer.topicPartition);
    if (cached === undefined) continue;
    const { highWatermark, logStartOffset, errorCode } = answer;
    const said = { request: cached.request, highWatermark: errorCode === 'NONE' ? highWatermark : -1, logStartOffset };
    if (mustRespond(cached, answer)) partitions = set(partitions, answer.topicPartition, said);
  }
  const next = draftOf(session);
  next.partitions = partitions;
  next.attention = session.attention.filter((tp) => !isSettled(work, session, get(partitions, tp)));
  next.connection = 0;
  setSession(work, next);
}

function isSettled(work: Work, session: FetchSession, cached: CachedPartition | undefined): boolean {
  if (cached === undefined) return true;
  const partition = get(work.state.partitions, cached.request.topicPartition);
  if (partition === undefined || !isLeader(partition)) return false;
  const { log, replica } = partition;
  return (
    cached.highWatermark === log.highWatermark &&
    cached.logStartOffset === log.logStartOffset &&
    cached.request.fetchOffset === log.logEndOffset &&
    (cached.request.currentLeaderEpoch === partition.leaderEpoch || cached.request.currentLeaderEpoch === -1) &&
    committedIsr(replica.isrState).includes(session.replicaId)
  );
}

/** Followers that are at the end of the log were so at the last fetch of their session too: written down before it grows. */
export function withSessionFetchTimes(work: Work, partition: LeaderPartition): LeaderPartition {
  if (partition.sessions.length === 0) return partition;
  const { log, replica } = partition;
  let remoteReplicas: RemoteReplica[] | undefined;
  for (let place = 0; place < replica.remoteReplicas.length; place++) {
    const remote = replica.remoteReplicas[place]!;
    if (remote.logEndOffset !== log.logEndOffset) continue;
    const at = lastSessionFetch(work, partition, remote.brokerId);
    if (at <= remote.lastFetchTime || at < remote.resetAt) continue;
    remoteReplicas ??= replica.remoteReplicas.slice();
    remoteReplicas[place] = withFetchAtEnd(remote, at);
  }
  return remoteReplicas === undefined ? partition : withRemoteReplicas(partition, remoteReplicas);
}

function lastSessionFetch(work: Work, partition: Partition, replicaId: number): Micros {
  let latest = Number.MIN_SAFE_INTEGER;
  for (const id of partition.sessions) {
    const session = sessionOf(work, id);
    if (session?.replicaId === replicaId && session.lastFetchTime > latest) latest = session.lastFetchTime;
  }
  return latest;
}
