/**
 * A static member comes back under the same group.instance.id, with no member id: it takes the place of the member it
 * was, who is fenced from now on. In a stable group that changes nothing for anybody else, only the record of the group.
 *
 * Kafka: ClassicGroup.replaceStaticMember, GroupMetadataManager.updateStaticMemberThenRebalanceOrCompleteJoin; KIP-345,
 * KIP-814 (skipAssignment).
 */
import { assert } from '../../../base/assert.ts';
import { remove, set } from '../../../base/table.ts';
import type { ErrorName } from '../../errors.ts';
import type { JoinGroupRequest } from '../../messages/group.ts';
import type { AppendFuture, CoordinatorResult } from '../coordinatorResult.ts';
import { newGroupMetadataRecord } from '../recordHelpers.ts';
import { classicGroupOf, type RequestContext, type ShardContext, setGroup } from '../shardContext.ts';
import {
  answerJoin,
  completeJoin,
  completeSync,
  currentMembers,
  joined,
  joinFailed,
  joinReason,
  syncFailed,
} from './answers.ts';
import { type ClassicGroup, isLeader, memberOf, selectProtocol, updatedMember, withMember } from './classicGroup.ts';
import {
  maybeCompleteJoinPhase,
  maybePrepareRebalanceOrCompleteJoin,
  prepareRebalance,
  scheduleHeartbeat,
  tellRemoved,
} from './rebalance.ts';

type Replaced = Extract<AppendFuture, { type: 'static-member-replaced' }>;

export function replaceStaticMember(
  context: ShardContext,
  from: RequestContext,
  request: JoinGroupRequest,
  group: ClassicGroup,
  oldMemberId: string,
  newMemberId: string,
): CoordinatorResult {
  const groupInstanceId = request.groupInstanceId!;
  const former = memberOf(group, oldMemberId)!;
  tellRemoved(context, group, former, 'replaced');
  const { groupId, leaderId: previousLeader } = group;
  const { clientId } = former;
  const fact = { group: groupId, broker: context.broker, member: newMemberId, client: clientId };
  context.fact({ type: 'GroupMemberJoined', ...fact, instance: groupInstanceId });
  let next = renamed(context, group, groupInstanceId, oldMemberId, newMemberId);
  const member = memberOf(next, newMemberId)!;
  scheduleHeartbeat(context, next, member);
  next = setGroup(context, withMember(next, { ...updatedMember(member, request), awaitingJoin: from.waiter }));
  switch (next.state) {
    case 'Stable': {
      if (selectProtocol(next) !== next.protocolName) {
        const reason =
          `Group's selectedProtocol will change because static member ${newMemberId} with instance id ` +
          `${groupInstanceId} joined with change of protocol; client reason: ${joinReason(request)}`;
        return maybePrepareRebalanceOrCompleteJoin(context, next, reason);
      }
      const { supportedProtocols: protocols, rebalanceTimeoutMs, sessionTimeoutMs } = member;
      const old = { protocols, rebalanceTimeoutMs, sessionTimeoutMs };
      const ids = { groupId, groupInstanceId, oldMemberId, newMemberId, previousLeader };
      return {
        records: [newGroupMetadataRecord(next, ({ assignment }) => assignment)],
        response: null,
        appendFuture: { type: 'static-member-replaced', ...ids, old, waiter: from.waiter },
        replayRecords: false,
      };
    }
    case 'CompletingRebalance': {
      const reason =
        `Updating metadata for static member ${newMemberId} with instance id ${groupInstanceId}; ` +
        `client reason: ${joinReason(request)}`;
      return prepareRebalance(context, next, reason);
    }
    case 'PreparingRebalance':
      return maybeCompleteJoinPhase(context, next);
    default:
      assert(false, `group ${groupId} has static member ${groupInstanceId} and is ${next.state}`);
  }
}

/** Whoever waits under the old id is told that another has its place. */
function renamed(
  context: ShardContext,
  group: ClassicGroup,
  groupInstanceId: string,
  oldMemberId: string,
  newMemberId: string,
): ClassicGroup {
  let next = completeJoin(context, group, oldMemberId, joinFailed('FENCED_INSTANCE_ID', oldMemberId));
  next = completeSync(context, next, oldMemberId, syncFailed('FENCED_INSTANCE_ID'));
  const member = { ...memberOf(next, oldMemberId)!, memberId: newMemberId, isNew: false };
  return {
    ...next,
    members: set(remove(next.members, oldMemberId), newMemberId, member),
    leaderId: isLeader(next, oldMemberId) ? newMemberId : next.leaderId,
    staticMembers: set(next.staticMembers, groupInstanceId, newMemberId),
  };
}

/** The record is committed: it goes on where its predecessor was. A leader need not assign anew. */
export function staticMemberStored(context: ShardContext, { groupId, newMemberId }: Replaced): void {
  const group = classicGroupOf(context, groupId);
  if (group === undefined) return;
  const skipAssignment = isLeader(group, newMemberId);
  const members = skipAssignment ? currentMembers(group) : [];
  const response = { ...joined(group, newMemberId), skipAssignment, members };
  setGroup(context, completeJoin(context, group, newMemberId, response));
}

/** It is as if it had never come. */
export function staticMemberNotStored(context: ShardContext, future: Replaced, error: ErrorName): void {
  const { groupId, groupInstanceId, oldMemberId, newMemberId, previousLeader, old, waiter } = future;
  const group = classicGroupOf(context, groupId);
  const member = group === undefined ? undefined : memberOf(group, newMemberId);
  if (group === undefined || member === undefined) {
    answerJoin(context, waiter, joinFailed(error, ''));
    return;
  }
  const back = withMember(group, { ...updatedMember(member, old), awaitingJoin: null });
  const next = setGroup(context, renamed(context, back, groupInstanceId, newMemberId, oldMemberId));
  scheduleHeartbeat(context, next, memberOf(next, oldMemberId)!);
  const { generationId, protocolName, protocolType } = next;
  const leader = previousLeader ?? '';
  answerJoin(context, waiter, { ...joinFailed(error, ''), generationId, protocolName, protocolType, leader });
}
