/** Everything a schema cannot say: what is named exists, times go forward, settings are Kafka's, costs are bounded. */
import type { Scenario } from '../scenario.ts';
import { namedVersionOf } from '../versionOf.ts';
import { checkBudget } from './checkBudget.ts';
import { checkClients } from './checkClients.ts';
import { checkCluster } from './checkCluster.ts';
import { checkExpectations } from './checkExpectations.ts';
import { checkNames } from './checkNames.ts';
import { checkOffsetsTopic } from './checkOffsetsTopic.ts';
import { checkTimeline } from './checkTimeline.ts';
import { checkVersion } from './checkVersion.ts';
import { namesOf, type Report } from './report.ts';

export function check(scenario: Scenario, { error, warn }: Report): void {
  const report: Report = { error, warn, version: namedVersionOf(scenario).name };
  const names = namesOf(scenario);
  checkVersion(scenario, report);
  checkCluster(scenario, names, report);
  checkClients(scenario, names, report);
  checkNames(scenario, names, report);
  checkTimeline(scenario, names, report);
  checkExpectations(scenario, names, report);
  checkBudget(scenario, names, report);
  checkOffsetsTopic(scenario, names, report);
}
