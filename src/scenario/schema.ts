/**
 * The shape of a scenario file, format version 1. One schema: the types (scenario.ts), the checks of shape, and the JSON
 * Schema that editors complete from (jsonSchema.ts) all come from it. The message of a part says what it must be; what
 * names other parts of the file (brokers, topics, configs, facts) is checked in check.ts.
 */
import { z } from 'zod';
import { KAFKA_VERSIONS } from '../kafka/versions.ts';
import { BANDWIDTH_PATTERN, DURATION_PATTERN, parseBandwidth, parseDuration } from './duration.ts';

/** What a newer Tidemark would count up. */
export const FORMAT_VERSION = 1;

// ---- leaves ----------------------------------------------------------------------------------------------------------

const DURATION = 'a duration with its unit, such as 400us, 200ms, 30s, 5m or 1h';
const BANDWIDTH = 'a bandwidth such as 500B/s, 50kB/s or 2MB/s';

const duration = z
  .string(DURATION)
  .regex(DURATION_PATTERN, DURATION)
  .transform((text, context) => converted(parseDuration(text), DURATION, context))
  .meta({ id: 'Duration', description: 'A number and its unit: us, ms, s, m or h.' });

const positiveDuration = z
  .string(DURATION)
  .regex(DURATION_PATTERN, DURATION)
  .transform((text, context) => converted(parseDuration(text) || undefined, 'longer than zero', context))
  .meta({ id: 'PositiveDuration', description: 'A number above zero and its unit: us, ms, s, m or h.' });

const bandwidth = z
  .string(BANDWIDTH)
  .regex(BANDWIDTH_PATTERN, BANDWIDTH)
  .transform((text, context) => converted(parseBandwidth(text), BANDWIDTH, context));

function converted(value: number | undefined, phrase: string, context: z.core.$RefinementCtx<string>): number {
  if (value !== undefined) return value;
  context.issues.push({ code: 'custom', message: phrase, input: context.value, params: { leaf: true } });
  return z.NEVER;
}

function whole(least: number, most: number) {
  const phrase = `a whole number from ${least} to ${most}`;
  return z.int(phrase).min(least, phrase).max(most, phrase);
}

function text(most: number) {
  const phrase = `a text of at most ${most} characters (numbers in quotes)`;
  return z.string(phrase).max(most, phrase);
}

function both(most: number) {
  const part = z
    .string('a text')
    .trim()
    .min(1, 'a text that is not empty')
    .max(most, `a text of at most ${most} characters`);
  return z.strictObject({ en: part, ko: part }, 'a group with en and ko');
}

const NAME = 'a name of letters, digits, dots, dashes and underscores that starts with a letter, at most 30 characters';
const name = z.string(NAME).regex(/^[A-Za-z][A-Za-z0-9._-]{0,29}$/, NAME);

const TOPIC = 'a topic name: letters, digits, dots, dashes and underscores, at most 249 characters';
const topicName = z.string(TOPIC).regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/, TOPIC);

/** `orders-0`, or `orders` for all its partitions where that is allowed. */
const partition = z.string('a partition such as orders-0');
const fact = z.string('the name of a fact, such as LeaderElected');
const scalar = z.union([z.string(), z.number(), z.boolean()], 'a text, a number, true or false');

function config(id: string) {
  return z
    .record(z.string(), scalar, 'a group of settings under their Kafka names')
    .meta({ id, description: "Kafka's settings under their real names." });
}

function list<T extends z.ZodType>(item: T, most: number) {
  return z.array(item, 'a list').max(most, `a list of at most ${most}`);
}

/** One, or a list of at least one. */
function some<T extends z.ZodType<unknown, unknown>>(item: T, phrase: string) {
  return z.union([item, z.array(item).min(1, 'a list that is not empty').max(100, 'a list of at most 100')], phrase);
}

/** A group in which exactly one of `keys` stands: what it is for. Checked in check.ts, told to editors here. */
function exactlyOne(...keys: readonly string[]) {
  return { oneOf: keys.map((key) => ({ required: [key] })) };
}

// ---- the cluster -----------------------------------------------------------------------------------------------------

const controller = z.strictObject(
  { id: whole(1, 9), start: duration.optional(), config: config('ControllerConfig').optional() },
  'a group with id and, if needed, start and config',
);

const broker = z.strictObject(
  {
    id: whole(0, 999),
    rack: z.string('a text').min(1, 'a text that is not empty').max(60, 'at most 60 characters').optional(),
    start: duration.optional(),
    config: config('BrokerConfig').optional(),
  },
  'a group with id and, if needed, rack, start and config',
);

const cluster = z.strictObject(
  {
    controllers: z.union(
      [whole(1, 9), list(controller, 9).min(1, 'a list that is not empty')],
      'a number from 1 to 9, or a list',
    ),
    brokers: z.union(
      [whole(1, 50), list(broker, 50).min(1, 'a list that is not empty')],
      'a number from 1 to 50, or a list',
    ),
    config: config('ServerConfig').optional(),
  },
  'a group with controllers and brokers',
);

const network = z.strictObject({ latency: duration.optional(), jitter: duration.optional() }, 'a group');

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
    every: positiveDuration,
    count: whole(1, 200_000).optional(),
    start: duration.optional(),
  },
  'a group with topic and every',
);

const producer = z.strictObject(
  { name, start: duration.optional(), config: config('ProducerConfig').optional(), send: list(send, 50).optional() },
  'a group with a name',
);

const consumer = z.strictObject(
  {
    name,
    start: duration.optional(),
    assign: list(partition, 2000).min(1, 'a list that is not empty'),
    'poll-every': positiveDuration.optional(),
    config: config('ConsumerConfig').optional(),
  },
  'a group with name and assign',
);

