/** kafka-consumer-groups (org.apache.kafka.tools.consumer.group.ConsumerGroupCommand). */
import type { ErrorName } from '../../errors.ts';
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../../topicPartition.ts';
import { ApiException, isApiException } from '../admin/exceptions.ts';
import * as admin from '../admin/groups.ts';
import { describeTopics } from '../admin/topics.ts';
import { type Command, printUsageAndExit } from '../options/commandLineUtils.ts';
import { isOptionException } from '../options/optionParser.ts';
import { ExitTool, illegalArgument, messageOf, Thrown, textOf } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { describeGroups } from './consumerGroupDescription.ts';
import { consumerGroupOptions } from './consumerGroupOptions.ts';
import { cells, widest } from './javaFormat.ts';
import { parseTopicsWithPartitions } from './offsetsUtils.ts';
import { printError } from './printError.ts';
import { exportOffsets, printOffsetsToReset, resetOffsets } from './resetOffsets.ts';

const ACTIONS = ['list', 'describe', 'delete', 'reset-offsets', 'delete-offsets', 'validate-regex'];
const STATES = ['PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead', 'Empty', 'Assigning', 'Reconciling'];

export function* consumerGroupCommand(shell: Shell): Run<number> {
  const command = consumerGroupOptions(shell);
  const { options } = command;
  if (ACTIONS.filter((action) => options.has(action)).length !== 1) {
    const actions = ACTIONS.map((action) => `--${action}`).join(', ');
    printUsageAndExit(command, `Command must include exactly one action: ${actions}`);
  }
  try {
    yield* carryOut(command);
  } catch (error) {
    if (error instanceof ExitTool) throw error;
    const isUsage = isOptionException(error);
    const isIllegal = error instanceof Thrown && error.javaClass === 'java.lang.IllegalArgumentException';
    if (isUsage || isIllegal) printUsageAndExit(command, messageOf(error));
    printError(shell, `Executing consumer group command failed due to ${messageOf(error)}`);
    shell.err(textOf(error));
  }
  return 0;
}

function* carryOut(command: Command): Run<void> {
  const { options, shell } = command;
  if (options.has('validate-regex')) validateRegex(shell, options.valueOf('validate-regex')!);
  else if (options.has('list')) yield* listGroups(command);
  else if (options.has('describe')) yield* describeGroups(command, yield* groupsOf(command));
  else if (options.has('delete')) yield* deleteGroups(command);
  else if (options.has('reset-offsets')) {
    const reset = yield* resetOffsets(command, yield* groupsOf(command));
    if (options.has('export')) shell.out(exportOffsets(reset, options.valuesOf('group').length === 1));
    else printOffsetsToReset(shell, reset);
  } else yield* deleteOffsets(command);
}

function* groupsOf({ shell, options }: Command): Run<readonly string[]> {
  if (!options.has('all-groups')) return options.valuesOf('group');
  return (yield* admin.listConsumerGroups(shell)).map(({ groupId }) => groupId);
}

/** *Simplified:* the regular expressions of JavaScript in place of RE2/J. */
function validateRegex(shell: Shell, regex: string): void {
  try {
    new RegExp(regex);
    shell.out(`The regular expression \`${regex}\` is valid.`);
  } catch {
    shell.out(`The regular expression \`${regex}\` is invalid: error parsing regexp.`);
  }
}

// ---- list ---------------------------------------------------------------------------------------------------------------

function* listGroups({ shell, options }: Command): Run<void> {
  const [withType, withState] = [options.has('type'), options.has('state')];
  const types = typesFrom(options.valueOf('type') ?? '');
  const states = statesFrom(options.valueOf('state') ?? '');
  const groups = yield* admin.listConsumerGroups(shell, states, types.length > 0 ? types : undefined);
  if (!withType && !withState) {
    for (const { groupId } of groups) shell.out(groupId);
    return;
  }
  const width =
    widest(
      15,
      groups.map(({ groupId }) => groupId),
    ) + 10;
  const row = (group: string, type: string, state: string): string =>
    cells([width, 20, 20], [group, ...(withType ? [type] : []), ...(withState ? [state] : [])]);
  shell.out(row('GROUP', 'TYPE', 'STATE'));
  for (const { groupId, groupType, groupState } of groups) shell.out(row(groupId, typeName(groupType), groupState));
}

function typeName(type: string): string {
  return type === '' ? 'Unknown' : type[0]!.toUpperCase() + type.slice(1).toLowerCase();
}

