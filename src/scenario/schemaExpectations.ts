/** The shape of what a scenario says about facts: the patterns that lines wait for, and what must be true in the end. */
import { z } from 'zod';
import { PROTOCOL_IDS } from '../kafka/protocolGenerations.ts';
import { ERAS } from './era.ts';
import { duration, exactlyOne, fact, list, name, partition, scalar, some, whole } from './schemaLeaves.ts';

const values = z.array(z.union([z.string(), z.number()]));

const fieldValue = z.union(
  [
    scalar,
    z.null(),
    values,
    z.strictObject({
      'at-least': z.number('a number').optional(),
      'at-most': z.number('a number').optional(),
      not: z.union([scalar, z.null(), values], 'a value or a list').optional(),
      in: z.array(scalar, 'a list').min(1, 'a list that is not empty').max(100, 'a list of at most 100').optional(),
      contains: z.union([z.string(), z.number()], 'a text or a number').optional(),
    }),
  ],
  'a value, a list, or a group with at-least, at-most, not, in or contains',
);

const where = z.record(z.string(), fieldValue, 'a group of fields and their values');

export const pattern = { fact, where: where.optional() };
export const window = { after: duration.optional(), before: duration.optional() };

const counted = z.union(
  [
    whole(0, 1_000_000_000),
    z.strictObject({ 'at-least': whole(0, 1_000_000_000).optional(), 'at-most': whole(0, 1_000_000_000).optional() }),
  ],
  'a whole number, or a group with at-least and at-most',
);

/** Of a process. */
export const PROCESS_STATES = ['up', 'paused', 'down', 'off'] as const;

/** Of a group, of either protocol. */
export const GROUP_STATES = [
  'Empty',
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
  'Assigning',
  'Reconciling',
] as const;

const STATES = 'up, paused, down or off; of a group Stable, Empty …';
const OWNER = 'the name of a consumer, or none';
const LEADER = 'a broker id, or none';
const ERA = `one of ${ERAS.join(', ')}`;

const final = z
  .strictObject(
    {
      partition: partition.optional(),
      producer: name.optional(),
      consumer: name.optional(),
      broker: name.optional(),
      controller: name.optional(),
      group: z.string('the name of a group').min(1, 'the name of a group').optional(),
      leader: z.union([whole(0, 2999), z.literal('none', LEADER)], LEADER).optional(),
      isr: list(whole(0, 2999), 50).optional(),
      elr: list(whole(0, 2999), 50).optional(),
      replicas: list(whole(0, 2999), 50).optional(),
      'leader-epoch': counted.optional(),
      'high-watermark': counted.optional(),
      sent: counted.optional(),
      acknowledged: counted.optional(),
      failed: counted.optional(),
      unknown: counted.optional(),
      consumed: counted.optional(),
      position: z.record(z.string(), counted, 'a group of partitions and their positions').optional(),
      members: counted.optional(),
      committed: z.record(z.string(), counted, 'a group of partitions and committed offsets').optional(),
      lag: z.record(z.string(), counted, 'a group of partitions and their lag').optional(),
      owners: z.record(z.string(), z.string(OWNER), 'a group of partitions and their owners').optional(),
      state: z.enum([...PROCESS_STATES, ...GROUP_STATES], STATES).optional(),
      fenced: z.boolean('true or false').optional(),
      active: z.boolean('true or false').optional(),
    },
    'a group that names a partition, producer, consumer, broker, controller or group, and what it must be',
  )
  .meta(exactlyOne('partition', 'producer', 'consumer', 'broker', 'controller', 'group'));

/** A generation of the replication protocol. */
export const protocol = z.enum(PROTOCOL_IDS, `one of ${PROTOCOL_IDS.join(', ')}`);

/** What is said of one era of a file that is for both. */
export const eras = some(z.enum(ERAS, ERA), `${ERA}, or a list`);

const OUTPUT = 'a group with contains, matches, excludes or status';

/** What a command-line tool printed, both of its streams together. */
const output = z.strictObject(
  {
    /** Only tools whose command line begins so. */
    of: z.string('the beginning of a command line').min(1, 'the beginning of a command line').optional(),
    contains: z.string('a text').min(1, 'a text that is not empty').max(4000, 'at most 4000 characters').optional(),
    excludes: z.string('a text').min(1, 'a text that is not empty').max(4000, 'at most 4000 characters').optional(),
    matches: z
      .string('a regular expression')
      .min(1, 'a regular expression')
      .max(1000, 'at most 1000 characters')
      .optional(),
    status: whole(0, 255).optional(),
  },
  OUTPUT,
);

export type OutputExpectation = z.output<typeof output>;

/** Keys that say what an expectation is. */
export const EXPECTATIONS = ['fact', 'never', 'final', 'property', 'breaks', 'anomaly', 'output'] as const;

export const expectation = z
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
      protocol: some(protocol, `one of ${PROTOCOL_IDS.join(', ')}, or a list`).optional(),
      era: eras.optional(),
      anomaly: z.string('the name of an anomaly').optional(),
      shown: z.boolean('true or false').optional(),
      output: output.optional(),
    },
    'a group with fact, never, final, property, breaks, anomaly or output',
  )
  .meta({ id: 'Expectation', ...exactlyOne(...EXPECTATIONS) });

export type FactPattern = { readonly fact: string; readonly where?: z.output<typeof where> | undefined };
export type FieldPattern = z.output<typeof fieldValue>;
export type Expectation = z.output<typeof expectation>;
export type FinalSection = z.output<typeof final>;
export type Counted = z.output<typeof counted>;
