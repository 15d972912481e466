/**
 * A follower asked for an offset that its leader does not have. It asks where the leader's log ends; if that is before
 * its own end it cuts its log there (the leader was elected uncleanly), else it asks where the leader's log starts and
 * goes on from there, dropping everything if its own log ends before that.
 *
 * Kafka: kafka.server.AbstractFetcherThread (handleOutOfRangeError, fetchOffsetAndTruncate); for the exit,
 * ReplicaFetcherThread.handleOffsetOutOfRange of 2.0.
 */
import { get } from '../../base/table.ts';
import { crash } from '../broker/brokerLifecycleManager.ts';
import { brokerId, hostedPartition, nextCorrelationId, type Work } from '../broker/work.ts';
import type { ListOffsetsResponse } from '../messages.ts';
import { topicConfig } from '../metadata/image.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { fetcherOf, requestEpoch, setFetcher, withPartition } from './fetcherState.ts';
import { truncateFullyAndStartAt, truncateLog } from './followerLog.ts';
import { delayPartition, doWork, fetcherTimeoutTimer, markPartitionFailed, sendToLeader } from './replicaFetcher.ts';

export const LATEST_TIMESTAMP = -1;
export const EARLIEST_TIMESTAMP = -2;

export interface InFlightLookUp {
  readonly type: 'list-offsets';
  readonly correlationId: number;
  readonly topicPartition: TopicPartition;
  readonly currentLeaderEpoch: number;
  /** Known once the first of the two questions is answered. */
  readonly leaderEndOffset: number | null;
}

export function lookUpOffset(work: Work, key: string, tp: TopicPartition): void {
  const state = get(fetcherOf(work, key)!.partitions, tp);
  if (state === undefined) {
    finished(work, key, tp);
    return;
  }
  ask(work, key, tp, requestEpoch(work, state), null);
}

function ask(
  work: Work,
  key: string,
  topicPartition: TopicPartition,
  currentLeaderEpoch: number,
  leaderEndOffset: number | null,
): void {
  const correlationId = nextCorrelationId(work);
  const inFlight: InFlightLookUp = {
    type: 'list-offsets',
    correlationId,
    topicPartition,
    currentLeaderEpoch,
    leaderEndOffset,
  };
  setFetcher(work, { ...fetcherOf(work, key)!, inFlight });
  const timestamp = leaderEndOffset === null ? LATEST_TIMESTAMP : EARLIEST_TIMESTAMP;
  sendToLeader(work, key, {
    type: 'ListOffsetsRequest',
    correlationId,
    replicaId: brokerId(work),
    isolationLevel: 'read_uncommitted',
    partitions: [{ topicPartition, currentLeaderEpoch, timestamp }],
  });
}

export function lookUpAnswered(work: Work, key: string, response: ListOffsetsResponse): void {
  const fetcher = fetcherOf(work, key);
  const inFlight = fetcher?.inFlight;
  if (fetcher === undefined || inFlight?.type !== 'list-offsets' || inFlight.correlationId !== response.correlationId)
    return;
  work.out.cancelTimer(fetcherTimeoutTimer(key));
  setFetcher(work, { ...fetcher, inFlight: null });
  const { topicPartition: tp, currentLeaderEpoch } = inFlight;
  const answer = response.partitions.find(({ topicPartition }) => topicPartition === tp);
  const state = get(fetcher.partitions, tp);
  // Removed or re-added meanwhile: somebody else takes care of it.
  if (state === undefined || requestEpoch(work, state) !== currentLeaderEpoch) {
    finished(work, key, tp);
    return;
  }
  if (answer?.errorCode === 'FENCED_LEADER_EPOCH') markPartitionFailed(work, key, tp);
  else if (answer?.errorCode !== 'NONE') delayPartition(work, key, tp);
  else if (continues(work, key, inFlight, answer.offset)) return;
  finished(work, key, tp);
}

/** True when there is a second question. */
function continues(
  work: Work,
  key: string,
  { topicPartition: tp, currentLeaderEpoch, leaderEndOffset }: InFlightLookUp,
  offset: number,
): boolean {
  const own = hostedPartition(work, tp)?.log.logEndOffset ?? 0;
  if (leaderEndOffset === null) {
    if (offset >= own) {
      ask(work, key, tp, currentLeaderEpoch, offset);
      return true;
    }
    if (mustExit(work, tp)) {
      crash(work, `log truncation is not allowed for ${tp}: the leader's log ends at ${offset}, its own at ${own}`);
      return true;
    }
    const epoch = truncateLog(work, tp, offset, `the leader's log ends at ${offset}`);
    restart(work, key, tp, offset, epoch, 0);
    return false;
  }
  const lag = leaderEndOffset - Math.max(offset, own);
  if (offset > own) {
    const epoch = truncateFullyAndStartAt(work, tp, offset, `the leader's log starts at ${offset}`);
    restart(work, key, tp, offset, epoch, lag);
  } else restart(work, key, tp, own, undefined, lag);
  return false;
}

/** Up to 2.0 a broker would rather go down than lose records that it takes for committed. */
function mustExit({ state }: Work, tp: TopicPartition): boolean {
  const { version, config, nodeId } = state.setup;
  if (version.aheadOfLeaderTruncates) return false;
  return topicConfig(state.image, topicOf(tp), 'unclean.leader.election.enable', config, nodeId) !== true;
}

function restart(
  work: Work,
  key: string,
  tp: TopicPartition,
  fetchOffset: number,
  epoch: number | undefined,
  lag: number,
): void {
  const fetcher = fetcherOf(work, key)!;
  const state = get(fetcher.partitions, tp)!;
  const lastFetchedEpoch = epoch ?? state.lastFetchedEpoch;
  setFetcher(work, withPartition(fetcher, tp, { ...state, fetchOffset, lastFetchedEpoch, lag }));
}

function finished(work: Work, key: string, tp: TopicPartition): void {
  const fetcher = fetcherOf(work, key)!;
  setFetcher(work, { ...fetcher, outOfRange: fetcher.outOfRange.filter((other) => other !== tp) });
  doWork(work, key);
}
