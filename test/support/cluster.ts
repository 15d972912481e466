/**
 * A cluster for tests, straight from the kinds: controllers c1.. or an ensemble z1.., brokers b1.., one producer p1 and one
 * consumer k1.
 */
import { type Micros, millis, seconds } from '../../src/base/time.ts';
import { hostAndPort, type Names } from '../../src/kafka/client/names.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import type { Kafka, ProducerWorkload, ServerSetup } from '../../src/kafka/kinds.ts';
import type { CreatableTopic } from '../../src/kafka/messages.ts';
import { kafkaProtocol } from '../../src/kafka/protocol.ts';
import { formattedDisk } from '../../src/kafka/raft/metaProperties.ts';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion, kafkaVersion } from '../../src/kafka/versions.ts';
import { ZOOKEEPER_DEFAULTS } from '../../src/kafka/zookeeper/setup.ts';
import { DEFAULT_NETWORK, type NetworkSetup } from '../../src/sim/network.ts';
import type { NodeSetup, WorldSetup } from '../../src/sim/world.ts';

type Mode = 'zookeeper' | 'migration' | 'kraft';

type Overrides = Readonly<Record<string, string | number | boolean>>;

export interface ClusterOptions {
  readonly seed?: number;
  readonly controllers?: number;
  /** Servers of an ensemble z1.., in place of the controllers; then the version is 3.9.1 if none is given. */
  readonly zookeeper?: number;
  /** Brokers with ZooKeeper that can be moved to the controllers: `reconfigure` to migration and kraft. */
  readonly migration?: boolean;
  readonly brokers?: number;
  readonly topics?: readonly CreatableTopic[];
  readonly server?: Overrides;
  readonly producer?: Overrides;
  readonly producers?: number;
  readonly consumer?: Overrides | null;
  readonly workload?: readonly ProducerWorkload[];
  readonly network?: NetworkSetup;
  readonly version?: KafkaVersion;
  /** Of b1, b2 …; none: no racks. */
  readonly racks?: readonly string[];
  /** The brokers are the controllers, too. */
  readonly combined?: boolean;
  /** kraft.version 1: the voters stand in the log, and so many controllers more may be added to them. */
  readonly spares?: number;
  /** Servers that start later than the others, by name. */
  readonly late?: Readonly<Record<string, Micros>>;
  /** advertised.listeners of all brokers; the admin client goes by their own names. */
  readonly advertised?: string;
  /** Where names lead the producers; without it every name is a node's own. */
  readonly names?: Names;
  /** bootstrap.servers of the producers. */
  readonly bootstrap?: readonly string[];
  /** More consumers than k1. */
  readonly consumers?: readonly ((bootstrap: readonly string[], version: KafkaVersion) => NodeSetup<Kafka>)[];
}

export function topic(
  name: string,
  partitions: number,
  replicationFactor: number,
  configs: Record<string, string> = {},
): CreatableTopic {
  return { name, numPartitions: partitions, replicationFactor, assignments: [], configs };
}

