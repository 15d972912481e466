/**
 * LeaderAndIsr: what the controller has decided of partitions of this broker. A decision counts once, by its leader epoch: what
 * is not newer than what is known here is refused, partition by partition.
 *
 * Kafka: kafka.server.ReplicaManager (becomeLeaderOrFollower, makeLeaders, makeFollowers, hasConsistentTopicId),
 * kafka.server.RequestHandlerHelper.onLeadershipChange.
 */
import { own } from '../../../base/own.ts';
import { entries, get } from '../../../base/table.ts';
import type { ErrorName } from '../../errors.ts';
import { GROUP_METADATA_TOPIC } from '../../group/contexts.ts';
import { onElection, onResignation } from '../../group/coordinatorLoader.ts';
import type { LeaderAndIsrPartitionState, LeaderAndIsrRequest, LeaderAndIsrResponse } from '../../messages.ts';
import { removeFetchers, shutdownIdleFetchers } from '../../replication/replicaFetcherManager.ts';
import {
  becomeFollowers,
  becomeLeader,
  checkpointHighWatermarks,
  getOrCreatePartition,
  type LocalChange,
  stopPartition,
} from '../../replication/replicaManager.ts';
import { type TopicPartition, topicOf } from '../../topicPartition.ts';
import { brokerId, hostedPartition, hostOf, setPartition, type Work } from '../work.ts';
import { isControllerStale } from './staleRequests.ts';
import { kafkaServer, type PartitionError, updateKafkaServer } from './state.ts';

export function becomeLeaderOrFollower(work: Work, request: LeaderAndIsrRequest): LeaderAndIsrResponse {
  const response = { type: 'LeaderAndIsrResponse', correlationId: request.correlationId } as const;
  if (isControllerStale(work, request)) {
    const errorCode = 'STALE_CONTROLLER_EPOCH';
    const partitionErrors = request.partitionStates.map(
      ({ topicPartition }) => ({ topicPartition, errorCode }) as const,
    );
    return { ...response, errorCode, partitionErrors };
  }
  if (request.isKRaftController && request.requestType === 'FULL') removeStrays(work, request);
  const partitionErrors: PartitionError[] = [];
  const leaders: LocalChange[] = [];
  const followers: LocalChange[] = [];
  for (const state of request.partitionStates) {
    const { topicPartition, leader } = state;
    const change = localChange(state, own(request.topicIds, topicOf(topicPartition)) ?? '');
    const errorCode = refusal(work, change, request.isKRaftController);
    partitionErrors.push({ topicPartition, errorCode });
    if (errorCode === 'NONE') (leader === brokerId(work) ? leaders : followers).push(change);
  }
  makeLeaders(work, leaders);
  makeFollowers(work, followers);
  if (!kafkaServer(work).heardOfPartitions) {
    updateKafkaServer(work, { heardOfPartitions: true });
    checkpointHighWatermarks(work);
  }
  shutdownIdleFetchers(work);
  onLeadershipChange(work, leaders, followers);
  return { ...response, errorCode: 'NONE', partitionErrors };
}

/** LogManager.findStrayReplicas: of topics that were deleted while this broker could not hear of it. */
function removeStrays(work: Work, { partitionStates, topicIds }: LeaderAndIsrRequest): void {
  const named = new Set(partitionStates.map(({ topicPartition: tp }) => tp));
  const isStray = (tp: TopicPartition, topicId: string): boolean => !named.has(tp) || topicIds[topicOf(tp)] !== topicId;
  const { partitions, unhostedLogs } = work.state;
  for (const [tp, { topicId }] of [...entries(partitions), ...entries(unhostedLogs)]) {
    if (isStray(tp, topicId)) stopPartition(work, tp, true, 'stray');
  }
}

function localChange(state: LeaderAndIsrPartitionState, topicId: string): LocalChange {
  const { topicPartition, controllerEpoch, leader, leaderEpoch, isr, partitionEpoch, replicas } = state;
  const { addingReplicas, removingReplicas, leaderRecoveryState } = state;
  const elections = { leader, leaderEpoch, isr, partitionEpoch, leaderRecoveryState, elr: [], lastKnownElr: [] };
  const registration = { replicas, addingReplicas, removingReplicas, ...elections };
  return { topicPartition, topicId, controllerEpoch, registration };
}

function refusal(work: Work, { topicPartition: tp, topicId, registration }: LocalChange, kraft: boolean): ErrorName {
  if (!hasConsistentTopicId(work, tp, topicId)) return 'INCONSISTENT_TOPIC_ID';
  const known = hostedPartition(work, tp)?.leaderEpoch ?? -1;
  const { leaderEpoch, replicas } = registration;
  if (leaderEpoch > known || (kraft && leaderEpoch === known)) {
    return replicas.includes(brokerId(work)) ? 'NONE' : 'UNKNOWN_TOPIC_OR_PARTITION';
  }
  return 'STALE_CONTROLLER_EPOCH';
}

/** A topic without an id, in the request or here, is of any. */
function hasConsistentTopicId(work: Work, tp: TopicPartition, topicId: string): boolean {
  const known = (hostedPartition(work, tp) ?? get(work.state.unhostedLogs, tp))?.topicId ?? '';
  return topicId === '' || known === '' || known === topicId;
}

function makeLeaders(work: Work, changes: readonly LocalChange[]): void {
  removeFetchers(
    work,
    changes.map(({ topicPartition }) => topicPartition),
  );
  for (const change of changes) becomeLeader(work, change);
}

/** Of a leader that nobody has said to be alive there is nothing to be had: the partition is known, and stays as it was. */
function makeFollowers(work: Work, changes: readonly LocalChange[]): void {
  const hasLeader = ({ registration }: LocalChange): boolean => hostOf(work, registration.leader) !== undefined;
  for (const change of changes) if (!hasLeader(change)) setPartition(work, getOrCreatePartition(work, change));
  becomeFollowers(work, changes.filter(hasLeader));
}

function onLeadershipChange(work: Work, leaders: readonly LocalChange[], followers: readonly LocalChange[]): void {
  const ofGroups = ({ topicPartition }: LocalChange): boolean => topicOf(topicPartition) === GROUP_METADATA_TOPIC;
  for (const { topicPartition, registration } of leaders.filter(ofGroups)) {
    onElection(work, topicPartition, registration.leaderEpoch);
  }
  for (const { topicPartition, registration } of followers.filter(ofGroups)) {
    onResignation(work, topicPartition, registration.leaderEpoch);
  }
}
