/**
 * Which of Kafka's settings this model follows. A file that sets another one is told so: a warning where it changes
 * nothing that is shown, an error where the lesson would be false without it.
 */
import { type Says, says } from '../base/says.ts';
import { definitionOf } from '../kafka/config/config.ts';
import type { ConfigScope, ConfigValue } from '../kafka/config/definitions.ts';
import { DEFAULT_PARTITIONER } from '../kafka/producer/defaultPartitioner.ts';
import { PARTITIONERS } from '../kafka/producer/partitioner.ts';
import { RACK_AWARE_REPLICA_SELECTOR } from '../kafka/replication/preferredReadReplica.ts';

const EVERY_CLIENT = [
  'client.dns.lookup',
  'metadata.max.age.ms',
  'metadata.recovery.rebootstrap.trigger.ms',
  'metadata.recovery.strategy',
  'reconnect.backoff.max.ms',
  'reconnect.backoff.ms',
  'request.timeout.ms',
  'retry.backoff.max.ms',
  'retry.backoff.ms',
  'socket.connection.setup.timeout.max.ms',
  'socket.connection.setup.timeout.ms',
];

/** Read by the model of Kafka in src/kafka. test/scenario/modelledConfigs.test.ts holds this list against its source. */
const WITH_EFFECT: Readonly<Record<ConfigScope, readonly string[]>> = {
  server: [
    'auto.create.topics.enable',
    'auto.leader.rebalance.enable',
    'broker.heartbeat.interval.ms',
    'broker.session.timeout.ms',
    'controlled.shutdown.enable',
    'controlled.shutdown.max.retries',
    'controlled.shutdown.retry.backoff.ms',
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
    'delete.topic.enable',
    'fetch.max.bytes',
    'group.consumer.assignment.interval.ms',
    'group.consumer.assignors',
    'group.consumer.heartbeat.interval.ms',
    'group.consumer.max.size',
    'group.consumer.migration.policy',
    'group.consumer.regex.refresh.interval.ms',
    'group.consumer.session.timeout.ms',
    'group.coordinator.append.linger.ms',
    'group.coordinator.rebalance.protocols',
    'group.initial.rebalance.delay.ms',
    'group.max.session.timeout.ms',
    'group.max.size',
    'group.min.session.timeout.ms',
    'initial.broker.registration.timeout.ms',
    'leader.imbalance.check.interval.seconds',
    'leader.imbalance.per.broker.percentage',
    'log.cleaner.backoff.ms',
    'log.cleaner.dedupe.buffer.size',
    'log.cleaner.enable',
    'log.cleaner.io.buffer.load.factor',
    'log.cleaner.threads',
    'log.flush.offset.checkpoint.interval.ms',
    'log.flush.start.offset.checkpoint.interval.ms',
    'log.dir',
    'log.dirs',
    'log.initial.task.delay.ms',
    'log.retention.check.interval.ms',
    'max.request.partition.size.limit',
    'metadata.log.max.record.bytes.between.snapshots',
    'metadata.log.max.snapshot.interval.ms',
    'metadata.max.idle.interval.ms',
    'metadata.max.retention.bytes',
    'metadata.max.retention.ms',
    'num.partitions',
    'num.replica.fetchers',
    'offset.metadata.max.bytes',
    'offsets.commit.timeout.ms',
    'offsets.retention.check.interval.ms',
    'offsets.retention.minutes',
    'offsets.topic.num.partitions',
    'offsets.topic.replication.factor',
    'offsets.topic.segment.bytes',
    'producer.id.expiration.check.interval.ms',
    'producer.id.expiration.ms',
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
    'zookeeper.connection.timeout.ms',
    'zookeeper.max.in.flight.requests',
    'zookeeper.session.timeout.ms',
  ],
  topic: [
    'cleanup.policy',
    'delete.retention.ms',
    'file.delete.delay.ms',
    'max.compaction.lag.ms',
    'max.message.bytes',
    'message.timestamp.after.max.ms',
    'message.timestamp.before.max.ms',
    'message.timestamp.type',
    'min.cleanable.dirty.ratio',
    'min.compaction.lag.ms',
    'min.insync.replicas',
    'retention.bytes',
    'retention.ms',
    'segment.bytes',
    'segment.jitter.ms',
    'segment.ms',
    'unclean.leader.election.enable',
  ],
  group: ['consumer.assignment.interval.ms', 'consumer.heartbeat.interval.ms', 'consumer.session.timeout.ms'],
  producer: [
    ...EVERY_CLIENT,
    'acks',
    'batch.size',
    'buffer.memory',
    'compression.type',
    'delivery.timeout.ms',
    'enable.idempotence',
    'linger.ms',
    'max.block.ms',
    'max.in.flight.requests.per.connection',
    'max.request.size',
    'metadata.max.idle.ms',
    'partitioner.adaptive.partitioning.enable',
    'partitioner.availability.timeout.ms',
    'partitioner.class',
    'partitioner.ignore.keys',
    'retries',
  ],
  consumer: [
    ...EVERY_CLIENT,
    'allow.auto.create.topics',
    'auto.commit.interval.ms',
    'auto.offset.reset',
    'client.rack',
    'default.api.timeout.ms',
    'enable.auto.commit',
    'exclude.internal.topics',
    'fetch.max.bytes',
    'fetch.max.wait.ms',
    'fetch.min.bytes',
    'group.id',
    'group.instance.id',
    'group.protocol',
    'group.remote.assignor',
    'heartbeat.interval.ms',
    'isolation.level',
    'max.partition.fetch.bytes',
    'max.poll.interval.ms',
    'max.poll.records',
    'partition.assignment.strategy',
    'session.timeout.ms',
  ],
  'zookeeper-consumer': [
    'auto.commit.enable',
    'auto.commit.interval.ms',
    'auto.offset.reset',
    'consumer.id',
    'dual.commit.enabled',
    'exclude.internal.topics',
    'fetch.max.bytes',
    'fetch.message.max.bytes',
    'fetch.min.bytes',
    'fetch.wait.max.ms',
    'group.id',
    'offsets.channel.backoff.ms',
    'offsets.channel.socket.timeout.ms',
    'offsets.commit.max.retries',
    'offsets.storage',
    'partition.assignment.strategy',
    'rebalance.backoff.ms',
    'rebalance.max.retries',
    'refresh.leader.backoff.ms',
    'socket.timeout.ms',
    'zookeeper.connection.timeout.ms',
    'zookeeper.session.timeout.ms',
    'zookeeper.sync.time.ms',
  ],
  admin: [...EVERY_CLIENT, 'default.api.timeout.ms'],
};

