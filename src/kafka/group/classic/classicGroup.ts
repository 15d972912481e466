/**
 * A group of the classic protocol: its members elect a generation after another, the coordinator only keeps order among
 * them. What a group is and what follows from that; what happens to it is in the files beside this one.
 *
 * Kafka: org.apache.kafka.coordinator.group.classic.{ClassicGroup,ClassicGroupMember}.
 */
import { entries, get, has, remove, set, type Table, tableOf } from '../../../base/table.ts';
import type { ErrorName } from '../../errors.ts';
import { stringHashCode } from '../../hash.ts';
import { JavaHashMap } from '../../javaHashMap.ts';
import type { JoinGroupRequest, MemberSubscription } from '../../messages/group.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import { isSameSubscription } from '../memberSubscription.ts';
import type { Waiter } from '../state.ts';
import type { ClassicGroupState } from './classicGroupChart.ts';

export type Protocols = JoinGroupRequest['protocols'];

export interface ClassicGroupMember {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
  readonly protocolType: string;
  readonly supportedProtocols: Protocols;
  readonly assignment: readonly TopicPartition[];
  /** Its JoinGroup that is not answered yet. */
  readonly awaitingJoin: Waiter | null;
  readonly awaitingSync: Waiter | null;
  /** In no generation yet: its silence is not forgiven for waiting. */
  readonly isNew: boolean;
}

export interface ClassicGroup {
  readonly type: 'classic';
  readonly groupId: string;
  readonly state: ClassicGroupState;
  readonly previousState: ClassicGroupState;
  /** Milliseconds; null: not known. */
  readonly currentStateTimestamp: number | null;
  readonly generationId: number;
  /** `consumer`; null until a member says it. */
  readonly protocolType: string | null;
  /** The assignor that was chosen. */
  readonly protocolName: string | null;
  readonly leaderId: string | null;
  readonly members: Table<ClassicGroupMember>;
  /** Member ids by group.instance.id. */
  readonly staticMembers: Table<string>;
  /** They have an id, and have not come back with it. */
  readonly pendingJoinMembers: readonly string[];
  readonly pendingSyncMembers: readonly string[];
  /** null: not known. */
  readonly subscribedTopics: readonly string[] | null;
  /** During an initial rebalance, which then waits on. */
  readonly newMemberAdded: boolean;
}

export const CONSUMER_PROTOCOL_TYPE = 'consumer';

export function newClassicGroup(groupId: string, nowMs: number): ClassicGroup {
  return {
    type: 'classic',
    groupId,
    state: 'Empty',
    previousState: 'Dead',
    currentStateTimestamp: nowMs,
    generationId: 0,
    protocolType: null,
    protocolName: null,
    leaderId: null,
    members: tableOf<ClassicGroupMember>([]),
    staticMembers: tableOf<string>([]),
    pendingJoinMembers: [],
    pendingSyncMembers: [],
    subscribedTopics: null,
    newMemberAdded: false,
  };
}

// ---- members ---------------------------------------------------------------------------------------------------------

/** In the order in which Java walks its HashMap: whoever is first there may become the leader. */
export function allMembers({ members }: ClassicGroup): ClassicGroupMember[] {
  return inJavaOrder(members);
}

/** Of a HashMap with these keys. */
export function inJavaOrder<V>(table: Table<V>): V[] {
  if (table.keys.length < 2) return [...table.values];
  const map = new JavaHashMap<string, V>(stringHashCode);
  for (const [key, value] of entries(table)) map.put(key, value);
  return map.values();
}

export function memberOf(group: ClassicGroup, memberId: string): ClassicGroupMember | undefined {
  return get(group.members, memberId);
}

export function hasMember(group: ClassicGroup, memberId: string): boolean {
  return has(group.members, memberId);
}

export function numMembers({ members }: ClassicGroup): number {
  return members.keys.length;
}

export function isPendingMember({ pendingJoinMembers }: ClassicGroup, memberId: string): boolean {
  return pendingJoinMembers.includes(memberId);
}

export function isLeader({ leaderId }: ClassicGroup, memberId: string): boolean {
  return leaderId === memberId;
}

export function staticMemberId({ staticMembers }: ClassicGroup, groupInstanceId: string): string | undefined {
  return get(staticMembers, groupInstanceId);
}

export function withMember(group: ClassicGroup, member: ClassicGroupMember): ClassicGroup {
  return { ...group, members: set(group.members, member.memberId, member) };
}

/** As it says itself when it joins again. */
export function updatedMember(
  member: ClassicGroupMember,
  {
    protocols,
    rebalanceTimeoutMs,
    sessionTimeoutMs,
  }: Pick<JoinGroupRequest, 'protocols' | 'rebalanceTimeoutMs' | 'sessionTimeoutMs'>,
): ClassicGroupMember {
  return { ...member, supportedProtocols: protocols, rebalanceTimeoutMs, sessionTimeoutMs };
}

/** The first member brings the type of protocol, and leads. */
export function addMember(group: ClassicGroup, member: ClassicGroupMember): ClassicGroup {
  const { memberId, groupInstanceId } = member;
  return {
    ...group,
    protocolType: numMembers(group) === 0 ? member.protocolType : group.protocolType,
    leaderId: group.leaderId ?? memberId,
    members: set(group.members, memberId, member),
    staticMembers: groupInstanceId === null ? group.staticMembers : set(group.staticMembers, groupInstanceId, memberId),
    pendingJoinMembers: without(group.pendingJoinMembers, memberId),
  };
}

