/**
 * kafka-reassign-partitions (org.apache.kafka.tools.reassign.ReassignPartitionsCommand). *Simplified:* a broker has one log
 * directory, so nothing is moved between directories; throttles are set and cleared, and slow nothing down.
 */

import { placeReplicas } from '../../controller/stripedReplicaPlacer.ts';
import { errorOf } from '../../errors.ts';
import {
  compareTopicPartitions,
  partitionOf,
  type TopicPartition,
  topicOf,
  topicPartition,
} from '../../topicPartition.ts';
import { call, callAll } from '../admin/call.ts';
import { describeCluster } from '../admin/cluster.ts';
import { ApiException, isApiException } from '../admin/exceptions.ts';
import { describeTopics, listReassignments, REQUEST_TIMEOUT_MS } from '../admin/topics.ts';
import type { OptionSet } from '../options/optionParser.ts';
import { ExitTool, executionException, messageOf, textOf } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { adminCommandFailed, readFile } from './files.ts';
import {
  type Assignment,
  partitionsIn,
  proposedAssignment,
  reassignmentJson,
  repeated,
  topicsIn,
} from './reassignmentJson.ts';
import { type Action, reassignOptions } from './reassignOptions.ts';
import { clearAllThrottles, setThrottle } from './reassignThrottles.ts';

/** What ends the tool with one line. */
class TerseException extends Error {}

export function* reassignCommand(shell: Shell): Run<number> {
  const { options, action } = reassignOptions(shell);
  try {
    yield* carryOut(shell, options, action);
    return 0;
  } catch (error) {
    if (error instanceof ExitTool) throw error;
    if (error instanceof TerseException) shell.out(error.message);
    else {
      shell.out(`Error: ${messageOf(error)}`);
      shell.out(textOf(error));
    }
    return 1;
  }
}

function* carryOut(shell: Shell, options: OptionSet, action: Action): Run<void> {
  const file = (name: string) => readFile(shell, options.valueOf(name)!);
  const keepsThrottles = options.has('preserve-throttles');
  switch (action) {
    case 'list':
      yield* list(shell);
      return;
    case 'generate':
      yield* generate(shell, file('topics-to-move-json-file'), options);
      return;
    case 'execute':
      yield* execute(shell, file('reassignment-json-file'), options);
      return;
    case 'verify':
      yield* verify(shell, partitionsIn(file('reassignment-json-file')), keepsThrottles);
      return;
    case 'cancel':
      yield* cancel(shell, partitionsIn(file('reassignment-json-file')), keepsThrottles);
  }
}

type Targets = readonly (readonly [TopicPartition, readonly number[]])[];

function* list(shell: Shell): Run<void> {
  const current = [...(yield* listReassignments(shell, null))];
  if (current.length === 0) {
    shell.out('No partition reassignments found.');
    return;
  }
  shell.out('Current partition reassignments:');
  current.sort((a, b) => compareTopicPartitions(a.topicPartition, b.topicPartition));
  for (const { topicPartition: partition, replicas, addingReplicas, removingReplicas } of current) {
    const adding = addingReplicas.length === 0 ? '' : ` adding: ${addingReplicas.join(',')}.`;
    const removing = removingReplicas.length === 0 ? '' : ` removing: ${removingReplicas.join(',')}.`;
    shell.out(`${partition}: replicas: ${replicas.join(',')}.${adding}${removing}`);
  }
}

// ---- looking ------------------------------------------------------------------------------------------------------------

function* assignmentOf(shell: Shell, topics: readonly string[]): Run<Assignment> {
  const assignment = new Map<TopicPartition, readonly number[]>();
  for (const name of new Set(topics)) {
    try {
      const [topic] = yield* describeTopics(shell, [name]);
      for (const { partitionIndex, replicaNodes } of topic!.partitions) {
        assignment.set(topicPartition(name, partitionIndex), replicaNodes);
      }
    } catch (error) {
      if (!isApiException(error, 'UNKNOWN_TOPIC_OR_PARTITION')) throw executionException(error);
      throw executionException(new ApiException('UNKNOWN_TOPIC_OR_PARTITION', `Topic ${name} not found.`));
    }
  }
  return assignment;
}

type LogDirOf = (partition: TopicPartition, broker: number) => string | undefined;

