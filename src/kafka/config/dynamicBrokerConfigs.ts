/**
 * Which settings of a broker may be changed while it runs, for one broker or for all of them, and why a change is refused:
 * Kafka's words (KIP-226). What may be changed is recorded from the released classes.
 *
 * Kafka: org.apache.kafka.server.config.{DynamicBrokerConfig, DynamicConfig}, kafka.server.DynamicBrokerConfig.validate and
 * the reconfigurables: DynamicThreadPool, LogCleaner, DynamicLogConfig, DynamicProducerStateManagerConfig.
 * *Simplified:* listeners, reporters and tiered storage are not reconfigured, so they refuse nothing.
 */
import { stringHashCode } from '../hash.ts';
import { javaHashSetOf } from '../javaHashMap.ts';
import { type ConfigOverrides, definitionOf, parseConfigValue, parseDefined } from './config.ts';
import { configException, invalidValue } from './configException.ts';
import type { ConfigDefinition, ConfigValue } from './definitions.ts';
import { configExceptionText } from './exceptionTexts.ts';
import recorded from './recorded/dynamicBroker.json' with { type: 'json' };
import { logRetentionMs, serverConfigProblems } from './serverProblems.ts';

const PER_BROKER: ReadonlySet<string> = new Set(recorded.perBroker);
const CLUSTER_WIDE: ReadonlySet<string> = new Set(recorded.clusterWide);
/** Quotas of replication: there is no such setting in a server's file. */
const DYNAMIC_ONLY: ReadonlyMap<string, ConfigDefinition> = new Map(
  (recorded.definitions as unknown as readonly ConfigDefinition[]).map((definition) => [definition.name, definition]),
);
const LISTENER = /^listener\.name\.[^.]*\.(.*)$/;

export function isDynamic(name: string): boolean {
  return PER_BROKER.has(name) || CLUSTER_WIDE.has(name);
}

/** How a running server takes a change of it. */
export function dynamicLevel(name: string): 'per-broker' | 'cluster-wide' | 'at-start' {
  if (PER_BROKER.has(name)) return 'per-broker';
  return CLUSTER_WIDE.has(name) ? 'cluster-wide' : 'at-start';
}

export function dynamicDefinitionOf(name: string): ConfigDefinition | undefined {
  return definitionOf('server', name) ?? DYNAMIC_ONLY.get(name);
}

/** The texts of one resource, as values; what cannot be, or not while running, is left out. */
export function dynamicValues(texts: ConfigOverrides, isPerBroker: boolean): ConfigOverrides {
  const values: Record<string, ConfigValue> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (text === null || !isDynamic(name) || (!isPerBroker && PER_BROKER.has(name))) continue;
    const parsed = parseConfigValue('server', name, text);
    if (parsed.ok) values[name] = parsed.value;
  }
  return values;
}

export interface DynamicChange {
  /** What the server was started with: every setting. */
  readonly standing: ConfigOverrides;
  /** What is in force now: every setting. */
  readonly current: ConfigOverrides;
  /** Dynamic settings of the other level: the cluster's where this is one broker's, and the broker's otherwise. */
  readonly others: ConfigOverrides;
  /** All dynamic settings of this level, after the change. */
  readonly own: ReadonlyMap<string, string>;
  readonly isPerBroker: boolean;
}

/** DynamicBrokerConfig.validate; undefined: it may be. */
export function dynamicConfigProblem(change: DynamicChange): string | undefined {
  const { own, isPerBroker, standing, others, current } = change;
  const names = [...own.keys()];
  const never = names.filter((name) => definitionOf('server', name) !== undefined && !isDynamic(name));
  if (never.length > 0) return `Cannot update these configs dynamically: ${javaSet(never)}`;
  const security = names.filter(isSecurity);
  if (security.length > 0) {
    const rule = 'These security configs can be dynamically updated only per-listener using the listener prefix';
    return `${rule}: ${javaSet(security)}`;
  }
  for (const [name, text] of own) {
    const problem = typeProblem(LISTENER.exec(name)?.[1] ?? name, text);
    if (problem !== undefined) return problem;
  }
  const single = names.filter(isOfOneBroker);
  if (!isPerBroker && single.length > 0) {
    const rule = 'Cannot update these configs at default cluster level, broker id must be specified';
    return `${rule}: ${javaSet(single)}`;
  }
  const values = dynamicValues(Object.fromEntries(own), isPerBroker);
  const after = isPerBroker ? { ...standing, ...others, ...values } : { ...standing, ...values, ...others };
  return serverConfigProblems(after)[0]?.message ?? reconfigurationProblem(current, after);
}

