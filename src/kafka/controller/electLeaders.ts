/**
 * Elections that are asked for, and those the controller holds by itself every five minutes
 * (ReplicationControlManager.electLeaders, maybeBalancePartitionLeaders, maybeElectUncleanLeaders; KIP-460).
 */
import type { ElectLeadersRequest, ElectLeadersResponse } from '../messages.ts';
import { topicByName } from '../metadata/image.ts';
import { hasLeader, hasPreferredLeader } from '../metadata/partitionRegistration.ts';
import type { MetadataRecord } from '../records.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../topicPartition.ts';
import { type ApiError, apiError, NO_ERROR } from './apiError.ts';
import { imbalancedPartitions, partitionsWithNoLeader } from './brokersToIsrs.ts';
import type { PeriodicResult } from './clusterControl.ts';
import type { Operation } from './controllerResult.ts';
import { isUncleanElectionEnabled, partitionChange } from './replicationControl.ts';
import type { ControllerState } from './state.ts';

const MAX_ELECTIONS_PER_IMBALANCE = 1_000;

export function electLeaders(state: ControllerState, request: ElectLeadersRequest): Operation {
  const { correlationId, electionType, topicPartitions } = request;
  const records: MetadataRecord[] = [];
  const results: ElectLeadersResponse['results'][number][] = [];
  for (const partition of topicPartitions ?? everyPartition(state)) {
    const { error, message } = electLeader(state, partition, electionType, records);
    // Asked about all of them, Kafka leaves out those that have the leader they should have.
    if (topicPartitions === null && error === 'ELECTION_NOT_NEEDED') continue;
    results.push({ topicPartition: partition, errorCode: error, errorMessage: message });
  }
  return { state, records, response: { type: 'ElectLeadersResponse', correlationId, errorCode: 'NONE', results } };
}

function everyPartition({ image }: ControllerState): TopicPartition[] {
  return image.topics.values.flatMap(({ name, partitions }) => partitions.map((_, id) => topicPartition(name, id)));
}

function electLeader(
  state: ControllerState,
  tp: TopicPartition,
  electionType: 'PREFERRED' | 'UNCLEAN',
  records: MetadataRecord[],
): ApiError {
  const topic = topicByName(state.image, topicOf(tp));
  if (topic === undefined) return apiError('UNKNOWN_TOPIC_OR_PARTITION', `No such topic as ${topicOf(tp)}`);
  const partition = topic.partitions[partitionOf(tp)];
  if (partition === undefined) return apiError('UNKNOWN_TOPIC_OR_PARTITION', `No such partition as ${tp}`);
  const isNeeded = electionType === 'PREFERRED' ? !hasPreferredLeader(partition) : !hasLeader(partition);
  if (!isNeeded) return apiError('ELECTION_NOT_NEEDED');
  const record = partitionChange(state, { topic, partitionId: partitionOf(tp), partition }, { election: electionType });
  if (record === undefined) {
    return apiError(electionType === 'PREFERRED' ? 'PREFERRED_LEADER_NOT_AVAILABLE' : 'ELIGIBLE_LEADERS_NOT_AVAILABLE');
  }
  records.push(record);
  return NO_ERROR;
}

/** Gives partitions back to their preferred leaders, as far as these are in the ISR and alive. */
export function maybeBalancePartitionLeaders(state: ControllerState): PeriodicResult {
  const records: MetadataRecord[] = [];
  for (const located of imbalancedPartitions(state.image)) {
    if (records.length >= MAX_ELECTIONS_PER_IMBALANCE) break;
    const record = partitionChange(state, located, { election: 'PREFERRED' });
    if (record !== undefined) records.push(record);
  }
  return { state, records, again: records.length >= MAX_ELECTIONS_PER_IMBALANCE };
}

/** A topic that was given unclean.leader.election.enable while it had no leader waits for this. */
export function maybeElectUncleanLeaders(state: ControllerState): PeriodicResult {
  const records: MetadataRecord[] = [];
  for (const { topic, partitionId } of partitionsWithNoLeader(state.image)) {
    if (records.length >= MAX_ELECTIONS_PER_IMBALANCE) break;
    if (!isUncleanElectionEnabled(state, topic.name)) continue;
    electLeader(state, topicPartition(topic.name, partitionId), 'UNCLEAN', records);
  }
  return { state, records, again: records.length >= MAX_ELECTIONS_PER_IMBALANCE };
}
