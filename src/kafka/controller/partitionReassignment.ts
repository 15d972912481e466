/**
 * When a reassignment is complete (org.apache.kafka.controller.PartitionReassignmentReplicas): the new replicas have
 * joined the ISR and something of the ISR remains without those that leave. *Simplified:* nothing starts a reassignment
 * yet; a partition whose record says that it is in one is carried through as Kafka would.
 */
import type { PartitionRegistration } from '../metadata/partitionRegistration.ts';
import { containsAll, without } from '../metadata/replicas.ts';

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
