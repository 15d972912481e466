/**
 * What the Admin asks about groups: of every broker to list them, of a group's coordinator all else
 * (org.apache.kafka.clients.admin.internals: CoordinatorStrategy, DescribeConsumerGroupsHandler,
 * ListConsumerGroupOffsetsHandler, AlterConsumerGroupOffsetsHandler, DeleteConsumerGroupOffsetsHandler,
 * DeleteConsumerGroupsHandler; KafkaAdminClient.listGroups).
 */
import { type Micros, millis } from '../../../base/time.ts';
import type { ErrorName } from '../../errors.ts';
import { errorOf } from '../../errors.ts';
import type { ConsumerGroupDescribeResponse, DescribeGroupsResponse, ListGroupsResponse } from '../../messages.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { CallRequest, CallTarget, Run, Shell } from '../program.ts';
import { backoff, call, callAll, type ResponseTo } from './call.ts';
import { describeCluster } from './cluster.ts';
import { ApiException, timeoutException } from './exceptions.ts';

export type GroupListing = ListGroupsResponse['groups'][number];

export interface Coordinator {
  readonly id: number;
  readonly host: string;
  readonly port: number;
}

export interface MemberDescription {
  readonly consumerId: string;
  readonly groupInstanceId: string;
  readonly clientId: string;
  readonly host: string;
  readonly assignment: readonly TopicPartition[];
  readonly targetAssignment: readonly TopicPartition[];
  /** Null in a classic group. */
  readonly memberEpoch: number | null;
  readonly upgraded: boolean | null;
}

export interface GroupDescription {
  readonly groupId: string;
  readonly coordinator: Coordinator;
  readonly state: string;
  readonly partitionAssignor: string;
  readonly groupEpoch: number | null;
  readonly targetAssignmentEpoch: number | null;
  readonly members: readonly MemberDescription[];
}

export interface Committed {
  readonly offset: number;
  /** Null: not known. */
  readonly leaderEpoch: number | null;
}

const NOT_THERE: readonly ErrorName[] = [
  'NOT_COORDINATOR',
  'COORDINATOR_NOT_AVAILABLE',
  'COORDINATOR_LOAD_IN_PROGRESS',
];

/** Of every broker, in the order of their ids. Filters are the brokers' own. */
export function* listGroups(
  shell: Shell,
  states: readonly string[],
  types: readonly string[],
): Run<readonly GroupListing[]> {
  const { brokers } = yield* describeCluster(shell);
  const ids = brokers.map(({ brokerId }) => brokerId).sort((a, b) => a - b);
  const responses = yield* callAll(
    shell,
    ids.map((id) => ({
      name: 'listGroups',
      target: { type: 'broker', id } as const,
      request: { type: 'ListGroupsRequest' as const, statesFilter: states, typesFilter: types },
      isRetriable: ({ errorCode }: ListGroupsResponse) => NOT_THERE.includes(errorCode),
    })),
  );
  return responses.flatMap(({ errorCode, groups }) => {
    if (errorCode !== 'NONE') throw new ApiException(errorCode);
    return groups;
  });
}

/** Groups whose members are consumers, or that have none (ListGroupsOptions.forConsumerGroups). */
export function* listConsumerGroups(
  shell: Shell,
  states: readonly string[] = [],
  types: readonly string[] = ['consumer', 'classic'],
): Run<readonly GroupListing[]> {
  const groups = yield* listGroups(shell, states, types);
  return groups.filter(({ protocolType }) => protocolType === '' || protocolType === 'consumer');
}

function* findCoordinator(shell: Shell, groupId: string, deadlineAt: Micros): Run<Coordinator> {
  const request = { type: 'FindCoordinatorRequest', keyType: 0, coordinatorKeys: [groupId] } as const;
  for (let tries = 0; ; tries++) {
    const target: CallTarget = { type: 'least-loaded' };
    const { coordinators } = yield* call(shell, { name: 'findCoordinator', target, request });
    const { nodeId, host, port, errorCode, errorMessage } = coordinators[0]!;
    if (errorCode === 'NONE') return { id: nodeId, host, port };
    if (!NOT_THERE.includes(errorCode)) throw new ApiException(errorCode, errorMessage);
    if (shell.now >= deadlineAt) {
      throw timeoutException('Timed out waiting for a node assignment. Call: findCoordinator');
    }
    yield { type: 'sleep', until: shell.now + backoff(shell, `findCoordinator ${groupId}`, tries) };
  }
}

interface Answered<R extends CallRequest> {
  readonly response: ResponseTo<R>;
  readonly coordinator: Coordinator;
}

/** Asks a group's coordinator; one that is none any more, or not yet, is looked for again. */
function* askCoordinator<R extends CallRequest>(
  shell: Shell,
  groupId: string,
  name: string,
  request: R,
  errorIn: (response: ResponseTo<R>) => ErrorName,
): Run<Answered<R>> {
  const deadlineAt = shell.now + millis(30_000);
  for (let tries = 0; ; tries++) {
    const coordinator = yield* findCoordinator(shell, groupId, deadlineAt);
    const target: CallTarget = { type: 'broker', id: coordinator.id };
    const response: ResponseTo<R> = yield* call(shell, { name, target, request });
    if (!NOT_THERE.includes(errorIn(response))) return { response, coordinator };
    if (shell.now >= deadlineAt) throw timeoutException(`Timed out waiting for a node assignment. Call: ${name}`);
    yield { type: 'sleep', until: shell.now + backoff(shell, `${name} ${groupId}`, tries) };
  }
}

// ---- describing -----------------------------------------------------------------------------------------------------------

