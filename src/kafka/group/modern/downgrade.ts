/**
 * A consumer group becomes a classic one, online: the last member of the new protocol has gone, or a classic one takes its
 * place. The group is stable with the target assignment of those who stay; they are called to rebalance unless that
 * assignment is still good.
 *
 * Kafka: GroupMetadataManager.{validateOnlineDowngradeWithFencedMembers,validateOnlineDowngradeWithReplacedMember,
 * convertToClassicGroup}, ClassicGroup.{fromConsumerGroup,createClassicGroupRecords}.
 */
import { get } from '../../../base/table.ts';
import {
  addMember,
  allMembers,
  type ClassicGroup,
  type ClassicGroupMember,
  CONSUMER_PROTOCOL_TYPE,
  computeSubscribedTopics,
  newClassicGroup,
  selectProtocol,
  withMember,
} from '../classic/classicGroup.ts';
import { prepareRebalance, scheduleHeartbeat } from '../classic/rebalance.ts';
import { newGroupMetadataRecord } from '../recordHelpers.ts';
import type { CoordinatorRecord } from '../records.ts';
import { configNumber, nowMs, type ShardContext, setGroup } from '../shardContext.ts';
import { type ConsumerGroup, consumerGroupState, membersOf, numMembers, staticMember } from './consumerGroup.ts';
import { type ConsumerGroupMember, usesClassicProtocol } from './consumerGroupMember.ts';
import { groupTombstones } from './consumerGroupRecords.ts';
import { migrationPolicy } from './groupConfig.ts';
import { namedTarget } from './heartbeatResponse.ts';

export function canDowngradeWithout(
  context: ShardContext,
  group: ConsumerGroup,
  leaving: readonly ConsumerGroupMember[],
): boolean {
  const left = numMembers(group) - leaving.length;
  const classicLeft = group.numClassicProtocolMembers - leaving.filter(usesClassicProtocol).length;
  return classicLeft === left && left > 0 && mayDowngrade(context, left);
}

/** `replaced`: the only member of the new protocol, and static. */
export function canDowngradeReplacing(
  context: ShardContext,
  group: ConsumerGroup,
  replaced: ConsumerGroupMember,
): boolean {
  const others = numMembers(group) - 1;
  return (
    group.numClassicProtocolMembers === others &&
    !usesClassicProtocol(replaced) &&
    mayDowngrade(context, numMembers(group))
  );
}

function mayDowngrade(context: ShardContext, members: number): boolean {
  const policy = migrationPolicy(context);
  return (policy === 'bidirectional' || policy === 'downgrade') && members <= configNumber(context, 'group.max.size');
}

export interface Downgrade {
  readonly leaving: readonly ConsumerGroupMember[];
  /** Static, in place of the one with its instance id. */
  readonly joining: ConsumerGroupMember | null;
  /** null: nothing has to change. */
  readonly rebalanceReason: string | null;
}

/** The group is changed at once: what is returned is written and not replayed. */
export function convertToClassicGroup(
  context: ShardContext,
  group: ConsumerGroup,
  { leaving, joining, rebalanceReason }: Downgrade,
): CoordinatorRecord[] {
  const replaced = joining === null ? undefined : staticMember(group, joining.instanceId);
  const inLog = group.members.keys.map((memberId) => (memberId === replaced?.memberId ? joining!.memberId : memberId));
  const classic = classicGroupOf(context, group, leaving, joining, replaced);
  const records: CoordinatorRecord[] = [
    ...groupTombstones(group, inLog),
    newGroupMetadataRecord(classic, ({ assignment }) => assignment),
  ];
  setGroup(context, classic);
  const { groupId, groupEpoch: generation } = group;
  const [from, to] = [consumerGroupState(group), classic.state];
  context.fact({ type: 'GroupConverted', group: groupId, broker: context.broker, to: 'classic', generation });
  if (from !== to)
    context.fact({ type: 'GroupStateChanged', group: groupId, broker: context.broker, from, to, generation });
  for (const member of allMembers(classic)) scheduleHeartbeat(context, classic, member);
  if (rebalanceReason !== null) prepareRebalance(context, classic, rebalanceReason);
  return records;
}

function classicGroupOf(
  context: ShardContext,
  group: ConsumerGroup,
  leaving: readonly ConsumerGroupMember[],
  joining: ConsumerGroupMember | null,
  replaced: ConsumerGroupMember | undefined,
): ClassicGroup {
  let classic: ClassicGroup = {
    ...newClassicGroup(group.groupId, nowMs(context)),
    state: 'Stable',
    generationId: group.groupEpoch,
    protocolType: CONSUMER_PROTOCOL_TYPE,
  };
  const gone = new Set([...leaving.map(({ memberId }) => memberId), replaced?.memberId]);
  const staying = membersOf(group).filter(({ memberId }) => !gone.has(memberId));
  for (const member of joining === null ? staying : [...staying, joining])
    classic = addMember(classic, classicMemberOf(member));
  classic = { ...classic, protocolName: selectProtocol(classic) };
  classic = { ...classic, subscribedTopics: computeSubscribedTopics(classic) };
  for (const member of allMembers(classic)) {
    const holder = member.memberId === joining?.memberId ? replaced!.memberId : member.memberId;
    const assignment = namedTarget(context.image, get(group.targetAssignment, holder) ?? []);
    classic = withMember(classic, { ...member, assignment });
  }
  return classic;
}

function classicMemberOf(member: ConsumerGroupMember): ClassicGroupMember {
  const { memberId, instanceId, clientId, clientHost, rebalanceTimeoutMs, classicMemberMetadata } = member;
  const { sessionTimeoutMs, supportedProtocols } = classicMemberMetadata!;
  return {
    memberId,
    groupInstanceId: instanceId,
    clientId,
    clientHost,
    rebalanceTimeoutMs,
    sessionTimeoutMs,
    protocolType: CONSUMER_PROTOCOL_TYPE,
    supportedProtocols,
    assignment: [],
    awaitingJoin: null,
    awaitingSync: null,
    isNew: false,
  };
}
