/** From a scenario to the world its run starts from: nodes with their settings, the network, the script. */
import { type Micros, seconds } from '../base/time.ts';
import { parseConfigValue, resolvedConfig } from '../kafka/config/config.ts';
import type { ConfigScope, ConfigValue } from '../kafka/config/definitions.ts';
import type { Config, ConsumerSetup, Kafka, ProducerSetup, ServerSetup, Voter } from '../kafka/kinds.ts';
import { kafkaProtocol } from '../kafka/protocol.ts';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion, kafkaVersion } from '../kafka/versions.ts';
import type { ScriptLine } from '../sim/command.ts';
import { DEFAULT_NETWORK } from '../sim/network.ts';
import type { NodeSetup, WorldSetup } from '../sim/world.ts';
import { cueOf, directorOf } from './director.ts';
import { ADMIN, brokersOf, controllersOf, nodeNames, type Scenario, type ServerPlan, topicNames } from './scenario.ts';
import type { ConfigSection } from './schema.ts';
import { commandsOf, creatableTopic, dependsOnTheRun } from './timeline.ts';

const CLUSTER_ID = 'tidemark';

/** A topic is what its file says: no client that is early may create it with other numbers. See the ledger. */
const NO_AUTO_CREATION = { 'auto.create.topics.enable': false };

/** Clients start when the cluster is up and its topics exist, unless the file says otherwise. */
export const CLIENT_START: Micros = seconds(3);
export const POLL_EVERY: Micros = 100_000;
/** What is sent when a file does not say: the record's number. */
const VALUE = '{n}';

export function toWorld(scenario: Scenario, seed: number = scenario.seed ?? 1): WorldSetup<Kafka> {
  const version = kafkaVersion(scenario.version ?? '') ?? DEFAULT_KAFKA_VERSION;
  const controllers = controllersOf(scenario);
  const brokers = brokersOf(scenario);
  const voters = controllers.map(({ nodeId, name }) => ({ id: nodeId, host: name }));
  const bootstrap = brokers.map(({ name }) => name);
  const topics = new Set(topicNames(scenario));
  const nodes: NodeSetup<Kafka>[] = [
    ...controllers.map((plan) => server(plan, { controller: true, broker: false }, voters, version)),
    ...brokers.map((plan) => server(plan, { controller: false, broker: true }, voters, version)),
    ...(scenario.producers ?? []).map((section) => producer(section, bootstrap, version)),
    ...(scenario.consumers ?? []).map((section) => consumer(section, bootstrap, topics, version)),
    admin(scenario, bootstrap, version),
  ];
  const director = directorOf(scenario);
  return {
    protocol: kafkaProtocol,
    seed,
    nodes,
    network: {
      ...DEFAULT_NETWORK,
      latency: scenario.network?.latency ?? DEFAULT_NETWORK.latency,
      jitter: scenario.network?.jitter ?? DEFAULT_NETWORK.jitter,
    },
    script: scriptOf(scenario),
    ...(director === undefined ? {} : { director }),
  };
}

function server(
  { name, nodeId, start, rack, config }: ServerPlan,
  roles: ServerSetup['roles'],
  voters: readonly Voter[],
  version: KafkaVersion,
): NodeSetup<Kafka> {
  const setup: ServerSetup = {
    kind: 'server',
    nodeId,
    roles,
    rack,
    clusterId: CLUSTER_ID,
    voters,
    config: settings(
      'server',
      { ...NO_AUTO_CREATION, ...config },
      {
        'node.id': nodeId,
        'process.roles': roles.controller ? 'controller' : 'broker',
        ...(rack === null ? {} : { 'broker.rack': rack }),
      },
    ),
    version,
  };
  return { id: name, setup, startAt: start };
}

function producer(
  section: NonNullable<Scenario['producers']>[number],
  bootstrap: readonly string[],
  version: KafkaVersion,
): NodeSetup<Kafka> {
  const { name, config } = section;
  const startAt = section.start ?? CLIENT_START;
  const workload = (section.send ?? []).map((send) => ({
    topic: send.topic,
    partition: send.partition ?? null,
    key: send.key ?? null,
    value: send.value ?? VALUE,
    startAt: send.start ?? startAt,
    every: send.every,
    count: send.count ?? null,
  }));
  const setup: ProducerSetup = {
    kind: 'producer',
    clientId: name,
    bootstrap,
    config: settings('producer', config, { 'client.id': name }),
    version,
    workload,
  };
  return { id: name, setup, startAt: Math.min(startAt, ...workload.map((work) => work.startAt)) };
}

function consumer(
  section: NonNullable<Scenario['consumers']>[number],
  bootstrap: readonly string[],
  topics: ReadonlySet<string>,
  version: KafkaVersion,
): NodeSetup<Kafka> {
  const { name, config, assign } = section;
  const startAt = section.start ?? CLIENT_START;
  const setup: ConsumerSetup = {
    kind: 'consumer',
    clientId: name,
    bootstrap,
    config: settings('consumer', config, { 'client.id': name }),
    version,
    rack: String(config?.['client.rack'] ?? ''),
    assign: assign.map((assigned) => (topics.has(assigned) ? { topic: assigned } : assigned)),
    pollEvery: section['poll-every'] ?? POLL_EVERY,
    startAt,
  };
  return { id: name, setup, startAt };
}

function admin(scenario: Scenario, bootstrap: readonly string[], version: KafkaVersion): NodeSetup<Kafka> {
  return {
    id: ADMIN,
    setup: {
      kind: 'admin',
      clientId: ADMIN,
      bootstrap,
      config: settings('admin', {}, { 'client.id': ADMIN }),
      version,
      topics: (scenario.topics ?? []).map(creatableTopic),
      startAt: 0,
    },
    startAt: 0,
  };
}

/** Every setting with its value in force. The checks have seen that what is written can be read. */
function settings(scope: ConfigScope, section: ConfigSection | undefined, own: Config): Config {
  const overrides: Record<string, ConfigValue> = { ...own };
  for (const name of Object.keys(section ?? {})) {
    const parsed = parseConfigValue(scope, name, section![name]!);
    if (parsed.ok) overrides[name] = parsed.value;
  }
  return resolvedConfig(scope, overrides);
}

/** Lines that are a time and a name are commands from the start; others are cues. */
function scriptOf(scenario: Scenario): ScriptLine<Kafka>[] {
  const nodes = nodeNames(scenario);
  const script: ScriptLine<Kafka>[] = [];
  (scenario.timeline ?? []).forEach((line, number) => {
    if (line.at === undefined) return;
    const at = line.at;
    if (dependsOnTheRun(line)) {
      script.push({ at, command: cueOf(line, number) });
      return;
    }
    const commands = commandsOf(line, (selector) => [selector.type === 'node' ? selector.name : 'others'], nodes);
    if (typeof commands === 'string') return;
    for (const { delay, command } of commands) script.push({ at: at + delay, command });
  });
  return script;
}
