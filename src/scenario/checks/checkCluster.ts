/** Servers and topics: ids, names, placement, settings. */
import { eraOf } from '../era.ts';
import { CLUSTER_SAYS } from '../says/cluster.ts';
import { NAMES_SAY } from '../says/names.ts';
import { controllersOf, hasDynamicVoters, nodeNames, type Scenario, serversOf } from '../scenario.ts';
import type { TopicSection } from '../schema.ts';
import type { Path } from '../shape.ts';
import { checkConfig, checkServer } from './checkConfig.ts';
import type { Names, Report } from './report.ts';

export function checkCluster(scenario: Scenario, names: Names, report: Report): void {
  const { cluster } = scenario;
  checkConfig('server', cluster.config, ['cluster', 'config'], report);
  checkServer(cluster.config, cluster.config, ['cluster', 'config'], report);
  checkRoles(scenario, report);
  for (const kind of ['controllers', 'brokers'] as const) {
    const listed = cluster[kind];
    if (typeof listed === 'number') continue;
    const seen = new Set<number>();
    listed.forEach(({ id, start, config }, place) => {
      const path = ['cluster', kind, place];
      if (seen.has(id)) report.error([...path, 'id'], NAMES_SAY.sharedId(kind, id));
      seen.add(id);
      if ((start ?? 0) > scenario.until) report.error([...path, 'start'], NAMES_SAY.afterTheEnd());
      checkConfig('server', config, [...path, 'config'], report);
      if (config !== undefined) checkServer(cluster.config, config, [...path, 'config'], report);
    });
  }
  const topicNames = new Set<string>();
  (scenario.topics ?? []).forEach((topic, place) => {
    const path = ['topics', place];
    if (topicNames.has(topic.name)) report.error([...path, 'name'], CLUSTER_SAYS.topicTwice(topic.name));
    topicNames.add(topic.name);
    checkTopic(topic, path, names, report);
  });
  checkClientNames(scenario, report);
}

/** Every cluster has a controller and a broker, be they one server; and its voters are where kraft.version says. */
function checkRoles(scenario: Scenario, report: Report): void {
  const { cluster } = scenario;
  const [servers, controllers] = [serversOf(scenario), controllersOf(scenario)];
  if (cluster.combined !== undefined && (cluster.controllers !== 0 || cluster.brokers !== 0)) {
    report.error(['cluster', 'combined'], CLUSTER_SAYS.combinedIsAll());
    return;
  }
  const hasZooKeeper = eraOf(scenario) === 'zookeeper';
  if (
    cluster.brokers === 0 &&
    (hasZooKeeper || servers.length === controllers.length) &&
    cluster.combined === undefined
  ) {
    report.error(['cluster'], CLUSTER_SAYS.brokersMissing());
  }
  if (controllers.length === 0) {
    // Without an era the file says so by what it has; with one, checkEra.ts has said what is missing.
    if (scenario.era === undefined && cluster.zookeeper === undefined) {
      report.error(['cluster'], CLUSTER_SAYS.controllersMissing());
    }
  } else if (!controllers.some(({ voter }) => voter)) {
    report.error(['cluster'], CLUSTER_SAYS.noVoter());
  }
  if (Array.isArray(cluster.brokers)) {
    cluster.brokers.forEach(({ roles }, place) => {
      if (roles === undefined || (roles.includes('broker') && new Set(roles).size === roles.length)) return;
      const path = ['cluster', 'brokers', place, 'roles'];
      report.error(path, CLUSTER_SAYS.roles());
    });
  }
  if (hasDynamicVoters(scenario)) return;
  for (const kind of ['controllers', 'brokers'] as const) {
    const listed = cluster[kind];
    if (typeof listed === 'number') continue;
    listed.forEach(({ voter }, place) => {
      if (voter === undefined) return;
      report.error(['cluster', kind, place, 'voter'], CLUSTER_SAYS.voterFixed());
    });
  }
}

export function checkTopic(topic: TopicSection, path: Path, names: Names, report: Report): void {
  if (topic.name.startsWith('__')) {
    report.error([...path, 'name'], CLUSTER_SAYS.kafkasOwnTopic());
  }
  const factor = topic['replication-factor'];
  const brokers = names.brokerIds.size;
  if (factor !== undefined && brokers > 0 && factor > brokers) {
    report.error([...path, 'replication-factor'], CLUSTER_SAYS.factorTooLarge(factor, brokers));
  }
  checkAssignment(topic, path, names, report);
  checkConfig('topic', topic.config, [...path, 'config'], report);
}

function checkAssignment(topic: TopicSection, path: Path, names: Names, report: Report): void {
  const { assignment, partitions } = topic;
  if (assignment === undefined) return;
  if (partitions !== undefined && partitions !== assignment.length) {
    report.error([...path, 'partitions'], CLUSTER_SAYS.partitionsDiffer(partitions, assignment.length));
  }
  const factor = topic['replication-factor'] ?? assignment[0]?.length;
  assignment.forEach((replicas, place) => {
    const here = [...path, 'assignment', place];
    replicas.forEach((id, replica) => {
      if (!names.brokerIds.has(id)) report.error([...here, replica], NAMES_SAY.noBroker(id, names.brokers));
    });
    if (new Set(replicas).size !== replicas.length) report.error(here, CLUSTER_SAYS.replicaTwice());
    else if (factor !== undefined && replicas.length !== factor)
      report.error(here, CLUSTER_SAYS.replicasDiffer(replicas.length, factor));
  });
}

function checkClientNames(scenario: Scenario, report: Report): void {
  const clients = (scenario.producers ?? []).length + (scenario.consumers ?? []).length;
  const taken = new Set(nodeNames({ ...scenario, producers: [], consumers: [] }));
  for (const kind of ['producers', 'consumers'] as const) {
    (scenario[kind] ?? []).forEach(({ name }, place) => {
      const path = [kind, place, 'name'];
      if (name === 'others' || name === 'all') report.error(path, CLUSTER_SAYS.nameHasMeaning(name));
      else if (taken.has(name)) report.error(path, CLUSTER_SAYS.nameTaken(name));
      taken.add(name);
    });
  }
  if (clients > 200) report.error(['consumers'], CLUSTER_SAYS.tooManyClients(clients));
}
