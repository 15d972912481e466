/** The shape of what a scenario says about facts: the patterns that lines wait for, and what must be true in the end. */
import { z } from 'zod';
import { PROTOCOL_IDS } from '../kafka/protocolGenerations.ts';
import { duration, exactlyOne, fact, list, name, partition, scalar, some, whole } from './schemaLeaves.ts';

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

export const pattern = { fact, where: where.optional() };
export const window = { after: duration.optional(), before: duration.optional() };

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

/** A generation of the replication protocol. */
export const protocol = z.enum(PROTOCOL_IDS, `one of ${PROTOCOL_IDS.join(', ')}`);

/** Keys that say what an expectation is. */
export const EXPECTATIONS = ['fact', 'never', 'final', 'property', 'breaks', 'anomaly'] as const;

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
      anomaly: z.string('the name of an anomaly').optional(),
      shown: z.boolean('true or false').optional(),
    },
    'a group with fact, never, final, property, breaks or anomaly',
  )
  .meta(exactlyOne(...EXPECTATIONS));

export type FactPattern = { readonly fact: string; readonly where?: z.output<typeof where> | undefined };
export type FieldPattern = z.output<typeof fieldValue>;
export type Expectation = z.output<typeof expectation>;
export type FinalSection = z.output<typeof final>;
export type Counted = z.output<typeof counted>;