export function cluster(options: ClusterOptions = {}): WorldSetup<Kafka> {
  const ensemble = count(options.zookeeper ?? 0).map((myid) => ({ myid, host: `z${myid}` }));
  const withZooKeeper = ensemble.length > 0;
  const version = options.version ?? (withZooKeeper ? kafkaVersion('3.9.1')! : DEFAULT_KAFKA_VERSION);
  const migrates = options.migration === true;
  const controllers = withZooKeeper && !migrates ? 0 : (options.controllers ?? 3);
  const brokers = options.brokers ?? 3;
  const topics = options.topics ?? [topic('orders', 1, Math.min(3, brokers))];
  const bootstrap = count(brokers).map((n) => `b${n}`);
  const ownNames = Object.fromEntries(bootstrap.map((host) => [host, [host]]));
  const combined = options.combined === true;
  const voters = combined
    ? bootstrap.map((host, i) => ({ id: i + 1, host }))
    : count(controllers + (options.spares ?? 0)).map((n) => ({ id: 3000 + n, host: `c${n}` }));
  const { spares } = options;
  const withDirectory = voters.map((voter) => ({ ...voter, directoryId: `directory-of-${voter.host}` }));
  const initial = withDirectory.slice(0, combined ? brokers : controllers);
  const connect = ensemble.map(({ host }) => host);
  // Settings of the newest release elsewhere, whatever the version.
  const release = withZooKeeper ? version.name : undefined;
  const config = resolvedConfig(
    'server',
    {
      'auto.create.topics.enable': false,
      ...(withZooKeeper ? { 'zookeeper.connect': connect.map((host) => `${host}:2181`).join(',') } : {}),
      ...options.server,
    },
    release,
  );
  const diskOf = (id: string): Pick<NodeSetup<Kafka>, 'disk'> => {
    const voter = withDirectory.find(({ host }) => host === id);
    if (spares === undefined || voter === undefined) return {};
    return { disk: formattedDisk('tidemark', voter, initial.includes(voter) ? initial : undefined) };
  };
  const serverSetup = (nodeId: number, controller: boolean, mode: Mode): ServerSetup => ({
    kind: 'server',
    nodeId,
    roles: { controller, broker: combined || !controller },
    rack: controller && !combined ? null : (options.racks?.[nodeId - 1] ?? null),
    clusterId: 'tidemark',
    ...(spares === undefined
      ? { voters: mode === 'zookeeper' ? [] : voters }
      : { voters: [], bootstrapServers: initial.map(({ host }) => host) }),
    ...(options.advertised === undefined || controller ? {} : { advertised: hostAndPort(options.advertised) }),
    ...(mode === 'kraft' ? {} : { zookeeper: { connect } }),
    config: mode === 'migration' ? { ...config, 'zookeeper.metadata.migration.enable': true } : config,
    version,
  });
  const server = (id: string, nodeId: number, controller: boolean): NodeSetup<Kafka> => {
    const begins: Mode = !withZooKeeper ? 'kraft' : controller ? 'migration' : 'zookeeper';
    const modes: readonly Mode[] = controller ? ['migration', 'kraft'] : ['zookeeper', 'migration', 'kraft'];
    const setupOf = (mode: Mode): ServerSetup => serverSetup(nodeId, controller, mode);
    return {
      id,
      ...diskOf(id),
      startAt: options.late?.[id] ?? 0,
      setup: setupOf(begins),
      ...(migrates ? { setups: Object.fromEntries(modes.map((mode) => [mode, setupOf(mode)])) } : {}),
    };
  };
  const nodes: NodeSetup<Kafka>[] = [
    ...ensemble.map(
      ({ myid, host }): NodeSetup<Kafka> => ({
        id: host,
        startAt: 0,
        setup: { kind: 'zookeeper', myid, servers: ensemble, zooCfg: ZOOKEEPER_DEFAULTS },
      }),
    ),
    ...voters.map(({ id, host }) => server(host, id, true)),
    ...(combined ? [] : bootstrap.map((host, i) => server(host, i + 1, false))),
    {
      id: 'admin',
      startAt: 0,
      setup: {
        kind: 'admin',
        clientId: 'admin',
        bootstrap,
        ...(options.advertised === undefined ? {} : { names: { [options.advertised]: bootstrap, ...ownNames } }),
        config: resolvedConfig('admin', {}, release),
        version,
        topics,
        startAt: seconds(1),
      },
    },
    ...count(options.producers ?? 1).map(
      (n): NodeSetup<Kafka> => ({
        id: `p${n}`,
        startAt: 0,
        setup: {
          kind: 'producer',
          clientId: `p${n}`,
          bootstrap: options.bootstrap ?? bootstrap,
          ...(options.names === undefined ? {} : { names: { ...ownNames, ...options.names } }),
          config: resolvedConfig('producer', options.producer ?? {}, release),
          version,
          workload: options.workload ?? [],
        },
      }),
    ),
  ];
  if (options.consumer !== null) {
    nodes.push({
      id: 'k1',
      startAt: 0,
      setup: {
        kind: 'consumer',
        clientId: 'k1',
        bootstrap,
        config: resolvedConfig('consumer', { 'auto.offset.reset': 'earliest', ...options.consumer }, release),
        version,
        subscription: { type: 'assign', partitions: topics.map(({ name }) => ({ topic: name })) },
        application: { pollEvery: millis(100), processEach: 0, commit: 'none', workers: 0 },
        startAt: seconds(2),
        stopAt: null,
      },
    });
  }
  for (const consumer of options.consumers ?? []) nodes.push(consumer(bootstrap, version));
  return {
    protocol: kafkaProtocol,
    seed: options.seed ?? 1,
    nodes,
    network: options.network ?? DEFAULT_NETWORK,
    script: [],
  };
}

function count(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}
