/**
 * The Kafka of a run, as data: a named version, the generation of the replication protocol it is run with, and the feature
 * levels its cluster was formatted with.
 */
import { withFeatures } from '../kafka/features.ts';
import { type ProtocolId, protocolOf, withProtocol } from '../kafka/protocolGenerations.ts';
import {
  DEFAULT_KAFKA_VERSION,
  DEFAULT_ZOOKEEPER_VERSION,
  type KafkaVersion,
  kafkaVersion,
} from '../kafka/versions.ts';
import { eraOf, usesZooKeeper } from './era.ts';
import type { Scenario } from './scenario.ts';

/** A file that does not say is run with the newest that can do what it asks for. */
export function namedVersionOf(scenario: Pick<Scenario, 'version' | 'era' | 'cluster'>): KafkaVersion {
  const newest = usesZooKeeper(scenario) ? DEFAULT_ZOOKEEPER_VERSION : DEFAULT_KAFKA_VERSION;
  return kafkaVersion(scenario.version ?? '') ?? newest;
}

export function versionOf(scenario: Scenario): KafkaVersion {
  const named = namedVersionOf(scenario);
  const features = eraOf(scenario) === 'zookeeper' ? undefined : scenario.cluster.features;
  const formatted = features === undefined ? named : withFeatures(named, features);
  return scenario.protocol === undefined ? formatted : withProtocol(formatted, scenario.protocol);
}

export function protocolOfScenario(scenario: Scenario): ProtocolId {
  return protocolOf(versionOf(scenario));
}
