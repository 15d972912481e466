/**
 * Answers to what a member has asked, and requests that are lost. They are read when a thread of the consumer is at the
 * network: the application's in one of its calls, or the heartbeat thread. A member whose application is busy between
 * JoinGroup and its answer does not read that before the next poll(), and its group waits for it
 * (ConsumerNetworkClient.poll, AbstractCoordinator.CoordinatorResponseHandler).
 */
import type { InFlightRequest } from '../../client/connectionStates.ts';
import type { KafkaRequest, KafkaResponse } from '../../messages.ts';
import { isInCall } from '../application.ts';
import { commitCompleted } from './commits.ts';
import { handleOffsetFetch, offsetFetchLost } from './committedOffsets.ts';
import { findingFailed, handleFindCoordinator, markCoordinatorUnknown } from './coordinatorLookup.ts';
import { failedHeartbeat } from './heartbeat.ts';
import { handleHeartbeat } from './heartbeatThread.ts';
import { handleJoinGroup, handleSyncGroup, joinLost } from './joinGroup.ts';
import { DISCONNECTED } from './memberState.ts';
import { handleOffsetCommit } from './offsetCommitResponse.ts';
import type { ClassicRun } from './state.ts';

export function answered(run: ClassicRun, sent: InFlightRequest, response: KafkaResponse): void {
  run.classic.unread = [...run.classic.unread, { sent, response }];
  readAnswers(run);
}

export function readAnswers(run: ClassicRun): void {
  const { classic } = run;
  const isRead = isInCall(run) || classic.heartbeat.thread === 'enabled';
  while (isRead && classic.unread.length > 0) {
    const [first, ...rest] = classic.unread;
    classic.unread = rest;
    read(run, first!.sent, first!.response);
  }
}

function read(run: ClassicRun, { request }: InFlightRequest, response: KafkaResponse): void {
  if (response.type === 'FindCoordinatorResponse') handleFindCoordinator(run, response);
  else if (response.type === 'JoinGroupResponse' && request.type === 'JoinGroupRequest') {
    handleJoinGroup(run, response, request.memberId);
  } else if (response.type === 'SyncGroupResponse' && request.type === 'SyncGroupRequest') {
    handleSyncGroup(run, response, request);
  } else if (response.type === 'HeartbeatResponse' && request.type === 'HeartbeatRequest') {
    handleHeartbeat(run, response, request);
  } else if (response.type === 'OffsetCommitResponse') handleOffsetCommit(run, response);
  else if (response.type === 'OffsetFetchResponse') handleOffsetFetch(run, response);
}

/** Its connection is gone, or was never made: the coordinator is not known any more. */
export function lostRequest(run: ClassicRun, request: KafkaRequest): void {
  const { classic } = run;
  if (request.type === 'FindCoordinatorRequest') {
    findingFailed(run);
    return;
  }
  markCoordinatorUnknown(run, true);
  switch (request.type) {
    case 'JoinGroupRequest':
    case 'SyncGroupRequest':
      if (classic.joining?.type === 'waiting') joinLost(run);
      return;
    case 'HeartbeatRequest':
      failedHeartbeat(run);
      return;
    case 'OffsetCommitRequest': {
      const commit = classic.commitsInFlight.find(({ correlationId }) => correlationId === request.correlationId);
      if (commit !== undefined) commitCompleted(run, commit, DISCONNECTED);
      return;
    }
    case 'OffsetFetchRequest':
      offsetFetchLost(run, request.correlationId);
      return;
    default:
  }
}
