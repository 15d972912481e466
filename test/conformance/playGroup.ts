// Plays what was recorded of Kafka's GroupMetadataManager on our shard, and says what came and what was recorded.

import { get } from '../../src/base/table.ts';
import { isFailure } from '../../src/kafka/controller/apiError.ts';
import { allMembers } from '../../src/kafka/group/classic/classicGroup.ts';
import * as groups from '../../src/kafka/group/groupMetadataManager.ts';
import { consumerGroupState } from '../../src/kafka/group/modern/consumerGroup.ts';
import { heartbeat } from '../../src/kafka/group/modern/consumerGroupManager.ts';
import { validateOffsetCommit, validateOffsetFetch } from '../../src/kafka/group/modern/consumerOffsets.ts';
import type { EpochedAssignment } from '../../src/kafka/group/modern/epochedAssignment.ts';
import { namedTarget } from '../../src/kafka/group/modern/heartbeatResponse.ts';
import type { CoordinatorRecord } from '../../src/kafka/group/records.ts';
import { textsOf } from '../../src/kafka/group/recordTexts.ts';
import type { ConsumerGroupHeartbeatRequest, JoinGroupRequest } from '../../src/kafka/messages/group.ts';
import type { MetadataImage } from '../../src/kafka/metadata/image.ts';
import { from, ShardInHand, type Topics } from './shardInHand.ts';

const GROUP = 'g';

// biome-ignore lint/suspicious/noExplicitAny: steps are as they were recorded
type Step = Readonly<Record<string, any>> & { readonly op: string };

export interface RecordedGroup {
  readonly kind: number;
  readonly config: Readonly<Record<string, string | number>>;
  readonly racks: readonly string[];
  readonly topics: Topics;
  readonly version: number;
  readonly steps: readonly Step[];
}

function recordJson(record: CoordinatorRecord): unknown {
  const { key, value } = textsOf(record);
  const { type, data } = JSON.parse(key!) as { type: string; data: unknown };
  const quoted = value?.replace(/"metadataHash":(-?\d+)/, '"metadataHash":"$1"') ?? 'null';
  return { type: `${type}`, key: data, value: (JSON.parse(quoted) as { data: unknown } | null)?.data ?? null };
}

