/** The server-side assignors of consumer groups by name (group.consumer.assignors; the first is the default). */
import { unreachable } from '../../../base/assert.ts';
import type { GroupAssignment, GroupSpec } from './groupSpec.ts';
import { rangeAssignment } from './rangeAssignor.ts';
import { uniformAssignment } from './uniformAssignor.ts';

export const SERVER_ASSIGNOR_NAMES = ['uniform', 'range'] as const;

export type ServerAssignorName = (typeof SERVER_ASSIGNOR_NAMES)[number];

export function computeTargetAssignment(name: ServerAssignorName, spec: GroupSpec): GroupAssignment {
  switch (name) {
    case 'uniform':
      return uniformAssignment(spec);
    case 'range':
      return rangeAssignment(spec);
    default:
      return unreachable(name);
  }
}
