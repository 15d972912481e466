/** What people are told when the records of the active controller are committed. */
import type { KafkaFact } from '../facts.ts';
import {
  type BrokerRegistration,
  brokerOf,
  changedPartitions,
  type MetadataImage,
  topicById,
  zkMigrationState,
} from '../metadata/image.ts';
import type { PartitionChangeRecord, PartitionRegistration } from '../metadata/partitionRegistration.ts';
import { sameReplicas, without } from '../metadata/replicas.ts';
import type { MetadataEntry } from '../records.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import { isReassignmentInProgress } from './partitionReassignment.ts';

/** `before` and `after` are the images around the entry's run; `latest` has all that was written: a new topic is whole. */
export function factsOf(
  entry: MetadataEntry,
  before: MetadataImage,
  after: MetadataImage,
  latest: MetadataImage,
): readonly KafkaFact[] {
  const { record } = entry;
  switch (record.type) {
    case 'RegisterBrokerRecord':
    case 'BrokerRegistrationChangeRecord':
      return registrationFacts(brokerOf(before, record.brokerId), brokerOf(after, record.brokerId));
    case 'PartitionRecord': {
      // It was there already, in ZooKeeper.
      if (zkMigrationState(before) === 'PRE_MIGRATION') return [];
      const { name, partitions } = topicById(latest, record.topicId);
      if (record.partitionId !== partitions.length - 1) return [];
      // A new topic is empty before the run of its partitions.
      const existing = topicById(before, record.topicId).partitions.length;
      if (existing > 0) {
        return [
          { type: 'PartitionsAdded', topic: name, partitions: partitions.length, added: partitions.length - existing },
        ];
      }
      const replicationFactor = record.replicas.length;
      return [{ type: 'TopicCreated', topic: name, partitions: partitions.length, replicationFactor }];
    }
    case 'PartitionChangeRecord':
      return partitionFacts(record, before, after);
    case 'RemoveTopicRecord': {
      const topic = before.topics.values.find(({ topicId }) => topicId === record.topicId);
      return topic === undefined ? [] : [{ type: 'TopicDeleted', topic: topic.name }];
    }
    case 'ZkMigrationStateRecord': {
      const [from, to] = [zkMigrationState(before), record.zkMigrationState];
      return from === to ? [] : [{ type: 'ZkMigrationStateChanged', from, to }];
    }
    case 'UnregisterBrokerRecord':
      return [{ type: 'BrokerUnregistered', brokerId: record.brokerId }];
    case 'ClearElrRecord':
      return changedPartitions(before, after, [record]).map(({ topicPartition: partition }) => ({
        type: 'ElrChanged',
        partition,
        elr: [],
        lastKnownElr: [],
      }));
    default:
      return [];
  }
}

function registrationFacts(
  before: BrokerRegistration | undefined,
  after: BrokerRegistration | undefined,
): readonly KafkaFact[] {
  if (after === undefined) return [];
  const brokerId = after.id;
  const facts: KafkaFact[] = [];
  if (before?.epoch !== after.epoch) facts.push({ type: 'BrokerRegistered', brokerId, brokerEpoch: after.epoch });
  if (before !== undefined && !before.fenced && after.fenced) facts.push({ type: 'BrokerFenced', brokerId });
  if (before?.fenced && !after.fenced) facts.push({ type: 'BrokerUnfenced', brokerId });
  if (!before?.inControlledShutdown && after.inControlledShutdown) {
    facts.push({ type: 'BrokerInControlledShutdown', brokerId });
  }
  return facts;
}

function partitionFacts(
  { topicId, partitionId, leader }: PartitionChangeRecord,
  before: MetadataImage,
  after: MetadataImage,
): readonly KafkaFact[] {
  const topic = topicById(after, topicId);
  const was = topicById(before, topicId).partitions[partitionId];
  const is = topic.partitions[partitionId];
  if (was === undefined || is === undefined) return [];
  const partition = topicPartition(topic.name, partitionId);
  const { isr, leaderEpoch, partitionEpoch, elr, lastKnownElr } = is;
  const facts: KafkaFact[] = reassignmentFacts(partition, was, is);
  if (leader !== undefined) {
    const unclean = leader >= 0 && is.leaderRecoveryState === 'RECOVERING';
    facts.push({ type: 'LeaderElected', partition, leader, previousLeader: was.leader, leaderEpoch, isr, unclean });
  }
  if (!sameReplicas(was.isr, isr)) {
    facts.push({ type: 'IsrChanged', partition, isr, previousIsr: was.isr, leaderEpoch, partitionEpoch });
  }
  if (!sameReplicas(was.elr, elr) || !sameReplicas(was.lastKnownElr, lastKnownElr)) {
    facts.push({ type: 'ElrChanged', partition, elr, lastKnownElr });
  }
  return facts;
}

function reassignmentFacts(
  partition: TopicPartition,
  was: PartitionRegistration,
  is: PartitionRegistration,
): KafkaFact[] {
  const { replicas, addingReplicas: adding, removingReplicas: removing } = is;
  if (isReassignmentInProgress(is)) {
    if (sameReplicas(was.addingReplicas, adding) && sameReplicas(was.removingReplicas, removing)) return [];
    return [{ type: 'ReassignmentStarted', partition, target: without(replicas, ...removing), adding, removing }];
  }
  const wentBack =
    was.addingReplicas.some((id) => !replicas.includes(id)) || was.removingReplicas.some((id) => replicas.includes(id));
  if (wentBack) return [{ type: 'ReassignmentCancelled', partition, replicas }];
  // Also one that only changed the order, or needed nobody to catch up: complete as soon as it was asked for.
  const moved = !sameReplicas(was.replicas, replicas) || isReassignmentInProgress(was);
  const previousReplicas = without(was.replicas, ...was.addingReplicas);
  return moved ? [{ type: 'ReassignmentCompleted', partition, replicas, previousReplicas }] : [];
}
