/** From a scenario to the world its run starts from: nodes with their settings, the network, the script. */
import { type Micros, seconds } from '../base/time.ts';
import { hostAndPort } from '../kafka/client/names.ts';
import { parseConfigValue, resolvedConfig } from '../kafka/config/config.ts';
import type { ConfigScope, ConfigValue } from '../kafka/config/definitions.ts';
import type { Config, ConsumerSetup, ConsumerSubscription, Kafka, ProducerSetup, ServerSetup } from '../kafka/kinds.ts';
import { kafkaProtocol } from '../kafka/protocol.ts';
import type { RecordHeader } from '../kafka/records.ts';
import type { KafkaVersion } from '../kafka/versions.ts';
import type { ZooKeeperSetup } from '../kafka/zookeeper/setup.ts';
import type { ScriptLine } from '../sim/command.ts';
import { DEFAULT_NETWORK } from '../sim/network.ts';
import type { NodeSetup, WorldSetup } from '../sim/world.ts';
import { cueOf, directorOf } from './director.ts';
import { withCause } from './drill.ts';
import { type Era, eraOf, type ServerMode, type ZooKeeperPlan, zooKeepersOf } from './era.ts';
import { type FormattedCluster, formattedCluster } from './formattedCluster.ts';
import { type Addresses, addressesOf } from './names.ts';
import { type VersionOverrides, withOverrides } from './overrides.ts';
import { ADMIN, nodeNames, type Scenario, type ServerPlan, serversOf, topicNames } from './scenario.ts';
import type { ConfigSection } from './schema.ts';
import { consoleCommands } from './spawned.ts';
import { commandsOf, creatableTopic, dependsOnTheRun } from './timeline.ts';
import { versionOf } from './versionOf.ts';
import { readZooCfg } from './zooCfg.ts';

const CLUSTER_ID = 'tidemark';

/** A topic is what its file says: no client that is early may create it with other numbers. See the ledger. */
const NO_AUTO_CREATION = { 'auto.create.topics.enable': false };

/** Clients start when the cluster is up and its topics exist, unless the file says otherwise. */
export const CLIENT_START: Micros = seconds(3);
export const POLL_EVERY: Micros = 100_000;
/** What is sent when a file does not say: the record's number. */
const VALUE = '{n}';

export interface WorldOverrides extends VersionOverrides {
  readonly seed?: number;
}

