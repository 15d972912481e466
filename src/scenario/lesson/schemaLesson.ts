/**
 * The shape of a lesson: what a scenario asks of the person who watches it. Answers are never written down where the run
 * can tell them; a lesson says how to read them (schemaMoment.ts), so that they stay right with other seeds.
 */
import { z } from 'zod';
import { change } from '../schemaChange.ts';
import { both, bothWith, duration, exactlyOne, list, partition, whole } from '../schemaLeaves.ts';
import { timelineLine } from '../schemaTimeline.ts';
import { condition, moment, reading } from './schemaMoment.ts';

const beatName = z
  .string('a name of small letters, digits and dashes')
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name of small letters, digits and dashes, at most 40 characters');

/** Where to look: what is selected, and which lens is open. */
const look = z.strictObject(
  {
    select: z.string('a node, a partition, or `b2 orders-0` for a replica').optional(),
    lens: z.string('the name of a lens').optional(),
  },
  'a group with select or lens',
);

/** A wrong answer that people give, why it is wrong, and the moment in the run that contradicts it. */
const rebuttal = { because: both(1500).optional(), evidence: moment.optional() };

const option = z.strictObject(
  {
    say: both(400),
    when: condition,
    ...rebuttal,
    /** Why it is so where it is: for whoever left it out. */
    so: both(1500).optional(),
  },
  'a group with say and when',
);

const wrongValue = z.strictObject(
  {
    is: z.union(
      [z.number(), z.string(), list(z.string('a node'), 20), reading],
      'a value, a list of nodes or a reading',
    ),
    because: both(1500),
    evidence: moment.optional(),
  },
  'a group with is and because',
);

const choose = list(option, 6).min(2, 'at least two options');

/** What is asked, in one of the kinds; each has its widget. */
export const KINDS = ['choose', 'choose-all', 'order', 'mark', 'node', 'number'] as const;

export const question = {
  ask: both(800),
  /** One is right. */
  choose: choose.optional(),
  /** Any number of them, none too. */
  'choose-all': choose.optional(),
  /** To be put in the order in which they happen. */
  order: list(z.strictObject({ say: both(300), moment }, 'a group with say and moment'), 6)
    .min(2, 'at least two')
    .optional(),
  /** A place on a partition's log. */
  mark: z
    .strictObject({ partition, is: reading, wrong: list(wrongValue, 5).optional() }, 'a group with partition and is')
    .optional(),
  /** One of the nodes, or several where the reading is a list. */
  node: z
    .strictObject(
      {
        of: z.union(
          [
            z.enum(
              ['brokers', 'controllers', 'consumers', 'zookeeper'],
              'brokers, controllers, consumers or zookeeper',
            ),
            list(z.string('a node'), 20),
          ],
          'brokers, controllers, consumers, zookeeper, or a list of nodes',
        ),
        is: reading,
        /** Nobody is a possible answer. */
        none: both(100).optional(),
        wrong: list(wrongValue, 5).optional(),
      },
      'a group with of and is',
    )
    .optional(),
  number: z
    .strictObject(
      {
        is: reading,
        unit: both(40).optional(),
        /** As far from it as this is right. */
        within: z.number('a number').min(0, 'not below 0').optional(),
        'within-percent': z.number('a number').min(0, 'not below 0').max(100, 'at most 100').optional(),
        wrong: list(wrongValue, 5).optional(),
      },
      'a group with is',
    )
    .optional(),
} as const;

const prediction = z.strictObject(question, 'a group with ask and one kind of answer').meta(exactlyOne(...KINDS));

const beat = z.strictObject(
  {
    name: beatName,
    /** Where the run waits. Absent: where the lesson stands. */
    stop: moment.optional(),
    say: both(4000),
    look: look.optional(),
    predict: prediction.optional(),
    /** Up to here it is played after the answer; the answer is read here. */
    reveal: moment.optional(),
    /** What to ask why of, when the outcome is there: a fact. */
    why: moment.optional(),
    outcome: both(4000).optional(),
    /** So much of a long way to its stop and to its reveal is played; what lies before is left out. */
    watch: duration.optional(),
  },
  'a group with name and say',
);

const goal = z.strictObject(
  {
    name: beatName,
    say: both(600),
    /** Where free play begins; absent: where the lesson ends. */
    from: moment.optional(),
    /** All of it, at the playhead. */
    reach: condition,
    /** It is lost as soon as one of them is not so. */
    keep: condition.optional(),
    hints: list(both(500), 5).min(1, 'at least one hint'),
    /** Ways that reach it: the tests go them. Lines of a timeline, beside those of the scenario. */
    solutions: list(
      z.strictObject(
        { say: both(500), timeline: list(timelineLine, 40).min(1, 'at least one line') },
        'a group with say and timeline',
      ),
      5,
    ).min(1, 'at least one solution'),
  },
  'a group with name, say, reach, hints and solutions',
);

const review = z
  .strictObject({
    ...question,
    name: beatName,
    stop: moment.optional(),
    reveal: moment.optional(),
    outcome: both(1500),
  })
  .meta(exactlyOne(...KINDS));

/** For which releases it is meant, where those that can run it are not all. */
const versions = z
  .strictObject(
    {
      since: z.string('the name of a release such as 4.0.0').optional(),
      'up-to': z.string('the name of a release such as 3.9.1').optional(),
      /** Said to whoever runs it on another. */
      elsewhere: both(1500),
    },
    'a group with since or up-to, and elsewhere',
  )
  .meta({ anyOf: [{ required: ['since'] }, { required: ['up-to'] }] });

export const lesson = z.strictObject(
  {
    versions: versions.optional(),
    /** Values read from the run that the texts of beats show: `{name}`. */
    values: z.record(z.string(), reading, 'a group of readings by their names').optional(),
    /** What people believe that is not so, and where it was found. */
    misconception: bothWith(600, { source: z.string('a source').max(300).optional() }),
    minutes: whole(1, 30),
    beats: list(beat, 12).min(1, 'at least one beat'),
    goals: list(goal, 5).optional(),
    /** One thing changed: the other run is shown beside this one. */
    'what-if': list(
      z.strictObject({ say: both(500), change, outcome: both(1500).optional() }, 'a group with say and change'),
      5,
    ).optional(),
    /** In their own words; kept here, never marked. */
    explain: z.strictObject({ ask: both(600), model: both(2500) }, 'a group with ask and model').optional(),
    review: list(review, 6).optional(),
    /** In the sandbox, when it is over. */
    try: list(z.strictObject({ say: both(400), at: moment.optional() }, 'a group with say'), 5).optional(),
  },
  'a group with misconception, minutes and beats',
);

export type Lesson = z.output<typeof lesson>;
export type Beat = z.output<typeof beat>;
export type Question = z.output<typeof prediction>;
export type Goal = z.output<typeof goal>;
export type Review = z.output<typeof review>;
export type Both = { readonly en: string; readonly ko: string };
