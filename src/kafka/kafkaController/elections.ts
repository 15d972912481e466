/**
 * Elections that somebody asks for, or that the controller's own balance asks for (kafka.controller.KafkaController:
 * onReplicaElection, processReplicaLeaderElection, checkAndTriggerAutoLeaderRebalance).
 */

import { seconds } from '../../base/time.ts';
import { type ApiError, apiError } from '../controller/apiError.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import { PREFERRED_REPLICA_ELECTION } from '../zk/zkPaths.ts';
import { allPartitions, assignedReplicas, isLiveBroker, isReplicaOnline, leadershipOf } from './controllerContext.ts';
import type {
  ControllerCallback,
  ControllerEvent,
  ElectionOutcome,
  ElectionTrigger,
  ElectionType,
} from './controllerEvent.ts';
import { put } from './controllerEventManager.ts';
import type { PartitionLeaderElectionStrategy } from './election.ts';
import { HANDLERS, ZK_PREFERRED_ELECTION } from './handlers.ts';
import { preferredReplicaPartitionLeaderElection } from './partitionLeaderElectionAlgorithms.ts';
import { type ElectionResults, handleStateChanges } from './partitionStateMachine.ts';
import { keysOf } from './scratch.ts';
import { isQueuedUp } from './topicDeletionManager.ts';
import {
  answer,
  type ControllerWork,
  effect,
  expectedEpochZkVersion,
  isActive,
  StateChangeFailedException,
} from './work.ts';

export function* onReplicaElection(
  work: ControllerWork,
  partitions: readonly TopicPartition[],
  electionType: ElectionType,
  trigger: ElectionTrigger,
): ZkRun<ElectionResults> {
  const byAdmin = trigger === 'AdminClientTriggered';
  // An unclean one only if a person asks for it, whatever the topic's setting is.
  const strategy: PartitionLeaderElectionStrategy =
    electionType === 'PREFERRED'
      ? { type: 'PreferredReplicaPartitionLeaderElectionStrategy' }
      : { type: 'OfflinePartitionLeaderElectionStrategy', allowUnclean: byAdmin };
  const results = yield* handleStateChanges(work, partitions, 'OnlinePartition', strategy);
  if (trigger === 'ZkTriggered') {
    yield* zk.deletePreferredReplicaElection(expectedEpochZkVersion(work));
    // So that the next is seen: it registers the watch anew.
    effect(work, (host) => put(host, ZK_PREFERRED_ELECTION));
  }
  return results;
}

export function* processReplicaLeaderElection(
  work: ControllerWork,
  event: Extract<ControllerEvent, { type: 'ReplicaLeaderElection' }>,
): ZkRun<void> {
  const { context } = work;
  const { callback, electionType, trigger } = event;
  if (!isActive(work)) {
    const outcomes = (event.partitions ?? []).map((tp) => [tp, apiError('NOT_CONTROLLER')] as const);
    answerWith(work, callback, outcomes);
    return;
  }
  const handler = HANDLERS.preferredReplicaElection;
  const go =
    trigger === 'AdminClientTriggered' ||
    (yield* zk.registerZNodeChangeHandlerAndCheckExistence(PREFERRED_REPLICA_ELECTION, handler));
  if (!go) return;
  const partitions = event.partitions ?? (yield* zk.getPreferredReplicaElection());
  const outcomes: [TopicPartition, ElectionOutcome][] = [];
  const electable: TopicPartition[] = [];
  for (const tp of partitions) {
    const [preferred] = assignedReplicas(context, tp);
    const leader = leadershipOf(context, tp)?.leaderAndIsr.leader ?? -1;
    const valid = electionType === 'PREFERRED' ? leader === preferred : leader !== -1 && isLiveBroker(context, leader);
    if (preferred === undefined) {
      outcomes.push([tp, apiError('UNKNOWN_TOPIC_OR_PARTITION', 'The partition does not exist.')]);
    } else if (isQueuedUp(work, topicOf(tp))) {
      outcomes.push([tp, apiError('INVALID_TOPIC_EXCEPTION', 'The topic is being deleted')]);
    } else if (valid) outcomes.push([tp, apiError('ELECTION_NOT_NEEDED')]);
    else electable.push(tp);
  }
  const results = yield* onReplicaElection(work, electable, electionType, trigger);
  for (const [tp, result] of results) {
    outcomes.push([tp, result instanceof Error ? failed(electionType, result) : { leader: result.leader }]);
  }
  answerWith(work, callback, outcomes);
}

