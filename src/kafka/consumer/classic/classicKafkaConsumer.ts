/**
 * The consumer of the classic protocol: one thread for everything but heartbeats (org.apache.kafka.clients.consumer.
 * internals.ClassicKafkaConsumer, with ConsumerCoordinator.poll and close).
 */
import { get } from '../../../base/table.ts';
import type { Micros } from '../../../base/time.ts';
import { connectionKey } from '../../client/clientState.ts';
import { allConsumed } from '../commit.ts';
import type { Delegate, PollStep } from '../delegate.ts';
import { type ConsumerRun, wakeBy } from '../state.ts';
import { hasAutoAssignedPartitions } from '../subscription.ts';
import { answered, lostRequest, readAnswers } from './answers.ts';
import {
  awaitCommitSync,
  beginCommitSync,
  commitAsync,
  invokeCompletedCommits,
  maybeAutoCommitAsync,
  sendAwaitingCommits,
} from './commits.ts';
import { initWithCommittedOffsets } from './committedOffsets.ts';
import { coordinatorUnknown, ensureCoordinatorReady, trySend } from './coordinatorLookup.ts';
import { NO_HEARTBEAT, stopThread } from './heartbeat.ts';
import { heartbeatTimerFired, pollHeartbeat, runHeartbeatThread } from './heartbeatThread.ts';
import { ensureActiveGroup } from './joinGroup.ts';
import { maybeLeaveGroup } from './leaving.ts';
import { hasNotJoinedGroup, rejoinNeededOrPending } from './memberState.ts';
import { continueLeading, hasFreshMetadata, onLeavePrepare, updateSubscriptionMetadata } from './rebalance.ts';
import { type ClassicDraft, type ClassicRun, NO_GENERATION } from './state.ts';

function create(run: ConsumerRun): void {
  const { settings, env } = run;
  if (settings.groupId === '') {
    run.thrown = 'InvalidGroupIdException: The configured group.id should not be an empty string or whitespace.';
    return;
  }
  run.classic = newMember(settings.groupId!, env.now, settings.autoCommits ? settings.autoCommitInterval : null);
}

function newMember(groupId: string, now: Micros, autoCommitInterval: Micros | null): ClassicDraft {
  return {
    groupId,
    memberState: 'UNJOINED',
    memberStateSince: now,
    generation: NO_GENERATION,
    coordinator: null,
    finding: null,
    findAttempts: 0,
    findAfter: 0,
    findAfterMetadata: -1,
    needsJoinPrepare: true,
    rejoinNeeded: true,
    rejoinReason: '',
    joining: null,
    joinAfter: 0,
    heartbeat: NO_HEARTBEAT,
    isLeader: false,
    joinedSubscription: null,
    metadataSnapshot: { version: 0, partitionsPerTopic: '' },
    assignmentSnapshot: null,
    assignorMemory: {},
    nextAutoCommitAt: autoCommitInterval === null ? null : now + autoCommitInterval,
    joinPrepareUntil: null,
    joinPrepareCommit: null,
    commitsInFlight: [],
    syncCommit: null,
    completedCommits: [],
    commitsAwaitingCoordinator: [],
    committedFetch: null,
    isFenced: false,
    unsent: [],
    unread: [],
    closing: null,
  };
}

/** ConsumerCoordinator.poll */
function poll(run: ClassicRun): PollStep {
  readAnswers(run);
  updateSubscriptionMetadata(run);
  invokeCompletedCommits(run);
  if (run.thrown !== undefined) return 'blocked';
  if (hasAutoAssignedPartitions(run)) {
    pollHeartbeat(run);
    if (run.thrown !== undefined) return 'blocked';
    if (coordinatorUnknown(run) && !ensureCoordinatorReady(run)) return 'blocked';
    if (rejoinNeededOrPending(run)) {
      if (run.subscription.type === 'AUTO_PATTERN' && !hasFreshMetadata(run)) return 'blocked';
      if (!ensureActiveGroup(run)) return 'pending';
    }
  }
  maybeAutoCommitAsync(run);
  return 'ready';
}

/** ConsumerCoordinator.timeToNextPoll, and often enough for the clock of polls. */
function waitInPoll(run: ClassicRun): void {
  const { classic, env, settings } = run;
  // Past, while a rebalance holds it up: Kafka's loop spins until then.
  if (classic.nextAutoCommitAt !== null && classic.nextAutoCommitAt > env.now) wakeBy(run, classic.nextAutoCommitAt);
  if (hasNotJoinedGroup(run)) return;
  const pollAgain = Math.min(settings.heartbeatInterval, Math.floor(settings.maxPollInterval / 2));
  wakeBy(run, env.now + Math.max(1, pollAgain));
}

function unsubscribe(run: ClassicRun): void {
  onLeavePrepare(run);
  maybeLeaveGroup(run, 'the consumer unsubscribed from all topics');
}

/** What it has consumed is committed first, if it commits by itself; then it leaves. */
function close(run: ClassicRun): void {
  run.classic.closing = 'committing';
  beginCommitSync(run, run.settings.autoCommits ? allConsumed(run) : []);
}

function awaitClose(run: ClassicRun): boolean {
  const { classic } = run;
  readAnswers(run);
  if (classic.closing === 'committing') {
    // A commit that fails for good does not keep it.
    if (awaitCommitSync(run).type === 'waiting') return false;
    leave(run);
  }
  if (classic.coordinator === null) return true;
  const key = connectionKey(classic.coordinator.host, 'coordinator');
  const isSent = !classic.unsent.some((one) => one.key === key);
  return isSent && (get(run.client.connections, key)?.inFlight.length ?? 0) === 0;
}

function leave(run: ClassicRun): void {
  run.classic.closing = 'leaving';
  run.thrown = undefined;
  stopThread(run);
  onLeavePrepare(run);
  maybeLeaveGroup(run, 'the consumer is being closed');
}

function settle(run: ClassicRun): void {
  readAnswers(run);
  continueLeading(run);
  runHeartbeatThread(run);
  sendAwaitingCommits(run);
  trySend(run);
}

/** Every function below gets a run of a consumer that this delegate has created. */
const member = (run: ConsumerRun): ClassicRun => run as ClassicRun;

export const classicKafkaConsumer: Delegate = {
  create,
  subscribed: () => {},
  unsubscribe: (run) => unsubscribe(member(run)),
  poll: (run) => poll(member(run)),
  initWithCommittedOffsets: (run) => initWithCommittedOffsets(member(run)),
  waitInPoll: (run) => waitInPoll(member(run)),
  pollReturns: () => {},
  commitAsync: (run, offsets) => commitAsync(member(run), offsets, 'async'),
  commitSync: (run, offsets) => beginCommitSync(member(run), offsets),
  awaitCommitSync: (run) => {
    readAnswers(member(run));
    return awaitCommitSync(member(run));
  },
  close: (run) => close(member(run)),
  awaitClose: (run) => awaitClose(member(run)),
  arrived: (run, _host, sent, response) => answered(member(run), sent, response),
  lost: (run, { request }) => lostRequest(member(run), request),
  timer: (run, fired) => {
    if (fired.type === 'heartbeat') heartbeatTimerFired(member(run));
  },
  settle: (run) => settle(member(run)),
};
