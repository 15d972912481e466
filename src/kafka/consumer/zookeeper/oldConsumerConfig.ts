/**
 * What the consumer of the ZooKeeper era goes by (kafka.consumer.ConsumerConfig, kafka.utils.ZKConfig), and the same in the
 * words of the part of a consumer that it shares with its successors: fetching, positions, the network.
 */
import { type Micros, millis } from '../../../base/time.ts';
import type { Config } from '../../kinds.ts';
import { parseResetStrategy } from '../offsetResetStrategy.ts';
import type { ConsumerSettings } from '../settings.ts';

export interface OldConsumerSettings {
  readonly groupId: string;
  /** consumer.id; null: one is made up. */
  readonly consumerId: string | null;
  readonly sessionTimeout: Micros;
  readonly connectionTimeout: Micros;
  readonly offsetsStorage: 'zookeeper' | 'kafka';
  /** With offsets.storage=kafka: to ZooKeeper besides. */
  readonly dualCommit: boolean;
  readonly offsetsChannelBackoff: Micros;
  readonly offsetsChannelTimeout: Micros;
  readonly offsetsCommitMaxRetries: number;
  readonly rebalanceMaxRetries: number;
  readonly rebalanceBackoff: Micros;
  readonly assignor: 'range' | 'roundrobin';
  readonly excludesInternalTopics: boolean;
}

export function oldConsumerSettings(config: Config): OldConsumerSettings {
  const storage = String(config['offsets.storage']).toLowerCase() === 'kafka' ? 'kafka' : 'zookeeper';
  const id = config['consumer.id'];
  return {
    groupId: String(config['group.id'] ?? ''),
    consumerId: id === null || id === undefined ? null : String(id),
    sessionTimeout: millis(numberOf(config, 'zookeeper.session.timeout.ms')),
    connectionTimeout: millis(numberOf(config, 'zookeeper.connection.timeout.ms', 'zookeeper.session.timeout.ms')),
    offsetsStorage: storage,
    dualCommit: (config['dual.commit.enabled'] ?? storage === 'kafka') === true,
    offsetsChannelBackoff: millis(numberOf(config, 'offsets.channel.backoff.ms')),
    offsetsChannelTimeout: millis(numberOf(config, 'offsets.channel.socket.timeout.ms')),
    offsetsCommitMaxRetries: numberOf(config, 'offsets.commit.max.retries'),
    rebalanceMaxRetries: numberOf(config, 'rebalance.max.retries'),
    rebalanceBackoff: millis(numberOf(config, 'rebalance.backoff.ms', 'zookeeper.sync.time.ms')),
    assignor: config['partition.assignment.strategy'] === 'roundrobin' ? 'roundrobin' : 'range',
    excludesInternalTopics: config['exclude.internal.topics'] !== false,
  };
}

/** A setting, or the one that it follows where it is not set. */
function numberOf(config: Config, name: string, otherwise = name): number {
  return (config[name] ?? config[otherwise]) as number;
}

/** How many records a look at the streams hands out where the application takes no time for them. */
const AT_ONCE = 500;

/**
 * For what all consumers share. Where the application takes time for a record, it is handed one at a time: what its
 * iterator has given out counts as consumed, and nothing after it.
 */
export function sharedSettings(config: Config, processEach: Micros): ConsumerSettings {
  const refreshBackoff = millis(config['refresh.leader.backoff.ms'] as number);
  const reset = config['auto.offset.reset'] === 'smallest' ? 'earliest' : 'latest';
  return {
    minBytes: config['fetch.min.bytes'] as number,
    maxBytes: config['fetch.max.bytes'] as number,
    maxWaitMs: config['fetch.wait.max.ms'] as number,
    partitionMaxBytes: config['fetch.message.max.bytes'] as number,
    maxPollRecords: processEach > 0 ? 1 : AT_ONCE,
    isolationLevel: 'read_uncommitted',
    resetStrategy: parseResetStrategy(reset),
    rackId: '',
    requestTimeout: millis(config['socket.timeout.ms'] as number),
    retryBackoff: refreshBackoff,
    retryBackoffMax: refreshBackoff,
    metadataMaxAge: NEVER,
    defaultApiTimeout: NEVER,
    groupId: String(config['group.id'] ?? ''),
    groupInstanceId: null,
    groupProtocol: 'classic',
    remoteAssignor: null,
    sessionTimeout: 0,
    heartbeatInterval: NEVER,
    maxPollInterval: NEVER,
    autoCommits: config['auto.commit.enable'] === true,
    autoCommitInterval: millis(config['auto.commit.interval.ms'] as number),
    assignors: [],
    rebalanceProtocol: 'EAGER',
    excludesInternalTopics: config['exclude.internal.topics'] !== false,
  };
}

/** Longer than any run. */
const NEVER: Micros = millis(1_000_000_000_000);

/** For the network below: it looks for leaders as often as refresh.leader.backoff.ms says, and only where one is missing. */
export function sharedClientConfig(config: Config): Config {
  const backoff = config['refresh.leader.backoff.ms']!;
  return {
    ...config,
    'request.timeout.ms': config['socket.timeout.ms']!,
    'reconnect.backoff.ms': backoff,
    'reconnect.backoff.max.ms': backoff,
    'socket.connection.setup.timeout.ms': config['socket.timeout.ms']!,
    'socket.connection.setup.timeout.max.ms': config['socket.timeout.ms']!,
    'retry.backoff.ms': backoff,
    'retry.backoff.max.ms': backoff,
    'metadata.max.age.ms': 1_000_000_000_000,
    'metadata.recovery.strategy': 'none',
    'metadata.recovery.rebootstrap.trigger.ms': 1_000_000_000_000,
  };
}
