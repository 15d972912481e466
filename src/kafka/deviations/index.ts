/** The deviation ledger: everything the model simplifies, and what a learner would see differently in real Kafka. */
import { brokerDeviations } from './broker.ts';
import { clientsDeviations } from './clients.ts';
import { controllerDeviations } from './controller.ts';
import type { Deviation } from './deviation.ts';
import { ladderDeviations } from './ladder.ts';
import { raftDeviations } from './raft.ts';
import { scenarioDeviations } from './scenario.ts';

export type { Deviation } from './deviation.ts';

export const DEVIATIONS: readonly Deviation[] = [
  ...scenarioDeviations,
  ...raftDeviations,
  ...controllerDeviations,
  ...brokerDeviations,
  ...clientsDeviations,
  ...ladderDeviations,
];
