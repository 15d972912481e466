// src/kafka/versions.ts and the settings of each release against what was recorded from the real Feature and MetadataVersion
// enums and ConfigDefs.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { definitionOf, parseConfigValue, resolvedConfig } from '../../src/kafka/config/config.ts';
import type { ConfigDefinition, ConfigScope } from '../../src/kafka/config/definitions.ts';
import { metadataVersionLevel, metadataVersionText } from '../../src/kafka/features.ts';
import { DEFAULT_KAFKA_VERSION, KAFKA_VERSIONS, kafkaVersion } from '../../src/kafka/versions.ts';
import { readRecorded } from './recorded.ts';

type FeatureCase = [name: string, defaultLevel: number, text: string];

test('the features of a newly formatted cluster', () => {
  const { kafkaVersion: name, cases } = readRecorded<FeatureCase>('features.json');
  const version = kafkaVersion(name)!;
  expect(version).toBe(DEFAULT_KAFKA_VERSION);
  expect(version.features).toEqual(Object.fromEntries(cases.map(([feature, level]) => [feature, level])));
  expect(cases.find(([feature]) => feature === 'metadata.version')?.[2]).toBe(version.metadataVersion);
});

interface RecordedVersion {
  readonly kafkaVersion: string;
  readonly scopes: Readonly<
    Record<ConfigScope, { readonly definitions: readonly ConfigDefinition[]; readonly missing: readonly string[] }>
  >;
  readonly metadataVersion: string;
  readonly features: readonly (readonly [name: string, defaultLevel: number, highest: number])[];
}

const FOLDER = join(import.meta.dirname, '../../src/kafka/config/recorded/versions');

describe.each(KAFKA_VERSIONS.filter((version) => version !== DEFAULT_KAFKA_VERSION))('Kafka $name', (version) => {
  const recorded = JSON.parse(readFileSync(join(FOLDER, `${version.name}.json`), 'utf8')) as RecordedVersion;

  test('its feature levels', () => {
    expect(recorded.kafkaVersion).toBe(version.name);
    expect(recorded.metadataVersion).toBe(version.metadataVersion);
    // Features that a release does not know yet have no level in it.
    const none = Object.fromEntries(Object.keys(version.features).map((name) => [name, 0]));
    const levels = (place: 1 | 2) =>
      Object.fromEntries(recorded.features.map((feature) => [feature[0], feature[place]]));
    expect(version.features).toEqual({ ...none, ...levels(1) });
    expect(version.highestFeatures).toEqual({ ...none, ...levels(2) });
    // Before KRaft that text is inter.broker.protocol.version, which is no feature with levels.
    if (!version.kip631) return;
    expect(metadataVersionText(version.features['metadata.version'])).toBe(version.metadataVersion);
    expect(metadataVersionLevel(version.metadataVersion)).toBe(version.features['metadata.version']);
  });

  test('its settings', () => {
    for (const [scope, { definitions, missing }] of Object.entries(recorded.scopes)) {
      const config = resolvedConfig(scope as ConfigScope, {}, version.name);
      for (const definition of definitions) {
        expect(definitionOf(scope as ConfigScope, definition.name, version.name)).toEqual(definition);
        expect(config[definition.name]).toEqual(definition.default ?? null);
      }
      for (const name of missing) {
        expect(definitionOf(scope as ConfigScope, name, version.name)).toBeUndefined();
        const parsed = parseConfigValue(scope as ConfigScope, name, '1', version.name);
        expect(parsed).toMatchObject({ ok: false, problem: `Kafka ${version.name} has no ${scope} setting ${name}` });
      }
    }
  });
});

test('what a release does that lacks a setting', () => {
  const [newest, old, oldest] = ['4.3.1', '2.6.3', '0.10.2.2'].map(
    (name) =>
      (scope: ConfigScope, written = {}) =>
        resolvedConfig(scope, written, name),
  );
  expect(newest!('producer')['enable.idempotence']).toBe(true);
  expect(old!('producer')['enable.idempotence']).toBe(false);
  expect(oldest!('producer')['enable.idempotence']).toBe(false);
  // There was one backoff, and it did not grow.
  expect(newest!('consumer', { 'retry.backoff.ms': 300 })['retry.backoff.max.ms']).toBe(1000);
  expect(old!('consumer', { 'retry.backoff.ms': 300 })['retry.backoff.max.ms']).toBe(300);
  expect(old!('consumer')['reconnect.backoff.max.ms']).toBe(1000);
  expect(oldest!('consumer', { 'reconnect.backoff.ms': 20 })['reconnect.backoff.max.ms']).toBe(20);
  expect(oldest!('server')['group.initial.rebalance.delay.ms']).toBe(0);
  expect(old!('admin')['metadata.recovery.strategy']).toBe('none');
});

test('KIP-1030 is in the numbers', () => {
  for (const { name, kip1030 } of KAFKA_VERSIONS) {
    expect(resolvedConfig('producer', {}, name)['linger.ms'], name).toBe(kip1030 ? 5 : 0);
  }
});
