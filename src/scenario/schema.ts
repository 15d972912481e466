/**
 * The shape of a scenario file, format version 1. One schema: the types (scenario.ts), the checks of shape, and the JSON
 * Schema that editors complete from (jsonSchema.ts) all come from it. The message of a part says what it must be; what
 * names other parts of the file (brokers, topics, configs, facts) is checked in check.ts.
 */
import { z } from 'zod';
import { KAFKA_VERSIONS } from '../kafka/versions.ts';
import { ERAS, SERVER_MODES } from './era.ts';
import {
  cancelReassignment,
  createPartitions,
  deleteRecords,
  listReassignments,
  reassign,
} from './schemaAdministration.ts';
import { cluster } from './schemaCluster.ts';
import { committing, ofPartitions, processing, seek, subscribeTo } from './schemaConsumers.ts';
import { eras, expectation, pattern, protocol, window } from './schemaExpectations.ts';
import {
  address,
  bandwidth,
  both,
  config,
  duration,
  exactlyOne,
  list,
  name,
  names,
  partition,
  positiveDuration,
  some,
  text,
  topicName,
  whole,
} from './schemaLeaves.ts';

/** What a newer Tidemark would count up. */
export const FORMAT_VERSION = 1;

const network = z.strictObject(
  { latency: duration.optional(), jitter: duration.optional(), names: names.optional() },
  'a group',
);

const topic = z.strictObject(
  {
    name: topicName,
    partitions: whole(1, 2000).optional(),
    'replication-factor': whole(1, 50).optional(),
    assignment: list(list(whole(0, 999), 50).min(1, 'a list of broker ids'), 2000).optional(),
    config: config('TopicConfig').optional(),
  },
  'a group with a name',
);

// ---- clients ---------------------------------------------------------------------------------------------------------

const send = z.strictObject(
  {
    topic: topicName,
    partition: whole(0, 1999).optional(),
    key: text(1000).optional(),
    value: text(1000).optional(),
    headers: z.record(z.string(), text(1000), 'a group of names and texts').optional(),
    every: positiveDuration,
    count: whole(1, 200_000).optional(),
    start: duration.optional(),
    mode: z.enum(['async', 'sync', 'fire-and-forget'], 'async, sync or fire-and-forget').optional(),
    'on-failure': z.enum(['nothing', 'resend'], 'nothing or resend').optional(),
  },
  'a group with topic and every',
);

const producer = z.strictObject(
  {
    name,
    start: duration.optional(),
    bootstrap: list(address, 50).min(1, 'a list that is not empty').optional(),
    names: names.optional(),
    config: config('ProducerConfig').optional(),
    send: list(send, 50).optional(),
  },
  'a group with a name',
);

const COMMIT = 'none, sync or async';

const consumer = z.strictObject(
  {
    name,
    start: duration.optional(),
    stop: duration.optional(),
    group: text(249).optional(),
    assign: list(partition, 2000).min(1, 'a list that is not empty').optional(),
    subscribe: list(topicName, 500).min(1, 'a list that is not empty').optional(),
    'subscribe-pattern': text(249).optional(),
    connector: z.literal('zookeeper', 'zookeeper: the consumer of before 2.0 whose group is there').optional(),
    'poll-every': positiveDuration.optional(),
    process: duration.optional(),
    commit: z.enum(['none', 'sync', 'async'], COMMIT).optional(),
    workers: whole(0, 64).optional(),
    bootstrap: list(address, 50).min(1, 'a list that is not empty').optional(),
    names: names.optional(),
    config: config('ConsumerConfig').optional(),
  },
  'a group with a name, and one of assign, subscribe and subscribe-pattern',
);

// ---- the timeline ----------------------------------------------------------------------------------------------------

const TARGET =
  'a node such as b1, or `leader of orders-0`, `follower of orders-0`, `active controller`, `zookeeper leader`';
const target = z.string(TARGET);
const targets = some(target, `${TARGET}, or a list`);
const forAWhile = z.union(
  [
    target,
    z.array(target).min(1, 'a list that is not empty').max(100, 'a list of at most 100'),
    z.strictObject({ node: targets, for: positiveDuration }),
  ],
  `${TARGET}, a list, or a group with node and for`,
);
const link = { from: targets, to: targets, 'both-ways': z.boolean('true or false').optional() };

const MODES = `one of ${SERVER_MODES.join(', ')}`;
const HEAL = '`all`, or a group with from and to';
const PARTITIONS = '`all`, or a list of partitions';

const produce = z.strictObject(
  {
    producer: name,
    topic: topicName,
    partition: whole(0, 1999).optional(),
    key: text(1000).optional(),
    value: text(1000).optional(),
    count: whole(1, 10_000).optional(),
  },
  'a group with producer and topic',
);

const CLOSE = 'a client, or a group with client and timeout';
const close = z.union([name, z.strictObject({ client: name, timeout: duration.optional() }, CLOSE)], CLOSE);

const electLeaders = z.strictObject(
  {
    type: z.enum(['preferred', 'unclean'], 'preferred or unclean'),
    partitions: z.union(
      [z.literal('all', PARTITIONS), list(partition, 2000).min(1, 'a list that is not empty')],
      PARTITIONS,
    ),
  },
  'a group with type and partitions',
);

