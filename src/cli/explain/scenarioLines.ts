/** What a scenario does, in plain words: who is there, what they do, what goes wrong and when, and what must be true. */
import { KAFKA_VERSIONS } from '../../kafka/versions.ts';
import type { DrillCause } from '../../scenario/drill.ts';
import { formatDuration } from '../../scenario/duration.ts';
import { eraOf, erasToTest, zooKeepersOf } from '../../scenario/era.ts';
import { describeExpectation } from '../../scenario/expectations.ts';
import { withOverrides } from '../../scenario/overrides.ts';
import { listed } from '../../scenario/problems.ts';
import { type Scenario, type ServerPlan, serversOf } from '../../scenario/scenario.ts';
import type { Expectation } from '../../scenario/schema.ts';
import { namedVersionOf, protocolOfScenario } from '../../scenario/versionOf.ts';
import { scriptLines } from './scriptLines.ts';

const MICROS_A_SECOND = 1_000_000;

export function scenarioLines(scenario: Scenario): readonly string[] {
  const { title, summary, lesson, drill } = scenario;
  return [
    title.en,
    ...(summary === undefined ? [] : [plain(summary.en)]),
    '',
    ...section('cluster', clusterLines(scenario)),
    ...section('topics', topicLines(scenario)),
    ...section('clients', [...producerLines(scenario), ...consumerLines(scenario)]),
    ...section('script', scriptLines(scenario.timeline ?? [])),
    ...section('expects', (scenario.expect ?? []).map(expectationLine)),
    ...(drill === undefined ? [] : section('drill', drillLines(drill))),
    ...(lesson === undefined ? [] : section('lesson', lessonLines(lesson))),
    ...section('runs', runLines(scenario)),
  ];
}

function section(name: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [`${name.padEnd(9)}none`];
  return lines.map((line, place) => `${(place === 0 ? name : '').padEnd(9)}${line}`);
}

function settings(config: Readonly<Record<string, unknown>> | undefined): string {
  const entries = Object.entries(config ?? {});
  return entries.length === 0 ? '' : `, with ${entries.map(([key, value]) => `${key}=${String(value)}`).join(' ')}`;
}

function clusterLines(scenario: Scenario): readonly string[] {
  const servers = serversOf(scenario);
  const names = (wanted: readonly { readonly name: string }[]) => listed(wanted.map(({ name }) => name));
  const isForBoth = erasToTest(scenario).length > 1 && scenario.era === undefined;
  const zooKeepers = zooKeepersOf(isForBoth ? { ...scenario, era: 'zookeeper' } : scenario);
  const only = (era: string) => (isForBoth ? ` (only with ${era})` : '');
  const controllers = servers.filter(({ roles }) => roles.controller && !roles.broker);
  const brokers = servers.filter(({ roles }) => roles.broker);
  const late = servers.filter(({ start }) => start > 0);
  const { cluster, network } = scenario;
  return [
    ...(zooKeepers.length === 0 ? [] : [`${names(zooKeepers)}: the ensemble of ZooKeeper${only('zookeeper')}`]),
    ...(controllers.length === 0
      ? []
      : [`${names(controllers)}: ${controllers.length === 1 ? 'the controller' : 'controllers'}${only('kraft')}`]),
    `${names(brokers)}: ${roleOf(brokers)}${settings(cluster.config)}`,
    ...ownSettings(servers, cluster.config ?? {}),
    ...late.map(({ name, start }) => `${name} starts at ${formatDuration(start)}`),
    ...(network?.latency === undefined ? [] : [`a message takes ${formatDuration(network.latency)} one way`]),
  ];
}

function roleOf(brokers: readonly ServerPlan[]): string {
  const both = brokers.filter(({ roles }) => roles.controller).length;
  if (brokers.length === 1) return both === 1 ? 'broker and controller in one' : 'the broker';
  return both === 0
    ? 'brokers'
    : `brokers, ${both === brokers.length ? 'each a controller too' : 'some of them controllers too'}`;
}

/** What one server has otherwise than all. */
function ownSettings(servers: readonly ServerPlan[], ofAll: ServerPlan['config']): readonly string[] {
  return servers.flatMap(({ name, config }) => {
    const own = settings(Object.fromEntries(Object.entries(config).filter(([key, value]) => ofAll[key] !== value)));
    return own === '' ? [] : [`${name}${own.replace(/^, with/, ' has')}`];
  });
}

function topicLines({ topics = [] }: Scenario): readonly string[] {
  return topics.map(({ name, partitions, assignment, config, ...rest }) => {
    const count = assignment?.length ?? partitions ?? 1;
    const where =
      assignment === undefined
        ? rest['replication-factor'] === undefined
          ? ''
          : `, ${rest['replication-factor']} ${rest['replication-factor'] === 1 ? 'replica' : 'replicas'}`
        : `, replicas on ${assignment
            .slice(0, 4)
            .map((replicas) => `[${replicas.join(',')}]`)
            .join(' ')}${assignment.length > 4 ? ' …' : ''}`;
    return `${name}: ${count} ${count === 1 ? 'partition' : 'partitions'}${where}${settings(config)}`;
  });
}

