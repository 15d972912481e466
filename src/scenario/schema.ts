/**
 * The shape of a scenario file, format version 1. One schema: the types (scenario.ts), the checks of shape, and the JSON
 * Schema that editors complete from (jsonSchema.ts) all come from it. The message of a part says what it must be; what
 * names other parts of the file (brokers, topics, configs, facts) is checked in check.ts.
 */
import { z } from 'zod';
import { KAFKA_VERSIONS } from '../kafka/versions.ts';
import { ERAS } from './era.ts';
import { drillOf } from './lesson/schemaDrill.ts';
import { lesson } from './lesson/schemaLesson.ts';
import { cluster } from './schemaCluster.ts';
import { expectation, protocol } from './schemaExpectations.ts';
import {
  address,
  both,
  config,
  duration,
  list,
  name,
  names,
  partition,
  positiveDuration,
  recordValue,
  text,
  topicName,
  whole,
} from './schemaLeaves.ts';
import { timelineLine, topic } from './schemaTimeline.ts';

/** What a newer Tidemark would count up. */
export const FORMAT_VERSION = 1;

const network = z.strictObject(
  { latency: duration.optional(), jitter: duration.optional(), names: names.optional() },
  'a group',
);

// ---- clients ---------------------------------------------------------------------------------------------------------

const send = z.strictObject(
  {
    topic: topicName,
    partition: whole(0, 1999).optional(),
    key: text(1000).optional(),
    value: recordValue(1000).optional(),
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
    lesson: lesson.optional(),
    drill: drillOf(producer, consumer).optional(),
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
export { ACTIONS, type TimelineLine, type TopicSection } from './schemaTimeline.ts';

export type ConfigSection = Readonly<Record<string, string | number | boolean>>;
