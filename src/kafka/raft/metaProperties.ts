/**
 * What formatting a disk leaves there: whose disk it is and which. Kafka: org.apache.kafka.metadata.properties.
 * MetaProperties, org.apache.kafka.metadata.storage.Formatter; KIP-853, KIP-858. *Simplified:* it stands beside the
 * metadata log, not in every log directory.
 */
import type { Files } from '../../sim/protocol.ts';
import type { Voter } from '../kinds.ts';
import { METADATA_DIRECTORY } from './metadataLog.ts';
import { bootstrapSnapshot, snapshotFile } from './snapshots.ts';

export const META_PROPERTIES_FILE = 'meta.properties';

export interface MetaProperties {
  readonly version: 1;
  readonly clusterId: string;
  readonly nodeId: number;
  readonly directoryId: string;
}

/**
 * `kafka-storage format --initial-controllers`: the disk of one of the first voters before it ever starts. Without them,
 * `--no-initial-controllers`: that of a controller that joins later.
 */
export function formattedDisk(
  clusterId: string,
  { id: nodeId, directoryId = '' }: Voter,
  initialControllers: readonly Voter[] | undefined,
): Files {
  const properties: MetaProperties = { version: 1, clusterId, nodeId, directoryId };
  if (initialControllers === undefined) return { [METADATA_DIRECTORY]: { [META_PROPERTIES_FILE]: properties } };
  const snapshot = bootstrapSnapshot(1, initialControllers);
  return {
    [METADATA_DIRECTORY]: { [META_PROPERTIES_FILE]: properties, [snapshotFile(snapshot)]: snapshot },
  };
}