function producerLines({ producers = [] }: Scenario): readonly string[] {
  return producers.flatMap(({ name, send = [], config }) => {
    if (send.length === 0) return [`${name} produces when it is told to${settings(config)}`];
    return send.map(({ topic, every, count, mode }) => {
      const rate =
        every <= MICROS_A_SECOND
          ? `${Math.round((MICROS_A_SECOND / every) * 10) / 10} a second`
          : `one every ${formatDuration(every)}`;
      const how = mode === undefined || mode === 'async' ? '' : `, ${mode}`;
      const records = count === undefined ? 'records' : `${count} ${count === 1 ? 'record' : 'records'}`;
      return `${name} writes ${records} to ${topic}, ${rate}${how}${settings(config)}`;
    });
  });
}

function consumerLines({ consumers = [] }: Scenario): readonly string[] {
  return consumers.map((one) => {
    const what = one.subscribe ?? one.assign ?? [`topics like ${one['subscribe-pattern']}`];
    const group = one.group === undefined ? '' : ` in the group ${one.group}`;
    const stop = one.stop === undefined ? '' : `, until ${formatDuration(one.stop)}`;
    return `${one.name} reads ${listed(what)}${group}${stop}${settings(one.config)}`;
  });
}

function expectationLine(expectation: Expectation, place: number): string {
  const { protocol, era } = expectation;
  const only = [protocol, era].flatMap((one) => (one === undefined ? [] : [String(one)]));
  return `${place + 1}. ${describeExpectation(expectation)}${only.length === 0 ? '' : ` (only with ${only.join(', ')})`}`;
}

/** Without the marks of Markdown, on one line. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replace(/[*`]/g, '');
}

function drillLines({ opens, symptom, causes }: NonNullable<Scenario['drill']>): readonly string[] {
  return [
    `${plain(symptom.en)} (from ${formatDuration(opens)})`,
    ...causes.flatMap((cause) => [
      `cause ${cause.name}: ${cause.say.en}`,
      ...[...changedBy(cause), ...scriptLines(cause.timeline ?? [])].map((line) => `  ${line}`),
      ...cause.expect.map((one) => `  expects ${describeExpectation(one)}`),
    ]),
  ];
}

/** Who is otherwise with this cause, or comes in. */
function changedBy({ cluster, topics = [], producers = [], consumers = [] }: DrillCause): readonly string[] {
  const servers = settings(cluster?.config);
  const clients = [...topics, ...producers, ...consumers].map((one) => {
    const keys = Object.keys(one).filter((key) => key !== 'name' && key !== 'config');
    return `${one.name}: ${[...keys, ...Object.entries(one.config ?? {}).map(([key, value]) => `${key}=${String(value)}`)].join(', ')}`;
  });
  return [...(servers === '' ? [] : [`servers${servers}`]), ...clients];
}

function lessonLines({
  misconception,
  minutes,
  beats,
  goals = [],
  review = [],
}: NonNullable<Scenario['lesson']>): readonly string[] {
  const asked = beats.filter(({ predict }) => predict !== undefined);
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  return [
    `against the belief: ${plain(misconception.en)}`,
    `${minutes} min, ${count(beats.length, 'beat')}, ${count(asked.length, 'prediction')}, ${count(goals.length, 'goal')}, ${count(review.length, 'review question')}`,
  ];
}

function runLines(scenario: Scenario): readonly string[] {
  const own = namedVersionOf(scenario).name;
  const can: string[] = [];
  const cannot = new Map<string, string[]>();
  for (const { name } of KAFKA_VERSIONS) {
    if (name === own) continue;
    const changed = withOverrides(scenario, { version: name });
    if (changed.ok) can.push(name);
    else {
      const reason = reasonFor(name, changed.problems[0]!);
      cannot.set(reason, [...(cannot.get(reason) ?? []), name]);
    }
  }
  const eras = erasToTest(scenario);
  return [
    `for ${formatDuration(scenario.until)} of simulated time, seed ${scenario.seed ?? 1}`,
    `on Kafka ${own}, ${protocolOfScenario(scenario)}, era ${eras.length > 1 ? listed(eras) : eraOf(scenario)}`,
    ...(can.length === 0 ? [] : [`also on ${listed(can)}`]),
    ...[...cannot].map(([reason, names]) => `not on ${listed(names)}: ${reason}`),
  ];
}

/** Without the name of the release and what there is instead, so that releases with one reason stand together. */
function reasonFor(version: string, problem: string): string {
  return problem
    .replace(/^(?:with [^:]*: )+/, '')
    .replace(/[:;] (?:the last that|there is|write \w+ in|[\d., and]+ can\b).*$/, '')
    .replace(`Kafka ${version} has no `, 'no ')
    .replace(`Kafka ${version} `, 'it ');
}
