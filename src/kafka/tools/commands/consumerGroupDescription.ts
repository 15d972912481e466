/** The tables of `kafka-consumer-groups --describe` (ConsumerGroupCommand.ConsumerGroupService: collect…, print…). */
import { compareTopicPartitions, partitionOf, type TopicPartition, topicOf } from '../../topicPartition.ts';
import {
  type Committed,
  committedOffsets,
  describeConsumerGroup,
  type GroupDescription,
  type MemberDescription,
} from '../admin/groups.ts';
import { LATEST, listOffsets } from '../admin/offsets.ts';
import { describeTopics } from '../admin/topics.ts';
import type { Command } from '../options/commandLineUtils.ts';
import { executionException, Thrown } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { cells, widest } from './javaFormat.ts';
import { printError } from './printError.ts';

const MISSING = '-';

export function* describeGroups(command: Command, groupIds: readonly string[]): Run<void> {
  const { shell, options } = command;
  const verbose = options.has('verbose');
  const sorted = [...new Set(groupIds)].sort();
  const groups: GroupDescription[] = [];
  for (const groupId of sorted) {
    try {
      groups.push(yield* describeConsumerGroup(shell, groupId));
    } catch (error) {
      throw executionException(error);
    }
  }
  for (const group of groups) {
    if (options.has('members')) printMembers(shell, group, verbose);
    else if (options.has('state')) printState(shell, group, verbose);
    else yield* describeOffsets(shell, group, verbose);
  }
}

/** Says on standard error what state the group is in, if it is not at rest; false when there is nothing to print. */
function shouldPrint(shell: Shell, { groupId, state }: GroupDescription, rows: number): boolean {
  switch (state) {
    case 'Dead':
      printError(shell, `Consumer group '${groupId}' does not exist.`);
      return false;
    case 'Empty':
      shell.err(`\nConsumer group '${groupId}' has no active members.`);
      break;
    case 'PreparingRebalance':
    case 'CompletingRebalance':
    case 'Assigning':
    case 'Reconciling':
      shell.err(`\nWarning: Consumer group '${groupId}' is rebalancing.`);
      break;
    case 'Stable':
      break;
    default: {
      const message = `Expected a valid consumer group state, but found '${state}'.`;
      throw new Thrown('org.apache.kafka.common.KafkaException', message);
    }
  }
  return rows > 0;
}

// ---- offsets ------------------------------------------------------------------------------------------------------------

interface Row {
  readonly partition: TopicPartition;
  readonly member: MemberDescription | null;
}

function* describeOffsets(shell: Shell, group: GroupDescription, verbose: boolean): Run<void> {
  const committed = yield* committedOffsets(shell, group.groupId);
  const busy = group.members.filter(({ assignment }) => assignment.length > 0);
  busy.sort((a, b) => b.assignment.length - a.assignment.length);
  const assigned = new Set(busy.flatMap(({ assignment }) => assignment));
  const free = [...committed.keys()].filter((partition) => !assigned.has(partition));
  const rows: Row[] = [
    ...busy.flatMap((member) =>
      [...member.assignment].sort(compareTopicPartitions).map((partition) => ({ partition, member })),
    ),
    ...free.sort(compareTopicPartitions).map((partition) => ({ partition, member: null })),
  ];
  const ends = yield* endOffsets(
    shell,
    rows.map(({ partition }) => partition),
  );
  if (!shouldPrint(shell, group, rows.length)) return;
  printOffsets(shell, group.groupId, rows, committed, ends, verbose);
}

function* endOffsets(shell: Shell, partitions: readonly TopicPartition[]): Run<ReadonlyMap<TopicPartition, number>> {
  if (partitions.length === 0) return new Map();
  const topics = yield* describeTopics(shell, [...new Set(partitions.map(topicOf))]);
  const led = partitions.filter((partition) => {
    const topic = topics.find(({ name }) => name === topicOf(partition));
    const leaderId = topic?.partitions[partitionOf(partition)]?.leaderId;
    return leaderId !== undefined && leaderId !== -1;
  });
  const offsets = yield* listOffsets(
    shell,
    led.map((partition) => [partition, LATEST] as const),
  );
  return new Map([...offsets].map(([partition, { offset }]) => [partition, offset]));
}

function printOffsets(
  shell: Shell,
  groupId: string,
  rows: readonly Row[],
  committed: ReadonlyMap<TopicPartition, Committed>,
  ends: ReadonlyMap<TopicPartition, number>,
  verbose: boolean,
): void {
  const consumers = rows.map(({ member }) => member?.consumerId ?? MISSING);
  const widths = [
    widest(15, [groupId]),
    widest(
      15,
      rows.map(({ partition }) => topicOf(partition)),
    ),
    10,
    ...(verbose ? [15] : []),
    15,
    15,
    15,
    widest(15, consumers),
    widest(
      15,
      rows.map(({ member }) => member?.host ?? MISSING),
    ),
  ];
  const epoch = (value: string | number) => (verbose ? [value] : []);
  const head = ['CURRENT-OFFSET', 'LOG-END-OFFSET', 'LAG', 'CONSUMER-ID', 'HOST', 'CLIENT-ID'];
  shell.outRaw(`\n${cells(widths, ['GROUP', 'TOPIC', 'PARTITION', ...epoch('LEADER-EPOCH'), ...head])}`);
  for (const { partition, member } of rows) {
    const known = committed.get(partition);
    const end = ends.get(partition);
    const lag = known === undefined || end === undefined ? MISSING : end - known.offset;
    const values = [
      groupId,
      topicOf(partition),
      partitionOf(partition),
      ...epoch(known?.leaderEpoch ?? MISSING),
      known?.offset ?? MISSING,
      end ?? MISSING,
      lag,
      member?.consumerId ?? MISSING,
      member?.host ?? MISSING,
      member?.clientId ?? MISSING,
    ];
    shell.outRaw(`\n${cells(widths, values)}`);
  }
  shell.out('');
}

