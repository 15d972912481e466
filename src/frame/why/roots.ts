/** Where a chain of causes begins: what people, scripts and applications do has no cause in the run. */
import type { FactType } from '../../kafka/facts.ts';

/** What people and scripts do to the cluster: no rule of Kafka's is behind it. */
export const DEEDS: ReadonlySet<FactType> = new Set<FactType>([
  'ProcessKilled',
  'PowerLost',
  'DiskWiped',
  'ProcessStarted',
  'ProcessPaused',
  'ProcessResumed',
  'ControlledShutdownRequested',
  'LinkChanged',
  'NetworkHealed',
  'ConnectionBroken',
  'DiskSlowed',
  'ServerReconfigured',
  'ToolStarted',
  'ToolInput',
  'ToolInterrupted',
]);

/** What applications call, as their plan or somebody's command has it: how Kafka answers that has rules. */
export const CALLS: ReadonlySet<FactType> = new Set<FactType>([
  'RecordSent',
  'PositionSought',
  'PartitionsPaused',
  'PartitionsResumed',
]);

export function isRoot(type: FactType): boolean {
  return DEEDS.has(type) || CALLS.has(type);
}
