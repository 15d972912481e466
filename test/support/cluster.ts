/** A cluster for tests, straight from the kinds: controllers c1.., brokers b1.., one producer p1 and one consumer k1. */
import { type Micros, millis, seconds } from '../../src/base/time.ts';
import { hostAndPort, type Names } from '../../src/kafka/client/names.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import type { Kafka, ProducerWorkload } from '../../src/kafka/kinds.ts';
import type { CreatableTopic } from '../../src/kafka/messages.ts';
import { kafkaProtocol } from '../../src/kafka/protocol.ts';
import { formattedDisk } from '../../src/kafka/raft/metaProperties.ts';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion } from '../../src/kafka/versions.ts';
import { DEFAULT_NETWORK, type NetworkSetup } from '../../src/sim/network.ts';
import type { NodeSetup, WorldSetup } from '../../src/sim/world.ts';

type Overrides = Readonly<Record<string, string | number | boolean>>;

export interface ClusterOptions {
  readonly seed?: number;
  readonly controllers?: number;
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
  const version = options.version ?? DEFAULT_KAFKA_VERSION;
  const controllers = options.controllers ?? 3;
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
  const config = resolvedConfig('server', { 'auto.create.topics.enable': false, ...options.server });
  const diskOf = (id: string): Pick<NodeSetup<Kafka>, 'disk'> => {
    const voter = withDirectory.find(({ host }) => host === id);
    if (spares === undefined || voter === undefined) return {};
    return { disk: formattedDisk('tidemark', voter, initial.includes(voter) ? initial : undefined) };
  };
  const server = (id: string, nodeId: number, controller: boolean): NodeSetup<Kafka> => ({
    id,
    ...diskOf(id),
    startAt: options.late?.[id] ?? 0,
    setup: {
      kind: 'server',
      nodeId,
      roles: { controller, broker: combined || !controller },
      rack: controller && !combined ? null : (options.racks?.[nodeId - 1] ?? null),
      clusterId: 'tidemark',
      ...(spares === undefined ? { voters } : { voters: [], bootstrapServers: initial.map(({ host }) => host) }),
      ...(options.advertised === undefined || controller ? {} : { advertised: hostAndPort(options.advertised) }),
      config,
      version,
    },
  });
  const nodes: NodeSetup<Kafka>[] = [
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
        config: resolvedConfig('admin', {}),
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
          config: resolvedConfig('producer', options.producer ?? {}),
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
        config: resolvedConfig('consumer', { 'auto.offset.reset': 'earliest', ...options.consumer }),
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
