/**
 * Finds positions: asks leaders for the first or last offset where there is none, and whether a position is still on
 * their log after a change of leader (org.apache.kafka.clients.consumer.internals.OffsetFetcher, OffsetFetcherUtils,
 * PositionsValidator; KIP-320).
 */
import { get } from '../../base/table.ts';
import { nextCorrelationId } from '../client/clientState.ts';
import { reconnectAt } from '../client/clientTimers.ts';
import { requestUpdate, requestUpdateNow } from '../client/metadata.ts';
import { updateLastSeenEpochIfNewer } from '../client/metadataUpdate.ts';
import { ensureReady, send } from '../client/networkClient.ts';
import type {
  ListOffsetsRequest,
  ListOffsetsResponse,
  OffsetForLeaderEpochRequest,
  OffsetForLeaderEpochResponse,
} from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { delegateOf } from './delegate.ts';
import { knownLeader } from './knownLeader.ts';
import { timestampOf } from './offsetResetStrategy.ts';
import { type ConsumerRun, setPartition } from './state.ts';
import type { PartitionState } from './subscriptionState.ts';
import * as subscription from './subscriptionState.ts';

/** A committed offset is where it begins, once it has been held against the leader's log. */
export function beginAtCommitted(run: ConsumerRun, partition: TopicPartition, offset: number, epoch: number): void {
  const state = get(run.partitions, partition);
  if (epoch >= 0) run.client.metadata = updateLastSeenEpochIfNewer(run.client.metadata, partition, epoch);
  if (state === undefined) return;
  const position = { offset, offsetEpoch: epoch < 0 ? null : epoch, currentLeader: knownLeader(run, partition) };
  setPartition(run, subscription.seekUnvalidated(state, position));
  const what = { client: run.client.clientId, group: run.settings.groupId ?? '', partition, offset };
  run.out.fact({ type: 'CommittedOffsetFound', ...what });
}

/** Every position is held against the leaders as last heard. Once for each metadata answer. */
export function validatePositionsOnMetadataChange(run: ConsumerRun): void {
  const { metadata } = run.client;
  if (run.validatedVersion === metadata.updateVersion) return;
  run.validatedVersion = metadata.updateVersion;
  for (const state of run.partitions.values) {
    setPartition(run, subscription.maybeValidatePosition(state, knownLeader(run, state.partition)));
  }
}

/**
 * Sends what is needed so that every partition gets a valid position. False: committed offsets are awaited
 * (ClassicKafkaConsumer.updateFetchPositions).
 */
export function updateFetchPositions(run: ConsumerRun): boolean {
  if (run.unsettled === 0) return true;
  const isReady = !run.partitions.values.some(shouldInitialize) || delegateOf(run).initWithCommittedOffsets(run);
  if (run.thrown === undefined) resetAndValidate(run, isReady);
  return isReady;
}

export function shouldInitialize({ fetchState, pendingRevocation }: PartitionState): boolean {
  return fetchState === 'INITIALIZING' && !pendingRevocation;
}

/** `isReady`: who has no position now will not get one from the group. */
function resetAndValidate(run: ConsumerRun, isReady: boolean): void {
  const resets = new Map<string, ListOffsetsRequest['partitions'][number][]>();
  const validations = new Map<string, OffsetForLeaderEpochRequest['partitions'][number][]>();
  for (const state of run.partitions.values) {
    if (state.fetchState === 'FETCHING') continue;
    if (state.fetchState === 'INITIALIZING' && (state.pendingRevocation || !isReady)) continue;
    if (state.fetchState === 'AWAIT_RESET' && !isReady) continue;
    const pending = state.fetchState === 'INITIALIZING' ? initialize(run, state) : state;
    if (run.thrown !== undefined) return;
    if (subscription.isBackingOff(pending, run.env.now)) {
      run.wakeAt = Math.min(run.wakeAt, pending.nextRetryAt!);
    } else if (pending.fetchState === 'AWAIT_RESET') planReset(run, pending, resets);
    else planValidation(pending, validations);
  }
  for (const [host, partitions] of resets) sendListOffsets(run, host, partitions);
  for (const [host, partitions] of validations) sendOffsetForLeaderEpoch(run, host, partitions);
}

/** There is no committed offset to begin from. */
function initialize(run: ConsumerRun, state: PartitionState): PartitionState {
  const next = subscription.requestReset(state, 'no position');
  if (run.settings.resetStrategy.type === 'none') run.thrown = `NoOffsetForPartitionException for ${state.partition}`;
  setPartition(run, next);
  return next;
}

function planReset(
  run: ConsumerRun,
  state: PartitionState,
  resets: Map<string, ListOffsetsRequest['partitions'][number][]>,
): void {
  const { leader, epoch } = knownLeader(run, state.partition);
  if (leader === null) {
    run.client.metadata = requestUpdateNow(run.client.metadata);
    return;
  }
  const timestamp = timestampOf(state.resetStrategy ?? run.settings.resetStrategy, run.env.now);
  if (timestamp === undefined) return;
  addTo(resets, leader.host, { topicPartition: state.partition, currentLeaderEpoch: epoch ?? -1, timestamp });
}

function planValidation(
  { partition, position }: PartitionState,
  validations: Map<string, OffsetForLeaderEpochRequest['partitions'][number][]>,
): void {
  if (position === null || position.currentLeader.leader === null) return;
  addTo(validations, position.currentLeader.leader.host, {
    topicPartition: partition,
    currentLeaderEpoch: position.currentLeader.epoch ?? -1,
    leaderEpoch: position.offsetEpoch ?? -1,
  });
}

