// A member of a group under the consumer protocol, step by step beside Kafka's own managers (see recorded/README).

import { expect, test } from 'vitest';
import { get } from '../../src/base/table.ts';
import { millis } from '../../src/base/time.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import { processEvent } from '../../src/kafka/consumer/async/applicationEventProcessor.ts';
import { processBackgroundEvents } from '../../src/kafka/consumer/async/backgroundEvents.ts';
import * as commits from '../../src/kafka/consumer/async/commitRequestManager.ts';
import * as coordinator from '../../src/kafka/consumer/async/coordinatorRequestManager.ts';
import * as heartbeat from '../../src/kafka/consumer/async/heartbeatRequestManager.ts';
import { MEMBER_CHART } from '../../src/kafka/consumer/async/memberState.ts';
import * as membership from '../../src/kafka/consumer/async/membershipManager.ts';
import * as offsetFetches from '../../src/kafka/consumer/async/offsetFetchRequests.ts';
import * as reconciliation from '../../src/kafka/consumer/async/reconciliation.ts';
import { type AsyncRun, changeAsync, changeCommits, nextId } from '../../src/kafka/consumer/async/run.ts';
import type { AsyncState, UnsentRequest } from '../../src/kafka/consumer/async/state.ts';
import { allConsumed } from '../../src/kafka/consumer/commit.ts';
import { setPartition } from '../../src/kafka/consumer/state.ts';
import { advancedTo, isFetchable, seekValidated } from '../../src/kafka/consumer/subscriptionState.ts';
import type { ErrorName } from '../../src/kafka/errors.ts';
import type { KafkaRequest } from '../../src/kafka/messages.ts';
import { compareTopicPartitions, topicOf } from '../../src/kafka/topicPartition.ts';
import { newRun } from './consumerRun.ts';
import { readRecorded } from './recorded.ts';

type Answer =
  | 'disconnect'
  | { error: ErrorName; memberEpoch: number; heartbeatIntervalMs: number; assignment: string[] | null };

interface Step {
  readonly at: number;
  readonly do: string;
  readonly index?: number;
  readonly answer?: Answer;
  readonly by?: number;
  readonly id?: number;
  readonly topics?: readonly string[];
  readonly partitions?: readonly string[];
  readonly events?: readonly Readonly<Record<string, unknown>>[];
  readonly requests?: readonly Readonly<Record<string, unknown>>[];
  readonly done?: readonly { readonly id: number; readonly error: string | null }[];
}

interface Case {
  readonly instance: string | null;
  readonly rack: string | null;
  readonly assignor: string | null;
  readonly autoCommit: boolean;
  readonly steps: readonly Step[];
}

const recorded = readRecorded<Case>('consumer-member.json');

/** What of a step is compared, in one line. */
const FIELDS = ['state', 'memberEpoch', 'localEpoch', 'current', 'owned', 'reconciling', 'coordinator'] as const;

/** Every change of state that was seen, `STABLE → FENCED`. */
const changes = new Set<string>();

test(`${recorded.cases.length} members live as Kafka's do`, () => {
  recorded.cases.forEach((one, nth) => {
    const member = new Member(one);
    let expected: Record<string, unknown> = {};
    one.steps.forEach((step, place) => {
      expected = {
        ...expected,
        ...Object.fromEntries(Object.entries(step).filter(([name]) => FIELDS.includes(name as never))),
      };
      const actual = member.take(step);
      const where = `case ${nth} step ${place}: ${JSON.stringify(step)}`;
      expect({ ...actual }, where).toEqual({
        ...expected,
        requests: step.requests ?? [],
        done: byId(step.done ?? []),
        ...(step.events === undefined ? {} : { events: step.events }),
      });
    });
  });
});

