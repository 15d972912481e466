/** Every kind of fault the fuzzer knows. */
import type { FaultKind } from './faultKind.ts';
import { GROUP_FAULTS } from './groupFaults.ts';
import { MOMENT_FAULTS } from './momentFaults.ts';
import { NETWORK_FAULTS } from './networkFaults.ts';
import { PROCESS_FAULTS } from './processFaults.ts';
import { REQUEST_FAULTS } from './requestFaults.ts';

export { type FaultKind, linked, type Pick, servers, type Target, type TargetTopic } from './faultKind.ts';

export const FAULT_KINDS: readonly FaultKind[] = [
  ...PROCESS_FAULTS,
  ...NETWORK_FAULTS,
  ...MOMENT_FAULTS,
  ...REQUEST_FAULTS,
  ...GROUP_FAULTS,
];
