/** What a consumer reads, its group, and what its application does. */
import { linearPattern } from '../../base/linearPattern.ts';
import { verbatim } from '../../base/says.ts';
import { definitionOf } from '../../kafka/config/config.ts';
import { assignorNamed } from '../../kafka/consumer/settings.ts';
import { DEFAULT_KAFKA_VERSION, KAFKA_VERSIONS, kafkaVersion } from '../../kafka/versions.ts';
import { CLIENTS_SAY } from '../says/clients.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { Scenario } from '../scenario.ts';
import type { ConfigSection } from '../schema.ts';
import type { Path } from '../shape.ts';
import { checkPartition, checkTopicName } from './checkClients.ts';
import { checkContradictions } from './checkConfig.ts';
import type { Names, Report } from './report.ts';

type ConsumerSection = NonNullable<Scenario['consumers']>[number];

const SOURCES = ['assign', 'subscribe', 'subscribe-pattern'] as const;

export function checkConsumer(
  consumer: ConsumerSection,
  path: Path,
  { until }: Scenario,
  names: Names,
  report: Report,
): void {
  const given = SOURCES.filter((source) => consumer[source] !== undefined);
  if (given.length === 0) report.error(path, NAMES_SAY.oneOfMissing(SOURCES));
  else if (given.length > 1) {
    report.error([...path, given[1]!], CLIENTS_SAY.oneSource(SOURCES), 'key');
  }
  checkAll(consumer.assign, [...path, 'assign'], report, (assigned, here) => {
    if (!names.topics.has(assigned)) checkPartition(assigned, here, names, report);
  });
  checkAll(consumer.subscribe, [...path, 'subscribe'], report, (topic, here) => {
    checkTopicName(topic, here, names, report);
  });
  checkPattern(consumer['subscribe-pattern'], [...path, 'subscribe-pattern'], report);
  if (consumer.connector === 'zookeeper') checkConnector(consumer, path, names, report);
  else {
    checkGroup(consumer, path, report);
    checkAssignors(consumer.config, [...path, 'config'], report);
  }
  const { start, stop } = consumer;
  if (stop !== undefined && stop > until) report.error([...path, 'stop'], NAMES_SAY.afterTheEnd());
  else if (stop !== undefined && start !== undefined && stop <= start)
    report.error([...path, 'stop'], NAMES_SAY.notAfterStart());
}

/** kafka.consumer.ZookeeperConsumerConnector */
function checkConnector(consumer: ConsumerSection, path: Path, { zooKeepers }: Names, report: Report): void {
  const here = [...path, 'connector'];
  const version = kafkaVersion(report.version ?? '') ?? DEFAULT_KAFKA_VERSION;
  if (zooKeepers.length === 0) report.error(here, CLIENTS_SAY.groupOfNobody());
  else if (!version.oldConsumer) {
    const having = KAFKA_VERSIONS.filter(({ oldConsumer }) => oldConsumer).map(({ name }) => name);
    report.error(here, CLIENTS_SAY.noOldConsumer(version.name, having));
  }
  if (consumer.group === undefined && consumer.config?.['group.id'] === undefined) {
    report.error(here, CLIENTS_SAY.connectorNeedsGroup(), 'key');
  }
  if (consumer.assign !== undefined) report.error([...path, 'assign'], CLIENTS_SAY.connectorSubscribes(), 'key');
  if (consumer.bootstrap !== undefined) report.error([...path, 'bootstrap'], CLIENTS_SAY.connectorBootstrap(), 'key');
}

function checkAll(
  items: readonly string[] | undefined,
  path: Path,
  report: Report,
  check: (item: string, here: Path) => void,
): void {
  const seen = new Set<string>();
  items?.forEach((item, place) => {
    const here = [...path, place];
    check(item, here);
    if (seen.has(item)) report.error(here, NAMES_SAY.thereTwice(item));
    seen.add(item);
  });
}

function checkPattern(pattern: string | undefined, path: Path, report: Report): void {
  if (pattern === undefined) return;
  if (pattern === '') {
    report.error(path, verbatim('Topic pattern to subscribe to cannot be empty'));
    return;
  }
  try {
    linearPattern(pattern);
  } catch {
    report.error(path, CLIENTS_SAY.notPattern(pattern));
  }
}

function checkGroup(consumer: ConsumerSection, path: Path, report: Report): void {
  const { group, config = {} } = consumer;
  const written = config['group.id'];
  if (group !== undefined && written !== undefined) {
    report.error([...path, 'config', 'group.id'], CLIENTS_SAY.groupNamedAbove(), 'key');
  }
  const all: ConfigSection = group === undefined ? config : { ...config, 'group.id': group };
  checkContradictions('consumer', all, [...path, 'config'], report);
  if (all['group.id'] === '') {
    const at = group === undefined ? [...path, 'config', 'group.id'] : [...path, 'group'];
    report.error(at, verbatim('The configured group.id should not be an empty string or whitespace.'));
  }
  const hasGroup = all['group.id'] !== undefined;
  if (hasGroup) return;
  const needs = (['subscribe', 'subscribe-pattern'] as const).find((source) => consumer[source] !== undefined);
  if (needs !== undefined) report.error([...path, needs], CLIENTS_SAY.needsGroupId('to use group management'), 'key');
  if (consumer.commit !== undefined && consumer.commit !== 'none') {
    report.error([...path, 'commit'], CLIENTS_SAY.needsGroupId('to commit offsets'), 'key');
  }
  if (config['group.instance.id'] !== undefined) {
    report.warn([...path, 'config', 'group.instance.id'], CLIENTS_SAY.noEffectWithoutGroup(), 'key');
  }
}

const KNOWN = ['RangeAssignor', 'RoundRobinAssignor', 'StickyAssignor', 'CooperativeStickyAssignor'];

function checkAssignors(config: ConfigSection | undefined, path: Path, report: Report): void {
  const name = 'partition.assignment.strategy';
  const written = config?.[name];
  if (written === undefined || definitionOf('consumer', name, report.version) === undefined) return;
  for (const assignor of String(written).split(',')) {
    if (assignorNamed(assignor) !== undefined) continue;
    const simple = assignor.trim().split('.').pop() ?? '';
    report.error([...path, name], CLIENTS_SAY.noAssignor(assignor.trim(), simple, KNOWN));
  }
}
