/** Who keeps the metadata: does the file have it, does this version know it, and is the ensemble one that makes sense. */
import { DEFAULT_ZOOKEEPER_VERSION, KAFKA_VERSIONS } from '../../kafka/versions.ts';
import { eraOf, erasOf, hasControllers, usesZooKeeper, zooKeepersOf } from '../era.ts';
import { listed } from '../problems.ts';
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
    report.error(['era'], `era ${era} needs an ensemble: write zookeeper: 3 in cluster`);
  }
  if (era === 'kraft' && scenario.era === 'kraft' && cluster.zookeeper !== undefined && !hasControllers(scenario)) {
    report.error(['era'], 'era kraft needs controllers: write controllers: 3 in cluster');
  }
  if (era !== 'migration') return;
  if (!hasControllers(scenario)) report.error(['era'], 'era migration needs controllers to move to: controllers: 3');
  // ZkBrokerEpochManager and KIP-866: servers with both roles cannot take part.
  const isCombined = cluster.combined !== undefined;
  const combined = typeof cluster.brokers === 'number' ? -1 : cluster.brokers.findIndex(isController);
  if (!isCombined && combined < 0) return;
  const path = isCombined ? ['cluster', 'combined'] : ['cluster', 'brokers', combined, 'roles'];
  report.error(path, 'a server that is both broker and controller cannot be migrated to: list controllers (KIP-866)');
}

function isController({ roles }: { readonly roles?: readonly string[] | undefined }): boolean {
  return roles?.includes('controller') === true;
}

function checkVersionOfEra(scenario: Scenario, report: Report): void {
  const [version, era] = [namedVersionOf(scenario), eraOf(scenario)];
  if (erasOf(version).includes(era)) return;
  const able = listed(KAFKA_VERSIONS.filter((one) => erasOf(one).includes(era)).map(({ name }) => name));
  const path = scenario.version === undefined ? ['cluster'] : ['version'];
  switch (era) {
    case 'zookeeper': {
      const last = `the last that can keep its metadata there is ${DEFAULT_ZOOKEEPER_VERSION.name}`;
      report.error(path, `Kafka ${version.name} has no ZooKeeper: ${last}; there is ${able}`);
      return;
    }
    case 'kraft':
      report.error(
        path,
        `Kafka ${version.name} has no controllers of its own (KRaft): write zookeeper in cluster, or take ${able}`,
      );
      return;
    case 'migration':
      report.error(path, `Kafka ${version.name} cannot be moved from ZooKeeper to KRaft (KIP-866); ${able} can`);
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
    if (seen.has(id)) report.error([...here, 'id'], `there are two ZooKeeper servers with the id ${id}`);
    seen.add(id);
    if ((start ?? 0) > scenario.until) report.error([...here, 'start'], 'this is after the end of the run (until)');
    checkConfig(own, [...here, 'config'], report);
  });
  if (!usesZooKeeper(scenario)) return;
  if (plans.every(({ start }) => start > 0)) {
    report.warn([...path, 'servers'], 'no ZooKeeper server runs at the start: brokers wait for one to come up');
  }
}

/** What ZooKeeper's own log says of them, with the arithmetic (QuorumPeerConfig.parseDynamicConfig). */
function checkCount(count: number, path: Path, report: Report): void {
  if (count < 2 || count % 2 === 1) return;
  const [quorum, tolerated] = [Math.floor(count / 2) + 1, Math.floor((count - 1) / 2)];
  const none = count === 2 ? 'none, as little as one alone does: with three it is one' : `${tolerated}`;
  const same = count === 2 ? '' : `, no more than ${count - 1} servers do`;
  report.warn(
    path,
    `${count} ZooKeeper servers have a quorum of ${quorum} and survive the loss of ${none}${same}; take an odd number`,
  );
}

function checkConfig(config: ConfigSection | undefined, path: Path, report: Report): void {
  for (const { name, message, which, severity } of readZooCfg(config).problems) {
    report[severity === 'error' ? 'error' : 'warn']([...path, name], message, which);
  }
}
