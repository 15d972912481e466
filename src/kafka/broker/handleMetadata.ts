/**
 * Metadata: which brokers are alive, and who leads what, as far as this broker has heard.
 *
 * Kafka: kafka.server.KafkaApis.handleTopicMetadataRequest, org.apache.kafka.metadata.KRaftMetadataCache,
 * kafka.server.metadata.ZkMetadataCache.
 * *Simplified:* a broker has one listener for clients, and answers with it whatever the client came through.
 */

import { own } from '../../base/own.ts';
import { get } from '../../base/table.ts';
import { ZERO_UUID } from '../controller/uuid.ts';
import type { ErrorName } from '../errors.ts';
import type { MetadataRequest, MetadataResponse } from '../messages.ts';
import { clientListener, type PartitionRegistration } from '../metadata/image.ts';
import { NO_LEADER } from '../records.ts';
import { autoCreateTopics } from './autoTopicCreationManager.ts';
import { configFlag, hostOf, registration, type Work } from './work.ts';
import { startRequestThread } from './zk/hosts.ts';
import { followsKRaft } from './zk/state.ts';

type TopicAnswer = MetadataResponse['topics'][number];
type PartitionAnswer = TopicAnswer['partitions'][number];

const MAX_TOPIC_NAME_LENGTH = 249;

export function handleMetadata(work: Work, connection: number, request: MetadataRequest): void {
  if (request.allowAutoTopicCreation && configFlag(work, 'auto.create.topics.enable')) {
    const missing = missingTopics(work, request);
    if (missing.length > 0 && work.state.zookeeper !== undefined && !followsKRaft(work)) {
      startRequestThread(work, connection, request);
      return;
    }
    autoCreateTopics(work, missing);
  }
  work.out.reply(connection, metadataAnswer(work, connection, request));
}

export function missingTopics({ state }: Work, { topics }: MetadataRequest): readonly string[] {
  return (topics ?? []).filter((name) => get(state.image.topics, name) === undefined);
}

/** `unknown`: what to say of topics that are not there, where it is more than that. */
export function metadataAnswer(
  work: Work,
  connection: number,
  request: MetadataRequest,
  unknown: Readonly<Record<string, ErrorName>> = {},
): MetadataResponse {
  const { image, setup } = work.state;
  const { correlationId } = request;
  const topics = (request.topics ?? image.topics.keys).map((name) =>
    get(image.topics, name) === undefined ? unknownTopic(name, own(unknown, name)) : knownTopic(work, name),
  );
  const brokers = image.brokers.values
    .filter(({ fenced, listeners }) => !fenced && listeners.length > 0)
    .map((broker) => {
      const { host, port } = clientListener(broker)!;
      return { nodeId: broker.id, host, port, rack: broker.rack };
    });
  const { clusterId } = setup;
  const occasion = `controllerId ${work.env.self} ${work.env.now} ${connection} ${correlationId}`;
  const controllerId = controllerIdFor(work, occasion);
  return { type: 'MetadataResponse', correlationId, brokers, clusterId, controllerId, topics };
}

/** Some broker that is alive: any of them forwards to the controller. With ZooKeeper the controller is one of them. */
export function controllerIdFor(work: Work, occasion: string): number {
  const { env, state } = work;
  const { image, zookeeper } = state;
  if (zookeeper !== undefined && !followsKRaft(work)) return zookeeper.server.controllerId;
  const alive = image.brokers.values.filter(({ fenced, listeners }) => !fenced && listeners.length > 0);
  return alive[env.draw(occasion, Math.max(1, alive.length))]?.id ?? -1;
}

function knownTopic(work: Work, name: string): TopicAnswer {
  const topic = get(work.state.image.topics, name)!;
  const partitions = topic.partitions
    .map((partition, index) => partitionAnswer(work, partition, index))
    // A controller with ZooKeeper may have told of some partitions of a topic and not of others.
    .filter(({ replicaNodes }) => replicaNodes.length > 0);
  return { name, errorCode: 'NONE', topicId: topic.topicId === '' ? ZERO_UUID : topic.topicId, partitions };
}

function unknownTopic(name: string, error: ErrorName = unknownTopicError(name)): TopicAnswer {
  return { name, errorCode: error, topicId: ZERO_UUID, partitions: [] };
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