function failed(electionType: ElectionType, error: Error): ApiError {
  if (!(error instanceof StateChangeFailedException)) return apiError('UNKNOWN_SERVER_ERROR', error.message);
  const code = electionType === 'PREFERRED' ? 'PREFERRED_LEADER_NOT_AVAILABLE' : 'ELIGIBLE_LEADERS_NOT_AVAILABLE';
  return apiError(code, error.message);
}

function answerWith(
  work: ControllerWork,
  callback: ControllerCallback | null,
  outcomes: readonly (readonly [TopicPartition, ElectionOutcome])[],
): void {
  if (callback !== null) answer(work, callback, { type: 'ElectLeadersResult', outcomes });
}

// ---- auto.leader.rebalance.enable ------------------------------------------------------------------------------------

export const AUTO_REBALANCE_TIMER = 'kafka-controller/auto-leader-rebalance-task';

export function scheduleAutoLeaderRebalance(work: ControllerWork, delaySeconds: number): void {
  const timer = { part: 'kafka-controller', type: 'auto-leader-rebalance-task' } as const;
  effect(work, ({ out }) => out.setTimer(AUTO_REBALANCE_TIMER, seconds(delaySeconds), timer));
}

export function* processAutoPreferredReplicaLeaderElection(work: ControllerWork): ZkRun<void> {
  const { config } = work;
  try {
    yield* checkAndTriggerAutoLeaderRebalance(work);
  } finally {
    scheduleAutoLeaderRebalance(work, config['leader.imbalance.check.interval.seconds'] as number);
  }
}

/** Broker by broker: where too many of those that prefer it are led by somebody else, they are given back. */
function* checkAndTriggerAutoLeaderRebalance(work: ControllerWork): ZkRun<void> {
  const { context, config, version } = work;
  const byPreferred = new Map<number, TopicPartition[]>();
  for (const tp of allPartitions(context)) {
    if (isQueuedUp(work, topicOf(tp))) continue;
    const preferred = assignedReplicas(context, tp)[0]!;
    byPreferred.set(preferred, [...(byPreferred.get(preferred) ?? []), tp]);
  }
  const allowed = config['leader.imbalance.per.broker.percentage'] as number;
  for (const [broker, partitions] of byPreferred) {
    const elsewhere = partitions.filter((tp) => {
      const leadership = leadershipOf(context, tp);
      return leadership !== undefined && leadership.leaderAndIsr.leader !== broker;
    });
    if (elsewhere.length * 100 <= allowed * partitions.length) continue;
    const candidates = elsewhere.filter((tp) => canPreferredReplicaBeLeader(work, tp));
    // In 1.1 and earlier one after the other.
    const elections = version.kip455 ? [candidates] : candidates.map((tp) => [tp]);
    for (const election of elections) yield* onReplicaElection(work, election, 'PREFERRED', 'AutoTriggered');
  }
}

function canPreferredReplicaBeLeader({ context, version }: ControllerWork, tp: TopicPartition): boolean {
  const assignment = assignedReplicas(context, tp);
  // The ISR as the controller knows it was not looked at: the election reads it from ZooKeeper.
  if (!version.kip455) {
    return isReplicaOnline(context, assignment[0]!) && keysOf(context.partitionsBeingReassigned).length === 0;
  }
  const live = assignment.filter((id) => isReplicaOnline(context, id));
  const { isr } = leadershipOf(context, tp)!.leaderAndIsr;
  return preferredReplicaPartitionLeaderElection(assignment, isr, live) !== -1;
}
