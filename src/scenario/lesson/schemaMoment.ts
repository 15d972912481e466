/** The shape of what a lesson says about its run: a moment in it, a value read from it, and what must be so. */
import { z } from 'zod';
import { pattern } from '../schemaExpectations.ts';
import { duration, exactlyOne, fact, list, name, partition, scalar, whole } from '../schemaLeaves.ts';

const MOMENT = 'a group with `fact` or `at`';
const IN_ERA = 'a group with zookeeper, kraft or migration: what it is there';

/**
 * A place in a run. Bound to a fact wherever it can be, so that it is the same place with another seed. Facts are looked
 * for after the moment that came before in the lesson; with `since: start` from the beginning of the run.
 */
const MOMENT_KEYS = {
  fact: fact.optional(),
  where: pattern.where,
  nth: whole(1, 1_000_000).optional(),
  since: z.literal('start', 'start').optional(),
  at: duration.optional(),
  later: duration.optional(),
  'just-before': z.boolean('true or false').optional(),
} as const;

const momentOfEra = z.strictObject(MOMENT_KEYS, MOMENT).meta({ id: 'MomentOfEra', ...exactlyOne('fact', 'at') });

/** What another era has instead, by its name. */
function ofEras<T extends z.ZodType>(one: T) {
  return z.strictObject({ zookeeper: one.optional(), kraft: one.optional(), migration: one.optional() }, IN_ERA);
}

export const moment = z
  .strictObject(
    {
      ...MOMENT_KEYS,
      /** Of a file that is for several eras: the same moment where other facts tell of it. */
      era: ofEras(momentOfEra).optional(),
    },
    MOMENT,
  )
  .meta({ id: 'Moment', ...exactlyOne('fact', 'at') });

/** What can be read of a thing. Which goes with which is checked in checkReadings. */
export const READABLE = {
  partition: [
    'leader',
    'leader-epoch',
    'isr',
    'isr-size',
    'elr',
    'replicas',
    'high-watermark',
    'log-end-offset',
    'log-start-offset',
    'copies',
  ],
  producer: ['sent', 'acknowledged', 'failed', 'unknown', 'pending', 'buffered', 'in-flight'],
  consumer: ['consumed', 'position', 'lag', 'assigned', 'activity'],
  group: ['state', 'members', 'generation', 'idle-members', 'lag'],
  node: ['status', 'fenced', 'active', 'led', 'replicas'],
  ledger: ['sent', 'acknowledged', 'failed', 'unknown', 'pending', 'lost', 'duplicated', 'reordered', 'consumed'],
  quorum: ['leader', 'epoch', 'high-watermark', 'voters'],
} as const;

export type ReadableKind = keyof typeof READABLE;
const READS = Object.values(READABLE).flat() as [string, ...string[]];

const state = z
  .strictObject(
    {
      partition: partition.optional(),
      producer: name.optional(),
      consumer: name.optional(),
      group: z.string('the name of a group').min(1, 'the name of a group').optional(),
      node: z.string('a node such as b1, or `leader of orders-0`').optional(),
      ledger: z.literal(true, 'true').optional(),
      quorum: z.literal(true, 'true').optional(),
      read: z.enum(READS, `one of ${[...new Set(READS)].join(', ')}`),
      /** Of a partition: the copy on this broker, as it is in its own log. */
      on: z.string('a broker such as b1, or `leader of orders-0`').optional(),
      /** Of `copies`: of which offset. Of `position` and `lag`: of which partition. */
      offset: whole(0, 1_000_000_000).optional(),
      of: partition.optional(),
      /** Instead of where the lesson stands when it is read. */
      at: moment.optional(),
    },
    'a group that names a thing and says what to read of it',
  )
  .meta(exactlyOne('partition', 'producer', 'consumer', 'group', 'node', 'ledger', 'quorum'));

const since = z.literal('start', 'start').optional();
const seenOfEra = z.strictObject({ ...pattern, since }, 'a group with fact').meta({ id: 'SeenOfEra' });
const seen = z
  .strictObject({ ...pattern, since, era: ofEras(seenOfEra).optional() }, 'a group with fact')
  .meta({ id: 'Seen' });

const NTH = 'a whole number from 1, or last';
const UNIT = 'us, ms or s';

/** Facts between the beat's stop and its reveal; with `since: start` from the beginning of the run. */
const READING = {
  /** How many. */
  count: seen.optional(),
  /** Whether any. */
  happens: seen.optional(),
  /** A field of the first one, or of another. */
  field: z
    .strictObject(
      {
        ...pattern,
        name: z.string('the name of a field'),
        nth: z.union([whole(1, 1_000_000), z.literal('last', NTH)], NTH).optional(),
        since,
      },
      'a group with fact and name',
    )
    .optional(),
  /** From the first moment to the second: milliseconds, or what `in` says. */
  span: z
    .strictObject(
      { from: moment.optional(), to: moment, in: z.enum(['us', 'ms', 's'], UNIT).optional() },
      'a group with to',
    )
    .optional(),
  state: state.optional(),
  /** A property, or an anomaly by its absence: held up to here. */
  holds: z.string('the name of a property').optional(),
} as const;

/** Keys that say what a reading is. */
export const READINGS = ['count', 'happens', 'field', 'span', 'state', 'holds'] as const;

const READING_PHRASE = 'a group with count, happens, field, span, state or holds';

export const reading = z
  .strictObject(
    {
      ...READING,
      /** Added to a number read. */
      plus: z.int('a whole number').min(-1_000_000, 'not below -1000000').max(1_000_000, 'at most 1000000').optional(),
    },
    READING_PHRASE,
  )
  .meta({ id: 'Reading', ...exactlyOne(...READINGS) });

const wanted = z.union(
  [scalar, z.null(), list(z.union([z.string(), z.number()]), 100), reading],
  'a value, a list, or a reading',
);

/** A reading, and what it must be; without any it must be true. */
const one = z
  .strictObject(
    {
      ...READING,
      plus: z.int('a whole number').optional(),
      is: wanted.optional(),
      not: wanted.optional(),
      'at-least': z.union([z.number(), reading], 'a number or a reading').optional(),
      'at-most': z.union([z.number(), reading], 'a number or a reading').optional(),
      contains: z.union([z.string(), z.number(), reading], 'a value or a reading').optional(),
    },
    `${READING_PHRASE}, and what it must be`,
  )
  .meta({ id: 'OneCondition', ...exactlyOne(...READINGS) });

const CONDITION = 'a condition, or a list of which all must be so';

export const condition = z
  .union(
    [
      one,
      list(one, 20).min(1, 'a list that is not empty'),
      z.strictObject({ any: list(one, 20).min(1, 'a list that is not empty') }, 'a group with any'),
      z.strictObject({ none: list(one, 20).min(1, 'a list that is not empty') }, 'a group with none'),
    ],
    CONDITION,
  )
  .meta({ id: 'Condition' });

export type MomentSection = z.output<typeof moment>;
export type SeenSection = z.output<typeof seen>;
export type StateSection = z.output<typeof state>;
export type ReadingSection = z.output<typeof reading>;
export type OneCondition = z.output<typeof one>;
export type ConditionSection = z.output<typeof condition>;