/** Throws on a protocol or version that does not exist: whoever takes them from outside asks `withOverrides` first. */
export function toWorld(asWritten: Scenario, { seed, ...overrides }: WorldOverrides = {}): WorldSetup<Kafka> {
  const overridden = withOverrides(asWritten, overrides);
  if (!overridden.ok) throw new Error(overridden.problems.join('; '));
  const scenario = withCause(overridden.scenario, seed);
  const version = versionOf(scenario);
  const world = seed ?? scenario.seed ?? 1;
  const formatted = formattedCluster(scenario, CLUSTER_ID, world);
  const topics = new Set(topicNames(scenario));
  const ensemble = zooKeepersOf(scenario);
  const keeping: Keeping = { era: eraOf(scenario), connect: ensemble.map(({ name }) => name) };
  const nodes: NodeSetup<Kafka>[] = [
    ...ensemble.map((plan) => zooKeeper(plan, ensemble)),
    ...serversOf(scenario).map((plan) => server(plan, formatted, keeping, version)),
    ...(scenario.producers ?? []).map((section) => producer(section, addressesOf(scenario, section), version)),
    ...(scenario.consumers ?? []).map((section) =>
      consumer(section, addressesOf(scenario, section), topics, keeping, version),
    ),
    admin(scenario, version),
  ];
  const director = directorOf(scenario);
  return {
    protocol: kafkaProtocol,
    seed: world,
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

function zooKeeper({ name, myid, start, config }: ZooKeeperPlan, ensemble: readonly ZooKeeperPlan[]): NodeSetup<Kafka> {
  const servers = ensemble.map((one) => ({ myid: one.myid, host: one.name }));
  const setup: ZooKeeperSetup = { kind: 'zookeeper', myid, servers, zooCfg: readZooCfg(config).zooCfg };
  return { id: name, setup, startAt: start };
}

/** Who keeps the metadata, and the servers of the ensemble if it does. */
interface Keeping {
  readonly era: Era;
  readonly connect: readonly string[];
}

const ZOOKEEPER_PORT = 2181;

/** As server.properties has it. */
function ofZooKeeper({ connect }: Keeping, mode: ServerMode): Config {
  if (mode === 'kraft') return {};
  const hosts = connect.map((host) => `${host}:${ZOOKEEPER_PORT}`).join(',');
  const migrating: Config = mode === 'migration' ? { 'zookeeper.metadata.migration.enable': true } : {};
  return { 'zookeeper.connect': hosts, ...migrating };
}

/** What it begins with, and what its file can be made to say. Brokers are told of the quorum when their time has come. */
function modesOf({ roles }: ServerPlan, { era }: Keeping): readonly [ServerMode, ...ServerMode[]] {
  if (era !== 'migration') return [era];
  return roles.controller ? ['migration', 'kraft'] : ['zookeeper', 'migration', 'kraft'];
}

function server(
  plan: ServerPlan,
  cluster: FormattedCluster,
  keeping: Keeping,
  version: KafkaVersion,
): NodeSetup<Kafka> {
  const { name, start } = plan;
  const disk = cluster.disks.get(name);
  const modes = modesOf(plan, keeping);
  const setupOf = (mode: ServerMode): ServerSetup => serverSetup(plan, cluster, keeping, mode, version);
  const node = { id: name, setup: setupOf(modes[0]), startAt: start, ...(disk === undefined ? {} : { disk }) };
  if (modes.length === 1) return node;
  return { ...node, setups: Object.fromEntries(modes.map((mode) => [mode, setupOf(mode)])) };
}

function serverSetup(
  { nodeId, rack, advertised, roles, config }: ServerPlan,
  { voters, bootstrapServers }: FormattedCluster,
  keeping: Keeping,
  mode: ServerMode,
  version: KafkaVersion,
): ServerSetup {
  const written = { ...NO_AUTO_CREATION, ...config };
  // KafkaConfig takes broker.id from node.id (AbstractKafkaConfig.populateSynonyms).
  const own = {
    'node.id': nodeId,
    'broker.id': nodeId,
    // A broker with ZooKeeper has none: that is how Kafka tells it from the others.
    ...(roles.controller || mode === 'kraft' ? { 'process.roles': processRoles(roles) } : {}),
    ...ofZooKeeper(keeping, mode),
    ...(rack === null ? {} : { 'broker.rack': rack }),
  };
  const knowsQuorum = mode !== 'zookeeper';
  return {
    kind: 'server',
    nodeId,
    roles,
    rack,
    ...(advertised === undefined ? {} : { advertised: hostAndPort(advertised) }),
    clusterId: CLUSTER_ID,
    voters: knowsQuorum ? voters : [],
    ...(knowsQuorum && bootstrapServers !== undefined ? { bootstrapServers } : {}),
    ...(mode === 'kraft' ? {} : { zookeeper: { connect: keeping.connect } }),
    config: settings('server', written, own, version),
    written: [...Object.keys(written), ...Object.keys(own)].sort(),
    version,
  };
}

function processRoles({ controller, broker }: ServerSetup['roles']): string {
  if (controller && broker) return 'broker,controller';
  return controller ? 'controller' : 'broker';
}

function producer(
  section: NonNullable<Scenario['producers']>[number],
  addresses: Addresses,
  version: KafkaVersion,
): NodeSetup<Kafka> {
  const { name, config } = section;
  const startAt = section.start ?? CLIENT_START;
  const workload = (section.send ?? []).map((send) => ({
    topic: send.topic,
    partition: send.partition ?? null,
    key: send.key ?? null,
    value: send.value === undefined ? VALUE : send.value,
    startAt: send.start ?? startAt,
    every: send.every,
    count: send.count ?? null,
    ...(send.mode === undefined ? {} : { mode: send.mode }),
    ...(send['on-failure'] === undefined ? {} : { onFailure: send['on-failure'] }),
    ...(send.headers === undefined ? {} : { headers: headersOf(send.headers) }),
  }));
  const setup: ProducerSetup = {
    kind: 'producer',
    clientId: name,
    ...addresses,
    config: settings('producer', config, { 'client.id': name }, version),
    version,
    workload,
  };
  return { id: name, setup, startAt: Math.min(startAt, ...workload.map((work) => work.startAt)) };
}

function headersOf(headers: Readonly<Record<string, string>>): readonly RecordHeader[] {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

function consumer(
  section: ConsumerSection,
  addresses: Addresses,
  topics: ReadonlySet<string>,
  { connect }: Keeping,
  version: KafkaVersion,
): NodeSetup<Kafka> {
  const { name, config, group, process, commit, workers, connector } = section;
  const startAt = section.start ?? CLIENT_START;
  // No group was an empty one before 2.2 (KIP-289).
  const none: Config = config?.['group.id'] === undefined ? { 'group.id': null } : {};
  const groupId: Config = group === undefined ? none : { 'group.id': group };
  const scope = connector === 'zookeeper' ? 'zookeeper-consumer' : 'consumer';
  const inForce = settings(scope, config, { 'client.id': name, ...groupId }, version);
  const setup: ConsumerSetup = {
    kind: 'consumer',
    clientId: name,
    ...addresses,
    ...(connector === 'zookeeper' ? { zookeeper: { connect } } : {}),
    config: inForce,
    version,
    subscription: subscriptionOf(section, inForce, topics),
    application: {
      // Whoever reads a stream takes the next record at once.
      pollEvery: section['poll-every'] ?? (connector === 'zookeeper' && process !== undefined ? 0 : POLL_EVERY),
      processEach: process ?? 0,
      commit: commit ?? 'none',
      workers: workers ?? 0,
    },
    startAt,
    stopAt: section.stop ?? null,
  };
  return { id: name, setup, startAt };
}

type ConsumerSection = NonNullable<Scenario['consumers']>[number];

function subscriptionOf(
  { assign, subscribe, 'subscribe-pattern': pattern }: ConsumerSection,
  config: Config,
  topics: ReadonlySet<string>,
): ConsumerSubscription {
  if (subscribe !== undefined) return { type: 'topics', topics: subscribe };
  if (pattern !== undefined) {
    const isNew = String(config['group.protocol']).toLowerCase() === 'consumer';
    return { type: isNew ? 're2j-pattern' : 'pattern', pattern };
  }
  const partitions = (assign ?? []).map((assigned) => (topics.has(assigned) ? { topic: assigned } : assigned));
  return { type: 'assign', partitions };
}

function admin(scenario: Scenario, version: KafkaVersion): NodeSetup<Kafka> {
  return {
    id: ADMIN,
    setup: {
      kind: 'admin',
      clientId: ADMIN,
      ...addressesOf(scenario, ADMIN),
      config: settings('admin', {}, { 'client.id': ADMIN }, version),
      version,
      topics: (scenario.topics ?? []).map(creatableTopic),
      startAt: 0,
    },
    startAt: 0,
  };
}

/** Every setting with its value in force. The checks have seen that what is written can be read. */
function settings(
  scope: ConfigScope,
  section: ConfigSection | undefined,
  own: Config,
  { name: release }: KafkaVersion,
): Config {
  const overrides: Record<string, ConfigValue> = { ...own };
  for (const name of Object.keys(section ?? {})) {
    const parsed = parseConfigValue(scope, name, section![name]!, release);
    if (parsed.ok) overrides[name] = parsed.value;
  }
  return resolvedConfig(scope, overrides, release);
}

/** Lines that are a time and a name are commands from the start; others are cues. */
function scriptOf(scenario: Scenario): ScriptLine<Kafka>[] {
  const nodes = nodeNames(scenario);
  const script: ScriptLine<Kafka>[] = [];
  (scenario.timeline ?? []).forEach((line, number) => {
    if (line.at === undefined) return;
    const { at, 'after-events': afterEvents } = line;
    // Whatever follows by itself, as the end of `for`, has a time of its own.
    const behind = (delay: number) => (afterEvents === undefined || delay > 0 ? {} : { afterEvents });
    if (dependsOnTheRun(line)) {
      script.push({ at, ...behind(0), command: cueOf(line, number) });
      return;
    }
    const commands =
      line.console === undefined
        ? commandsOf(line, (selector) => [selector.type === 'node' ? selector.name : 'others'], nodes)
        : consoleCommands(scenario, line);
    if (typeof commands === 'string') return;
    for (const { delay, command } of commands) script.push({ at: at + delay, ...behind(delay), command });
  });
  return script;
}
