/**
 * What a controller writes when it becomes active (org.apache.kafka.controller.ActivationRecordsGenerator and, for the
 * records of a formatted cluster, org.apache.kafka.metadata.storage.Formatter with BootstrapMetadata): on an empty log
 * the feature levels of the version, and with ELR the cluster's min.insync.replicas; on any other log nothing. Where the
 * metadata is to come from ZooKeeper (KIP-866), how far that is.
 * *Simplified:* one atomic batch, where Kafka puts a metadata transaction (KIP-868) around it; where there is no migration, no
 * record that says so.
 */

import { featureLevel, zkMigrationState } from '../metadata/image.ts';
import { isMigrationEnabled } from '../migration/enabled.ts';
import type { MetadataRecord } from '../records.ts';
import { staticMinInsyncReplicas } from './configurationControl.ts';
import type { ControllerState } from './state.ts';

export function activationRecords(state: ControllerState): readonly MetadataRecord[] {
  if (featureLevel(state.image, 'metadata.version') > 0) return recordsForNonEmptyLog(state);
  const records = bootstrapRecords(state);
  if (!isMigrationEnabled(state.setup)) return records;
  return [...records, { type: 'ZkMigrationStateRecord', zkMigrationState: 'PRE_MIGRATION' }];
}

/** A controller without ZooKeeper ends a migration for good, also where others of the quorum still have it. */
function recordsForNonEmptyLog({ image, setup }: ControllerState): readonly MetadataRecord[] {
  if (zkMigrationState(image) !== 'MIGRATION' || isMigrationEnabled(setup)) return [];
  return [{ type: 'ZkMigrationStateRecord', zkMigrationState: 'POST_MIGRATION' }];
}

function bootstrapRecords(state: ControllerState): MetadataRecord[] {
  const { features } = state.setup.version;
  // kraft.version is in the quorum's own control records.
  const others = Object.entries(features)
    .filter(([name, level]) => name !== 'metadata.version' && name !== 'kraft.version' && level > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const records: MetadataRecord[] = [['metadata.version', features['metadata.version']] as const, ...others].map(
    ([name, level]) => ({ type: 'FeatureLevelRecord', name, featureLevel: level }),
  );
  if (features['eligible.leader.replicas.version'] === 0) return records;
  const value = `${staticMinInsyncReplicas(state)}`;
  return [
    ...records,
    { type: 'ConfigRecord', resourceType: 'BROKER', resourceName: '', name: 'min.insync.replicas', value },
  ];
}
