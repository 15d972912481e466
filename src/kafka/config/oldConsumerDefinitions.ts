/**
 * The settings of the consumer that keeps its group in ZooKeeper (kafka.consumer.ConsumerConfig of 1.1.1, with
 * kafka.utils.ZKConfig). It is no ConfigDef, so nothing could be recorded: names, types and defaults are read off the class.
 */
import type { ConfigDefinition } from './definitions.ts';

function int(name: string, value: number, importance: ConfigDefinition['importance'] = 'low'): ConfigDefinition {
  return { name, type: 'int', default: value, importance };
}

function boolean(name: string, value: boolean): ConfigDefinition {
  return { name, type: 'boolean', default: value, importance: 'medium' };
}

function oneOf(name: string, value: string, words: readonly string[]): ConfigDefinition {
  return { name, type: 'string', default: value, oneOf: words, importance: 'high' };
}

/** null: what the class reckons from another setting. */
function optional(name: string, type: ConfigDefinition['type']): ConfigDefinition {
  return { name, type, default: null, importance: 'medium' };
}

export const OLD_CONSUMER_DEFINITIONS: readonly ConfigDefinition[] = [
  boolean('auto.commit.enable', true),
  int('auto.commit.interval.ms', 60_000, 'medium'),
  oneOf('auto.offset.reset', 'largest', ['smallest', 'largest']),
  optional('client.id', 'string'),
  optional('consumer.id', 'string'),
  int('consumer.timeout.ms', -1),
  optional('dual.commit.enabled', 'boolean'),
  boolean('exclude.internal.topics', true),
  int('fetch.max.bytes', 50 * 1024 * 1024),
  int('fetch.message.max.bytes', 1024 * 1024, 'medium'),
  int('fetch.min.bytes', 1, 'medium'),
  int('fetch.wait.max.ms', 100, 'medium'),
  optional('group.id', 'string'),
  int('num.consumer.fetchers', 1),
  int('offsets.channel.backoff.ms', 1000),
  int('offsets.channel.socket.timeout.ms', 10_000),
  int('offsets.commit.max.retries', 5),
  oneOf('offsets.storage', 'zookeeper', ['zookeeper', 'kafka']),
  oneOf('partition.assignment.strategy', 'range', ['range', 'roundrobin']),
  int('queued.max.message.chunks', 2),
  optional('rebalance.backoff.ms', 'int'),
  int('rebalance.max.retries', 4, 'medium'),
  int('refresh.leader.backoff.ms', 200, 'medium'),
  int('socket.receive.buffer.bytes', 64 * 1024),
  int('socket.timeout.ms', 30_000),
  optional('zookeeper.connect', 'string'),
  optional('zookeeper.connection.timeout.ms', 'int'),
  int('zookeeper.session.timeout.ms', 6000, 'high'),
  int('zookeeper.sync.time.ms', 2000, 'high'),
];
