/**
 * NonExistent -> New -> Online <-> Offline -> NonExistent: what the controller does with a partition, and writes to
 * ZooKeeper, on each of these ways (kafka.controller.ZkPartitionStateMachine).
 */
import { unreachable } from '../../base/assert.ts';
import { entries, type Table, tableOf } from '../../base/table.ts';
import type { ZooKeeperResult } from '../messages.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { createTopicPartitionStatesRaw, updateLeaderAndIsr } from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import {
  addLeaderAndIsrRequestForBrokers,
  newBatch,
  type RequestBatch,
  sendRequestsToBrokers,
} from './controllerBrokerRequestBatch.ts';
import {
  allPartitions,
  assignedReplicas,
  fullAssignment,
  isReplicaOnline,
  isTopicQueuedUpForDeletion,
  leadershipOf,
  partitionStateOf,
  partitionsInStates,
  partitionsOfTopic,
  putLeadership,
  putPartitionState,
} from './controllerContext.ts';
import { type ElectionResult, leaderFor, leaderForOffline, type PartitionLeaderElectionStrategy } from './election.ts';
import { initialLeaderAndIsr, type LeaderAndIsr, type LeaderIsrAndControllerEpoch } from './leaderAndIsr.ts';
import { readStates } from './readStates.ts';
import { PARTITION_PREVIOUS_STATES, type PartitionState } from './states.ts';
import { tellLeadership } from './tellLeadership.ts';
import { uncleanLeaderElectionOfTopics } from './topicConfigs.ts';
import { type ControllerWork, expectedEpochZkVersion, StateChangeFailedException, tell, unlessMoved } from './work.ts';

/** What an election of a partition came to. */
export type ElectionResults = ReadonlyMap<TopicPartition, LeaderAndIsr | Error>;

const NONE: ElectionResults = new Map();

export const OFFLINE_ELECTION: PartitionLeaderElectionStrategy = {
  type: 'OfflinePartitionLeaderElectionStrategy',
  allowUnclean: false,
};

export function* startup(work: ControllerWork): ZkRun<void> {
  const { context } = work;
  for (const tp of allPartitions(context)) {
    const leadership = leadershipOf(context, tp);
    if (leadership === undefined) putPartitionState(context, tp, 'NewPartition');
    else {
      const online = isReplicaOnline(context, leadership.leaderAndIsr.leader);
      putPartitionState(context, tp, online ? 'OnlinePartition' : 'OfflinePartition');
    }
  }
  yield* triggerOnlinePartitionStateChange(work);
}

/** After an election of the controller, and when brokers come or go: all that have no leader, of one topic or of all. */
export function* triggerOnlinePartitionStateChange(work: ControllerWork, topic?: string): ZkRun<ElectionResults> {
  const { context } = work;
  const waiting =
    topic === undefined
      ? partitionsInStates(context, ['OfflinePartition', 'NewPartition'])
      : partitionsOfTopic(context, topic).filter((tp) =>
          ['OfflinePartition', 'NewPartition'].includes(partitionStateOf(context, tp)),
        );
  const partitions = waiting.filter((tp) => !isTopicQueuedUpForDeletion(context, topicOf(tp)));
  return yield* handleStateChanges(work, partitions, 'OnlinePartition', OFFLINE_ELECTION);
}

export function* handleStateChanges(
  work: ControllerWork,
  partitions: readonly TopicPartition[],
  target: PartitionState,
  strategy: PartitionLeaderElectionStrategy = OFFLINE_ELECTION,
): ZkRun<ElectionResults> {
  if (partitions.length === 0) return NONE;
  const batch = newBatch();
  try {
    const results = yield* doHandleStateChanges(work, batch, partitions, target, strategy);
    sendRequestsToBrokers(work, batch);
    return results;
  } catch (thrown) {
    const error = unlessMoved(thrown);
    return new Map(partitions.map((tp) => [tp, error]));
  }
}

