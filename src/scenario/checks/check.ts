/** Everything a schema cannot say: what is named exists, times go forward, settings are Kafka's, costs are bounded. */
import { eraOf, erasIn, inEra } from '../era.ts';
import { checkLesson } from '../lesson/checkLesson.ts';
import { CLUSTER_SAYS } from '../says/cluster.ts';
import type { Scenario } from '../scenario.ts';
import { namedVersionOf } from '../versionOf.ts';
import { checkBudget } from './checkBudget.ts';
import { checkClients } from './checkClients.ts';
import { checkCluster } from './checkCluster.ts';
import { checkDrill } from './checkDrill.ts';
import { checkEra } from './checkEra.ts';
import { checkExpectations } from './checkExpectations.ts';
import { checkNames } from './checkNames.ts';
import { checkOffsetsTopic } from './checkOffsetsTopic.ts';
import { checkTimeline } from './checkTimeline.ts';
import { checkVersion } from './checkVersion.ts';
import { namesOf, type Report } from './report.ts';

/** In every era that the file is for. */
export function check(scenario: Scenario, { error, warn }: Report): void {
  const told = new Set<string>();
  const tell: Report['error'] = (path, says, which) => {
    told.add(path.join('.'));
    error(path, says, which);
  };
  checkOne(scenario, { error: tell, warn });
  // What is wrong without a cause is told once.
  if (told.size === 0) checkDrill(scenario, { error: tell, warn }, checkOne);
  for (const era of erasIn(scenario)) {
    if (era === eraOf(scenario)) continue;
    const tellOfEra: Report['error'] = (path, says, which) => {
      if (!told.has(path.join('.'))) error(path, CLUSTER_SAYS.withEra(era, says), which);
    };
    checkOne(inEra(scenario, era), { error: tellOfEra, warn: () => {} });
  }
}

function checkOne(scenario: Scenario, { error, warn }: Report): void {
  const report: Report = { error, warn, version: namedVersionOf(scenario).name };
  const names = namesOf(scenario);
  checkEra(scenario, report);
  checkVersion(scenario, report);
  checkCluster(scenario, names, report);
  checkClients(scenario, names, report);
  checkNames(scenario, names, report);
  checkTimeline(scenario, names, report);
  checkExpectations(scenario, names, report);
  checkBudget(scenario, names, report);
  checkOffsetsTopic(scenario, names, report);
  checkLesson(scenario, names, report);
}
