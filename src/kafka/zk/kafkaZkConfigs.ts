/**
 * Configs, and what tells others that something has changed (kafka.zk.KafkaZkClient: getEntityConfigs,
 * setOrCreateEntityConfigs, createConfigChangeNotification, propagateIsrChanges, getAllIsrChangeNotifications …); offsets of
 * consumers that keep them in ZooKeeper; the feature znode.
 */
import type { ZooKeeperResult } from '../messages.ts';
import type { TopicPartition } from '../topicPartition.ts';
import { ControllerMovedException, isKeeperException, KeeperException } from './exceptions.ts';
import { getControllerRegistration } from './kafkaZkController.ts';
import {
  createRecursive,
  createSequentialPersistentPath,
  deleteAll,
  deletePath,
  getChildren,
  getData,
  getDataOfAll,
  makeSurePersistentPathExists,
  throwUnless,
} from './kafkaZkRequests.ts';
import { request, type ZkRequest, type ZkRun } from './run.ts';
import {
  decodeConfig,
  decodeFeature,
  decodeIsrChange,
  decodeLogDirEvent,
  encodeConfig,
  encodeConfigChange,
  encodeFeature,
  encodeIsrChange,
  encodeLogDirEvent,
  type FeatureZNode,
  type Properties,
} from './zkContents.ts';
import { MATCH_ANY_VERSION } from './zkData.ts';
import {
  CONFIG,
  CONFIG_CHANGE_PREFIX,
  CONFIG_CHANGES,
  CONTROLLER,
  configEntityPath,
  consumerOffsetPath,
  FEATURE,
  ISR_CHANGE_NOTIFICATION,
  ISR_CHANGE_PREFIX,
  isrChangePath,
  LOG_DIR_EVENT_NOTIFICATION,
  LOG_DIR_EVENT_PREFIX,
  logDirEventPath,
  sequenceNumber,
} from './zkPaths.ts';

// ---- configs ----------------------------------------------------------------------------------------------------------------

/** Empty where there is none. Types: `topics`, `brokers`, `clients`, `users`, `ips`. */
export function* getEntityConfigs(entityType: string, entityName: string): ZkRun<Properties> {
  const found = yield* getData(configEntityPath(entityType, entityName));
  return found === undefined ? {} : decodeConfig(found.data);
}

/** In the order asked. */
export function* getEntitiesConfigs(entityType: string, entityNames: readonly string[]): ZkRun<readonly Properties[]> {
  const found = yield* getDataOfAll(entityNames.map((name) => configEntityPath(entityType, name)));
  return found.map((znode) => decodeConfig(znode?.data ?? null));
}

export function* getAllEntitiesWithConfig(entityType: string): ZkRun<readonly string[]> {
  return yield* getChildren(`${CONFIG}/${entityType}`);
}

/**
 * `checked` (from 3.4): under the /controller that is there now, and not at all where a KRaft controller has taken over. The
 * last to write wins all the same.
 */
export function* setOrCreateEntityConfigs(
  entityType: string,
  entityName: string,
  config: Properties,
  checked: boolean,
): ZkRun<void> {
  const path = configEntityPath(entityType, entityName);
  const controllerZkVersion = checked ? yield* controllerVersionToCheck(path) : undefined;
  const data = encodeConfig(config);
  const result = yield* setConfig(path, data, controllerZkVersion);
  const asked: ZkRequest = { op: 'setData', path, data, version: MATCH_ANY_VERSION };
  throwUnless(result, asked, 'NONODE');
  if (result.code === 'OK') return;
  try {
    yield* createRecursive(path, data);
  } catch (error) {
    if (!isKeeperException(error, 'NODEEXISTS')) throw error;
    throwUnless(yield* setConfig(path, data, controllerZkVersion), asked);
  }
}

function* controllerVersionToCheck(path: string): ZkRun<number> {
  const registration = yield* getControllerRegistration();
  if (registration === undefined) {
    throw new ControllerMovedException(`Cannot set entity configs for ${path} when there is no controller.`);
  }
  if ((registration.kraftEpoch ?? -1) > 0) {
    throw new ControllerMovedException(
      `Cannot set entity configs for ${path} directly when there is a KRaft controller.`,
    );
  }
  return registration.zkVersion;
}

function* setConfig(path: string, data: string, controllerZkVersion: number | undefined): ZkRun<ZooKeeperResult> {
  const set = { op: 'setData', path, data, version: MATCH_ANY_VERSION } as const;
  if (controllerZkVersion === undefined) return yield* request(set);
  const check = { op: 'check', path: CONTROLLER, version: controllerZkVersion } as const;
  const { code, results } = yield* request({ op: 'multi', ops: [check, set] });
  if (results === undefined) throw new KeeperException(code);
  return { ...results[1]!, code };
}

