/** Groups of the classic protocol and their offsets against Kafka's own coordinator: what is answered, written and kept. */
import { describe, expect, test } from 'vitest';
import { emptyTable, get } from '../../src/base/table.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import type { ErrorName } from '../../src/kafka/errors.ts';
import { allMembers, type ClassicGroup } from '../../src/kafka/group/classic/classicGroup.ts';
import type { AppendFuture, CoordinatorResult } from '../../src/kafka/group/coordinatorResult.ts';
import { operationError } from '../../src/kafka/group/groupAnswers.ts';
import * as groups from '../../src/kafka/group/groupMetadataManager.ts';
import { cleanupGroupMetadata, deleteOffsets } from '../../src/kafka/group/offsets/expireOffsets.ts';
import { fetchOffsets } from '../../src/kafka/group/offsets/fetchOffsets.ts';
import type { CoordinatorRecord } from '../../src/kafka/group/records.ts';
import { recordOf, textsOf } from '../../src/kafka/group/recordTexts.ts';
import { replayRecord } from '../../src/kafka/group/replayRecord.ts';
import type { ShardContext } from '../../src/kafka/group/shardContext.ts';
import type { TimerOperation } from '../../src/kafka/group/state.ts';
import type { GroupResponse } from '../../src/kafka/messages/group.ts';
import { emptyImage, replayRecords } from '../../src/kafka/metadata/image.ts';
import { readRecorded } from './recorded.ts';

interface Answer {
  readonly error: string;
  readonly member?: string;
  readonly generation?: number;
  readonly protocol: string | null;
  readonly leader?: string;
  readonly skip?: boolean;
  readonly members?: readonly string[];
  readonly assignment?: readonly string[];
}

interface RecordedGroup {
  readonly members: readonly { readonly id: string; readonly assignment: readonly string[] }[];
}

interface Step {
  readonly at: number;
  readonly op: string;
  readonly slot: number;
  readonly member: string;
  readonly members: readonly { readonly member: string; readonly instance: string | null }[];
  readonly instance: string | null;
  readonly type: string;
  readonly protocols: readonly string[];
  readonly topics: readonly string[];
  readonly reason: string | null;
  readonly session: number;
  readonly rebalance: number;
  readonly request: number;
  readonly append: 'NONE' | 'later' | ErrorName;
  readonly made?: string | null;
  readonly generation: number;
  readonly assignments: Readonly<Record<string, readonly string[]>>;
  readonly protocol: string | null;
  readonly partition: string;
  readonly offset: number;
  readonly metadata: string;
  readonly ms: number;
  readonly now: number;
  readonly answer?: string | readonly string[];
  readonly answers: Readonly<Record<string, Answer>>;
  readonly records: readonly string[];
  readonly timers: Readonly<Record<string, number>>;
  readonly group: RecordedGroup | null;
}

interface Case {
  readonly seed: number;
  readonly delay: number;
  readonly maxSize: number;
  readonly retention: number;
  readonly steps: readonly Step[];
}

const G = 'g';
const ORDERS = 'AAAAAAAAAAEAAAAAAAAAAQ';
const IMAGE = replayRecords(emptyImage(), [{ type: 'TopicRecord', name: 'orders', topicId: ORDERS }], 0, 0);

/** A shard as the recorder had it. */
class Shard {
  #timers = new Map<
    string,
    { readonly deadline: number; readonly place: number; readonly operation: TimerOperation }
  >();
  #log: CoordinatorRecord[] = [];
  #later: { readonly future: AppendFuture; readonly records: readonly CoordinatorRecord[] }[] = [];
  #scheduled = 0;
  /** A broker does not answer twice. */
  readonly #answered = new Set<number>();
  #step!: Step;
  nowMs = 0;
  answers: Record<string, Answer> = {};
  records: string[] = [];
  readonly #config: ShardContext['config'];
  context!: ShardContext;

