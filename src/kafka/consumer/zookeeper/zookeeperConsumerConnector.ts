/**
 * The consumer of the ZooKeeper era (kafka.consumer.ZookeeperConsumerConnector of 0.10.2 and 1.1, gone since 2.0): its group
 * is a directory of ZooKeeper, its members settle among themselves who reads what, and its offsets are znodes unless
 * offsets.storage says kafka. The application reads streams: what an iterator has handed out counts as consumed.
 *
 * *Simplified:* one stream for each topic; fetching is that of the newer consumers, one request at a time to each leader
 * (kafka.consumer.ConsumerFetcherManager), and a look at the streams takes what lies in all of them. consumer.timeout.ms,
 * queued.max.message.chunks and num.consumer.fetchers have no effect.
 */
import { emptyTable } from '../../../base/table.ts';
import { bootstrapMetadata } from '../../client/metadata.ts';
import type { KafkaResponse } from '../../messages.ts';
import { once, waitUntilConnected, type ZkRun } from '../../zk/run.ts';
import { newZkRuntime } from '../../zk/threadState.ts';
import type { OffsetsToCommit } from '../commit.ts';
import type { CommitStep, Delegate } from '../delegate.ts';
import type { ConsumerRun } from '../state.ts';
import { handleEvent, nextEvent, nextRebalance, subscribeAndRebalance } from './listeners.ts';
import { synchronized } from './locks.ts';
import { commitOffsets, consumedOffsets } from './offsets.ts';
import { ANSWER, ensureOffsetManagerConnected, forgetOffsetManager } from './offsetsChannel.ts';
import { oldConsumerSettings } from './oldConsumerConfig.ts';
import { syncedRebalance } from './rebalance.ts';
import { newConsumerId, register } from './registration.ts';
import { type ConnectorJob, type ConnectorRun, withConnector } from './state.ts';
import { cancelThread, connect, runConnectorThreads, startThread, wakeThreads } from './threads.ts';
import type { TopicCount } from './topicCount.ts';

const LANE = 'zookeeper';
const MAIN = 'main';
const SCHEDULER = 'kafka-consumer-scheduler';
const SHUTDOWN = 'shutdown';
const COMMIT = 'commit';

function create(run: ConsumerRun): void {
  const settings = oldConsumerSettings(run.setup.config);
  run.client.metadata = { ...bootstrapMetadata([]), needFullUpdate: false, lastSuccessfulRefreshAt: run.env.now };
  run.connector = {
    settings,
    consumerId: newConsumerId(settings.groupId, settings.consumerId, run.env),
    topicCount: { pattern: 'static', subscription: {} },
    zk: newZkRuntime({
      connect: run.setup.zookeeper?.connect ?? [],
      sessionTimeout: settings.sessionTimeout,
      // ZkClient asks for one thing and waits for it.
      maxInFlight: 1,
      lane: LANE,
    }),
    locks: { rebalance: null, 'offsets-channel': null },
    watcherTriggered: false,
    events: [],
    checkpointed: emptyTable(),
    watchedTopics: [],
    offsetManager: null,
    awaited: null,
    applicationCommit: null,
    isShuttingDown: false,
    isShutDown: false,
    rebalances: 0,
  };
}

/** createMessageStreams(), createMessageStreamsByFilter() */
function subscribed(run: ConnectorRun): void {
  withConnector(run, { topicCount: topicCountOf(run) });
  connect(run);
  startThread(run, MAIN, { type: 'create-streams' });
  if (run.settings.autoCommits) scheduleAutoCommit(run, run.env.now);
}

function topicCountOf({ subscription: { pattern, topics } }: ConnectorRun): TopicCount {
  if (pattern !== null) return { pattern: 'white_list', subscription: { [pattern]: 1 } };
  return { pattern: 'static', subscription: Object.fromEntries(topics.map((topic) => [topic, 1])) };
}

function scheduleAutoCommit(run: ConnectorRun, after: number): void {
  startThread(run, SCHEDULER, { type: 'auto-commit', at: after + run.settings.autoCommitInterval });
}

// ---- its threads ------------------------------------------------------------------------------------------------------

export function runOfJob(run: ConnectorRun, job: ConnectorJob): ZkRun<unknown> {
  // There is one of each at a time: its kind is its name, for locks.
  const thread = job.type;
  switch (job.type) {
    case 'create-streams':
      return createStreams(run, thread);
    case 'watcher-executor':
      return syncedRebalance(run, thread);
    case 'event':
      return handleEvent(run, thread, job.event);
    case 'auto-commit':
      return autoCommit(run, thread, job.at);
    case 'commit':
      return commitOffsets(run, thread, job.offsets, true);
    case 'shutdown':
      return shutdown(run, thread);
  }
}

function* createStreams(run: ConnectorRun, thread: string): ZkRun<void> {
  const { connectionTimeout, offsetsStorage } = run.connector.settings;
  yield* waitUntilConnected(connectionTimeout);
  if (offsetsStorage === 'kafka') {
    yield* synchronized(run, 'offsets-channel', thread, () => ensureOffsetManagerConnected(run));
  }
  yield* register(run);
  yield* subscribeAndRebalance(run, thread);
}

