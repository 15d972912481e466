/**
 * A group as its record says: loaded, it is stable with the members it had, or empty (GroupMetadataManager.replay of
 * GroupMetadataKey and -Value).
 */
import { emptyTable } from '../../../base/table.ts';
import type { GroupMetadataMember, GroupMetadataRecord } from '../records.ts';
import { addMember, type ClassicGroup, computeSubscribedTopics, newClassicGroup } from './classicGroup.ts';

export function groupOfRecord({ key, value }: GroupMetadataRecord): ClassicGroup | undefined {
  if (value === null) return undefined;
  const { protocolType, protocol, generation, leader, currentStateTimestamp, members } = value;
  const empty: ClassicGroup = {
    ...newClassicGroup(key.group, 0),
    state: members.length === 0 ? 'Empty' : 'Stable',
    currentStateTimestamp: currentStateTimestamp === -1 ? null : currentStateTimestamp,
    generationId: generation,
    protocolType: protocolType === '' ? null : protocolType,
    protocolName: protocol,
    leaderId: leader,
    members: emptyTable(),
  };
  const group = members.reduce((sofar, member) => addMember(sofar, memberOfRecord(member, value)), empty);
  return { ...group, subscribedTopics: computeSubscribedTopics(group) };
}

function memberOfRecord(
  member: GroupMetadataMember,
  { protocol, protocolType }: NonNullable<GroupMetadataRecord['value']>,
): Parameters<typeof addMember>[1] {
  const { memberId, groupInstanceId, clientId, clientHost, sessionTimeout, rebalanceTimeout } = member;
  return {
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    rebalanceTimeoutMs: rebalanceTimeout === -1 ? sessionTimeout : rebalanceTimeout,
    sessionTimeoutMs: sessionTimeout,
    protocolType,
    supportedProtocols: [{ name: protocol ?? '', metadata: member.subscription }],
    assignment: member.assignment,
    awaitingJoin: null,
    awaitingSync: null,
    isNew: false,
  };
}
