/**
 * What a consumer of the ZooKeeper era hears of: members that come and go, partitions that are added, topics that match,
 * a session that was lost (ZookeeperConsumerConnector's ZKRebalancerListener, ZKTopicPartitionChangeListener,
 * ZKSessionExpireListener, ZookeeperTopicEventWatcher; org.I0Itec.zkclient.ZkClient, whose own thread takes one event after
 * the other, sets the watch again and only then tells).
 */

import { compareText } from '../../../base/sorted.ts';
import { set } from '../../../base/table.ts';
import type { WatchedEventType } from '../../messages.ts';
import { onClient, once, type ZkRun } from '../../zk/run.ts';
import { TOPICS, topicPath } from '../../zk/zkPaths.ts';
import { registryDir } from './groupPaths.ts';
import { forgetRegistry, syncedRebalance } from './rebalance.ts';
import { register } from './registration.ts';
import { type ConnectorRun, withConnector, type ZkEvent } from './state.ts';
import { startThread } from './threads.ts';
import { topicsOf } from './topicCount.ts';
import { exists, getChildren, getChildrenParentMayNotExist, readDataMaybeNull, ZkException } from './zkUtils.ts';

const CHILDREN = 'children';
const DATA = 'data';

// ---- subscribing ------------------------------------------------------------------------------------------------------

/** ZkClient.subscribeChildChanges: a node that is not there yet is waited for. */
export function* listenToChildren(path: string): ZkRun<readonly string[]> {
  yield* onClient((client) => {
    client.childChangeHandlers = set(client.childChangeHandlers, path, CHILDREN);
    client.changeHandlers = set(client.changeHandlers, path, CHILDREN);
  });
  return yield* watchChildren(path);
}

function* watchChildren(path: string): ZkRun<readonly string[]> {
  if (!(yield* exists(path))) return [];
  try {
    return yield* getChildren(path);
  } catch (error) {
    if (error instanceof ZkException && error.code === 'NONODE') return [];
    throw error;
  }
}

/** ZkClient.subscribeDataChanges */
export function* listenToData(path: string): ZkRun<void> {
  yield* onClient((client) => {
    client.changeHandlers = set(client.changeHandlers, path, DATA);
  });
  yield* exists(path);
}

/** ZookeeperConsumerConnector.reinitializeConsumer, for the topics it reads now. */
export function* subscribeAndRebalance(run: ConnectorRun, thread: string): ZkRun<void> {
  const { settings, topicCount } = run.connector;
  yield* listenToChildren(registryDir(settings.groupId));
  const topics = yield* topicsRead(run);
  for (const topic of topics) yield* listenToData(topicPath(topic));
  yield* once(() => withConnector(run, { watchedTopics: topics }));
  yield* syncedRebalance(run, thread);
  // Whoever reads by an expression listens to the list of topics besides.
  if (topicCount.pattern !== 'static') yield* listenToChildren(TOPICS);
}

function* topicsRead(run: ConnectorRun): ZkRun<readonly string[]> {
  const { topicCount, settings } = run.connector;
  const all = topicCount.pattern === 'static' ? [] : yield* getChildrenParentMayNotExist(TOPICS);
  const topics = topicsOf(topicCount, all, settings.excludesInternalTopics).map(([topic]) => topic);
  return topics.sort(compareText);
}

// ---- hearing ----------------------------------------------------------------------------------------------------------

/** A watch has fired. */
export function watchFired(run: ConnectorRun, event: WatchedEventType, path: string): void {
  const { childChangeHandlers, changeHandlers } = run.connector.zk.client;
  const isChild = placeOfHandler(childChangeHandlers.keys, path);
  const isData = placeOfHandler(changeHandlers.keys, path) && !isChild;
  if (isChild && event !== 'NodeDataChanged') enqueue(run, { type: 'children', path });
  if (isData && event !== 'NodeChildrenChanged') enqueue(run, { type: 'data', path });
}

function placeOfHandler(paths: readonly string[], path: string): boolean {
  return paths.includes(path);
}

/** The session has expired and there is another: the watches of the old one are gone, so everything may have changed. */
export function newSession(run: ConnectorRun): void {
  const { childChangeHandlers, changeHandlers } = run.connector.zk.client;
  enqueue(run, { type: 'new-session' });
  for (const path of childChangeHandlers.keys) enqueue(run, { type: 'children', path });
  for (const path of changeHandlers.keys) {
    if (!childChangeHandlers.keys.includes(path)) enqueue(run, { type: 'data', path });
  }
}

function enqueue(run: ConnectorRun, event: ZkEvent): void {
  if (run.connector.isShuttingDown) return;
  withConnector(run, { events: [...run.connector.events, event] });
  nextEvent(run);
}

export const EVENT_THREAD = 'ZkClient-EventThread';

/** If its thread is not at one. */
export function nextEvent(run: ConnectorRun): void {
  const [event, ...events] = run.connector.events;
  if (event === undefined || !startThread(run, EVENT_THREAD, { type: 'event', event })) return;
  withConnector(run, { events });
}

export function* handleEvent(run: ConnectorRun, thread: string, event: ZkEvent): ZkRun<void> {
  switch (event.type) {
    case 'new-session':
      yield* handleNewSession(run, thread);
      return;
    case 'children':
      yield* watchChildren(event.path);
      yield* handleChildChange(run, thread, event.path);
      return;
    case 'data': {
      yield* exists(event.path);
      const data = yield* readDataMaybeNull(event.path);
      if (data !== undefined) yield* once(() => rebalanceEventTriggered(run));
      return;
    }
  }
}

/** Its ephemeral znodes are gone: what it owned others may own by now. */
function* handleNewSession(run: ConnectorRun, thread: string): ZkRun<void> {
  yield* once(() => forgetRegistry(run, 'PartitionsLost'));
  yield* register(run);
  yield* syncedRebalance(run, thread);
}

function* handleChildChange(run: ConnectorRun, thread: string, path: string): ZkRun<void> {
  if (path !== TOPICS) {
    yield* once(() => rebalanceEventTriggered(run));
    return;
  }
  const topics = yield* topicsRead(run);
  const isChanged = yield* once(() => topics.join() !== run.connector.watchedTopics.join());
  if (isChanged) yield* subscribeAndRebalance(run, thread);
}

export const WATCHER_EXECUTOR = 'watcher_executor';

function rebalanceEventTriggered(run: ConnectorRun): void {
  withConnector(run, { watcherTriggered: true });
  nextRebalance(run);
}

/** Watches that fire while it is at a rebalance make one more, whatever their number. */
export function nextRebalance(run: ConnectorRun): void {
  const { watcherTriggered, isShuttingDown } = run.connector;
  if (!watcherTriggered || isShuttingDown) return;
  if (startThread(run, WATCHER_EXECUTOR, { type: 'watcher-executor' })) withConnector(run, { watcherTriggered: false });
}
