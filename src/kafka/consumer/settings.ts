/** A consumer's own settings, read once from its configs (internals.FetchConfig, GroupRebalanceConfig, ConsumerConfig). */
import { own } from '../../base/own.ts';
import { type Micros, millis } from '../../base/time.ts';
import { durationOf } from '../client/settings.ts';
import type { Config } from '../kinds.ts';
import { ASSIGNOR_NAMES, type AssignorName } from './assignor/assignors.ts';
import { type OffsetResetStrategy, parseResetStrategy } from './offsetResetStrategy.ts';

export interface ConsumerSettings {
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxWaitMs: number;
  readonly partitionMaxBytes: number;
  readonly maxPollRecords: number;
  readonly isolationLevel: 'read_uncommitted' | 'read_committed';
  readonly resetStrategy: OffsetResetStrategy;
  /** client.rack */
  readonly rackId: string;
  readonly requestTimeout: Micros;
  readonly retryBackoff: Micros;
  readonly retryBackoffMax: Micros;
  readonly metadataMaxAge: Micros;
  readonly defaultApiTimeout: Micros;
  /** null: without a group. */
  readonly groupId: string | null;
  readonly groupInstanceId: string | null;
  readonly groupProtocol: 'classic' | 'consumer';
  /** group.remote.assignor */
  readonly remoteAssignor: string | null;
  readonly sessionTimeout: Micros;
  readonly heartbeatInterval: Micros;
  /** Also the rebalance timeout. */
  readonly maxPollInterval: Micros;
  /** Never without a group (ConsumerConfig.maybeOverrideEnableAutoCommit). */
  readonly autoCommits: boolean;
  readonly autoCommitInterval: Micros;
  /** In the order of partition.assignment.strategy. */
  readonly assignors: readonly AssignorName[];
  /** The highest that all assignors support (ConsumerCoordinator's constructor). */
  readonly rebalanceProtocol: 'EAGER' | 'COOPERATIVE';
  readonly excludesInternalTopics: boolean;
}

export function consumerSettings(config: Config): ConsumerSettings {
  const groupId = textOf(config, 'group.id');
  const assignors = assignorsOf(String(config['partition.assignment.strategy'] ?? ''));
  return {
    minBytes: config['fetch.min.bytes'] as number,
    maxBytes: config['fetch.max.bytes'] as number,
    maxWaitMs: config['fetch.max.wait.ms'] as number,
    partitionMaxBytes: config['max.partition.fetch.bytes'] as number,
    maxPollRecords: config['max.poll.records'] as number,
    isolationLevel: config['isolation.level'] === 'read_committed' ? 'read_committed' : 'read_uncommitted',
    resetStrategy: parseResetStrategy(String(config['auto.offset.reset'])),
    rackId: String(config['client.rack'] ?? ''),
    requestTimeout: durationOf(config, 'request.timeout.ms'),
    retryBackoff: durationOf(config, 'retry.backoff.ms'),
    retryBackoffMax: durationOf(config, 'retry.backoff.max.ms'),
    metadataMaxAge: durationOf(config, 'metadata.max.age.ms'),
    defaultApiTimeout: durationOf(config, 'default.api.timeout.ms'),
    groupId,
    groupInstanceId: textOf(config, 'group.instance.id'),
    groupProtocol: String(config['group.protocol']).toLowerCase() === 'consumer' ? 'consumer' : 'classic',
    remoteAssignor: textOf(config, 'group.remote.assignor'),
    sessionTimeout: durationOf(config, 'session.timeout.ms'),
    heartbeatInterval: durationOf(config, 'heartbeat.interval.ms'),
    maxPollInterval: durationOf(config, 'max.poll.interval.ms'),
    autoCommits: groupId !== null && config['enable.auto.commit'] === true,
    autoCommitInterval: millis(config['auto.commit.interval.ms'] as number),
    assignors,
    rebalanceProtocol: assignors.every((name) => name === 'cooperative-sticky') ? 'COOPERATIVE' : 'EAGER',
    excludesInternalTopics: config['exclude.internal.topics'] !== false,
  };
}

function textOf(config: Config, name: string): string | null {
  const value = config[name];
  return value === undefined || value === null ? null : String(value);
}

const CLASSES: Readonly<Record<string, AssignorName>> = {
  RangeAssignor: 'range',
  RoundRobinAssignor: 'roundrobin',
  StickyAssignor: 'sticky',
  CooperativeStickyAssignor: 'cooperative-sticky',
};

/** Class names, with their package or without. What is none of Kafka's own is left out: the checks refuse it. */
function assignorsOf(list: string): readonly AssignorName[] {
  const names: AssignorName[] = [];
  for (const written of list.split(',')) {
    const name = assignorNamed(written);
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** `org.apache.kafka.clients.consumer.RangeAssignor` is `range`. */
export function assignorNamed(className: string): AssignorName | undefined {
  const simple = className.trim().replace('org.apache.kafka.clients.consumer.', '');
  return own(CLASSES, simple) ?? ASSIGNOR_NAMES.find((name) => name === simple);
}
