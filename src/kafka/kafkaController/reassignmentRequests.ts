import { type ApiError, apiError, NO_ERROR } from '../controller/apiError.ts';
import type { ReassignablePartition } from '../messages.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import * as zk from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import { REASSIGN_PARTITIONS } from '../zk/zkPaths.ts';
import { assignedReplicas, fullAssignment, isLiveBroker, liveOrShuttingDownBrokerIds } from './controllerContext.ts';
import type { ControllerCallback } from './controllerEvent.ts';
import { HANDLERS } from './handlers.ts';
import { maybeRemoveFromZkReassignment, maybeResumeReassignments, onPartitionReassignment } from './reassignment.ts';
import { isBeingReassigned, originReplicas, type ReplicaAssignment, reassignTo } from './replicaAssignment.ts';
import { keysOf } from './scratch.ts';
import { isQueuedUp } from './topicDeletionManager.ts';
import { answer, type ControllerWork, isActive, unlessMoved } from './work.ts';

type Outcomes = Map<TopicPartition, ApiError>;

const NO_SUCH_PARTITION = apiError('UNKNOWN_TOPIC_OR_PARTITION', 'The partition does not exist.');

/** After a failover: what stands in ZooKeeper, and what was under way. */
export function* initializePartitionReassignments(work: ControllerWork): ZkRun<void> {
  const resumed = yield* processZkPartitionReassignment(work);
  yield* maybeResumeReassignments(work, (tp) => !resumed.includes(tp));
}

/** Answers with the partitions that are being reassigned now. */
export function* processZkPartitionReassignment(work: ControllerWork): ZkRun<readonly TopicPartition[]> {
  if (!isActive(work)) return [];
  const handler = HANDLERS.partitionReassignment;
  const exists = yield* zk.registerZNodeChangeHandlerAndCheckExistence(REASSIGN_PARTITIONS, handler);
  if (!exists) return [];
  const outcomes: Outcomes = new Map();
  const wanted = new Map<TopicPartition, ReplicaAssignment>();
  for (const { topicPartition: tp, replicas } of yield* zk.getPartitionReassignment()) {
    wanted.set(tp, buildReassignment(work, tp, replicas)!);
  }
  yield* maybeTriggerPartitionReassignment(work, wanted, outcomes);
  const failed = [...outcomes].filter(([, { error }]) => error !== 'NONE').map(([tp]) => tp);
  if (failed.length > 0)
    yield* maybeRemoveFromZkReassignment(work, ({ topicPartition }) => failed.includes(topicPartition));
  return [...outcomes.keys()].filter((tp) => !failed.includes(tp));
}

export function* processApiPartitionReassignment(
  work: ControllerWork,
  asked: readonly ReassignablePartition[],
  callback: ControllerCallback,
): ZkRun<void> {
  if (!isActive(work)) {
    const error = apiError('NOT_CONTROLLER');
    answer(work, callback, { type: 'AlterReassignmentsResult', error, outcomes: [] });
    return;
  }
  const outcomes: Outcomes = new Map();
  const wanted = new Map<TopicPartition, ReplicaAssignment>();
  for (const { topicPartition: tp, replicas } of asked) {
    const error = replicas === null ? undefined : invalidReplicas(work, tp, replicas);
    const built = error === undefined ? buildReassignment(work, tp, replicas) : undefined;
    if (error !== undefined) outcomes.set(tp, error);
    else if (built === undefined) outcomes.set(tp, apiError('NO_REASSIGNMENT_IN_PROGRESS'));
    else wanted.set(tp, built);
  }
  // The latest wins.
  yield* maybeRemoveFromZkReassignment(work, ({ topicPartition }) => wanted.has(topicPartition));
  yield* maybeTriggerPartitionReassignment(work, wanted, outcomes);
  answer(work, callback, { type: 'AlterReassignmentsResult', error: NO_ERROR, outcomes: [...outcomes] });
}

function invalidReplicas(
  { context }: ControllerWork,
  tp: TopicPartition,
  replicas: readonly number[],
): ApiError | undefined {
  const invalid = (message: string): ApiError => apiError('INVALID_REPLICA_ASSIGNMENT', message);
  const list = (ids: readonly number[]): string => `List(${ids.join(', ')})`;
  if (replicas.length === 0) return invalid('Empty replica list specified in partition reassignment.');
  if (new Set(replicas).size !== replicas.length) {
    return invalid(`Duplicate replica ids in partition reassignment replica list: ${list(replicas)}`);
  }
  if (replicas.some((id) => id < 0)) return invalid(`Invalid broker id in replica list: ${list(replicas)}`);
  const { addingReplicas } = reassignTo(fullAssignment(context, tp), replicas);
  if (addingReplicas.every((id) => isLiveBroker(context, id))) return undefined;
  const live = liveOrShuttingDownBrokerIds(context).filter((id) => isLiveBroker(context, id));
  return invalid(
    `Replica assignment has brokers that are not alive. Replica list: ${list(addingReplicas)}, live broker list: Set(${live.join(', ')})`,
  );
}

/** replicas null: back to where it was. undefined: there is nothing to go back from. */
function buildReassignment(
  { context }: ControllerWork,
  tp: TopicPartition,
  replicas: readonly number[] | null,
): ReplicaAssignment | undefined {
  const current = fullAssignment(context, tp);
  if (replicas !== null) return reassignTo(current, replicas);
  return isBeingReassigned(current) ? reassignTo(current, originReplicas(current)) : undefined;
}

export function processListPartitionReassignments(
  work: ControllerWork,
  partitions: readonly TopicPartition[] | null,
  callback: ControllerCallback,
): void {
  const { context } = work;
  const type = 'ListPartitionReassignmentsResponse';
  if (!isActive(work)) {
    const { error: errorCode, message: errorMessage } = apiError('NOT_CONTROLLER');
    answer(work, callback, { type, errorCode, errorMessage, partitions: [] });
    return;
  }
  const listed = (partitions ?? keysOf(context.partitionsBeingReassigned))
    .map((topicPartition) => ({ topicPartition, ...fullAssignment(context, topicPartition) }))
    .filter(isBeingReassigned);
  answer(work, callback, { type, errorCode: 'NONE', errorMessage: null, partitions: listed });
}

function* maybeTriggerPartitionReassignment(
  work: ControllerWork,
  wanted: ReadonlyMap<TopicPartition, ReplicaAssignment>,
  outcomes: Outcomes,
): ZkRun<void> {
  for (const [tp, reassignment] of wanted) {
    const known = assignedReplicas(work.context, tp).length > 0 && !isQueuedUp(work, topicOf(tp));
    if (!known) {
      outcomes.set(tp, NO_SUCH_PARTITION);
      continue;
    }
    try {
      yield* onPartitionReassignment(work, tp, reassignment);
      outcomes.set(tp, NO_ERROR);
    } catch (thrown) {
      unlessMoved(thrown);
      outcomes.set(tp, apiError('UNKNOWN_SERVER_ERROR'));
    }
  }
}
