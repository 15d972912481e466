/** The JSON files of kafka-reassign-partitions (ReassignPartitionsCommand: parse…, formatAsReassignmentJson). */
import {
  compareTopicPartitions,
  partitionOf,
  type TopicPartition,
  topicOf,
  topicPartition,
} from '../../topicPartition.ts';
import {
  adminCommandFailed,
  checkVersion,
  fieldOf,
  intField,
  intListField,
  listField,
  parseJson,
  textField,
} from './files.ts';

export type Assignment = ReadonlyMap<TopicPartition, readonly number[]>;

const ANY_LOG_DIR = 'any';

/** Partitions with their replicas, as written: one may be there twice. */
export function partitionsIn(text: string): readonly (readonly [TopicPartition, readonly number[]])[] {
  const json = parseJson(text);
  checkVersion(json);
  return listField(json, 'partitions').map((item) => {
    const partition = topicPartition(textField(item, 'topic'), intField(item, 'partition'));
    const replicas = intListField(item, 'replicas');
    const logDirs = fieldOf(item, 'log_dirs');
    if (Array.isArray(logDirs) && logDirs.length !== replicas.length) {
      throw adminCommandFailed(
        `Size of replicas list [${replicas.join(', ')}] is different from size of log dirs list ` +
          `[${logDirs.join(', ')}] for partition ${partition}`,
      );
    }
    return [partition, replicas] as const;
  });
}

/** What may be carried out. */
export function proposedAssignment(text: string): Assignment {
  const found = partitionsIn(text);
  if (found.length === 0) throw adminCommandFailed('Partition reassignment list cannot be empty');
  if (found.some(([, replicas]) => replicas.length === 0)) {
    throw adminCommandFailed('Partition replica list cannot be empty');
  }
  const names = found.map(([partition]) => partition);
  const twice = repeated(names);
  if (twice.length > 0) {
    throw adminCommandFailed(`Partition reassignment contains duplicate topic partitions: ${twice.join(',')}`);
  }
  const wrong = found
    .map(([partition, replicas]) => [partition, repeated(replicas)] as const)
    .filter(([, replicas]) => replicas.length > 0)
    .map(([partition, replicas]) => `${partition} contains multiple entries for ${replicas.join(',')}`);
  if (wrong.length === 0) return new Map(found);
  throw adminCommandFailed(`Partition replica lists may not contain duplicate entries: ${wrong.join('. ')}`);
}

export function topicsIn(text: string): readonly string[] {
  const json = parseJson(text);
  checkVersion(json);
  return listField(json, 'topics').map((item) => textField(item, 'topic'));
}

export function repeated<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items.filter((item, place) => items.indexOf(item) !== place))];
}

/** One line. `logDirOf`: where a replica lies, if that is known. */
export function reassignmentJson(
  assignment: Assignment,
  logDirOf: (partition: TopicPartition, broker: number) => string | undefined = () => undefined,
): string {
  const partitions = [...assignment.keys()].sort(compareTopicPartitions).map((partition) => {
    const replicas = assignment.get(partition)!;
    return {
      topic: topicOf(partition),
      partition: partitionOf(partition),
      replicas,
      log_dirs: replicas.map((broker) => logDirOf(partition, broker) ?? ANY_LOG_DIR),
    };
  });
  return JSON.stringify({ version: 1, partitions });
}
