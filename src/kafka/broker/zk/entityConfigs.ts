/**
 * Settings that lie in ZooKeeper, on their way into what is in force here. A broker reads all of them when it starts; then a
 * notification tells it what has changed, and it reads that again. Notifications stay for a quarter of an hour, so that who
 * was away does not miss them, and are deleted by whoever comes by later.
 *
 * Kafka: kafka.server.{ZkConfigManager, TopicConfigHandler, BrokerConfigHandler}, kafka.common.ZkNodeChangeNotificationListener.
 * *Simplified:* quotas of clients, users and addresses are not read; whether unclean election is allowed is looked at when it
 * changes, not each time.
 */
import { remove } from '../../../base/table.ts';
import { millis } from '../../../base/time.ts';
import {
  enableDefaultUncleanLeaderElection,
  enableTopicUncleanLeaderElection,
} from '../../kafkaController/kafkaController.ts';
import { type ConfigurationsImage, replayConfig, resourceKey } from '../../metadata/configurationsImage.ts';
import type { ConfigResourceType } from '../../records.ts';
import { refreshLogConfigs } from '../../replication/replicaManager.ts';
import * as zk from '../../zk/kafkaZkClient.ts';
import { now, once, type ZkRun } from '../../zk/run.ts';
import { decodeConfigChange, type Properties } from '../../zk/zkContents.ts';
import { CONFIG_CHANGE_PREFIX, CONFIG_CHANGES } from '../../zk/zkPaths.ts';
import { reconfigure } from '../dynamicConfig.ts';
import { brokerId, update, type Work } from '../work.ts';
import { controllerHost, startThread } from './hosts.ts';
import { kafkaServer, updateKafkaServer } from './state.ts';

/** The name of the handler that hears of changes under it, and of its thread. */
export const CONFIG_CHANGES_LISTENER = `change-notification-${CONFIG_CHANGES}`;
const EXPIRATION = millis(15 * 60_000);

/** ConfigEntityName.DEFAULT: for every broker. */
const DEFAULT_ENTITY = '<default>';
const UNCLEAN_ELECTION = 'unclean.leader.election.enable';

const RESOURCE_OF: Readonly<Record<string, ConfigResourceType>> = { topics: 'TOPIC', brokers: 'BROKER' };

export function entityTypeOf(resourceType: ConfigResourceType): string {
  return resourceType === 'TOPIC' ? 'topics' : 'brokers';
}

export function entityNameOf(resourceType: ConfigResourceType, resourceName: string): string {
  return resourceType === 'BROKER' && resourceName === '' ? DEFAULT_ENTITY : resourceName;
}

// ---- what is in force ---------------------------------------------------------------------------------------------------

/** Without telling anybody: what is known of a resource now. */
export function noteEntityConfig(work: Work, entityType: string, entityName: string, config: Properties): void {
  const resourceType = RESOURCE_OF[entityType];
  if (resourceType === undefined) return;
  const resourceName = entityName === DEFAULT_ENTITY ? '' : entityName;
  const { image } = work.state;
  const key = resourceKey(resourceType, resourceName);
  let configs: ConfigurationsImage = remove(image.configs, key);
  for (const [name, value] of Object.entries(config)) {
    configs = replayConfig(configs, { type: 'ConfigRecord', resourceType, resourceName, name, value });
  }
  if (configs !== image.configs) update(work, { image: { ...image, configs } });
}

/** ConfigHandler.processConfigChanges */
export function applyEntityConfig(work: Work, entityType: string, entityName: string, config: Properties): void {
  noteEntityConfig(work, entityType, entityName, config);
  if (entityType === 'topics') {
    refreshLogConfigs(work, entityName);
    if (config[UNCLEAN_ELECTION] === 'true') enableTopicUncleanLeaderElection(controllerHost(work), entityName);
    return;
  }
  if (entityType !== 'brokers' || (entityName !== DEFAULT_ENTITY && entityName !== `${brokerId(work)}`)) return;
  const wasUnclean = work.state.config[UNCLEAN_ELECTION] === true;
  reconfigure(work);
  refreshLogConfigs(work, undefined);
  const isUnclean = work.state.config[UNCLEAN_ELECTION] === true;
  if (isUnclean && !wasUnclean) enableDefaultUncleanLeaderElection(controllerHost(work));
}

/** All there are of a kind, one after the other as Kafka reads them. */
export function* applyAllEntityConfigs(work: Work, entityType: string): ZkRun<void> {
  for (const name of yield* zk.getAllEntitiesWithConfig(entityType)) {
    const config = yield* zk.getEntityConfigs(entityType, name);
    yield* once(() => applyEntityConfig(work, entityType, name, config));
  }
}

// ---- notifications ------------------------------------------------------------------------------------------------------

/** One look at the notifications waits at most: it will see them all. */
export function addChangeNotification(work: Work): void {
  const { configChanges } = kafkaServer(work);
  if (configChanges.waiting) return;
  updateKafkaServer(work, { configChanges: { ...configChanges, waiting: true } });
  lookAtNotifications(work);
}

/** Also when the thread has come to the end of the look before. */
export function lookAtNotifications(work: Work): void {
  const { configChanges } = kafkaServer(work);
  if (!configChanges.waiting || configChanges.looking) return;
  updateKafkaServer(work, { configChanges: { ...configChanges, waiting: false, looking: true } });
  startThread(work, CONFIG_CHANGES_LISTENER, { type: 'config-changes' });
}

/** The end of the thread, however it came. */
export function notificationsLookedAt(work: Work): void {
  updateKafkaServer(work, { configChanges: { ...kafkaServer(work).configChanges, looking: false } });
  lookAtNotifications(work);
}

export function* processNotifications(work: Work): ZkRun<void> {
  const notifications = [...(yield* zk.getChildren(CONFIG_CHANGES))].sort();
  const last = yield* once(() => kafkaServer(work).configChanges.lastExecuted);
  for (const name of notifications) {
    const number = Number(name.slice(CONFIG_CHANGE_PREFIX.length));
    if (number <= last) continue;
    yield* processNotification(work, `${CONFIG_CHANGES}/${name}`);
    yield* once(() => {
      updateKafkaServer(work, { configChanges: { ...kafkaServer(work).configChanges, lastExecuted: number } });
    });
  }
  yield* purgeObsoleteNotifications(notifications);
}

function* processNotification(work: Work, path: string): ZkRun<void> {
  const found = yield* zk.getData(path);
  const entityPath = decodeConfigChange(found?.data ?? null);
  if (entityPath === undefined) return;
  const slash = entityPath.indexOf('/');
  const [entityType, entityName] = [entityPath.slice(0, slash), entityPath.slice(slash + 1)];
  const config = yield* zk.getEntityConfigs(entityType, entityName);
  yield* once(() => applyEntityConfig(work, entityType, entityName, config));
}

function* purgeObsoleteNotifications(notifications: readonly string[]): ZkRun<void> {
  const at = yield* now();
  for (const name of notifications) {
    const path = `${CONFIG_CHANGES}/${name}`;
    const found = yield* zk.getData(path);
    if (found !== undefined && at - found.stat.ctime > EXPIRATION) yield* zk.deletePath(path);
  }
}
