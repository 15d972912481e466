/** What the Admin says about topics (org.apache.kafka.clients.admin.KafkaAdminClient: listTopics, describeTopics, …). */
import { compareText } from '../../../base/sorted.ts';
import { errorOf } from '../../errors.ts';
import { isInternalTopic } from '../../internalTopics.ts';
import type {
  CreatableTopic,
  CreatePartitionsTopic,
  DescribedPartition,
  DescribedTopic,
  ListPartitionReassignmentsResponse,
} from '../../messages.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { Run, Shell } from '../program.ts';
import { call } from './call.ts';
import { ApiException } from './exceptions.ts';

const CONTROLLER = { type: 'controller' } as const;
const ANY = { type: 'least-loaded' } as const;

export const REQUEST_TIMEOUT_MS = 30_000;

export interface TopicListing {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: number;
}

/** Sorted, where Kafka has the order of a HashMap. */
export function* listTopics(shell: Shell, listInternal: boolean): Run<readonly TopicListing[]> {
  const request = { type: 'MetadataRequest', topics: null, allowAutoTopicCreation: true } as const;
  const { topics } = yield* call(shell, { name: 'listTopics', target: ANY, request });
  return topics
    .filter(({ name }) => listInternal || !isInternalTopic(name))
    .map(({ name, topicId, partitions }) => ({ name, topicId, partitions: partitions.length }))
    .sort((a, b) => compareText(a.name, b.name));
}

/** As many requests as the cursor asks for. Throws for a topic that does not exist. */
export function* describeTopics(shell: Shell, names: readonly string[], limit = 2000): Run<readonly DescribedTopic[]> {
  const found = new Map<string, DescribedTopic>();
  let cursor: { readonly topicName: string; readonly partitionIndex: number } | null = null;
  let topics = [...names].sort();
  while (topics.length > 0) {
    const request = {
      type: 'DescribeTopicPartitionsRequest' as const,
      topics,
      responsePartitionLimit: limit,
      cursor: cursor as { readonly topicName: string; readonly partitionIndex: number } | null,
    };
    const response: DescribeAnswer = yield* call(shell, { name: 'describeTopicPartitions', target: ANY, request });
    for (const topic of response.topics) {
      if (topic.errorCode !== 'NONE') throw new ApiException(topic.errorCode);
      const partitions: readonly DescribedPartition[] = [
        ...(found.get(topic.name)?.partitions ?? []),
        ...topic.partitions,
      ];
      found.set(topic.name, { ...topic, partitions });
    }
    cursor = response.nextCursor;
    if (cursor === null) break;
    const from: string = cursor.topicName;
    topics = topics.filter((name) => name >= from);
  }
  return [...found.values()];
}

interface DescribeAnswer {
  readonly topics: readonly DescribedTopic[];
  readonly nextCursor: { readonly topicName: string; readonly partitionIndex: number } | null;
}

export function* createTopic(shell: Shell, topic: CreatableTopic): Run<void> {
  const request = { type: 'CreateTopicsRequest', topics: [topic], timeoutMs: REQUEST_TIMEOUT_MS } as const;
  const response = yield* call(shell, {
    name: 'createTopics',
    target: CONTROLLER,
    request,
    isRetriable: ({ topics }) => topics.some(({ errorCode }) => errorOf(errorCode).retriable),
  });
  const { errorCode, errorMessage } = response.topics[0]!;
  if (errorCode !== 'NONE') throw new ApiException(errorCode, errorMessage);
}

export function* createPartitions(shell: Shell, topics: readonly CreatePartitionsTopic[]): Run<void> {
  const request = { type: 'CreatePartitionsRequest', topics, timeoutMs: REQUEST_TIMEOUT_MS } as const;
  const response = yield* call(shell, {
    name: 'createPartitions',
    target: CONTROLLER,
    request,
    isRetriable: ({ results }) => results.some(({ errorCode }) => errorCode === 'NOT_CONTROLLER'),
  });
  for (const { errorCode, errorMessage } of response.results) {
    if (errorCode !== 'NONE') throw new ApiException(errorCode, errorMessage);
  }
}

export function* deleteTopics(shell: Shell, topicNames: readonly string[]): Run<void> {
  const request = { type: 'DeleteTopicsRequest', topicNames, timeoutMs: REQUEST_TIMEOUT_MS } as const;
  const response = yield* call(shell, {
    name: 'deleteTopics',
    target: CONTROLLER,
    request,
    isRetriable: ({ responses }) => responses.some(({ errorCode }) => errorCode === 'NOT_CONTROLLER'),
  });
  for (const { errorCode, errorMessage } of response.responses) {
    if (errorCode !== 'NONE') throw new ApiException(errorCode, errorMessage);
  }
}

export type Reassignment = ListPartitionReassignmentsResponse['partitions'][number];

/** null: every partition that is being reassigned. */
export function* listReassignments(
  shell: Shell,
  topicPartitions: readonly TopicPartition[] | null,
): Run<readonly Reassignment[]> {
  const request = {
    type: 'ListPartitionReassignmentsRequest',
    topicPartitions,
    timeoutMs: REQUEST_TIMEOUT_MS,
  } as const;
  const response = yield* call(shell, {
    name: 'listPartitionReassignments',
    target: CONTROLLER,
    request,
    isRetriable: ({ errorCode }) => errorCode === 'NOT_CONTROLLER',
  });
  if (response.errorCode !== 'NONE') throw new ApiException(response.errorCode, response.errorMessage);
  return response.partitions;
}