/** describeReplicaLogDirs */
function* logDirs(shell: Shell, assignment: Assignment): Run<LogDirOf> {
  const { brokers } = yield* describeCluster(shell);
  const alive = new Set(brokers.map(({ brokerId }) => brokerId));
  const asked = [...new Set([...assignment.values()].flat())].filter((id) => alive.has(id)).sort((a, b) => a - b);
  const responses = yield* callAll(
    shell,
    asked.map((id) => ({
      name: 'describeReplicaLogDirs',
      target: { type: 'broker', id } as const,
      request: { type: 'DescribeLogDirsRequest' as const, topics: [...assignment.keys()] },
    })),
  );
  return (partition, broker) =>
    responses[asked.indexOf(broker)]?.results.find(({ partitions }) =>
      partitions.some((each) => each.topicPartition === partition),
    )?.logDir;
}

// ---- generate -----------------------------------------------------------------------------------------------------------

function* generate(shell: Shell, text: string, options: OptionSet): Run<void> {
  const wanted = options.valueOf('broker-list')!.split(',').map(Number);
  const twice = repeated(wanted);
  if (twice.length > 0) throw adminCommandFailed(`Broker list contains duplicate entries: [${twice.join(', ')}]`);
  const topics = topicsIn(text);
  const topicsTwice = repeated(topics);
  if (topicsTwice.length > 0) {
    const message = `List of topics to reassign contains duplicate entries: [${topicsTwice.join(', ')}]`;
    throw adminCommandFailed(message);
  }
  const current = yield* assignmentOf(shell, topics);
  const logDirOf = yield* logDirs(shell, current);
  const { brokers } = yield* describeCluster(shell);
  const isRackAware = !options.has('disable-rack-aware');
  const usable = brokers
    .filter(({ brokerId }) => wanted.includes(brokerId))
    .map(({ brokerId: id, rack }) => ({ id, rack: isRackAware ? rack : null, fenced: false }));
  const rackless = usable.filter(({ rack }) => rack === null).length;
  if (isRackAware && rackless !== 0 && rackless !== usable.length) {
    throw adminCommandFailed(
      'Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment ' +
        'without rack information.',
    );
  }
  const proposed = new Map<TopicPartition, readonly number[]>();
  let draws = 0;
  const random = (bound: number) => shell.draw(`generated assignment ${draws++}`, bound);
  for (const topic of [...new Set(topics)].sort()) {
    const partitions = [...current].filter(([partition]) => topicOf(partition) === topic);
    const numReplicas = partitions[0]?.[1].length ?? 0;
    const placement = placeReplicas({ numPartitions: partitions.length, numReplicas }, usable, random);
    if (!placement.ok) throw new ApiException('INVALID_REPLICATION_FACTOR', placement.message);
    placement.assignments.forEach((replicas, place) => {
      proposed.set(topicPartition(topic, place), replicas);
    });
  }
  shell.out(`Current partition replica assignment\n${reassignmentJson(current, logDirOf)}\n`);
  shell.out(`Proposed partition reassignment configuration\n${reassignmentJson(proposed)}`);
}

// ---- execute ------------------------------------------------------------------------------------------------------------

const EXISTING =
  'Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a ' +
  'new partition assignment in addition to the existing one. The --additional flag can also be used to change the ' +
  'throttle by resubmitting the current reassignment.';

function* execute(shell: Shell, text: string, options: OptionSet): Run<void> {
  const proposed = proposedAssignment(text);
  const reassigning = yield* listReassignments(shell, null);
  if (!options.has('additional') && reassigning.length > 0) throw new TerseException(EXISTING);
  const { brokers } = yield* describeCluster(shell);
  const known = new Set(brokers.map(({ brokerId }) => brokerId));
  const unknown = [...proposed.values()].flat().find((id) => !known.has(id));
  if (unknown !== undefined) throw adminCommandFailed(`Unknown broker id ${unknown}`);
  const all = yield* assignmentOf(shell, [...proposed.keys()].map(topicOf));
  const missing = [...proposed.keys()].filter((partition) => !all.has(partition));
  if (missing.length > 0) {
    const message = `Unable to find partition: ${missing.join(', ')}`;
    throw executionException(new ApiException('UNKNOWN_TOPIC_OR_PARTITION', message));
  }
  const current: Assignment = new Map([...all].filter(([partition]) => proposed.has(partition)));
  const json = reassignmentJson(current, yield* logDirs(shell, current));
  shell.out(`Current partition replica assignment\n\n${json}\n`);
  shell.out('Save this to use as the --reassignment-json-file option during rollback');
  const [throttle, logDirThrottle] = [options.intOf('throttle')!, options.intOf('replica-alter-log-dirs-throttle')!];
  if (throttle >= 0 || logDirThrottle >= 0) {
    shell.out(
      'Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle is removed.',
    );
    if (throttle >= 0) yield* setThrottle(shell, proposed, current, throttle);
    if (logDirThrottle >= 0) shell.out(`The replica-alter-dir throttle limit was set to ${logDirThrottle} B/s`);
  }
  yield* alter(shell, proposed, 'Error reassigning partition(s):', !options.has('disallow-replication-factor-change'));
  const names = [...proposed.keys()].sort(compareTopicPartitions).join(',');
  shell.out(`Successfully started partition reassignment${proposed.size === 1 ? '' : 's'} for ${names}`);
}

