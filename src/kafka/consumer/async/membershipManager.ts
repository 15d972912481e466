/**
 * Where a member stands with its group, and what brings it from one state into another: answers to heartbeats, being
 * fenced, leaving, a poll that comes too late (org.apache.kafka.clients.consumer.internals.AbstractMembershipManager,
 * ConsumerMembershipManager; KIP-848). How it takes on a new assignment is in reconciliation.ts.
 */
import type { ConsumerGroupHeartbeatResponse } from '../../messages.ts';
import { compareTopicPartitions, type TopicPartition } from '../../topicPartition.ts';
import type { AfterCallback, LeaveOperation } from './events.ts';
import { NO_ASSIGNMENT, sameAssignment, updatedWith } from './localAssignment.ts';
import * as members from './memberState.ts';
import { type AsyncRun, changeCommits, changeMembership, completeEvent, tellApplication } from './run.ts';
import * as subscriptions from './subscriptions.ts';

const JOIN_EPOCH = 0;
const LEAVE_EPOCH = -1;
const LEAVE_STATIC_EPOCH = -2;

/** False: Kafka throws an IllegalStateException, which ends what is being done, and nothing else. */
export function transitionTo(run: AsyncRun, to: members.MemberState): boolean {
  const { state: from, memberId: member, memberEpoch: epoch } = run.async.membership;
  if (!members.isLegalTransition(from, to)) return false;
  if (from === to) return true;
  changeMembership(run, { state: to });
  const { client, settings } = run;
  const group = settings.groupId ?? '';
  run.out.fact({ type: 'ConsumerMemberStateChanged', client: client.clientId, group, member, from, to, epoch });
  return true;
}

/** Commits and lookups of offsets carry the epoch while it is one of a member. */
function updateMemberEpoch(run: AsyncRun, memberEpoch: number): void {
  if (run.async.membership.memberEpoch === memberEpoch) return;
  changeMembership(run, { memberEpoch });
  notifyEpochChange(run, memberEpoch > 0 ? memberEpoch : null);
}

function notifyEpochChange(run: AsyncRun, memberEpoch: number | null): void {
  if (memberEpoch !== null) changeMembership(run, { lastEpoch: memberEpoch });
  changeCommits(run, { memberId: run.async.membership.memberId, memberEpoch });
}

// ---- joining ---------------------------------------------------------------------------------------------------------

export function onSubscriptionUpdated(run: AsyncRun): void {
  changeMembership(run, { isSubscriptionUpdated: true });
}

export function onConsumerPoll(run: AsyncRun): void {
  const { isSubscriptionUpdated, state } = run.async.membership;
  if (!isSubscriptionUpdated) return;
  changeMembership(run, { isSubscriptionUpdated: false });
  if (state === 'UNSUBSCRIBED') transitionToJoining(run);
}

export function transitionToJoining(run: AsyncRun): void {
  const { state, reconciliation } = run.async.membership;
  if (state === 'FATAL') return;
  if (reconciliation !== null) changeMembership(run, { reconciliation: { ...reconciliation, hasRejoined: true } });
  updateMemberEpoch(run, JOIN_EPOCH);
  if (!transitionTo(run, 'JOINING')) return;
  clearPendingAssignment(run);
}

// ---- answers to heartbeats -------------------------------------------------------------------------------------------

export function onHeartbeatSuccess(run: AsyncRun, response: ConsumerGroupHeartbeatResponse): void {
  const { state } = run.async.membership;
  if (state === 'LEAVING') return;
  if (state === 'UNSUBSCRIBED' && response.memberEpoch < 0 && maybeCompleteLeave(run)) return;
  if (members.isNotInGroup(state)) return;
  if (response.memberEpoch < 0) {
    maybeCompleteLeave(run);
    return;
  }
  updateMemberEpoch(run, response.memberEpoch);
  if (response.assignment === null || !members.canHandleNewAssignment(state)) return;
  processAssignment(run, [...response.assignment].sort(compareTopicPartitions));
}