function* doHandleStateChanges(
  work: ControllerWork,
  batch: RequestBatch,
  partitions: readonly TopicPartition[],
  target: PartitionState,
  strategy: PartitionLeaderElectionStrategy,
): ZkRun<ElectionResults> {
  const { context } = work;
  const valid = partitions.filter((tp) => PARTITION_PREVIOUS_STATES[target].includes(partitionStateOf(context, tp)));
  switch (target) {
    case 'OnlinePartition': {
      const uninitialized = valid.filter((tp) => partitionStateOf(context, tp) === 'NewPartition');
      const toElect = valid.filter((tp) => partitionStateOf(context, tp) !== 'NewPartition');
      yield* initializeLeaderAndIsr(work, batch, uninitialized);
      return toElect.length === 0 ? NONE : yield* electLeaders(work, batch, toElect, strategy);
    }
    case 'NewPartition':
    case 'OfflinePartition':
    case 'NonExistentPartition':
      for (const tp of valid) change(work, tp, target);
      return NONE;
    default:
      return unreachable(target);
  }
}

function change(work: ControllerWork, partition: TopicPartition, to: PartitionState): void {
  const from = partitionStateOf(work.context, partition);
  putPartitionState(work.context, partition, to);
  if (from !== to) tell(work, { type: 'PartitionStateChanged', partition, from, to, controller: work.brokerId });
}

/** A new partition: the first live replica leads, all live ones are in sync. Without a live one it stays new. */
function* initializeLeaderAndIsr(
  work: ControllerWork,
  batch: RequestBatch,
  partitions: readonly TopicPartition[],
): ZkRun<void> {
  const { context } = work;
  const { epoch: controllerEpoch } = context;
  const initial: [TopicPartition, LeaderIsrAndControllerEpoch][] = [];
  for (const tp of partitions) {
    const live = assignedReplicas(context, tp).filter((id) => isReplicaOnline(context, id));
    if (live.length === 0) continue;
    initial.push([tp, { leaderAndIsr: initialLeaderAndIsr(live[0]!, live), controllerEpoch }]);
  }
  if (initial.length === 0) return;
  const created = yield* createOrNone(work, tableOf(initial));
  for (const [place, { code }] of created.entries()) {
    const [tp, state] = initial[place]!;
    if (code !== 'OK') continue;
    putLeadership(context, tp, state);
    const assignment = fullAssignment(context, tp);
    addLeaderAndIsrRequestForBrokers(context, batch, state.leaderAndIsr.isr, tp, state, assignment, true);
    change(work, tp, 'OnlinePartition');
  }
}

function* createOrNone(
  work: ControllerWork,
  states: Table<LeaderIsrAndControllerEpoch>,
): ZkRun<readonly ZooKeeperResult[]> {
  try {
    return yield* createTopicPartitionStatesRaw(states, expectedEpochZkVersion(work));
  } catch (thrown) {
    unlessMoved(thrown);
    return [];
  }
}

/** Until no partition is left whose leader has written to ZooKeeper at the same time. */
function* electLeaders(
  work: ControllerWork,
  batch: RequestBatch,
  partitions: readonly TopicPartition[],
  strategy: PartitionLeaderElectionStrategy,
): ZkRun<ElectionResults> {
  const results = new Map<TopicPartition, LeaderAndIsr | Error>();
  let remaining = partitions;
  while (remaining.length > 0) remaining = yield* doElectLeaders(work, batch, remaining, strategy, results);
  for (const [tp, result] of results) if (!(result instanceof Error)) change(work, tp, 'OnlinePartition');
  return results;
}

