/**
 * Who is in sync, as the leader judges it and the controller confirms: a follower joins once it has everything that is
 * committed and has reached this leader's epoch; it leaves when it has not been caught up for replica.lag.time.max.ms.
 *
 * Kafka: kafka.cluster.Partition (maybeExpandIsr, maybeShrinkIsr, submitAlterPartition, handleAlterPartitionUpdate,
 * handleAlterPartitionError, maybeIncrementLeaderHW).
 */
import {
  aliveBrokerEpoch,
  brokerId,
  configMicros,
  hostedPartition,
  registration,
  setPartition,
  update,
  type Work,
} from '../broker/work.ts';
import type { ErrorName } from '../errors.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { type AnsweredItem, type PartitionResult, submit } from './alterPartitionManager.ts';
import { attend, withSessionFetchTimes } from './fetchSession.ts';
import { maybeIncrementLeaderHighWatermark } from './highWatermark.ts';
import {
  type CommittedPartitionState,
  committed,
  committedIsr,
  isInflight,
  type PendingPartitionChange,
  type Proposal,
} from './isrState.ts';
import { isLeader, type LeaderPartition, remoteReplica, withIsrState } from './partition.ts';
import { isCaughtUp, type RemoteReplica } from './remoteReplica.ts';

/**
 * Not fenced, not shutting down, and fetching under the broker epoch that the metadata knows (KIP-841, KIP-903). Where it
 * comes from ZooKeeper it only says who is alive, and the controller looks at the rest.
 */
export function isReplicaIsrEligible(work: Work, partition: LeaderPartition, id: number): boolean {
  const broker = registration(work, id);
  if (work.state.zookeeper !== undefined) return broker !== undefined || !work.state.setup.version.kip841;
  if (broker === undefined || broker.fenced || broker.inControlledShutdown) return false;
  const storedEpoch = remoteReplica(partition, id)?.brokerEpoch ?? null;
  return storedEpoch !== null && (storedEpoch === -1 || storedEpoch === aliveBrokerEpoch(work, id));
}

/** Moves the high watermark if it can; parked requests are looked at when the event is done. */
export function advanceHighWatermark(work: Work, partition: LeaderPartition): void {
  const maxLag = configMicros(work, 'replica.lag.time.max.ms');
  const { kafka15583 } = work.state.setup.version;
  const next = maybeIncrementLeaderHighWatermark(partition, work.env.now, maxLag, kafka15583, (id) =>
    isReplicaIsrEligible(work, partition, id),
  );
  setPartition(work, next);
  if (next === partition) return;
  const broker = brokerId(work);
  const { highWatermark } = next.log;
  work.out.fact({ type: 'HighWatermarkAdvanced', partition: next.topicPartition, broker, highWatermark, leader: true });
  attend(work, next);
  work.actionQueue.push(next);
}

// ---- joining and leaving ---------------------------------------------------------------------------------------------

/** After a fetch of `follower`. Nothing is asked for while an earlier change is not answered. */
export function maybeExpandIsr(work: Work, tp: TopicPartition, follower: RemoteReplica): void {
  const partition = hostedPartition(work, tp);
  if (partition === undefined || !isLeader(partition)) return;
  const { isrState, leaderEpochStartOffset } = partition.replica;
  const id = follower.brokerId;
  if (isInflight(isrState) || isrState.isr.includes(id)) return;
  // A new leader does not know how far the one before it had committed: at most all that it found in its log (KAFKA-7128).
  const { kafka7128 } = work.state.setup.version;
  const atLeast = kafka7128
    ? Math.max(partition.log.highWatermark, leaderEpochStartOffset)
    : partition.log.highWatermark;
  if (follower.logEndOffset < atLeast || !isReplicaIsrEligible(work, partition, id)) return;
  const isr = [...isrState.isr, id];
  work.out.fact({ type: 'IsrExpandProposed', partition: tp, broker: brokerId(work), isr, joining: id });
  const sent = proposal(work, partition, isrState, isr);
  propose(work, partition, { type: 'PendingExpandIsr', newInSyncReplicaId: id, sent, lastCommittedState: isrState });
}

/** Periodically, for every partition this broker leads. */
export function maybeShrinkIsr(work: Work, tp: TopicPartition): void {
  const partition = hostedPartition(work, tp);
  if (partition === undefined || !isLeader(partition)) return;
  const { isrState } = partition.replica;
  if (isInflight(isrState)) return;
  const outOfSync = outOfSyncReplicas(work, partition, isrState.isr);
  if (outOfSync.length === 0) return;
  const isr = isrState.isr.filter((id) => !outOfSync.includes(id));
  work.out.fact({ type: 'IsrShrinkProposed', partition: tp, broker: brokerId(work), isr, out: outOfSync });
  const sent = proposal(work, partition, isrState, isr);
  propose(work, partition, {
    type: 'PendingShrinkIsr',
    outOfSyncReplicaIds: outOfSync,
    sent,
    lastCommittedState: isrState,
  });
}

