/**
 * One thing changed in a scenario, as a lesson, a link and the page write it: a setting of somebody, the Kafka it is run
 * on, its seed, the network, a line of its timeline. It says what, not whether it can be: change.ts applies it. Times stay
 * texts, as a person has written them.
 */
import { z } from 'zod';
import { DURATION_PATTERN } from './duration.ts';
import { config, exactlyOne, list, name, text, topicName, whole } from './schemaLeaves.ts';

const DURATION = 'a duration with its unit, such as 400us, 200ms, 30s, 5m or 1h';
const duration = z.string(DURATION).max(40, DURATION).regex(DURATION_PATTERN, DURATION);
const SHIFT = 'a duration with its unit, such as 5s, or -5s for earlier';
const shift = z.string(SHIFT).max(40, SHIFT).regex(/^-?\d/, SHIFT);

/** By its number in the timeline, from 1, or in the words of the command line: `kill b1`. */
const LINE = 'a line of the timeline: its number from 1, or its words, such as kill b1';
const line = z.union([z.int(LINE).min(1, LINE).max(500, LINE), z.string(LINE).min(1, LINE).max(300, LINE)], LINE);
const LINE_VALUE = 'a group such as { at: 7s, kill: b1 }, as in the timeline';
const lineValue = z.record(z.string().max(40), z.unknown(), LINE_VALUE);

/** Whose setting it is. */
export const CHANGE_OWNERS = ['cluster', 'broker', 'controller', 'topic', 'producer', 'consumer', 'group'] as const;
/** Whose settings Kafka declares for it. */
export const SCOPE_OF_OWNER = {
  cluster: 'server',
  broker: 'server',
  controller: 'server',
  topic: 'topic',
  producer: 'producer',
  consumer: 'consumer',
  group: 'group',
} as const satisfies Record<(typeof CHANGE_OWNERS)[number], string>;

/** What else one thing can be. */
export const CHANGE_KINDS = [
  'version',
  'protocol',
  'era',
  'feature',
  'seed',
  'latency',
  'jitter',
  'without',
  'move',
  'replace',
  'add',
] as const;

export const change = z
  .strictObject(
    {
      cluster: z.literal(true, 'true: every server').optional(),
      broker: name.optional(),
      controller: name.optional(),
      topic: topicName.optional(),
      producer: name.optional(),
      consumer: name.optional(),
      group: text(249).optional(),
      set: config('ChangedConfig').optional(),
      remove: list(z.string('the name of a setting').max(200, 'the name of a setting'), 10).optional(),
      version: text(40).optional(),
      protocol: text(40).optional(),
      era: text(40).optional(),
      /** Of the level that the cluster is formatted with. */
      feature: text(60).optional(),
      level: z.union([whole(0, 1_000), text(20)], 'a feature level, such as 1 or 3.9-IV0').optional(),
      seed: whole(0, 2_147_483_647).optional(),
      latency: duration.optional(),
      jitter: duration.optional(),
      without: line.optional(),
      move: line.optional(),
      to: duration.optional(),
      by: shift.optional(),
      replace: line.optional(),
      do: lineValue.optional(),
      with: text(60).optional(),
      add: lineValue.optional(),
      as: whole(1, 500).optional(),
    },
    'a group with one thing that is changed, such as { producer: p1, set: { acks: 1 } }',
  )
  .meta({ id: 'Change', allOf: [exactlyOne(...CHANGE_OWNERS, ...CHANGE_KINDS)] });

export type Change = z.output<typeof change>;
export type ChangeOwnerKind = (typeof CHANGE_OWNERS)[number];
