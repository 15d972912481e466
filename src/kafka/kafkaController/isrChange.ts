/**
 * ISRs that leaders have changed or want changed: written by them to ZooKeeper and noticed here, or asked for by AlterPartition
 * (kafka.controller.KafkaController: processIsrChangeNotification, processAlterPartition; KIP-497). *Simplified:* requests
 * name topics, not their ids.
 */
import { entries, tableOf } from '../../base/table.ts';
import type { ErrorName } from '../errors.ts';
import type { AlterPartitionRequest, AlterPartitionResponse } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import {
  deleteIsrChangeNotifications,
  getAllIsrChangeNotifications,
  getPartitionsFromIsrChangeNotifications,
  updateLeaderAndIsr,
} from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import {
  isLiveBroker,
  isPartitionBeingReassigned,
  leadershipOf,
  liveOrShuttingDownBroker,
  liveOrShuttingDownBrokerIds,
} from './controllerContext.ts';
import type { ControllerCallback } from './controllerEvent.ts';
import { updateLeaderAndIsrCache } from './initializeContext.ts';
import { equalsAllowStalePartitionEpoch, type LeaderAndIsr } from './leaderAndIsr.ts';
import { maybeCompleteReassignment } from './reassignment.ts';
import { sendUpdateMetadataRequest } from './sendUpdateMetadata.ts';
import { tellLeadership } from './tellLeadership.ts';
import { answer, type ControllerWork, expectedEpochZkVersion, isActive, kafkaError } from './work.ts';

export function* processIsrChangeNotification(work: ControllerWork): ZkRun<void> {
  const { context } = work;
  const numbers = yield* getAllIsrChangeNotifications();
  try {
    const partitions = yield* getPartitionsFromIsrChangeNotifications(numbers);
    if (partitions.length > 0) {
      yield* updateLeaderAndIsrCache(work, partitions);
      sendUpdateMetadataRequest(work, liveOrShuttingDownBrokerIds(context), [...new Set(partitions)]);
      for (const tp of partitions) yield* maybeCompleteReassignment(work, tp);
    }
  } finally {
    yield* deleteIsrChangeNotifications(expectedEpochZkVersion(work), numbers);
  }
}

// ---- KIP-497 ---------------------------------------------------------------------------------------------------------

type Outcome = LeaderAndIsr | ErrorName;

export function* processAlterPartition(
  work: ControllerWork,
  request: AlterPartitionRequest,
  callback: ControllerCallback,
): ZkRun<void> {
  const respond = (errorCode: ErrorName, partitions: AlterPartitionResponse['partitions'] = []): void =>
    answer(work, callback, { type: 'AlterPartitionResponse', errorCode, partitions });
  const refused = reasonToRefuse(work, request);
  if (refused !== undefined) {
    respond(refused);
    return;
  }
  let outcomes: ReadonlyMap<TopicPartition, Outcome>;
  try {
    outcomes = yield* tryProcessAlterPartition(work, request);
  } catch (thrown) {
    kafkaError(thrown);
    respond('UNKNOWN_SERVER_ERROR');
    return;
  }
  respond(
    'NONE',
    [...outcomes].map(([tp, outcome]) => partitionResponse(tp, outcome)),
  );
  for (const [tp, outcome] of outcomes) {
    if (typeof outcome !== 'string' && isPartitionBeingReassigned(work.context, tp)) {
      yield* maybeCompleteReassignment(work, tp);
    }
  }
}

function reasonToRefuse(work: ControllerWork, { brokerId, brokerEpoch }: AlterPartitionRequest): ErrorName | undefined {
  if (!isActive(work)) return 'NOT_CONTROLLER';
  return liveOrShuttingDownBroker(work.context, brokerId)?.epoch === brokerEpoch ? undefined : 'STALE_BROKER_EPOCH';
}

function* tryProcessAlterPartition(
  work: ControllerWork,
  request: AlterPartitionRequest,
): ZkRun<ReadonlyMap<TopicPartition, Outcome>> {
  const { context } = work;
  const outcomes = new Map<TopicPartition, Outcome>();
  const adjusted: [TopicPartition, LeaderAndIsr][] = [];
  const before = new Map<TopicPartition, LeaderAndIsr>();
  for (const asked of request.partitions) {
    const { topicPartition: tp, leaderEpoch, partitionEpoch, leaderRecoveryState } = asked;
    const isr = asked.newIsrWithEpochs.map(({ brokerId }) => brokerId);
    const wanted = { leader: request.brokerId, leaderEpoch, isr, leaderRecoveryState, partitionEpoch };
    const current = leadershipOf(context, tp)?.leaderAndIsr;
    const outcome = decided(work, wanted, current);
    if (outcome !== undefined) outcomes.set(tp, outcome);
    else {
      before.set(tp, current!);
      adjusted.push([tp, wanted]);
    }
  }
  const expected = expectedEpochZkVersion(work);
  const { finished, partitionsToRetry } = yield* updateLeaderAndIsr(tableOf(adjusted), context.epoch, expected);
  const written: TopicPartition[] = [];
  for (const [tp, result] of entries(finished)) {
    outcomes.set(tp, result instanceof Error ? 'UNKNOWN_SERVER_ERROR' : result);
    if (result instanceof Error) continue;
    written.push(tp);
    tellLeadership(work, tp, before.get(tp)!, result, 'isr');
  }
  for (const tp of partitionsToRetry) outcomes.set(tp, 'INVALID_UPDATE_VERSION');
  yield* updateLeaderAndIsrCache(work, written);
  const all = request.partitions.map(({ topicPartition }) => topicPartition);
  sendUpdateMetadataRequest(work, liveOrShuttingDownBrokerIds(context), all);
  return outcomes;
}

/** undefined: it may be written. */
function decided(work: ControllerWork, wanted: LeaderAndIsr, current: LeaderAndIsr | undefined): Outcome | undefined {
  const { context, version } = work;
  if (current === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION';
  // A leader that knows more than its controller: there must be another controller.
  if (wanted.partitionEpoch > current.partitionEpoch || wanted.leaderEpoch > current.leaderEpoch) {
    return 'NOT_CONTROLLER';
  }
  if (wanted.leaderEpoch < current.leaderEpoch) return 'FENCED_LEADER_EPOCH';
  if (equalsAllowStalePartitionEpoch(wanted, current)) return current;
  if (wanted.partitionEpoch < current.partitionEpoch) return 'INVALID_UPDATE_VERSION';
  const recovering = wanted.leaderRecoveryState === 'RECOVERING';
  if (recovering && (wanted.isr.length > 1 || current.leaderRecoveryState === 'RECOVERED')) return 'INVALID_REQUEST';
  if (wanted.isr.every((id) => isLiveBroker(context, id))) return undefined;
  return version.kip841 ? 'INELIGIBLE_REPLICA' : 'OPERATION_NOT_ATTEMPTED';
}

function partitionResponse(
  topicPartition: TopicPartition,
  outcome: Outcome,
): AlterPartitionResponse['partitions'][number] {
  if (typeof outcome === 'string') {
    const none = { leaderId: 0, leaderEpoch: 0, isr: [], leaderRecoveryState: 'RECOVERED', partitionEpoch: 0 } as const;
    return { topicPartition, errorCode: outcome, ...none };
  }
  const { leader: leaderId, leaderEpoch, isr, leaderRecoveryState, partitionEpoch } = outcome;
  return { topicPartition, errorCode: 'NONE', leaderId, leaderEpoch, isr, leaderRecoveryState, partitionEpoch };
}
