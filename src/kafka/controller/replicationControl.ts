/**
 * What happens to partitions when a broker comes, goes, or is about to go
 * (org.apache.kafka.controller.ReplicationControlManager: generateLeaderAndIsrUpdates and its callers). The same
 * partition is never touched twice in one of these batches: records are generated against the image before all of them.
 */

import { type BrokerRegistration, isActive } from '../metadata/brokerRegistration.ts';
import { brokerOf, effectiveMinIsr, isElrEnabled, topicConfig } from '../metadata/image.ts';
import type { PartitionChangeRecord } from '../metadata/partitionRegistration.ts';
import { without } from '../metadata/replicas.ts';
import { isMigrationEnabled } from '../migration/enabled.ts';
import { type MetadataRecord, NO_LEADER } from '../records.ts';
import {
  type LocatedPartition,
  partitionsWithBrokerInElr,
  partitionsWithBrokerInIsr,
  partitionsWithNoLeader,
} from './brokersToIsrs.ts';
import { buildPartitionChange, type PartitionChange } from './partitionChangeBuilder.ts';
import type { ControllerState } from './state.ts';

/** The builder as every caller sets it up; `wanted` says what this one wants. */
export function partitionChange(
  { image, setup }: ControllerState,
  { topic, partitionId, partition }: LocatedPartition,
  wanted: Partial<PartitionChange>,
): PartitionChangeRecord | undefined {
  return buildPartitionChange({
    partition,
    topicId: topic.topicId,
    partitionId,
    isAcceptableLeader: (broker) => isActive(brokerOf(image, broker)),
    minIsr: effectiveMinIsr(image, topic.name, setup.config, setup.nodeId),
    elrEnabled: isElrEnabled(image),
    // Brokers that still have ZooKeeper go by a new leader epoch.
    leaderEpochBumpOnIsrShrink: !setup.version.kafka15021 || isMigrationEnabled(setup),
    ...wanted,
  });
}

export function isUncleanElectionEnabled({ image, setup }: ControllerState, topic: string): boolean {
  return topicConfig(image, topic, 'unclean.leader.election.enable', setup.config, setup.nodeId) === true;
}

/** Broker ids, or none. A broker to add may lead though its registration still says fenced. */
interface BrokerMoves {
  readonly remove?: number;
  readonly add?: number;
  readonly uncleanShutdown?: number;
}

function leaderAndIsrUpdates(
  state: ControllerState,
  { remove = NO_LEADER, add = NO_LEADER, uncleanShutdown = NO_LEADER }: BrokerMoves,
  partitions: readonly LocatedPartition[],
): PartitionChangeRecord[] {
  const isAcceptableLeader = (broker: number): boolean =>
    broker !== remove && broker !== uncleanShutdown && (broker === add || isActive(brokerOf(state.image, broker)));
  const records: PartitionChangeRecord[] = [];
  for (const located of partitions) {
    const record = partitionChange(state, located, {
      isAcceptableLeader,
      election: isUncleanElectionEnabled(state, located.topic.name) ? 'UNCLEAN' : 'ONLINE',
      targetIsr: without(located.partition.isr, remove, uncleanShutdown),
      uncleanShutdownReplicas: uncleanShutdown === NO_LEADER ? [] : [uncleanShutdown],
    });
    if (record !== undefined) records.push(record);
  }
  return records;
}

/** Out of every ISR first, then the fence: a reader of the log never sees a fenced broker in an ISR. */
export function brokerFenced(state: ControllerState, broker: BrokerRegistration): MetadataRecord[] {
  return [
    ...leaderAndIsrUpdates(state, { remove: broker.id }, partitionsWithBrokerInIsr(state.image, broker.id)),
    registrationChange(broker, { fenced: 1 }),
  ];
}

/** The record first, then the partitions that were waiting for this broker. */
export function brokerUnfenced(state: ControllerState, broker: BrokerRegistration): MetadataRecord[] {
  return [
    registrationChange(broker, { fenced: -1 }),
    ...leaderAndIsrUpdates(state, { add: broker.id }, partitionsWithNoLeader(state.image)),
  ];
}

export function brokerInControlledShutdown(state: ControllerState, broker: BrokerRegistration): MetadataRecord[] {
  return [
    ...(broker.inControlledShutdown ? [] : [registrationChange(broker, { inControlledShutdown: 1 })]),
    ...leaderAndIsrUpdates(state, { remove: broker.id }, partitionsWithBrokerInIsr(state.image, broker.id)),
  ];
}

/** Out of every ISR and ELR, and then out of the cluster. Replicas it has stay assigned to it. */
export function brokerUnregistered(state: ControllerState, { id, epoch }: BrokerRegistration): MetadataRecord[] {
  return [
    ...leaderAndIsrUpdates(state, { remove: id }, partitionsWithBrokerInIsr(state.image, id)),
    ...leaderAndIsrUpdates(state, { remove: id }, partitionsWithBrokerInElr(state.image, id)),
    { type: 'UnregisterBrokerRecord', brokerId: id, brokerEpoch: epoch },
  ];
}

/** A new life of a broker whose last one ended: cleanly, as if fenced; else it is no eligible leader any more (KIP-966). */
export function brokerShutdown(state: ControllerState, brokerId: number, clean: boolean): MetadataRecord[] {
  const inIsr = partitionsWithBrokerInIsr(state.image, brokerId);
  if (clean || !isElrEnabled(state.image)) return leaderAndIsrUpdates(state, { remove: brokerId }, inIsr);
  return [
    ...leaderAndIsrUpdates(state, { uncleanShutdown: brokerId }, inIsr),
    ...leaderAndIsrUpdates(state, { uncleanShutdown: brokerId }, partitionsWithBrokerInElr(state.image, brokerId)),
  ];
}

function registrationChange(
  { id, epoch }: BrokerRegistration,
  { fenced = 0, inControlledShutdown = 0 }: { readonly fenced?: -1 | 0 | 1; readonly inControlledShutdown?: 0 | 1 },
): MetadataRecord {
  return { type: 'BrokerRegistrationChangeRecord', brokerId: id, brokerEpoch: epoch, fenced, inControlledShutdown };
}
