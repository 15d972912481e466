/** The feature levels a cluster is formatted with: do they exist, does this version have them, do they do anything here. */
import { FEATURES_WITH_EFFECT, isFeatureName, readFeatures } from '../../kafka/features.ts';
import type { Scenario } from '../scenario.ts';
import { namedVersionOf } from '../versionOf.ts';
import type { Report } from './report.ts';

export function checkVersion(scenario: Scenario, report: Report): void {
  const { features } = scenario.cluster;
  if (features === undefined) return;
  const path = ['cluster', 'features'];
  const { levels, problems } = readFeatures(namedVersionOf(scenario), features);
  for (const { name, problem } of problems) {
    report.error([...path, name], problem, isFeatureName(name) ? 'value' : 'key');
  }
  for (const name of Object.keys(levels)) {
    if ((FEATURES_WITH_EFFECT as readonly string[]).includes(name)) continue;
    report.warn([...path, name], `${name} has no effect in this model yet`, 'key');
  }
}
