/** Answers to JoinGroup and SyncGroup, and who is waiting for them (ClassicGroup.completeJoinFuture, completeSyncFuture). */
import type { ErrorName } from '../../errors.ts';
import type { JoinGroupRequest, JoinGroupResponse, SyncGroupResponse } from '../../messages/group.ts';
import type { ShardContext } from '../shardContext.ts';
import type { Waiter } from '../state.ts';
import {
  allMembers,
  type ClassicGroup,
  type ClassicGroupMember,
  isLeader,
  memberOf,
  metadataOf,
  withMember,
} from './classicGroup.ts';

export const UNKNOWN_MEMBER_ID = '';

/** JoinGroupRequest.joinReason */
export function joinReason({ reason }: JoinGroupRequest): string {
  return reason === null || reason === '' ? 'not provided' : reason;
}

export function joinFailed(errorCode: ErrorName, memberId: string): JoinGroupResponse {
  return {
    type: 'JoinGroupResponse',
    correlationId: 0,
    errorCode,
    generationId: -1,
    protocolType: null,
    protocolName: null,
    leader: '',
    skipAssignment: false,
    memberId,
    members: [],
  };
}

/** What a member of the current generation is told; the leader, who is in it besides. */
export function joined(group: ClassicGroup, memberId: string): JoinGroupResponse {
  return {
    type: 'JoinGroupResponse',
    correlationId: 0,
    errorCode: 'NONE',
    generationId: group.generationId,
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    leader: group.leaderId ?? '',
    skipAssignment: false,
    memberId,
    members: isLeader(group, memberId) ? currentMembers(group) : [],
  };
}

export function currentMembers(group: ClassicGroup): JoinGroupResponse['members'] {
  return allMembers(group).map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    metadata: metadataOf(member, group.protocolName ?? ''),
  }));
}

export function syncFailed(errorCode: ErrorName): SyncGroupResponse {
  return {
    type: 'SyncGroupResponse',
    correlationId: 0,
    errorCode,
    protocolType: null,
    protocolName: null,
    assignment: [],
  };
}

export function synced(group: ClassicGroup, member: ClassicGroupMember): SyncGroupResponse {
  const { protocolType, protocolName } = group;
  const { assignment } = member;
  return { type: 'SyncGroupResponse', correlationId: 0, errorCode: 'NONE', protocolType, protocolName, assignment };
}

/** To the request that is being handled. */
export function answerJoin(context: ShardContext, waiter: Waiter, response: JoinGroupResponse): void {
  context.complete(waiter, { ...response, correlationId: waiter.correlationId });
}

export function answerSync(context: ShardContext, waiter: Waiter, response: SyncGroupResponse): void {
  context.complete(waiter, { ...response, correlationId: waiter.correlationId });
}

/** To a member that waits for it. */
export function completeJoin(
  context: ShardContext,
  group: ClassicGroup,
  memberId: string,
  response: JoinGroupResponse,
): ClassicGroup {
  const member = memberOf(group, memberId);
  if (member === undefined || member.awaitingJoin === null) return group;
  answerJoin(context, member.awaitingJoin, response);
  return withMember(group, { ...member, awaitingJoin: null });
}

export function completeSync(
  context: ShardContext,
  group: ClassicGroup,
  memberId: string,
  response: SyncGroupResponse,
): ClassicGroup {
  const member = memberOf(group, memberId);
  if (member === undefined || member.awaitingSync === null) return group;
  answerSync(context, member.awaitingSync, response);
  return withMember(group, { ...member, awaitingSync: null });
}
