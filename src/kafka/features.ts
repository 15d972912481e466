/**
 * Feature levels: what a cluster agrees on when it is formatted (`kafka-storage format --feature NAME=LEVEL`), and the rules
 * that a version's code applies or not because of them.
 *
 * Kafka: org.apache.kafka.server.common.{Feature,MetadataVersion,KRaftVersion,TransactionVersion,GroupVersion,
 * EligibleLeaderReplicasVersion,ShareVersion,StreamsVersion}, org.apache.kafka.metadata.storage.Formatter.
 * *Simplified:* levels are chosen when the cluster is formatted and do not change (no UpdateFeatures).
 */
import { nearest } from '../base/nearest.ts';
import type { Says } from '../base/says.ts';
import { CONFIG_SAYS } from './config/says.ts';
import type { FeatureName, KafkaVersion } from './versions.ts';

/** Texts of metadata.version; the first is level 7, the lowest that 4.x still reads (MetadataVersion.MINIMUM_VERSION). */
const METADATA_VERSIONS: readonly string[] = [
  ...['3.3-IV3', '3.4-IV0', '3.5-IV0', '3.5-IV1', '3.5-IV2', '3.6-IV0', '3.6-IV1', '3.6-IV2'],
  ...['3.7-IV0', '3.7-IV1', '3.7-IV2', '3.7-IV3', '3.7-IV4', '3.8-IV0', '3.9-IV0'],
  ...['4.0-IV0', '4.0-IV1', '4.0-IV2', '4.0-IV3', '4.1-IV0', '4.1-IV1', '4.2-IV0', '4.2-IV1', '4.3-IV0'],
];
const LOWEST_METADATA_VERSION = 7;

export function metadataVersionText(level: number): string {
  return METADATA_VERSIONS[level - LOWEST_METADATA_VERSION] ?? `${level}`;
}

/** As Kafka reads it: `3.9-IV0`, or a release, which is its last one. */
export function metadataVersionLevel(text: string): number | undefined {
  let place = METADATA_VERSIONS.indexOf(text);
  if (place < 0) place = METADATA_VERSIONS.map((known) => known.split('-')[0]).lastIndexOf(text);
  return place < 0 ? undefined : place + LOWEST_METADATA_VERSION;
}

const level = (text: string): number => metadataVersionLevel(text)!;

interface FeatureLevel {
  /** A cluster formatted at this metadata.version or a later one begins with this level. */
  readonly bootstrap: number;
  /** metadata.version must be at least this. */
  readonly needs: number;
}

/** By level. */
const LEVELS: Readonly<Record<Exclude<FeatureName, 'metadata.version'>, readonly FeatureLevel[]>> = {
  'kraft.version': [at('3.3-IV3'), at('3.9-IV0')],
  'transaction.version': [at('3.3-IV3'), at('4.0-IV2'), at('4.0-IV2')],
  'group.version': [at('3.3-IV3'), at('4.0-IV0')],
  'eligible.leader.replicas.version': [at('3.3-IV3'), { ...at('4.1-IV0'), needs: level('4.0-IV1') }],
  'share.version': [at('3.3-IV3'), at('4.2-IV0')],
  'streams.version': [at('3.3-IV3'), at('4.2-IV1')],
};

function at(bootstrap: string): FeatureLevel {
  return { bootstrap: level(bootstrap), needs: LOWEST_METADATA_VERSION };
}

export const FEATURE_NAMES: readonly FeatureName[] = ['metadata.version', ...(Object.keys(LEVELS) as FeatureName[])];

/** What follows in this model from another level than the version's own. */
export const FEATURES_WITH_EFFECT: readonly FeatureName[] = [
  'metadata.version',
  'kraft.version',
  'eligible.leader.replicas.version',
];

export function isFeatureName(name: string): name is FeatureName {
  return (FEATURE_NAMES as readonly string[]).includes(name);
}

export type FeatureSection = Readonly<Record<string, number | string>>;

export interface ReadFeatures {
  readonly levels: Readonly<Partial<Record<FeatureName, number>>>;
  readonly problems: readonly { readonly name: string; readonly says: Says }[];
}

