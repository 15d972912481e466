/**
 * Topics that a broker has the controller make because somebody asked for them: any, where auto.create.topics.enable says
 * so; those of Kafka's own with their own settings, whatever it says. Whoever asked is told that there is no such topic,
 * and finds it the next time.
 *
 * Kafka: kafka.server.DefaultAutoTopicCreationManager, GroupCoordinatorService.groupMetadataTopicConfigs.
 * *Simplified:* no transaction and no share group state topics.
 */
import { invalidTopicName } from '../controller/topicName.ts';
import { GROUP_METADATA_TOPIC } from '../group/contexts.ts';
import type { CreatableTopic, ForwardedRequest, ForwardedResponse } from '../messages.ts';
import { sendToController } from './controllerChannel.ts';
import { configNumber, update, type Work } from './work.ts';

export function autoCreateTopics(work: Work, names: readonly string[]): void {
  const { autoCreating } = work.state;
  const creating = names.filter((name) => invalidTopicName(name) === undefined && !autoCreating.includes(name));
  if (creating.length === 0) return;
  update(work, { autoCreating: [...autoCreating, ...creating] });
  const topics = creating.map((name) => creatableTopic(work, name));
  const timeoutMs = configNumber(work, 'request.timeout.ms');
  sendToController(work, 'forwarding', {
    type: 'EnvelopeRequest',
    correlationId: 0,
    requestData: { type: 'CreateTopicsRequest', correlationId: 0, topics, timeoutMs },
  });
}

/** null: the controller did not answer. Whoever wants the topic sets it off again; the same refusal is told once. */
export function autoCreationAnswered(work: Work, request: ForwardedRequest, answer: ForwardedResponse | null): void {
  if (request.type !== 'CreateTopicsRequest') return;
  const names = request.topics.map(({ name }) => name);
  update(work, { autoCreating: work.state.autoCreating.filter((name) => !names.includes(name)) });
  if (answer?.type !== 'CreateTopicsResponse') return;
  for (const { name: topic, errorCode: error, errorMessage } of answer.topics) {
    const message = errorMessage ?? '';
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
