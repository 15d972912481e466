/**
 * What a reassignment does to the replica set of one partition (KIP-455; org.apache.kafka.controller.
 * PartitionReassignmentReplicas, PartitionReassignmentRevert). While it runs, the partition has the replicas of both
 * sides: those that shall stay, first, and behind them those that leave.
 */
import type { PartitionRegistration } from '../metadata/partitionRegistration.ts';
import { ascending, containsAll, without } from '../metadata/replicas.ts';

export interface ReassignmentReplicas {
  readonly removing: readonly number[];
  readonly adding: readonly number[];
  readonly replicas: readonly number[];
}

export interface CompletedReassignment {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

export function isReassignmentInProgress(partition: PartitionRegistration): boolean {
  return partition.removingReplicas.length > 0 || partition.addingReplicas.length > 0;
}

/** From one replica list to another. */
export function reassignmentOf(current: readonly number[], target: readonly number[]): ReassignmentReplicas {
  const removing = ascending(without(current, ...target));
  const adding = ascending(without(target, ...current));
  return { removing, adding, replicas: [...target, ...removing] };
}

/** Complete: the new replicas have joined the ISR, and something of the ISR remains without those that leave. */
export function maybeCompleteReassignment(
  { removing, adding, replicas }: ReassignmentReplicas,
  targetIsr: readonly number[],
): CompletedReassignment | undefined {
  if (removing.length === 0 && adding.length === 0) return undefined;
  const isr = without(targetIsr, ...removing);
  const remaining = without(replicas, ...removing);
  if (removing.length > 0 && (isr.length === 0 || remaining.length === 0)) return undefined;
  if (!containsAll(isr, adding)) return undefined;
  // With fewer replicas than before, all that stay must be in sync, or completing would cost ISR members for nothing.
  if (adding.length < removing.length && !containsAll(isr, remaining)) return undefined;
  return { replicas: remaining, isr };
}

export interface ReassignmentRevert {
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Only replicas that were being added are in the ISR: going back means to lead from one that is not. */
  readonly unclean: boolean;
}

/** Back: without what was added, with what was to leave. */
export function revertReassignment(partition: PartitionRegistration): ReassignmentRevert {
  const replicas = without(partition.replicas, ...partition.addingReplicas);
  const isr = without(partition.isr, ...partition.addingReplicas);
  if (isr.length > 0) return { replicas, isr, unclean: false };
  return { replicas, isr: replicas.slice(0, 1), unclean: true };
}
