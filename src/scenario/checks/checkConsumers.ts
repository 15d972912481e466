/** What a consumer reads, its group, and what its application does. */
import { linearPattern } from '../../base/linearPattern.ts';
import { definitionOf } from '../../kafka/config/config.ts';
import { assignorNamed } from '../../kafka/consumer/settings.ts';
import { DEFAULT_KAFKA_VERSION, KAFKA_VERSIONS, kafkaVersion } from '../../kafka/versions.ts';
import { didYouMean, listed, quoted } from '../problems.ts';
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
  if (given.length === 0) report.error(path, `one of ${listed(SOURCES, 'or')} is missing`);
  else if (given.length > 1) {
    report.error([...path, given[1]!], `a consumer has one of ${listed(SOURCES, 'or')}`, 'key');
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
  if (stop !== undefined && stop > until) report.error([...path, 'stop'], 'this is after the end of the run (until)');
  else if (stop !== undefined && start !== undefined && stop <= start) {
    report.error([...path, 'stop'], 'this is not after start');
  }
}

/** kafka.consumer.ZookeeperConsumerConnector */
function checkConnector(consumer: ConsumerSection, path: Path, { zooKeepers }: Names, report: Report): void {
  const here = [...path, 'connector'];
  const version = kafkaVersion(report.version ?? '') ?? DEFAULT_KAFKA_VERSION;
  if (zooKeepers.length === 0) report.error(here, 'its group is in ZooKeeper, and this cluster has none');
  else if (!version.oldConsumer) {
    const having = KAFKA_VERSIONS.filter(({ oldConsumer }) => oldConsumer).map(({ name }) => name);
    report.error(here, `Kafka ${version.name} has no such consumer; ${listed(having, 'and')} have it`);
  }
  if (consumer.group === undefined && consumer.config?.['group.id'] === undefined) {
    report.error(here, 'it has a group: group is missing', 'key');
  }
  if (consumer.assign !== undefined)
    report.error([...path, 'assign'], 'a connector shares what it reads: subscribe', 'key');
  if (consumer.bootstrap !== undefined)
    report.error([...path, 'bootstrap'], 'it finds the brokers in ZooKeeper', 'key');
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
    if (seen.has(item)) report.error(here, `${item} is there twice`);
    seen.add(item);
  });
}

function checkPattern(pattern: string | undefined, path: Path, report: Report): void {
  if (pattern === undefined) return;
  if (pattern === '') {
    report.error(path, 'Topic pattern to subscribe to cannot be empty');
    return;
  }
  try {
    linearPattern(pattern);
  } catch {
    report.error(path, `${quoted(pattern)} is not a regular expression`);
  }
}

function checkGroup(consumer: ConsumerSection, path: Path, report: Report): void {
  const { group, config = {} } = consumer;
  const written = config['group.id'];
  if (group !== undefined && written !== undefined) {
    report.error([...path, 'config', 'group.id'], 'the group is named above, with group', 'key');
  }
  const all: ConfigSection = group === undefined ? config : { ...config, 'group.id': group };
  checkContradictions('consumer', all, [...path, 'config'], report);
  if (all['group.id'] === '') {
    const at = group === undefined ? [...path, 'config', 'group.id'] : [...path, 'group'];
    report.error(at, 'The configured group.id should not be an empty string or whitespace.');
  }
  const hasGroup = all['group.id'] !== undefined;
  if (hasGroup) return;
  const needs = (['subscribe', 'subscribe-pattern'] as const).find((source) => consumer[source] !== undefined);
  const why = 'you must provide a valid group.id: write group: beside it';
  if (needs !== undefined) report.error([...path, needs], `to use group management, ${why}`, 'key');
  if (consumer.commit !== undefined && consumer.commit !== 'none') {
    report.error([...path, 'commit'], `to commit offsets, ${why}`, 'key');
  }
  if (config['group.instance.id'] !== undefined) {
    report.warn([...path, 'config', 'group.instance.id'], 'it has no effect without a group', 'key');
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
    report.error([...path, name], `there is no assignor ${assignor.trim()}${didYouMean(simple, KNOWN)}`);
  }
}