/** First as a group of the new protocol, then as a classic one. Throws when there is no such group. */
export function* describeConsumerGroup(shell: Shell, groupId: string): Run<GroupDescription> {
  const request = { type: 'ConsumerGroupDescribeRequest', groupIds: [groupId] } as const;
  const modern = yield* askCoordinator(
    shell,
    groupId,
    'consumerGroupDescribe',
    request,
    ({ groups }: ConsumerGroupDescribeResponse) => groups[0]!.errorCode,
  );
  const group = modern.response.groups[0]!;
  if (group.errorCode === 'NONE') return modernGroup(group, modern.coordinator);
  if (group.errorCode !== 'GROUP_ID_NOT_FOUND' && group.errorCode !== 'UNSUPPORTED_VERSION') {
    throw new ApiException(group.errorCode, group.errorMessage);
  }
  const classic = yield* askCoordinator(
    shell,
    groupId,
    'describeGroups',
    { type: 'DescribeGroupsRequest', groups: [groupId] } as const,
    ({ groups }: DescribeGroupsResponse) => groups[0]!.errorCode,
  );
  const described = classic.response.groups[0]!;
  if (described.errorCode !== 'NONE') throw new ApiException(described.errorCode, described.errorMessage);
  return classicGroup(described, classic.coordinator);
}

function modernGroup(
  group: ConsumerGroupDescribeResponse['groups'][number],
  coordinator: Coordinator,
): GroupDescription {
  return {
    groupId: group.groupId,
    coordinator,
    state: group.groupState,
    partitionAssignor: group.assignorName,
    groupEpoch: group.groupEpoch,
    targetAssignmentEpoch: group.assignmentEpoch,
    members: group.members.map((member) => ({
      consumerId: member.memberId,
      groupInstanceId: member.instanceId ?? '',
      clientId: member.clientId,
      host: member.clientHost,
      assignment: member.assignment,
      targetAssignment: member.targetAssignment,
      memberEpoch: member.memberEpoch,
      upgraded: member.memberType === -1 ? null : member.memberType === 1,
    })),
  };
}

function classicGroup(group: DescribeGroupsResponse['groups'][number], coordinator: Coordinator): GroupDescription {
  return {
    groupId: group.groupId,
    coordinator,
    state: group.groupState,
    partitionAssignor: group.protocolData,
    groupEpoch: null,
    targetAssignmentEpoch: null,
    members: group.members.map((member) => ({
      consumerId: member.memberId,
      groupInstanceId: member.groupInstanceId ?? '',
      clientId: member.clientId,
      host: member.clientHost,
      assignment: member.memberAssignment,
      targetAssignment: [],
      memberEpoch: null,
      upgraded: null,
    })),
  };
}

// ---- offsets ----------------------------------------------------------------------------------------------------------------

export function* committedOffsets(shell: Shell, groupId: string): Run<ReadonlyMap<TopicPartition, Committed>> {
  const { response } = yield* askCoordinator(
    shell,
    groupId,
    'offsetFetch',
    {
      type: 'OffsetFetchRequest',
      groupId,
      memberId: null,
      memberEpoch: -1,
      partitions: null,
      requireStable: false,
    } as const,
    ({ errorCode }) => errorCode,
  );
  if (response.errorCode !== 'NONE') throw new ApiException(response.errorCode);
  const offsets = new Map<TopicPartition, Committed>();
  for (const { topicPartition, committedOffset, committedLeaderEpoch, errorCode } of response.partitions) {
    if (errorCode !== 'NONE' || committedOffset < 0) continue;
    const leaderEpoch = committedLeaderEpoch < 0 ? null : committedLeaderEpoch;
    offsets.set(topicPartition, { offset: committedOffset, leaderEpoch });
  }
  return offsets;
}

export function* alterOffsets(shell: Shell, groupId: string, offsets: ReadonlyMap<TopicPartition, number>): Run<void> {
  const partitions = [...offsets].map(([topicPartition, committedOffset]) => ({
    topicPartition,
    committedOffset,
    committedLeaderEpoch: -1,
    committedMetadata: '',
  }));
  const { response } = yield* askCoordinator(
    shell,
    groupId,
    'offsetCommit',
    {
      type: 'OffsetCommitRequest',
      groupId,
      generationIdOrMemberEpoch: -1,
      memberId: '',
      groupInstanceId: null,
      partitions,
    } as const,
    (answer) => answer.partitions[0]?.errorCode ?? 'NONE',
  );
  for (const { errorCode } of response.partitions) if (errorCode !== 'NONE') throw new ApiException(errorCode);
}

export interface DeletedOffsets {
  readonly error: ErrorName;
  readonly partitions: ReadonlyMap<TopicPartition, ErrorName>;
}

export function* deleteOffsets(
  shell: Shell,
  groupId: string,
  partitions: readonly TopicPartition[],
): Run<DeletedOffsets> {
  const { response } = yield* askCoordinator(
    shell,
    groupId,
    'offsetDelete',
    { type: 'OffsetDeleteRequest', groupId, partitions } as const,
    ({ errorCode }) => errorCode,
  );
  const results = new Map(response.partitions.map(({ topicPartition, errorCode }) => [topicPartition, errorCode]));
  return { error: response.errorCode, partitions: results };
}

export function* deleteGroup(shell: Shell, groupId: string): Run<ErrorName> {
  const { response } = yield* askCoordinator(
    shell,
    groupId,
    'deleteConsumerGroups',
    { type: 'DeleteGroupsRequest', groupsNames: [groupId] } as const,
    ({ results }) => results[0]?.errorCode ?? 'NONE',
  );
  return response.results[0]?.errorCode ?? 'NONE';
}

export function messageOfError(error: ErrorName): string {
  return errorOf(error).message;
}
