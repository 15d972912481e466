/**
 * Metadata: which brokers are alive, and who leads what, as far as this broker has heard.
 *
 * Kafka: kafka.server.KafkaApis.handleTopicMetadataRequest, org.apache.kafka.metadata.KRaftMetadataCache,
 * kafka.server.AutoTopicCreationManager. `controllerId` is some broker: any of them forwards to the controller.
 * *Simplified:* every node has one listener.
 */
import { get } from '../../base/table.ts';
import type { ErrorName } from '../errors.ts';
import type { MetadataRequest, MetadataResponse } from '../messages.ts';
import type { PartitionRegistration } from '../metadata/image.ts';
import { NO_LEADER } from '../records.ts';
import { sendToController } from './controllerChannel.ts';
import { configFlag, configNumber, hostOf, registration, update, type Work } from './work.ts';

type TopicAnswer = MetadataResponse['topics'][number];
type PartitionAnswer = TopicAnswer['partitions'][number];

const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA';
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
  if (request.allowAutoTopicCreation && configFlag(work, 'auto.create.topics.enable')) createMissing(work, missing);
  const brokers = image.brokers.values
    .filter(({ fenced, listeners }) => !fenced && listeners.length > 0)
    .map(({ id, listeners, rack }) => ({ nodeId: id, host: listeners[0]!.host, port: listeners[0]!.port, rack }));
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
  const errorCode: ErrorName = isValidTopicName(name) ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'INVALID_TOPIC_EXCEPTION';
  return { name, errorCode, topicId: ZERO_UUID, partitions: [] };
}

/** Topic.validate */
function isValidTopicName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name.length > MAX_TOPIC_NAME_LENGTH) return false;
  return /^[a-zA-Z0-9._-]+$/.test(name);
}

/** A leader that is registered is named even while it is fenced: only its address has to be known. */
function partitionAnswer(work: Work, partition: PartitionRegistration, partitionIndex: number): PartitionAnswer {
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

/** The client is told that the topic is unknown, and finds it when it asks again. */
function createMissing(work: Work, names: readonly string[]): void {
  const { autoCreating } = work.state;
  const creating = names.filter((name) => isValidTopicName(name) && !autoCreating.includes(name));
  if (creating.length === 0) return;
  update(work, { autoCreating: [...autoCreating, ...creating] });
  const numPartitions = configNumber(work, 'num.partitions');
  const replicationFactor = configNumber(work, 'default.replication.factor');
  const topics = creating.map((name) => ({ name, numPartitions, replicationFactor, assignments: [], configs: {} }));
  const timeoutMs = configNumber(work, 'request.timeout.ms');
  sendToController(work, 'forwarding', {
    type: 'EnvelopeRequest',
    correlationId: 0,
    requestData: { type: 'CreateTopicsRequest', correlationId: 0, topics, timeoutMs },
  });
}
