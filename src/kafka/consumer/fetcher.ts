/**
 * Fetches ahead of the application: one request at a time to each broker, for all partitions it leads of which nothing is
 * buffered (org.apache.kafka.clients.consumer.internals.AbstractFetch).
 *
 * *Simplified:* no fetch sessions (KIP-227): each request names every partition. A partition for which an answer brings
 * neither records nor an error is not buffered, as one that a session leaves out.
 */
import { get } from '../../base/table.ts';
import { reconnectAt } from '../client/clientTimers.ts';
import { brokerById, currentLeader, requestUpdate } from '../client/metadata.ts';
import { updatePartitionLeadership } from '../client/metadataUpdate.ts';
import { tellChangedLeaders } from '../client/metadataUpdater.ts';
import { ensureReady, send } from '../client/networkClient.ts';
import type { FetchRequest, FetchResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { type CompletedFetch, type ConsumerRun, setPartition } from './state.ts';
import type { PartitionState } from './subscriptionState.ts';
import * as subscription from './subscriptionState.ts';

type PartitionToFetch = FetchRequest['partitions'][number];

export function sendFetches(run: ConsumerRun): void {
  const byHost = new Map<string, PartitionToFetch[]>();
  const bufferedHosts = hostsOfBuffered(run);
  for (const partition of run.fetchOrder) {
    const state = get(run.partitions, partition);
    if (state?.fetchState !== 'FETCHING' || isBuffered(run, partition)) continue;
    const host = hostToFetchFrom(run, state);
    if (host === undefined || bufferedHosts.includes(host) || hasPendingFetch(run, host)) continue;
    const group = byHost.get(host);
    const toFetch = partitionToFetch(run, state);
    if (group === undefined) byHost.set(host, [toFetch]);
    else group.push(toFetch);
  }
  for (const [host, partitions] of byHost) sendFetch(run, host, partitions);
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
    if (state?.fetchState !== 'FETCHING') continue;
    const host = hostToFetchFrom(run, state);
    if (host !== undefined) hosts.push(host);
  }
  return hosts;
}

function hasPendingFetch(run: ConsumerRun, host: string): boolean {
  const inFlight = get(run.client.connections, host)?.inFlight ?? [];
  return inFlight.some(({ request }) => request.type === 'FetchRequest');
}

/** The leader, or the replica it named for us (KIP-392). */
function hostToFetchFrom(run: ConsumerRun, { position, preferredReadReplica }: PartitionState): string | undefined {
  const leader = position?.currentLeader.leader;
  if (leader === null || leader === undefined) {
    run.client = { ...run.client, metadata: requestUpdate(run.client.metadata) };
    return undefined;
  }
  if (preferredReadReplica === null || run.env.now > preferredReadReplica.expiresAt) return leader.host;
  return brokerById(run.client.metadata, preferredReadReplica.nodeId)?.host ?? leader.host;
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
  const rackId = run.setup.rack;
  const common = { replicaId: -1, replicaEpoch: -1, maxWaitMs, minBytes, maxBytes, isolationLevel, rackId };
  send(run, host, { type: 'FetchRequest', ...common, partitions });
}

export function handleFetchResponse(
  run: ConsumerRun,
  host: string,
  request: FetchRequest,
  response: FetchResponse,
): void {
  if (response.errorCode !== 'NONE') return;
  const brokerId = run.client.metadata.brokers.find((broker) => broker.host === host)?.nodeId ?? -1;
  const completed: CompletedFetch[] = [];
  for (const answer of response.partitions) {
    const asked = request.partitions.find(({ topicPartition }) => topicPartition === answer.topicPartition);
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
  if (completed.length > 0) run.buffer = [...run.buffer, ...completed];
  learnLeaders(run, response);
}

/** High watermark, log start and the replica to prefer, as the fetch said (FetchCollector.updatePartitionState). */
export function noteProgress(run: ConsumerRun, fetch: CompletedFetch): void {
  const state = get(run.partitions, fetch.partition);
  if (state?.fetchState !== 'FETCHING' || state.position?.offset !== fetch.nextFetchOffset) return;
  const { highWatermark, logStartOffset, preferredReadReplica: nodeId } = fetch;
  const isPreferred = nodeId >= 0 && state.preferredReadReplica?.nodeId !== nodeId;
  if (!isPreferred && state.highWatermark === highWatermark && state.logStartOffset === logStartOffset) return;
  const expiresAt = run.env.now + run.settings.metadataMaxAge;
  const preferredReadReplica = isPreferred ? { nodeId, expiresAt } : state.preferredReadReplica;
  setPartition(run, { ...state, highWatermark, logStartOffset, preferredReadReplica });
}

/** The replica that was preferred may be the one that is gone. */
export function forgetPreferredReplicas(run: ConsumerRun, request: FetchRequest): void {
  for (const { topicPartition } of request.partitions) {
    const state = get(run.partitions, topicPartition);
    if (state?.preferredReadReplica) setPartition(run, { ...state, preferredReadReplica: null });
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
    run.client = { ...run.client, metadata };
    setPartition(run, subscription.maybeValidatePosition(state, currentLeader(metadata, topicPartition)));
  }
  tellChangedLeaders(run, before);
}
