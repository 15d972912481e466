/** The feature levels a cluster is formatted with: do they exist, does this version have them, do they do anything here. */
import { FEATURES_WITH_EFFECT, isFeatureName, readFeatures } from '../../kafka/features.ts';
import { eraOf } from '../era.ts';
import type { Scenario } from '../scenario.ts';
import { namedVersionOf } from '../versionOf.ts';
import type { Report } from './report.ts';

export function checkVersion(scenario: Scenario, report: Report): void {
  const { features } = scenario.cluster;
  if (features === undefined) return;
  const path = ['cluster', 'features'];
  if (eraOf(scenario) === 'zookeeper') {
    const instead = 'a cluster with ZooKeeper is not formatted';
    // A file for both eras may have them: they are for the other one.
    const isForBoth = scenario.cluster.controllers !== 0 || scenario.cluster.combined !== undefined;
    if (!isForBoth) report.warn(path, `feature levels have no effect here: ${instead}`, 'key');
    return;
  }
  const { levels, problems } = readFeatures(namedVersionOf(scenario), features);
  for (const { name, problem } of problems) {
    report.error([...path, name], problem, isFeatureName(name) ? 'value' : 'key');
  }
  for (const name of Object.keys(levels)) {
    if ((FEATURES_WITH_EFFECT as readonly string[]).includes(name)) continue;
    report.warn([...path, name], `${name} has no effect in this model yet`, 'key');
  }
}
