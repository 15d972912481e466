/**
 * A group at the playhead, as kafka-consumer-groups --describe has it with --offsets, --members and --state: from its
 * coordinator's memory, and beside it what no tool can know, the consumers' own.
 */
import { get } from '../../base/table.ts';
import type { ConsumerState } from '../../kafka/consumer/state.ts';
import { consumerGroupState } from '../../kafka/group/modern/consumerGroup.ts';
import { namedPartitions, namedTarget } from '../../kafka/group/modern/heartbeatResponse.ts';
import { preferredServerAssignor } from '../../kafka/group/modern/subscriptionCounts.ts';
import type { GroupState } from '../../kafka/group/state.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import { compareTopicPartitions, partitionOf, topicOf } from '../../kafka/topicPartition.ts';
import type { NodeView } from '../../sim/world.ts';
import type { FoundReplica } from '../replicaFrames.ts';
import { activityOf, memberIdOf } from './activity.ts';
import type { CoordinatedGroup } from './coordinators.ts';
import type { GroupNow, GroupSummary, MemberRow, OffsetRow } from './groupFrame.ts';

export interface GroupContext {
  readonly nodes: readonly NodeView<Kafka>[];
  readonly image: MetadataImage;
  readonly leaders: ReadonlyMap<string, FoundReplica>;
  readonly at: number;
}

const NOBODY: GroupNow = {
  type: null,
  state: null,
  coordinator: null,
  offsetsPartition: null,
  epoch: null,
  targetEpoch: null,
  assignor: null,
  leader: null,
  offsets: [],
  members: [],
};

export function groupNow(found: CoordinatedGroup | undefined, context: GroupContext): GroupNow {
  if (found === undefined) return NOBODY;
  const { group, broker, partition } = found;
  const members = group === null ? [] : membersOf(group, context);
  const base = {
    coordinator: broker,
    offsetsPartition: partition,
    members,
    offsets: offsetRows(found, members, context),
  };
  if (group === null) return { ...NOBODY, ...base };
  if (group.type === 'classic')
    return {
      ...base,
      type: 'classic',
      state: group.state,
      epoch: group.generationId,
      targetEpoch: null,
      assignor: group.protocolName,
      leader: group.leaderId,
    };
  return {
    ...base,
    type: 'consumer',
    state: consumerGroupState(group),
    epoch: group.groupEpoch,
    targetEpoch: group.targetAssignmentEpoch,
    assignor: preferredServerAssignor(group.serverAssignors) ?? defaultAssignor(found, context),
    leader: null,
  };
}

export function groupSummary(id: string, found: CoordinatedGroup | undefined, context: GroupContext): GroupSummary {
  const { type, state, coordinator, members, offsets } = groupNow(found, context);
  let lag: number | null = null;
  for (const row of offsets) if (row.lag !== null) lag = (lag ?? 0) + row.lag;
  return { id, type, state, members: members.length, coordinator, lag };
}

/** The first of group.consumer.assignors of its coordinator. */
function defaultAssignor({ node }: CoordinatedGroup, { nodes }: GroupContext): string | null {
  const setup = nodes.find(({ id }) => id === node)?.setup;
  const listed = setup?.kind === 'server' ? setup.config['group.consumer.assignors'] : undefined;
  return typeof listed === 'string' ? (listed.split(',')[0] ?? null) : null;
}

/** The living process that has a member id, or, before it knows of it, the one of that client.id. */
function ownerOf(memberId: string, clientId: string, nodes: GroupContext['nodes']): NodeView<Kafka> | undefined {
  let sameClient: NodeView<Kafka> | undefined;
  for (const node of nodes) {
    if (node.state?.kind !== 'consumer') continue;
    if (memberIdOf(node.state) === memberId) return node;
    if (node.state.setup.clientId === clientId && memberIdOf(node.state) === '') sameClient = node;
  }
  return sameClient;
}

function membersOf(group: GroupState, { nodes, image, at }: GroupContext): MemberRow[] {
  const rows: MemberRow[] =
    group.type === 'classic'
      ? group.members.values.map((member) => {
          // As DescribeGroups has it: before the group is stable nobody is said to hold anything.
          const assignment = group.state === 'Stable' ? member.assignment : [];
          const { memberId, groupInstanceId, clientHost, clientId } = member;
          const state =
            member.awaitingJoin !== null ? 'awaiting join' : member.awaitingSync !== null ? 'awaiting sync' : null;
          return {
            ...identityOf(memberId, groupInstanceId, clientHost, clientId, nodes, at),
            epoch: null,
            state,
            assignment,
            target: null,
            pendingRevocation: [],
            isLeader: group.leaderId === memberId,
          };
        })
      : group.members.values.map((member) => ({
          ...identityOf(member.memberId, member.instanceId, member.clientHost, member.clientId, nodes, at),
          epoch: member.memberEpoch,
          state: member.state,
          assignment: namedPartitions(image, member.assignedPartitions),
          target: namedTarget(image, get(group.targetAssignment, member.memberId) ?? []),
          pendingRevocation: namedPartitions(image, member.partitionsPendingRevocation),
          isLeader: false,
        }));
  // The tool's order: whoever has most comes first.
  return rows.sort((a, b) => b.assignment.length - a.assignment.length || (a.consumerId < b.consumerId ? -1 : 1));
}

function identityOf(
  consumerId: string,
  instanceId: string | null,
  host: string,
  clientId: string,
  nodes: GroupContext['nodes'],
  at: number,
): Pick<MemberRow, 'consumerId' | 'instanceId' | 'host' | 'clientId' | 'node' | 'activity'> {
  const owner = ownerOf(consumerId, clientId, nodes);
  const state = owner?.state?.kind === 'consumer' ? owner.state : undefined;
  const activity = state === undefined ? null : activityOf(state, at);
  return { consumerId, instanceId, host, clientId, node: owner?.id ?? null, activity };
}

/** Of every member what it holds; then what is committed and nobody's. */
function offsetRows({ offsets }: CoordinatedGroup, members: readonly MemberRow[], context: GroupContext): OffsetRow[] {
  const states = new Map<string, ConsumerState>();
  for (const { id, state } of context.nodes) if (state?.kind === 'consumer') states.set(id, state);
  const row = (partition: string, member: MemberRow | null): OffsetRow => {
    const currentOffset = get(offsets, partition)?.committedOffset ?? null;
    const log = context.leaders.get(partition)?.log;
    const end = log?.logEndOffset ?? null;
    const consumer = member?.node == null ? undefined : states.get(member.node);
    return {
      topic: topicOf(partition),
      partition: partitionOf(partition),
      currentOffset,
      logEndOffset: end,
      lag: currentOffset === null || end === null ? null : Math.max(0, end - currentOffset),
      consumerId: member?.consumerId ?? null,
      host: member?.host ?? null,
      clientId: member?.clientId ?? null,
      position: (consumer && get(consumer.partitions, partition)?.position?.offset) ?? null,
      highWatermark: log?.highWatermark ?? null,
      node: member?.node ?? null,
    };
  };
  const rows = members.flatMap((member) =>
    [...member.assignment, ...member.pendingRevocation]
      .sort(compareTopicPartitions)
      .map((partition) => row(partition, member)),
  );
  const owned = new Set(rows.map(({ topic, partition }) => `${topic}-${partition}`));
  const rest = offsets.keys.filter((partition) => !owned.has(partition)).sort(compareTopicPartitions);
  return [...rows, ...rest.map((partition) => row(partition, null))];
}