function addTo<V>(groups: Map<string, V[]>, host: string, item: V): void {
  const group = groups.get(host);
  if (group === undefined) groups.set(host, [item]);
  else group.push(item);
}

/** Or sees to it that the retry timer is set for when it may. */
function isReachable(run: ConsumerRun, host: string): boolean {
  if (ensureReady(run, host)) return true;
  const at = reconnectAt(run.client, host, run.env.now);
  if (at !== null) run.wakeAt = Math.min(run.wakeAt, at);
  return false;
}

function sendListOffsets(run: ConsumerRun, host: string, partitions: ListOffsetsRequest['partitions']): void {
  if (!isReachable(run, host)) return;
  waitForAnswer(run, partitions);
  const { isolationLevel } = run.settings;
  const correlationId = nextCorrelationId(run);
  send(run, host, { type: 'ListOffsetsRequest', replicaId: -1, isolationLevel, partitions, correlationId });
}

function sendOffsetForLeaderEpoch(
  run: ConsumerRun,
  host: string,
  partitions: OffsetForLeaderEpochRequest['partitions'],
): void {
  if (!isReachable(run, host)) return;
  waitForAnswer(run, partitions);
  const correlationId = nextCorrelationId(run);
  send(run, host, { type: 'OffsetForLeaderEpochRequest', replicaId: -1, partitions, correlationId });
}

type Named = readonly { readonly topicPartition: TopicPartition }[];

function waitForAnswer(run: ConsumerRun, partitions: Named): void {
  setRetry(run, partitions, run.env.now + run.settings.requestTimeout);
}

function setRetry(run: ConsumerRun, partitions: Named, at: number): void {
  for (const { topicPartition } of partitions) {
    const state = get(run.partitions, topicPartition);
    if (state !== undefined) setPartition(run, subscription.retryAt(state, at));
  }
}

/** Again after retry.backoff.ms, with newer metadata. */
export function retryLookups(run: ConsumerRun, partitions: Named): void {
  if (partitions.length === 0) return;
  setRetry(run, partitions, run.env.now + run.settings.retryBackoff);
  run.client.metadata = requestUpdate(run.client.metadata);
}

export function handleListOffsets(run: ConsumerRun, response: ListOffsetsResponse): void {
  retryLookups(
    run,
    response.partitions.filter(({ errorCode }) => errorCode !== 'NONE'),
  );
  for (const { topicPartition, errorCode, offset, leaderEpoch } of response.partitions) {
    const state = get(run.partitions, topicPartition);
    if (errorCode !== 'NONE' || offset < 0 || state?.fetchState !== 'AWAIT_RESET') continue;
    const position = { offset, offsetEpoch: null, currentLeader: knownLeader(run, topicPartition) };
    if (leaderEpoch >= 0) {
      run.client.metadata = updateLastSeenEpochIfNewer(run.client.metadata, topicPartition, leaderEpoch);
    }
    setPartition(run, subscription.seekUnvalidated(state, position));
    const bySetting = `${state.resetReason}: auto.offset.reset=${run.settings.resetStrategy.type}`;
    const reason = state.resetStrategy === null ? bySetting : state.resetReason;
    run.out.fact({ type: 'OffsetReset', client: run.client.clientId, partition: topicPartition, offset, reason });
  }
}

export function handleOffsetForLeaderEpoch(
  run: ConsumerRun,
  request: OffsetForLeaderEpochRequest,
  response: OffsetForLeaderEpochResponse,
): void {
  retryLookups(
    run,
    response.partitions.filter(({ errorCode }) => errorCode !== 'NONE'),
  );
  for (const answer of response.partitions) {
    const state = get(run.partitions, answer.topicPartition);
    const asked = request.partitions.find(({ topicPartition }) => topicPartition === answer.topicPartition);
    if (answer.errorCode !== 'NONE' || state === undefined || asked === undefined) continue;
    if (isStillAsked(state, asked)) completeValidation(run, state, answer.leaderEpoch, answer.endOffset);
  }
}

function isStillAsked(
  { fetchState, position }: PartitionState,
  asked: OffsetForLeaderEpochRequest['partitions'][number],
): boolean {
  if (fetchState !== 'AWAIT_VALIDATION' || position === null) return false;
  return (
    asked.leaderEpoch === position.offsetEpoch && asked.currentLeaderEpoch === (position.currentLeader.epoch ?? -1)
  );
}

/** The leader's end of the position's epoch lies before the position: what was read there has been truncated. */
function completeValidation(run: ConsumerRun, state: PartitionState, leaderEpoch: number, endOffset: number): void {
  const position = state.position!;
  const { partition } = state;
  const isUndefined = endOffset < 0 || leaderEpoch < 0;
  if (!isUndefined && endOffset >= position.offset) {
    setPartition(run, subscription.completeValidation(state));
    return;
  }
  if (run.settings.resetStrategy.type === 'none') {
    run.thrown = `LogTruncationException for ${partition} at ${position.offset}`;
    return;
  }
  if (isUndefined) {
    setPartition(run, subscription.requestReset(state, `log truncated below ${position.offset}`));
    return;
  }
  setPartition(run, subscription.seekValidated(state, { ...position, offset: endOffset, offsetEpoch: leaderEpoch }));
  const reason = `log truncated: leader epoch ${leaderEpoch} ends at ${endOffset}, before ${position.offset}`;
  run.out.fact({ type: 'OffsetReset', client: run.client.clientId, partition, offset: endOffset, reason });
}
