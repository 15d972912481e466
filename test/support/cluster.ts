/** A cluster for tests, straight from the kinds: controllers c1.., brokers b1.., one producer p1 and one consumer k1. */
import { millis, seconds } from '../../src/base/time.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import type { Kafka, ProducerWorkload } from '../../src/kafka/kinds.ts';
import type { CreatableTopic } from '../../src/kafka/messages.ts';
import { kafkaProtocol } from '../../src/kafka/protocol.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
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
  const version = DEFAULT_KAFKA_VERSION;
  const controllers = options.controllers ?? 3;
  const brokers = options.brokers ?? 3;
  const topics = options.topics ?? [topic('orders', 1, Math.min(3, brokers))];
  const voters = count(controllers).map((n) => ({ id: 3000 + n, host: `c${n}` }));
  const bootstrap = count(brokers).map((n) => `b${n}`);
  const config = resolvedConfig('server', { 'auto.create.topics.enable': false, ...options.server });
  const server = (id: string, nodeId: number, controller: boolean): NodeSetup<Kafka> => ({
    id,
    startAt: 0,
    setup: {
      kind: 'server',
      nodeId,
      roles: { controller, broker: !controller },
      rack: null,
      clusterId: 'tidemark',
      voters,
      config,
      version,
    },
  });
  const nodes: NodeSetup<Kafka>[] = [
    ...voters.map(({ id, host }) => server(host, id, true)),
    ...bootstrap.map((host, i) => server(host, i + 1, false)),
    {
      id: 'admin',
      startAt: 0,
      setup: {
        kind: 'admin',
        clientId: 'admin',
        bootstrap,
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
          bootstrap,
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
        rack: '',
        assign: topics.map(({ name }) => ({ topic: name })),
        pollEvery: millis(100),
        startAt: seconds(2),
      },
    });
  }
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
