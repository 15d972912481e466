/** kafka-get-offsets (org.apache.kafka.tools.GetOffsetShell). */
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../../topicPartition.ts';
import { listOffsets } from '../admin/offsets.ts';
import { describeTopics, listTopics } from '../admin/topics.ts';
import {
  type Command,
  checkRequiredArgs,
  maybePrintHelpOrVersion,
  printUsageAndExit,
} from '../options/commandLineUtils.ts';
import { isOptionException, type OptionSet, parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { ExitTool, messageOf } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { includeList } from './topicFilter.ts';

/** What ends the tool with one line. */
class TerseException extends Error {}

export function* getOffsetShell(shell: Shell): Run<number> {
  try {
    const { options } = getOffsetOptions(shell);
    for (const [partition, offset] of yield* fetchOffsets(shell, options)) {
      shell.out(`${topicOf(partition)}:${partitionOf(partition)}:${offset}`);
    }
    return 0;
  } catch (error) {
    if (error instanceof ExitTool) throw error;
    shell.err(`Error occurred: ${messageOf(error)}`);
    return 1;
  }
}

function getOffsetOptions(shell: Shell): Command {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-get-offsets'];
  if (shell.args.length === 0) printUsageAndExit({ shell, specs }, help);
  const command: Command = { shell, specs, options: parsed(shell) };
  maybePrintHelpOrVersion(command, help);
  checkRequiredArgs(command, 'bootstrap-server');
  return command;
}

function parsed({ args }: Shell): OptionSet {
  try {
    return parseOptions(RECORDED_OPTIONS['kafka-get-offsets'].options, args);
  } catch (error) {
    throw isOptionException(error) ? new TerseException(error.message) : error;
  }
}

type Filter = (topic: string, partition: number) => boolean;

function* fetchOffsets(shell: Shell, options: OptionSet): Run<readonly (readonly [TopicPartition, number])[]> {
  if (options.has('topic-partitions') && (options.has('topic') || options.has('partitions'))) {
    throw new TerseException('--topic-partitions cannot be used with --topic or --partitions');
  }
  const timestamp = timestampOf(options.valueOf('time')!);
  const patterns = options.valueOf('topic-partitions');
  const filters =
    patterns === null
      ? [topicAndPartitions(options.valueOf('topic'), options.valueOf('partitions'))]
      : patterns.split(',').map(ruleOf);
  const listed = yield* listTopics(shell, !options.has('exclude-internal-topics'));
  const isWanted: Filter = (topic, partition) => filters.some((filter) => filter(topic, partition));
  const names = listed.filter(({ name, partitions }) =>
    Array.from({ length: Math.max(1, partitions) }).some((_, partition) => isWanted(name, partition)),
  );
  const topics =
    names.length === 0
      ? []
      : yield* describeTopics(
          shell,
          names.map(({ name }) => name),
        );
  const partitions = topics.flatMap(({ name, partitions: all }) =>
    all
      .filter(({ partitionIndex }) => isWanted(name, partitionIndex))
      .map((each) => topicPartition(name, each.partitionIndex)),
  );
  if (partitions.length === 0) {
    throw new TerseException('Could not match any topic-partitions with the specified filters');
  }
  const offsets = yield* listOffsets(
    shell,
    partitions.map((partition) => [partition, timestamp] as const),
  );
  return [...partitions]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((partition) => [partition, offsets.get(partition)!.offset] as const)
    .filter(([, offset]) => offset !== -1);
}

const TIMES: Readonly<Record<string, number>> = {
  latest: -1,
  earliest: -2,
  'max-timestamp': -3,
  'earliest-local': -4,
  'latest-tiered': -5,
  'earliest-pending-upload': -6,
};

function timestampOf(text: string): number {
  const named = Object.hasOwn(TIMES, text) ? TIMES[text] : undefined;
  if (named !== undefined) return named;
  if (/^[+-]?\d{1,18}$/.test(text)) return Number(text);
  throw new TerseException(
    `Malformed time argument ${text}. Please use -1 or latest / -2 or earliest / -3 or max-timestamp / -4 or ` +
      'earliest-local / -5 or latest-tiered / -6 or earliest-pending-upload, or a specified long format timestamp',
  );
}

function topicAndPartitions(topic: string | null, partitions: string | null): Filter {
  const isTopic = includeList(topic ?? '.*');
  const ids = partitions === null || partitions === '' ? [] : partitions.split(',');
  if (ids.some((id) => !/^[+-]?\d+$/.test(id))) {
    throw new TerseException(
      `--partitions expects a comma separated list of numeric partition ids, but received: ${partitions}`,
    );
  }
  const numbers = ids.map(Number);
  return (name, partition) => isTopic(name, false) && (numbers.length === 0 || numbers.includes(partition));
}

/** `orders:1`, `orders:0-3`, `orders:5-`, `orders:-3`, `orders`, `:2` */
function ruleOf(rule: string): Filter {
  const found = /^([^:,]*)(?::(?:([0-9]*)|(?:([0-9]*)-([0-9]*))))?$/.exec(rule);
  if (found === null) throw new TerseException(`Invalid rule specification: ${rule}`);
  const [, topic = '', only = '', from = '', to = ''] = found;
  const isTopic = includeList(topic === '' ? '.*' : topic);
  if (only !== '') return (name, partition) => isTopic(name, false) && partition === Number(only);
  const [lower, upper] = [from === '' ? 0 : Number(from), to === '' ? Number.MAX_SAFE_INTEGER : Number(to)];
  return (name, partition) => isTopic(name, false) && partition >= lower && partition < upper;
}