/** Answers with those to be tried again: their znode has another version meanwhile. */
function* doElectLeaders(
  work: ControllerWork,
  batch: RequestBatch,
  partitions: readonly TopicPartition[],
  strategy: PartitionLeaderElectionStrategy,
  results: Map<TopicPartition, LeaderAndIsr | Error>,
): ZkRun<readonly TopicPartition[]> {
  const { context } = work;
  const { epoch: controllerEpoch } = context;
  const current = yield* readLeaderAndIsrs(work, partitions, results);
  if (current.size === 0) return [];
  const elections = yield* elect(work, current, strategy);
  const adjusted: [TopicPartition, LeaderAndIsr][] = [];
  const recipients = new Map<TopicPartition, readonly number[]>();
  for (const { topicPartition: tp, leaderAndIsr, liveReplicas } of elections) {
    if (leaderAndIsr === undefined) {
      const message = `Failed to elect leader for partition ${tp} under strategy ${strategyText(strategy)}`;
      results.set(tp, new StateChangeFailedException(message));
    } else {
      adjusted.push([tp, leaderAndIsr]);
      recipients.set(tp, liveReplicas);
    }
  }
  const updates = tableOf(adjusted);
  const updated = yield* updateLeaderAndIsr(updates, controllerEpoch, expectedEpochZkVersion(work));
  for (const [tp, result] of entries(updated.finished)) {
    results.set(tp, result);
    if (result instanceof Error) continue;
    const state = { leaderAndIsr: result, controllerEpoch };
    putLeadership(context, tp, state);
    const assignment = fullAssignment(context, tp);
    addLeaderAndIsrRequestForBrokers(context, batch, recipients.get(tp)!, tp, state, assignment, false);
    tellLeadership(work, tp, current.get(tp)!, result, 'election');
  }
  return updated.partitionsToRetry;
}

/** From ZooKeeper, not from the cache: the leader may have changed the ISR. Failures go to `results`. */
function* readLeaderAndIsrs(
  work: ControllerWork,
  partitions: readonly TopicPartition[],
  results: Map<TopicPartition, LeaderAndIsr | Error>,
): ZkRun<ReadonlyMap<TopicPartition, LeaderAndIsr>> {
  const { context } = work;
  const current = new Map<TopicPartition, LeaderAndIsr>();
  const states = yield* readStates(partitions);
  for (const [tp, state] of states) {
    if (state === undefined) {
      const message = `LeaderAndIsr information doesn't exist for partition ${tp} in ${partitionStateOf(context, tp)} state`;
      results.set(tp, new StateChangeFailedException(message));
    } else if (state instanceof Error) results.set(tp, state);
    else if (state.controllerEpoch > context.epoch) {
      const message = `Aborted leader election for partition ${tp} since the LeaderAndIsr path was already written by another controller. This probably means that the current controller ${work.brokerId} went through a soft failure and another controller was elected with epoch ${state.controllerEpoch}.`;
      results.set(tp, new StateChangeFailedException(message));
    } else current.set(tp, state.leaderAndIsr);
  }
  return current;
}

function* elect(
  work: ControllerWork,
  current: ReadonlyMap<TopicPartition, LeaderAndIsr>,
  strategy: PartitionLeaderElectionStrategy,
): ZkRun<readonly ElectionResult[]> {
  const { context, version } = work;
  const { type } = strategy;
  if (type !== 'OfflinePartitionLeaderElectionStrategy') {
    return [...current].map(([tp, leaderAndIsr]) => leaderFor(context, type, tp, leaderAndIsr, version.leavingAreTold));
  }
  const withoutLive = [...current].filter(([, { isr }]) => !isr.some((id) => isReplicaOnline(context, id)));
  // Only for these it matters; the setting is read from ZooKeeper each time.
  const topics = strategy.allowUnclean ? [] : [...new Set(withoutLive.map(([tp]) => topicOf(tp)))];
  const settings = yield* uncleanLeaderElectionOfTopics(work, topics);
  const lost = new Set(withoutLive.map(([tp]) => tp));
  return [...current].map(([tp, leaderAndIsr]) => {
    const setting = lost.has(tp) ? (settings.get(topicOf(tp)) ?? strategy.allowUnclean) : false;
    const known = setting instanceof Error ? undefined : leaderAndIsr;
    // KIP-704 came one release before KIP-841.
    return leaderForOffline(context, tp, known, setting === true, work.version.kip841);
  });
}

function strategyText(strategy: PartitionLeaderElectionStrategy): string {
  return strategy.type === 'OfflinePartitionLeaderElectionStrategy'
    ? `${strategy.type}(${strategy.allowUnclean})`
    : strategy.type;
}