  constructor({ delay, maxSize, retention }: Case) {
    this.#config = resolvedConfig('server', {
      'group.initial.rebalance.delay.ms': delay,
      'group.max.size': maxSize,
      'offsets.retention.minutes': retention,
      'offset.metadata.max.bytes': 10,
    });
    this.boot();
  }

  boot(): void {
    const shard = { groups: emptyTable<never>(), offsets: emptyTable<never>() };
    const now = (): number => this.nowMs * 1_000;
    this.#timers.clear();
    this.context = {
      shard,
      get now() {
        return now();
      },
      broker: 1,
      config: this.#config,
      image: IMAGE,
      draw: (name) => this.#word(name),
      schedule: (key, delayMs, operation) => {
        this.#timers.set(key, { deadline: this.nowMs + delayMs, place: this.#scheduled++, operation });
      },
      cancel: (key) => void this.#timers.delete(key),
      isScheduled: (key) => this.#timers.has(key),
      complete: ({ correlationId }, response) => {
        if (!this.#answered.has(correlationId)) this.answers[correlationId] = answerOf(response);
        this.#answered.add(correlationId);
      },
      fact: () => undefined,
    };
  }

  begin(step: Step): void {
    this.#step = step;
    this.nowMs = step.at;
    this.answers = {};
    this.records = [];
  }

  /** Of the id that Kafka made. */
  #word(name: string): number {
    const place = Number(/word (\d)$/.exec(name)![1]);
    const digits = (this.#step.made ?? '').slice(-36).replaceAll('-', '');
    return Number.parseInt(digits.slice(4 * place, 4 * place + 4) || '0', 16);
  }

  get timers(): Record<string, number> {
    return Object.fromEntries([...this.#timers].map(([key, { deadline }]) => [key, deadline]));
  }

  done(result: CoordinatorResult, append: Step['append']): void {
    if ('error' in result) return;
    for (const record of result.records) {
      const { key, value } = textsOf(record);
      this.records.push(`${key} ${value}`);
      expect(textsOf(recordOf({ key, value })!)).toEqual({ key, value });
    }
    const succeeds = append === 'NONE' || append === 'later';
    if (result.replayRecords !== false && succeeds) for (const record of result.records) this.#keep(record, true);
    const future = result.appendFuture;
    if (future === undefined) return;
    if (append === 'later') this.#later.push({ future, records: result.records });
    else this.#complete(future, result.records, append);
  }

  #keep(record: CoordinatorRecord, replayed: boolean): void {
    if (replayed) this.context.shard = replayRecord(this.context.shard, record, this.#log.length, this.nowMs);
    this.#log.push(record);
  }

  #complete(future: AppendFuture, records: readonly CoordinatorRecord[], error: ErrorName): void {
    if (error === 'NONE') for (const record of records) this.#keep(record, false);
    groups.appendCompleted(this.context, future, operationError(error));
  }

  completeOldest(error: ErrorName): void {
    const oldest = this.#later.shift();
    if (oldest !== undefined) this.#complete(oldest.future, oldest.records, error);
  }

  sleep(ms: number, append: Step['append']): void {
    this.nowMs += ms;
    const results: CoordinatorResult[] = [];
    for (;;) {
      const due = [...this.#timers].filter(([, { deadline }]) => deadline <= this.nowMs);
      const [first] = due.sort(([, a], [, b]) => a.deadline - b.deadline || a.place - b.place);
      if (first === undefined) break;
      this.#timers.delete(first[0]);
      results.push(groups.timerFired(this.context, first[1].operation));
    }
    for (const result of results) this.done(result, append);
  }

  failOver(): void {
    for (const { future } of this.#later.splice(0)) groups.appendCompleted(this.context, future, 'NOT_COORDINATOR');
    groups.onUnloaded(this.context);
    const log = this.#log;
    this.#log = [];
    this.boot();
    for (const record of log) this.#keep(record, true);
    groups.onLoaded(this.context);
  }
}

function answerOf(response: GroupResponse): Answer {
  if (response.type === 'JoinGroupResponse') {
    const { errorCode: error, memberId: member, generationId: generation, leader, skipAssignment: skip } = response;
    const members = response.members.map(({ memberId }) => memberId);
    const protocol = error === 'NONE' ? response.protocolName : null;
    return { error, member, generation, protocol, leader, skip, members };
  }
  if (response.type !== 'SyncGroupResponse') throw new Error(response.type);
  const { errorCode: error, assignment } = response;
  return { error, protocol: error === 'NONE' ? response.protocolName : null, assignment };
}

function groupAsRecorded(group: ClassicGroup | undefined): unknown {
  if (group === undefined) return null;
  return {
    state: group.state,
    previousState: group.previousState,
    since: group.currentStateTimestamp ?? -1,
    generation: group.generationId,
    protocolType: group.protocolType,
    protocol: group.protocolName,
    leader: group.leaderId,
    members: allMembers(group).map((member) => ({
      id: member.memberId,
      instance: member.groupInstanceId,
      awaitingJoin: member.awaitingJoin !== null,
      awaitingSync: member.awaitingSync !== null,
      isNew: member.isNew,
      assignment: member.assignment,
      protocols: member.supportedProtocols.map(({ name }) => name),
    })),
    pendingJoin: [...group.pendingJoinMembers].sort(),
    pendingSync: [...group.pendingSyncMembers].sort(),
    subscribed: group.subscribedTopics,
  };
}

/** The order in which a TimelineHashMap is walked is nothing of ours. */
function inAnyOrder(records: readonly string[]): readonly string[] {
  return [...records].sort();
}

/** What is answered at once. */
function run(shard: Shard, step: Step): Step['answer'] {
  const { context } = shard;
  const { slot, member: memberId, instance: groupInstanceId, generation: generationId, append } = step;
  const waiter = { connection: slot, correlationId: step.request };
  const from = { clientId: `m${slot}`, clientHost: `/10.0.0.${slot}`, waiter };
  const of = { correlationId: step.request, groupId: G, memberId, groupInstanceId };
  const thrown = (result: CoordinatorResult): ErrorName | undefined => ('error' in result ? result.error : undefined);
  switch (step.op) {
    case 'join': {
      const metadata = { topics: step.topics, ownedPartitions: [], generationId: -1, rackId: null };
      const result = groups.joinGroup(context, from, {
        type: 'JoinGroupRequest',
        ...of,
        sessionTimeoutMs: step.session,
        rebalanceTimeoutMs: step.rebalance,
        protocolType: step.type,
        protocols: step.protocols.map((name) => ({ name, metadata })),
        reason: step.reason,
      });
      shard.done(result, append);
      return thrown(result);
    }
    case 'sync': {
      const assignments = Object.entries(step.assignments).map(([id, assignment]) => ({ memberId: id, assignment }));
      const protocols = { protocolType: null, protocolName: step.protocol };
      const request = { type: 'SyncGroupRequest', ...of, generationId, ...protocols, assignments } as const;
      shard.done(groups.syncGroup(context, from, request), append);
      return undefined;
    }
    case 'heartbeat': {
      const result = groups.heartbeat(context, { type: 'HeartbeatRequest', ...of, generationId });
      if ('error' in result) return result.error;
      return result.response?.type === 'HeartbeatResponse' ? result.response.errorCode : 'none';
    }
    case 'leave': {
      const members = step.members.map(({ member, instance }) => ({
        memberId: member,
        groupInstanceId: instance,
        reason: null,
      }));
      const result = groups.leaveGroup(context, { type: 'LeaveGroupRequest', correlationId: 0, groupId: G, members });
      if ('error' in result) return result.error;
      shard.done(result, append);
      return result.response?.type === 'LeaveGroupResponse'
        ? result.response.members.map(({ errorCode }) => errorCode)
        : 'none';
    }
    case 'commit': {
      const partition = {
        topicPartition: step.partition,
        committedOffset: step.offset,
        committedLeaderEpoch: 3,
        committedMetadata: step.metadata,
      };
      const result = groups.commit(context, {
        type: 'OffsetCommitRequest',
        ...of,
        generationIdOrMemberEpoch: generationId,
        partitions: [partition],
      });
      shard.done(result, 'NONE');
      if ('error' in result) return result.error;
      return result.response?.type === 'OffsetCommitResponse' ? result.response.partitions[0]!.errorCode : 'none';
    }
    case 'fetch': {
      const partitions = ['orders-0', 'orders-1', 'orders-2'];
      const { partitions: fetched } = fetchOffsets(context.shard, IMAGE, {
        type: 'OffsetFetchRequest',
        correlationId: 0,
        groupId: G,
        memberId: null,
        memberEpoch: -1,
        partitions,
        requireStable: true,
      });
      return fetched.map(
        ({ committedOffset, committedLeaderEpoch, metadata }) =>
          `${committedOffset}@${committedLeaderEpoch}${metadata}`,
      );
    }
    case 'sleep':
      shard.sleep(step.ms, append);
      return undefined;
    case 'clean':
      shard.nowMs = step.now;
      shard.done(cleanupGroupMetadata(context), 'NONE');
      return undefined;
    case 'delete': {
      const result = groups.deleteGroups(context, [G], 0);
      shard.done(result, 'NONE');
      if ('error' in result || result.response?.type !== 'DeleteGroupsResponse') return 'none';
      return result.response.results[0]!.errorCode;
    }
    case 'delete-offsets': {
      const request = { correlationId: 0, groupId: G, partitions: [step.partition] };
      const result = deleteOffsets(context, { type: 'OffsetDeleteRequest', ...request });
      shard.done(result, 'NONE');
      if ('error' in result) return result.error;
      return result.response?.type === 'OffsetDeleteResponse' ? result.response.partitions[0]!.errorCode : 'none';
    }
    case 'complete':
      shard.completeOldest(append === 'later' ? 'NONE' : append);
      return undefined;
    case 'fail-over':
      shard.failOver();
      return undefined;
    default:
      throw new Error(step.op);
  }
}

describe('classic groups', () => {
  for (const recordedCase of readRecorded<Case>('classic-groups.json').cases) {
    test(`seed ${recordedCase.seed}`, () => {
      const shard = new Shard(recordedCase);
      recordedCase.steps.forEach((step, place) => {
        if (place === 0) {
          shard.nowMs = 1_000_000;
          shard.boot();
          groups.onLoaded(shard.context);
        }
        shard.begin(step);
        const answer = run(shard, step);
        const group = get(shard.context.shard.groups, G);
        const happened = {
          answer,
          answers: shard.answers,
          records: inAnyOrder(shard.records),
          timers: shard.timers,
          group: groupAsRecorded(group?.type === 'classic' ? group : undefined),
        };
        const { answers, records, timers } = step;
        const wanted = { answer: step.answer, answers, records: inAnyOrder(records), timers, group: step.group };
        expect(happened, `step ${place} ${step.op}`).toEqual(wanted);
      });
    });
  }
});
