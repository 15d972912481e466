/** Who keeps the metadata: does the file have it, does this version know it, and is the ensemble one that makes sense. */
import { DEFAULT_ZOOKEEPER_VERSION, KAFKA_VERSIONS } from '../../kafka/versions.ts';
import { eraOf, erasOf, hasControllers, usesZooKeeper, zooKeepersOf } from '../era.ts';
import { CLUSTER_SAYS } from '../says/cluster.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { Scenario } from '../scenario.ts';
import type { ConfigSection } from '../schema.ts';
import type { Path } from '../shape.ts';
import { namedVersionOf } from '../versionOf.ts';
import { readZooCfg } from '../zooCfg.ts';
import type { Report } from './report.ts';

export function checkEra(scenario: Scenario, report: Report): void {
  checkParts(scenario, report);
  checkVersionOfEra(scenario, report);
  checkEnsemble(scenario, report);
}

function checkParts(scenario: Scenario, report: Report): void {
  const { cluster } = scenario;
  const era = eraOf(scenario);
  if (era !== 'kraft' && cluster.zookeeper === undefined) {
    report.error(['era'], CLUSTER_SAYS.eraNeedsEnsemble(era));
  }
  if (era === 'kraft' && scenario.era === 'kraft' && cluster.zookeeper !== undefined && !hasControllers(scenario)) {
    report.error(['era'], CLUSTER_SAYS.kraftNeedsControllers());
  }
  if (era !== 'migration') return;
  if (!hasControllers(scenario)) report.error(['era'], CLUSTER_SAYS.migrationNeedsControllers());
  // ZkBrokerEpochManager and KIP-866: servers with both roles cannot take part.
  const isCombined = cluster.combined !== undefined;
  const combined = typeof cluster.brokers === 'number' ? -1 : cluster.brokers.findIndex(isController);
  if (!isCombined && combined < 0) return;
  const path = isCombined ? ['cluster', 'combined'] : ['cluster', 'brokers', combined, 'roles'];
  report.error(path, CLUSTER_SAYS.migrationCombined());
}

function isController({ roles }: { readonly roles?: readonly string[] | undefined }): boolean {
  return roles?.includes('controller') === true;
}

function checkVersionOfEra(scenario: Scenario, report: Report): void {
  const [version, era] = [namedVersionOf(scenario), eraOf(scenario)];
  if (erasOf(version).includes(era)) return;
  const able = KAFKA_VERSIONS.filter((one) => erasOf(one).includes(era)).map(({ name }) => name);
  const path = scenario.version === undefined ? ['cluster'] : ['version'];
  switch (era) {
    case 'zookeeper':
      report.error(path, CLUSTER_SAYS.withoutZooKeeper(version.name, DEFAULT_ZOOKEEPER_VERSION.name, able));
      return;
    case 'kraft':
      report.error(path, CLUSTER_SAYS.withoutKraft(version.name, able));
      return;
    case 'migration':
      report.error(path, CLUSTER_SAYS.withoutMigration(version.name, able));
  }
}

function checkEnsemble(scenario: Scenario, report: Report): void {
  const { zookeeper } = scenario.cluster;
  if (zookeeper === undefined) return;
  const path: Path = ['cluster', 'zookeeper'];
  const plans = zooKeepersOf({ ...scenario, era: 'zookeeper' });
  checkCount(plans.length, typeof zookeeper === 'number' ? path : [...path, 'servers'], report);
  if (typeof zookeeper === 'number') return;
  const { servers, config } = zookeeper;
  checkConfig(config, [...path, 'config'], report);
  if (typeof servers === 'number') return;
  const seen = new Set<number>();
  servers.forEach(({ id, start, config: own }, place) => {
    const here = [...path, 'servers', place];
    if (seen.has(id)) report.error([...here, 'id'], NAMES_SAY.sharedId('ZooKeeper servers', id));
    seen.add(id);
    if ((start ?? 0) > scenario.until) report.error([...here, 'start'], NAMES_SAY.afterTheEnd());
    checkConfig(own, [...here, 'config'], report);
  });
  if (!usesZooKeeper(scenario)) return;
  if (plans.every(({ start }) => start > 0)) {
    report.warn([...path, 'servers'], CLUSTER_SAYS.ensembleAsleep());
  }
}

/** What ZooKeeper's own log says of them, with the arithmetic (QuorumPeerConfig.parseDynamicConfig). */
function checkCount(count: number, path: Path, report: Report): void {
  if (count < 2 || count % 2 === 1) return;
  const [quorum, tolerated] = [Math.floor(count / 2) + 1, Math.floor((count - 1) / 2)];
  report.warn(path, CLUSTER_SAYS.evenEnsemble(count, quorum, tolerated));
}

function checkConfig(config: ConfigSection | undefined, path: Path, report: Report): void {
  for (const { name, says, which, severity } of readZooCfg(config).problems) {
    report[severity === 'error' ? 'error' : 'warn']([...path, name], says, which);
  }
}
