/**
 * As even as can be, and sticky: what a member has it keeps, up to its share (org.apache.kafka.coordinator.group.assignor.
 * UniformAssignor, KIP-848: the default of the new consumer protocol). It looks at no racks.
 */
import { type GroupAssignment, type GroupSpec, NOBODY_GETS_ANYTHING } from './groupSpec.ts';
import { uniformHeterogeneousAssignment } from './uniformHeterogeneous.ts';
import { uniformHomogeneousAssignment } from './uniformHomogeneous.ts';

export function uniformAssignment(spec: GroupSpec): GroupAssignment {
  if (spec.members.length === 0) return NOBODY_GETS_ANYTHING;
  return spec.subscriptionType === 'HOMOGENEOUS'
    ? uniformHomogeneousAssignment(spec)
    : uniformHeterogeneousAssignment(spec);
}
