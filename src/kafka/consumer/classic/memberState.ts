/**
 * Where a member is in the life of its group, and how it falls out of it (AbstractCoordinator: MemberState, generation,
 * resetStateAndGeneration, requestRejoin).
 */
import { assert } from '../../../base/assert.ts';
import { type ErrorName, errorOf } from '../../errors.ts';
import { hasAutoAssignedPartitions } from '../subscription.ts';
import { MEMBER_STATE_CHART } from './memberStateChart.ts';
import type { ClassicRun, Failure, Generation, MemberState } from './state.ts';
import { NO_GENERATION } from './state.ts';

export function setMemberState(run: ClassicRun, next: MemberState): void {
  const { classic } = run;
  if (classic.memberState === next) return;
  const { groupId: group, memberState: from, generation } = classic;
  assert(isEdge(from, next), `no member goes from ${from} to ${next}`);
  const what = { group, member: generation.memberId, from, to: next, epoch: generation.generationId };
  run.out.fact({ type: 'ConsumerMemberStateChanged', client: run.client.clientId, ...what });
  classic.memberState = next;
  classic.memberStateSince = run.env.now;
}

function isEdge(from: MemberState, to: MemberState): boolean {
  return MEMBER_STATE_CHART.some((edge) => edge.from === from && edge.to === to);
}

/** MemberState.hasNotJoinedGroup */
export function hasNotJoinedGroup({ classic: { memberState } }: ClassicRun): boolean {
  return memberState === 'UNJOINED' || memberState === 'PREPARING_REBALANCE';
}

export function isRebalancing({ classic: { memberState } }: ClassicRun): boolean {
  return memberState === 'PREPARING_REBALANCE' || memberState === 'COMPLETING_REBALANCE';
}

export function generationIfStable({ classic: { memberState, generation } }: ClassicRun): Generation | null {
  return memberState === 'STABLE' ? generation : null;
}

export function isSameGeneration(a: Generation, b: Generation): boolean {
  return a.generationId === b.generationId && a.memberId === b.memberId && a.protocolName === b.protocolName;
}

/** The member id may still be valid when the generation is not; the protocol name goes with the generation. */
export function hasGenerationReset({ classic: { generation } }: ClassicRun): boolean {
  return generation.generationId === NO_GENERATION.generationId && generation.protocolName === null;
}

function resetStateAndGeneration(run: ClassicRun, resetsMemberId: boolean): void {
  const { classic } = run;
  setMemberState(run, 'UNJOINED');
  const { memberId } = classic.generation;
  classic.generation = resetsMemberId ? NO_GENERATION : { ...NO_GENERATION, memberId };
}

export function resetStateAndRejoin(run: ClassicRun, reason: string, resetsMemberId: boolean): void {
  resetStateAndGeneration(run, resetsMemberId);
  requestRejoin(run, reason);
  run.classic.needsJoinPrepare = true;
}

/** The member id stays after ILLEGAL_GENERATION: the group may still know it. */
export function resetStateOnResponseError(run: ClassicRun, api: string, error: ErrorName): void {
  resetStateAndRejoin(run, `encountered ${error} from ${api} response`, error !== 'ILLEGAL_GENERATION');
}

export function requestRejoin({ classic }: ClassicRun, reason: string): void {
  classic.rejoinReason = reason;
  classic.rejoinNeeded = true;
}

function requestRejoinIfNecessary(run: ClassicRun, reason: string): void {
  if (!run.classic.rejoinNeeded) requestRejoin(run, reason);
}

/** ConsumerCoordinator.rejoinNeededOrPending */
export function rejoinNeededOrPending(run: ClassicRun): boolean {
  if (!hasAutoAssignedPartitions(run)) return false;
  const { assignmentSnapshot, metadataSnapshot, joinedSubscription, rejoinNeeded, joining } = run.classic;
  if (assignmentSnapshot !== null && assignmentSnapshot.partitionsPerTopic !== metadataSnapshot.partitionsPerTopic) {
    requestRejoinIfNecessary(run, 'cached metadata has changed');
    return true;
  }
  if (joinedSubscription !== null && joinedSubscription.join() !== run.subscription.topics.join()) {
    requestRejoinIfNecessary(run, 'subscription has changed');
    return true;
  }
  return rejoinNeeded || joining !== null;
}

export function failureOf(error: ErrorName, message?: string): Failure {
  const { retriable, message: words } = errorOf(error);
  return { error, message: message ?? words, retriable };
}

export const DISCONNECTED: Failure = {
  error: 'DisconnectException',
  message: 'the connection was lost',
  retriable: true,
};