const alterConfig = z.strictObject(
  {
    topic: topicName.optional(),
    broker: name.optional(),
    group: text(249).optional(),
    set: config('AlteredConfig').optional(),
    remove: list(z.string('the name of a setting'), 100).optional(),
  },
  'a group with topic, broker or group, and set or remove',
);

const CONSOLE = 'a command line such as kafka-topics --list, or a group with line and, if needed, input and for';
const consoleAction = z.union(
  [
    z.string(CONSOLE).min(1, CONSOLE).max(4000, 'at most 4000 characters'),
    z.strictObject({
      line: z.string(CONSOLE).min(1, CONSOLE).max(4000, 'at most 4000 characters'),
      input: list(text(4000), 1000).optional(),
      for: positiveDuration.optional(),
    }),
  ],
  CONSOLE,
);

/** Keys that say what a line of the timeline does. */
export const ACTIONS = [
  'kill',
  'start',
  'restart',
  'pause',
  'resume',
  'power-loss',
  'wipe',
  'controlled-shutdown',
  'reconfigure',
  'cut',
  'heal',
  'break-connections',
  'slow-link',
  'slow-disk',
  'produce',
  'flush',
  'close',
  'seek',
  'pause-partitions',
  'resume-partitions',
  'subscribe',
  'unsubscribe',
  'process',
  'commit',
  'create-topic',
  'elect-leaders',
  'alter-config',
  'reassign',
  'cancel-reassignment',
  'list-reassignments',
  'create-partitions',
  'delete-records',
  'unregister-broker',
  'add-voter',
  'remove-voter',
  'console',
] as const;

const timelineLine = z
  .strictObject(
    {
      at: duration.optional(),
      when: z
        .strictObject({ ...pattern, ...window, nth: whole(1, 1_000_000).optional() }, 'a group with fact')
        .optional(),
      after: duration.optional(),
      era: eras.optional(),
      kill: forAWhile.optional(),
      start: targets.optional(),
      restart: forAWhile.optional(),
      pause: forAWhile.optional(),
      resume: targets.optional(),
      'power-loss': forAWhile.optional(),
      wipe: targets.optional(),
      'controlled-shutdown': targets.optional(),
      reconfigure: z
        .strictObject({ node: targets, to: z.enum(SERVER_MODES, MODES) }, 'a group with node and to')
        .optional(),
      cut: z.strictObject(link, 'a group with from and to').optional(),
      heal: z.union([z.literal('all', HEAL), z.strictObject(link)], HEAL).optional(),
      'break-connections': z.strictObject(link, 'a group with from and to').optional(),
      'slow-link': z
        .strictObject(
          { ...link, delay: duration.optional(), bandwidth: bandwidth.optional() },
          'a group with from, to and delay or bandwidth',
        )
        .optional(),
      'slow-disk': z
        .strictObject({ node: targets, factor: whole(1, 10_000) }, 'a group with node and factor')
        .optional(),
      produce: produce.optional(),
      flush: name.optional(),
      close: close.optional(),
      seek: seek.optional(),
      'pause-partitions': ofPartitions.optional(),
      'resume-partitions': ofPartitions.optional(),
      subscribe: subscribeTo.optional(),
      unsubscribe: name.optional(),
      process: processing.optional(),
      commit: committing.optional(),
      'create-topic': topic.optional(),
      'elect-leaders': electLeaders.optional(),
      'alter-config': alterConfig.optional(),
      reassign: reassign.optional(),
      'cancel-reassignment': cancelReassignment.optional(),
      'list-reassignments': listReassignments.optional(),
      'create-partitions': createPartitions.optional(),
      'delete-records': deleteRecords.optional(),
      'unregister-broker': targets.optional(),
      'add-voter': target.optional(),
      'remove-voter': target.optional(),
      console: consoleAction.optional(),
    },
    'a group with `at` or `when`, and what happens then',
  )
  .meta({ allOf: [exactlyOne('at', 'when'), exactlyOne(...ACTIONS)] });

// ---- the whole -------------------------------------------------------------------------------------------------------

const versionNames = KAFKA_VERSIONS.map((version) => version.name) as [string, ...string[]];
const VERSION = `one of ${versionNames.join(', ')}`;
const ERA = `one of ${ERAS.join(', ')}`;

export const scenarioSchema = z.strictObject(
  {
    tidemark: z.literal(FORMAT_VERSION, `${FORMAT_VERSION}, the version of the format`),
    title: both(120),
    summary: both(600).optional(),
    prose: both(20_000).optional(),
    seed: whole(0, 2_147_483_647).optional(),
    until: positiveDuration,
    version: z.enum(versionNames, VERSION).optional(),
    protocol: protocol.optional(),
    era: z.enum(ERAS, ERA).optional(),
    cluster,
    network: network.optional(),
    topics: list(topic, 500).optional(),
    producers: list(producer, 200).optional(),
    consumers: list(consumer, 200).optional(),
    timeline: list(timelineLine, 500).optional(),
    expect: list(expectation, 500).optional(),
  },
  'a group of keys',
);

export type { Counted, Expectation, FactPattern, FieldPattern, FinalSection } from './schemaExpectations.ts';
export { EXPECTATIONS } from './schemaExpectations.ts';

export type TopicSection = z.output<typeof topic>;
export type TimelineLine = z.output<typeof timelineLine>;
export type ConfigSection = Readonly<Record<string, string | number | boolean>>;
