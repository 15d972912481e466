/**
 * The assignors of a member: what it says through each of them when it joins, what it keeps of their work, and how the
 * leader has the partitions assigned (ConsumerCoordinator.metadata, onLeaderElected, invokeOnAssignment; StickyAssignor,
 * CooperativeStickyAssignor: subscriptionUserData, onAssignment).
 */
import type { JoinGroupRequest, JoinGroupResponse, SyncGroupRequest } from '../../messages.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import { type AssignorName, assignGroup } from '../assignor/assignors.ts';
import { stickyUserData } from '../assignor/stickyAssignor.ts';
import { NO_GENERATION, type StickyUserData, type Subscription } from '../assignor/subscription.ts';
import { partitionInfos } from '../consumerMetadata.ts';
import type { AssignorMemory, ClassicRun } from './state.ts';

const NOTHING: AssignorMemory = { maxGeneration: NO_GENERATION, userData: null };

function memoryOf({ classic }: ClassicRun, name: AssignorName): AssignorMemory {
  return classic.assignorMemory[name] ?? NOTHING;
}

function remember(run: ClassicRun, name: AssignorName, memory: Partial<AssignorMemory>): void {
  const { classic } = run;
  classic.assignorMemory = { ...classic.assignorMemory, [name]: { ...memoryOf(run, name), ...memory } };
}

export function subscriptionsOfAssignors(run: ClassicRun): JoinGroupRequest['protocols'] {
  const { classic, settings, subscription, partitions } = run;
  const said = {
    topics: subscription.topics,
    ownedPartitions: partitions.keys,
    generationId: classic.generation.generationId,
    rackId: settings.rackId === '' ? null : settings.rackId,
  };
  return settings.assignors.map((name) => {
    const userData = userDataOf(run, name);
    return { name, metadata: userData === null ? said : { ...said, userData } };
  });
}

function userDataOf(run: ClassicRun, name: AssignorName): StickyUserData | null {
  const { userData } = memoryOf(run, name);
  if (name === 'cooperative-sticky') return userData ?? { partitions: [], generation: NO_GENERATION };
  return name === 'sticky' ? userData : null;
}

/** The assignor that was chosen hears what this member was given. */
export function onAssignment(run: ClassicRun, assigned: readonly TopicPartition[]): void {
  const { protocolName, generationId } = run.classic.generation;
  if (protocolName === 'sticky') remember(run, 'sticky', { userData: stickyUserData(assigned, generationId) });
  else if (protocolName === 'cooperative-sticky') {
    remember(run, 'cooperative-sticky', { userData: { partitions: [], generation: generationId } });
  }
}

export function performAssignment(
  run: ClassicRun,
  name: AssignorName,
  members: JoinGroupResponse['members'],
): SyncGroupRequest['assignments'] {
  const { metadata } = run.client;
  const subscriptions = members.map(({ memberId, groupInstanceId, metadata: said }): [string, Subscription] => {
    const { topics, ownedPartitions, generationId, rackId, userData = null } = said;
    return [memberId, { topics, ownedPartitions, generationId, rackId, groupInstanceId, userData }];
  });
  const partitionsOf = (topic: string) => partitionInfos(metadata, topic);
  const result = assignGroup(name, subscriptions, partitionsOf, memoryOf(run, name).maxGeneration);
  remember(run, name, { maxGeneration: result.maxGeneration });
  const assignment: Record<string, readonly TopicPartition[]> = {};
  const assignments: SyncGroupRequest['assignments'][number][] = [];
  for (const [memberId, partitions] of result.assignment) {
    assignment[memberId] = partitions;
    assignments.push({ memberId, assignment: partitions });
  }
  const { clientId: client } = run.client;
  run.out.fact({ type: 'AssignmentComputed', client, group: run.classic.groupId, assignor: name, assignment });
  return assignments;
}