/** Java walks maps: their order is no part of what was recorded. */
function sorted(records: readonly unknown[]): string[] {
  return records.map((record) => canonical(record)).sort();
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    const isMap =
      value.length > 0 && value.every((item) => typeof item === 'object' && item !== null && 'topicId' in item);
    return `[${(isMap ? items.sort() : items).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null && 'assignmentEpochs' in value) {
    const { topicId, partitions, assignmentEpochs } = value as unknown as EpochedAssignment[number];
    return `${topicId}:${partitions.map((partition, place) => `${partition}@${assignmentEpochs[place]}`).sort()}`;
  }
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${key}:${canonical(inner)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

function named(image: MetadataImage, assignment: EpochedAssignment): string[] {
  return assignment
    .flatMap(({ topicId, partitions, assignmentEpochs }) =>
      partitions.map((p, place) => `${get(image.topicNames, topicId) ?? topicId}-${p}@${assignmentEpochs[place]}`),
    )
    .sort();
}

function stateOf(shard: ShardInHand, gone: ReadonlyMap<string, string>): unknown {
  const group = shard.group(GROUP);
  if (group === undefined) return null;
  // A topic that is gone is called by its name in what was recorded.
  const image = { ...shard.image, topicNames: withGone(shard.image, gone) };
  if (group.type === 'classic')
    return {
      type: 'classic',
      state: group.state,
      generation: group.generationId,
      protocol: group.protocolName,
      leader: group.leaderId,
      members: allMembers(group)
        .map(({ memberId, assignment }) => ({ memberId, assignment: [...assignment].sort() }))
        .sort((a, b) => (a.memberId < b.memberId ? -1 : 1)),
    };
  return {
    type: 'consumer',
    state: consumerGroupState(group),
    epoch: group.groupEpoch,
    assignmentEpoch: group.targetAssignmentEpoch,
    metadataHash: group.metadataHash,
    subscriptionType: group.subscriptionType,
    members: [...group.members.values]
      .sort((a, b) => (a.memberId < b.memberId ? -1 : 1))
      .map((member) => ({
        memberId: member.memberId,
        epoch: member.memberEpoch,
        previousEpoch: member.previousMemberEpoch,
        state: member.state,
        assigned: named(image, member.assignedPartitions),
        pendingRevocation: named(image, member.partitionsPendingRevocation),
        classic: member.classicMemberMetadata !== null,
      })),
    target: Object.fromEntries(
      group.targetAssignment.keys.map((id, place) => [
        id,
        [...namedTarget(image, group.targetAssignment.values[place]!)].sort(),
      ]),
    ),
    regexes: Object.fromEntries(
      group.resolvedRegularExpressions.keys.map((regex, place) => [
        regex,
        group.resolvedRegularExpressions.values[place]!.topics,
      ]),
    ),
  };
}

function timersOf(shard: ShardInHand): Readonly<Record<string, number>> {
  const keys = [...shard.timers.keys()].sort();
  return Object.fromEntries(keys.map((key) => [key, shard.timers.get(key)!.at]));
}

function withGone(image: MetadataImage, gone: ReadonlyMap<string, string>): MetadataImage['topicNames'] {
  const names = new Map([
    ...gone,
    ...image.topicNames.keys.map((id, at) => [id, image.topicNames.values[at]!] as const),
  ]);
  return { ...image.topicNames, keys: [...names.keys()], values: [...names.values()], ...indexed([...names.keys()]) };
}

function indexed(keys: readonly string[]): { index: Record<string, number> } {
  return { index: Object.fromEntries(keys.map((key, place) => [key, place])) };
}

function heartbeatOf(step: Step, correlationId: number): ConsumerGroupHeartbeatRequest {
  const { memberId, memberEpoch, instanceId, rackId, rebalanceTimeoutMs, serverAssignor } = step;
  const { subscribedTopicNames, subscribedTopicRegex, topicPartitions } = step;
  return {
    type: 'ConsumerGroupHeartbeatRequest',
    correlationId,
    groupId: GROUP,
    memberId,
    memberEpoch,
    instanceId,
    rackId,
    rebalanceTimeoutMs,
    subscribedTopicNames,
    subscribedTopicRegex,
    serverAssignor,
    topicPartitions,
  };
}

function joinOf(step: Step, correlationId: number): JoinGroupRequest {
  const metadata = {
    topics: step.topics,
    ownedPartitions: step.owned,
    generationId: step.ownedGeneration,
    rackId: null,
  };
  return {
    type: 'JoinGroupRequest',
    correlationId,
    groupId: GROUP,
    sessionTimeoutMs: 30_000,
    rebalanceTimeoutMs: 60_000,
    memberId: step.memberId,
    groupInstanceId: step.instanceId,
    protocolType: 'consumer',
    protocols: (step.protocols as string[]).map((name) => ({ name, metadata })),
    reason: '',
  };
}

/** Plays a recorded case; `compare` is called with what came and what was recorded, in words. */
export function play(
  recorded: RecordedGroup,
  compare: (what: string, mine: unknown, theirs: unknown) => void,
): ShardInHand {
  const shard = new ShardInHand(recorded.config, recorded.racks);
  const gone = new Map(recorded.topics.map(([name, id]) => [id, name]));
  shard.setTopics(recorded.topics, recorded.version);
  let state: unknown = null;
  let timers: unknown = {};
  recorded.steps.forEach((step, place) => {
    const what = `step ${place} ${step.op}`;
    const correlationId = place;
    shard.generated = step.generated ?? '';
    runStep(shard, step, correlationId, what, compare, gone);
    if (step.op.startsWith('validate')) return;
    const background = shard.background();
    if (background.length > 0 || step.background !== undefined)
      compare(`${what} background`, sorted(background.map(recordJson)), sorted(step.background ?? []));
    if (step.state !== undefined) state = step.state;
    compare(`${what} state`, canonical(stateOf(shard, gone)), canonical(state));
    if (step.timers !== undefined) timers = step.timers;
    if (state !== null) compare(`${what} timers`, timersOf(shard), timers);
  });
  return shard;
}

function runStep(
  shard: ShardInHand,
  step: Step,
  correlationId: number,
  what: string,
  compare: (what: string, mine: unknown, theirs: unknown) => void,
  gone: Map<string, string>,
): void {
  const group = shard.group(GROUP);
  const id = { correlationId, groupId: GROUP, memberId: step.memberId } as const;
  switch (step.op) {
    case 'heartbeat': {
      const request = heartbeatOf(step, correlationId);
      const done = shard.run((context) => heartbeat(context, from(correlationId), request));
      compare(what, done.error, step.error);
      if (step.error !== undefined) {
        if (step.error !== 'UNKNOWN_SERVER_ERROR') compare(what, done.message, step.message);
        return;
      }
      const { memberId, memberEpoch, heartbeatIntervalMs, assignment } = { ...done.response } as never as Step;
      const response = { memberId, memberEpoch, heartbeatIntervalMs, assignment: assignment && [...assignment].sort() };
      compare(`${what} response`, response, step.response);
      compare(`${what} records`, sorted(done.records.map(recordJson)), sorted(step.records));
      return;
    }
    case 'join': {
      const done = shard.run((context) => groups.joinGroup(context, from(correlationId), joinOf(step, correlationId)));
      compare(what, done.error, step.error);
      if (step.error === undefined)
        compare(`${what} records`, sorted(done.records.map(recordJson)), sorted(step.records));
      return;
    }
    case 'sync': {
      const assignments = Object.entries(step.assignments as Record<string, string[]>);
      const done = shard.run((context) =>
        groups.syncGroup(context, from(correlationId), {
          type: 'SyncGroupRequest',
          ...id,
          generationId: step.generation,
          groupInstanceId: step.instanceId,
          protocolType: 'consumer',
          protocolName: step.protocol,
          assignments: assignments.map(([memberId, assignment]) => ({ memberId, assignment })),
        }),
      );
      compare(what, done.error, step.error);
      if (step.error === undefined)
        compare(`${what} records`, sorted(done.records.map(recordJson)), sorted(step.records));
      return;
    }
    case 'classic-heartbeat': {
      const request = { ...id, generationId: step.generation, groupInstanceId: step.instanceId };
      const done = shard.run((context) => groups.heartbeat(context, { type: 'HeartbeatRequest', ...request }));
      compare(what, done.error ?? (done.response as never as Step).errorCode, step.error);
      return;
    }
    case 'leave': {
      const members = [{ memberId: step.memberId, groupInstanceId: step.instanceId, reason: null }];
      const request = { type: 'LeaveGroupRequest', correlationId, groupId: GROUP, members } as const;
      const done = shard.run((context) => groups.leaveGroup(context, request));
      compare(what, done.error, step.error);
      if (step.error !== undefined) return;
      const response = done.response as never as Step;
      compare(
        what,
        response.members.map((member: Step) => member.errorCode),
        step.errors,
      );
      compare(`${what} records`, sorted(done.records.map(recordJson)), sorted(step.records));
      return;
    }
    case 'sleep': {
      const mine = shard.sleep(step.ms);
      const theirs = step.expired as readonly { key: string; records: readonly unknown[] }[];
      compare(
        what,
        mine.map(({ key, records }) => [key, sorted(records.map(recordJson))]),
        theirs.map(({ key, records }) => [key, sorted(records)]),
      );
      return;
    }
    case 'topics':
      shard.setTopics(step.topics, step.version);
      for (const [name, topicId] of step.topics as Topics) gone.set(topicId, name);
      return;
    case 'validate-commit': {
      if (group?.type !== 'consumer') throw new Error(`${what}: no consumer group`);
      const by = { memberId: step.memberId, generationIdOrMemberEpoch: step.epoch };
      const validator = validateOffsetCommit(group, shard.image, by);
      const verdict = typeof validator === 'function' ? validator(step.partition) : validator;
      compare(what, [verdict.error, isFailure(verdict) ? verdict.message : undefined], [step.error, step.message]);
      return;
    }
    case 'validate-fetch': {
      if (group?.type !== 'consumer') throw new Error(`${what}: no consumer group`);
      const verdict = validateOffsetFetch(group, { memberId: step.memberId, memberEpoch: step.epoch });
      compare(what, [verdict.error, isFailure(verdict) ? verdict.message : undefined], [step.error, step.message]);
      return;
    }
    default:
      throw new Error(`no operation is called ${step.op}`);
  }
}
