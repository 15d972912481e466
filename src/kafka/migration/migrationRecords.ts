/**
 * What is in ZooKeeper, as the records of the metadata log that say the same: topics with their ids, leaders, epochs and
 * settings, the settings of brokers, the next producer id (kafka.zk.ZkMigrationClient.readAllMetadata).
 */
import type { MetadataRecord } from '../records.ts';
import type { ZkRun } from '../zk/run.ts';
import { readConfigs, readNextProducerId, type VisitedTopic } from './zkMigrationClient.ts';

export function* migrationRecords(topics: readonly VisitedTopic[]): ZkRun<readonly MetadataRecord[]> {
  const records: MetadataRecord[] = [];
  const ofTopics = new Map(yield* readConfigs('TOPIC'));
  for (const { topic: name, topicId, partitions } of topics) {
    records.push({ type: 'TopicRecord', name, topicId });
    records.push(...configRecords('TOPIC', name, ofTopics.get(name) ?? {}));
    for (const [partitionId, { elr, lastKnownElr, ...rest }] of partitions) {
      const partition = { topicId, partitionId, ...rest, eligibleLeaderReplicas: elr, lastKnownElr };
      records.push({ type: 'PartitionRecord', ...partition });
    }
  }
  for (const [name, config] of yield* readConfigs('BROKER')) records.push(...configRecords('BROKER', name, config));
  const nextProducerId = yield* readNextProducerId();
  if (nextProducerId !== undefined) {
    records.push({ type: 'ProducerIdsRecord', brokerId: -1, brokerEpoch: -1, nextProducerId });
  }
  return records;
}

function configRecords(
  resourceType: 'TOPIC' | 'BROKER',
  resourceName: string,
  config: Readonly<Record<string, string>>,
): MetadataRecord[] {
  return Object.entries(config).map(([name, value]) => ({
    type: 'ConfigRecord',
    resourceType,
    resourceName,
    name,
    value,
  }));
}