/** null for replicas: the reassignment is cancelled. */
function* alter(
  shell: Shell,
  wanted: ReadonlyMap<TopicPartition, readonly number[] | null>,
  failure: string,
  allowReplicationFactorChange = true,
): Run<void> {
  const partitions = [...wanted].map(([partition, replicas]) => ({ topicPartition: partition, replicas }));
  const response = yield* call(shell, {
    name: 'alterPartitionReassignments',
    target: { type: 'controller' },
    request: {
      type: 'AlterPartitionReassignmentsRequest',
      timeoutMs: REQUEST_TIMEOUT_MS,
      allowReplicationFactorChange,
      partitions,
    } as const,
    isRetriable: ({ errorCode }) => errorCode === 'NOT_CONTROLLER',
  });
  if (response.errorCode !== 'NONE') throw new ApiException(response.errorCode, response.errorMessage);
  const failed = response.responses.filter(({ errorCode }) => errorCode !== 'NONE');
  if (failed.length === 0) return;
  const lines = [...failed]
    .sort((a, b) => compareTopicPartitions(a.topicPartition, b.topicPartition))
    .map(({ topicPartition: at, errorCode, errorMessage }) => `${at}: ${errorMessage ?? errorOf(errorCode).message}`);
  throw new TerseException(`${failure}\n${lines.join('\n')}`);
}

// ---- verify and cancel --------------------------------------------------------------------------------------------------

function* verify(shell: Shell, targets: Targets, keepsThrottles: boolean): Run<void> {
  const current = yield* listReassignments(shell, null);
  const ongoing = new Set(current.map((each) => each.topicPartition));
  shell.out('Status of partition reassignment:');
  for (const [partition, target] of [...targets].sort(([a], [b]) => compareTopicPartitions(a, b))) {
    if (ongoing.has(partition)) {
      shell.out(`Reassignment of partition ${partition} is still in progress.`);
      continue;
    }
    const replicas = yield* replicasOf(shell, partition);
    if (replicas.join() === target.join()) shell.out(`Reassignment of partition ${partition} is completed.`);
    else {
      shell.out(
        `There is no active reassignment of partition ${partition}, but replica set is ${replicas.join(',')} rather than ` +
          `${target.join(',')}.`,
      );
    }
  }
  shell.out('');
  if (current.length === 0 && !keepsThrottles) yield* clearAllThrottles(shell, targets);
}

function* replicasOf(shell: Shell, partition: TopicPartition): Run<readonly number[]> {
  try {
    const [topic] = yield* describeTopics(shell, [topicOf(partition)]);
    return topic!.partitions[partitionOf(partition)]?.replicaNodes ?? [];
  } catch (error) {
    if (isApiException(error, 'UNKNOWN_TOPIC_OR_PARTITION')) return [];
    throw error;
  }
}

function* cancel(shell: Shell, targets: Targets, keepsThrottles: boolean): Run<void> {
  const reassigning = yield* listReassignments(
    shell,
    targets.map(([partition]) => partition),
  );
  const active = reassigning.filter(
    ({ addingReplicas, removingReplicas }) => addingReplicas.length + removingReplicas.length > 0,
  );
  if (active.length > 0) {
    const names = active.map((each) => each.topicPartition).sort(compareTopicPartitions);
    const plural = names.length === 1 ? '' : 's';
    yield* alter(
      shell,
      new Map(names.map((name) => [name, null])),
      `Error cancelling partition reassignment${plural} for:`,
    );
    shell.out(`Successfully cancelled partition reassignment${plural} for: ${names.join(',')}`);
  } else shell.out('None of the specified partition reassignments are active.');
  // Kafka forgets the end of this line.
  shell.outRaw('None of the specified partition moves are active.');
  if (!keepsThrottles) yield* clearAllThrottles(shell, targets);
}