// ---- patterns of facts -----------------------------------------------------------------------------------------------

const fieldValue = z.union(
  [
    scalar,
    z.null(),
    z.array(z.union([z.string(), z.number()])),
    z.strictObject({
      'at-least': z.number('a number').optional(),
      'at-most': z.number('a number').optional(),
      not: scalar.optional(),
      contains: z.union([z.string(), z.number()], 'a text or a number').optional(),
    }),
  ],
  'a value, a list, or a group with at-least, at-most, not or contains',
);

const where = z.record(z.string(), fieldValue, 'a group of fields and their values');

const pattern = { fact, where: where.optional() };
const window = { after: duration.optional(), before: duration.optional() };

// ---- the timeline ----------------------------------------------------------------------------------------------------

const TARGET = 'a node such as b1, or `leader of orders-0`, `follower of orders-0`, `active controller`';
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
    set: config('AlteredConfig').optional(),
    remove: list(z.string('the name of a setting'), 100).optional(),
  },
  'a group with topic or broker, and set or remove',
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
  'cut',
  'heal',
  'slow-link',
  'slow-disk',
  'produce',
  'create-topic',
  'elect-leaders',
  'alter-config',
] as const;

const timelineLine = z
  .strictObject(
    {
      at: duration.optional(),
      when: z
        .strictObject({ ...pattern, ...window, nth: whole(1, 1_000_000).optional() }, 'a group with fact')
        .optional(),
      after: duration.optional(),
      kill: forAWhile.optional(),
      start: targets.optional(),
      restart: forAWhile.optional(),
      pause: forAWhile.optional(),
      resume: targets.optional(),
      'power-loss': forAWhile.optional(),
      wipe: targets.optional(),
      'controlled-shutdown': targets.optional(),
      cut: z.strictObject(link, 'a group with from and to').optional(),
      heal: z.union([z.literal('all', HEAL), z.strictObject(link)], HEAL).optional(),
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
      'create-topic': topic.optional(),
      'elect-leaders': electLeaders.optional(),
      'alter-config': alterConfig.optional(),
    },
    'a group with `at` or `when`, and what happens then',
  )
  .meta({ allOf: [exactlyOne('at', 'when'), exactlyOne(...ACTIONS)] });

// ---- expectations ----------------------------------------------------------------------------------------------------

const counted = z.union(
  [
    whole(0, 1_000_000_000),
    z.strictObject({ 'at-least': whole(0, 1_000_000_000).optional(), 'at-most': whole(0, 1_000_000_000).optional() }),
  ],
  'a whole number, or a group with at-least and at-most',
);

const LEADER = 'a broker id, or none';

const final = z
  .strictObject(
    {
      partition: partition.optional(),
      producer: name.optional(),
      consumer: name.optional(),
      broker: name.optional(),
      controller: name.optional(),
      leader: z.union([whole(0, 999), z.literal('none', LEADER)], LEADER).optional(),
      isr: list(whole(0, 999), 50).optional(),
      elr: list(whole(0, 999), 50).optional(),
      replicas: list(whole(0, 999), 50).optional(),
      'leader-epoch': counted.optional(),
      'high-watermark': counted.optional(),
      sent: counted.optional(),
      acknowledged: counted.optional(),
      failed: counted.optional(),
      unknown: counted.optional(),
      consumed: counted.optional(),
      position: z.record(z.string(), counted, 'a group of partitions and their positions').optional(),
      state: z.enum(['up', 'paused', 'down', 'off'], 'up, paused, down or off').optional(),
      fenced: z.boolean('true or false').optional(),
      active: z.boolean('true or false').optional(),
    },
    'a group that names a partition, producer, consumer, broker or controller, and what it must be',
  )
  .meta(exactlyOne('partition', 'producer', 'consumer', 'broker', 'controller'));

/** Keys that say what an expectation is. */
export const EXPECTATIONS = ['fact', 'never', 'final', 'property', 'breaks'] as const;

const expectation = z
  .strictObject(
    {
      fact: fact.optional(),
      where: where.optional(),
      times: whole(0, 1_000_000_000).optional(),
      'at-least': whole(1, 1_000_000_000).optional(),
      'at-most': whole(0, 1_000_000_000).optional(),
      ...window,
      never: z.strictObject({ ...pattern, ...window }, 'a group with fact').optional(),
      final: final.optional(),
      property: z.string('the name of a property').optional(),
      breaks: z.string('the name of a property').optional(),
    },
    'a group with fact, never, final, property or breaks',
  )
  .meta(exactlyOne(...EXPECTATIONS));

// ---- the whole -------------------------------------------------------------------------------------------------------

const versionNames = KAFKA_VERSIONS.map((version) => version.name) as [string, ...string[]];
const VERSION = `one of ${versionNames.join(', ')}`;

export const scenarioSchema = z.strictObject(
  {
    tidemark: z.literal(FORMAT_VERSION, `${FORMAT_VERSION}, the version of the format`),
    title: both(120),
    summary: both(600).optional(),
    prose: both(20_000).optional(),
    seed: whole(0, 2_147_483_647).optional(),
    until: positiveDuration,
    version: z.enum(versionNames, VERSION).optional(),
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

export type TopicSection = z.output<typeof topic>;
export type FactPattern = { readonly fact: string; readonly where?: z.output<typeof where> | undefined };
export type FieldPattern = z.output<typeof fieldValue>;
export type TimelineLine = z.output<typeof timelineLine>;
export type Expectation = z.output<typeof expectation>;
export type FinalSection = z.output<typeof final>;
export type Counted = z.output<typeof counted>;
export type ConfigSection = Readonly<Record<string, string | number | boolean>>;
