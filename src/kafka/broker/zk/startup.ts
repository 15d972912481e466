/**
 * How a broker starts where the metadata is in ZooKeeper: a session, the paths it needs, its logs, then its own znode (from here
 * on controllers know it) and its controller; last the settings, and only then it reads requests. A controller that is told of
 * it before is refused by its port, and tries again after 100 ms. Who finds its id taken, by an earlier life whose session is
 * not over yet, gives up.
 *
 * Kafka: kafka.server.KafkaServer.startup. *Simplified:* logs were read before; no features, tokens and quotas are read.
 */

import { GROUP_METADATA_TOPIC } from '../../group/contexts.ts';
import { startGroupCoordinatorWith } from '../../group/coordinatorLoader.ts';
import * as controller from '../../kafkaController/kafkaController.ts';
import { forgetCleanShutdown } from '../../log/logDirectory.ts';
import { startReplicaManager } from '../../replication/replicaManager.ts';
import * as zk from '../../zk/kafkaZkClient.ts';
import { once, waitUntilConnected, type ZkRun } from '../../zk/run.ts';
import type { BrokerInfo } from '../../zk/zkContents.ts';
import { CONFIG_CHANGES } from '../../zk/zkPaths.ts';
import { changeLifecycle, listenersOf, transition } from '../brokerLifecycleManager.ts';
import * as connections from '../connections.ts';
import { brokerId, configMicros, update, type Work } from '../work.ts';
import {
  addChangeNotification,
  applyAllEntityConfigs,
  applyEntityConfig,
  CONFIG_CHANGES_LISTENER,
  noteEntityConfig,
} from './entityConfigs.ts';
import { controllerHost } from './hosts.ts';
import { startMigration } from './migration.ts';
import { readProducerIdBlock, takesProducerIds } from './producerIds.ts';
import { startIsrChangePropagation } from './zkAlterPartitionManager.ts';

/** What Kafka ends with an IllegalArgumentException, or lets fall through. */
export class StartupException extends Error {
  override readonly name = 'StartupException';
}

export function brokerInfo(work: Work): BrokerInfo {
  const { setup } = work.state;
  return { id: setup.nodeId, endpoints: listenersOf(work), rack: setup.rack };
}

export function* startup(work: Work): ZkRun<void> {
  const { setup } = work.state;
  yield* waitUntilConnected(yield* once(() => connectionTimeout(work)));
  yield* zk.createTopLevelPaths(setup.version);
  if ((yield* zk.getClusterId()) === undefined) yield* zk.createOrGetClusterId(setup.clusterId);
  yield* initializeDynamicConfigs(work);
  yield* startLogs(work);
  // KafkaHealthcheck: with the library ZkClient a broker registers when all else is done.
  if (setup.version.kafka5642) yield* register(work);
  yield* controller.startup(controllerHost(work));
  yield* startMigration(work);
  const partitions = yield* zk.getTopicPartitionCount(GROUP_METADATA_TOPIC);
  yield* once(() => startGroupCoordinatorWith(work, partitions));
  // ZkProducerIdManager takes its first block when it is made. There is none before producers were idempotent (0.11).
  if (takesProducerIds(setup.version)) yield* readProducerIdBlock(work);
  if (!setup.version.kafka5642) yield* once(() => acceptRequests(work));
  yield* startConfigManager(work);
  if (!setup.version.kafka5642) yield* register(work);
  yield* once(() => {
    acceptRequests(work);
    transition(work, 'RUNNING');
  });
}

/** SocketServer.enableRequestProcessing; before 1.0, KafkaRequestHandlerPool. */
function acceptRequests(work: Work): void {
  if (work.state.acceptingRequests) return;
  update(work, { acceptingRequests: true });
  connections.startProcessing(work);
}

/** zookeeper.connection.timeout.ms, which is the session's where it is not set. */
function connectionTimeout(work: Work): number {
  const own = work.state.config['zookeeper.connection.timeout.ms'];
  return configMicros(work, own == null ? 'zookeeper.session.timeout.ms' : 'zookeeper.connection.timeout.ms');
}

/** DynamicBrokerConfig.initialize: those of all brokers, then its own. */
function* initializeDynamicConfigs(work: Work): ZkRun<void> {
  for (const name of ['<default>', `${brokerId(work)}`]) {
    const config = yield* zk.getEntityConfigs('brokers', name);
    yield* once(() => applyEntityConfig(work, 'brokers', name, config));
  }
}

/** LogManager.startup, with the settings of every topic there is; ReplicaManager.startup. */
function* startLogs(work: Work): ZkRun<void> {
  yield* once(() => transition(work, 'RECOVERY'));
  for (const topic of yield* zk.getAllTopicsInCluster()) {
    const config = yield* zk.getEntityConfigs('topics', topic);
    yield* once(() => noteEntityConfig(work, 'topics', topic, config));
  }
  yield* once(() => {
    update(work, { firstPublished: true });
    forgetCleanShutdown(work.out);
    startReplicaManager(work);
    startIsrChangePropagation(work);
  });
}

/** Also when its session has expired, and there is another. */
export function* registerBroker(work: Work): ZkRun<void> {
  const { version } = work.state.setup;
  const brokerEpoch = yield* zk.registerBroker(brokerInfo(work), version);
  yield* once(() => {
    changeLifecycle(work, { brokerEpoch, registered: true, initialRegistrationSucceeded: true });
    work.out.fact({ type: 'BrokerRegistered', brokerId: brokerId(work), brokerEpoch });
  });
}

function* register(work: Work): ZkRun<void> {
  const own = brokerInfo(work);
  for (const other of yield* zk.getAllBrokersInCluster()) {
    if (other.id === own.id) continue;
    const common = other.endpoints.map(address).filter((each) => own.endpoints.map(address).includes(each));
    if (common.length === 0) continue;
    const where = `advertised listeners are already registered by broker ${other.id}`;
    throw new StartupException(`Configured end points ${common.join(',')} in ${where}`);
  }
  yield* registerBroker(work);
}

function address({ host, port }: BrokerInfo['endpoints'][number]): string {
  return `${host}:${port}`;
}

/** ZkConfigManager.startup */
function* startConfigManager(work: Work): ZkRun<void> {
  yield* zk.registerStateChangeHandler(CONFIG_CHANGES_LISTENER);
  yield* zk.registerZNodeChildChangeHandler(CONFIG_CHANGES, CONFIG_CHANGES_LISTENER);
  yield* once(() => addChangeNotification(work));
  for (const entityType of ['topics', 'brokers']) yield* applyAllEntityConfigs(work, entityType);
}
