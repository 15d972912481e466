/**
 * A rebalance of the ZooKeeper era (ZookeeperConsumerConnector.ZKRebalancerListener.syncedRebalance, rebalance): nobody
 * leads it. Each member stops, gives up what it owns, reads the group and the topics, reckons its share and creates an
 * ephemeral znode for each partition of it; whoever finds one there already lets go of all, waits and begins again, a few
 * times, and then gives up. Members that have seen different groups fight until they have seen the same.
 */
import { rebootstrap } from '../../client/metadata.ts';
import { partitionOf, type TopicPartition, topicOf } from '../../topicPartition.ts';
import { once, sleep, type ZkRun } from '../../zk/run.ts';
import { decodeTopic } from '../../zk/zkData.ts';
import { BROKER_IDS, TOPICS, topicPath } from '../../zk/zkPaths.ts';
import { assignPartitions, dropBufferOutside, noteCommitted, sortedPartitions } from '../assignment.ts';
import { retainTopics } from '../consumerMetadata.ts';
import { beginAtCommitted } from '../offsetFetcher.ts';
import { setPartition } from '../state.ts';
import { withPendingRevocation } from '../subscriptionState.ts';
import { allBrokers } from './brokers.ts';
import { ownerPath, registryDir, registryPath } from './groupPaths.ts';
import { listenToChildren } from './listeners.ts';
import { synchronized } from './locks.ts';
import { commitOffsets, consumedOffsets, fetchOffsets, noteCheckpoint } from './offsets.ts';
import { type AssignmentContext, assign, type PartitionAssignment } from './partitionAssignor.ts';
import { type ConnectorRun, registered, withConnector } from './state.ts';
import {
  type ConsumerThreadId,
  compareThreadIds,
  decodeTopicCount,
  threadIds,
  threadIdText,
  topicsOf,
} from './topicCount.ts';
import {
  createEphemeralPathExpectConflict,
  deletePath,
  getChildren,
  getChildrenParentMayNotExist,
  readData,
  readDataMaybeNull,
  ZkException,
} from './zkUtils.ts';

/** A group of this kind counts nothing. */
const NO_GENERATION = -1;

/** Throws ConsumerRebalanceFailedException when rebalance.max.retries attempts have failed. */
export function* syncedRebalance(run: ConnectorRun, thread: string): ZkRun<void> {
  yield* synchronized(run, 'rebalance', thread, () => attempts(run, thread));
}

function* attempts(run: ConnectorRun, thread: string): ZkRun<void> {
  const { settings, consumerId } = run.connector;
  for (let attempt = 0; attempt < settings.rebalanceMaxRetries; attempt++) {
    if (yield* once(() => run.connector.isShuttingDown)) return;
    let done = false;
    try {
      done = yield* rebalance(run, thread);
    } catch (error) {
      // What was read did not fit together, or a znode went in between: there will be another rebalance.
      yield* once(() => warn(run, `exception during rebalance: ${(error as Error).message}`));
    }
    if (done) return;
    yield* closeFetchers(run, thread);
    yield* sleep(settings.rebalanceBackoff);
  }
  yield* once(() => tellGaveUp(run, settings.rebalanceMaxRetries));
  throw new Error(
    `ConsumerRebalanceFailedException: ${consumerId} can't rebalance after ${settings.rebalanceMaxRetries} retries`,
  );
}

/** False: somebody else still owns what it wants. */
function* rebalance(run: ConnectorRun, thread: string): ZkRun<boolean> {
  const { groupId, assignor } = run.connector.settings;
  yield* myTopics(run);
  const hosts = yield* allBrokers();
  if (hosts.length === 0) {
    yield* once(() => warn(run, 'no brokers found when trying to rebalance.'));
    yield* listenToChildren(BROKER_IDS);
    return true;
  }
  // Stopped before anything is given up: what is read afterwards would be read twice.
  yield* closeFetchers(run, thread);
  yield* releasePartitionOwnership(run);
  const context = yield* assignmentContext(run);
  const mine = assign(assignor, context);
  const offsets = yield* fetchOffsets(
    run,
    thread,
    mine.map(({ partition }) => partition),
  );
  if (offsets === null) return false;
  if (!(yield* reflectPartitionOwnershipDecision(run, groupId, mine))) return false;
  yield* once(() => startFetchers(run, hosts, mine, offsets));
  return true;
}

// ---- stopping ---------------------------------------------------------------------------------------------------------

/** No fetch, nothing buffered, and what was consumed is committed while it is still its own. */
export function* closeFetchers(run: ConnectorRun, thread: string): ZkRun<void> {
  yield* once(() => stopConnections(run));
  if (!run.settings.autoCommits) return;
  const offsets = yield* once(() => consumedOffsets(run));
  yield* commitOffsets(run, thread, offsets, true);
}

function stopConnections(run: ConnectorRun): void {
  dropBufferOutside(run, []);
  for (const state of run.partitions.values) setPartition(run, withPendingRevocation(state));
}

/** One znode after the other. */
function* releasePartitionOwnership(run: ConnectorRun): ZkRun<void> {
  const owned = yield* once(() => registered(run));
  for (const partition of owned) yield* deletePath(ownerPath(run.connector.settings.groupId, partition));
  yield* once(() => forgetRegistry(run, 'PartitionsRevoked'));
}

