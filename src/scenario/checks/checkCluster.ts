/** Servers and topics: ids, names, placement, settings. */
import { eraOf } from '../era.ts';
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
      if (seen.has(id)) report.error([...path, 'id'], `there are two ${kind} with the id ${id}`);
      seen.add(id);
      if ((start ?? 0) > scenario.until) report.error([...path, 'start'], 'this is after the end of the run (until)');
      checkConfig('server', config, [...path, 'config'], report);
      if (config !== undefined) checkServer(cluster.config, config, [...path, 'config'], report);
    });
  }
  const topicNames = new Set<string>();
  (scenario.topics ?? []).forEach((topic, place) => {
    const path = ['topics', place];
    if (topicNames.has(topic.name)) report.error([...path, 'name'], `there are two topics named ${topic.name}`);
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
    const mixed = 'or list brokers, some with roles: [broker, controller]';
    report.error(['cluster', 'combined'], `combined is every server of the cluster: leave out the others, ${mixed}`);
    return;
  }
  const missing = (key: string, what: string): void => {
    report.error(['cluster'], `the key "${key}" is missing: ${what}`);
  };
  const hasZooKeeper = eraOf(scenario) === 'zookeeper';
  if (
    cluster.brokers === 0 &&
    (hasZooKeeper || servers.length === controllers.length) &&
    cluster.combined === undefined
  ) {
    missing('brokers', 'a number from 1 to 50, or a list');
  }
  if (controllers.length === 0) {
    // Without an era the file says so by what it has; with one, checkEra.ts has said what is missing.
    if (scenario.era === undefined && cluster.zookeeper === undefined) {
      missing('controllers', 'a number from 1 to 9, or a list; or zookeeper, for a cluster of its era');
    }
  } else if (!controllers.some(({ voter }) => voter)) {
    report.error(['cluster'], 'no controller is a voter: nobody could be elected');
  }
  if (Array.isArray(cluster.brokers)) {
    cluster.brokers.forEach(({ roles }, place) => {
      if (roles === undefined || (roles.includes('broker') && new Set(roles).size === roles.length)) return;
      const path = ['cluster', 'brokers', place, 'roles'];
      report.error(path, 'write [broker], or [broker, controller]; what is a controller alone stands in controllers');
    });
  }
  if (hasDynamicVoters(scenario)) return;
  for (const kind of ['controllers', 'brokers'] as const) {
    const listed = cluster[kind];
    if (typeof listed === 'number') continue;
    listed.forEach(({ voter }, place) => {
      if (voter === undefined) return;
      const path = ['cluster', kind, place, 'voter'];
      report.error(
        path,
        'every controller is a voter, unless the voters can be changed: features: { kraft.version: 1 }',
      );
    });
  }
}

export function checkTopic(topic: TopicSection, path: Path, names: Names, report: Report): void {
  if (topic.name.startsWith('__')) {
    report.error([...path, 'name'], `topics whose names begin with __ are Kafka's own`);
  }
  const factor = topic['replication-factor'];
  const brokers = names.brokerIds.size;
  if (factor !== undefined && brokers > 0 && factor > brokers) {
    const have = brokers === 1 ? 'there is 1 broker' : `there are ${brokers} brokers`;
    report.error([...path, 'replication-factor'], `replication-factor ${factor} needs ${factor} brokers; ${have}`);
  }
  checkAssignment(topic, path, names, report);
  checkConfig('topic', topic.config, [...path, 'config'], report);
}

function checkAssignment(topic: TopicSection, path: Path, names: Names, report: Report): void {
  const { assignment, partitions } = topic;
  if (assignment === undefined) return;
  if (partitions !== undefined && partitions !== assignment.length) {
    report.error([...path, 'partitions'], `partitions is ${partitions}, but assignment places ${assignment.length}`);
  }
  const factor = topic['replication-factor'] ?? assignment[0]?.length;
  assignment.forEach((replicas, place) => {
    const here = [...path, 'assignment', place];
    replicas.forEach((id, replica) => {
      if (!names.brokerIds.has(id)) report.error([...here, replica], noSuchBroker(id, names));
    });
    if (new Set(replicas).size !== replicas.length)
      report.error(here, 'a broker can hold one replica of a partition, not two');
    else if (factor !== undefined && replicas.length !== factor) {
      report.error(
        here,
        `${replicas.length} ${replicas.length === 1 ? 'replica' : 'replicas'} here, but the replication factor is ${factor}`,
      );
    }
  });
}

export function noSuchBroker(id: number, { brokers }: Names): string {
  return `there is no broker ${id}; the cluster has ${brokers.length <= 6 ? brokers.join(', ') : `${brokers.length} brokers`}`;
}

function checkClientNames(scenario: Scenario, report: Report): void {
  const clients = (scenario.producers ?? []).length + (scenario.consumers ?? []).length;
  const taken = new Set(nodeNames({ ...scenario, producers: [], consumers: [] }));
  for (const kind of ['producers', 'consumers'] as const) {
    (scenario[kind] ?? []).forEach(({ name }, place) => {
      const path = [kind, place, 'name'];
      if (name === 'others' || name === 'all')
        report.error(path, `${name} means something in the timeline and cannot be a name`);
      else if (taken.has(name)) report.error(path, `another node is named ${name}`);
      taken.add(name);
    });
  }
  if (clients > 200) report.error(['consumers'], `${clients} clients; the limit is 200`);
}