/** entityPath: `topics/orders`. */
export function* createConfigChangeNotification(entityPath: string): ZkRun<void> {
  yield* makeSurePersistentPathExists(CONFIG_CHANGES);
  yield* createSequentialPersistentPath(`${CONFIG_CHANGES}/${CONFIG_CHANGE_PREFIX}`, encodeConfigChange(entityPath));
}

// ---- changes of the ISR that leaders have written -----------------------------------------------------------------------------

export function* propagateIsrChanges(partitions: readonly TopicPartition[]): ZkRun<void> {
  yield* createSequentialPersistentPath(isrChangePath(), encodeIsrChange(partitions));
}

/** Their sequence numbers. */
export function* getAllIsrChangeNotifications(): ZkRun<readonly string[]> {
  const children = yield* getChildren(ISR_CHANGE_NOTIFICATION);
  return children.map((name) => sequenceNumber(name, ISR_CHANGE_PREFIX));
}

export function* getPartitionsFromIsrChangeNotifications(
  sequenceNumbers: readonly string[],
): ZkRun<readonly TopicPartition[]> {
  const found = yield* getDataOfAll(sequenceNumbers.map(isrChangePath));
  return found.flatMap((znode) => decodeIsrChange(znode?.data ?? null));
}

/** Without numbers: all that are there. */
export function* deleteIsrChangeNotifications(
  expectedControllerEpochZkVersion: number,
  sequenceNumbers?: readonly string[],
): ZkRun<void> {
  const numbers = sequenceNumbers ?? (yield* getAllIsrChangeNotifications());
  yield* deleteAll(numbers.map(isrChangePath), expectedControllerEpochZkVersion);
}

// ---- log directories that have failed -----------------------------------------------------------------------------------------

export function* propagateLogDirEvent(brokerId: number): ZkRun<void> {
  yield* createSequentialPersistentPath(logDirEventPath(), encodeLogDirEvent(brokerId));
}

export function* getAllLogDirEventNotifications(): ZkRun<readonly string[]> {
  const children = yield* getChildren(LOG_DIR_EVENT_NOTIFICATION);
  return children.map((name) => sequenceNumber(name, LOG_DIR_EVENT_PREFIX));
}

export function* getBrokerIdsFromLogDirEvents(sequenceNumbers: readonly string[]): ZkRun<readonly number[]> {
  const found = yield* getDataOfAll(sequenceNumbers.map(logDirEventPath));
  return found.flatMap((znode) => decodeLogDirEvent(znode?.data ?? null) ?? []);
}

export function* deleteLogDirEventNotifications(
  expectedControllerEpochZkVersion: number,
  sequenceNumbers?: readonly string[],
): ZkRun<void> {
  const numbers = sequenceNumbers ?? (yield* getAllLogDirEventNotifications());
  yield* deleteAll(numbers.map(logDirEventPath), expectedControllerEpochZkVersion);
}

// ---- offsets ------------------------------------------------------------------------------------------------------------------

export function* getConsumerOffset(group: string, topic: string, partition: number): ZkRun<number | undefined> {
  const found = yield* getData(consumerOffsetPath(group, topic, partition));
  return found === undefined || found.data === null ? undefined : Number(found.data);
}

export function* setOrCreateConsumerOffset(
  group: string,
  topic: string,
  partition: number,
  offset: number,
): ZkRun<void> {
  const path = consumerOffsetPath(group, topic, partition);
  const data = `${offset}`;
  const asked: ZkRequest = { op: 'setData', path, data, version: MATCH_ANY_VERSION };
  const result = yield* request(asked);
  throwUnless(result, asked, 'NONODE');
  if (result.code === 'NONODE') yield* createRecursive(path, data);
}

// ---- features -----------------------------------------------------------------------------------------------------------------

export function* getFeatureZNode(): ZkRun<FeatureZNode | undefined> {
  const found = yield* getData(FEATURE);
  return found === undefined ? undefined : decodeFeature(found.data);
}

export function* createFeatureZNode(contents: FeatureZNode): ZkRun<void> {
  const asked: ZkRequest = { op: 'create', path: FEATURE, data: encodeFeature(contents), mode: 'PERSISTENT' };
  throwUnless(yield* request(asked), asked);
}

/** The version it has now. */
export function* updateFeatureZNode(contents: FeatureZNode): ZkRun<number> {
  const data = encodeFeature(contents);
  const asked: ZkRequest = { op: 'setData', path: FEATURE, data, version: MATCH_ANY_VERSION };
  const result = yield* request(asked);
  throwUnless(result, asked);
  return result.stat!.version;
}

export function* deleteFeatureZNode(): ZkRun<void> {
  yield* deletePath(FEATURE, MATCH_ANY_VERSION, false);
}