test('every change is an edge of the chart, and every edge is seen', () => {
  const nameOf = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} → ${to}`;
  const expected = MEMBER_CHART.filter(({ unseen }) => unseen === undefined).map(nameOf);
  expect([...changes].sort()).toEqual(expected.sort());
});

/** Callbacks of one future run in an order of their own. */
function byId<T extends { readonly id: number }>(done: readonly T[]): T[] {
  return [...done].sort((a, b) => a.id - b.id);
}

class Member {
  readonly #run: AsyncRun;
  readonly #pending: UnsentRequest[] = [];
  readonly #ids = new Map<number, number>();
  #events: Record<string, unknown>[] = [];
  #requests: Record<string, unknown>[] = [];

  constructor({ instance, rack, assignor, autoCommit }: Case) {
    const given = { 'group.id': 'g', 'group.protocol': 'consumer', 'enable.auto.commit': autoCommit };
    const timing = { 'retry.backoff.ms': 100, 'retry.backoff.max.ms': 100, 'max.poll.interval.ms': 20_000 };
    this.#run = newRun(
      resolvedConfig('consumer', {
        ...given,
        ...timing,
        'auto.commit.interval.ms': 5000,
        'group.instance.id': instance,
        'client.rack': rack ?? '',
        'group.remote.assignor': assignor,
      }),
      { a: 6, b: 6 },
      (fact) => {
        if (fact.type === 'ConsumerMemberStateChanged') changes.add(`${fact.from} → ${fact.to}`);
        if (fact.type === 'PartitionsRevoked') this.#events.push({ event: 'revoked', partitions: fact.partitions });
        if (fact.type === 'PartitionsLost') this.#events.push({ event: 'lost', partitions: fact.partitions });
      },
    );
    this.#subscribe(['a', 'b']);
  }

  #subscribe(topics: readonly string[]): void {
    this.#run.subscription = { ...this.#run.subscription, type: 'AUTO_TOPICS', topics };
    membership.onSubscriptionUpdated(this.#run);
  }

  take(step: Step): Record<string, unknown> {
    const run = this.#run;
    (run.env as { now: number }).now = millis(step.at);
    this.#events = [];
    this.#requests = [];
    this.#do(step);
    const { membership: member } = run.async;
    const done = run.async.completed.map(({ id, failure }) => this.#outcome(id, failure?.error ?? null));
    for (const { id, error } of run.async.commits.found) {
      for (const [asked, request] of this.#ids) if (request === id) done.push({ id: asked, error: nameOf(error) });
    }
    changeAsync(run, { completed: [] });
    changeCommits(run, { found: [] });
    return {
      state: member.state,
      memberEpoch: member.memberEpoch,
      localEpoch: member.currentAssignment.localEpoch,
      current: member.currentAssignment.partitions,
      owned: [...run.partitions.keys].sort(compareTopicPartitions),
      reconciling: member.reconciliation !== null,
      coordinator: run.async.coordinator.node !== null,
      requests: this.#requests,
      done: byId(done),
      ...(step.events === undefined ? {} : { events: this.#events }),
    };
  }

  #outcome(id: number, error: string | null): { id: number; error: string | null } {
    const asked = [...this.#ids].find(([, event]) => event === id)?.[0] ?? -1;
    return { id: asked, error: error === null ? null : nameOf(error) };
  }

  #do(step: Step): void {
    const run = this.#run;
    const event = (): number => {
      const id = nextId(run);
      this.#ids.set(step.id!, id);
      return id;
    };
    switch (step.do) {
      case 'answer':
        this.#answer(step.index!, step.answer!);
        reconciliation.maybeGoOn(run);
        return;
      case 'round':
      case 'wait':
        break;
      case 'poll':
        reconciliation.maybeReconcile(run, true);
        commits.updateTimerAndMaybeCommit(run);
        membership.onConsumerPoll(run);
        heartbeat.resetPollTimer(run);
        break;
      case 'application':
        this.#application();
        break;
      case 'consume':
        for (const state of run.partitions.values) {
          if (!run.subscription.topics.includes(topicOf(state.partition))) continue;
          if (isFetchable(state)) setPartition(run, advancedTo(state, state.position!.offset + step.by!, null));
        }
        return;
      case 'subscribe':
        this.#subscribe(step.topics!);
        return;
      case 'commitSync':
        commits.commitSync(run, event(), allConsumed(run), run.env.now + millis(3000));
        break;
      case 'commitAsync':
        commits.commitAsync(run, event(), allConsumed(run));
        break;
      case 'fetchOffsets':
        this.#ids.set(step.id!, offsetFetches.fetchOffsets(run, step.partitions!, run.env.now + millis(3000)));
        break;
      case 'leave':
        membership.leaveGroup(run, event(), true);
        break;
      default:
        throw new Error(step.do);
    }
    this.#round();
  }

  #round(): void {
    const run = this.#run;
    coordinator.poll(run);
    commits.poll(run);
    heartbeat.poll(run);
    reconciliation.maybeReconcile(run, false);
    reconciliation.maybeGoOn(run);
    for (const unsent of run.async.unsent) {
      this.#pending.push(unsent);
      this.#requests.push(describe(unsent.request));
    }
    changeAsync(run, { unsent: [] });
  }

  #application(): void {
    const run = this.#run;
    const events = run.async.backgroundEvents;
    // What they lead to is read the next time.
    const next: AsyncState['backgroundEvents'][number][] = [];
    for (const event of events) {
      changeAsync(run, { backgroundEvents: [event] });
      const skipped = run.subscription.type === 'NONE';
      if (event.type === 'PARTITIONS_ASSIGNED') {
        const { assigned: all, added } = event;
        this.#events.push({ event: 'assigned', assigned: all, added });
      }
      if (event.type === 'ERROR') this.#events.push({ event: 'error' });
      processBackgroundEvents(run, skipped);
      run.thrown = undefined;
      const [told] = run.async.applicationEvents;
      changeAsync(run, { applicationEvents: [] });
      if (told !== undefined) processEvent(run, told);
      next.push(...run.async.backgroundEvents);
      if (event.type !== 'PARTITIONS_ASSIGNED' || skipped) continue;
      for (const partition of event.added) {
        const state = get(run.partitions, partition);
        const position = { offset: 0, offsetEpoch: null, currentLeader: { leader: null, epoch: null } };
        if (state !== undefined) setPartition(run, seekValidated(state, position));
      }
    }
    changeAsync(run, { backgroundEvents: next });
  }

  #answer(index: number, answer: Answer): void {
    const run = this.#run;
    const [{ request, purpose }] = this.#pending.splice(index, 1) as [UnsentRequest];
    const isLost = answer === 'disconnect';
    const errorCode = isLost ? 'NETWORK_EXCEPTION' : answer.error;
    const base = { correlationId: 0, errorCode, errorMessage: null };
    switch (purpose.type) {
      case 'find coordinator': {
        const found = { key: 'g', nodeId: 1, host: 'b1', port: 9092, errorCode, errorMessage: null };
        if (isLost) coordinator.onNoResponse(run);
        else coordinator.onResponse(run, { type: 'FindCoordinatorResponse', correlationId: 0, coordinators: [found] });
        return;
      }
      case 'heartbeat': {
        if (purpose.isAnswerIgnored) return;
        if (isLost) heartbeat.onNoResponse(run, true);
        else {
          const { memberEpoch, heartbeatIntervalMs, assignment } = answer;
          const said = { memberId: '', memberEpoch, heartbeatIntervalMs, assignment };
          heartbeat.onResponse(run, { type: 'ConsumerGroupHeartbeatResponse', ...base, ...said });
        }
        return;
      }
      case 'commit': {
        if (isLost) commits.onNoResponse(run, purpose.commit, true);
        else {
          const partitions = purpose.commit.offsets.map(({ partition }) => ({ topicPartition: partition, errorCode }));
          commits.onResponse(run, purpose.commit, { type: 'OffsetCommitResponse', correlationId: 0, partitions });
        }
        return;
      }
      case 'fetch offsets': {
        if (isLost) offsetFetches.onNoResponse(run, purpose.fetch, true);
        else {
          const partitions = (request as { partitions: readonly string[] }).partitions.map((topicPartition) => ({
            topicPartition,
            committedOffset: 7,
            committedLeaderEpoch: -1,
            metadata: null,
            errorCode: 'NONE' as const,
          }));
          offsetFetches.onResponse(run, purpose.fetch, {
            type: 'OffsetFetchResponse',
            groupId: 'g',
            ...base,
            partitions,
          });
        }
        return;
      }
    }
  }
}

/** The simple names of the classes that Kafka throws for these. */
const CLASSES: Readonly<Record<string, string>> = {
  STALE_MEMBER_EPOCH: 'StaleMemberEpochException',
  UNKNOWN_MEMBER_ID: 'UnknownMemberIdException',
  OFFSET_METADATA_TOO_LARGE: 'OffsetMetadataTooLarge',
  UNKNOWN_TOPIC_OR_PARTITION: 'UnknownTopicOrPartitionException',
};

function nameOf(error: string | null): string | null {
  if (error === null) return null;
  const name = error.split(':')[0]!;
  return CLASSES[name] ?? name;
}

function describe(request: KafkaRequest): Record<string, unknown> {
  switch (request.type) {
    case 'FindCoordinatorRequest':
      return { type: 'find' };
    case 'ConsumerGroupHeartbeatRequest': {
      const { memberEpoch, instanceId, rackId, rebalanceTimeoutMs, subscribedTopicNames, serverAssignor } = request;
      const { topicPartitions } = request;
      const said = { memberEpoch, instanceId, rackId, rebalanceTimeoutMs, subscribedTopicNames, serverAssignor };
      return { type: 'heartbeat', ...said, topicPartitions };
    }
    case 'OffsetCommitRequest': {
      const { generationIdOrMemberEpoch: epoch, memberId, groupInstanceId: instanceId, partitions } = request;
      const offsets = Object.fromEntries(partitions.map((one) => [one.topicPartition, one.committedOffset]));
      return { type: 'commit', epoch, hasMember: memberId !== '', instanceId, offsets };
    }
    case 'OffsetFetchRequest': {
      const { memberEpoch: epoch, memberId, partitions } = request;
      return { type: 'fetch', epoch, hasMember: memberId !== null, partitions };
    }
    default:
      throw new Error(`${request.type} of ${topicOf('')}`);
  }
}
