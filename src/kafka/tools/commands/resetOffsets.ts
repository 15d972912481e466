/** `kafka-consumer-groups --reset-offsets` (ConsumerGroupService.resetOffsets, OffsetsUtils, CsvUtils). */
import { millis } from '../../../base/time.ts';
import {
  compareTopicPartitions,
  partitionOf,
  type TopicPartition,
  topicOf,
  topicPartition,
} from '../../topicPartition.ts';
import { isApiException } from '../admin/exceptions.ts';
import { alterOffsets, committedOffsets, describeConsumerGroup } from '../admin/groups.ts';
import { EARLIEST, LATEST } from '../admin/offsets.ts';
import { parseDateTime, parseDuration } from '../dateTime.ts';
import { type Command, printUsageAndExit } from '../options/commandLineUtils.ts';
import { illegalArgument, Thrown } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { cells, widest } from './javaFormat.ts';
import {
  checkAllValid,
  checkOffsetsRange,
  type Offsets,
  offsetsAt,
  offsetsForTime,
  partitionsToReset,
} from './offsetsUtils.ts';
import { printError } from './printError.ts';

export type GroupOffsets = ReadonlyMap<string, Offsets>;

const NOTHING: Offsets = new Map();

export function* resetOffsets(command: Command, groupIds: readonly string[]): Run<GroupOffsets> {
  const { shell } = command;
  const reset = new Map<string, Offsets>();
  for (const groupId of groupIds) {
    const state = yield* stateOf(shell, groupId);
    if (state === 'Empty' || state === 'Dead') reset.set(groupId, yield* resetGroup(command, groupId));
    else {
      const message = `Assignments can only be reset if the group '${groupId}' is inactive, but the current state is ${state}.`;
      printError(shell, message);
      reset.set(groupId, NOTHING);
    }
  }
  return reset;
}

/** A group that is not there yet may get offsets. */
function* stateOf(shell: Shell, groupId: string): Run<string> {
  try {
    return (yield* describeConsumerGroup(shell, groupId)).state;
  } catch (error) {
    if (isApiException(error, 'GROUP_ID_NOT_FOUND')) return 'Dead';
    throw error;
  }
}

function* resetGroup(command: Command, groupId: string): Run<Offsets> {
  const { shell, options } = command;
  const partitions = [...(yield* scope(command, groupId))];
  yield* checkAllValid(shell, partitions);
  const prepared = yield* prepare(command, groupId, partitions);
  const isDryRun = options.has('dry-run') || !options.has('execute');
  if (!isDryRun && prepared.size > 0) yield* alterOffsets(shell, groupId, prepared);
  return prepared;
}

function* scope(command: Command, groupId: string): Run<readonly TopicPartition[]> {
  const { shell, options } = command;
  if (options.has('all-topics')) return [...(yield* committedOffsets(shell, groupId)).keys()];
  if (options.has('topic')) return yield* partitionsToReset(shell, options.valuesOf('topic'));
  if (options.has('from-file')) return [];
  printUsageAndExit(command, 'One of the reset scopes should be defined: --all-topics, --topic.');
}

const SCENARIOS =
  '[[to-datetime], [by-duration], [to-latest], [to-current], [to-earliest], [to-offset], [shift-by], [from-file]]';

function* prepare(command: Command, groupId: string, partitions: readonly TopicPartition[]): Run<Offsets> {
  const { shell, options } = command;
  if (options.has('to-offset')) {
    const offset = options.intOf('to-offset')!;
    return yield* checkOffsetsRange(shell, new Map(partitions.map((partition) => [partition, offset])));
  }
  if (options.has('to-earliest')) return yield* offsetsAt(shell, partitions, EARLIEST);
  if (options.has('to-latest')) return yield* offsetsAt(shell, partitions, LATEST);
  if (options.has('shift-by')) return yield* shifted(shell, groupId, partitions, options.intOf('shift-by')!);
  if (options.has('to-datetime')) {
    return yield* offsetsForTime(shell, partitions, parseDateTime(options.valuesOf('to-datetime')[0]!));
  }
  if (options.has('by-duration')) {
    const durationMs = parseDuration(options.valueOf('by-duration')!);
    return yield* offsetsForTime(shell, partitions, Math.max(0, Math.floor((shell.now - millis(durationMs)) / 1000)));
  }
  if (options.has('from-file')) return yield* fromFile(command, groupId);
  if (options.has('to-current')) return yield* current(shell, groupId, partitions);
  printUsageAndExit(command, `Option '[reset-offsets]' requires one of the following scenarios: ${SCENARIOS}`);
}

