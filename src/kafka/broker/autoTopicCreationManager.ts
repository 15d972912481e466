/**
 * Topics that a broker has the controller make because somebody asked for them: any, where auto.create.topics.enable says
 * so; those of Kafka's own with their own settings, whatever it says. Whoever asked is told that there is no such topic,
 * and finds it the next time.
 *
 * With ZooKeeper a broker makes them there itself, and only then answers.
 *
 * Kafka: kafka.server.DefaultAutoTopicCreationManager, GroupCoordinatorService.groupMetadataTopicConfigs.
 * *Simplified:* no transaction and no share group state topics.
 */
import type { ApiError } from '../controller/apiError.ts';
import { invalidTopicName } from '../controller/topicName.ts';
import { GROUP_METADATA_TOPIC } from '../group/contexts.ts';
import type { CreatableTopic, ForwardedRequest, ForwardedResponse } from '../messages.ts';
import { sendToController } from './controllerChannel.ts';
import { configNumber, update, type Work } from './work.ts';
import { startThread } from './zk/hosts.ts';
import { followsKRaft } from './zk/state.ts';

export function autoCreateTopics(work: Work, names: readonly string[]): void {
  const topics = beginAutoCreation(work, names);
  if (topics.length === 0) return;
  if (work.state.zookeeper !== undefined && !followsKRaft(work)) {
    startThread(work, `auto-create-topics ${topics[0]!.name}`, { type: 'auto-create-topics', topics });
    return;
  }
  const timeoutMs = configNumber(work, 'request.timeout.ms');
  sendToController(work, 'forwarding', {
    type: 'EnvelopeRequest',
    correlationId: 0,
    requestData: { type: 'CreateTopicsRequest', correlationId: 0, topics, timeoutMs },
  });
}

/** Those that can be made, and are not being made already (filterCreatableTopics). */
export function beginAutoCreation(work: Work, names: readonly string[]): readonly CreatableTopic[] {
  const { autoCreating } = work.state;
  const creating = names.filter((name) => invalidTopicName(name) === undefined && !autoCreating.includes(name));
  if (creating.length > 0) update(work, { autoCreating: [...autoCreating, ...creating] });
  return creating.map((name) => creatableTopic(work, name));
}

/** null: the controller did not answer. Whoever wants the topic sets it off again; the same refusal is told once. */
export function autoCreationAnswered(work: Work, request: ForwardedRequest, answer: ForwardedResponse | null): void {
  if (request.type !== 'CreateTopicsRequest') return;
  const results = answer?.type === 'CreateTopicsResponse' ? answer.topics : [];
  const outcomes = results.map(({ name, errorCode: error, errorMessage: message }) => ({ name, error, message }));
  endAutoCreation(work, request.topics, outcomes);
}

/** What became of each, as far as it is known. */
export function endAutoCreation(
  work: Work,
  topics: readonly CreatableTopic[],
  outcomes: readonly ({ readonly name: string } & ApiError)[],
): void {
  const names = topics.map(({ name }) => name);
  update(work, { autoCreating: work.state.autoCreating.filter((name) => !names.includes(name)) });
  for (const { name: topic, error, message: words } of outcomes) {
    const message = words ?? '';
    const refused = error !== 'NONE' && error !== 'TOPIC_ALREADY_EXISTS';
    if (!refused || work.state.autoCreationRefused[topic] === message) continue;
    update(work, { autoCreationRefused: { ...work.state.autoCreationRefused, [topic]: message } });
    work.out.fact({ type: 'TopicCreateFailed', topic, error, message });
  }
}

function creatableTopic(work: Work, name: string): CreatableTopic {
  if (name !== GROUP_METADATA_TOPIC) {
    const numPartitions = configNumber(work, 'num.partitions');
    const replicationFactor = configNumber(work, 'default.replication.factor');
    return { name, numPartitions, replicationFactor, assignments: [], configs: {} };
  }
  return {
    name,
    numPartitions: configNumber(work, 'offsets.topic.num.partitions'),
    replicationFactor: configNumber(work, 'offsets.topic.replication.factor'),
    assignments: [],
    configs: {
      'cleanup.policy': 'compact',
      'compression.type': 'producer',
      'segment.bytes': `${configNumber(work, 'offsets.topic.segment.bytes')}`,
    },
  };
}
