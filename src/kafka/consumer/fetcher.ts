/**
 * Fetches ahead of the application: one request at a time to each broker, for all partitions it leads of which nothing is
 * buffered (org.apache.kafka.clients.consumer.internals.AbstractFetch).
 *
 * *Simplified:* no fetch sessions (KIP-227): each request names every partition. A partition for which an answer brings
 * neither records nor an error is not buffered, as one that a session leaves out.
 */
import { get } from '../../base/table.ts';
import { nextCorrelationId } from '../client/clientState.ts';
import { reconnectAt } from '../client/clientTimers.ts';
import { replicaIfOnline, requestUpdate } from '../client/metadata.ts';
import { updatePartitionLeadership } from '../client/metadataUpdate.ts';
import { tellChangedLeaders } from '../client/metadataUpdater.ts';
import { ensureReady, send } from '../client/networkClient.ts';
import type { FetchRequest, FetchResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { knownLeader } from './knownLeader.ts';
import { type CompletedFetch, type ConsumerRun, setPartition } from './state.ts';
import { isFetchableAndSubscribed } from './subscription.ts';
import type { PartitionState } from './subscriptionState.ts';
import * as subscription from './subscriptionState.ts';

type PartitionToFetch = FetchRequest['partitions'][number];

export function sendFetches(run: ConsumerRun): void {
  // null: a broker that is not to be asked now.
  const byHost = new Map<string, PartitionToFetch[] | null>();
  for (const host of hostsOfBuffered(run)) byHost.set(host, null);
  for (const partition of run.fetchOrder) {
    const state = get(run.partitions, partition);
    if (state === undefined || !isFetchableAndSubscribed(run, state) || isBuffered(run, partition)) continue;
    const host = hostToFetchFrom(run, state);
    if (host === undefined) continue;
    let group = byHost.get(host);
    if (group === undefined) {
      group = hasPendingFetch(run, host) ? null : [];
      byHost.set(host, group);
    }
    if (group !== null) group.push(partitionToFetch(run, state));
  }
  for (const [host, partitions] of byHost) if (partitions !== null) sendFetch(run, host, partitions);
}

function isBuffered({ buffer }: ConsumerRun, partition: TopicPartition): boolean {
  for (const fetch of buffer) if (fetch.partition === partition) return true;
  return false;
}

/** A broker whose data still lies here is not asked for more. */
function hostsOfBuffered(run: ConsumerRun): readonly string[] {
  const hosts: string[] = [];
  for (const { partition } of run.buffer) {
    const state = get(run.partitions, partition);
    if (state === undefined || !isFetchableAndSubscribed(run, state)) continue;
    const host = hostToFetchFrom(run, state);
    if (host !== undefined) hosts.push(host);
  }
  return hosts;
}

function hasPendingFetch(run: ConsumerRun, host: string): boolean {
  const connection = get(run.client.connections, host);
  if (connection === undefined) return false;
  for (const { request } of connection.inFlight) if (request.type === 'FetchRequest') return true;
  return false;
}

/** The leader, or the replica it named for us, for as long as that holds (KIP-392; AbstractFetch.selectReadReplica). */
function hostToFetchFrom(run: ConsumerRun, state: PartitionState): string | undefined {
  const { partition, position, preferredReadReplica } = state;
  const leader = position?.currentLeader.leader;
  if (leader === null || leader === undefined) {
    run.client.metadata = requestUpdate(run.client.metadata);
    return undefined;
  }
  if (preferredReadReplica === null) return leader.host;
  if (run.env.now > preferredReadReplica.expiresAt) {
    setPartition(run, subscription.withoutPreferredReplica(state));
    return leader.host;
  }
  const host = replicaIfOnline(run.client.metadata, partition, preferredReadReplica.nodeId)?.host;
  if (host !== undefined) return host;
  run.client.metadata = requestUpdate(run.client.metadata);
  setPartition(run, subscription.withoutPreferredReplica(state));
  return leader.host;
}

function partitionToFetch({ settings }: ConsumerRun, { partition, position }: PartitionState): PartitionToFetch {
  return {
    topicPartition: partition,
    currentLeaderEpoch: position!.currentLeader.epoch ?? -1,
    fetchOffset: position!.offset,
    lastFetchedEpoch: -1,
    logStartOffset: -1,
    partitionMaxBytes: settings.partitionMaxBytes,
  };
}

function sendFetch(run: ConsumerRun, host: string, partitions: readonly PartitionToFetch[]): void {
  if (!ensureReady(run, host)) {
    const at = reconnectAt(run.client, host, run.env.now);
    if (at !== null) run.wakeAt = Math.min(run.wakeAt, at);
    return;
  }
  const { maxWaitMs, minBytes, maxBytes, isolationLevel } = run.settings;
  send(run, host, {
    type: 'FetchRequest',
    replicaId: -1,
    replicaEpoch: -1,
    maxWaitMs,
    minBytes,
    maxBytes,
    isolationLevel,
    rackId: run.settings.rackId,
    partitions,
    correlationId: nextCorrelationId(run),
  });
}

export function handleFetchResponse(
  run: ConsumerRun,
  host: string,
  request: FetchRequest,
  response: FetchResponse,
): void {
  if (response.errorCode !== 'NONE') return;
  const brokerId = brokerIdOf(run, host);
  const completed: CompletedFetch[] = [];
  for (let place = 0; place < response.partitions.length; place++) {
    const answer = response.partitions[place]!;
    const asked = askedFor(request, answer.topicPartition, place);
    if (asked === undefined) continue;
    const { errorCode, highWatermark, logStartOffset, preferredReadReplica } = answer;
    const fetch: CompletedFetch = {
      partition: answer.topicPartition,
      host,
      brokerId,
      errorCode,
      batches: answer.records,
      nextFetchOffset: asked.fetchOffset,
      highWatermark,
      logStartOffset,
      preferredReadReplica,
      initialized: false,
    };
    if (errorCode === 'NONE' && answer.records.length === 0) noteProgress(run, fetch);
    else completed.push(fetch);
  }
  if (completed.length > 0) run.buffer = run.buffer.concat(completed);
  learnLeaders(run, response);
}

function brokerIdOf({ client }: ConsumerRun, host: string): number {
  for (const broker of client.metadata.brokers) if (broker.host === host) return broker.nodeId;
  return -1;
}

/** Brokers mostly answer in the order they were asked in, so its place is tried first. */
function askedFor(
  { partitions }: FetchRequest,
  partition: TopicPartition,
  place: number,
): PartitionToFetch | undefined {
  if (partitions[place]?.topicPartition === partition) return partitions[place];
  return partitions.find(({ topicPartition }) => topicPartition === partition);
}

/** High watermark, log start and the replica to prefer, as the fetch said (FetchCollector.updatePartitionState). */
export function noteProgress(run: ConsumerRun, fetch: CompletedFetch): void {
  const state = get(run.partitions, fetch.partition);
  if (state?.fetchState !== 'FETCHING' || state.position?.offset !== fetch.nextFetchOffset) return;
  const { highWatermark, logStartOffset, preferredReadReplica: nodeId } = fetch;
  const isPreferred = nodeId >= 0 && state.preferredReadReplica?.nodeId !== nodeId;
  if (!isPreferred && state.highWatermark === highWatermark && state.logStartOffset === logStartOffset) return;
  const next = subscription.draftOfPartition(state);
  next.highWatermark = highWatermark;
  next.logStartOffset = logStartOffset;
  if (isPreferred) next.preferredReadReplica = { nodeId, expiresAt: run.env.now + run.settings.metadataMaxAge };
  setPartition(run, next);
}

/** The replica that was preferred may be the one that is gone. */
export function forgetPreferredReplicas(run: ConsumerRun, request: FetchRequest): void {
  for (const { topicPartition } of request.partitions) {
    const state = get(run.partitions, topicPartition);
    if (state !== undefined) setPartition(run, subscription.withoutPreferredReplica(state));
  }
}

/** KIP-951 */
function learnLeaders(run: ConsumerRun, response: FetchResponse): void {
  const before = run.client.metadata;
  for (const { topicPartition, errorCode, currentLeader: named } of response.partitions) {
    if (errorCode !== 'NOT_LEADER_OR_FOLLOWER' && errorCode !== 'FENCED_LEADER_EPOCH') continue;
    const metadata = updatePartitionLeadership(run.client.metadata, topicPartition, named);
    const state = get(run.partitions, topicPartition);
    if (metadata === run.client.metadata || state === undefined) continue;
    run.client.metadata = metadata;
    setPartition(run, subscription.maybeValidatePosition(state, knownLeader(run, topicPartition)));
  }
  tellChangedLeaders(run, before);
}