/** ZKRebalancerListener.resetState when the session has expired: others may own them by now. */
export function forgetRegistry(run: ConnectorRun, type: 'PartitionsRevoked' | 'PartitionsLost'): void {
  const partitions = sortedPartitions(registered(run));
  dropBufferOutside(run, []);
  assignPartitions(run, []);
  if (partitions.length === 0) return;
  const { groupId: group } = run.connector.settings;
  run.out.fact({ type, client: run.client.clientId, group, partitions, generation: NO_GENERATION });
}

// ---- reading the group ------------------------------------------------------------------------------------------------

/** As its own registration says: it was written for the others, and is read back. */
function* myTopics(run: ConnectorRun): ZkRun<readonly (readonly [topic: string, streams: number])[]> {
  const { settings, consumerId } = run.connector;
  return yield* topicsRead(settings.groupId, consumerId, settings.excludesInternalTopics);
}

function* topicsRead(
  group: string,
  consumerId: string,
  excludesInternalTopics: boolean,
): ZkRun<readonly (readonly [topic: string, streams: number])[]> {
  const count = decodeTopicCount(yield* readData(registryPath(group, consumerId)));
  const all = count.pattern === 'static' ? [] : yield* getChildrenParentMayNotExist(TOPICS);
  return topicsOf(count, all, excludesInternalTopics);
}

function* assignmentContext(run: ConnectorRun): ZkRun<AssignmentContext> {
  const { settings, consumerId } = run.connector;
  const { groupId, excludesInternalTopics } = settings;
  const mine = yield* myTopics(run);
  const consumersForTopic = new Map<string, readonly ConsumerThreadId[]>();
  for (const consumer of yield* getChildrenParentMayNotExist(registryDir(groupId))) {
    for (const [topic, streams] of yield* topicsRead(groupId, consumer, excludesInternalTopics)) {
      const others = consumersForTopic.get(topic) ?? [];
      consumersForTopic.set(topic, [...others, ...threadIds(consumer, streams)]);
    }
  }
  for (const [topic, threads] of consumersForTopic) consumersForTopic.set(topic, [...threads].sort(compareThreadIds));
  const partitionsForTopic = new Map<string, readonly number[]>();
  for (const topic of consumersForTopic.keys()) {
    const text = yield* readDataMaybeNull(topicPath(topic));
    if (text !== undefined) partitionsForTopic.set(topic, partitionsIn(topic, text));
  }
  yield* getChildren(registryDir(groupId));
  return { myTopics: mine.map(([topic]) => topic), consumerId, consumersForTopic, partitionsForTopic };
}

function partitionsIn(topic: string, text: string): readonly number[] {
  return decodeTopic(topic, text).assignment.keys.map(partitionOf);
}

// ---- taking -----------------------------------------------------------------------------------------------------------

function* reflectPartitionOwnershipDecision(
  run: ConnectorRun,
  group: string,
  assignment: PartitionAssignment,
): ZkRun<boolean> {
  const owned: TopicPartition[] = [];
  for (const { partition, owner } of assignment) {
    try {
      yield* createEphemeralPathExpectConflict(ownerPath(group, partition), threadIdText(owner));
      owned.push(partition);
    } catch (error) {
      if (!(error instanceof ZkException) || error.code !== 'NODEEXISTS') throw error;
      yield* once(() => tellConflict(run, group, partition));
    }
  }
  if (owned.length === assignment.length) return true;
  for (const partition of owned) yield* deletePath(ownerPath(group, partition));
  return false;
}

/** From here on it fetches (ConsumerFetcherManager.startConnections). */
function startFetchers(
  run: ConnectorRun,
  hosts: readonly string[],
  assignment: PartitionAssignment,
  offsets: Readonly<Record<TopicPartition, number>>,
): void {
  if (run.client.metadata.brokers.length === 0) run.client.metadata = rebootstrap(run.client.metadata, hosts);
  const partitions = sortedPartitions(assignment.map(({ partition }) => partition));
  const topics = [...new Set([...run.subscription.topics, ...partitions.map(topicOf)])].sort();
  run.subscription = { ...run.subscription, topics };
  retainTopics(run);
  assignPartitions(run, partitions);
  tellAssigned(run, partitions);
  for (const partition of partitions) {
    const offset = offsets[partition] ?? -1;
    noteCheckpoint(run, partition, offset);
    if (offset < 0) continue;
    noteCommitted(run, partition, offset);
    beginAtCommitted(run, partition, offset, -1);
  }
}

// ---- what is told -----------------------------------------------------------------------------------------------------

function warn({ out, client }: ConnectorRun, message: string): void {
  out.fact({ type: 'ClientWarned', client: client.clientId, message });
}

function tellConflict(run: ConnectorRun, group: string, partition: TopicPartition): void {
  run.out.fact({ type: 'PartitionOwnershipConflict', client: run.client.clientId, group, partition });
}

function tellAssigned(run: ConnectorRun, partitions: readonly TopicPartition[]): void {
  const { settings, rebalances } = run.connector;
  withConnector(run, { rebalances: rebalances + 1 });
  const what = { group: settings.groupId, partitions, generation: NO_GENERATION };
  run.out.fact({ type: 'PartitionsAssigned', client: run.client.clientId, ...what });
}

function tellGaveUp(run: ConnectorRun, attempts: number): void {
  run.out.fact({
    type: 'ConsumerRebalanceGivenUp',
    client: run.client.clientId,
    group: run.connector.settings.groupId,
    attempts,
  });
}
