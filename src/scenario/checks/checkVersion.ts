/** The feature levels a cluster is formatted with: do they exist, does this version have them, do they do anything here. */
import { FEATURES_WITH_EFFECT, isFeatureName, readFeatures } from '../../kafka/features.ts';
import { eraOf } from '../era.ts';
import { CLUSTER_SAYS } from '../says/cluster.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { Scenario } from '../scenario.ts';
import { namedVersionOf } from '../versionOf.ts';
import type { Report } from './report.ts';

export function checkVersion(scenario: Scenario, report: Report): void {
  const { features } = scenario.cluster;
  if (features === undefined) return;
  const path = ['cluster', 'features'];
  if (eraOf(scenario) === 'zookeeper') {
    // A file for both eras may have them: they are for the other one.
    const isForBoth = scenario.cluster.controllers !== 0 || scenario.cluster.combined !== undefined;
    if (!isForBoth) report.warn(path, CLUSTER_SAYS.featuresWithoutEffect(), 'key');
    return;
  }
  const { levels, problems } = readFeatures(namedVersionOf(scenario), features);
  for (const { name, says } of problems) {
    report.error([...path, name], says, isFeatureName(name) ? 'value' : 'key');
  }
  for (const name of Object.keys(levels)) {
    if ((FEATURES_WITH_EFFECT as readonly string[]).includes(name)) continue;
    report.warn([...path, name], NAMES_SAY.noEffect(name), 'key');
  }
}
