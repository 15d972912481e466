/**
 * The partitions a consumer is assigned and where it stands in each: a small state machine that decides whether it may
 * fetch (org.apache.kafka.clients.consumer.internals.SubscriptionState; KIP-320 for the validation of positions).
 */
import type { Draft } from '../../base/draft.ts';
import type { Micros } from '../../base/time.ts';
import type { LeaderAndEpoch } from '../client/metadata.ts';
import type { TopicPartition } from '../topicPartition.ts';
import type { OffsetResetStrategy } from './offsetResetStrategy.ts';

export type FetchState = 'INITIALIZING' | 'FETCHING' | 'AWAIT_RESET' | 'AWAIT_VALIDATION';

export interface FetchPosition {
  /** Of the next record to hand out. */
  readonly offset: number;
  /** Leader epoch of the record before it, as its batch said; null: nothing was read yet. */
  readonly offsetEpoch: number | null;
  readonly currentLeader: LeaderAndEpoch;
}

export interface PartitionState {
  readonly partition: TopicPartition;
  readonly fetchState: FetchState;
  /** null before the first, and while a reset is awaited. */
  readonly position: FetchPosition | null;
  /** Why a reset is awaited, in words. */
  readonly resetReason: string;
  /** seekToBeginning(), seekToEnd(); null: auto.offset.reset. */
  readonly resetStrategy: OffsetResetStrategy | null;
  /** A lookup for this partition is not sent before. */
  readonly nextRetryAt: Micros | null;
  /** As the last fetch said. */
  readonly highWatermark: number | null;
  readonly logStartOffset: number | null;
  /** KIP-392 */
  readonly preferredReadReplica: { readonly nodeId: number; readonly expiresAt: Micros } | null;
  /** By the application: it stays assigned, and nothing of it is handed out. */
  readonly paused: boolean;
  /** It is about to be given up: nothing of it is handed out any more. */
  readonly pendingRevocation: boolean;
  /** As the coordinator confirmed it last to this member, or told it; null: it has heard of none. */
  readonly committed: number | null;
}

export function initialPartition(partition: TopicPartition): PartitionState {
  return {
    partition,
    fetchState: 'INITIALIZING',
    position: null,
    resetReason: '',
    resetStrategy: null,
    nextRetryAt: null,
    highWatermark: null,
    logStartOffset: null,
    preferredReadReplica: null,
    paused: false,
    pendingRevocation: false,
    committed: null,
  };
}

export function draftOfPartition(state: PartitionState): Draft<PartitionState> {
  return {
    partition: state.partition,
    fetchState: state.fetchState,
    position: state.position,
    resetReason: state.resetReason,
    resetStrategy: state.resetStrategy,
    nextRetryAt: state.nextRetryAt,
    highWatermark: state.highWatermark,
    logStartOffset: state.logStartOffset,
    preferredReadReplica: state.preferredReadReplica,
    paused: state.paused,
    pendingRevocation: state.pendingRevocation,
    committed: state.committed,
  };
}

/** `strategy`: asked for by the application; null: as auto.offset.reset says. */
export function requestReset(
  state: PartitionState,
  resetReason: string,
  strategy: OffsetResetStrategy | null = null,
): PartitionState {
  const next = draftOfPartition(state);
  next.fetchState = 'AWAIT_RESET';
  next.position = null;
  next.resetReason = resetReason;
  next.resetStrategy = strategy;
  next.nextRetryAt = null;
  return next;
}

/** A position from outside: checked first if it knows the epoch of what precedes it. */
export function seekUnvalidated(state: PartitionState, position: FetchPosition): PartitionState {
  return validatePosition(state, position);
}

export function seekValidated(state: PartitionState, position: FetchPosition): PartitionState {
  return settled(state, 'FETCHING', position);
}

/** seek(): whatever was awaited is forgotten, and the offset is taken as it is. */
export function seekTo(state: PartitionState, offset: number, currentLeader: LeaderAndEpoch): PartitionState {
  const next = settled(state, 'FETCHING', { offset, offsetEpoch: null, currentLeader });
  next.resetStrategy = null;
  return next;
}

function validatePosition(state: PartitionState, position: FetchPosition): Draft<PartitionState> {
  const canBeChecked = position.offsetEpoch !== null && position.currentLeader.epoch !== null;
  return settled(state, canBeChecked ? 'AWAIT_VALIDATION' : 'FETCHING', position);
}

function settled(state: PartitionState, fetchState: FetchState, position: FetchPosition | null): Draft<PartitionState> {
  const next = draftOfPartition(state);
  next.fetchState = fetchState;
  next.position = position;
  next.nextRetryAt = null;
  return next;
}

/** The partition has another leader, or the same in another epoch: is what was read still in its log? */
export function maybeValidatePosition(state: PartitionState, currentLeader: LeaderAndEpoch): PartitionState {
  const { position, fetchState } = state;
  if (fetchState === 'AWAIT_RESET' || position === null || currentLeader.leader === null) return state;
  if (isSameLeader(position.currentLeader, currentLeader)) return state;
  const { offset, offsetEpoch } = position;
  const next = validatePosition(state, { offset, offsetEpoch, currentLeader });
  next.preferredReadReplica = null;
  return next;
}

function isSameLeader(a: LeaderAndEpoch, b: LeaderAndEpoch): boolean {
  return a.epoch === b.epoch && a.leader?.nodeId === b.leader?.nodeId && a.leader?.host === b.leader?.host;
}

export function completeValidation(state: PartitionState): PartitionState {
  return settled(state, 'FETCHING', state.position);
}

export function retryAt(state: PartitionState, nextRetryAt: Micros): PartitionState {
  const next = draftOfPartition(state);
  next.nextRetryAt = nextRetryAt;
  return next;
}

/** The application has been handed what lies before `offset`. */
export function advancedTo(state: PartitionState, offset: number, offsetEpoch: number | null): PartitionState {
  const next = draftOfPartition(state);
  next.position = { offset, offsetEpoch, currentLeader: state.position!.currentLeader };
  return next;
}

export function withoutPreferredReplica(state: PartitionState): PartitionState {
  if (state.preferredReadReplica === null) return state;
  const next = draftOfPartition(state);
  next.preferredReadReplica = null;
  return next;
}

export function isBackingOff({ nextRetryAt }: PartitionState, now: Micros): boolean {
  return nextRetryAt !== null && now < nextRetryAt;
}

/** It may be asked for, and what was fetched of it may be handed out. */
export function isFetchable({ fetchState, paused, pendingRevocation }: PartitionState): boolean {
  return fetchState === 'FETCHING' && !paused && !pendingRevocation;
}

export function withPaused(state: PartitionState, paused: boolean): PartitionState {
  if (state.paused === paused) return state;
  const next = draftOfPartition(state);
  next.paused = paused;
  return next;
}

export function withPendingRevocation(state: PartitionState): PartitionState {
  if (state.pendingRevocation) return state;
  const next = draftOfPartition(state);
  next.pendingRevocation = true;
  return next;
}

export function withCommitted(state: PartitionState, committed: number | null): PartitionState {
  if (state.committed === committed) return state;
  const next = draftOfPartition(state);
  next.committed = committed;
  return next;
}