/** Of a member, or of one that is only pending. The leader's place goes to whoever is first. */
export function removeMember(group: ClassicGroup, memberId: string): ClassicGroup {
  const removed = memberOf(group, memberId);
  const members = remove(group.members, memberId);
  const instance = removed?.groupInstanceId ?? null;
  const leaderId = isLeader(group, memberId) ? (inJavaOrder(members)[0]?.memberId ?? null) : group.leaderId;
  return {
    ...group,
    members,
    staticMembers: instance === null ? group.staticMembers : remove(group.staticMembers, instance),
    leaderId,
    pendingJoinMembers: without(group.pendingJoinMembers, memberId),
    pendingSyncMembers: without(group.pendingSyncMembers, memberId),
  };
}

export function without(list: readonly string[], text: string): readonly string[] {
  return list.includes(text) ? list.filter((each) => each !== text) : list;
}

/** ClassicGroup.validateMember */
export function memberError(group: ClassicGroup, memberId: string, groupInstanceId: string | null): ErrorName {
  if (groupInstanceId !== null) {
    const existing = staticMemberId(group, groupInstanceId);
    if (existing === undefined) return 'UNKNOWN_MEMBER_ID';
    if (existing !== memberId) return 'FENCED_INSTANCE_ID';
  }
  return hasMember(group, memberId) ? 'NONE' : 'UNKNOWN_MEMBER_ID';
}

/** It waits for an answer of ours, and is not expected to be heard of meanwhile. */
export function hasSatisfiedHeartbeat({ isNew, awaitingJoin, awaitingSync }: ClassicGroupMember): boolean {
  return !isNew && (awaitingJoin !== null || awaitingSync !== null);
}

export function numAwaitingJoin({ members }: ClassicGroup): number {
  return members.values.reduce((count, { awaitingJoin }) => (awaitingJoin === null ? count : count + 1), 0);
}

export function hasAllMembersJoined(group: ClassicGroup): boolean {
  return group.pendingJoinMembers.length === 0 && numAwaitingJoin(group) === numMembers(group);
}

/** The longest that a member asks for. */
export function rebalanceTimeoutMs({ members }: ClassicGroup): number {
  return members.values.reduce((longest, member) => Math.max(longest, member.rebalanceTimeoutMs), 0);
}

// ---- protocols -------------------------------------------------------------------------------------------------------

export function usesConsumerGroupProtocol({ protocolType }: ClassicGroup): boolean {
  return protocolType === CONSUMER_PROTOCOL_TYPE;
}

/** Nothing but committed offsets. */
export function isSimpleGroup({ protocolType, state, pendingJoinMembers }: ClassicGroup): boolean {
  return protocolType === null && state === 'Empty' && pendingJoinMembers.length === 0;
}

function supporters(group: ClassicGroup, protocol: string): number {
  const supports = ({ supportedProtocols }: ClassicGroupMember): boolean =>
    supportedProtocols.some(({ name }) => name === protocol);
  return group.members.values.filter(supports).length;
}

/** There is one that all members would have. */
export function supportsProtocols(group: ClassicGroup, protocolType: string, protocols: Protocols): boolean {
  if (group.state === 'Empty') return protocolType !== '' && protocols.length > 0;
  return (
    group.protocolType === protocolType && protocols.some(({ name }) => supporters(group, name) === numMembers(group))
  );
}

/** Each member votes for its first that all members have; of as many votes, the first in a HashMap. */
export function selectProtocol(group: ClassicGroup): string {
  const votes = new JavaHashMap<string, number>(stringHashCode);
  for (const { supportedProtocols } of group.members.values) {
    const vote = supportedProtocols.find(({ name }) => supporters(group, name) === numMembers(group))!.name;
    votes.put(vote, (votes.get(vote) ?? 0) + 1);
  }
  let [selected, most] = ['', 0];
  for (const [protocol, count] of votes) if (count > most) [selected, most] = [protocol, count];
  return selected;
}

export function metadataOf({ supportedProtocols }: ClassicGroupMember, protocol: string): MemberSubscription {
  return supportedProtocols.find(({ name }) => name === protocol)!.metadata;
}

/** The same protocols in the same order, with the same subscriptions. */
export function matches({ supportedProtocols }: ClassicGroupMember, protocols: Protocols): boolean {
  return (
    supportedProtocols.length === protocols.length &&
    supportedProtocols.every(({ name, metadata }, place) => {
      const other = protocols[place]!;
      return name === other.name && isSameSubscription(metadata, other.metadata);
    })
  );
}

/** What all members together subscribe to, under the protocol that was chosen. */
export function computeSubscribedTopics(group: ClassicGroup): readonly string[] | null {
  const { protocolName, members } = group;
  if (!usesConsumerGroupProtocol(group)) return null;
  if (members.keys.length === 0) return [];
  if (protocolName === null) return null;
  return [...new Set(members.values.flatMap((member) => metadataOf(member, protocolName).topics))].sort();
}

export function isSubscribedToTopic(group: ClassicGroup, topic: string): boolean {
  return group.subscribedTopics?.includes(topic) ?? usesConsumerGroupProtocol(group);
}
