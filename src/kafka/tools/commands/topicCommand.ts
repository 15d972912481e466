/** kafka-topics (org.apache.kafka.tools.TopicCommand). *Simplified:* no stack traces behind errors. */

import { betweenMarks } from '../../../base/lists.ts';
import { put } from '../../../base/own.ts';
import type { DescribedPartition, DescribedTopic } from '../../messages.ts';
import { topicPartition } from '../../topicPartition.ts';
import { describeCluster, describeConfigs, type ResourceConfigs } from '../admin/cluster.ts';
import { isApiException } from '../admin/exceptions.ts';
import * as admin from '../admin/topics.ts';
import type { Command } from '../options/commandLineUtils.ts';
import { ExitTool, illegalArgument, messageOf, Thrown } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { describeTopicsTo } from './topicDescription.ts';
import { includeList } from './topicFilter.ts';
import { topicOptions } from './topicOptions.ts';

const LARGEST_SHORT = 32_767;

export function* topicCommand(shell: Shell): Run<number> {
  const command = topicOptions(shell);
  try {
    yield* carryOut(command);
    return 0;
  } catch (error) {
    if (error instanceof ExitTool) throw error;
    shell.out(`Error while executing topic command : ${messageOf(error)}`);
    return 1;
  }
}

function* carryOut(command: Command): Run<void> {
  const { options } = command;
  if (options.has('create')) yield* createTopic(command);
  else if (options.has('alter')) yield* alterTopic(command);
  else if (options.has('list')) yield* listTopics(command);
  else if (options.has('describe')) yield* describeTopic(command);
  else yield* deleteTopic(command);
}

// ---- create -------------------------------------------------------------------------------------------------------------

function* createTopic({ shell, options }: Command): Run<void> {
  const name = options.valueOf('topic')!;
  const numPartitions = options.intOf('partitions');
  const replicationFactor = options.intOf('replication-factor');
  const assignments = replicaAssignment(options.valueOf('replica-assignment'));
  const configs = topicConfigs(options.valuesOf('config'));
  if (name.includes('_') || name.includes('.')) {
    shell.out(
      "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To " +
        'avoid issues it is best to use either, but not both.',
    );
  }
  if (replicationFactor !== null && (replicationFactor > LARGEST_SHORT || replicationFactor < 1)) {
    throw illegalArgument(`The replication factor must be between 1 and ${LARGEST_SHORT} inclusive`);
  }
  if (numPartitions !== null && numPartitions < 1) throw illegalArgument('The partitions must be greater than 0');
  try {
    const counts = { numPartitions: numPartitions ?? -1, replicationFactor: replicationFactor ?? -1 };
    yield* admin.createTopic(shell, { name, ...counts, assignments, configs });
    shell.out(`Created topic ${name}.`);
  } catch (error) {
    if (!(isApiException(error, 'TOPIC_ALREADY_EXISTS') && options.has('if-not-exists'))) throw error;
  }
}

function replicaAssignment(text: string | null): readonly (readonly number[])[] {
  if (text === null || text === '') return [];
  const assignments = text.split(',').map((part) => part.split(':').map((id) => parseInteger(id.trim())));
  assignments.forEach((replicas, partition) => {
    const repeated = [...new Set(replicas.filter((id, place) => replicas.indexOf(id) !== place))];
    if (repeated.length > 0) {
      const message = `Partition replica lists may not contain duplicate entries: ${repeated.join(',')}`;
      throw new Thrown('org.apache.kafka.tools.AdminCommandFailedException', message);
    }
    if (replicas.length !== assignments[0]!.length) {
      const message = `Partition ${partition} has different replication factor: [${replicas.join(', ')}]`;
      throw new Thrown('org.apache.kafka.tools.AdminOperationException', message);
    }
  });
  return assignments;
}

function parseInteger(text: string): number {
  if (/^[+-]?\d{1,10}$/.test(text)) return Number(text);
  throw new Thrown('java.lang.NumberFormatException', `For input string: "${text}"`);
}