/** The levels as written, and everything in them that this version does not have. */
export function readFeatures(version: KafkaVersion, section: FeatureSection): ReadFeatures {
  const levels: Partial<Record<FeatureName, number>> = {};
  const problems: { name: string; says: Says }[] = [];
  for (const [name, written] of Object.entries(section)) {
    if (!isFeatureName(name)) {
      problems.push({ name, says: CONFIG_SAYS.noFeature(FEATURE_NAMES, nearest(name, FEATURE_NAMES)) });
      continue;
    }
    const read = readLevel(name, written);
    const [lowest, highest] = rangeOf(version, name);
    if (read !== undefined && Number.isInteger(read) && read >= lowest && read <= highest) levels[name] = read;
    else problems.push({ name, says: levelsText(name, lowest, highest) });
  }
  const chosen = levels['metadata.version'] ?? version.features['metadata.version'];
  for (const name of Object.keys(LEVELS) as (keyof typeof LEVELS)[]) {
    const needs = LEVELS[name][levels[name] ?? 0]!.needs;
    if (needs <= chosen) continue;
    problems.push({ name, says: CONFIG_SAYS.needsMetadata(name, levels[name], metadataVersionText(needs)) });
  }
  return { levels, problems };
}

/** YAML reads the release 4.0 as a number, too; as a level that would be below the lowest. */
function readLevel(name: FeatureName, written: number | string): number | undefined {
  if (name !== 'metadata.version') return typeof written === 'number' ? written : undefined;
  if (typeof written === 'string') return metadataVersionLevel(written);
  const isLevel = Number.isInteger(written) && written >= LOWEST_METADATA_VERSION;
  return isLevel ? written : metadataVersionLevel(written.toFixed(1));
}

function rangeOf(version: KafkaVersion, name: FeatureName): readonly [number, number] {
  if (name === 'metadata.version') return [LOWEST_METADATA_VERSION, version.features[name]];
  return [0, version.highestFeatures[name]];
}

function levelsText(name: FeatureName, lowest: number, highest: number): Says {
  if (name !== 'metadata.version') return CONFIG_SAYS.level(name, highest);
  const [first, last] = [metadataVersionText(lowest), metadataVersionText(highest)];
  return CONFIG_SAYS.metadataVersion(name, first, last, lowest, highest);
}

/** A version with its levels, as they are written: what each of those that matter here is, and could be, the others unchanged. */
export function featureChoices(
  version: KafkaVersion,
  section: FeatureSection,
): readonly { readonly name: FeatureName; readonly level: string; readonly levels: readonly string[] }[] {
  const { features } = withFeatures(version, section);
  return FEATURES_WITH_EFFECT.flatMap((name) => {
    const [lowest, highest] = rangeOf(version, name);
    const levels = Array.from({ length: highest - lowest + 1 }, (_, place) => lowest + place).filter(
      (one) => readFeatures(version, { ...section, [name]: one }).problems.length === 0,
    );
    const written = (one: number): string => (name === 'metadata.version' ? metadataVersionText(one) : String(one));
    return levels.length < 2 ? [] : [{ name, level: written(features[name]), levels: levels.map(written) }];
  });
}

/** Features that are not named have the level that this metadata.version brings with it (Feature.defaultLevel). */
export function withFeatures(version: KafkaVersion, section: FeatureSection): KafkaVersion {
  const read = readFeatures(version, section);
  const metadataVersion = read.levels['metadata.version'] ?? version.features['metadata.version'];
  const features = { ...version.features };
  for (const name of Object.keys(LEVELS) as (keyof typeof LEVELS)[]) {
    features[name] = read.levels[name] ?? Math.min(version.features[name], defaultLevel(name, metadataVersion));
  }
  features['metadata.version'] = metadataVersion;
  const kafka15021 = version.kafka15021 && metadataVersion >= level('3.6-IV0');
  return { ...version, features, kafka15021, metadataVersion: metadataVersionText(metadataVersion) };
}

function defaultLevel(name: keyof typeof LEVELS, metadataVersion: number): number {
  let found = 0;
  LEVELS[name].forEach(({ bootstrap }, place) => {
    if (bootstrap <= metadataVersion) found = place;
  });
  return found;
}