function processAssignment(run: AsyncRun, partitions: readonly TopicPartition[]): void {
  const { targetAssignment: before, currentAssignment, state } = run.async.membership;
  const target = updatedWith(before, partitions);
  if (target !== before) {
    changeMembership(run, { targetAssignment: target });
    subscriptions.wantAssignedTopics(run, partitions);
  }
  if (!sameAssignment(currentAssignment, target)) transitionTo(run, 'RECONCILING');
  else if (state === 'RECONCILING' || state === 'JOINING') transitionTo(run, 'STABLE');
}

/** The heartbeat that leaves is sent once: whatever became of it, the member has left. */
export function onHeartbeatFailure(run: AsyncRun): void {
  if (run.async.membership.state === 'UNSUBSCRIBED') maybeCompleteLeave(run);
}

/** A heartbeat has been made: what it says has been said. */
export function onHeartbeatRequestGenerated(run: AsyncRun): void {
  const { state, currentAssignment, targetAssignment, isPollTimerExpired } = run.async.membership;
  if (state === 'ACKNOWLEDGING') {
    transitionTo(run, sameAssignment(currentAssignment, targetAssignment) ? 'STABLE' : 'RECONCILING');
  } else if (state === 'LEAVING') {
    if (isPollTimerExpired) transitionToStale(run);
    else transitionTo(run, 'UNSUBSCRIBED');
  }
}

/** There is no coordinator to say goodbye to. */
export function onHeartbeatRequestSkipped(run: AsyncRun): void {
  if (run.async.membership.state !== 'LEAVING') return;
  transitionTo(run, 'UNSUBSCRIBED');
  maybeCompleteLeave(run);
}

// ---- being thrown out ------------------------------------------------------------------------------------------------

export function transitionToFenced(run: AsyncRun): void {
  const { state } = run.async.membership;
  if (state === 'PREPARE_LEAVING' || state === 'LEAVING') {
    // It is on its way out, and need not say so any more.
    if (state === 'PREPARE_LEAVING') transitionToSendingLeaveGroup(run, false);
    transitionTo(run, 'UNSUBSCRIBED');
    maybeCompleteLeave(run);
    return;
  }
  if (state === 'UNSUBSCRIBED' || !transitionTo(run, 'FENCED')) return;
  updateMemberEpoch(run, JOIN_EPOCH);
  signalPartitionsLost(run, 'fenced', afterFenced);
}

export function afterFenced(run: AsyncRun): void {
  clearAssignment(run);
  if (run.async.membership.state === 'FENCED') transitionToJoining(run);
}

export function transitionToFatal(run: AsyncRun): void {
  const { state } = run.async.membership;
  if (!transitionTo(run, 'FATAL')) return;
  notifyEpochChange(run, null);
  if (state === 'UNSUBSCRIBED' && maybeCompleteLeave(run)) return;
  if (members.isLeaving(state)) {
    maybeCompleteLeave(run);
    return;
  }
  signalPartitionsLost(run, 'fatal', clearAssignment);
}

// ---- leaving ---------------------------------------------------------------------------------------------------------

/** `event` is done when the member has left. On close the application has run its callbacks itself. */
export function leaveGroup(run: AsyncRun, event: number, runsCallbacks: boolean): void {
  const { state, leaveInProgress } = run.async.membership;
  if (members.isNotInGroup(state)) {
    if (state === 'FENCED') {
      clearAssignment(run);
      transitionTo(run, 'UNSUBSCRIBED');
    }
    subscriptions.unsubscribe(run);
    completeEvent(run, event, null);
    return;
  }
  if (members.isLeaving(state)) {
    changeMembership(run, { leaveInProgress: [...(leaveInProgress ?? []), event] });
    return;
  }
  transitionTo(run, 'PREPARE_LEAVING');
  changeMembership(run, { leaveInProgress: [event] });
  if (runsCallbacks) releaseToLeave(run);
  else afterRelease(run);
}

export function leaveGroupOnClose(run: AsyncRun, event: number, leaveOperation: LeaveOperation): void {
  changeMembership(run, { leaveOperation });
  leaveGroup(run, event, false);
}

function releaseToLeave(run: AsyncRun): void {
  const partitions = subscriptions.assignedPartitions(run);
  if (run.async.membership.memberEpoch > 0) {
    subscriptions.markPendingRevocation(run, partitions);
    callBack(run, 'onPartitionsRevoked', partitions, 'leaving', afterRelease);
  } else callBack(run, 'onPartitionsLost', partitions, 'leaving', afterRelease);
}

