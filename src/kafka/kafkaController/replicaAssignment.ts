/**
 * The replicas of a partition, those that are being added and those that are to go (kafka.controller.ReplicaAssignment): while
 * it is being reassigned, `replicas` are both the old and the new, the new first.
 */
import { sameReplicas, without } from '../metadata/replicas.ts';

export interface ReplicaAssignment {
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
}

const NONE: readonly number[] = [];

export const NO_ASSIGNMENT: ReplicaAssignment = { replicas: NONE, addingReplicas: NONE, removingReplicas: NONE };

export function replicaAssignment(replicas: readonly number[]): ReplicaAssignment {
  return { replicas, addingReplicas: NONE, removingReplicas: NONE };
}

export function originReplicas({ replicas, addingReplicas }: ReplicaAssignment): readonly number[] {
  return without(replicas, ...addingReplicas);
}

export function targetReplicas({ replicas, removingReplicas }: ReplicaAssignment): readonly number[] {
  return without(replicas, ...removingReplicas);
}

export function isBeingReassigned({ addingReplicas, removingReplicas }: ReplicaAssignment): boolean {
  return addingReplicas.length > 0 || removingReplicas.length > 0;
}

export function reassignTo(assignment: ReplicaAssignment, target: readonly number[]): ReplicaAssignment {
  const origin = originReplicas(assignment);
  const replicas = [...target, ...origin].filter((id, place, all) => all.indexOf(id) === place);
  return { replicas, addingReplicas: without(replicas, ...origin), removingReplicas: without(replicas, ...target) };
}

export function removeReplica(assignment: ReplicaAssignment, replica: number): ReplicaAssignment {
  return {
    replicas: without(assignment.replicas, replica),
    addingReplicas: without(assignment.addingReplicas, replica),
    removingReplicas: without(assignment.removingReplicas, replica),
  };
}

export function sameAssignment(one: ReplicaAssignment, other: ReplicaAssignment): boolean {
  return (
    sameReplicas(one.replicas, other.replicas) &&
    sameReplicas(one.addingReplicas, other.addingReplicas) &&
    sameReplicas(one.removingReplicas, other.removingReplicas)
  );
}
