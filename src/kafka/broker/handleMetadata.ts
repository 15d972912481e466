/**
 * Metadata: which brokers are alive, and who leads what, as far as this broker has heard.
 *
 * Kafka: kafka.server.KafkaApis.handleTopicMetadataRequest, org.apache.kafka.metadata.KRaftMetadataCache,
 * `controllerId` is some broker: any of them forwards to the controller.
 * *Simplified:* a broker has one listener for clients, and answers with it whatever the client came through.
 */

import { get } from '../../base/table.ts';
import { ZERO_UUID } from '../controller/uuid.ts';
import type { ErrorName } from '../errors.ts';
import type { MetadataRequest, MetadataResponse } from '../messages.ts';
import { clientListener, type PartitionRegistration } from '../metadata/image.ts';
import { NO_LEADER } from '../records.ts';
import { autoCreateTopics } from './autoTopicCreationManager.ts';
import { configFlag, hostOf, registration, type Work } from './work.ts';

type TopicAnswer = MetadataResponse['topics'][number];
type PartitionAnswer = TopicAnswer['partitions'][number];

const MAX_TOPIC_NAME_LENGTH = 249;

export function handleMetadata(work: Work, connection: number, request: MetadataRequest): void {
  const { image, setup } = work.state;
  const { correlationId } = request;
  const missing: string[] = [];
  const topics = (request.topics ?? image.topics.keys).map((name) => {
    const topic = get(image.topics, name);
    if (topic === undefined) missing.push(name);
    return topic === undefined ? unknownTopic(name) : knownTopic(work, name);
  });
  if (request.allowAutoTopicCreation && configFlag(work, 'auto.create.topics.enable')) autoCreateTopics(work, missing);
  const brokers = image.brokers.values
    .filter(({ fenced, listeners }) => !fenced && listeners.length > 0)
    .map((broker) => {
      const { host, port } = clientListener(broker)!;
      return { nodeId: broker.id, host, port, rack: broker.rack };
    });
  const any = work.env.draw(
    `controllerId ${work.env.self} ${work.env.now} ${connection} ${correlationId}`,
    brokers.length,
  );
  const controllerId = brokers[any]?.nodeId ?? -1;
  const { clusterId } = setup;
  work.out.reply(connection, { type: 'MetadataResponse', correlationId, brokers, clusterId, controllerId, topics });
}

function knownTopic(work: Work, name: string): TopicAnswer {
  const topic = get(work.state.image.topics, name)!;
  const partitions = topic.partitions.map((partition, index) => partitionAnswer(work, partition, index));
  return { name, errorCode: 'NONE', topicId: topic.topicId, partitions };
}

function unknownTopic(name: string): TopicAnswer {
  return { name, errorCode: unknownTopicError(name), topicId: ZERO_UUID, partitions: [] };
}

/** There is no such topic: could there be one? */
export function unknownTopicError(name: string): ErrorName {
  return isValidTopicName(name) ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'INVALID_TOPIC_EXCEPTION';
}

/** Topic.validate */
export function isValidTopicName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name.length > MAX_TOPIC_NAME_LENGTH) return false;
  return /^[a-zA-Z0-9._-]+$/.test(name);
}

/** A leader that is registered is named even while it is fenced: only its address has to be known. */
export function partitionAnswer(work: Work, partition: PartitionRegistration, partitionIndex: number): PartitionAnswer {
  const hasLeader = hostOf(work, partition.leader) !== undefined;
  return {
    errorCode: hasLeader ? 'NONE' : 'LEADER_NOT_AVAILABLE',
    partitionIndex,
    leaderId: hasLeader ? partition.leader : NO_LEADER,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes: partition.replicas,
    isrNodes: partition.isr,
    offlineReplicas: partition.replicas.filter((id) => registration(work, id)?.fenced ?? true),
  };
}
