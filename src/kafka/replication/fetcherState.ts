/**
 * What a broker keeps of one fetcher: where each of its partitions stands, what the leader holds of their fetch session,
 * and the one request in flight. What is done with it is replicaFetcher.ts.
 *
 * Kafka: kafka.server.{AbstractFetcherThread,PartitionFetchState}, org.apache.kafka.clients.FetchSessionHandler (KIP-227).
 */
import type { Draft } from '../../base/draft.ts';
import { emptyTable, get, has, remove, set, type Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { FetchPartition } from '../broker/state.ts';
import { setFetchers, type Work } from '../broker/work.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { InFlightEpochLookUp } from './offsetsForLeaderEpoch.ts';
import type { InFlightLookUp } from './outOfRange.ts';

export interface PartitionFetchState {
  readonly fetchOffset: number;
  readonly currentLeaderEpoch: number;
  /** -1: the log is empty. */
  readonly lastFetchedEpoch: number;
  /** Backing off after an error. */
  readonly delayedUntil: Micros | null;
  /** How far the leader's high watermark was ahead; null before the first answer. */
  readonly lag: number | null;
}

export interface ReplicaFetcher {
  readonly key: string;
  readonly leaderId: number;
  /** The leader's node, and the connection to it. */
  readonly host: string;
  readonly lane: string;
  readonly partitions: Table<PartitionFetchState>;
  /** Of the fetch session, as the next request will say them; epoch 0 opens a new one. */
  readonly sessionId: number;
  readonly sessionEpoch: number;
  /** What the leader holds of the session. */
  readonly sent: Table<FetchPartition>;
  /** Partitions that may differ from what was sent. */
  readonly changed: readonly TopicPartition[];
  readonly delayed: readonly TopicPartition[];
  /** Partitions whose offset the leader does not have: it is asked for its own, one after the other. */
  readonly outOfRange: readonly TopicPartition[];
  /** Partitions that are not fetched before the leader has said where to cut their logs (offsetsForLeaderEpoch.ts). */
  readonly truncating: readonly TopicPartition[];
  readonly inFlight:
    | { readonly type: 'fetch'; readonly correlationId: number }
    | InFlightLookUp
    | InFlightEpochLookUp
    | null;
}

export function fetcherKey(host: string, lane: string): string {
  return `${host} ${lane}`;
}

export function newFetcher(leaderId: number, host: string, lane: string): ReplicaFetcher {
  return {
    key: fetcherKey(host, lane),
    leaderId,
    host,
    lane,
    partitions: emptyTable(),
    sessionId: 0,
    sessionEpoch: 0,
    sent: emptyTable(),
    changed: [],
    delayed: [],
    outOfRange: [],
    truncating: [],
    inFlight: null,
  };
}

/** A copy to change. */
export function draftOf(fetcher: ReplicaFetcher): Draft<ReplicaFetcher> {
  return {
    key: fetcher.key,
    leaderId: fetcher.leaderId,
    host: fetcher.host,
    lane: fetcher.lane,
    partitions: fetcher.partitions,
    sessionId: fetcher.sessionId,
    sessionEpoch: fetcher.sessionEpoch,
    sent: fetcher.sent,
    changed: fetcher.changed,
    delayed: fetcher.delayed,
    outOfRange: fetcher.outOfRange,
    truncating: fetcher.truncating,
    inFlight: fetcher.inFlight,
  };
}

export function fetcherOf(work: Work, key: string): ReplicaFetcher | undefined {
  return get(work.state.fetchers, key);
}

export function setFetcher(work: Work, fetcher: ReplicaFetcher): void {
  setFetchers(work, set(work.state.fetchers, fetcher.key, fetcher));
}

/** The leader epoch as requests tell it; -1 before KIP-320, when none did. */
export function requestEpoch(work: Work, state: PartitionFetchState): number {
  return work.state.setup.version.kip320 ? state.currentLeaderEpoch : -1;
}

/** The start of a follower's log moved: its next fetch has to say so. */
export function noteLogStart(work: Work, tp: TopicPartition): void {
  for (const fetcher of work.state.fetchers.values) {
    if (!has(fetcher.partitions, tp) || fetcher.changed.includes(tp)) continue;
    const next = draftOf(fetcher);
    next.changed = [...fetcher.changed, tp];
    setFetcher(work, next);
  }
}

/** Sets or removes the state of one partition. */
export function withPartition(
  fetcher: ReplicaFetcher,
  tp: TopicPartition,
  state: PartitionFetchState | undefined,
): ReplicaFetcher {
  const next = draftOf(fetcher);
  next.partitions = state === undefined ? remove(fetcher.partitions, tp) : set(fetcher.partitions, tp, state);
  next.changed = fetcher.changed.includes(tp) ? fetcher.changed : [...fetcher.changed, tp];
  if (state === undefined && fetcher.truncating.includes(tp)) {
    next.truncating = fetcher.truncating.filter((other) => other !== tp);
  }
  return next;
}