function outOfSyncReplicas(work: Work, partition: LeaderPartition, isr: readonly number[]): readonly number[] {
  const maxLag = configMicros(work, 'replica.lag.time.max.ms');
  const { idleFollowersStay } = work.state.setup.version;
  const known = idleFollowersStay ? partition : (withSessionFetchTimes(work, partition) as LeaderPartition);
  return isr.filter((id) => {
    if (id === brokerId(work)) return false;
    const replica = remoteReplica(known, id);
    if (replica === undefined) return true;
    if (!idleFollowersStay) return work.env.now - replica.lastCaughtUpTime > maxLag;
    return !isCaughtUp(replica, partition.log.logEndOffset, work.env.now, maxLag);
  });
}

function proposal(
  work: Work,
  partition: LeaderPartition,
  state: CommittedPartitionState,
  isr: readonly number[],
): Proposal {
  const { nextProposal: number, lifecycle, zookeeper } = work.state;
  update(work, { nextProposal: number + 1 });
  const epochOf = (id: number): number => {
    if (zookeeper !== undefined) return -1;
    return id === brokerId(work) ? lifecycle.brokerEpoch : (remoteReplica(partition, id)?.brokerEpoch ?? -1);
  };
  return {
    number,
    isrWithEpochs: isr.map((id) => ({ brokerId: id, brokerEpoch: epochOf(id) })),
    previousIsr: state.isr,
    leaderEpoch: partition.leaderEpoch,
    partitionEpoch: partition.partitionEpoch,
    leaderRecoveryState: state.leaderRecoveryState,
  };
}

function propose(work: Work, partition: LeaderPartition, pending: PendingPartitionChange): void {
  setPartition(work, withIsrState(partition, pending));
  submitProposal(work, partition.topicPartition, partition.topicId, pending.sent);
}

function submitProposal(work: Work, topicPartition: TopicPartition, topicId: string, sent: Proposal): void {
  const error = submit(work, { topicPartition, topicId, proposal: sent });
  if (error !== 'NONE') proposalFailed(work, topicPartition, sent, error);
}

// ---- answers ---------------------------------------------------------------------------------------------------------

export function proposalAnswered(work: Work, { item, result }: AnsweredItem): void {
  const { topicPartition, proposal: sent } = item;
  if (result.errorCode === 'NONE') proposalAccepted(work, topicPartition, sent, result);
  else proposalFailed(work, topicPartition, sent, result.errorCode);
}

/** The partition while it still waits for the answer to this very proposal: metadata may have overtaken it. */
function waitingFor(
  work: Work,
  tp: TopicPartition,
  sent: Proposal,
): [LeaderPartition, PendingPartitionChange] | undefined {
  const partition = hostedPartition(work, tp);
  if (partition === undefined || !isLeader(partition)) return undefined;
  const { isrState } = partition.replica;
  return isInflight(isrState) && isrState.sent.number === sent.number ? [partition, isrState] : undefined;
}

export function proposalAccepted(work: Work, tp: TopicPartition, sent: Proposal, result: PartitionResult): void {
  const waiting = waitingFor(work, tp, sent);
  if (waiting === undefined) return;
  const [partition] = waiting;
  if (result.leaderEpoch !== partition.leaderEpoch || result.partitionEpoch < partition.partitionEpoch) return;
  const state = committed(result.isr, result.leaderRecoveryState);
  const next = { ...withIsrState(partition, state), partitionEpoch: result.partitionEpoch };
  attend(work, next);
  advanceHighWatermark(work, next);
}

/** It was surely not made. */
export function proposalReverted(work: Work, tp: TopicPartition, sent: Proposal): void {
  const waiting = waitingFor(work, tp, sent);
  if (waiting === undefined) return;
  const [partition, pending] = waiting;
  setPartition(work, withIsrState(partition, pending.lastCommittedState));
  attend(work, partition);
}

/**
 * The controller says of two errors that the change was surely not made: back to the last committed state. After the
 * others only new metadata can tell, except for those nobody expected, which are tried again.
 */
function proposalFailed(work: Work, tp: TopicPartition, sent: Proposal, error: ErrorName): void {
  const waiting = waitingFor(work, tp, sent);
  if (waiting === undefined) return;
  const [partition] = waiting;
  work.out.fact({ type: 'AlterPartitionRejected', partition: tp, broker: brokerId(work), error });
  switch (error) {
    case 'OPERATION_NOT_ATTEMPTED':
    case 'INELIGIBLE_REPLICA':
      proposalReverted(work, tp, sent);
      return;
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'UNKNOWN_TOPIC_ID':
    case 'FENCED_LEADER_EPOCH':
    case 'INVALID_UPDATE_VERSION':
    case 'INVALID_REQUEST':
    case 'NEW_LEADER_ELECTED':
      return;
    default:
      submitProposal(work, tp, partition.topicId, sent);
  }
}

export function isInSync(partition: LeaderPartition, id: number): boolean {
  return committedIsr(partition.replica.isrState).includes(id);
}