// ---- members ------------------------------------------------------------------------------------------------------------

function printMembers(shell: Shell, group: GroupDescription, verbose: boolean): void {
  const { groupId, members, targetAssignmentEpoch } = group;
  // Kafka prints the titles even of an empty table.
  shouldPrint(shell, group, members.length);
  const hasInstances = members.some(({ groupInstanceId }) => groupInstanceId !== '');
  const isMigrating =
    members.some(({ upgraded }) => upgraded === false) && members.some(({ upgraded }) => upgraded === true);
  const current = members.map(({ assignment }) => assignmentText(assignment));
  const target = members.map(({ targetAssignment }) => assignmentText(targetAssignment));
  const instance = (text: string) => (hasInstances ? [text] : []);
  const widths = [
    widest(15, [groupId]),
    widest(
      15,
      members.map(({ consumerId }) => consumerId),
    ),
    ...(hasInstances
      ? [
          widest(
            17,
            members.map(({ groupInstanceId }) => groupInstanceId),
          ),
        ]
      : []),
    widest(
      15,
      members.map(({ host }) => host),
    ),
    widest(
      15,
      members.map(({ clientId }) => clientId),
    ),
    15,
  ];
  const details = [15, widest(20, current), 15, widest(20, target)];
  const line = (values: readonly (string | number)[], more: readonly (string | number)[]): string =>
    `${cells(widths, values)} ${verbose ? cells(details, isMigrating ? more : more.slice(0, 4)) : ''}`;
  const titles = ['GROUP', 'CONSUMER-ID', ...instance('GROUP-INSTANCE-ID'), 'HOST', 'CLIENT-ID', '#PARTITIONS'];
  shell.out('');
  const moreTitles = ['CURRENT-EPOCH', 'CURRENT-ASSIGNMENT', 'TARGET-EPOCH', 'TARGET-ASSIGNMENT', 'UPGRADED'];
  shell.out(line(titles, moreTitles));
  members.forEach((member, place) => {
    const { consumerId, groupInstanceId, host, clientId, assignment, memberEpoch, upgraded } = member;
    const values = [groupId, consumerId, ...instance(groupInstanceId), host, clientId, assignment.length];
    const epochs = [memberEpoch ?? MISSING, current[place]!, targetAssignmentEpoch ?? MISSING, target[place]!];
    shell.out(line(values, [...epochs, upgraded === null ? MISSING : String(upgraded)]));
  });
}

/** `orders:0,1;pay:2` */
function assignmentText(assignment: readonly TopicPartition[]): string {
  if (assignment.length === 0) return MISSING;
  const byTopic = new Map<string, number[]>();
  for (const partition of assignment) {
    byTopic.set(topicOf(partition), [...(byTopic.get(topicOf(partition)) ?? []), partitionOf(partition)]);
  }
  const texts = [...byTopic].map(([topic, numbers]) => `${topic}:${numbers.sort((a, b) => a - b).join(',')}`);
  return texts.sort().join(';');
}

// ---- state --------------------------------------------------------------------------------------------------------------

function printState(shell: Shell, group: GroupDescription, verbose: boolean): void {
  if (!shouldPrint(shell, group, 1)) return;
  const { groupId, partitionAssignor, state, members, groupEpoch, targetAssignmentEpoch } = group;
  const { host, port, id } = group.coordinator;
  const coordinator = `${host}:${port}  (${id})`;
  const widths = [widest(15, [groupId]), widest(25, [coordinator]), 20, 20, ...(verbose ? [15, 25] : [])];
  const strategy = partitionAssignor === '' ? MISSING : partitionAssignor;
  const epochs = (...values: (string | number)[]) => (verbose ? values : []);
  const titles = ['GROUP', 'COORDINATOR (ID)', 'ASSIGNMENT-STRATEGY', 'STATE'];
  shell.outRaw(`\n${cells(widths, [...titles, ...epochs('GROUP-EPOCH', 'TARGET-ASSIGNMENT-EPOCH'), '#MEMBERS'])}`);
  const known = epochs(groupEpoch ?? MISSING, targetAssignmentEpoch ?? MISSING);
  shell.outRaw(`\n${cells(widths, [groupId, coordinator, strategy, state, ...known, members.length])}`);
  shell.out('');
}
