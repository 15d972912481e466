/**
 * Leaving the group: at the end, after unsubscribe(), or when max.poll.interval.ms is over. A static member does not say so
 * (AbstractCoordinator.maybeLeaveGroup, handlePollTimeoutExpiry; KIP-345).
 */
import { nextCorrelationId } from '../../client/clientState.ts';
import { coordinatorUnknown, sendToCoordinator } from './coordinatorLookup.ts';
import { resetStateAndRejoin } from './memberState.ts';
import type { ClassicRun } from './state.ts';

export function maybeLeaveGroup(run: ClassicRun, reason: string): void {
  const { classic, settings } = run;
  const { memberId } = classic.generation;
  const isMember = classic.memberState !== 'UNJOINED' && memberId !== '';
  if (!coordinatorUnknown(run) && isMember && settings.groupInstanceId === null) {
    const members = [{ memberId, groupInstanceId: null, reason }];
    const correlationId = nextCorrelationId(run);
    sendToCoordinator(run, { type: 'LeaveGroupRequest', groupId: classic.groupId, members, correlationId });
  }
  resetStateAndRejoin(run, 'consumer pro-actively leaving the group', true);
}

export function handlePollTimeoutExpiry(run: ClassicRun): void {
  run.out.fact({ type: 'PollTimeoutExpired', client: run.client.clientId, group: run.classic.groupId });
  maybeLeaveGroup(run, 'consumer poll timeout has expired.');
}
