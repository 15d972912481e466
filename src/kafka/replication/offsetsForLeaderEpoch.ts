/**
 * A follower that is *truncating*: before it fetches it asks its leader where the records of its own latest epoch end
 * there, and cuts its log to that. With KIP-279 the leader also says which epoch it found, and the follower asks again
 * until both know the same one. With KIP-320 the question carries the leader epoch and is fenced by it.
 *
 * Kafka: kafka.server.AbstractFetcherThread (maybeTruncate, buildLeaderEpochRequest, truncateToEpochEndOffsets),
 * ReplicaFetcherThread.fetchEpochsFromLeader, of 0.11.0 and 2.0.0. Since 2.7 the fetch itself tells (KAFKA-10554).
 */
import { get } from '../../base/table.ts';
import { brokerId, hostedPartition, nextCorrelationId, type Work } from '../broker/work.ts';
import { UNDEFINED_END_OFFSET, UNDEFINED_EPOCH } from '../log/leaderEpochCache.ts';
import { latestEpoch } from '../log/partitionLog.ts';
import type { OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { fetcherOf, type ReplicaFetcher, requestEpoch, setFetcher, withPartition } from './fetcherState.ts';
import { truncateToEpochEnd } from './followerLog.ts';
import {
  delayPartition,
  doWork,
  fetcherTimeoutTimer,
  markPartitionFailed,
  sendToLeader,
  withoutExpiredDelays,
} from './replicaFetcher.ts';

type Asked = OffsetForLeaderEpochRequest['partitions'][number];
type Answer = OffsetForLeaderEpochResponse['partitions'][number];

export interface InFlightEpochLookUp {
  readonly type: 'offset-for-leader-epoch';
  readonly correlationId: number;
  readonly partitions: readonly Asked[];
}

/** True when the leader was asked: nothing is fetched until it has answered. */
export function maybeTruncate(work: Work, key: string): boolean {
  const { kip279 } = work.state.setup.version;
  const partitions: Asked[] = [];
  setFetcher(work, withoutExpiredDelays(fetcherOf(work, key)!, work.env.now));
  for (const tp of fetcherOf(work, key)!.truncating) {
    const state = get(fetcherOf(work, key)!.partitions, tp);
    if (state === undefined || state.delayedUntil !== null) continue;
    const leaderEpoch = latestEpoch(hostedPartition(work, tp)!.log) ?? UNDEFINED_EPOCH;
    // A log without epochs has nothing to ask for: back to the high watermark. Before KIP-279 it asked all the same.
    if (leaderEpoch === UNDEFINED_EPOCH && kip279) truncate(work, key, { topicPartition: tp, ...NOTHING_FOUND });
    else partitions.push({ topicPartition: tp, currentLeaderEpoch: requestEpoch(work, state), leaderEpoch });
  }
  if (partitions.length === 0) return false;
  const correlationId = nextCorrelationId(work);
  const inFlight: InFlightEpochLookUp = { type: 'offset-for-leader-epoch', correlationId, partitions };
  setFetcher(work, { ...fetcherOf(work, key)!, inFlight });
  sendToLeader(work, key, {
    type: 'OffsetForLeaderEpochRequest',
    correlationId,
    replicaId: brokerId(work),
    partitions,
  });
  return true;
}

const NOTHING_FOUND = {
  errorCode: 'NONE',
  leaderEpoch: UNDEFINED_END_OFFSET.epoch,
  endOffset: UNDEFINED_END_OFFSET.endOffset,
} as const;

export function epochLookUpAnswered(work: Work, key: string, response: OffsetForLeaderEpochResponse): void {
  const fetcher = fetcherOf(work, key);
  const inFlight = fetcher?.inFlight;
  if (inFlight?.type !== 'offset-for-leader-epoch' || inFlight.correlationId !== response.correlationId) return;
  work.out.cancelTimer(fetcherTimeoutTimer(key));
  setFetcher(work, { ...fetcher!, inFlight: null });
  for (const answer of response.partitions) {
    const asked = inFlight.partitions.find(({ topicPartition }) => topicPartition === answer.topicPartition);
    if (asked !== undefined && isStillAsked(work, key, asked)) truncate(work, key, answer);
  }
  doWork(work, key);
}

/** Fenced requests are about one epoch of the leader; the others are answered by whoever leads there. */
function isStillAsked(work: Work, key: string, { topicPartition, currentLeaderEpoch }: Asked): boolean {
  const fetcher = fetcherOf(work, key)!;
  const state = get(fetcher.partitions, topicPartition);
  if (state === undefined || !fetcher.truncating.includes(topicPartition)) return false;
  return requestEpoch(work, state) === currentLeaderEpoch;
}

function truncate(work: Work, key: string, answer: Answer): void {
  const tp = answer.topicPartition;
  if (answer.errorCode === 'FENCED_LEADER_EPOCH') {
    markPartitionFailed(work, key, tp);
    return;
  }
  if (answer.errorCode !== 'NONE') {
    delayPartition(work, key, tp);
    return;
  }
  const fetcher = fetcherOf(work, key)!;
  const leader = { epoch: answer.leaderEpoch, endOffset: answer.endOffset };
  const truncated = truncateToEpochEnd(work, tp, leader, get(fetcher.partitions, tp)!);
  const next = withPartition(fetcher, tp, truncated.state);
  setFetcher(work, truncated.completed ? withoutTruncating(next, tp) : next);
}

function withoutTruncating(fetcher: ReplicaFetcher, tp: TopicPartition): ReplicaFetcher {
  return { ...fetcher, truncating: fetcher.truncating.filter((other) => other !== tp) };
}
