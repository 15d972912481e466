/**
 * Joining the group: JoinGroup, then SyncGroup (AbstractCoordinator.ensureActiveGroup, joinGroupIfNeeded,
 * JoinGroupResponseHandler, SyncGroupResponseHandler; KIP-394 for MEMBER_ID_REQUIRED, KIP-345 for static members).
 *
 * *Simplified:* after an error that is retried, what poll() would have waited for anyway is one retry.backoff.ms.
 */
import type { Micros } from '../../../base/time.ts';
import { nextCorrelationId } from '../../client/clientState.ts';
import type { JoinGroupResponse, SyncGroupRequest, SyncGroupResponse } from '../../messages.ts';
import { wakeBy } from '../state.ts';
import { subscriptionsOfAssignors } from './assignors.ts';
import {
  coordinatorUnknown,
  ensureCoordinatorReady,
  markCoordinatorUnknown,
  sendToCoordinator,
} from './coordinatorLookup.ts';
import * as heartbeat from './heartbeat.ts';
import * as member from './memberState.ts';
import { continueLeading, onJoinComplete, onJoinPrepare } from './rebalance.ts';
import type { ClassicRun, Failure } from './state.ts';

/** JOIN_GROUP_TIMEOUT_LAPSE */
const LAPSE: Micros = 5_000_000;

const MS: Micros = 1000;

export const PROTOCOL_TYPE = 'consumer';

const UNJOINED: Failure = {
  error: 'UnjoinedGroupException',
  message: 'it has left the group meanwhile',
  retriable: true,
};

const RETRIED_AT_ONCE: readonly string[] = [
  'UNKNOWN_MEMBER_ID',
  'ILLEGAL_GENERATION',
  'REBALANCE_IN_PROGRESS',
  'MEMBER_ID_REQUIRED',
];

/** False: the member is not active yet. It may throw. */
export function ensureActiveGroup(run: ClassicRun): boolean {
  if (!ensureCoordinatorReady(run)) return false;
  heartbeat.startThread(run);
  return joinGroupIfNeeded(run);
}

function joinGroupIfNeeded(run: ClassicRun): boolean {
  const { classic } = run;
  while (member.rejoinNeededOrPending(run)) {
    if (!ensureCoordinatorReady(run)) return false;
    if (classic.needsJoinPrepare) {
      classic.needsJoinPrepare = false;
      if (!onJoinPrepare(run)) {
        classic.needsJoinPrepare = true;
        return false;
      }
    }
    if (classic.joining === null) {
      if (run.env.now < classic.joinAfter) {
        wakeBy(run, classic.joinAfter);
        return false;
      }
      initiateJoinGroup(run);
    }
    if (classic.joining !== null) continueLeading(run);
    const joining = run.classic.joining;
    if (joining === null || joining.type === 'waiting' || joining.type === 'leading') return false;
    if (joining.type === 'done') {
      if (!member.hasGenerationReset(run) && classic.memberState === 'STABLE') {
        onJoinComplete(run, joining.assignment);
        classic.joining = null;
        classic.needsJoinPrepare = true;
      } else {
        const [{ generation }, was] = [classic, classic.memberState];
        classic.joining = null;
        const now = `${generation.generationId}/${was}`;
        const reason = `rebalance failed since the generation/state was modified by heartbeat thread to ${now}`;
        member.resetStateAndRejoin(run, reason, true);
      }
      if (run.thrown !== undefined) return false;
    } else if (!joinFailed(run, joining.failure)) return false;
  }
  return true;
}

/** True: it is tried again at once. */
function joinFailed(run: ClassicRun, { error, message, retriable }: Failure): boolean {
  const { classic } = run;
  classic.joining = null;
  if (error !== 'MEMBER_ID_REQUIRED') member.requestRejoin(run, `rebalance failed due to ${error}`);
  if (RETRIED_AT_ONCE.includes(error)) return true;
  if (!retriable) run.thrown = `${error}: ${message}`;
  else {
    classic.joinAfter = run.env.now + run.settings.retryBackoff;
    wakeBy(run, classic.joinAfter);
  }
  return false;
}

// ---- JoinGroup --------------------------------------------------------------------------------------------------------

function initiateJoinGroup(run: ClassicRun): void {
  const { classic, settings } = run;
  member.setMemberState(run, 'PREPARING_REBALANCE');
  if (coordinatorUnknown(run)) {
    fail(run, member.failureOf('COORDINATOR_NOT_AVAILABLE'));
    return;
  }
  classic.joining = { type: 'waiting' };
  const timeout = Math.max(settings.requestTimeout, settings.maxPollInterval + LAPSE);
  const request = {
    type: 'JoinGroupRequest',
    groupId: classic.groupId,
    sessionTimeoutMs: settings.sessionTimeout / MS,
    rebalanceTimeoutMs: settings.maxPollInterval / MS,
    memberId: classic.generation.memberId,
    groupInstanceId: settings.groupInstanceId,
    protocolType: PROTOCOL_TYPE,
    protocols: subscriptionsOfAssignors(run),
    reason: classic.rejoinReason,
    correlationId: nextCorrelationId(run),
  } as const;
  classic.joinedSubscription = run.subscription.topics;
  sendToCoordinator(run, request, timeout);
}

