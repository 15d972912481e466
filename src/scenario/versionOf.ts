/**
 * The Kafka of a run, as data: a named version, the generation of the replication protocol it is run with, and the feature
 * levels its cluster was formatted with.
 */
import { withFeatures } from '../kafka/features.ts';
import { type ProtocolId, protocolOf, withProtocol } from '../kafka/protocolGenerations.ts';
import { DEFAULT_KAFKA_VERSION, type KafkaVersion, kafkaVersion } from '../kafka/versions.ts';
import type { Scenario } from './scenario.ts';

export function namedVersionOf({ version }: Pick<Scenario, 'version'>): KafkaVersion {
  return kafkaVersion(version ?? '') ?? DEFAULT_KAFKA_VERSION;
}

export function versionOf(scenario: Scenario): KafkaVersion {
  const named = namedVersionOf(scenario);
  const { features } = scenario.cluster;
  const formatted = features === undefined ? named : withFeatures(named, features);
  return scenario.protocol === undefined ? formatted : withProtocol(formatted, scenario.protocol);
}

export function protocolOfScenario(scenario: Scenario): ProtocolId {
  return protocolOf(versionOf(scenario));
}
