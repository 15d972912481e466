/**
 * The ISR as the leader sees it: committed by the controller, or proposed to it and not answered yet (KIP-497). While a
 * proposal is pending, the *maximal* ISR decides how far the high watermark may go: with an expansion the new member
 * already counts, with a shrink the old members still do.
 *
 * Kafka: kafka.cluster.{CommittedPartitionState,PendingExpandIsr,PendingShrinkIsr}.
 */
import type { LeaderRecoveryState } from '../records.ts';

export interface CommittedPartitionState {
  readonly type: 'CommittedPartitionState';
  readonly isr: readonly number[];
  readonly leaderRecoveryState: LeaderRecoveryState;
}

export interface PendingExpandIsr {
  readonly type: 'PendingExpandIsr';
  readonly newInSyncReplicaId: number;
  readonly sent: Proposal;
  readonly lastCommittedState: CommittedPartitionState;
}

export interface PendingShrinkIsr {
  readonly type: 'PendingShrinkIsr';
  readonly outOfSyncReplicaIds: readonly number[];
  readonly sent: Proposal;
  readonly lastCommittedState: CommittedPartitionState;
}

export type PendingPartitionChange = PendingExpandIsr | PendingShrinkIsr;
export type IsrState = CommittedPartitionState | PendingPartitionChange;

/** What the leader asked the controller for. */
export interface Proposal {
  /** Tells a late answer from the answer to the proposal that is pending now. */
  readonly number: number;
  readonly isrWithEpochs: readonly { readonly brokerId: number; readonly brokerEpoch: number }[];
  /** What it was. */
  readonly previousIsr: readonly number[];
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly leaderRecoveryState: LeaderRecoveryState;
}

export function committed(isr: readonly number[], leaderRecoveryState: LeaderRecoveryState): CommittedPartitionState {
  return { type: 'CommittedPartitionState', isr, leaderRecoveryState };
}

export function isInflight(state: IsrState): state is PendingPartitionChange {
  return state.type !== 'CommittedPartitionState';
}

/** The last ISR the controller committed. */
export function committedIsr(state: IsrState): readonly number[] {
  return state.type === 'CommittedPartitionState' ? state.isr : state.lastCommittedState.isr;
}

export function isInMaximalIsr(state: IsrState, brokerId: number): boolean {
  if (committedIsr(state).includes(brokerId)) return true;
  return state.type === 'PendingExpandIsr' && state.newInSyncReplicaId === brokerId;
}

export function maximalIsr(state: IsrState): readonly number[] {
  const isr = committedIsr(state);
  return state.type === 'PendingExpandIsr' ? [...isr, state.newInSyncReplicaId] : isr;
}

export function maximalIsrSize(state: IsrState): number {
  return committedIsr(state).length + (state.type === 'PendingExpandIsr' ? 1 : 0);
}
