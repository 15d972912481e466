/** Every kind of fault the fuzzer knows. */
import type { FaultKind } from './faultKind.ts';
import { GROUP_FAULTS } from './groupFaults.ts';
import { MOMENT_FAULTS } from './momentFaults.ts';
import { NETWORK_FAULTS } from './networkFaults.ts';
import { PROCESS_FAULTS } from './processFaults.ts';
import { REQUEST_FAULTS } from './requestFaults.ts';
import { ZOOKEEPER_FAULTS } from './zooKeeperFaults.ts';

export { type FaultKind, linked, type Pick, servers, type Target, type TargetTopic } from './faultKind.ts';

const FAULT_KINDS: readonly FaultKind[] = [
  ...PROCESS_FAULTS,
  ...NETWORK_FAULTS,
  ...MOMENT_FAULTS,
  ...REQUEST_FAULTS,
  ...GROUP_FAULTS,
];

export type SwarmEra = 'kraft' | 'zookeeper';

/** Of a quorum of controllers. */
const OF_VOTERS: readonly string[] = ['voter restarted in an election', 'voter removed', 'voter added'];

export function faultKindsOf(era: SwarmEra): readonly FaultKind[] {
  if (era === 'kraft') return FAULT_KINDS;
  return [...FAULT_KINDS.filter(({ name }) => !OF_VOTERS.includes(name)), ...ZOOKEEPER_FAULTS];
}