/** GroupState.parse knows `preparing_rebalance` and `PreparingRebalance` alike. */
function statesFrom(text: string): readonly string[] {
  if (text === '') return [];
  const states = text.split(',').map((part) => {
    const plain = part.trim().replaceAll('_', '').toLowerCase();
    return STATES.find((state) => state.toLowerCase() === plain);
  });
  if (states.every((state) => state !== undefined)) return states;
  throw illegalArgument(`Invalid state list '${text}'. Valid states are: ${STATES.join(', ')}`);
}

function typesFrom(text: string): readonly string[] {
  if (text === '') return [];
  const types = text
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  if (types.every((type) => type === 'classic' || type === 'consumer')) return types;
  throw illegalArgument(`Invalid types list '${text}'. Valid types are: Consumer, Classic`);
}

// ---- delete -------------------------------------------------------------------------------------------------------------

function* deleteGroups(command: Command): Run<void> {
  const { shell } = command;
  const groups = [...new Set(yield* groupsOf(command))];
  const failed: (readonly [string, ErrorName])[] = [];
  const deleted: string[] = [];
  for (const group of groups) {
    const error = yield* admin.deleteGroup(shell, group);
    if (error === 'NONE') deleted.push(group);
    else failed.push([group, error]);
  }
  const names = deleted.map((group) => `'${group}'`).join(', ');
  if (failed.length === 0) {
    shell.out(`Deletion of requested consumer groups (${names}) was successful.`);
    return;
  }
  printError(shell, 'Deletion of some consumer groups failed:');
  for (const [group, error] of failed) {
    shell.out(`* Group '${group}' could not be deleted due to: ${new ApiException(error).text}`);
  }
  if (deleted.length > 0) shell.out(`\nThese consumer groups were deleted successfully: ${names}`);
}

const GROUP_ERRORS: readonly ErrorName[] = [
  'INVALID_GROUP_ID',
  'GROUP_ID_NOT_FOUND',
  'GROUP_AUTHORIZATION_FAILED',
  'NON_EMPTY_GROUP',
];
const PARTITION_ERRORS: readonly ErrorName[] = [
  'GROUP_SUBSCRIBED_TO_TOPIC',
  'TOPIC_AUTHORIZATION_FAILED',
  'UNKNOWN_TOPIC_OR_PARTITION',
];

function* deleteOffsets({ shell, options }: Command): Run<void> {
  const group = options.valueOf('group')!;
  const unknown: string[] = [];
  const partitions: TopicPartition[] = [];
  for (const written of options.valuesOf('topic')) {
    if (written.includes(':')) partitions.push(...parseTopicsWithPartitions(written));
    else {
      const found = yield* partitionsOfTopic(shell, written);
      if (found === undefined) unknown.push(written);
      else partitions.push(...found);
    }
  }
  const deleted = yield* admin.deleteOffsets(shell, group, partitions);
  const results = partitions.map((partition) => {
    const error = deleted.error === 'NONE' ? (deleted.partitions.get(partition) ?? 'NONE') : deleted.error;
    return { partition, error };
  });
  const top = results.find(({ error }) => error !== 'NONE')?.error ?? deleted.error;
  if (top === 'NONE') shell.out(`Request succeeded for deleting offsets from group ${group}.`);
  else if (GROUP_ERRORS.includes(top)) printError(shell, admin.messageOfError(top));
  else if (PARTITION_ERRORS.includes(top)) {
    printError(shell, 'Encountered some partition-level error, see the follow-up details.');
  } else printError(shell, `Encountered some unknown error: ${top}`);
  const rows = [
    ...results.map(({ partition, error }) => ({
      topic: topicOf(partition),
      partition: `${partitionOf(partition)}`,
      error,
    })),
    ...unknown.map((topic) => ({ topic, partition: '-', error: 'UNKNOWN_TOPIC_OR_PARTITION' as ErrorName })),
  ].sort((a, b) => (a.topic + a.partition < b.topic + b.partition ? -1 : 1));
  const widths = [
    widest(
      15,
      rows.map(({ topic }) => topic),
    ),
    10,
    15,
  ];
  shell.outRaw(`\n${cells(widths, ['TOPIC', 'PARTITION', 'STATUS'])}`);
  for (const { topic, partition, error } of rows) {
    const status = error === 'NONE' ? 'Successful' : `Error: ${new ApiException(error).text}`;
    shell.outRaw(`\n${cells(widths, [topic, partition, status])}`);
  }
  shell.out('');
}

function* partitionsOfTopic(shell: Shell, topic: string): Run<readonly TopicPartition[] | undefined> {
  try {
    const [described] = yield* describeTopics(shell, [topic]);
    return described!.partitions.map(({ partitionIndex }) => topicPartition(topic, partitionIndex));
  } catch (error) {
    if (isApiException(error, 'UNKNOWN_TOPIC_OR_PARTITION')) return undefined;
    throw error;
  }
}
