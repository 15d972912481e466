/**
 * Which of Kafka's settings this model follows. A file that sets another one is told so: a warning where it changes
 * nothing that is shown, an error where the lesson would be false without it.
 */
import { definitionOf } from '../kafka/config/config.ts';
import type { ConfigScope, ConfigValue } from '../kafka/config/definitions.ts';
import { RACK_AWARE_REPLICA_SELECTOR } from '../kafka/replication/preferredReadReplica.ts';

const EVERY_CLIENT = [
  'metadata.max.age.ms',
  'metadata.recovery.rebootstrap.trigger.ms',
  'metadata.recovery.strategy',
  'reconnect.backoff.max.ms',
  'reconnect.backoff.ms',
  'request.timeout.ms',
  'retry.backoff.max.ms',
  'retry.backoff.ms',
];

/** Read by the model of Kafka in src/kafka. test/scenario/modelledConfigs.test.ts holds this list against its source. */
const WITH_EFFECT: Readonly<Record<ConfigScope, readonly string[]>> = {
  server: [
    'auto.create.topics.enable',
    'auto.leader.rebalance.enable',
    'broker.heartbeat.interval.ms',
    'broker.session.timeout.ms',
    'controlled.shutdown.enable',
    'controller.quorum.append.linger.ms',
    'controller.quorum.auto.join.enable',
    'controller.quorum.election.backoff.max.ms',
    'controller.quorum.election.timeout.ms',
    'controller.quorum.fetch.snapshot.max.bytes',
    'controller.quorum.fetch.timeout.ms',
    'controller.quorum.request.timeout.ms',
    'controller.quorum.retry.backoff.ms',
    'controller.socket.timeout.ms',
    'default.replication.factor',
    'fetch.max.bytes',
    'initial.broker.registration.timeout.ms',
    'leader.imbalance.check.interval.seconds',
    'log.flush.offset.checkpoint.interval.ms',
    'metadata.log.max.record.bytes.between.snapshots',
    'metadata.log.max.snapshot.interval.ms',
    'metadata.max.idle.interval.ms',
    'metadata.max.retention.bytes',
    'metadata.max.retention.ms',
    'num.partitions',
    'num.replica.fetchers',
    'replica.fetch.backoff.ms',
    'replica.fetch.max.bytes',
    'replica.fetch.min.bytes',
    'replica.fetch.response.max.bytes',
    'replica.fetch.wait.max.ms',
    'replica.high.watermark.checkpoint.interval.ms',
    'replica.lag.time.max.ms',
    'replica.selector.class',
    'replica.socket.timeout.ms',
    'request.timeout.ms',
    'unclean.leader.election.interval.ms',
  ],
  topic: ['max.message.bytes', 'min.insync.replicas', 'segment.bytes', 'unclean.leader.election.enable'],
  producer: [
    ...EVERY_CLIENT,
    'acks',
    'batch.size',
    'buffer.memory',
    'delivery.timeout.ms',
    'linger.ms',
    'max.block.ms',
    'max.in.flight.requests.per.connection',
    'max.request.size',
    'metadata.max.idle.ms',
    'partitioner.ignore.keys',
    'retries',
  ],
  consumer: [
    ...EVERY_CLIENT,
    'allow.auto.create.topics',
    'auto.offset.reset',
    'client.rack',
    'fetch.max.bytes',
    'fetch.max.wait.ms',
    'fetch.min.bytes',
    'max.partition.fetch.bytes',
    'max.poll.records',
  ],
  admin: [...EVERY_CLIENT, 'default.api.timeout.ms'],
};

export function hasEffect(scope: ConfigScope, name: string): boolean {
  if (WITH_EFFECT[scope].includes(name)) return true;
  // What topics have from their server, unless they say otherwise.
  return scope === 'server' && WITH_EFFECT.topic.some((topic) => synonymsOf(topic).includes(name));
}

/** Read nowhere, but how things are: a file may say so. */
const AS_THEY_ARE: readonly (readonly [ConfigScope, string, ConfigValue])[] = [
  ['producer', 'enable.idempotence', false],
];

export function isHowItIs(scope: ConfigScope, name: string, value: ConfigValue): boolean {
  return AS_THEY_ARE.some((known) => known[0] === scope && known[1] === name && known[2] === value);
}

function synonymsOf(topicSetting: string): readonly string[] {
  const definition = definitionOf('topic', topicSetting);
  const single = definition?.serverDefault === undefined ? [] : [definition.serverDefault];
  return definition?.serverSynonyms?.map(([name]) => name) ?? single;
}

export function configsWithEffect(scope: ConfigScope): readonly string[] {
  return WITH_EFFECT[scope];
}

/** Settings that follow from other keys of the file. */
export const SET_BY_TIDEMARK: Readonly<Record<ConfigScope, Readonly<Record<string, string>>>> = {
  server: {
    'node.id': 'it follows from the id of the controller or broker',
    'broker.id': 'it follows from the id of the broker',
    'broker.rack': 'write rack: beside the id of the broker',
    'process.roles': 'it follows from cluster.controllers and cluster.brokers, or from cluster.combined',
    'controller.quorum.voters': 'it follows from cluster.controllers',
    'controller.quorum.bootstrap.servers': 'it follows from cluster.controllers',
    'controller.listener.names': 'there is one listener, without a name',
    listeners: 'there is one listener, without a name',
    'advertised.listeners': 'there is one listener, without a name',
  },
  topic: {},
  producer: {
    'bootstrap.servers': 'it is every broker of the cluster',
    'client.id': 'it is the name of the producer',
  },
  consumer: {
    'bootstrap.servers': 'it is every broker of the cluster',
    'client.id': 'it is the name of the consumer',
  },
  admin: {},
};

interface Refusal {
  readonly name: string;
  readonly why: string;
  readonly matters: (value: ConfigValue) => boolean;
}

const GROUPS = 'consumers read what `assign` gives them, and groups are not part of the model';
const TRANSACTIONS = 'transactions are not part of the model';

/** A lesson about these would show what Kafka does not do. */
export const NOT_MODELLED: Readonly<Record<ConfigScope, readonly Refusal[]>> = {
  server: [
    refusal('remote.log.storage.system.enable', 'there is no tiered storage', (value) => value === true),
    refusal(
      'replica.selector.class',
      `of the selectors there is ${RACK_AWARE_REPLICA_SELECTOR}`,
      (value) => value !== null && value !== RACK_AWARE_REPLICA_SELECTOR,
    ),
    refusal('log.cleanup.policy', 'logs are not compacted', (value) => String(value).includes('compact')),
  ],
  topic: [
    refusal('remote.storage.enable', 'there is no tiered storage', (value) => value === true),
    refusal('cleanup.policy', 'logs are not compacted', (value) => String(value).includes('compact')),
  ],
  producer: [
    refusal(
      'enable.idempotence',
      'producers here have no producer id and no sequence numbers',
      (value) => value === true,
    ),
    refusal('transactional.id', TRANSACTIONS, (value) => value !== null),
  ],
  consumer: [
    refusal('group.id', GROUPS, (value) => value !== null && value !== ''),
    refusal('group.instance.id', GROUPS, (value) => value !== null),
    refusal('group.protocol', GROUPS, (value) => String(value).toLowerCase() === 'consumer'),
    refusal('isolation.level', TRANSACTIONS, (value) => String(value).toLowerCase() === 'read_committed'),
  ],
  admin: [],
};

function refusal(name: string, why: string, matters: Refusal['matters']): Refusal {
  return { name, why, matters };
}