function topicConfigs(written: readonly string[]): Record<string, string> {
  const configs: Record<string, string> = {};
  for (const text of written) {
    const parts = betweenMarks(text, '=');
    if (parts.length !== 2 || parts[1] === '') {
      const message = 'Invalid topic config: all configs to be added must be in the format "key=val".';
      throw illegalArgument(`requirement failed: ${message}`);
    }
    put(configs, parts[0]!.trim(), parts[1]!.trim());
  }
  return configs;
}

// ---- the others ---------------------------------------------------------------------------------------------------------

function* topicsOf({ shell, options }: Command): Run<readonly string[]> {
  const excludeInternal = options.has('exclude-internal');
  const names = (yield* admin.listTopics(shell, !excludeInternal)).map(({ name }) => name);
  const wanted = options.valueOf('topic');
  const allowed = wanted === null ? undefined : includeList(wanted);
  return allowed === undefined ? names : names.filter((name) => allowed(name, excludeInternal));
}

function ensureTopicExists({ options }: Command, found: readonly string[]): void {
  const requested = options.valueOf('topic');
  if (requested === null || requested === '' || options.has('if-exists') || found.length > 0) return;
  throw illegalArgument(`Topic '${requested}' does not exist as expected`);
}

function* listTopics(command: Command): Run<void> {
  command.shell.out((yield* topicsOf(command)).join('\n'));
}

function* alterTopic(command: Command): Run<void> {
  const { shell, options } = command;
  const count = options.intOf('partitions')!;
  const wanted = replicaAssignment(options.valueOf('replica-assignment'));
  const names = yield* topicsOf(command);
  ensureTopicExists(command, names);
  if (names.length === 0) return;
  const topics = yield* admin.describeTopics(shell, names);
  yield* admin.createPartitions(
    shell,
    topics.map(({ name, partitions }) => {
      const assignments = wanted.length === 0 ? null : wanted.slice(partitions.length);
      return { name, count, assignments };
    }),
  );
}

function* deleteTopic(command: Command): Run<void> {
  const names = yield* topicsOf(command);
  ensureTopicExists(command, names);
  if (names.length > 0) yield* admin.deleteTopics(command.shell, names);
}

function* describeTopic(command: Command): Run<void> {
  const { shell, options } = command;
  const topicId = options.valueOf('topic-id');
  const names = topicId === null ? yield* topicsOf(command) : yield* topicsWithId(command, topicId);
  if (topicId === null) ensureTopicExists(command, names);
  else if (names.length === 0 && !options.has('if-exists')) {
    throw illegalArgument(`TopicId '${topicId}' does not exist as expected`);
  }
  const limit = options.intOf('partition-size-limit-per-response') ?? 2000;
  const topics: readonly DescribedTopic[] = names.length === 0 ? [] : yield* admin.describeTopics(shell, names, limit);
  const resources = topics.map(({ name }) => ({ resourceType: 'TOPIC' as const, resourceName: name }));
  const configs: readonly ResourceConfigs[] = resources.length === 0 ? [] : yield* describeConfigs(shell, resources);
  const { brokers } = yield* describeCluster(shell);
  const partitions = topics.flatMap((topic) =>
    topic.partitions.map(({ partitionIndex }: DescribedPartition) => topicPartition(topic.name, partitionIndex)),
  );
  const reassignments = yield* admin.listReassignments(shell, partitions);
  const liveBrokers = brokers.map(({ brokerId }) => brokerId);
  describeTopicsTo(command, { topics, configs, liveBrokers, reassignments });
}

function* topicsWithId({ shell, options }: Command, topicId: string): Run<readonly string[]> {
  const listed = yield* admin.listTopics(shell, !options.has('exclude-internal'));
  return listed.filter((topic) => topic.topicId === topicId).map(({ name }) => name);
}