function* shifted(shell: Shell, groupId: string, partitions: readonly TopicPartition[], by: number): Run<Offsets> {
  const committed = yield* committedOffsets(shell, groupId);
  const wanted = partitions.map((partition): [TopicPartition, number] => {
    const offset = committed.get(partition)?.offset;
    if (offset !== undefined) return [partition, offset + by];
    throw illegalArgument(`Cannot shift offset for partition ${partition} since there is no current committed offset`);
  });
  return yield* checkOffsetsRange(shell, new Map(wanted));
}

/** What is not committed yet starts at the end. */
function* current(shell: Shell, groupId: string, partitions: readonly TopicPartition[]): Run<Offsets> {
  const committed = yield* committedOffsets(shell, groupId);
  const rest = partitions.filter((partition) => !committed.has(partition));
  const ends = yield* offsetsAt(shell, rest, LATEST);
  return new Map(partitions.map((partition) => [partition, committed.get(partition)?.offset ?? ends.get(partition)!]));
}

// ---- files ----------------------------------------------------------------------------------------------------------------

function* fromFile({ shell, options }: Command, groupId: string): Run<Offsets> {
  const path = options.valuesOf('from-file')[0]!;
  const text = Object.hasOwn(shell.files, path) ? shell.files[path] : undefined;
  if (text === undefined) {
    const cause = `java.nio.file.NoSuchFileException: ${path}`;
    throw new Thrown('java.lang.RuntimeException', cause);
  }
  const wanted = new Map<TopicPartition, number>();
  const isSingle = options.valuesOf('group').length === 1;
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const fields = line.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
    const isShort = isSingle && fields.length === 3;
    const [group, topic, partition, offset] = isShort ? [groupId, ...fields] : fields;
    if (topic === undefined || !/^\d+$/.test(partition ?? '') || !/^-?\d+$/.test(offset ?? '')) {
      throw new Thrown('java.lang.RuntimeException', `Cannot read the line '${line}' of ${path}`);
    }
    if (group === groupId) wanted.set(topicPartition(topic, Number(partition)), Number(offset));
  }
  if (wanted.size > 0) return yield* checkOffsetsRange(shell, wanted);
  printError(shell, `No reset plan for group ${groupId} found`);
  return NOTHING;
}

export function exportOffsets(groups: GroupOffsets, isSingle: boolean): string {
  return [...groups]
    .flatMap(([group, offsets]) =>
      sorted(offsets).map(([partition, offset]) => {
        const fields = [topicOf(partition), partitionOf(partition), offset];
        return `${(isSingle ? fields : [group, ...fields]).join(',')}\n`;
      }),
    )
    .join('');
}

function sorted(offsets: Offsets): readonly (readonly [TopicPartition, number])[] {
  return [...offsets].sort(([a], [b]) => compareTopicPartitions(a, b));
}

export function printOffsetsToReset(shell: Shell, groups: GroupOffsets): void {
  const topics = [...groups.values()].flatMap((offsets) => [...offsets.keys()].map(topicOf));
  const widths = [widest(15, [...groups.keys()]), widest(15, topics), 10];
  if (groups.size > 0) shell.outRaw(`\n${cells(widths, ['GROUP', 'TOPIC', 'PARTITION', 'NEW-OFFSET'])}`);
  for (const [group, offsets] of groups) {
    for (const [partition, offset] of sorted(offsets)) {
      shell.outRaw(`\n${cells(widths, [group, topicOf(partition), partitionOf(partition), offset])}`);
    }
  }
  shell.out('');
}
