/** The deviation ledger: everything the model simplifies, and what a learner would see differently in real Kafka. */
import { asyncConsumersDeviations } from './asyncConsumers.ts';
import { brokerDeviations } from './broker.ts';
import { clientsDeviations } from './clients.ts';
import { consumerGroupsDeviations } from './consumerGroups.ts';
import { consumersDeviations } from './consumers.ts';
import { controllerDeviations } from './controller.ts';
import type { Deviation } from './deviation.ts';
import { groupsDeviations } from './groups.ts';
import { kafkaControllerDeviations } from './kafkaController.ts';
import { kafkaServerDeviations } from './kafkaServer.ts';
import { ladderDeviations } from './ladder.ts';
import { metricsDeviations } from './metrics.ts';
import { migrationDeviations } from './migration.ts';
import { oldConsumersDeviations } from './oldConsumers.ts';
import { raftDeviations } from './raft.ts';
import { scenarioDeviations } from './scenario.ts';
import { serverLogDeviations } from './serverLogs.ts';
import { toolsDeviations } from './tools.ts';
import { zooKeeperClientDeviations } from './zooKeeperClient.ts';
import { zooKeeperDeviations } from './zookeeper.ts';

export type { Deviation } from './deviation.ts';

export const DEVIATIONS: readonly Deviation[] = [
  ...scenarioDeviations,
  ...raftDeviations,
  ...controllerDeviations,
  ...kafkaControllerDeviations,
  ...kafkaServerDeviations,
  ...brokerDeviations,
  ...clientsDeviations,
  ...consumersDeviations,
  ...oldConsumersDeviations,
  ...asyncConsumersDeviations,
  ...groupsDeviations,
  ...consumerGroupsDeviations,
  ...toolsDeviations,
  ...zooKeeperDeviations,
  ...zooKeeperClientDeviations,
  ...migrationDeviations,
  ...metricsDeviations,
  ...serverLogDeviations,
  ...ladderDeviations,
];
