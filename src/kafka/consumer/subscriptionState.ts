/**
 * The partitions a consumer is assigned and where it stands in each: a small state machine that decides whether it may
 * fetch (org.apache.kafka.clients.consumer.internals.SubscriptionState; KIP-320 for the validation of positions).
 *
 * *Simplified:* nothing is paused, and nothing is revoked.
 */
import type { Micros } from '../../base/time.ts';
import type { LeaderAndEpoch } from '../client/metadata.ts';
import type { TopicPartition } from '../topicPartition.ts';

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
  /** A lookup for this partition is not sent before. */
  readonly nextRetryAt: Micros | null;
  /** As the last fetch said. */
  readonly highWatermark: number | null;
  readonly logStartOffset: number | null;
  /** KIP-392 */
  readonly preferredReadReplica: { readonly nodeId: number; readonly expiresAt: Micros } | null;
}

export function initialPartition(partition: TopicPartition): PartitionState {
  return {
    partition,
    fetchState: 'INITIALIZING',
    position: null,
    resetReason: '',
    nextRetryAt: null,
    highWatermark: null,
    logStartOffset: null,
    preferredReadReplica: null,
  };
}

export function requestReset(state: PartitionState, resetReason: string): PartitionState {
  return { ...state, fetchState: 'AWAIT_RESET', position: null, resetReason, nextRetryAt: null };
}

/** A position from outside: checked first if it knows the epoch of what precedes it. */
export function seekUnvalidated(state: PartitionState, position: FetchPosition): PartitionState {
  return validatePosition(state, position);
}

export function seekValidated(state: PartitionState, position: FetchPosition): PartitionState {
  return { ...state, fetchState: 'FETCHING', position, nextRetryAt: null };
}

function validatePosition(state: PartitionState, position: FetchPosition): PartitionState {
  const canBeChecked = position.offsetEpoch !== null && position.currentLeader.epoch !== null;
  return { ...state, fetchState: canBeChecked ? 'AWAIT_VALIDATION' : 'FETCHING', position, nextRetryAt: null };
}

/** The partition has another leader, or the same in another epoch: is what was read still in its log? */
export function maybeValidatePosition(state: PartitionState, currentLeader: LeaderAndEpoch): PartitionState {
  const { position, fetchState } = state;
  if (fetchState === 'AWAIT_RESET' || position === null || currentLeader.leader === null) return state;
  if (isSameLeader(position.currentLeader, currentLeader)) return state;
  return { ...validatePosition(state, { ...position, currentLeader }), preferredReadReplica: null };
}

function isSameLeader(a: LeaderAndEpoch, b: LeaderAndEpoch): boolean {
  return a.epoch === b.epoch && a.leader?.nodeId === b.leader?.nodeId && a.leader?.host === b.leader?.host;
}

export function completeValidation(state: PartitionState): PartitionState {
  return { ...state, fetchState: 'FETCHING', nextRetryAt: null };
}

export function retryAt(state: PartitionState, nextRetryAt: Micros): PartitionState {
  return { ...state, nextRetryAt };
}

export function isBackingOff({ nextRetryAt }: PartitionState, now: Micros): boolean {
  return nextRetryAt !== null && now < nextRetryAt;
}