function typeProblem(name: string, text: string): string | undefined {
  const quota = DYNAMIC_ONLY.get(name);
  if (quota === undefined) return isDynamic(name) ? configException('server', name, text) : undefined;
  return parseDefined(quota, text).ok ? undefined : invalidValue(quota, text);
}

/** SslConfigs.RECONFIGURABLE_CONFIGS: without a listener in front of it nobody knows whose it is. */
function isSecurity(name: string): boolean {
  return /^ssl\.(keystore|truststore)\.|^ssl\.key\.password$/.test(name);
}

function isOfOneBroker(name: string): boolean {
  if (PER_BROKER.has(name)) return true;
  const base = LISTENER.exec(name)?.[1];
  return (
    base !== undefined && !['max.connections', 'max.connection.creation.rate', 'num.network.threads'].includes(base)
  );
}

/** Set.toString, as Java walks the set. */
function javaSet(names: readonly string[]): string {
  return `[${javaHashSetOf(stringHashCode, names).keys().join(', ')}]`;
}

// ---- what a running part of the broker says -----------------------------------------------------------------------------

const THREADS = [
  'num.io.threads',
  'num.replica.fetchers',
  'num.recovery.threads.per.data.dir',
  'background.threads',
  'num.network.threads',
];
const LOCAL_RETENTION = ['log.local.retention.ms', 'log.local.retention.bytes'];

function reconfigurationProblem(current: ConfigOverrides, after: ConfigOverrides): string | undefined {
  const reason =
    THREADS.map((name) => threadsProblem(name, current, after)).find((found) => found !== undefined) ??
    localRetentionProblem(current, after) ??
    cleanerProblem(current, after) ??
    producerStateProblem(current, after);
  if (reason === undefined) return undefined;
  // The exception stands where the constructor takes the value that is invalid.
  const exception = `org.apache.kafka.common.config.ConfigException: ${reason}`;
  return `Invalid value ${exception} for configuration Invalid dynamic configuration`;
}

function threadsProblem(name: string, current: ConfigOverrides, after: ConfigOverrides): string | undefined {
  const [before, now] = [current[name] as number, after[name] as number];
  if (before === now) return undefined;
  const failed = `Dynamic thread count update validation failed for ${name}=${now}, value should`;
  if (now < Math.floor(before / 2)) return `${failed} be at least half the current value ${before}`;
  return now > before * 2 ? `${failed} not be greater than double the current value ${before}` : undefined;
}

function cleanerProblem(current: ConfigOverrides, after: ConfigOverrides): string | undefined {
  const name = 'log.cleaner.threads';
  const [before, now] = [current[name] as number, after[name] as number];
  if (now < Math.floor(before / 2)) {
    return `Log cleaner threads cannot be reduced to less than half the current value ${before}`;
  }
  if (now <= before * 2) return undefined;
  return `Log cleaner threads cannot be increased to more than double the current value ${before}`;
}

/** DynamicLogConfig.validateReconfiguration, when a setting of logs changes. */
function localRetentionProblem(current: ConfigOverrides, after: ConfigOverrides): string | undefined {
  const isAboutLogs = (name: string): boolean => name.startsWith('log.') && CLUSTER_WIDE.has(name);
  if (!Object.keys(after).some((name) => isAboutLogs(name) && after[name] !== current[name])) return undefined;
  const ends = [logRetentionMs(after), after['log.retention.bytes'] as number];
  for (const [place, name] of LOCAL_RETENTION.entries()) {
    const [local, whole] = [after[name] as number, ends[place]!];
    if (whole < 0 || local === -2) continue;
    const wholeName = name.replace('local.', '');
    if (local === -1) {
      return configExceptionText(name, local, `Value must not be -1 as ${wholeName} value is set as ${whole}.`);
    }
    if (local > whole) {
      return configExceptionText(name, local, `Value must not be more than ${wholeName} property value: ${whole}`);
    }
  }
  return undefined;
}

function producerStateProblem(current: ConfigOverrides, after: ConfigOverrides): string | undefined {
  const name = 'producer.id.expiration.ms';
  const [before, now] = [current[name] as number, after[name] as number];
  if (now >= 0) return undefined;
  return `${name}cannot be less than 0, current value is ${before}, and new value is ${now}`;
}