export function hasEffect(scope: ConfigScope, name: string): boolean {
  if (WITH_EFFECT[scope].includes(name)) return true;
  // What topics have from their server, unless they say otherwise.
  return scope === 'server' && WITH_EFFECT.topic.some((topic) => synonymsOf(topic).includes(name));
}

function synonymsOf(topicSetting: string): readonly string[] {
  const definition = definitionOf('topic', topicSetting);
  const single = definition?.serverDefault === undefined ? [] : [definition.serverDefault];
  return definition?.serverSynonyms?.map(([name]) => name) ?? single;
}

export function configsWithEffect(scope: ConfigScope): readonly string[] {
  return WITH_EFFECT[scope];
}

const BOOTSTRAP = says(
  'write bootstrap: beside the name; without it, it is every broker of the cluster',
  '이름 옆에 bootstrap:을 쓰세요. 쓰지 않으면 클러스터의 모든 브로커예요',
);

/** Settings that follow from other keys of the file. */
export const SET_BY_TIDEMARK: Readonly<Record<ConfigScope, Readonly<Record<string, Says>>>> = {
  server: {
    'node.id': says('it follows from the id of the controller or broker', '컨트롤러나 브로커의 번호(id)에서 정해져요'),
    'broker.id': says('it follows from the id of the broker', '브로커의 번호(id)에서 정해져요'),
    'broker.rack': says('write rack: beside the id of the broker', '브로커의 id 옆에 rack:을 쓰세요'),
    'process.roles': says(
      'it follows from cluster.controllers and cluster.brokers, or from cluster.combined',
      'cluster.controllers와 cluster.brokers, 또는 cluster.combined에서 정해져요',
    ),
    'controller.quorum.voters': says('it follows from cluster.controllers', 'cluster.controllers에서 정해져요'),
    'controller.quorum.bootstrap.servers': says(
      'it follows from cluster.controllers',
      'cluster.controllers에서 정해져요',
    ),
    'zookeeper.connect': says('it follows from cluster.zookeeper', 'cluster.zookeeper에서 정해져요'),
    'zookeeper.metadata.migration.enable': says('it follows from era: migration', 'era: migration에서 정해져요'),
    'controller.listener.names': says('there is one listener, without a name', '이름 없는 리스너 하나뿐이에요'),
    listeners: says('there is one listener, without a name', '이름 없는 리스너 하나뿐이에요'),
    'advertised.listeners': says(
      'write advertised: beside the id of the broker',
      '브로커의 id 옆에 advertised:를 쓰세요',
    ),
  },
  topic: {},
  group: {},
  producer: {
    'bootstrap.servers': BOOTSTRAP,
    'client.id': says('it is the name of the producer', '프로듀서의 이름과 같아요'),
  },
  consumer: {
    'bootstrap.servers': BOOTSTRAP,
    'client.id': says('it is the name of the consumer', '컨슈머의 이름과 같아요'),
  },
  'zookeeper-consumer': {
    'zookeeper.connect': says('it follows from cluster.zookeeper', 'cluster.zookeeper에서 정해져요'),
    'client.id': says('it is the name of the consumer', '컨슈머의 이름과 같아요'),
  },
  admin: {},
};

interface Refusal {
  readonly name: string;
  readonly why: Says;
  readonly matters: (value: ConfigValue) => boolean;
}

const TRANSACTIONS = says('transactions are not part of the model', '트랜잭션은 모델에 없어요');
const TIERED = says('there is no tiered storage', '계층형 스토리지가 없어요');

/** A lesson about these would show what Kafka does not do. */
export const NOT_MODELLED: Readonly<Record<ConfigScope, readonly Refusal[]>> = {
  server: [
    refusal('remote.log.storage.system.enable', TIERED, (value) => value === true),
    refusal(
      'replica.selector.class',
      says(
        `of the selectors there is ${RACK_AWARE_REPLICA_SELECTOR}`,
        `셀렉터는 ${RACK_AWARE_REPLICA_SELECTOR}만 있어요`,
      ),
      (value) => value !== null && value !== RACK_AWARE_REPLICA_SELECTOR,
    ),
  ],
  group: [],
  topic: [refusal('remote.storage.enable', TIERED, (value) => value === true)],
  producer: [
    refusal(
      'partitioner.class',
      says(
        `of the partitioners there is ${PARTITIONERS.join(' and ')}`,
        `파티셔너는 ${PARTITIONERS.join(', ')}만 있어요`,
      ),
      (value) => value !== null && value !== DEFAULT_PARTITIONER && !PARTITIONERS.includes(String(value)),
    ),
    refusal('transactional.id', TRANSACTIONS, (value) => value !== null),
  ],
  consumer: [],
  'zookeeper-consumer': [],
  admin: [],
};

function refusal(name: string, why: Says, matters: Refusal['matters']): Refusal {
  return { name, why, matters };
}
