/** The shape of a scenario's timeline: what happens, and when. Solutions of a lesson are lines of it too. */
import { z } from 'zod';
import { SERVER_MODES } from './era.ts';
import {
  cancelReassignment,
  createPartitions,
  deleteRecords,
  listReassignments,
  reassign,
} from './schemaAdministration.ts';
import { committing, ofPartitions, processing, seek, subscribeTo } from './schemaConsumers.ts';
import { eras, pattern, window } from './schemaExpectations.ts';
import {
  bandwidth,
  config,
  duration,
  exactlyOne,
  list,
  name,
  partition,
  positiveDuration,
  recordValue,
  some,
  text,
  topicName,
  whole,
} from './schemaLeaves.ts';

export const topic = z.strictObject(
  {
    name: topicName,
    partitions: whole(1, 2000).optional(),
    'replication-factor': whole(1, 50).optional(),
    assignment: list(list(whole(0, 2999), 50).min(1, 'a list of broker ids'), 2000).optional(),
    config: config('TopicConfig').optional(),
  },
  'a group with a name',
);

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
    value: recordValue(1000).optional(),
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

const INPUT = 'a list of lines, or a text of several';
const MOST_LINES = 1000;
const lines = list(text(4000), MOST_LINES);

/** What is typed into a tool: a text is read line by line. */
const input = z.union(
  [
    lines,
    z.string(INPUT).transform((block, context) => {
      const read = lines.safeParse(block.replace(/\n$/, '').split('\n'));
      if (read.success) return read.data;
      const message = `at most ${MOST_LINES} lines of at most 4000 characters`;
      context.issues.push({ code: 'custom', message, input: block, params: { leaf: true } });
      return z.NEVER;
    }),
  ],
  INPUT,
);

const CONSOLE = 'a command line such as kafka-topics --list, or a group with line and, if needed, input and for';
const consoleAction = z.union(
  [
    z.string(CONSOLE).min(1, CONSOLE).max(4000, 'at most 4000 characters'),
    z.strictObject({
      line: z.string(CONSOLE).min(1, CONSOLE).max(4000, 'at most 4000 characters'),
      input: input.optional(),
      for: positiveDuration.optional(),
    }),
  ],
  CONSOLE,
);

/** What is done to a process, and could be done to another one just as well. */
export const PROCESS_ACTIONS = [
  'kill',
  'start',
  'restart',
  'pause',
  'resume',
  'power-loss',
  'wipe',
  'controlled-shutdown',
] as const;

/** Keys that say what a line of the timeline does. */
export const ACTIONS = [
  ...PROCESS_ACTIONS,
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

export const timelineLine = z
  .strictObject(
    {
      at: duration.optional(),
      when: z
        .strictObject({ ...pattern, ...window, nth: whole(1, 1_000_000).optional() }, 'a group with fact')
        .optional(),
      after: duration.optional(),
      'after-events': whole(1, 1_000_000).optional(),
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
  .meta({ id: 'TimelineLine', allOf: [exactlyOne('at', 'when'), exactlyOne(...ACTIONS)] });

export type TopicSection = z.output<typeof topic>;
export type TimelineLine = z.output<typeof timelineLine>;
