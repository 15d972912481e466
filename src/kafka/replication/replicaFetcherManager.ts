/**
 * Which fetcher fetches what: one for each leader and each of num.replica.fetchers, partitions spread by hash.
 *
 * Kafka: kafka.server.{AbstractFetcherManager,ReplicaFetcherManager}, ReplicaManager.initialFetchOffset.
 */
import { get, has, remove } from '../../base/table.ts';
import { hostedPartition, hostOf, update, type Work } from '../broker/work.ts';
import { absoluteOfInt, stringHashCode } from '../hash.ts';
import { latestEpoch } from '../log/partitionLog.ts';
import { partitionOf, type TopicPartition, topicOf } from '../topicPartition.ts';
import { fetcherKey, fetcherOf, newFetcher, setFetcher, withPartition } from './fetcherState.ts';
import { truncateLog } from './followerLog.ts';
import type { Partition } from './partition.ts';
import { cancelFetcherTimers, doWork } from './replicaFetcher.ts';
import { truncateToHighWatermark } from './truncateToHighWatermark.ts';

/** Follows the leader that each partition has now; where there is none, or none with an address, nothing is fetched. */
export function addFetchers(work: Work, partitions: readonly TopicPartition[]): void {
  const started = new Set<string>();
  for (const tp of partitions) {
    const key = addFetcher(work, tp);
    if (key !== undefined) started.add(key);
  }
  for (const key of started) doWork(work, key);
}

function addFetcher(work: Work, tp: TopicPartition): string | undefined {
  const partition = hostedPartition(work, tp);
  if (partition === undefined || partition.replica.role !== 'follower') return undefined;
  const { leaderId } = partition.replica;
  const host = hostOf(work, leaderId);
  if (host === undefined) return undefined;
  const lane = `fetcher-${fetcherId(tp, work.state.setup.config['num.replica.fetchers'] as number)}`;
  const fetcher = fetcherOf(work, fetcherKey(host, lane)) ?? newFetcher(leaderId, host, lane);
  update(work, { failedPartitions: work.state.failedPartitions.filter((failed) => failed !== tp) });
  const known = get(fetcher.partitions, tp);
  if (known?.currentLeaderEpoch === partition.leaderEpoch) return undefined;
  const { version } = work.state.setup;
  const truncatesFirst = version.kip101 && !version.kafka10554;
  const fetchOffset = version.kip101 ? initialFetchOffset(work, partition) : truncateToHighWatermark(work, tp);
  const { leaderEpoch: currentLeaderEpoch } = partition;
  const lastFetchedEpoch = latestEpoch(hostedPartition(work, tp)!.log) ?? -1;
  const state = { fetchOffset, currentLeaderEpoch, lastFetchedEpoch, delayedUntil: null, lag: null };
  const next = withPartition(fetcher, tp, state);
  setFetcher(work, truncatesFirst ? { ...next, truncating: [...next.truncating, tp] } : next);
  return fetcher.key;
}

/** A log without epochs has nothing to compare by: it goes back to what is surely committed. */
function initialFetchOffset(work: Work, { topicPartition, log }: Partition): number {
  if (!work.state.setup.version.kafka10554) return log.highWatermark;
  if (latestEpoch(log) !== undefined) return log.logEndOffset;
  truncateLog(work, topicPartition, log.highWatermark, 'no epoch is known, back to the high watermark');
  return log.highWatermark;
}

export function fetcherId(tp: TopicPartition, fetchers: number): number {
  return absoluteOfInt((Math.imul(31, stringHashCode(topicOf(tp))) + partitionOf(tp)) | 0) % fetchers;
}

export function removeFetchers(work: Work, partitions: readonly TopicPartition[]): void {
  if (partitions.length === 0) return;
  for (const { key } of work.state.fetchers.values) {
    for (const tp of partitions) {
      const fetcher = fetcherOf(work, key)!;
      if (has(fetcher.partitions, tp)) setFetcher(work, withPartition(fetcher, tp, undefined));
    }
  }
  const { failedPartitions } = work.state;
  if (failedPartitions.length === 0) return;
  update(work, { failedPartitions: failedPartitions.filter((tp) => !partitions.includes(tp)) });
}

export function shutdownIdleFetchers(work: Work): void {
  for (const { key, host, lane, partitions } of work.state.fetchers.values) {
    if (partitions.keys.length > 0) continue;
    work.out.close(host, lane);
    cancelFetcherTimers(work, key);
    update(work, { fetchers: remove(work.state.fetchers, key) });
  }
}