export function afterRelease(run: AsyncRun): void {
  subscriptions.unsubscribe(run);
  clearAssignment(run);
  transitionToSendingLeaveGroup(run, false);
}

export function transitionToSendingLeaveGroup(run: AsyncRun, dueToExpiredPollTimer: boolean): void {
  const { state } = run.async.membership;
  if (state === 'FATAL' || state === 'UNSUBSCRIBED') return;
  if (dueToExpiredPollTimer) {
    changeMembership(run, { isPollTimerExpired: true });
    // What it holds it gives up once it is STALE, after the heartbeat that leaves.
    if (!transitionTo(run, 'PREPARE_LEAVING')) return;
  }
  updateMemberEpoch(run, leaveGroupEpoch(run));
  changeMembership(run, { currentAssignment: NO_ASSIGNMENT });
  transitionTo(run, 'LEAVING');
}

function leaveGroupEpoch({ async, settings }: AsyncRun): number {
  if (async.membership.leaveOperation === 'LEAVE_GROUP' || settings.groupInstanceId === null) return LEAVE_EPOCH;
  return LEAVE_STATIC_EPOCH;
}

/** It is leaving, and will say so: without group.instance.id REMAIN_IN_GROUP leaves silently. */
export function isLeavingGroup({ async, settings }: AsyncRun): boolean {
  const { leaveOperation, state } = async.membership;
  if (leaveOperation === 'REMAIN_IN_GROUP' && settings.groupInstanceId === null) return false;
  return members.isLeaving(state);
}

function maybeCompleteLeave(run: AsyncRun): boolean {
  const { leaveInProgress } = run.async.membership;
  if (leaveInProgress === null) return false;
  changeMembership(run, { leaveInProgress: null });
  for (const event of leaveInProgress) completeEvent(run, event, null);
  return true;
}

// ---- a poll that comes too late --------------------------------------------------------------------------------------

function transitionToStale(run: AsyncRun): void {
  if (!transitionTo(run, 'STALE')) return;
  changeMembership(run, { staleRelease: 'releasing' });
  signalPartitionsLost(run, 'stale', afterStale);
}

export function afterStale(run: AsyncRun): void {
  const joins = run.async.membership.staleRelease === 'releasing, then joins';
  clearAssignment(run);
  changeMembership(run, { staleRelease: 'released' });
  if (joins) transitionToJoining(run);
}

export function maybeRejoinStaleMember(run: AsyncRun): void {
  changeMembership(run, { isPollTimerExpired: false });
  const { state, staleRelease } = run.async.membership;
  if (state !== 'STALE') return;
  if (staleRelease === 'releasing') changeMembership(run, { staleRelease: 'releasing, then joins' });
  else transitionToJoining(run);
}

// ---- what it holds ---------------------------------------------------------------------------------------------------

function signalPartitionsLost(run: AsyncRun, after: AfterCallback, goOn: (run: AsyncRun) => void): void {
  const partitions = subscriptions.assignedPartitions(run);
  subscriptions.markPendingRevocation(run, partitions);
  callBack(run, 'onPartitionsLost', partitions, after, goOn);
}

/** On the application's thread, when it polls; with nothing to tell the background thread goes on at once. */
export function callBack(
  run: AsyncRun,
  method: 'onPartitionsRevoked' | 'onPartitionsLost',
  partitions: readonly TopicPartition[],
  after: AfterCallback,
  goOn: (run: AsyncRun) => void,
): void {
  if (partitions.length === 0) goOn(run);
  else tellApplication(run, { type: 'PARTITIONS_REMOVED', method, partitions, after });
}

export function clearAssignment(run: AsyncRun): void {
  subscriptions.assignFromSubscribed(run, []);
  changeMembership(run, { currentAssignment: NO_ASSIGNMENT });
  clearPendingAssignment(run);
}

function clearPendingAssignment(run: AsyncRun): void {
  changeMembership(run, { targetAssignment: NO_ASSIGNMENT, topicsKnown: [] });
}
