/** The cluster of a seed in the ZooKeeper era: an ensemble where there would be controllers, and releases that can use one. */
import { definitionOf } from '../kafka/config/config.ts';
import type { ConfigScope } from '../kafka/config/definitions.ts';
import { kafkaVersion } from '../kafka/versions.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ConfigSection } from '../scenario/schema.ts';
import type { Pick } from './faults/index.ts';

const ENSEMBLES = [3, 3, 3, 5, 1];

export function zooKeepersOf(pick: Pick): readonly string[] {
  const count = ENSEMBLES[pick('ensemble', ENSEMBLES.length)]!;
  return Array.from({ length: count }, (_, place) => `z${place + 1}`);
}

const VERSIONS = ['3.9.1', '3.9.1', '3.9.1', '3.6.2', '2.6.3'] as const;
const OLD_VERSIONS = ['1.1.1', '1.1.1', '0.10.2.2'] as const;

export function zooKeeperVersion(pick: Pick): NonNullable<Scenario['version']> {
  if (pick('before KIP-500', 3) === 0) return OLD_VERSIONS[pick('old version', OLD_VERSIONS.length)]!;
  return VERSIONS[pick('version', VERSIONS.length)]!;
}

export function hasOldConsumer(version: Scenario['version']): boolean {
  return version !== undefined && kafkaVersion(version)?.oldConsumer === true;
}

/** Without the settings that its version does not know: the older the release, the fewer it has. */
export function inItsVersion(scenario: Scenario): Scenario {
  const { version, cluster, topics = [], producers = [], consumers = [] } = scenario;
  if (version === undefined) return scenario;
  const known = <T extends { readonly config?: ConfigSection | undefined }>(scope: ConfigScope, one: T): T => {
    if (one.config === undefined) return one;
    const names = Object.keys(one.config).filter((name) => definitionOf(scope, name, version) !== undefined);
    return { ...one, config: Object.fromEntries(names.map((name) => [name, one.config![name]!])) };
  };
  return {
    ...scenario,
    cluster: known('server', cluster),
    topics: topics.map((topic) => known('topic', topic)),
    producers: producers.map((producer) => known('producer', producer)),
    consumers: consumers.map((one) => known(one.connector === undefined ? 'consumer' : 'zookeeper-consumer', one)),
  };
}

export function zooKeeperCluster(
  pick: Pick,
  { brokers, controllers }: { readonly brokers: readonly string[]; readonly controllers: readonly string[] },
  config: ConfigSection,
): Scenario['cluster'] {
  const zoo: ConfigSection = {
    ...(pick('tick', 3) === 0 ? { tickTime: 1000 } : {}),
    ...(pick('snapshots of znodes', 4) === 0 ? { snapCount: 20 } : {}),
  };
  return {
    controllers: 0,
    zookeeper: { servers: controllers.length, ...(Object.keys(zoo).length > 0 ? { config: zoo } : {}) },
    brokers: brokers.length,
    config: { ...config, ...serverConfig(pick) },
  };
}

function serverConfig(pick: Pick): ConfigSection {
  const session = [18_000, 18_000, 6_000, 9_000][pick('zookeeper session', 4)]!;
  return {
    ...(session === 18_000 ? {} : { 'zookeeper.session.timeout.ms': session }),
    ...(pick('in flight requests', 4) === 0 ? { 'zookeeper.max.in.flight.requests': 1 } : {}),
  };
}