export function handleJoinGroup(run: ClassicRun, response: JoinGroupResponse, sentMemberId: string): void {
  const { classic } = run;
  const { errorCode } = response;
  switch (errorCode) {
    case 'NONE':
      joined(run, response);
      return;
    case 'UNKNOWN_MEMBER_ID':
      // Only when nothing has changed it meanwhile.
      if (classic.generation.memberId === sentMemberId) member.resetStateOnResponseError(run, 'JOIN_GROUP', errorCode);
      break;
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
      fail(run, member.failureOf(errorCode));
      markCoordinatorUnknown(run, false);
      return;
    case 'MEMBER_ID_REQUIRED':
      classic.generation = { generationId: -1, memberId: response.memberId, protocolName: null };
      member.requestRejoin(run, `need to re-join with the given member-id: ${response.memberId}`);
      break;
    case 'GROUP_MAX_SIZE_REACHED':
      fail(
        run,
        member.failureOf(
          errorCode,
          `Consumer group ${classic.groupId} already has the configured maximum number of members.`,
        ),
      );
      return;
    default:
  }
  fail(run, member.failureOf(errorCode));
}

function joined(run: ClassicRun, response: JoinGroupResponse): void {
  const { classic } = run;
  if (response.protocolType !== null && response.protocolType !== PROTOCOL_TYPE) {
    fail(run, member.failureOf('INCONSISTENT_GROUP_PROTOCOL'));
    return;
  }
  if (classic.memberState !== 'PREPARING_REBALANCE') {
    fail(run, UNJOINED);
    return;
  }
  const { generationId, memberId, protocolName } = response;
  classic.generation = { generationId, memberId, protocolName };
  member.setMemberState(run, 'COMPLETING_REBALANCE');
  heartbeat.enable(run);
  if (response.leader === memberId) {
    classic.joining = { type: 'leading', response };
    continueLeading(run);
  } else sendSyncGroup(run, []);
}

function fail({ classic }: ClassicRun, failure: Failure): void {
  classic.joining = { type: 'failed', failure };
}

// ---- SyncGroup --------------------------------------------------------------------------------------------------------

export function sendSyncGroup(run: ClassicRun, assignments: SyncGroupRequest['assignments']): void {
  const { classic, settings } = run;
  if (coordinatorUnknown(run)) {
    fail(run, member.failureOf('COORDINATOR_NOT_AVAILABLE'));
    return;
  }
  const { generationId, memberId, protocolName } = classic.generation;
  classic.joining = { type: 'waiting' };
  sendToCoordinator(run, {
    type: 'SyncGroupRequest',
    groupId: classic.groupId,
    generationId,
    memberId,
    groupInstanceId: settings.groupInstanceId,
    protocolType: PROTOCOL_TYPE,
    protocolName,
    assignments,
    correlationId: nextCorrelationId(run),
  });
}

export function handleSyncGroup(run: ClassicRun, response: SyncGroupResponse, sent: SyncGroupRequest): void {
  const { classic } = run;
  const { errorCode } = response;
  switch (errorCode) {
    case 'NONE':
      synced(run, response);
      return;
    case 'UNKNOWN_MEMBER_ID':
    case 'ILLEGAL_GENERATION': {
      const { generationId, memberId } = classic.generation;
      if (generationId === sent.generationId && memberId === sent.memberId) {
        member.resetStateOnResponseError(run, 'SYNC_GROUP', errorCode);
      }
      break;
    }
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
      fail(run, member.failureOf(errorCode));
      markCoordinatorUnknown(run, false);
      return;
    default:
  }
  fail(run, member.failureOf(errorCode));
}

function synced(run: ClassicRun, { protocolType, protocolName, assignment }: SyncGroupResponse): void {
  const { classic } = run;
  if (protocolType !== null && protocolType !== PROTOCOL_TYPE) {
    fail(run, member.failureOf('INCONSISTENT_GROUP_PROTOCOL'));
  } else if (member.hasGenerationReset(run) || classic.memberState !== 'COMPLETING_REBALANCE') {
    // Its generation went while the answer was on its way: it is tried again at once.
    fail(run, member.failureOf('ILLEGAL_GENERATION'));
  } else if (protocolName !== null && protocolName !== classic.generation.protocolName) {
    fail(run, member.failureOf('INCONSISTENT_GROUP_PROTOCOL'));
  } else {
    member.setMemberState(run, 'STABLE');
    classic.rejoinReason = '';
    classic.rejoinNeeded = false;
    classic.joining = { type: 'done', assignment };
  }
}

export function joinLost(run: ClassicRun): void {
  fail(run, member.DISCONNECTED);
}