function* autoCommit(run: ConnectorRun, thread: string, at: number): ZkRun<void> {
  const wait = yield* once(() => Math.max(0, at - run.env.now));
  yield { type: 'sleep', delay: wait };
  const offsets = yield* once(() => (run.connector.isShuttingDown ? [] : consumedOffsets(run)));
  yield* commitOffsets(run, thread, offsets, false);
}

function* shutdown(run: ConnectorRun, thread: string): ZkRun<void> {
  yield* synchronized(run, 'rebalance', thread, () => stop(run, thread));
}

function* stop(run: ConnectorRun, thread: string): ZkRun<void> {
  const offsets = yield* once(() => consumedOffsets(run));
  if (run.settings.autoCommits) yield* commitOffsets(run, thread, offsets, true);
  yield { type: 'close' };
  yield* once(() => forgetOffsetManager(run));
}

/** A thread is through; `error`: what it threw. */
export function jobEnded(run: ConnectorRun, job: ConnectorJob, error: string | null): void {
  switch (job.type) {
    case 'create-streams':
      // To the application, which does not catch it.
      if (error !== null) run.thrown = error;
      return;
    case 'watcher-executor':
      if (error !== null) warn(run, `error during syncedRebalance: ${error}`);
      nextRebalance(run);
      return;
    case 'event':
      if (error !== null) warn(run, `Error handling event: ${error}`);
      nextEvent(run);
      return;
    case 'auto-commit':
      if (error !== null) warn(run, `exception during autoCommit: ${error}`);
      if (!run.connector.isShuttingDown) scheduleAutoCommit(run, job.at);
      return;
    case 'commit':
      withConnector(run, { applicationCommit: 'done' });
      if (error !== null) run.thrown = error;
      return;
    case 'shutdown':
      if (error !== null) warn(run, `error during consumer connector shutdown: ${error}`);
      withConnector(run, { isShutDown: true });
      return;
  }
}

function warn({ out, client }: ConnectorRun, message: string): void {
  out.fact({ type: 'ClientWarned', client: client.clientId, message });
}

// ---- what the application calls -------------------------------------------------------------------------------------

function commitSync(run: ConnectorRun, offsets: OffsetsToCommit): void {
  if (startThread(run, COMMIT, { type: 'commit', offsets })) withConnector(run, { applicationCommit: 'waiting' });
}

function awaitCommitSync(run: ConnectorRun): CommitStep {
  if (run.connector.applicationCommit === 'waiting') return { type: 'waiting' };
  withConnector(run, { applicationCommit: null });
  return { type: 'done' };
}

function close(run: ConnectorRun): void {
  withConnector(run, { isShuttingDown: true });
  cancelThread(run, SCHEDULER);
  startThread(run, SHUTDOWN, { type: 'shutdown' });
}

function awaitClose(run: ConnectorRun): boolean {
  return run.connector.isShutDown;
}

function arrived(run: ConnectorRun, correlationId: number, response: KafkaResponse | null): void {
  if (run.connector.awaited !== correlationId) return;
  withConnector(run, { awaited: null });
  wakeThreads(run, ANSWER, response);
}

/** Its threads get as far as they can. True: the application has something to look at. */
function connectorThreads(run: ConnectorRun): boolean {
  const { connector: before, partitions } = run;
  runConnectorThreads(run);
  if (run.connector === before) return false;
  return run.partitions !== partitions || run.connector.isShutDown !== before.isShutDown || isCommitDone(run, before);
}

function isCommitDone({ connector }: ConnectorRun, before: ConnectorRun['connector']): boolean {
  return connector.applicationCommit !== before.applicationCommit;
}

/** Every function below gets a run of a consumer that this delegate has created. */
const connector = (run: ConsumerRun): ConnectorRun => run as ConnectorRun;

export const zookeeperConsumerConnector: Delegate = {
  create,
  subscribed: (run) => subscribed(connector(run)),
  unsubscribe: (run) => {
    run.thrown = 'UnsupportedOperationException: a consumer connector cannot change what it reads';
  },
  poll: () => 'ready',
  // Offsets are looked up in a rebalance: who has none by then gets auto.offset.reset.
  initWithCommittedOffsets: () => true,
  waitInPoll: () => {},
  pollReturns: () => {},
  commitAsync: (run, offsets) => commitSync(connector(run), offsets),
  commitSync: (run, offsets) => commitSync(connector(run), offsets),
  awaitCommitSync: (run) => awaitCommitSync(connector(run)),
  close: (run) => close(connector(run)),
  awaitClose: (run) => awaitClose(connector(run)),
  arrived: (run, _host, { correlationId }, response) => arrived(connector(run), correlationId, response),
  lost: (run, { correlationId }) => arrived(connector(run), correlationId, null),
  timer: () => {},
  settle: () => {},
  background: (run) => connectorThreads(connector(run)),
};
