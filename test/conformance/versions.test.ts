// src/kafka/versions.ts against the feature levels recorded from the real Feature and MetadataVersion enums.

import { expect, test } from 'vitest';
import { DEFAULT_KAFKA_VERSION, kafkaVersion } from '../../src/kafka/versions.ts';
import { readRecorded } from './recorded.ts';

type FeatureCase = [name: string, defaultLevel: number, text: string];

test('the features of a newly formatted cluster', () => {
  const { kafkaVersion: name, cases } = readRecorded<FeatureCase>('features.json');
  const version = kafkaVersion(name)!;
  expect(version).toBe(DEFAULT_KAFKA_VERSION);
  expect(version.features).toEqual(Object.fromEntries(cases.map(([feature, level]) => [feature, level])));
  expect(cases.find(([feature]) => feature === 'metadata.version')?.[2]).toBe(version.metadataVersion);
});
